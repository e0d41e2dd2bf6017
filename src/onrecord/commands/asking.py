"""Commands that ask a store a question and print the answer."""

from functools import partial
from typing import Annotated

import typer

from onrecord.asking.rows import RowFormat
from onrecord.commands.empty import say_empty, say_no_group
from onrecord.commands.options import STORE, StoreOption
from onrecord.commands.output import FormatOption, JsonOption, chosen, print_lines, print_rows
from onrecord.commands.values import days, words
from onrecord.records import SourceKind

_FILTERS = {name: f"--{name}" for name in ("by", "about", "kind", "since", "until")}


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(origins)
    app.command()(statements)


def origins(
    least: Annotated[int, typer.Option(min=1, help="Articles that share an origin at least.")] = 1,
    format_: FormatOption = RowFormat.TABLE,
    json: JsonOption = False,
    store: StoreOption = STORE,
) -> None:
    """Group the articles by origin, with the passage or credit that shows where they come from.

    Copies and pick-ups of one report, and articles that retell it, are one origin; two reporters
    at one event are two.

    Example: onrecord origins --least 2
    """
    from onrecord import service
    from onrecord.asking.origins import Row, flat

    form = chosen(format_, json=json)
    groups = service.origins(store, least=least)
    if not groups:
        say_no_group(store, least, on_stdout=form is RowFormat.TABLE)
    if not print_rows(Row, groups, form, flat(groups)):
        from onrecord.report import asked

        print_lines(asked.origin_lines(groups))


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
    json: JsonOption = False,
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
    form = chosen(format_, json=json)
    found = service.statements(store, question)
    if not found:
        ask = partial(service.statements, store)
        say_empty("statement", question, _FILTERS, ask, store, on_stdout=form is RowFormat.TABLE)
    if not print_rows(Said, found, form):
        from onrecord.report import asked

        print_lines(asked.statement_lines(found))
