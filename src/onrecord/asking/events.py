"""What happened, over all articles of a store: one row an event, however often it is told."""

import datetime as dt
import re
from pathlib import Path

import msgspec

from onrecord.asking.matching import code_of, pattern
from onrecord.asking.opening import with_events
from onrecord.records import PloverType, Standing


class EventQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are asked for; what is empty asks for nothing."""

    type: PloverType | None = None
    actor: str | None = None
    """Words of who acts or is claimed to have acted, or a country or code (IRN)."""
    recipient: str | None = None
    """Words of to whom it is done, or a country or code."""
    country: str | None = None
    """Country of the place: ISO 3166-1 alpha-3."""
    place: str | None = None
    """Words of the place."""
    since: dt.date | None = None
    until: dt.date | None = None
    """First and last day of the event, both included; events without a date are left out."""
    origins: int = 1
    """Independent origins at least."""
    standing: Standing | None = None
    """Whether it happened, by all who tell of it; without it, all but what is only expected."""
    doubtful: bool = False
    """Also what is more likely misread than right."""
    everything: bool = False
    """What is only expected and what is doubtful as well."""


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event; `Event` says what the fields mean."""

    id: str
    date_from: dt.date | None
    date_to: dt.date | None
    type: str
    mode: str | None
    quad: int
    goldstein: float | None
    standing: str
    words: tuple[str, ...]
    actors: tuple[str, ...]
    actor_codes: tuple[str, ...]
    claimed_actors: tuple[str, ...]
    claimed_actor_codes: tuple[str, ...]
    claimed_by: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_codes: tuple[str, ...]
    place_name: str | None
    country: str | None
    lat: float | None
    lon: float | None
    mentions: int
    articles: int
    outlets: int
    origins: int
    first: dt.date | None
    last: dt.date | None
    type_confidence: float | None
    doubtful: bool


COLUMNS = ", ".join(f"e.{name}" for name in EventRow.__struct_fields__)

_CONDITIONS = {
    "type": "e.type = $type",
    "country": "e.country = $country",
    "since": "e.date_to >= $since",
    "until": "e.date_from <= $until",
    "standing": "e.standing = $standing",
}
_SIDES = {
    "actor": (("e.actor_codes", "e.claimed_actor_codes"), "e.actors || e.claimed_actors"),
    "recipient": (("e.recipient_codes",), "e.recipients"),
}
"""Codes and names of a side; whoever is only claimed to have acted can be asked for as well."""


def events(store: Path | str, question: EventQuestion | None = None) -> list[EventRow]:
    """The events that a question asks for, by day, those with most origins first.

    What is not yet known of new articles is worked out first and kept in the store.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    question = question or EventQuestion()
    conditions, parameters = _conditions(question)
    if not _with_doubtful(question):
        conditions.append("NOT e.doubtful")
    sql = f"""
        SELECT {COLUMNS} FROM events e WHERE {" AND ".join(conditions)}
        ORDER BY coalesce(e.date_from, e.first) NULLS LAST, e.origins DESC, e.articles DESC, e.id
    """
    with with_events(store) as opened:
        found = opened.ask(sql, parameters)
    return [row_of(values) for values in found]


def doubtful_events(store: Path | str, question: EventQuestion | None = None) -> int:
    """How many events `events` leaves out of its answer because they are likely misread.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    question = question or EventQuestion()
    if _with_doubtful(question):
        return 0
    conditions, parameters = _conditions(question)
    conditions.append("e.doubtful")
    sql = f"SELECT count(*) FROM events e WHERE {' AND '.join(conditions)}"
    with with_events(store) as opened:
        ((count,),) = opened.ask(sql, parameters)
    return int(count)


def _with_doubtful(question: EventQuestion) -> bool:
    return question.doubtful or question.everything


def row_of(values: tuple[object, ...]) -> EventRow:
    """An event from the values of `COLUMNS`."""
    named = dict(zip(EventRow.__struct_fields__, values, strict=True))
    return msgspec.convert(named, EventRow)


def _conditions(question: EventQuestion) -> tuple[list[str], dict[str, object]]:
    conditions, parameters = ["e.origins >= $origins"], {"origins": question.origins}
    found: dict[str, object] = dict(parameters)
    if question.standing is None and not question.everything:
        conditions.append("e.standing <> 'expected'")
    for name, sql in _CONDITIONS.items():
        value = getattr(question, name)
        if value is not None:
            conditions.append(sql)
            found[name] = value
    for name, (codes, names) in _SIDES.items():
        value = getattr(question, name)
        if value is not None:
            coded = " OR ".join(f"list_contains({column}, ${name}_code)" for column in codes)
            named = f"regexp_matches(array_to_string({names}, ' | '), ${name})"
            conditions.append(f"({coded} OR {named})")
            found |= {name: pattern(value), f"{name}_code": code_of(value)}
    if question.place is not None:
        conditions.append("regexp_matches(coalesce(e.place_name, ''), $place)")
        found["place"] = pattern(question.place)
    return conditions, found


def is_id(wanted: str) -> bool:
    """Whether ``wanted`` can be the beginning of an id."""
    return re.fullmatch(r"[0-9a-f]{4,16}", wanted) is not None
