"""What was predicted, promised, threatened or planned, and what came of it by a day."""

import datetime as dt
from pathlib import Path

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
    CREATE OR REPLACE TEMP TABLE asked AS SELECT * FROM forecasts f
    WHERE coalesce(f.published <= $as_of, true) AND {conditions}
"""
_SQL = """
    WITH near AS (SELECT * FROM articles WHERE id IN {articles})
    SELECT f.id, f.published, f.outlet, a.key, f.kind, f.teller, f.named,
        substr(a.text, f.start + 1, f."end" - f.start), f.start, f."end", f.type,
        f.due_from, f.due_to, f.agreement, f.event, e.date_from, e.standing, b.key,
        b.date, b.outlet, substr(b.text, f.answer_start + 1, f.answer_end - f.answer_start),
        f.answer_start, f.answer_end, f.reasons, f.negated
    FROM asked f JOIN near a ON a.id = f.article
    LEFT JOIN near b ON b.id = f.answer_article AND b.date <= $as_of
    LEFT JOIN (SELECT * FROM events WHERE id IN {events}) e
        ON e.id = f.event AND b.id IS NOT NULL
    ORDER BY f.published NULLS LAST, a.key, f.start, f.id
"""
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
        opened.ask(sql, {**parameters, "as_of": as_of})
        ids = opened.ask("SELECT article, answer_article, event FROM asked", {})
        sql = _SQL.format(
            articles=among(sorted({one for *articles, _ in ids for one in articles if one})),
            events=among(sorted({event for *_, event in ids if event})),
        )
        found = opened.ask(sql, {"as_of": as_of})
    rows = [_row(values, as_of) for values in found]
    return [row for row in rows if question.outcome in (None, Outcome(row.outcome))]


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


def _row(values: tuple[object, ...], as_of: dt.date) -> ForecastRow:
    *front, agreement, event = values[:15]
    date, standing, *answer, reasons, negated = values[15:]
    known = Agreement(str(agreement)) if agreement and answer[1] is not None else None
    due_to = front[12]
    outcome = outcome_of(
        known, due_to if isinstance(due_to, dt.date) else None, as_of, negated=bool(negated)
    )
    told = (outcome.value, event if known else None, date, standing, *answer)
    named = dict(
        zip(
            ForecastRow.__struct_fields__,
            (*front, *told, reasons if known else ()),
            strict=True,
        )
    )
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
