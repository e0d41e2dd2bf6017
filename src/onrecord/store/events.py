"""Rows of events across articles: which are to be made anew, and what persons judged."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import duckdb
import msgspec
import numpy as np

from onrecord.records import Judgement, Record
from onrecord.store import tellings, writing
from onrecord.store.probing import has_table
from onrecord.store.schema import EVENT_TABLES, JUDGEMENTS, Table

_STATE = "CREATE TABLE IF NOT EXISTS corpus_state (name VARCHAR, method VARCHAR)"

_NUMBER = "('0x' || event_members.mention)::UBIGINT"
"""The number that the id of a telling writes."""

CACHE_OF = "tellings"
"""Name of the state that says which method made the cache."""
EVENTS_DONE = "events"
"""Name of the state that is there while events are those of the articles."""

Kind = TypeVar("Kind", bound=Record)
Connection = duckdb.DuckDBPyConnection


def prepare(con: Connection) -> None:
    """Make room for the cache."""
    con.execute(_STATE)
    tellings.prepare(con)


def state(con: Connection, name: str) -> str | None:
    """The method by which ``name`` was made last; empty if it has to be made again."""
    if not has_table(con, "corpus_state"):
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
    for name in ("corpus_state", *(table.name for table in EVENT_TABLES.values())):
        con.execute(f"DELETE FROM {name}")
    tellings.drop(con)


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


def fellows(con: Connection, mentions: tellings.Numbers) -> tellings.Numbers:
    """All tellings that stand in one event with any of ``mentions``, themselves included."""
    with tellings.named(con, mention=mentions):
        found = con.execute(
            f"""
            SELECT DISTINCT {_NUMBER} AS mention FROM event_members WHERE event IN (
                SELECT event FROM event_members WHERE {_NUMBER} IN (SELECT mention FROM named))
            """
        ).fetchnumpy()
    return np.asarray(found["mention"], np.uint64)


def events_with(con: Connection, mentions: tellings.Numbers) -> list[str]:
    """The events of which any of ``mentions`` is a telling."""
    with tellings.named(con, mention=mentions):
        sql = f"""
            SELECT DISTINCT event FROM event_members
            WHERE {_NUMBER} IN (SELECT mention FROM named) ORDER BY event
        """
        return [id_ for (id_,) in con.execute(sql).fetchall()]


def origins_of(con: Connection, articles: Sequence[str]) -> dict[str, str]:
    """The origin of each of ``articles`` as a whole."""
    sql = """
        SELECT article, origin FROM origin_members
        WHERE whole AND origin IS NOT NULL AND article IN (SELECT unnest(?))
    """
    return dict(con.execute(sql, [list(articles)]).fetchall())


def recount_origins(con: Connection) -> list[str]:
    """Bring the number of origins of every event up to date; returns those where it changed."""
    found = con.execute(
        """
        UPDATE events SET origins = c.n FROM (
            SELECT m.event, count(DISTINCT coalesce(o.origin, m.article)) AS n
            FROM (SELECT DISTINCT event, article FROM event_members) m
            LEFT JOIN origin_members o ON o.article = m.article AND o.whole GROUP BY m.event
        ) c WHERE c.event = events.id AND events.origins <> c.n RETURNING events.id
        """
    ).fetchall()
    return [id_ for (id_,) in found]


def names(table: Table, of: str | None = None) -> str:
    """The columns of a table, as a query lists them; ``of`` is what it calls the table."""
    before = f"{of}." if of else ""
    return ", ".join(f'{before}"{column.name}"' for column in table.columns)


def made(kind: type[Kind], table: Table, row: Sequence[Any]) -> Kind:
    """A record from the values of a row."""
    named = {column.name: value for column, value in zip(table.columns, row, strict=True)}
    return msgspec.convert(named, kind)


class Place(NamedTuple):
    """Characters of an article."""

    article: str
    start: int
    end: int


class Versions(NamedTuple):
    """An older text of an article and its newest one."""

    text: str
    newest: str
    """Id of the newest."""
    newest_text: str


def find_mentions(con: Connection, places: Collection[Place]) -> dict[Place, str]:
    """The telling at each of ``places``: that of the same characters, else one that overlaps."""
    sql = """
        WITH p AS (SELECT unnest(?) AS article, unnest(?) AS start, unnest(?) AS "end")
        SELECT p.article, p.start, p."end", e.id FROM p
        JOIN spans s ON s.article = p.article AND s.field = 'trigger'
            AND s.start < p."end" AND s."end" > p.start
        JOIN event_mentions e ON e.id = s.record AND e.article = p.article
        JOIN tellings t ON t.article = p.article AND t.mention = ('0x' || e.id)::UBIGINT
        QUALIFY row_number() OVER (
            PARTITION BY p.article, p.start, p."end"
            ORDER BY s.start <> p.start OR s."end" <> p."end", s.start, e.id
        ) = 1
    """
    columns = [list(column) for column in zip(*places, strict=True)]
    found = con.execute(sql, columns).fetchall() if columns else []
    return {Place(article, start, end): id_ for article, start, end, id_ in found}


def corrected(con: Connection, places: Collection[Place]) -> dict[Place, Versions]:
    """Those of ``places`` that lie in an older text of their article, with its newest one."""
    sql = """
        SELECT a.id, a.text, n.id, n.text FROM articles a
        JOIN article_versions v ON v.key = a.key AND v.current AND v.id <> a.id
        JOIN articles n ON n.id = v.id WHERE a.id IN (SELECT unnest(?))
    """
    articles = con.execute(sql, [list({place.article for place in places})]).fetchall()
    found = {id_: Versions(*rest) for id_, *rest in articles}
    return {place: found[place.article] for place in places if place.article in found}


def keys_of(con: Connection, articles: Collection[str]) -> dict[str, str]:
    """What names each of ``articles`` in all its versions."""
    sql = "SELECT id, key FROM articles WHERE id IN (SELECT unnest(?))"
    return dict(con.execute(sql, [list(articles)]).fetchall())


def words_at(con: Connection, place: Place) -> str:
    """The characters at ``place``."""
    sql = "SELECT substr(text, ? + 1, ?) FROM articles WHERE id = ?"
    found = con.execute(sql, [place.start, place.end - place.start, place.article]).fetchall()
    return str(found[0][0])


def judgements(con: Connection) -> list[Judgement]:
    """All judgements, the first one first."""
    sql = f"SELECT {names(JUDGEMENTS)} FROM judgements ORDER BY number"
    return [made(Judgement, JUDGEMENTS, row) for row in con.execute(sql).fetchall()]


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
