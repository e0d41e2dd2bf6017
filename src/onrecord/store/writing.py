"""From codings to rows: what is inserted into each table."""

from collections.abc import Iterable
from functools import reduce
from typing import Any

import pyarrow as pa

from onrecord.coding import FIELD_OF, Coding
from onrecord.records import EventMention, Record, Run, spans_of
from onrecord.store.schema import (
    ARTICLES,
    PARTICIPANTS,
    RECORD_TABLES,
    ROLES,
    RUNS,
    SPANS,
    Table,
)
from onrecord.text import quote

Row = tuple[Any, ...]

_ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "VARCHAR[]": pa.list_(pa.string()),
    "MAP(VARCHAR, VARCHAR)": pa.map_(pa.string(), pa.string()),
}


def arrow_type(sql: str) -> pa.DataType:
    """The Arrow type of a column of the type ``sql``."""
    return _ARROW[sql]


def arrow(table: Table, rows: list[Row]) -> pa.Table:
    """``rows`` as an Arrow table with the columns of ``table``."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    return pa.table(
        {
            column.name: pa.array(list(values), type=arrow_type(column.sql))
            for column, values in zip(table.columns, columns, strict=True)
        }
    )


def run_row(run: Run) -> Row:
    """The row of a run; the entries of its maps are sorted by name."""
    return tuple(sorted(v.items()) if isinstance(v, dict) else v for v in row(RUNS, run))


def article_row(coding: Coding, version: int) -> Row:
    """The row of an article as its ``version``-th text under its key."""
    return (*row(ARTICLES, coding.article), version, coding.run.id)


def record_rows(codings: Iterable[Coding]) -> dict[str, list[Row]]:
    """The rows of all records of ``codings``, by name of the table."""
    rows: dict[str, list[Row]] = {table.name: [] for table in RECORD_TABLES.values()}
    rows |= {PARTICIPANTS.name: [], SPANS.name: []}
    for coding in codings:
        for kind, table in RECORD_TABLES.items():
            for ordinal, record in enumerate(getattr(coding, FIELD_OF[kind])):
                rows[table.name].append((*row(table, record), ordinal))
                rows[SPANS.name].extend(_span_rows(coding, table, record))
                if isinstance(record, EventMention):
                    rows[PARTICIPANTS.name].extend(_participant_rows(record))
    return rows


def row(table: Table, record: object) -> Row:
    """The values of ``record`` in the columns of ``table``."""
    return tuple(reduce(getattr, c.path, record) for c in table.columns if c.path)


def _span_rows(coding: Coding, table: Table, record: Record) -> Iterable[Row]:
    article = coding.article
    for field, ordinal, span in spans_of(record):
        found = quote(article.text, span)
        yield (article.id, table.name, record.id, field, ordinal, span.start, span.end, *found)


def _participant_rows(mention: EventMention) -> Iterable[Row]:
    for field, role in ROLES.items():
        for ordinal, participant in enumerate(getattr(mention, field)):
            values = row(PARTICIPANTS, participant)
            yield (mention.article, mention.id, role, ordinal, *values)
