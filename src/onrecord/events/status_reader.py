"""The trained reader's doubts about a status: what the rules of the clause did not see.

The rules decide. Where they tell a fact in which the reader hardly believes, its likeliest other
modality stands, unless it is how something was done in which the reader believes; where it is sure
that the event took place, a plan or a doubt beside it is about something else ("unclear who set off
the blasts"); where it is sure that the event lies in the past, it is background.
"""

from collections.abc import Iterable

import msgspec
from spacy.tokens import Token

from onrecord.events.confidence import limits
from onrecord.events.reader import EventReading
from onrecord.events.status import denies_a_denial
from onrecord.events.status_clause import SUBJECTS, is_cancelled, is_verbal
from onrecord.events.status_fiction import in_fiction
from onrecord.events.status_lexicon import lexicon
from onrecord.language.encoder import Floats
from onrecord.language.means import done_by
from onrecord.records import EventTime, Modality, PloverType, Statement, Status

_MODALITIES, _TIMES = tuple(Modality), tuple(EventTime)
_OPEN = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL, Modality.ATTEMPTED})
"""What a reader can overrule: denials and fiction are told in words that the rules know."""
_ACTUAL, _HISTORICAL = _MODALITIES.index(Modality.ACTUAL), _TIMES.index(EventTime.HISTORICAL)


def weighed(
    status: Status,
    reading: EventReading,
    token: Token,
    kind: PloverType | None,
    statement: Statement | None = None,
) -> Status:
    """``status`` of the event that ``token`` tells, with the reader's doubts heard.

    Args:
        kind: the event's type where it is known.
        statement: the innermost statement that tells it.
    """
    at = reading.number(token.i)
    if at is None:
        return status
    modality, time = reading.judged.modality[at], reading.judged.time[at]
    means = status.happened and _is_how_it_was_done(token, reading)
    if status.happened and not means and modality[_ACTUAL] < limits().believed:
        others = [one for one in _MODALITIES if one is not Modality.ACTUAL]
        likeliest = max(others, key=lambda one: float(modality[_MODALITIES.index(one)]))
        negated = likeliest is not Modality.NEGATED or is_negated(token)
        if negated and not denies_a_denial(reading.parse, token, statement, kind):
            status = msgspec.structs.replace(status, modality=likeliest)
    elif (
        status.modality in _OPEN
        and _fact(reading, at) >= limits().fact
        and in_fiction(token, kind) is None
    ):
        status = msgspec.structs.replace(status, modality=Modality.ACTUAL, time=_past(time))
    if status.time is EventTime.CURRENT and time[_HISTORICAL] >= limits().past:
        status = msgspec.structs.replace(status, time=EventTime.HISTORICAL)
    return status


def _is_how_it_was_done(token: Token, reading: EventReading) -> bool:
    """Whether ``token`` tells by what somebody did a thing that the reader takes for done.

    "Answered the raid by closing the border": they stand or fall together.
    """
    done = done_by(token)
    at = None if done is None else reading.number(done.i)
    return at is not None and reading.judged.modality[at][_ACTUAL] >= limits().believed


def is_negated(token: Token) -> bool:
    """Whether a word of its sentence can say that it is not so: without one, nothing is denied.

    A verb with a subject of its own that only goes on after another ("the talks fail and a strike
    begins") is told by itself.
    """
    apart = next((t for t in (token, *token.ancestors) if _is_told_by_itself(t)), None)
    reach: Iterable[Token] = token.sent if apart is None else apart.subtree
    negating = lexicon().negating
    return any(
        word in negating and not is_cancelled(t, lexicon())
        for t in reach
        for word in (t.lower_, t.lemma_.lower())
    )


def _is_told_by_itself(verb: Token) -> bool:
    """Whether it is a conjunct that has its own subject and begins no clause of another word."""
    return verb.dep_ == "conj" and is_verbal(verb) and any(t.dep_ in SUBJECTS for t in verb.lefts)


def believed(status: Status, reading: EventReading, token: Token) -> float:
    """The reader's chance that the event happened, where ``status`` says so, or did not."""
    at = reading.number(token.i)
    if at is None:
        return 1.0
    fact = _fact(reading, at)
    return fact if status.happened else 1 - fact


def _fact(reading: EventReading, at: int) -> float:
    """The reader's chance that the event of the word ``at`` took place."""
    ahead = float(reading.judged.time[at][_TIMES.index(EventTime.FUTURE)])
    return float(reading.judged.modality[at][_ACTUAL]) * (1 - ahead)


def _past(time: Floats) -> EventTime:
    """The likelier of the times at which something has taken place."""
    behind = (EventTime.CURRENT, EventTime.HISTORICAL)
    return max(behind, key=lambda one: float(time[_TIMES.index(one)]))
