"""Forecasts beside the events and sentences that can answer them.

Only forecasts that something new can answer are looked at again: those that came, those whose
answer went, and those that share a side with an event that came, went or changed, or strong words
with a sentence that came.
"""

from collections.abc import Iterator, Sequence

import msgspec

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
    given="e.id, e.type, e.first, coalesce(e.date_from, e.first) AS day, e.origins",
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
    WHERE e.first > f.published AND e.day >= f.published
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


def find_due(con: Connection, window: int) -> None:
    """Find the forecasts that are to be answered anew; ``window`` as in `answers`."""
    con.execute(
        f"""
        INSERT INTO due_forecasts
        SELECT f.id FROM forecasts f LEFT JOIN asked_forecasts a ON a.id = f.id
        WHERE a.id IS NULL OR f.event IN (SELECT id FROM moved)
        OR (f.answer IS NOT NULL AND f.answer NOT IN (SELECT mention FROM event_members))
        UNION SELECT w.forecast FROM forecast_words w JOIN telling_words t ON t.pair = w.pair
        AND t.day > w.day AND t.day <= w.day + $window SEMI JOIN fresh USING (mention)
        UNION SELECT f.id FROM (
            WITH f AS ({_FORECAST_SIDES.format(which="")}),
            e AS ({_EVENT_SIDES.format(events="moved")}) SELECT DISTINCT f.id {_PAIRED}
        ) f
        """,
        {"window": window},
    )
    con.execute("DELETE FROM asked_forecasts WHERE id NOT IN (SELECT id FROM forecasts)")
    con.execute(
        "INSERT INTO asked_forecasts SELECT id FROM due_forecasts "
        "WHERE id NOT IN (SELECT id FROM asked_forecasts)"
    )


def due(con: Connection, window: int) -> Iterator[tuple[list[Forecast], dict[str, list[Event]]]]:
    """The forecasts to answer, some at once and bare, with the events that can answer each.

    These are of the same type or one that is alike, come later, within ``window`` days after the
    forecast or its due, and have an actor or recipient with the same code or name.
    """
    which = "SEMI JOIN due_forecasts d ON d.id = f.id"
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE candidates AS
        WITH f AS ({_FORECAST_SIDES.format(which=which)}),
        e AS ({_EVENT_SIDES.format(events="events")})
        SELECT forecast, event FROM (
            SELECT DISTINCT f.id AS forecast, e.id AS event, e.day, e.origins {_PAIRED}
        ) QUALIFY row_number() OVER (PARTITION BY forecast ORDER BY day, origins DESC, event)
            <= {LOOKED_AT}
        """,
        {"window": window},
    )
    sql = f"SELECT {names(FORECASTS)} FROM forecasts SEMI JOIN due_forecasts USING (id) ORDER BY id"
    found = con.execute(sql).fetchall()
    for at in range(0, len(found), AT_ONCE):
        some = [made(Forecast, FORECASTS, row) for row in found[at : at + AT_ONCE]]
        bare = [
            msgspec.structs.replace(f, event=None, answer=None, agreement=None, reasons=())
            for f in some
        ]
        yield bare, _candidates(con, [f.id for f in some])


def _candidates(con: Connection, ids: Sequence[str]) -> dict[str, list[Event]]:
    """The events that can answer each of ``ids``; one that can answer several is made once."""
    pairs = con.execute(
        "SELECT forecast, event FROM candidates WHERE forecast IN (SELECT unnest(?))", [list(ids)]
    ).fetchall()
    sql = f"SELECT {names(EVENTS)} FROM events WHERE id IN (SELECT unnest(?))"
    rows = con.execute(sql, [sorted({event for _, event in pairs})]).fetchall()
    events = {event.id: event for event in (made(Event, EVENTS, row) for row in rows)}
    found: dict[str, list[Event]] = {}
    for forecast, event in pairs:
        found.setdefault(forecast, []).append(events[event])
    return found


def sentences(
    con: Connection, ids: Sequence[str], window: int
) -> list[tuple[str, str, int, str, str]]:
    """Forecast, telling, day, sentence and words of the forecast where both share strong words."""
    sql = """
        WITH hits AS (
            SELECT DISTINCT w.forecast, t.mention, t.day FROM forecast_words w
            JOIN telling_words t ON t.pair = w.pair AND t.day > w.day AND t.day <= w.day + $window
            WHERE w.forecast IN (SELECT unnest($ids))
        )
        SELECT h.forecast, m.mention, h.day,
            substr(a.text, m.quote_start + 1, m.quote_end - m.quote_start),
            substr(b.text, f.start + 1, f."end" - f.start)
        FROM hits h JOIN event_members m ON ('0x' || m.mention)::UBIGINT = h.mention
        JOIN articles a ON a.id = m.article
        JOIN forecasts f ON f.id = h.forecast JOIN articles b ON b.id = f.article ORDER BY ALL
    """
    return con.execute(sql, {"ids": list(ids), "window": window}).fetchall()
