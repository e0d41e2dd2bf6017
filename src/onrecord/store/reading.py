"""From rows back to codings, exactly as they were stored."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb
import msgspec

from onrecord.coding import Coding
from onrecord.store.schema import (
    ARTICLES,
    PARTICIPANTS,
    RECORD_TABLES,
    ROLES,
    RUNS,
    SPANS,
    Table,
)
from onrecord.store.shape import Kind, fields

Values = dict[str, Any]
SpanIndex = dict[tuple[str, str], list[tuple[int, int]]]
"""The spans by record and field, in their order."""
ChildIndex = dict[tuple[str, str], list[Values]]
"""The participants by event mention and role, in their order."""


def read_codings(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[Coding]:
    """The codings of the articles ``ids``, in that order."""
    articles = {row["id"]: row for row in _rows(con, ARTICLES, "id", ids)}
    runs = {row["id"]: row for row in _rows(con, RUNS, "id", sorted(_runs(articles)))}
    spans, children = _spans(con, ids), _children(con, ids)
    found: dict[str, Values] = {}
    for id_, row in articles.items():
        found[id_] = {"article": row, "run": runs[row["run"]]}
    for kind, table in RECORD_TABLES.items():
        for values in found.values():
            values[table.name] = []
        for row in _rows(con, table, "article", ids):
            record = _record(kind, row, row["id"], spans, children)
            found[row["article"]][table.name].append(record)
    return [msgspec.convert(found[id_], Coding) for id_ in ids]


def _runs(articles: dict[str, Values]) -> set[str]:
    return {row["run"] for row in articles.values()}


def _rows(
    con: duckdb.DuckDBPyConnection, table: Table, column: str, ids: Sequence[str]
) -> list[Values]:
    order = ", ".join(f'"{name}"' for name in table.order)
    sql = f"SELECT * FROM {table.name} WHERE {column} IN (SELECT unnest(?)) ORDER BY {order}"
    names = [one.name for one in table.columns]
    rows = con.execute(sql, [list(ids)]).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def _spans(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> SpanIndex:
    sql = (
        f'SELECT record, field, start, "end" FROM {SPANS.name} '
        "WHERE article IN (SELECT unnest(?)) ORDER BY record, field, ordinal"
    )
    found: SpanIndex = defaultdict(list)
    for record, field, start, end in con.execute(sql, [list(ids)]).fetchall():
        found[record, field].append((start, end))
    return found


def _children(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> ChildIndex:
    found: ChildIndex = defaultdict(list)
    for row in _rows(con, PARTICIPANTS, "article", ids):
        found[row["event_mention"], row["role"]].append(row)
    return found


def _record(
    kind: type[msgspec.Struct],
    row: Values,
    record: str,
    spans: SpanIndex,
    children: ChildIndex,
    path: tuple[str, ...] = (),
) -> Values:
    """The fields of ``kind`` from the row and from the tables of spans and participants."""
    made: Values = {}
    for field in fields(kind):
        here = (*path, field.name)
        at = spans.get((record, ".".join(here)), [])
        if field.kind is Kind.VALUE:
            made[field.name] = row["_".join(here)]
        elif field.kind is Kind.SPANS:
            made[field.name] = at
        elif field.kind is Kind.SPAN:
            made[field.name] = at[0] if at else None
        elif field.kind is Kind.STRUCT and field.struct is not None:
            made[field.name] = _record(field.struct, row, record, spans, children, here)
        else:
            held = children.get((record, ROLES[field.name]), [])
            where = spans.get((record, f"{field.name}.span"), [])
            made[field.name] = [
                {**child, "span": span} for child, span in zip(held, where, strict=True)
            ]
    return made
