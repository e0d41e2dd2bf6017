"""Rows of events across articles, and what is kept so that it need not be made anew.

Tellings, their keys and the pairs that are alike are a cache, which a method names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import duckdb
import msgspec
import pyarrow as pa

from onrecord.records import Event, Forecast, Judgement, PloverType, Record
from onrecord.store import writing
from onrecord.store.schema import EVENT_TABLES, EVENTS, FORECASTS, JUDGEMENTS, Table

_CACHE = (
    "CREATE TABLE IF NOT EXISTS tellings "
    "(mention VARCHAR, article VARCHAR, day BIGINT, start BIGINT, telling BLOB)",
    "CREATE TABLE IF NOT EXISTS telling_keys "
    "(mention VARCHAR, key BIGINT, day BIGINT, article VARCHAR, start BIGINT)",
    'CREATE TABLE IF NOT EXISTS telling_pairs (key BIGINT, "one" VARCHAR, other VARCHAR)',
    'CREATE TABLE IF NOT EXISTS telling_links ("one" VARCHAR, other VARCHAR, score DOUBLE, '
    "basis VARCHAR, reasons VARCHAR[])",
    "CREATE TABLE IF NOT EXISTS telling_articles (article VARCHAR, run VARCHAR)",
    "CREATE TABLE IF NOT EXISTS corpus_state (name VARCHAR, method VARCHAR)",
)
CACHED = (
    "tellings",
    "telling_keys",
    "telling_pairs",
    "telling_links",
    "telling_articles",
    "corpus_state",
)

CACHE_OF = "tellings"
"""Name of the state that says which method made the cache."""
EVENTS_DONE = "events"
"""Name of the state that is there while events are those of the articles."""

FORECASTS_AT_ONCE = 5_000
ANSWERS_LOOKED_AT = 40
"""Events that are looked at as answers to one forecast: the first ones after it."""

Kind = TypeVar("Kind", bound=Record)
Connection = duckdb.DuckDBPyConnection


def prepare(con: Connection) -> None:
    """Make room for the cache."""
    for ddl in _CACHE:
        con.execute(ddl)


def state(con: Connection, name: str) -> str | None:
    """The method by which ``name`` was made last; empty if it has to be made again."""
    if "corpus_state" not in {table for (table,) in con.execute("SHOW TABLES").fetchall()}:
        return None
    rows = con.execute("SELECT method FROM corpus_state WHERE name = ?", [name]).fetchall()
    return str(rows[0][0]) if rows else None


def set_state(con: Connection, name: str, method: str) -> None:
    """Say that ``name`` is up to date by ``method``."""
    con.execute("DELETE FROM corpus_state WHERE name = ?", [name])
    con.execute("INSERT INTO corpus_state VALUES (?, ?)", [name, method])


def out_of_date(con: Connection) -> None:
    """Say that articles came or were coded anew, or that somebody judged."""
    if state(con, EVENTS_DONE) is not None:
        con.execute("DELETE FROM corpus_state WHERE name = ?", [EVENTS_DONE])


def drop(con: Connection) -> None:
    """Forget the cache and all events; judgements stay."""
    for name in (*CACHED, *(table.name for table in EVENT_TABLES.values())):
        con.execute(f"DELETE FROM {name}")


def changed(con: Connection) -> tuple[list[str], list[str]]:
    """Articles whose tellings are to be read now, and those whose tellings are to go."""
    come = con.execute(
        """
        SELECT a.id FROM articles a JOIN article_versions v ON v.id = a.id AND v.current
        LEFT JOIN telling_articles t ON t.article = a.id AND t.run = a.run
        WHERE t.article IS NULL ORDER BY a.id
        """
    ).fetchall()
    gone = con.execute(
        """
        SELECT t.article FROM telling_articles t LEFT JOIN (
            SELECT a.id, a.run FROM articles a
            JOIN article_versions v ON v.id = a.id AND v.current
        ) c ON c.id = t.article AND c.run = t.run WHERE c.id IS NULL ORDER BY t.article
        """
    ).fetchall()
    return [id_ for (id_,) in come], [id_ for (id_,) in gone]


def forget(con: Connection, articles: Sequence[str]) -> tuple[list[str], list[int]]:
    """Take the tellings of ``articles`` out of the cache.

    Returns:
        The tellings that they were alike, themselves included, and the keys that they had.
    """
    if not articles:
        return [], []
    named = "SELECT mention FROM tellings WHERE article IN (SELECT unnest($ids))"
    touching = f'"one" IN ({named}) OR other IN ({named})'
    parameters = {"ids": list(articles)}
    near = con.execute(
        f'SELECT DISTINCT unnest(["one", other]) FROM telling_links WHERE {touching} UNION {named}',
        parameters,
    ).fetchall()
    keys = con.execute(
        "SELECT DISTINCT key FROM telling_keys WHERE article IN (SELECT unnest($ids))", parameters
    ).fetchall()
    for name in ("telling_links", "telling_pairs"):
        con.execute(f"DELETE FROM {name} WHERE {touching}", parameters)
    for name in ("telling_keys", "tellings", "telling_articles", "forecasts"):
        con.execute(f"DELETE FROM {name} WHERE article IN (SELECT unnest($ids))", parameters)
    return [id_ for (id_,) in near], [key for (key,) in keys]


def append(con: Connection, name: str, columns: Mapping[str, pa.Array]) -> None:
    """Add rows to a table of the cache."""
    batch = pa.table(dict(columns))
    if not batch.num_rows:
        return
    con.register("batch", batch)
    try:
        con.execute(f"INSERT INTO {name} SELECT * FROM batch")
    finally:
        con.unregister("batch")


def tellings(con: Connection, mentions: Sequence[str]) -> dict[str, bytes]:
    """The tellings of ``mentions`` as they were kept."""
    sql = "SELECT mention, telling FROM tellings WHERE mention IN (SELECT unnest(?))"
    return dict(con.execute(sql, [list(mentions)]).fetchall())


def under_keys(con: Connection, keys: Sequence[int]) -> list[tuple[int, str]]:
    """Key and telling of all that has one of ``keys``, by key, day, article and place."""
    sql = """
        SELECT key, mention FROM telling_keys WHERE key IN (SELECT unnest(?))
        ORDER BY key, day NULLS LAST, article, start, mention
    """
    return con.execute(sql, [list(keys)]).fetchall()


def take_pairs(con: Connection, keys: Sequence[int]) -> list[tuple[int, str, str]]:
    """The pairs that were alike under ``keys``, which are forgotten with this."""
    named = "FROM telling_pairs WHERE key IN (SELECT unnest($keys))"
    parameters = {"keys": list(keys)}
    found = con.execute(f'SELECT key, "one", other {named}', parameters).fetchall()
    con.execute(f"DELETE {named}", parameters)
    return found


def drop_loose_links(con: Connection) -> list[str]:
    """Forget links whose pair stands under no key any more; returns their tellings."""
    loose = """
        SELECT l."one", l.other FROM telling_links l ANTI JOIN telling_pairs p
        ON p."one" = l."one" AND p.other = l.other
    """
    found = con.execute(loose).fetchall()
    if found:
        con.execute(
            f'DELETE FROM telling_links WHERE ("one", other) IN (SELECT ("one", other) '
            f"FROM ({loose}))"
        )
    return sorted({id_ for pair in found for id_ in pair})


def linked(con: Connection, mentions: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of linked tellings of which one is among ``mentions``."""
    sql = """
        SELECT "one", other FROM telling_links
        WHERE "one" IN (SELECT unnest($ids)) OR other IN (SELECT unnest($ids))
    """
    return con.execute(sql, {"ids": list(mentions)}).fetchall()


def links(con: Connection, mentions: Sequence[str]) -> list[tuple[Any, ...]]:
    """The links between ``mentions``."""
    sql = """
        SELECT "one", other, score, basis, reasons FROM telling_links
        WHERE "one" IN (SELECT unnest($ids)) AND other IN (SELECT unnest($ids))
    """
    return con.execute(sql, {"ids": list(mentions)}).fetchall()


def fellows(con: Connection, mentions: Sequence[str]) -> list[tuple[str, str]]:
    """Event and telling of all that stand in one event with any of ``mentions``."""
    sql = """
        SELECT event, mention FROM event_members WHERE event IN (
            SELECT event FROM event_members WHERE mention IN (SELECT unnest(?)))
    """
    return con.execute(sql, [list(mentions)]).fetchall()


def origins_of(con: Connection, articles: Sequence[str]) -> dict[str, str]:
    """The origin of each of ``articles`` as a whole."""
    sql = """
        SELECT article, origin FROM origin_members
        WHERE whole AND origin IS NOT NULL AND article IN (SELECT unnest(?))
    """
    return dict(con.execute(sql, [list(articles)]).fetchall())


def recount_origins(con: Connection) -> None:
    """Bring the number of origins of every event up to date."""
    con.execute(
        """
        UPDATE events SET origins = c.n FROM (
            SELECT m.event, count(DISTINCT coalesce(o.origin, m.article)) AS n
            FROM (SELECT DISTINCT event, article FROM event_members) m
            LEFT JOIN origin_members o ON o.article = m.article AND o.whole GROUP BY m.event
        ) c WHERE c.event = events.id AND events.origins <> c.n
        """
    )


def forecasts(
    con: Connection, window: int, alike: Sequence[Sequence[str]]
) -> Iterator[tuple[list[Forecast], dict[str, list[Event]]]]:
    """Forecasts of an event, some at once, with the events that can answer each.

    These are of the same type or one that is ``alike``, come later, within ``window`` days after
    the forecast or its due, and have an actor or recipient with the same code or name.
    """
    listed = _names(FORECASTS)
    found = con.execute(f"SELECT {listed} FROM forecasts ORDER BY id").fetchall()
    for at in range(0, len(found), FORECASTS_AT_ONCE):
        some = [_made(Forecast, FORECASTS, row) for row in found[at : at + FORECASTS_AT_ONCE]]
        bare = [
            msgspec.structs.replace(f, event=None, answer=None, agreement=None, reasons=())
            for f in some
        ]
        yield bare, _candidates(con, [f.id for f in some], window, alike)


def forecast_texts(con: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The words of forecasts, by id."""
    sql = """
        SELECT f.id, substr(a.text, f.start + 1, f."end" - f.start) FROM forecasts f
        JOIN articles a ON a.id = f.article WHERE f.id IN (SELECT unnest(?))
    """
    return dict(con.execute(sql, [list(ids)]).fetchall())


def sentences_under(con: Connection, keys: Sequence[int]) -> list[tuple[int, str, int, str]]:
    """Key, telling, day and sentence of the tellings that have one of ``keys``."""
    sql = """
        SELECT DISTINCT k.key, k.mention, k.day,
            substr(a.text, m.quote_start + 1, m.quote_end - m.quote_start)
        FROM telling_keys k JOIN event_members m ON m.mention = k.mention
        JOIN articles a ON a.id = k.article
        WHERE k.key IN (SELECT unnest(?)) AND k.day IS NOT NULL ORDER BY ALL
    """
    return con.execute(sql, [list(keys)]).fetchall()


def _candidates(
    con: Connection, ids: Sequence[str], window: int, alike: Sequence[Sequence[str]]
) -> dict[str, list[Event]]:
    listed = ", ".join(f'e."{column.name}"' for column in EVENTS.columns)
    sql = f"""
        WITH f AS (SELECT * FROM forecasts WHERE id IN (SELECT unnest($ids)))
        SELECT f.id, {listed} FROM f
        JOIN (SELECT unnest($types) AS pair) k ON k.pair[1] = f.type
        JOIN events e ON e.type = k.pair[2]
        AND e.first > f.published AND coalesce(e.date_from, e.first) >= f.published
        AND coalesce(e.date_from, e.first)
            <= coalesce(f.due_to, f.published) + to_days(CAST($window AS INTEGER))
        AND (list_has_any(e.actor_codes || e.claimed_actor_codes, f.actor_codes)
            OR list_has_any(e.actors || e.claimed_actors, f.actors)
            OR list_has_any(e.recipient_codes, f.recipient_codes)
            OR list_has_any(e.recipients, f.recipients))
        WHERE e.standing <> 'expected'
        QUALIFY row_number() OVER (PARTITION BY f.id ORDER BY
            coalesce(e.date_from, e.first), e.origins DESC, e.id) <= {ANSWERS_LOOKED_AT}
    """
    found: dict[str, list[Event]] = {}
    types = [*([one.value, one.value] for one in PloverType), *map(list, alike)]
    parameters = {"ids": list(ids), "window": window, "types": types}
    for forecast, *row in con.execute(sql, parameters).fetchall():
        found.setdefault(forecast, []).append(_made(Event, EVENTS, row))
    return found


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _made(kind: type[Kind], table: Table, row: Sequence[Any]) -> Kind:
    """A record from the values of a row."""
    named = {column.name: value for column, value in zip(table.columns, row, strict=True)}
    return msgspec.convert(named, kind)


def find_mentions(con: Connection, article: str, start: int, end: int) -> list[str]:
    """The tellings of an article whose words overlap those from ``start`` to ``end``."""
    sql = """
        SELECT t.mention FROM tellings t JOIN event_mentions e ON e.id = t.mention
        JOIN spans s ON s.record = e.id AND s.field = 'trigger' AND s.article = t.article
        WHERE t.article = ? AND s.start < ? AND s."end" > ? ORDER BY t.start, t.mention
    """
    return [id_ for (id_,) in con.execute(sql, [article, end, start]).fetchall()]


def judgements(con: Connection) -> list[Judgement]:
    """All judgements, the first one first."""
    sql = f"SELECT {_names(JUDGEMENTS)} FROM judgements ORDER BY number"
    return [_made(Judgement, JUDGEMENTS, row) for row in con.execute(sql).fetchall()]


def add_judgement(con: Connection, judgement: Judgement) -> None:
    """Add a judgement to those that are there."""
    insert(con, JUDGEMENTS, [judgement])


def insert(con: Connection, table: Table, records: Sequence[Record]) -> None:
    """Add records to their table."""
    if not records:
        return
    con.register("batch", writing.arrow(table, [writing.row(table, r) for r in records]))
    try:
        con.execute(f"INSERT INTO {table.name} SELECT * FROM batch")
    finally:
        con.unregister("batch")


def replace(
    con: Connection, table: Table, column: str, gone: Iterable[str], records: Sequence[Record]
) -> None:
    """Delete the rows whose ``column`` is one of ``gone``, and add ``records``."""
    ids = list(gone)
    if ids:
        con.execute(f"DELETE FROM {table.name} WHERE {column} IN (SELECT unnest(?))", [ids])
    insert(con, table, records)
