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
    "CREATE TABLE IF NOT EXISTS tellings (mention UBIGINT, article VARCHAR, day INTEGER, "
    "start BIGINT, sentence BIGINT, lemma UBIGINT, kind UBIGINT, deed BOOLEAN, since INTEGER, "
    "until INTEGER, land UBIGINT, telling BLOB)",
    "CREATE TABLE IF NOT EXISTS telling_keys "
    "(mention UBIGINT, key UBIGINT, day INTEGER, start INTEGER)",
    'CREATE TABLE IF NOT EXISTS telling_pairs (key UBIGINT, "one" UBIGINT, other UBIGINT)',
    'CREATE TABLE IF NOT EXISTS telling_links ("one" UBIGINT, other UBIGINT, score DOUBLE, '
    "basis VARCHAR, reasons VARCHAR[], second DOUBLE)",
    "CREATE TABLE IF NOT EXISTS left_keys (key UBIGINT)",
    "CREATE TABLE IF NOT EXISTS left_tellings (mention UBIGINT, together BOOLEAN)",
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
    "left_keys",
    "left_tellings",
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
_LINKS_AT_ONCE = 1_000_000
LAST_DAY = 9_999_999
"""Stands for a day that is not known: after all others."""
FIRST_DAY = -1
"""Stands for a day that is not known: before all others."""
_KEY_BITS = 63

Connection = duckdb.DuckDBPyConnection
Numbers = NDArray[np.uint64]
Days = NDArray[np.int32]
Places = NDArray[np.int32]
Chances = NDArray[np.float64]
Which = NDArray[np.bool_]


class Frames(NamedTuple):
    """What is plain of tellings, one row each."""

    kind: Numbers
    """Numbers of types."""
    deed: Which
    """Whether it is done and not said."""
    since: Days
    until: Days
    """The days that its words give; from the first to the last where they give none."""
    land: Numbers
    """The number of the country that its words name; 0 where they name none."""

    def some(self, which: slice | Which) -> "Frames":
        """Some of the rows."""
        kind, deed, since, until, land = self
        return Frames(kind[which], deed[which], since[which], until[which], land[which])


class Under(NamedTuple):
    """Tellings by key, day and place in the text: a row for each key of each."""

    keys: Numbers
    tellings: Numbers
    days: Days
    frames: Frames


class Seats(NamedTuple):
    """What the second look asks of all tellings, by their numbers in order."""

    tellings: Numbers
    articles: Places
    """Articles are counted by day."""
    sentences: NDArray[np.int64]
    lemmas: Numbers


class Links(NamedTuple):
    """All links, the smaller place among `Seats` first."""

    ones: Places
    others: Places
    first: Chances
    """Of the first look."""
    second: Chances
    """Not a number where it was not taken yet."""


class Lost(NamedTuple):
    """Links that are gone, though both tellings are there."""

    ones: Numbers
    others: Numbers
    second: Chances


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


def drop(con: Connection) -> None:
    """Forget the cache; that of another method may have other columns."""
    for name in CACHED:
        con.execute(f"DROP TABLE IF EXISTS {name}")
    prepare(con)


def append(con: Connection, name: str, columns: Mapping[str, pa.Array]) -> None:
    """Add rows to a table."""
    if not len(next(iter(columns.values()))):
        return
    with named(con, **columns):
        con.execute(f"INSERT INTO {name} SELECT * FROM named")


def tellings(con: Connection, wanted: Numbers) -> dict[int, bytes]:
    """Tellings as they were kept."""
    with named(con, mention=wanted):
        sql = "SELECT mention, telling FROM tellings SEMI JOIN named USING (mention)"
        return dict(con.execute(sql).fetchall())


def forget(con: Connection, articles: Sequence[str], together: float) -> None:
    """Take the tellings of ``articles`` out of the cache, and keep what they leave to be done.

    That are the keys that they had, and they themselves with all that they were linked with; from
    the second chance ``together`` on these may have been in one event.
    """
    with named(con, article=pa.array(articles, pa.string())):
        con.execute(
            "CREATE OR REPLACE TEMP TABLE gone AS "
            "SELECT mention FROM tellings SEMI JOIN named USING (article)"
        )
        for name in (*_OF_ARTICLES, "telling_articles"):
            con.execute(f"DELETE FROM {name} WHERE article IN (SELECT article FROM named)")
    if not con.execute("SELECT count(*) FROM gone").fetchall()[0][0]:
        return
    con.execute(
        """
        INSERT INTO left_tellings SELECT mention, true FROM gone
        UNION SELECT other, coalesce(second >= $least, false) FROM telling_links
        JOIN gone ON mention = "one"
        UNION SELECT "one", coalesce(second >= $least, false) FROM telling_links
        JOIN gone ON mention = other
        """,
        {"least": together},
    )
    sql = "SELECT DISTINCT key FROM telling_keys SEMI JOIN gone USING (mention)"
    con.execute(f"INSERT INTO left_keys {sql}")
    for name in ("telling_links", "telling_pairs"):
        for side in ('"one"', "other"):
            con.execute(f"DELETE FROM {name} WHERE {side} IN (SELECT mention FROM gone)")
    for name in ("telling_keys", "tellings"):
        con.execute(f"DELETE FROM {name} WHERE mention IN (SELECT mention FROM gone)")


def left(con: Connection) -> tuple[Numbers, Numbers]:
    """What went with all that it was linked with, and those of them that may have been together."""
    found = con.execute("SELECT mention, together FROM left_tellings").fetchnumpy()
    mentions = np.asarray(found["mention"], np.uint64)
    return mentions, mentions[np.asarray(found["together"], bool)]


def nothing_left(con: Connection) -> None:
    """Say that what went left nothing to be done."""
    for name in ("left_keys", "left_tellings"):
        con.execute(f"DELETE FROM {name}")


# --- pairs ------------------------------------------------------------------------------------


def touch(con: Connection, fresh: Numbers) -> None:
    """Make ready for pairing: what came, and the keys under which something came or went."""
    for ddl in _READY:
        con.execute(ddl)
    append(con, "fresh", {"mention": pa.array(fresh)})
    con.execute("INSERT INTO anew SELECT DISTINCT key FROM left_keys")
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
        SELECT k.key, k.mention, coalesce(k.day, {LAST_DAY}) AS day,
            t.kind, t.deed, t.since, t.until, t.land
        FROM telling_keys k JOIN tellings t ON t.mention = k.mention
        SEMI JOIN touched u ON u.key = k.key WHERE k.key >= $first AND k.key < $last
        ORDER BY k.key, coalesce(k.day, {LAST_DAY}), k.start, k.mention
    """
    for part in range(parts):
        bounds = {"first": part * width, "last": (part + 1) * width}
        found = con.execute(sql, bounds).fetchnumpy()
        con.execute(_DUE)
        key, mention, kind, land = (
            np.asarray(found[name], np.uint64) for name in ("key", "mention", "kind", "land")
        )
        day, since, until = (np.asarray(found[n], np.int32) for n in ("day", "since", "until"))
        frames = Frames(kind, np.asarray(found["deed"], bool), since, until, land)
        yield Under(key, mention, day, frames)


def sift(con: Connection, near: Near) -> None:
    """Part the pairs into those that were alike before and those that are to be compared."""
    columns = {"key": near.keys, "one": near.ones, "other": near.others, "day": near.days}
    known = 'telling_pairs p ON p.key = n.key AND p."one" = n."one" AND p.other = n.other'
    with named(con, **columns):
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
    with named(con, **columns):
        con.execute('INSERT INTO alike SELECT "one", other FROM named')
        con.execute(
            "INSERT INTO telling_links SELECT *, NULL FROM named n ANTI JOIN telling_links l "
            'ON l."one" = n."one" AND l.other = n.other'
        )


def settle(con: Connection) -> Lost:
    """Keep which pairs stand under which key, and forget links whose pair stands under none."""
    con.execute("DELETE FROM telling_pairs WHERE key IN (SELECT key FROM touched)")
    # in one statement: DuckDB 2.0.0 does not see many rows that are added in a transaction in
    # which it deleted some and then added none
    con.execute("INSERT INTO telling_pairs SELECT * FROM kept")
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE loose AS SELECT l."one", l.other, l.second
        FROM telling_links l
        ANTI JOIN telling_pairs p ON p."one" = l."one" AND p.other = l.other
        """
    )
    con.execute(
        'DELETE FROM telling_links l USING loose o WHERE l."one" = o."one" AND l.other = o.other'
    )
    found = con.execute('SELECT "one", other, second FROM loose').fetchnumpy()
    ones, others = (np.asarray(found[name], np.uint64) for name in ("one", "other"))
    return Lost(ones, others, _chances(found["second"]))


# --- links ------------------------------------------------------------------------------------


def seats(con: Connection) -> Seats:
    """All tellings."""
    found = con.execute(
        """
        SELECT mention, dense_rank() OVER (ORDER BY day, article)::INTEGER - 1 AS article,
            sentence, lemma FROM tellings ORDER BY mention
        """
    ).fetchnumpy()
    mentions, lemmas = (np.asarray(found[name], np.uint64) for name in ("mention", "lemma"))
    articles, sentences = np.asarray(found["article"], np.int32), np.asarray(found["sentence"])
    return Seats(mentions, articles, sentences, lemmas)


def links(con: Connection, tellings: Numbers) -> Links:
    """All links, by places in ``tellings``, which are all, in order."""
    count = int(con.execute("SELECT count(*) FROM telling_links").fetchall()[0][0])
    ones, others = np.empty(count, np.int32), np.empty(count, np.int32)
    first, second = np.empty(count, np.float64), np.empty(count, np.float64)
    at = 0
    sql = 'SELECT "one", other, score, second FROM telling_links'
    for batch in con.sql(sql).to_arrow_reader(_LINKS_AT_ONCE):
        some = slice(at, at := at + len(batch))
        columns = [column.to_numpy(zero_copy_only=False) for column in batch.columns]
        ones[some], others[some] = (np.searchsorted(tellings, side) for side in columns[:2])
        first[some], second[some] = columns[2:]
    return Links(ones, others, first, second)


def links_between(con: Connection, mentions: Numbers, least: float) -> list[tuple[Any, ...]]:
    """The links between ``mentions`` whose second chance is not below ``least``."""
    with named(con, mention=mentions):
        found = con.execute(
            """
            SELECT "one", other, second, basis, reasons FROM telling_links
            SEMI JOIN named a ON a.mention = "one" SEMI JOIN named b ON b.mention = other
            WHERE second >= $least
            """,
            {"least": least},
        ).fetchall()
    return [(id_of(one), id_of(other), *rest) for one, other, *rest in found]


def keep_second(con: Connection, ones: Numbers, others: Numbers, chances: Chances) -> None:
    """Keep the chances of the second look at some links."""
    with named(con, one=ones, other=others, second=chances):
        con.execute(
            "UPDATE telling_links l SET second = n.second FROM named n "
            'WHERE l."one" = n."one" AND l.other = n.other'
        )


def _chances(found: object) -> Chances:
    """A column of chances, not a number where there is none."""
    return np.asarray(np.ma.filled(np.ma.asarray(found, np.float64), np.nan))


@contextmanager
def named(con: Connection, **columns: object) -> Iterator[None]:
    """A table ``named`` with ``columns`` while the block runs."""
    con.register("named", pa.table(columns))
    try:
        yield
    finally:
        con.unregister("named")
