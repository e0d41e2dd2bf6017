"""What was predicted, promised, threatened or planned, and what came of it by a day."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from onrecord.asking.matching import code_of, pattern
from onrecord.asking.opening import with_events
from onrecord.records import Agreement, ForecastKind, Outcome, PloverType
from onrecord.store.indexes import among
from onrecord.store.store import Store


class ForecastQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which forecasts are asked for; what is empty asks for nothing."""

    by: str | None = None
    """Words of the name or description of whoever makes it."""
    actor: str | None = None
    """Words of who is to act, or a country or code."""
    kind: ForecastKind | None = None
    type: PloverType | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    """First and last day of publication, both included."""
    outcome: Outcome | None = None
    as_of: dt.date | None = None
    """The day by which outcomes are judged; without it, the last day of the store."""


class ForecastRow(msgspec.Struct, frozen=True, kw_only=True):
    """One forecast beside what came of it; `Forecast` says what the fields mean."""

    id: str
    published: dt.date | None
    outlet: str | None
    key: str
    kind: str
    teller: str | None
    named: bool
    text: str
    """The words of the forecast."""
    start: int
    end: int
    type: str | None
    due_from: dt.date | None
    due_to: dt.date | None
    outcome: str
    event: str | None
    """Id of the event that answers it."""
    event_date: dt.date | None
    event_standing: str | None
    answer_key: str | None
    answer_published: dt.date | None
    answer_outlet: str | None
    answer_text: str | None
    """The sentence of the report that tells what came of it."""
    answer_start: int | None
    answer_end: int | None
    reasons: tuple[str, ...]


_ASKED = """
    SELECT article, answer_article, event, id, published, outlet, kind, teller, named, start, "end",
        type, due_from, due_to, agreement, answer_start, answer_end, reasons, negated
    FROM forecasts f WHERE coalesce(f.published <= $as_of, true) AND {conditions}
"""
_ARTICLES = "SELECT id, key, date, outlet, text FROM articles WHERE id IN {ids}"
_EVENTS = "SELECT id, date_from, standing FROM events WHERE id IN {ids}"
_CONDITIONS = {
    "kind": "f.kind = $kind",
    "type": "f.type = $type",
    "since": "f.published >= $since",
    "until": "f.published <= $until",
}


def forecasts(store: Path | str, question: ForecastQuestion | None = None) -> list[ForecastRow]:
    """The forecasts that a question asks for, by day of publication.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    question = question or ForecastQuestion()
    conditions, parameters = _conditions(question)
    with with_events(store) as opened:
        as_of = question.as_of or last_day(opened)
        sql = _ASKED.format(conditions=" AND ".join(conditions))
        asked = opened.ask(sql, {**parameters, "as_of": as_of})
        texts = _by_id(opened, _ARTICLES, (one for row in asked for one in row[:2]))
        events = _by_id(opened, _EVENTS, (row[2] for row in asked))
    rows = sorted((_row(row, texts, events, as_of) for row in asked), key=_order)
    return [row for row in rows if question.outcome in (None, Outcome(row.outcome))]


def _by_id(store: Store, sql: str, ids: Iterable[str | None]) -> dict[str, tuple[Any, ...]]:
    """The rows of a query for ``ids``, without their ids."""
    wanted = sorted({id_ for id_ in ids if id_ is not None})
    return {row[0]: row[1:] for row in store.ask(sql.format(ids=among(wanted)), {})}


def _order(row: ForecastRow) -> tuple[bool, dt.date, str, int, str]:
    return row.published is None, row.published or dt.date.max, row.key, row.start, row.id


def last_day(store: Store) -> dt.date:
    """The last day on which an article of the store was published."""
    ((day,),) = store.ask("SELECT max(date) FROM articles", {})
    return day if isinstance(day, dt.date) else dt.date.max


def outcome_of(
    agreement: Agreement | None, due_to: dt.date | None, as_of: dt.date, *, negated: bool = False
) -> Outcome:
    """What came of a forecast by a day.

    Args:
        agreement: how the event answers it that was told by then, if any did.
        negated: whether it was foretold that the event will not happen.
    """
    if agreement is Agreement.FULL:
        return Outcome.DID_NOT if negated else Outcome.CAME_TRUE
    if agreement is Agreement.PART:
        return Outcome.PARTLY
    if agreement is Agreement.CONTRARY:
        return Outcome.CAME_TRUE if negated else Outcome.DID_NOT
    return Outcome.PAST_DUE if due_to is not None and as_of > due_to else Outcome.PENDING


def _row(
    values: Sequence[Any],
    texts: Mapping[str, tuple[Any, ...]],
    events: Mapping[str, tuple[Any, ...]],
    as_of: dt.date,
) -> ForecastRow:
    """A row of `_ASKED` with the words of the texts, and what came of it by ``as_of``."""
    article, answer_article, event, *own = values
    names = ("id", "published", "outlet", "kind", "teller", "named", "start", "end", "type")
    named: dict[str, Any] = dict(zip(names, own, strict=False))
    due_from, due_to, agreement, start, end, reasons, negated = own[len(names) :]
    key, _, _, text = texts[article]
    answer = texts.get(answer_article, (None,) * 4)
    by_then = answer[1] is not None and answer[1] <= as_of
    if not by_then:
        answer = (None,) * 4
    known = Agreement(agreement) if agreement and by_then else None
    date, standing = events.get(event, (None, None)) if by_then else (None, None)
    named |= {
        "key": key,
        "text": text[named["start"] : named["end"]],
        "due_from": due_from,
        "due_to": due_to,
        "outcome": outcome_of(known, due_to, as_of, negated=bool(negated)).value,
        "event": event if known else None,
        "event_date": date,
        "event_standing": standing,
        "answer_key": answer[0],
        "answer_published": answer[1],
        "answer_outlet": answer[2],
        "answer_text": answer[3][start:end] if by_then else None,
        "answer_start": start,
        "answer_end": end,
        "reasons": reasons if known else (),
    }
    return msgspec.convert(named, ForecastRow)


def _conditions(question: ForecastQuestion) -> tuple[list[str], dict[str, object]]:
    conditions, parameters = ["true"], dict[str, object]()
    for name, sql in _CONDITIONS.items():
        value = getattr(question, name)
        if value is not None:
            conditions.append(sql)
            parameters[name] = value
    if question.by is not None:
        conditions.append("regexp_matches(coalesce(f.teller, f.outlet, ''), $by)")
        parameters["by"] = pattern(question.by)
    if question.actor is not None:
        conditions.append(
            "(list_contains(f.actor_codes, $code) OR "
            "regexp_matches(array_to_string(f.actors, ' | '), $actor))"
        )
        parameters |= {"actor": pattern(question.actor), "code": code_of(question.actor)}
    return conditions, parameters
