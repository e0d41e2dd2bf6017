"""Answers as JSON lines and CSV."""

import csv
import io
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from onrecord.export.sheets import harmless


class RowFormat(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def json_lines(rows: Iterable[msgspec.Struct]) -> Iterator[str]:
    """One line a row."""
    return (msgspec.json.encode(row).decode() for row in rows)


def csv_text(kind: type[msgspec.Struct], rows: Iterable[msgspec.Struct]) -> str:
    """``rows`` of one kind under a line with the names of its fields.

    Empty for ``None``; a list has ``;`` between its entries; text is made `harmless`.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(kind.__struct_fields__)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in kind.__struct_fields__])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return harmless(";".join(map(str, value)))
    if isinstance(value, str):
        return harmless(value)
    return str(value).lower() if isinstance(value, bool) else value
