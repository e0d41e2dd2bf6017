"""Later sentences that tell in like words what was foretold, whether or not an event was read.

"Iran will close the strait" is answered by "Iran did not close the strait": the later sentence has
the word for the deed and enough of the others, or most of them, and says no or does not.
"""

import datetime as dt
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from onrecord.corpus.events.dues import last_day
from onrecord.corpus.events.forms import base, bases_in, is_time
from onrecord.corpus.events.lexicon import settings
from onrecord.corpus.events.putting_off import is_put_off, putting_off_words
from onrecord.corpus.events.recalls import last_word
from onrecord.corpus.events.roles import Roles, differs, roles_in, tells
from onrecord.corpus.events.sentences import clauses_of
from onrecord.corpus.events.shortfall import falls_short, kept_within, other_item
from onrecord.corpus.events.weighing import weighed
from onrecord.corpus.story import stem, weight_of
from onrecord.records import Agreement, Forecast, ForecastKind
from onrecord.text import Span

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHARE = 0.85
"""Share of the weight of the forecast's words by which a sentence takes it up in other words."""
_WORDS = 3
"""Words that both share at least."""
_BESIDE = 4.0
"""Weight that words need beside the one for the deed, of which there are two at least."""
_COMMON, _MOST, _NAME = 1.0, 4.0, 2.0
"""Weight below which a word says nothing, and what a word and a name count for at most."""
_TOLD = 3
"""Days after a deed in which it is still news."""
_COPIED = 6
"""Words of a forecast that only a copy of it repeats in their order."""
_FORECASTS = 16
"""Forecasts of which is kept what is asked again for each sentence."""
_CONDITION = re.compile(
    r"[,\s]+\b(?:if|unless|provided)\b.*|^\W*(?:if|unless)\b[^,]*,", re.I | re.S
)

_SAYING = re.compile(r",[^,]{0,60}\b(?:said|says|told|announced|reported)\b[^,]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A later sentence."""

    day: int
    article: str
    start: int
    end: int
    text: str


def words_in(text: str) -> dict[int, float]:
    """The words of a text with their weights, but for those of times."""
    return weighed([w.lower() for w in _WORD.findall(text) if not is_time(w)])


def strong_words(text: str) -> dict[int, float]:
    """The words of a text by which sentences of like content find each other, names last."""
    found: dict[int, float] = {}
    for word in _WORD.findall(text):
        if len(word) > 2 and not word.isdigit() and not is_time(word):
            weight = weight_of(stem(word.lower()))
            number = zlib.crc32(base(word).encode())
            found[number] = min(weight, _MOST) + 1 if word.islower() else min(weight, _NAME)
    return found


def echoed(forecast: Forecast, text: str, sentences: Iterable[Sentence]) -> Forecast:
    """``forecast``, whose words are ``text``, with the first later sentence that takes it up."""
    for sentence in sorted(sentences, key=lambda one: (one.day, one.article, one.start)):
        found = _echo(forecast, text, sentence)
        if found is not None:
            agreement, reasons = found
            return msgspec.structs.replace(
                forecast,
                answer_article=sentence.article,
                answer_start=sentence.start,
                answer_end=sentence.end,
                agreement=agreement,
                reasons=reasons,
            )
    return forecast


def _echo(
    forecast: Forecast, text: str, sentence: Sentence
) -> tuple[Agreement, tuple[str, ...]] | None:
    """How a sentence answers, with what it shares; nothing if it does not."""
    text, main = _said(text)
    shared, no = _taken_up(forecast, main, sentence.text, whole=main == text)
    if no is None or (no and (main != text or _holds_until(forecast, main, sentence.day))):
        return None  # what has a condition need not come about
    if _is_beside_it(forecast, text, sentence.text):
        return None
    reasons = (f"its words ({', '.join(shared)})", "says no" if no else "does not say no")
    if not no and _is_too_late(forecast, sentence.day):
        return None
    if not no and falls_short(text, sentence.text):
        return Agreement.PART, (*reasons, "fewer")
    return (Agreement.FULL if no is forecast.negated else Agreement.CONTRARY), reasons


def _is_beside_it(forecast: Forecast, text: str, sentence: str) -> bool:
    """Whether a sentence looks ahead itself, is a reproach or tells something old or other."""
    return (
        _has(sentence, "ahead")
        or _has(sentence, "claims")
        or other_item(text, sentence)
        or _is_old(forecast, sentence)
        or _is_copy(text, sentence)
    )


def _is_copy(text: str, sentence: str) -> bool:
    """Whether a sentence only repeats the forecast, word for word."""
    mine, theirs = (" ".join(_WORD.findall(words.lower())) for words in (text, sentence))
    return len(mine.split()) >= _COPIED and mine in theirs


def _is_too_late(forecast: Forecast, day: int) -> bool:
    """Whether a report of ``day`` is of something else than what was due long before."""
    if forecast.published is None or forecast.due_to is None:
        return False
    return day > last_day(forecast.published, forecast.due_to).toordinal() + _TOLD


def _taken_up(
    forecast: Forecast, main: str, sentence: str, *, whole: bool
) -> tuple[list[str], bool | None]:
    """The words that a sentence shares, and whether it says no; empty if it takes nothing up.

    Args:
        main: the words of the forecast without a condition.
        whole: whether there was none.
    """
    theirs = bases_in(sentence)
    plan, teller = forecast.kind is ForecastKind.PLAN, last_word(forecast.teller or "")
    roles = _roles(main, teller, plan=plan)
    deed = roles.deed if roles is not None else base(forecast.word or "")
    shared = {
        word: weight
        for word, norm, weight in _weights(main, teller)
        if norm in theirs and norm != deed
    }
    words, negative = sorted(shared), _denies(main)
    if len(shared) > 1 and sum(shared.values()) >= _BESIDE:
        within = kept_within(main, sentence)
        if within is not None and (roles is None or roles.subject in theirs | {""}):
            return words, not within
        heads = {deed} if roles is None else {deed, roles.object, roles.subject}
        if deed not in putting_off_words() and is_put_off(sentence, heads):
            return words, not negative
        if deed in theirs and (roles is None or tells(roles, sentence)):
            return words, _says_no(sentence, deed) is not negative
    if plan or not whole or _is_of_others(roles, sentence) or _share(main, sentence) < _SHARE:
        return words, None
    return words, _has(sentence, "negations") is not negative


def _is_of_others(roles: Roles | None, sentence: str) -> bool:
    """Whether a sentence tells the deed of another thing or of somebody else."""
    if roles is None:
        return False
    theirs = bases_in(sentence)
    elsewhere = roles.deed in theirs and bool(roles.subject) and roles.subject not in theirs
    return elsewhere or differs(roles, sentence)


def _share(text: str, sentence: str) -> float:
    """The share of the weight of the words of ``text`` in a sentence; 0 where they are few."""
    mine, theirs = words_in(text), words_in(sentence)
    shared = {word: weight for word, weight in mine.items() if word in theirs}
    return sum(w * w for w in shared.values()) if len(shared) >= _WORDS else 0.0


@lru_cache(_FORECASTS)
def _said(text: str) -> tuple[str, str]:
    """The words of a forecast without who said so, and these without a condition."""
    said = _SAYING.sub("", text)
    return said, _CONDITION.sub("", said)


@lru_cache(_FORECASTS)
def _denies(text: str) -> bool:
    """Whether it is foretold that something will not be."""
    return _has(text, "negations")


@lru_cache(_FORECASTS)
def _roles(text: str, teller: str, *, plan: bool) -> Roles | None:
    return roles_in(text, teller, plan=plan)


@lru_cache(_FORECASTS)
def _weights(text: str, teller: str) -> tuple[tuple[str, str, float], ...]:
    """The words of a forecast and of who makes it that say something.

    Each in lower case and in its base form, with what it counts for.
    """
    found: dict[str, tuple[str, str, float]] = {}
    for word in [*_WORD.findall(text), *([teller] if teller else [])]:
        low, weight = word.lower(), weight_of(stem(word.lower()))
        plain = is_time(word) or low.isdigit() or len(low) < 3
        if weight >= _COMMON and not plain:
            found[low] = low, base(word), min(weight, _MOST if word.islower() else _NAME)
    return tuple(found.values())


def _says_no(sentence: str, deed: str) -> bool:
    """Whether the clause that tells the deed says no before it."""
    for clause in clauses_of(sentence, Span(0, len(sentence))):
        words = _WORD.findall(clause.of(sentence))
        at = next((at for at, word in enumerate(words) if base(word) == deed), None)
        if at is not None:
            return _has(" ".join(words[:at]), "negations")
    return _has(sentence, "negations")


def _is_old(forecast: Forecast, sentence: str) -> bool:
    """Whether a sentence tells of a year before the forecast, or of long ago."""
    year = forecast.published.year if forecast.published else dt.MAXYEAR
    return any(int(y) < year for y in _YEAR.findall(sentence)) or _has(sentence, "old")


def _holds_until(forecast: Forecast, text: str, day: int) -> bool:
    """Whether it was only foretold that something will not be before a day that is over."""
    until = not {"before", "until"}.isdisjoint(_WORD.findall(text.lower()))
    due = forecast.due_to
    return until and _has(text, "negations") and (due is None or day >= due.toordinal())


def _has(text: str, name: str) -> bool:
    """Whether a word of the list ``name`` stands in ``text``."""
    return not frozenset(str(settings()["echoes"][name]).split()).isdisjoint(
        _WORD.findall(text.lower())
    )
