"""Commands that ask a store a question and print the answer."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated

import typer

from onrecord.asking import rows
from onrecord.asking.rows import RowFormat
from onrecord.commands.empty import say_empty, say_no_group
from onrecord.commands.options import STORE, StoreOption
from onrecord.commands.values import days, words
from onrecord.records import SourceKind

FormatOption = Annotated[
    RowFormat, typer.Option("--format", "-f", help="table to read, jsonl or csv for programs.")
]


_FILTERS = {name: f"--{name}" for name in ("by", "about", "kind", "since", "until")}


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(origins)
    app.command()(statements)


def origins(
    least: Annotated[int, typer.Option(min=1, help="Articles that share an origin at least.")] = 1,
    format_: FormatOption = RowFormat.TABLE,
    store: StoreOption = STORE,
) -> None:
    """Group the articles by origin, with the passage or credit that shows where they come from.

    Copies and pick-ups of one report, and articles that retell it, are one origin; two reporters
    at one event are two.

    Example: onrecord origins --least 2
    """
    from onrecord import service

    groups = service.origins(store, least=least)
    if not groups:
        say_no_group(store, least, on_stdout=format_ is RowFormat.TABLE)
    if format_ is RowFormat.TABLE:
        from onrecord.report import asked

        _print(asked.origin_lines(groups))
    elif format_ is RowFormat.JSONL:
        _print(rows.json_lines(groups))
    else:
        from onrecord.asking.origins import Row, flat

        typer.echo(rows.csv_text(Row, flat(groups)), nl=False)


def statements(
    by: Annotated[
        str | None, typer.Option(help="Who speaks: words of a name, or a country code (IRN).")
    ] = None,
    about: Annotated[
        str | None, typer.Option(help="Words of what is said, or of who is spoken of.")
    ] = None,
    kind: Annotated[
        SourceKind | None, typer.Option(case_sensitive=False, help="Kind of source.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="First day of publication: 2020-01-31.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of publication, included.")] = None,
    format_: FormatOption = RowFormat.TABLE,
    store: StoreOption = STORE,
) -> None:
    """List who said what, over all articles of a store.

    Example: onrecord statements --by Trudeau --about missile
    """
    from onrecord import service
    from onrecord.asking.statements import Question, Said

    first, last = days(since, until)
    question = Question(
        by=words("--by", by), about=words("--about", about), kind=kind, since=first, until=last
    )
    found = service.statements(store, question)
    if not found:
        ask = partial(service.statements, store)
        say_empty("statement", question, _FILTERS, ask, store, on_stdout=format_ is RowFormat.TABLE)
    if format_ is RowFormat.TABLE:
        from onrecord.report import asked

        _print(asked.statement_lines(found))
    elif format_ is RowFormat.JSONL:
        _print(rows.json_lines(found))
    else:
        typer.echo(rows.csv_text(Said, found), nl=False)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
