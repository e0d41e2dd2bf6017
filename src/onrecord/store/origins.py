"""Rows of what is made across articles, and what is kept so that it need not be made anew.

Origins and their members are records; sketches and kinships are a cache beside them, which a
method names: another method makes them again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from onrecord.records import Origin, OriginMember, Record, spans_of
from onrecord.store import writing
from onrecord.store.probing import has_table
from onrecord.store.schema import ORIGIN_MEMBERS, ORIGIN_TABLES, SPANS
from onrecord.text import quote

_CACHE = (
    "CREATE TABLE IF NOT EXISTS sketches (article VARCHAR, method VARCHAR, sketch BLOB)",
    "CREATE TABLE IF NOT EXISTS kinships "
    '("one" VARCHAR, other VARCHAR, method VARCHAR, kinship BLOB)',
)
READ_AT_ONCE = 2_000
"""Articles whose texts are in memory at once."""

Connection = duckdb.DuckDBPyConnection


def forget(con: Connection, articles: Sequence[str]) -> None:
    """Delete the members that ``articles`` are, or that refer to them, with their spans."""
    named = "SELECT unnest($ids)"
    gone = f"SELECT id FROM origin_members WHERE article IN ({named}) OR other IN ({named})"
    parameters = {"ids": list(articles)}
    con.execute(f"DELETE FROM spans WHERE record IN ({gone})", parameters)
    con.execute(f"DELETE FROM origin_members WHERE id IN ({gone})", parameters)


def is_current(con: Connection, method: str) -> bool:
    """Whether the origins are those of the articles that are there now, made by ``method``."""
    if not has_table(con, "sketches"):
        return False
    sql = """
        SELECT count(*) FROM (SELECT id FROM article_versions WHERE current) v
        FULL JOIN (SELECT article FROM origin_members WHERE whole) m ON m.article = v.id
        LEFT JOIN sketches s ON s.article = v.id AND s.method = ?
        WHERE v.id IS NULL OR m.article IS NULL OR s.article IS NULL
    """
    (missing,) = con.execute(sql, [method]).fetchall()[0]
    return bool(missing == 0)


def prepare(con: Connection, method: str) -> None:
    """Make room for the cache; what another method made is dropped."""
    for ddl in _CACHE:
        con.execute(ddl)
    for name in ("sketches", "kinships"):
        con.execute(f"DELETE FROM {name} WHERE method <> ?", [method])


def unsketched(con: Connection) -> list[str]:
    """The newest texts that have no sketch yet, by id."""
    sql = """
        SELECT id FROM article_versions WHERE current
        AND id NOT IN (SELECT article FROM sketches) ORDER BY id
    """
    return [id_ for (id_,) in con.execute(sql).fetchall()]


def add_sketches(con: Connection, method: str, sketches: Mapping[str, bytes]) -> None:
    """Keep sketches by article."""
    _append(con, "sketches", [(article, method, sketch) for article, sketch in sketches.items()])


def sketches(con: Connection) -> list[tuple[Any, ...]]:
    """Id, day, outlet, author and sketch of every newest text."""
    sql = """
        SELECT a.id, a.date, a.outlet, a.author, s.sketch FROM articles a
        JOIN article_versions v ON v.id = a.id AND v.current
        JOIN sketches s ON s.article = a.id ORDER BY a.id
    """
    return con.execute(sql).fetchall()


def kinships(con: Connection) -> dict[tuple[str, str], bytes | None]:
    """Every pair that was looked at, with what came of it."""
    rows = con.execute('SELECT "one", other, kinship FROM kinships').fetchall()
    return {(one, other): kinship for one, other, kinship in rows}


def add_kinships(
    con: Connection, method: str, found: Mapping[tuple[str, str], bytes | None]
) -> None:
    """Keep what came of pairs."""
    _append(con, "kinships", [(one, other, method, value) for (one, other), value in found.items()])


def _append(con: Connection, name: str, rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    columns = list(zip(*rows, strict=True))
    kinds = [pa.string()] * (len(columns) - 1) + [pa.binary()]
    arrays = [pa.array(list(c), type=k) for c, k in zip(columns, kinds, strict=True)]
    batch = pa.table(arrays, names=[f"c{n}" for n in range(len(columns))])
    con.register("batch", batch)
    try:
        con.execute(f"INSERT INTO {name} SELECT * FROM batch")
    finally:
        con.unregister("batch")


def citing(con: Connection, articles: Sequence[str]) -> Iterator[tuple[str, int, int, str]]:
    """Article, start, end and statement of each cue and source in ``articles``."""
    sql = """
        SELECT article, start, "end", record FROM spans
        WHERE record_table = 'statements' AND field IN ('cue', 'source')
        AND article IN (SELECT unnest(?)) ORDER BY article, start, record
    """
    yield from con.execute(sql, [list(articles)]).fetchall()


def texts(con: Connection, articles: Iterable[str]) -> dict[str, str]:
    """The texts of ``articles``."""
    sql = "SELECT id, text FROM articles WHERE id IN (SELECT unnest(?))"
    return dict(con.execute(sql, [sorted(set(articles))]).fetchall())


def replace(con: Connection, found: Iterable[Origin | OriginMember]) -> tuple[int, int]:
    """Make the stored origins and members those of ``found``; returns how many came and went."""
    wanted: dict[type[Record], dict[str, Record]] = {kind: {} for kind in ORIGIN_TABLES}
    for record in found:
        wanted[type(record)][record.id] = record
    came = went = 0
    for kind, table in ORIGIN_TABLES.items():
        known = {id_ for (id_,) in con.execute(f"SELECT id FROM {table.name}").fetchall()}
        gone = sorted(known - wanted[kind].keys())
        fresh = [record for id_, record in wanted[kind].items() if id_ not in known]
        if gone:
            for sql in (
                f"DELETE FROM {table.name} WHERE id IN (SELECT unnest(?))",
                f"DELETE FROM {SPANS.name} WHERE record IN (SELECT unnest(?))",
            ):
                con.execute(sql, [gone])
        _insert(con, table.name, writing.arrow(table, [writing.row(table, r) for r in fresh]))
        if table is ORIGIN_MEMBERS:
            _insert_spans(con, [r for r in fresh if isinstance(r, OriginMember)])
        came, went = came + len(fresh), went + len(gone)
    return came, went


def _insert_spans(con: Connection, members: Sequence[OriginMember]) -> None:
    """The spans of members; those of the other article point into its text."""
    pointing = [m for m in members if m.spans or m.credit]
    for at in range(0, len(pointing), READ_AT_ONCE):
        some = pointing[at : at + READ_AT_ONCE]
        text_of = texts(con, [id_ for m in some for id_ in (m.article, m.other) if id_])
        rows: list[writing.Row] = []
        for member in some:
            for field, ordinal, span in spans_of(member):
                article = str(member.other) if field == "other_spans" else member.article
                where = (article, ORIGIN_MEMBERS.name, member.id, field, ordinal)
                rows.append((*where, span.start, span.end, *quote(text_of[article], span)))
        _insert(con, SPANS.name, writing.arrow(SPANS, rows))


def _insert(con: Connection, name: str, rows: pa.Table) -> None:
    con.register("batch", rows)
    try:
        con.execute(f"INSERT INTO {name} SELECT * FROM batch")
    finally:
        con.unregister("batch")
