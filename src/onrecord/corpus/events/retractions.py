"""What a source or an outlet takes back of what it said before."""

import re
from functools import cache

from onrecord.corpus.events.lexicon import listed, phrases
from onrecord.corpus.outlets import key
from onrecord.records import Statement
from onrecord.text import Span


def takes_back(text: str, said: Statement, outlet: str | None) -> bool:
    """Whether ``said`` repeats something only to take it back.

    So does who "withdrew their claim that", and an outlet that reports what it had reported and
    says in the same paragraph that it retracts it.
    """
    if any(_withdrew().search(span.of(text).lower()) for span in said.cue):
        return True
    if not is_outlet(" ".join(span.of(text) for span in said.source), outlet):
        return False
    behind = max((span.end for span in said.content), default=len(text))
    end = text.find("\n", behind)
    return bool(_retracting().search(text[behind : len(text) if end < 0 else end].lower()))


def is_outlet(name: str, outlet: str | None) -> bool:
    """Whether ``name`` is that of the outlet."""
    return outlet is not None and key(name) == key(outlet)


def taking_back(text: str, sentence: Span, deed: Span) -> Span | None:
    """The words before ``deed`` by which somebody takes it back: "withdrew their claim that"."""
    found = _withdrew().search(text[sentence.start : deed.start].lower())
    return None if found is None else Span(*(sentence.start + at for at in found.span()))


def is_recalled_denial(text: str, sentence: Span, deed: Span) -> bool:
    """Whether a clause before ``deed`` recalls that it was denied: "who had denied the killing"."""
    return bool(_had_denied().search(text[sentence.start : deed.start].lower()))


@cache
def _retracting() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases('words', 'retracting'))})\b")


@cache
def _withdrew() -> re.Pattern[str]:
    verbs = "|".join(sorted(listed("words", "taking_back")))
    nouns = "|".join(sorted(listed("words", "back")))
    said = rf"(?:{verbs}) (?:its|his|her|their|the|a|an) (?:{nouns})"
    return re.compile(rf"\b(?:{said}|(?:took|takes|taken|taking) back)\b")


@cache
def _had_denied() -> re.Pattern[str]:
    recalling = "|".join(sorted(listed("words", "recalling")))
    return re.compile(rf"\b(?:{recalling})\b(?: \w+)? den(?:ied|ying)\b[^.;]*$")
