"""What is kept of tellings so that it need not be made anew: a cache, which a method names.

Tellings stand here by the number that their id writes, for pairs of them come by the million.
Pairs are made ready in tables of their own that are gone when the store is closed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_CACHE = (
    "CREATE TABLE IF NOT EXISTS tellings "
    "(mention UBIGINT, article VARCHAR, start BIGINT, telling BLOB)",
    "CREATE TABLE IF NOT EXISTS telling_keys "
    "(mention UBIGINT, key UBIGINT, day INTEGER, start INTEGER)",
    'CREATE TABLE IF NOT EXISTS telling_pairs (key UBIGINT, "one" UBIGINT, other UBIGINT)',
    'CREATE TABLE IF NOT EXISTS telling_links ("one" UBIGINT, other UBIGINT, score DOUBLE, '
    "basis VARCHAR, reasons VARCHAR[])",
    "CREATE TABLE IF NOT EXISTS telling_articles (article VARCHAR, run VARCHAR)",
    "CREATE TABLE IF NOT EXISTS sentence_words "
    '(article VARCHAR, start INTEGER, "end" INTEGER, day INTEGER, pair UBIGINT)',
    "CREATE TABLE IF NOT EXISTS forecast_words "
    "(forecast VARCHAR, article VARCHAR, day INTEGER, pair UBIGINT)",
    "CREATE TABLE IF NOT EXISTS sentence_days "
    '(article VARCHAR, start INTEGER, "end" INTEGER, day INTEGER, key UBIGINT)',
    "CREATE TABLE IF NOT EXISTS forecast_days "
    "(forecast VARCHAR, article VARCHAR, day INTEGER, key UBIGINT, named BOOLEAN)",
    "CREATE TABLE IF NOT EXISTS asked_forecasts (id VARCHAR)",
    "CREATE TABLE IF NOT EXISTS recalls (article VARCHAR, start INTEGER, recall BLOB)",
    "CREATE TABLE IF NOT EXISTS recall_words (article VARCHAR, start INTEGER, day INTEGER, "
    "pair UBIGINT)",
    "CREATE TABLE IF NOT EXISTS recallable "
    "(forecast VARCHAR, article VARCHAR, day INTEGER, pair UBIGINT)",
)
CACHED = (
    "tellings",
    "telling_keys",
    "telling_pairs",
    "telling_links",
    "telling_articles",
    "sentence_words",
    "forecast_words",
    "sentence_days",
    "forecast_days",
    "asked_forecasts",
    "recalls",
    "recall_words",
    "recallable",
)
_OF_ARTICLES = (
    "forecasts",
    "forecast_words",
    "sentence_words",
    "forecast_days",
    "sentence_days",
    "recalls",
    "recall_words",
    "recallable",
)
"""What goes with its article."""

_READY = (
    "CREATE OR REPLACE TEMP TABLE touched (key UBIGINT)",
    "CREATE OR REPLACE TEMP TABLE fresh (mention UBIGINT)",
    "CREATE OR REPLACE TEMP TABLE anew (key UBIGINT)",
    'CREATE OR REPLACE TEMP TABLE kept (key UBIGINT, "one" UBIGINT, other UBIGINT)',
    'CREATE OR REPLACE TEMP TABLE compared ("one" UBIGINT, other UBIGINT)',
    'CREATE OR REPLACE TEMP TABLE alike ("one" UBIGINT, other UBIGINT)',
)
_DUE = 'CREATE OR REPLACE TEMP TABLE due (key UBIGINT, "one" UBIGINT, other UBIGINT, day INTEGER)'
_KEYS_AT_ONCE = 1_000_000
_LAST_DAY = 9_999_999
"""Stands for a day that is not known: after all others."""
_KEY_BITS = 63

Connection = duckdb.DuckDBPyConnection
Numbers = NDArray[np.uint64]
Days = NDArray[np.int32]


class Under(NamedTuple):
    """Tellings by key, day and place in the text: a row for each key of each."""

    keys: Numbers
    tellings: Numbers
    days: Days


class Near(NamedTuple):
    """Pairs of tellings that stand near each other under a key, the smaller number first."""

    keys: Numbers
    ones: Numbers
    others: Numbers
    days: Days
    """Of the later one."""


def number_of(id_: str) -> int:
    """The number that an id writes."""
    return int(id_, 16)


def numbers_of(ids: Iterable[str]) -> Numbers:
    """The numbers that ids write."""
    return np.fromiter(map(number_of, ids), np.uint64)


def id_of(number: int) -> str:
    """The id that a number is written as."""
    return f"{number:016x}"


# --- tellings ---------------------------------------------------------------------------------


def prepare(con: Connection) -> None:
    """Make room for the cache."""
    for ddl in _CACHE:
        con.execute(ddl)


def append(con: Connection, name: str, columns: Mapping[str, pa.Array]) -> None:
    """Add rows to a table."""
    if not len(next(iter(columns.values()))):
        return
    with _named(con, **columns):
        con.execute(f"INSERT INTO {name} SELECT * FROM named")


def tellings(con: Connection, wanted: Numbers) -> dict[int, bytes]:
    """Tellings as they were kept."""
    with _named(con, mention=wanted):
        sql = "SELECT mention, telling FROM tellings SEMI JOIN named USING (mention)"
        return dict(con.execute(sql).fetchall())


def forget(con: Connection, articles: Sequence[str]) -> tuple[list[str], Numbers]:
    """Take the tellings of ``articles`` out of the cache.

    Returns:
        The tellings that they were alike, themselves included, and the keys that they had.
    """
    with _named(con, article=pa.array(articles, pa.string())):
        con.execute(
            "CREATE OR REPLACE TEMP TABLE gone AS "
            "SELECT mention FROM tellings SEMI JOIN named USING (article)"
        )
        for name in (*_OF_ARTICLES, "telling_articles"):
            con.execute(f"DELETE FROM {name} WHERE article IN (SELECT article FROM named)")
    if not con.execute("SELECT count(*) FROM gone").fetchall()[0][0]:
        return [], np.empty(0, np.uint64)
    near = con.execute(
        """
        SELECT mention FROM gone UNION
        SELECT other FROM telling_links JOIN gone ON mention = "one" UNION
        SELECT "one" FROM telling_links JOIN gone ON mention = other
        """
    ).fetchall()
    sql = "SELECT DISTINCT key FROM telling_keys SEMI JOIN gone USING (mention)"
    keys = np.asarray(con.execute(sql).fetchnumpy()["key"], np.uint64)
    for name in ("telling_links", "telling_pairs"):
        for side in ('"one"', "other"):
            con.execute(f"DELETE FROM {name} WHERE {side} IN (SELECT mention FROM gone)")
    for name in ("telling_keys", "tellings"):
        con.execute(f"DELETE FROM {name} WHERE mention IN (SELECT mention FROM gone)")
    return [id_of(number) for (number,) in near], keys


# --- pairs ------------------------------------------------------------------------------------


def touch(con: Connection, fresh: Numbers, left: Numbers) -> None:
    """Make ready for pairing: what came, and the keys under which something came or went."""
    for ddl in _READY:
        con.execute(ddl)
    append(con, "fresh", {"mention": pa.array(fresh)})
    append(con, "anew", {"key": pa.array(left)})
    con.execute(
        """
        INSERT INTO touched SELECT key FROM telling_keys SEMI JOIN fresh USING (mention)
        UNION SELECT key FROM anew
        """
    )


def under_touched(con: Connection) -> Iterator[Under]:
    """What stands under the keys that were touched, some keys at once, with no pair due."""
    count = int(con.execute("SELECT count(*) FROM touched").fetchall()[0][0])
    parts = -(-count // _KEYS_AT_ONCE)
    width = -(-(1 << _KEY_BITS) // max(parts, 1))
    sql = f"""
        SELECT k.key, k.mention, coalesce(k.day, {_LAST_DAY}) AS day FROM telling_keys k
        SEMI JOIN touched t ON t.key = k.key WHERE k.key >= $first AND k.key < $last
        ORDER BY k.key, coalesce(k.day, {_LAST_DAY}), k.start, k.mention
    """
    for part in range(parts):
        bounds = {"first": part * width, "last": (part + 1) * width}
        found = con.execute(sql, bounds).fetchnumpy()
        con.execute(_DUE)
        keys, mentions = (np.asarray(found[name], np.uint64) for name in ("key", "mention"))
        yield Under(keys, mentions, np.asarray(found["day"], np.int32))


def sift(con: Connection, near: Near) -> None:
    """Part the pairs into those that were alike before and those that are to be compared."""
    columns = {"key": near.keys, "one": near.ones, "other": near.others, "day": near.days}
    known = 'telling_pairs p ON p.key = n.key AND p."one" = n."one" AND p.other = n.other'
    with _named(con, **columns):
        con.execute(
            f'INSERT INTO kept SELECT n.key, n."one", n.other FROM named n SEMI JOIN {known}'
        )
        con.execute(
            f"""
            INSERT INTO due SELECT n.key, n."one", n.other, n.day FROM named n ANTI JOIN {known}
            WHERE n."one" IN (SELECT mention FROM fresh) OR n.other IN (SELECT mention FROM fresh)
            OR n.key IN (SELECT key FROM anew)
            """
        )


def due(con: Connection) -> tuple[Numbers, Numbers]:
    """The pairs that are to be compared and were not under keys before, each once, by day."""
    sql = """
        SELECT "one", other FROM due d
        ANTI JOIN compared c ON c."one" = d."one" AND c.other = d.other
        GROUP BY "one", other ORDER BY min(day), "one", other
    """
    found = con.execute(sql).fetchnumpy()
    ones, others = (np.asarray(found[name], np.uint64) for name in ("one", "other"))
    append(con, "compared", {"one": pa.array(ones), "other": pa.array(others)})
    return ones, others


def keep_alike(con: Connection) -> None:
    """Keep those of the pairs that were due which are alike."""
    con.execute(
        """
        INSERT INTO kept SELECT d.key, d."one", d.other FROM due d
        SEMI JOIN alike a ON a."one" = d."one" AND a.other = d.other
        """
    )


def add_links(con: Connection, columns: Mapping[str, pa.Array]) -> None:
    """Add pairs that are alike, with their points and reasons; those that are linked stay."""
    with _named(con, **columns):
        con.execute('INSERT INTO alike SELECT "one", other FROM named')
        con.execute(
            "INSERT INTO telling_links SELECT * FROM named n ANTI JOIN telling_links l "
            'ON l."one" = n."one" AND l.other = n.other'
        )


def settle(con: Connection) -> list[str]:
    """Keep which pairs stand under which key; returns the tellings whose links changed.

    Links whose pair stands under no key any more are forgotten.
    """
    con.execute("DELETE FROM telling_pairs WHERE key IN (SELECT key FROM touched)")
    # in one statement: DuckDB 2.0.0 does not see many rows that are added in a transaction in
    # which it deleted some and then added none
    con.execute("INSERT INTO telling_pairs SELECT * FROM kept")
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE loose AS SELECT l."one", l.other FROM telling_links l
        ANTI JOIN telling_pairs p ON p."one" = l."one" AND p.other = l.other
        """
    )
    con.execute(
        'DELETE FROM telling_links l USING loose o WHERE l."one" = o."one" AND l.other = o.other'
    )
    sides = (
        f"SELECT {side} FROM {name}" for name in ("alike", "loose") for side in ('"one"', "other")
    )
    return [id_of(number) for (number,) in con.execute(" UNION ".join(sides)).fetchall()]


# --- links ------------------------------------------------------------------------------------


def linked(con: Connection, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of linked tellings of which one is among ``ids``."""
    with _named(con, mention=numbers_of(ids)):
        found = con.execute(
            """
            SELECT "one", other FROM telling_links JOIN named ON mention = "one"
            UNION SELECT "one", other FROM telling_links JOIN named ON mention = other
            """
        ).fetchall()
    return [(id_of(one), id_of(other)) for one, other in found]


def links(con: Connection, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """The links between ``ids``."""
    with _named(con, mention=numbers_of(ids)):
        found = con.execute(
            """
            SELECT "one", other, score, basis, reasons FROM telling_links
            SEMI JOIN named a ON a.mention = "one" SEMI JOIN named b ON b.mention = other
            """
        ).fetchall()
    return [(id_of(one), id_of(other), *rest) for one, other, *rest in found]


@contextmanager
def _named(con: Connection, **columns: object) -> Iterator[None]:
    """A table ``named`` with ``columns`` while the block runs."""
    con.register("named", pa.table(columns))
    try:
        yield
    finally:
        con.unregister("named")
