"""Where a sentence begins and ends, in a text whose parse is no longer there."""

import re
from collections.abc import Iterator

from onrecord.corpus.events.lexicon import listed
from onrecord.text import Span

_END = re.compile(
    r"(?:(?<=[a-z0-9)\]”\"'’][.!?])|(?<=[A-Z][A-Z][.!?]))[”\"’']*\s+(?=[\"“‘(]*[A-Z0-9])"
)
_TAIL = 40
"""Characters before a stop in which a word that it can shorten stands."""
_LAST_WORD = re.compile(r"\b([A-Za-z]+)\.\s+\Z")


def sentence_around(text: str, span: Span) -> Span:
    """The sentence of ``text`` that holds ``span``; it never leaves the paragraph."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    last = len(text) if last < 0 else last
    start, end = first, last
    for match in _END.finditer(text, first, last):
        if _is_short(text[max(first, match.end() - _TAIL) : match.end()], text[match.end()]):
            continue
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            end = match.start()
            break
    return Span(start, end)


def _is_short(before: str, following: str) -> bool:
    """Whether a stop only shortens a word: "Sept. 26", "Gen. Brandt"."""
    match = _LAST_WORD.search(before)
    if match is None:
        return False
    return match[1] in listed("sentences", "months" if following.isdigit() else "titles")


def sentences_of(text: str) -> Iterator[Span]:
    """The sentences of a text, each in its paragraph."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        sentence = sentence_around(text, Span(at, at + 1))
        yield sentence
        at = max(sentence.end, at + 1)


_CLAUSE = re.compile(r"[;:]\s|,?\s(?:and|but)\s(?:now\s|it\s|he\s|she\s|they\s)?")


def clauses_of(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence, as far as "and", "but" and semicolons show them."""
    found, start = [], sentence.start
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        found.append(Span(start, match.start()))
        start = match.start()
    return [*found, Span(start, sentence.end)]
