"""Plain words for what the records say in codes; the page and the terminal share them.

A word here never says more than its record: what is empty is called "not given".
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from onrecord.records import (
    ActorKind,
    Certainty,
    DateBasis,
    EventMention,
    EventTime,
    Figure,
    FigureKind,
    Form,
    Granularity,
    MentionForm,
    Modality,
    PlaceRole,
    PloverType,
    SourceKind,
    Statement,
    StatementAct,
    Status,
    TimexMod,
    TimexType,
    is_doubtful,
)

NOT_GIVEN: Final = "not given"
NARRATOR: Final = "the article itself"
NO_SOURCE: Final = "no source named"
SOMEBODY: Final = "a source not named"
"""What stands for `NO_SOURCE` inside a sentence."""

SOURCE_KIND: Final[Mapping[SourceKind, str]] = {
    SourceKind.NAMED_PERSON: "named person",
    SourceKind.OFFICE: "office or body",
    SourceKind.GROUP: "group",
    SourceKind.UNNAMED_PERSON: "unnamed source",
    SourceKind.MEDIA: "other media",
    SourceKind.DOCUMENT: "document",
    SourceKind.SOCIAL_POST: "social media post",
}

ACT: Final[Mapping[StatementAct, str]] = {
    StatementAct.STATES: "states",
    StatementAct.CONFIRMS: "confirms",
    StatementAct.DENIES: "denies",
    StatementAct.ACCUSES: "accuses",
    StatementAct.PREDICTS: "predicts",
    StatementAct.THREATENS: "threatens",
    StatementAct.PROMISES: "promises",
    StatementAct.DEMANDS: "demands",
    StatementAct.QUESTIONS: "questions",
    StatementAct.DECLINES: "declines to say",
}

FORM: Final[Mapping[Form, str]] = {
    Form.DIRECT: "direct quote",
    Form.INDIRECT: "reported speech",
    Form.MIXED: "partly quoted",
}


def manner(of: Statement) -> str:
    """How a statement gives its words and what its source does, such as "direct quote, denies"."""
    form = FORM[of.form]
    return f"{form}, {ACT[of.act]}" if of.act else form


EVENT: Final[Mapping[PloverType, tuple[str, str]]] = {
    PloverType.AGREE: ("Agree", "says that it will cooperate"),
    PloverType.CONSULT: ("Consult", "meets or talks"),
    PloverType.SUPPORT: ("Support", "backs, praises or signs"),
    PloverType.CONCEDE: ("Concede", "gives way or eases a measure"),
    PloverType.COOPERATE: ("Cooperate", "works together in deed"),
    PloverType.AID: ("Aid", "gives money, goods or help"),
    PloverType.RETREAT: ("Retreat", "withdraws, frees or hands over"),
    PloverType.REQUEST: ("Request", "asks or demands"),
    PloverType.ACCUSE: ("Accuse", "blames, criticises or investigates"),
    PloverType.REJECT: ("Reject", "refuses"),
    PloverType.THREATEN: ("Threaten", "threatens or warns"),
    PloverType.PROTEST: ("Protest", "demonstrates or strikes"),
    PloverType.SANCTION: ("Sanction", "cuts ties or restricts"),
    PloverType.MOBILIZE: ("Mobilize", "moves or readies forces"),
    PloverType.COERCE: ("Coerce", "arrests, seizes or represses"),
    PloverType.ASSAULT: ("Assault", "attacks with force"),
}
"""Name and gloss of each event type."""

QUAD: Final[Mapping[int, str]] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}

CERTAINTY: Final[Mapping[Certainty, str]] = {
    Certainty.CERTAIN: "told as certain",
    Certainty.PROBABLE: "told as probable",
    Certainty.POSSIBLE: "told as only possible",
}

EVENT_TIME: Final[Mapping[EventTime, str]] = {
    EventTime.HISTORICAL: "earlier than the news",
    EventTime.CURRENT: "part of the news",
    EventTime.FUTURE: "still to come",
}

DATE_BASIS: Final[Mapping[DateBasis, str]] = {
    DateBasis.EXPLICIT: "as written",
    DateBasis.RELATIVE: "from a relative date",
    DateBasis.INHERITED: "taken over from text nearby",
}

MOD: Final[Mapping[TimexMod, str]] = {
    TimexMod.BEFORE: "shortly before",
    TimexMod.AFTER: "shortly after",
    TimexMod.LESS_THAN: "less than",
    TimexMod.MORE_THAN: "more than",
    TimexMod.EQUAL_OR_LESS: "at most",
    TimexMod.EQUAL_OR_MORE: "at least",
    TimexMod.START: "the beginning of",
    TimexMod.MID: "the middle of",
    TimexMod.END: "the end of",
    TimexMod.APPROX: "about",
}

FIGURE_KIND: Final[Mapping[FigureKind, str]] = {
    FigureKind.KILLED: "killed",
    FigureKind.WOUNDED: "wounded",
    FigureKind.MISSING: "missing",
    FigureKind.DETAINED: "detained",
    FigureKind.DISPLACED: "displaced",
    FigureKind.TROOPS: "troops",
    FigureKind.MONEY: "money",
}

ACTOR_KIND: Final[Mapping[ActorKind, str]] = {
    ActorKind.PERSON: "person",
    ActorKind.GROUP: "group",
    ActorKind.ORGANIZATION: "organisation",
    ActorKind.COUNTRY: "country",
}

MENTION_FORM: Final[Mapping[MentionForm, str]] = {
    MentionForm.NAME: "by name",
    MentionForm.NOMINAL: "described",
    MentionForm.PRONOUN: "by pronoun",
}

PLACE_ROLE: Final[Mapping[PlaceRole, str]] = {
    PlaceRole.LOCATION: "a location",
    PlaceRole.METONYM: "stands for those who act there",
}

TIMEX: Final[Mapping[TimexType, str]] = {
    TimexType.DATE: "date",
    TimexType.TIME: "time of day",
    TimexType.DURATION: "duration",
    TimexType.SET: "recurring time",
}

_MODALITY: Final[Mapping[Modality, str]] = {
    Modality.ACTUAL: "happened",
    Modality.PLANNED: "planned",
    Modality.ATTEMPTED: "attempted",
    Modality.POSSIBLE: "possible",
    Modality.CONDITIONAL: "only under a condition",
    Modality.NEGATED: "did not happen",
}
_ACTUAL: Final[Mapping[EventTime, str]] = {
    EventTime.HISTORICAL: "happened earlier",
    EventTime.CURRENT: "happened",
    EventTime.FUTURE: "expected",
}

_DETERMINERS: Final = re.compile(
    r"(?:An?|The|Th[ei]se?|That|Those|His|Her|Its|Their|Our|My|Some|Several|Many|Most|Few|One|Two"
    r"|Three|Four|Five|Another|Other|Both|Neither)\s"
)
_CONFIDENCE: Final = ((0.85, "high"), (0.6, "medium"), (0.0, "low"))


class Lane(StrEnum):
    """Where an event stands on the timeline."""

    HAPPENED = "happened"
    BACKGROUND = "background"
    OPEN = "open"
    DENIED = "denied"
    UNSURE = "unsure"


LANE: Final[Mapping[Lane, tuple[str, str, str]]] = {
    Lane.HAPPENED: (
        "What happened",
        "told as happened",
        "Told as having taken place, and part of this news.",
    ),
    Lane.BACKGROUND: ("Background", "background", "Told as having taken place earlier."),
    Lane.OPEN: (
        "Planned, attempted or possible",
        "planned or possible",
        "Plans, attempts, predictions and conditions. None of these is told as having happened.",
    ),
    Lane.DENIED: (
        "Denied or did not happen",
        "denied or not happened",
        "Told as not having taken place.",
    ),
    Lane.UNSURE: (
        "Doubtful readings",
        "doubtful",
        "More likely misread than right, as far as onrecord can tell; read the words first.",
    ),
}
"""Heading, short name and explanation of each lane, in the order of the page."""


def lane(status: Status) -> Lane:
    """The one lane of an event with this status."""
    if status.modality is Modality.NEGATED:
        return Lane.DENIED
    if not status.happened:
        return Lane.OPEN
    return Lane.BACKGROUND if status.time is EventTime.HISTORICAL else Lane.HAPPENED


def is_unsure(tellings: Sequence[EventMention]) -> bool:
    """Whether each telling is less likely than not an event of its type, or hardly right in all."""
    return all(is_doubtful(one.type_confidence, one.confidence) for one in tellings)


def status(of: Status) -> str:
    """Whether it happened, such as "planned" or "happened earlier"."""
    if of.modality is Modality.ACTUAL:
        return _ACTUAL[of.time]
    if of.modality is Modality.NEGATED and of.time is EventTime.FUTURE:
        return "will not happen"
    return _MODALITY[of.modality]


def confidence(value: float | None) -> str:
    """A confidence from 0 to 1 in a word and the number."""
    if value is None:
        return ""
    word = next(word for bound, word in _CONFIDENCE if value >= bound or bound == 0.0)
    return f"{word} ({value:.2f})"


def day(date: dt.date) -> str:
    """Such as "3 March 2024"; independent of the locale."""
    return f"{date.day} {calendar.month_name[date.month]} {date.year}"


def dates(first: dt.date | None, last: dt.date | None) -> str:
    """An interval of days, both included, as people write it; empty if it has no bound."""
    if first is None and last is None:
        return ""
    if last is None:
        return f"from {day(first)}" if first else ""
    if first is None:
        return f"until {day(last)}"
    return day(first) if first == last else _interval(first, last)


def _interval(first: dt.date, last: dt.date) -> str:
    whole_months = first.day == 1 and last.day == _month_end(last)
    if whole_months and first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{calendar.month_name[first.month]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {calendar.month_name[first.month]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def _month_end(date: dt.date) -> int:
    return calendar.monthrange(date.year, date.month)[1]


def granularity(unit: Granularity | None) -> str:
    """How exact a date is, such as "exact to the day"."""
    if unit is None:
        return ""
    return "vague" if unit is Granularity.VAGUE else f"exact to the {unit}"


def number(value: float) -> str:
    """A count or sum with thousands separated, without a needless fraction."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.2f}"


def figure(of: Figure) -> str:
    """The bounds of a figure, such as "at least 12"; empty if the words give none."""
    unit = f" {of.unit}" if of.unit else ""
    if of.low is not None and of.high is not None:
        if of.low == of.high:
            return f"{number(of.low)}{unit}"
        return f"{number(of.low)} to {number(of.high)}{unit}"
    if of.low is not None:
        return f"at least {number(of.low)}{unit}"
    return f"at most {number(of.high)}{unit}" if of.high is not None else ""


def signed(value: float) -> str:
    """A score with its sign, such as "−9.5"."""
    return f"{value:+.1f}".replace("-", "−") if value else "0.0"


def claim(of: Status) -> str:
    """Whether it happened, where only a source says so; never told as a fact."""
    plain = status(of)
    if of.modality is Modality.NEGATED:
        return f"said that it {plain}"
    return f"said to have {plain}" if of.happened else plain


def codes(country: str | None, sectors: Sequence[str], code: str | None) -> str:
    """The codes that are given, such as "VEL · MIL"."""
    return " · ".join(part for part in (country, *sectors, code) if part)


def inside(name: str) -> str:
    """``name`` as it is written inside a sentence: "A doctor" becomes "a doctor"."""
    if name == NO_SOURCE:
        return SOMEBODY
    lower = _DETERMINERS.match(name) and not name.isupper()
    return name[:1].lower() + name[1:] if lower else name


def opening(name: str) -> str:
    """``name`` as it is written at the start of a heading."""
    return name[:1].upper() + name[1:]


def parties(actors: Sequence[str], recipients: Sequence[str]) -> str:
    """Such as "A → B", or "A and B, with each other" where all are on both sides."""
    if len(actors) > 1 and actors == recipients:
        return f"{listed(actors)}, with each other"
    return " → ".join(listed(names) or NOT_GIVEN for names in (actors, recipients))


def listed(names: Sequence[str]) -> str:
    """Such as "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Such as "1 event" or "3 events"."""
    return f"{count} {one if count == 1 else many or one + 's'}"
