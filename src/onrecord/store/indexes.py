"""Indexes by which a question finds its few rows among millions.

They hold no data of their own: a store that was made without them answers the same, only later,
and gets them when it is next written to. The database follows an index for some thousand keys at
most, and in a join only where they are written out (`among`); for more it reads the table.
"""

from collections.abc import Iterable

import duckdb

_INDEXES = (
    ("articles", "id"),
    ("said", "article"),
    ("event_mentions", "id"),
    ("participants", "event_mention"),
    ("places", "id"),
    ("origin_members", "article"),
    ("events", "id"),
    ("event_members", "event"),
    ("event_members", "mention"),
    ("event_figures", "event"),
)
FEW = 500
"""Articles up to which their rows are looked up; for more, tables are read as a whole."""

_WRITTEN_OUT = 200
"""Ids up to which a condition that names each is the faster one."""


def prepare(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Make the indexes of ``tables`` that are not there."""
    for table, column in _INDEXES:
        if table in tables:
            name = f"{table}_by_{column}"
            con.execute(f'CREATE INDEX IF NOT EXISTS {name} ON {table} ("{column}")')


def among(ids: Iterable[str]) -> str:
    """What stands behind IN for ``ids``: written out where they are few, else as a list."""
    quoted = ["'" + id_.replace("'", "''") + "'" for id_ in ids]
    if len(quoted) > _WRITTEN_OUT:
        return f"(SELECT unnest([{', '.join(quoted)}]))"
    return f"({', '.join(quoted) or 'NULL'})"
