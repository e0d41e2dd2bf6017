"""How the commands that ask a store print what they found."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import msgspec
import typer

from onrecord.asking import rows
from onrecord.asking.rows import RowFormat

FormatOption = Annotated[
    RowFormat, typer.Option("--format", "-f", help="table to read, jsonl or csv for programs.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")]


def chosen(format_: RowFormat, *, json: bool) -> RowFormat:
    """The format that both options ask for."""
    return RowFormat.JSONL if json else format_


def print_rows(
    kind: type[msgspec.Struct],
    found: Sequence[msgspec.Struct],
    format_: RowFormat,
    flat: Iterable[msgspec.Struct] | None = None,
) -> bool:
    """Print rows for programs; whether ``format_`` asks for them.

    Args:
        kind: of a row of CSV.
        flat: the rows of CSV, where they are not what was found.
    """
    if format_ is RowFormat.JSONL:
        print_lines(rows.json_lines(found))
    elif format_ is RowFormat.CSV:
        typer.echo(rows.csv_text(kind, found if flat is None else flat), nl=False)
    return format_ is not RowFormat.TABLE


def print_lines(lines: Iterable[str]) -> None:
    """Print ``lines`` to standard output."""
    for line in lines:
        typer.echo(line)
