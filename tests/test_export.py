"""Exports: all that is in the store, in the same bytes each time, never over another file."""

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from onrecord.coding import FIELD_OF, Coding
from onrecord.errors import StoreError
from onrecord.export import files, jsonl
from onrecord.export.files import ExportError
from onrecord.export.formats import Format
from onrecord.export.tables import COUNTRY_CODES
from onrecord.records import spans_of
from onrecord.service import export
from onrecord.store.schema import TABLES
from onrecord.store.store import Store
from onrecord.store.views import TOLD_EVENTS
from onrecord.text import TextQuote, locate
from tests.toys import NEWS, codings, toy_coding

SHEETS = [TOLD_EVENTS.table, *TABLES]
MADE = [
    toy_coding(f"{NEWS} Number {n}.", key=f"k{n}", outlet='The "Wire", daily', date=dt.date.min)
    for n in range(3)
]


def filled(path: Path, order: list[Coding]) -> Path:
    with Store(path) as store:
        for coding in order:
            store.add([coding])
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return filled(tmp_path / "s.duckdb", MADE)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("format_", list(Format))
def test_the_bytes_do_not_depend_on_the_order_of_storing(tmp_path: Path, format_: Format) -> None:
    found = []
    for name, order in (("a", MADE), ("b", MADE[::-1])):
        store = filled(tmp_path / f"{name}.duckdb", order)
        output = tmp_path / name / "out" if format_ is Format.JSONL else tmp_path / name
        output.parent.mkdir(exist_ok=True)
        export(store, output, format_)
        found.append(contents(tmp_path / name))
    assert found[0] == found[1]
    tables = [*SHEETS, COUNTRY_CODES]
    assert len(found[0]) == (1 if format_ is Format.JSONL else len(tables))


def test_csv_has_every_row_and_column(store: Path, tmp_path: Path) -> None:
    export(store, tmp_path / "csv", Format.CSV)
    for table in SHEETS:
        with (tmp_path / "csv" / f"{table.name}.csv").open(newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        assert header == [column.name for column in table.columns]
        with Store(store, read_only=True) as opened:
            counted = opened.query(f"SELECT count(*) FROM {table.name}").fetchall()
        assert [(len(rows),)] == counted
    with (tmp_path / "csv" / "told_events.csv").open(newline="", encoding="utf-8") as file:
        first = next(csv.DictReader(file))
    assert first["outlet"] == 'The "Wire", daily'
    assert (first["actors"], first["trigger"], first["type"]) == ("Police", "arrested", "ASSAULT")
    assert (first["recipients"], first["published"]) == ("", "0001-01-01")


def test_parquet_keeps_the_types(store: Path, tmp_path: Path) -> None:
    (path,) = export(store, tmp_path / "pq", Format.PARQUET, table="event_mentions")
    table = pq.read_table(path)
    assert table.schema.field("date_from").type == pa.date32()
    assert table.schema.field("contexts").type == pa.list_(pa.string())
    assert not table.schema.field("type").nullable
    assert set(table.column("type").to_pylist()) == {"ASSAULT"}
    assert table.num_rows == sum(len(coding.event_mentions) for coding in MADE)


@settings(max_examples=40, deadline=None)
@given(coding=codings())
def test_a_line_holds_every_record_and_finds_every_span_again(coding: Coding) -> None:
    line = json.loads(jsonl.line_of(coding))
    text = line["article"]["text"]
    assert text == coding.article.text
    for name in FIELD_OF.values():
        assert [one["id"] for one in line[name]] == [one.id for one in getattr(coding, name)]
    found = list(selectors(line))
    assert len(found) == sum(len(list(spans_of(record))) for record in coding.records())
    for span in found:
        assert text[span["start"] : span["end"]] == span["exact"]
        moved = locate(text, TextQuote(span["exact"], span["prefix"], span["suffix"]))
        assert moved is None or (moved.start, moved.end) == (span["start"], span["end"])


def selectors(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        for item in value.values():
            yield from selectors(item)
    elif isinstance(value, list):
        for item in value:
            yield from selectors(item)


def test_only_the_newest_texts_unless_asked(tmp_path: Path) -> None:
    old, new = toy_coding(NEWS, key="k"), toy_coding(f"{NEWS} Corrected.", key="k")
    store = filled(tmp_path / "s.duckdb", [old, new])
    export(store, tmp_path / "new", Format.JSONL)
    assert (tmp_path / "new").read_bytes() == jsonl.line_of(new)
    export(store, tmp_path / "all", Format.JSONL, all_versions=True)
    assert (tmp_path / "all").read_bytes() == jsonl.line_of(old) + jsonl.line_of(new)
    (path,) = export(store, tmp_path / "tables", Format.CSV, table="statements")
    assert path.read_text().count("\n") == 1
    (path,) = export(store, tmp_path / "tables", Format.CSV, table="articles")
    assert old.article.id not in path.read_text()


@pytest.mark.parametrize("format_", list(Format))
def test_what_is_there_is_not_overwritten(store: Path, tmp_path: Path, format_: Format) -> None:
    output = tmp_path / "out"
    (first, *_) = export(store, output, format_)
    first.write_text("mine")
    with pytest.raises(ExportError, match="--force"):
        export(store, output, format_)
    assert first.read_text() == "mine"
    export(store, output, format_, force=True)
    assert first.read_bytes() != b"mine"


def test_what_cannot_be_exported_is_refused(store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match="is a file"):
        export(store, tmp_path / "file", Format.CSV, force=True)
    with pytest.raises(ExportError, match="is a folder"):
        export(store, tmp_path, Format.JSONL, force=True)
    with pytest.raises(ExportError, match="the tables are told_events, runs, articles"):
        export(store, tmp_path / "x", Format.CSV, table="wars")
    with pytest.raises(ExportError, match="csv and parquet"):
        export(store, tmp_path / "x", Format.JSONL, table="events")
    with pytest.raises(ExportError, match="cannot write"):
        export(store, tmp_path / "none" / "x", Format.JSONL)
    with pytest.raises(StoreError, match="there is no store"):
        export(tmp_path / "none", tmp_path / "x", Format.CSV)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_file_that_fails_in_the_middle_is_not_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "x"

    def fill() -> None:
        with files.writing(path, force=False) as stream:
            stream.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match="No space left"):
        fill()
    assert list(tmp_path.iterdir()) == []
