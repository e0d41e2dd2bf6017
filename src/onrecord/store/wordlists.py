"""The words of what is said in each article, and of the names in it, as a list of small numbers.

A question for words looks here first, and only at the texts of those articles that can answer it:
texts of a million statements are not read in the time of an answer. A list may name too many
articles (two words can have one number), never too few, so it decides nothing by itself. It is no
record: a store that was made without lists is asked without them, and gets them with what is
coded from then on.
"""

import re
import zlib
from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

from onrecord.coding import Coding
from onrecord.store.probing import has_table

TABLE = "said_words"
_DDL = f"CREATE TABLE IF NOT EXISTS {TABLE} (article VARCHAR, words UINTEGER[])"

_WORD = re.compile(r"[0-9A-Za-z_]+")
"""A word as the database sees it where it looks for whole words: other letters end it."""
_FOLDED = re.compile("[ſ\u212a]")
"""Letters that end a word and yet match an s or k in any case: words around them have no number."""
_BITS = 0xFFFFFF

Connection = duckdb.DuckDBPyConnection


def numbers_in(text: str) -> set[int] | None:
    """The numbers of the words of ``text``; ``None`` where they do not tell what it answers."""
    if _FOLDED.search(text):
        return None
    return {zlib.crc32(word.lower().encode()) & _BITS for word in set(_WORD.findall(text))}


def prepare(con: Connection) -> None:
    """Make room; articles that were stored without a list may hold any word."""
    if not are_kept(con):
        con.execute(_DDL)
        con.execute(f"INSERT INTO {TABLE} SELECT id, NULL FROM articles")


def are_kept(con: Connection) -> bool:
    """Whether each article of the store has its row."""
    return has_table(con, TABLE)


def forget(con: Connection, articles: Sequence[str]) -> None:
    """Delete the lists of ``articles``."""
    con.execute(f"DELETE FROM {TABLE} WHERE article IN (SELECT unnest(?))", [list(articles)])


def add(con: Connection, codings: Sequence[Coding]) -> None:
    """Keep the list of each of ``codings``."""
    if not codings:
        return
    found = [numbers_in(" ".join(_said(coding))) for coding in codings]
    batch = pa.table(
        {
            "article": pa.array([coding.article.id for coding in codings], pa.string()),
            "words": pa.array(
                [None if one is None else sorted(one) for one in found], pa.list_(pa.uint32())
            ),
        }
    )
    con.register("batch", batch)
    try:
        con.execute(f"INSERT INTO {TABLE} SELECT * FROM batch")
    finally:
        con.unregister("batch")


def _said(coding: Coding) -> Iterator[str]:
    """What a question about statements looks for words in."""
    for statement in coding.statements:
        for span in (*statement.source, *statement.content):
            yield span.of(coding.article.text)
    for actor in coding.actors:
        yield actor.name
