"""CSV and Parquet: a file a table, in an order that does not depend on when rows were stored."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.actors import codes
from onrecord.export.files import ExportError, refuse_existing, writing
from onrecord.export.formats import Format
from onrecord.export.sheets import harmless
from onrecord.store.schema import (
    ARTICLES,
    CORPUS_TABLES,
    EVENTS,
    JUDGEMENTS,
    RUNS,
    SPANS,
    TABLES,
    Column,
    Table,
)
from onrecord.store.store import Store
from onrecord.store.views import TOLD_EVENTS
from onrecord.store.writing import arrow_type

BATCH = 65_536
"""Rows in memory at once; also the row group of a Parquet file."""

COUNTRY_CODES = Table(
    "country_codes",
    None,
    tuple(Column(name, "VARCHAR", nullable=True) for name in codes.NAMES),
    ("iso3", "start"),
)
"""The codes that other data have for the countries of the records; the same for every store."""

ACROSS = frozenset(table.name for table in (*CORPUS_TABLES.values(), SPANS))
"""Tables that hold what is made across articles."""

SHEETS = (TOLD_EVENTS.table, *TABLES, COUNTRY_CODES)
"""What is written: the sheet that most will open first, then every table."""


def write(
    store: Store,
    folder: Path,
    format_: Format,
    ids: Sequence[str],
    *,
    only: str | None = None,
    force: bool = False,
) -> list[Path]:
    """Write the rows of the articles ``ids`` to a file a table in ``folder``.

    Raises:
        ExportError: ``only`` is no table, or a file is there and ``force`` is not set.
    """
    names = [table.name for table in SHEETS]
    if only is not None and only not in names:
        raise ExportError(f"there is no table '{only}': the tables are {', '.join(names)}")
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder} is a file: {format_} needs a folder for its tables")
    chosen = [table for table in SHEETS if only in (None, table.name)]
    paths = [folder / f"{table.name}.{format_}" for table in chosen]
    refuse_existing(paths, force=force)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"cannot make the folder {folder}: {error.strerror}") from error
    for table, path in zip(chosen, paths, strict=True):
        with writing(path, force=force) as stream:
            _WRITERS[format_](table, _batches(store, table, ids), stream)
    return paths


def _batches(store: Store, table: Table, ids: Sequence[str]) -> Iterator[pa.RecordBatch]:
    if table is COUNTRY_CODES:
        columns = zip(*(one.row for one in codes.table()), strict=True)
        arrays = [pa.array(column, type=pa.string()) for column in columns]
        yield pa.RecordBatch.from_arrays(arrays, names=list(codes.NAMES))
        return
    condition = _CONDITION.get(table.name, "article IN (SELECT unnest($1))")
    order = ", ".join(f'"{name}"' for name in table.order)
    sql = f"SELECT * FROM {table.name} WHERE {condition} ORDER BY {order}"
    yield from store.stream(sql, [list(ids)] if "$1" in sql else [], BATCH)


_CONDITION = {
    RUNS.name: "true",
    JUDGEMENTS.name: "true",
    ARTICLES.name: "id IN (SELECT unnest($1))",
    EVENTS.name: "id IN (SELECT event FROM event_members WHERE article IN (SELECT unnest($1)))",
}
"""Which rows of a table are exported, where its rows do not name one article."""


def _write_csv(table: Table, batches: Iterator[pa.RecordBatch], stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for batch in batches:
        writer.writerows(zip(*(map(_cell, c.to_pylist()) for c in batch.columns), strict=True))
    text.detach()


def _cell(value: object) -> object:
    """Lists as words with ``;`` between, maps as JSON, truth as true and false, None as empty.

    Text that a spreadsheet would run as a formula is made `harmless`.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and value and isinstance(value[0], tuple):
        return json.dumps(dict(value), ensure_ascii=False)
    if isinstance(value, list):
        return harmless(";".join(map(str, value)))
    return harmless(value) if isinstance(value, str) else value


def _write_parquet(table: Table, batches: Iterator[pa.RecordBatch], stream: BinaryIO) -> None:
    schema = pa.schema(
        [pa.field(c.name, arrow_type(c.sql), nullable=c.nullable) for c in table.columns]
    )
    with pq.ParquetWriter(stream, schema) as writer:
        for batch in batches:
            writer.write_table(pa.Table.from_batches([batch]).cast(schema), row_group_size=BATCH)


_WRITERS = {Format.CSV: _write_csv, Format.PARQUET: _write_parquet}
