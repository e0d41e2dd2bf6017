"""Later sentences that take up the words of a forecast of which no event was read.

"Iran will close the strait" is answered by "Iran did not close the strait": most of the weight of
its words stands in a later sentence, which says no or does not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from onrecord.corpus.events.lexicon import settings
from onrecord.corpus.events.told import weighed
from onrecord.records import Agreement, Forecast, ForecastKind

_WORD = re.compile(r"[^\W_]+")
_SHARE = 0.6
"""Share of the weight of the forecast's words that stands in the later sentence."""
_WORDS = 3
"""Words that both share at least."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A later sentence that tells an event."""

    mention: str
    day: int
    text: str


def words_in(text: str) -> dict[int, float]:
    """The words of a text with their weights."""
    return weighed(_WORD.findall(text.lower()))


def can_echo(forecast: Forecast, text: str) -> bool:
    """Whether later words can answer it at all: plans and what has a condition they cannot."""
    return forecast.kind is not ForecastKind.PLAN and not _has(text, "conditions")


def echoed(forecast: Forecast, text: str, sentences: Iterable[Sentence]) -> Forecast:
    """``forecast``, whose words are ``text``, with the first later sentence that takes it up."""
    mine = words_in(text)
    for sentence in sorted(sentences, key=lambda one: (one.day, one.mention)):
        theirs = words_in(sentence.text)
        shared = {word: weight for word, weight in mine.items() if word in theirs}
        share = sum(weight * weight for weight in shared.values())
        if share >= _SHARE and len(shared) >= _WORDS and not _has(sentence.text, "ahead"):
            no = _has(sentence.text, "negations") != _has(text, "negations")
            return msgspec.structs.replace(
                forecast,
                answer=sentence.mention,
                agreement=Agreement.CONTRARY if no else Agreement.FULL,
                reasons=(f"{share:.0%} of its words", "says no" if no else "does not say no"),
            )
    return forecast


def _has(text: str, name: str) -> bool:
    """Whether a word of the list ``name`` stands in ``text``."""
    return not frozenset(str(settings()["echoes"][name]).split()).isdisjoint(
        _WORD.findall(text.lower())
    )
