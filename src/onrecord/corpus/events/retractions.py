"""What a source or an outlet takes back of what it said before."""

import re
from functools import cache

from onrecord.corpus.events.lexicon import listed, phrases
from onrecord.records import Statement
from onrecord.text import Span

_WORD = re.compile(r"[^\W_]+")


def takes_back(text: str, said: Statement, outlet: str | None) -> bool:
    """Whether ``said`` repeats something only to take it back.

    So does who "withdrew their claim that", and an outlet that reports what it had reported and
    says in the same paragraph that it retracts it.
    """
    cue = {word for span in said.cue for word in _WORD.findall(span.of(text).lower())}
    if cue & listed("words", "taking_back") and cue & listed("words", "back"):
        return True
    source = " ".join(span.of(text) for span in said.source).lower().removeprefix("the ")
    if outlet is None or source != outlet.lower().removeprefix("the "):
        return False
    behind = max((span.end for span in said.content), default=len(text))
    end = text.find("\n", behind)
    return bool(_retracting().search(text[behind : len(text) if end < 0 else end].lower()))


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
    nouns = "|".join(sorted(listed("words", "back") - {"that", "back"}))
    return re.compile(rf"\b(?:{verbs})\b(?: back)? (?:its|his|her|their|the|a|an) (?:{nouns})\b")


@cache
def _had_denied() -> re.Pattern[str]:
    recalling = "|".join(sorted(listed("words", "recalling")))
    return re.compile(rf"\b(?:{recalling})\b(?: \w+)? den(?:ied|ying)\b[^.;]*$")
