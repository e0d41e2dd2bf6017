"""One row a statement with all that a question for statements looks through, in words.

It says no more than the records do, from which it is made; but what stands in five tables there
stands together here, so an answer is a few rows and not a search through a million spans.
"""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

from onrecord.coding import Coding
from onrecord.records import Actor, Statement
from onrecord.store import indexes
from onrecord.store.probing import has_table
from onrecord.text import Span

TABLE = "said"
_COLUMNS = {
    "statement": ("VARCHAR", pa.string()),
    "article": ("VARCHAR", pa.string()),
    "key": ("VARCHAR", pa.string()),
    "date": ("DATE", pa.date32()),
    "outlet": ("VARCHAR", pa.string()),
    "source": ("VARCHAR", pa.string()),
    "speaker": ("VARCHAR", pa.string()),
    "country": ("VARCHAR", pa.string()),
    "kind": ("VARCHAR", pa.string()),
    "told_by": ("VARCHAR", pa.string()),
    "cue": ("VARCHAR", pa.string()),
    "content": ("VARCHAR", pa.string()),
    "start": ("BIGINT", pa.int64()),
    "end": ("BIGINT", pa.int64()),
    "form": ("VARCHAR", pa.string()),
    "about": ("VARCHAR[]", pa.list_(pa.string())),
}
_DDL = ", ".join(f'"{name}" {sql}' for name, (sql, _) in _COLUMNS.items())

Connection = duckdb.DuckDBPyConnection


def are_kept(con: Connection) -> bool:
    """Whether the store has the table; one of before gets it when it is next asked or written."""
    return has_table(con, TABLE)


def prepare(con: Connection) -> None:
    """Make the empty table."""
    con.execute(f"CREATE TABLE {TABLE} ({_DDL})")
    indexes.prepare(con, {TABLE})


def forget(con: Connection, articles: Sequence[str]) -> None:
    """Delete what is said in ``articles``."""
    con.execute(f"DELETE FROM {TABLE} WHERE article IN (SELECT unnest(?))", [list(articles)])


def add(con: Connection, codings: Sequence[Coding]) -> None:
    """Keep what is said in ``codings``."""
    rows = [row for coding in codings for row in _rows(coding)]
    if not rows:
        return
    columns = zip(*rows, strict=True)
    batch = pa.table(
        {
            name: pa.array(list(column), kind)
            for (name, (_, kind)), column in zip(_COLUMNS.items(), columns, strict=True)
        }
    )
    con.register("batch", batch)
    try:
        con.execute(f"INSERT INTO {TABLE} SELECT * FROM batch")
    finally:
        con.unregister("batch")


def _rows(coding: Coding) -> Iterator[tuple[object, ...]]:
    """The rows of an article, in the order of `_COLUMNS`."""
    text = coding.article.text
    actors = {actor.id: actor for actor in coding.actors}
    by_id = {statement.id: statement for statement in coding.statements}
    for said in (s for s in coding.statements if s.content):
        speaker = actors.get(said.speaker or "")
        yield (
            said.id,
            said.article,
            coding.article.key,
            coding.article.date,
            coding.article.outlet,
            _words(text, said.source),
            speaker.name if speaker else None,
            speaker.country if speaker else None,
            said.source_kind,
            _teller(text, by_id.get(said.parent or ""), actors),
            _words(text, said.cue),
            _words(text, said.content),
            min(span.start for span in said.content),
            max(span.end for span in said.content),
            said.form,
            _named_in(said, coding, actors),
        )


def _words(text: str, spans: Sequence[Span]) -> str | None:
    return " … ".join(span.of(text) for span in spans) or None


def _teller(text: str, parent: Statement | None, actors: dict[str, Actor]) -> str | None:
    """Who tells that it was said, where that is not the article itself."""
    if parent is None:
        return None
    actor = actors.get(parent.speaker or "")
    return actor.name if actor else _words(text, parent.source)


def _named_in(said: Statement, coding: Coding, actors: dict[str, Actor]) -> list[str]:
    """The names of those who are spoken of, by whatever words."""
    named = {
        actors[mention.actor].name
        for mention in coding.mentions
        if mention.actor in actors and any(span.covers(mention.span) for span in said.content)
    }
    return sorted(named)
