"""Later sentences that take up the words of a forecast of which no event was read.

"Iran will close the strait" is answered by "Iran did not close the strait": most of the weight of
its words stands in a later sentence, which says no or does not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from onrecord.corpus.events.lexicon import settings
from onrecord.corpus.events.recalls import listed
from onrecord.corpus.events.shortfall import falls_short, other_item
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
    article: str
    start: int
    end: int
    text: str


def words_in(text: str) -> dict[int, float]:
    """The words of a text with their weights, but for those of times."""
    return weighed([w for w in _WORD.findall(text.lower()) if w not in listed("times")])


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
        if share < _SHARE or len(shared) < _WORDS or _has(sentence.text, "ahead"):
            continue
        if other_item(text, sentence.text):
            continue
        no = _has(sentence.text, "negations") != _has(text, "negations")
        return msgspec.structs.replace(
            forecast,
            answer=sentence.mention,
            answer_article=sentence.article,
            answer_start=sentence.start,
            answer_end=sentence.end,
            agreement=_agreement(forecast, text, sentence, no=no),
            reasons=(f"{share:.0%} of its words", "says no" if no else "does not say no"),
        )
    return forecast


def _agreement(forecast: Forecast, text: str, sentence: Sentence, *, no: bool) -> Agreement:
    """How what the sentence tells agrees with what was foretold; of a forecast that something will
    not be, with what will not be."""
    if not no and falls_short(text, sentence.text):
        return Agreement.PART
    return Agreement.FULL if no is forecast.negated else Agreement.CONTRARY


def _has(text: str, name: str) -> bool:
    """Whether a word of the list ``name`` stands in ``text``."""
    return not frozenset(str(settings()["echoes"][name]).split()).isdisjoint(
        _WORD.findall(text.lower())
    )
