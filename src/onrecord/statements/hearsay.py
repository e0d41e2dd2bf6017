"""Words that hold a report at arm's length and name nobody: "allegedly", "the alleged attack"."""

from collections.abc import Iterator

from onrecord.language.parse import Parse, span_of
from onrecord.statements.draft import Draft
from onrecord.statements.lexicon import Lexicon
from onrecord.text import Span, strip

CHANCE = 0.5
"""They do nothing but attribute, yet what exactly they cover is often open."""
_EDGE = " ,;:()-–—."


def hearsay(text: str, parse: Parse, words: Lexicon) -> Iterator[Draft]:
    """A draft without a source for each such word, in the order of the text.

    What it covers is the word that it describes with all that hangs on it.
    """
    for token in parse.doc:
        if token.dep_ not in {"advmod", "amod"} or not words.is_hearsay(token.lower_):
            continue
        cue, last = span_of(token), parse.doc[token.head.right_edge.i]
        start, end = parse.doc[token.head.left_edge.i].idx, last.idx + len(last)
        sides = [_trimmed(text, start, cue.start), _trimmed(text, cue.end, end)]
        content = tuple(span for span in sides if span is not None)
        if content:
            yield Draft(token, (), (cue,), content, CHANCE)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without loose signs at its ends, if it holds a word."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    found = strip(text, Span(start, end)) if start < end else None
    has_word = found is not None and any(sign.isalnum() for sign in found.of(text))
    return found if has_word else None
