"""Forecasts beside the events and sentences that can answer them.

Only forecasts that something new can answer are looked at again: those that came, those whose
answer went, and those that share a side with an event that came, went or changed, or strong words
with a sentence that came.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from onrecord.corpus.events.answers import Report
from onrecord.corpus.events.echoes import Sentence
from onrecord.corpus.events.recalls import Recall
from onrecord.records import Event, Forecast, PloverType
from onrecord.store.events import Connection, made, names
from onrecord.store.schema import EVENTS, FORECASTS

AT_ONCE = 5_000
LOOKED_AT = 40
"""Events that are looked at as answers to one forecast: the first ones after it."""

_SIDES = """
    SELECT {given}, unnest(
        list_transform({codes}, lambda x: 'a ' || x) || list_transform({names}, lambda x: 'n ' || x)
        || list_transform({one}.recipient_codes, lambda x: 'r ' || x)
        || list_transform({one}.recipients, lambda x: 'm ' || x)
    ) AS side FROM {table}
"""
_EVENT_SIDES = _SIDES.format(
    given="e.id, e.type, e.last, coalesce(e.date_from, e.last) AS day, e.origins",
    codes="e.actor_codes || e.claimed_actor_codes",
    names="e.actors || e.claimed_actors",
    one="e",
    table="{events} e WHERE e.standing <> 'expected'",
)
_FORECAST_SIDES = _SIDES.format(
    given="f.id, f.type, f.published, coalesce(f.due_to, f.published) AS due",
    codes="f.actor_codes",
    names="f.actors",
    one="f",
    table="forecasts f {which}",
)
_PAIRED = """
    FROM f JOIN kinds k ON k.foretold = f.type JOIN e ON e.side = f.side AND e.type = k.told
    WHERE e.last > f.published AND e.day >= f.published
    AND e.day <= f.due + to_days(CAST($window AS INTEGER))
"""


def begin(con: Connection, alike: Sequence[Sequence[str]]) -> None:
    """Make ready; ``alike`` are pairs of types of which one can answer the other."""
    con.execute("CREATE OR REPLACE TEMP TABLE moved AS SELECT * FROM events LIMIT 0")
    con.execute("CREATE OR REPLACE TEMP TABLE due_forecasts (id VARCHAR)")
    con.execute("CREATE OR REPLACE TEMP TABLE kinds (foretold VARCHAR, told VARCHAR)")
    pairs = [*((one.value, one.value) for one in PloverType), *((a, b) for a, b in alike)]
    con.executemany("INSERT INTO kinds VALUES (?, ?)", pairs)


def note_moved(con: Connection, events: Sequence[str]) -> None:
    """Note events that are about to go or have just come."""
    sql = "INSERT INTO moved SELECT * FROM events WHERE id IN (SELECT unnest(?))"
    con.execute(sql, [list(events)])


def find_due(con: Connection, window: int, changed: Sequence[str]) -> None:
    """Find the forecasts that are to be answered anew.

    Args:
        window: as in `answers`.
        changed: the articles that came or went.
    """
    con.execute(
        f"""
        INSERT INTO due_forecasts
        SELECT f.id FROM forecasts f LEFT JOIN asked_forecasts a ON a.id = f.id
        WHERE a.id IS NULL OR f.event IN (SELECT id FROM moved)
        OR (f.answer IS NOT NULL AND f.answer NOT IN (SELECT mention FROM event_members))
        OR f.answer_article IN (SELECT unnest($changed))
        UNION SELECT w.forecast FROM recallable w JOIN recall_words r USING (pair)
        WHERE r.day > w.day AND r.article IN (SELECT unnest($changed))
        UNION SELECT w.forecast FROM forecast_words w JOIN sentence_words t ON t.pair = w.pair
        WHERE t.day > w.day AND t.day <= w.day + $window
        AND t.article IN (SELECT unnest($changed))
        UNION SELECT w.forecast FROM forecast_days w JOIN sentence_days t USING (key)
        WHERE t.day > w.day AND t.article IN (SELECT unnest($changed))
        UNION SELECT f.id FROM (
            WITH f AS ({_FORECAST_SIDES.format(which="")}),
            e AS ({_EVENT_SIDES.format(events="moved")}) SELECT DISTINCT f.id {_PAIRED}
        ) f
        """,
        {"window": window, "changed": list(changed)},
    )
    con.execute("DELETE FROM asked_forecasts WHERE id NOT IN (SELECT id FROM forecasts)")
    con.execute(
        "INSERT INTO asked_forecasts SELECT id FROM due_forecasts "
        "WHERE id NOT IN (SELECT id FROM asked_forecasts)"
    )


def due(
    con: Connection, window: int
) -> Iterator[tuple[list[tuple[Forecast, str]], dict[str, list[Report]]]]:
    """The forecasts to answer, some at once, bare and with their words, and what can answer each.

    That are reports of events of the same type or one that is alike, which come later, within
    ``window`` days after the forecast or its due, and have an actor or recipient with the same code
    or name.
    """
    which = "SEMI JOIN due_forecasts d ON d.id = f.id"
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE candidates AS
        WITH f AS ({_FORECAST_SIDES.format(which=which)}),
        e AS ({_EVENT_SIDES.format(events="events")}),
        pairs AS (
            SELECT DISTINCT f.id AS forecast, e.id AS event, f.published, e.day, e.origins {_PAIRED}
        ), told AS (
            SELECT m.event, arg_min(m.mention, (m.published, m.article, m.start)) AS mention,
                min(m.published) AS first
            FROM event_members m JOIN events e ON e.id = m.event
            WHERE m.event IN (SELECT event FROM pairs) AND list_contains(
                CASE WHEN e.standing IN ('denied', 'withdrawn') THEN ['denies', 'withdraws']
                ELSE ['asserts', 'confirms'] END, m.stance)
            GROUP BY m.event
        )
        SELECT forecast, event, mention FROM pairs JOIN told USING (event)
        WHERE first > published QUALIFY row_number() OVER (
            PARTITION BY forecast ORDER BY day, origins DESC, event) <= {LOOKED_AT}
        """,
        {"window": window},
    )
    sql = f"""
        SELECT {names(FORECASTS, "f")}, substr(a.text, f.start + 1, f."end" - f.start)
        FROM forecasts f JOIN articles a ON a.id = f.article
        SEMI JOIN due_forecasts d ON d.id = f.id ORDER BY f.published, f.id
    """
    found = con.execute(sql).fetchall()
    for at in range(0, len(found), AT_ONCE):
        some = [(_bare(row[:-1]), str(row[-1])) for row in found[at : at + AT_ONCE]]
        yield some, _candidates(con, [f.id for f, _ in some])


def _bare(row: Sequence[object]) -> Forecast:
    """A forecast without an answer."""
    return msgspec.structs.replace(
        made(Forecast, FORECASTS, row),
        event=None,
        answer=None,
        answer_article=None,
        answer_start=None,
        answer_end=None,
        agreement=None,
        reasons=(),
    )


def _candidates(con: Connection, ids: Sequence[str]) -> dict[str, list[Report]]:
    """What can answer each of ``ids``; an event that can answer several is made once."""
    pairs = con.execute(
        """
        SELECT c.forecast, c.event, m.mention, m.article, m.published, m.quote_start, m.quote_end,
            substr(a.text, m.quote_start + 1, m.quote_end - m.quote_start)
        FROM candidates c JOIN event_members m USING (mention) JOIN articles a ON a.id = m.article
        WHERE c.forecast IN (SELECT unnest(?))
        """,
        [list(ids)],
    ).fetchall()
    sql = f"SELECT {names(EVENTS)} FROM events WHERE id IN (SELECT unnest(?))"
    rows = con.execute(sql, [sorted({pair[1] for pair in pairs})]).fetchall()
    events = {event.id: event for event in (made(Event, EVENTS, row) for row in rows)}
    found: dict[str, list[Report]] = {}
    for forecast, event, *told in pairs:
        found.setdefault(forecast, []).append(Report(events[event], *told))
    return found


def sentences(con: Connection, ids: Sequence[str], window: int) -> list[tuple[str, Sentence]]:
    """Each forecast of ``ids`` with the later sentences with which it shares strong words.

    Those that tell an event which lay before it are left out.
    """
    sql = """
        WITH hits AS (
            SELECT DISTINCT w.forecast, t.day, t.article, t.start, t."end" FROM forecast_words w
            JOIN sentence_words t ON t.pair = w.pair AND t.day > w.day AND t.day <= w.day + $window
            WHERE w.forecast IN (SELECT unnest($ids))
        )
        SELECT h.forecast, h.day, h.article, h.start, h."end",
            substr(a.text, h.start + 1, h."end" - h.start)
        FROM hits h JOIN articles a ON a.id = h.article JOIN forecasts f ON f.id = h.forecast
        WHERE NOT EXISTS (
            SELECT 1 FROM event_members m JOIN events e ON e.id = m.event
            WHERE m.article = h.article AND m.quote_start = h.start AND e.date_to < f.published
        ) ORDER BY ALL
    """
    rows = con.execute(sql, {"ids": list(ids), "window": window}).fetchall()
    return [(row[0], Sentence(*row[1:])) for row in rows]


def recalls(con: Connection, ids: Sequence[str]) -> list[tuple[str, Recall, str, str]]:
    """Forecast, recall and the texts of both where they share strong words."""
    sql = """
        WITH hits AS (
            SELECT DISTINCT w.forecast, r.article, r.start FROM recallable w
            JOIN recall_words r ON r.pair = w.pair AND r.day > w.day
            WHERE w.forecast IN (SELECT unnest($ids))
        )
        SELECT h.forecast, r.recall, b.text, a.text
        FROM hits h JOIN recalls r ON r.article = h.article AND r.start = h.start
        JOIN articles a ON a.id = h.article
        JOIN forecasts f ON f.id = h.forecast JOIN articles b ON b.id = f.article ORDER BY ALL
    """
    rows = con.execute(sql, {"ids": list(ids)}).fetchall()
    decoder = msgspec.msgpack.Decoder(Recall)
    return [(id_, decoder.decode(blob), own, text) for id_, blob, own, text in rows]


def dated(con: Connection, ids: Sequence[str]) -> list[tuple[str, str, str, Sequence[Any]]]:
    """Forecast, the texts of its article and of a later report, and a sentence of that report.

    Of the sentence: day of publication, article, start, end, and whether it names the day of the
    forecast.
    """
    sql = """
        WITH hits AS (
            SELECT w.forecast, t.day, t.article, t.start, t."end", bool_or(w.named) AS named
            FROM forecast_days w JOIN sentence_days t USING (key)
            WHERE t.day > w.day AND w.forecast IN (SELECT unnest($ids)) GROUP BY ALL
        )
        SELECT h.forecast, b.text, a.text, h.day, h.article, h.start, h."end", h.named
        FROM hits h JOIN articles a ON a.id = h.article
        JOIN forecasts f ON f.id = h.forecast JOIN articles b ON b.id = f.article ORDER BY ALL
    """
    return [
        (row[0], row[1], row[2], row[3:]) for row in con.execute(sql, {"ids": list(ids)}).fetchall()
    ]
