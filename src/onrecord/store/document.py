"""docs/records.md, written from the record types: ``python -m onrecord.store.document``."""

import inspect
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from onrecord.records import Judgement, Record
from onrecord.store.meanings import of_field
from onrecord.store.schema import CORPUS_TABLES, JUDGEMENTS, RECORD_TABLES, TABLES, Column, Table
from onrecord.store.shape import Kind, fields
from onrecord.store.views import VIEWS

PAGE = Path("docs/records.md")

HEAD = """\
# The records

This page is made from the record types (`src/onrecord/records.py`) by
`python -m onrecord.store.document`; do not edit it by hand.

The store is one DuckDB file. Each kind of record has a table. The words that a record was read
from stand in the table `spans`, so every value can be traced to characters of an article:

```sql
SELECT e.type, s.exact, a.key
FROM event_mentions e
JOIN spans s ON s.record = e.id AND s.field = 'trigger'
JOIN articles a ON a.id = e.article;
```

Offsets count Unicode code points of `articles.text` from 0; the end is not included. A field that
the text does not give is empty, never a guess. `when` and `end` are words of SQL: write them in
double quotes, or behind the name of the table (`e.when`).

The records of an article belong to the run in `articles.run`. A changed text under the same key is
a new version of the article with records of its own; the older ones stay.

Exports as CSV and Parquet have the same tables and columns, and the view `told_events` as one more
file: the sheet to begin with. In CSV, the entries of a list are
separated by `;`, and a map is a JSON object. Exports as JSON lines hold one article a line, with
the spans in the place of the fields they belong to; of the run, the hashes of the knowledge files
are left out.
"""

ABOUT = {
    "participants": "Who acts in an event and to whom it is done, with the words that say so in "
    "`spans` (fields `actors.span` and `recipients.span` of the event mention).",
    "spans": "The words that every record was read from. Exact words with what stands before and "
    "after are a TextQuoteSelector (W3C Web Annotation, section 4.2.4), by which they are found "
    "again in a text whose offsets have moved.",
}

_RECORD_TABLES: dict[type[Record], Table] = {
    **RECORD_TABLES,
    **CORPUS_TABLES,
    Judgement: JUDGEMENTS,
}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_tables(), *_views(), *_vocabularies()]) + "\n"


def _tables() -> Iterator[str]:
    yield "## Tables\n"
    for table in TABLES:
        yield f"### {table.name}\n"
        yield ABOUT.get(table.name) or inspect.getdoc(table.record) or ""
        yield from _columns(table)
        yield from _spans(table)


def _views() -> Iterator[str]:
    yield "## Views\n"
    for view in VIEWS:
        yield f"### {view.table.name}\n"
        yield view.about
        yield from _columns(view.table)


def _columns(table: Table) -> Iterator[str]:
    yield "\n| column | type | may be empty | meaning |\n|---|---|---|---|"
    for column in table.columns:
        empty = "yes" if column.nullable else "no"
        yield f"| {column.name} | {column.sql} | {empty} | {meaning(column)} |"
    yield ""


def meaning(column: Column) -> str:
    """What a column holds, with the vocabulary of its values."""
    if column.owner is None:
        return column.meaning
    said = of_field(column.owner, column.path[-1], column.vocabulary)
    if column.vocabulary is None:
        return said
    name = column.vocabulary.__name__
    return f"{said} One of [{name}](#{name.lower()})."


def _spans(table: Table) -> Iterator[str]:
    """The fields of the table's records that hold spans."""
    kinds = {table.name: kind for kind, table in _RECORD_TABLES.items()}
    found = list(_span_fields(kinds[table.name])) if table.name in kinds else []
    if not found:
        return
    yield "Fields in `spans`:\n"
    for name, meaning, several in found:
        yield f"- `{name}`{' (several)' if several else ''}" + (f": {meaning}" if meaning else "")
    yield ""


def _span_fields(
    kind: type[msgspec.Struct], before: str = "", several: bool = False
) -> Iterator[tuple[str, str, bool]]:
    for field in fields(kind):
        name = f"{before}{field.name}"
        if field.kind in (Kind.SPAN, Kind.SPANS):
            many = several or field.kind is Kind.SPANS
            yield name, of_field(kind, field.name), many
        elif field.struct is not None:
            yield from _span_fields(field.struct, f"{name}.", field.kind is Kind.CHILDREN)


def _vocabularies() -> Iterator[str]:
    yield "## Vocabularies\n"
    for words in _used():
        yield f"### {words.__name__}\n"
        yield f"{inspect.getdoc(words)}\n"
        yield ", ".join(f"`{word.value}`" for word in words) + "\n"


def _used() -> list[type[StrEnum]]:
    """The vocabularies of all columns, in the order in which they come up."""
    columns = (column for table in _RECORD_TABLES.values() for column in table.columns)
    return list(dict.fromkeys(c.vocabulary for c in columns if c.vocabulary is not None))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    target.write_text(page(), encoding="utf-8")
