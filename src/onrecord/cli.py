"""The command line: each command is a few lines over `onrecord.service`."""

import os
import signal
import sys
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from onrecord.commands import asking, events
from onrecord.commands.options import STORE, ForceOption, StoreOption
from onrecord.commands.values import day
from onrecord.errors import OnrecordError, StoreError
from onrecord.export.formats import Format

if TYPE_CHECKING:
    from onrecord.ingest.source import Known
    from onrecord.service import Inputs, Summary

EXIT_NOTHING = 1
"""Nothing could be done."""
EXIT_STOPPED = 130
"""Stopped by Ctrl-C, as shells expect it."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; an error of onrecord is one line, not a traceback."""
    if hasattr(signal, "SIGPIPE"):  # who reads no further, such as head, ends it as any other tool
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        app()
    except OnrecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        sys.exit(EXIT_NOTHING)
    except OSError as error:  # what no reader or writer expected, such as a full standard output
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"onrecord: {where}{error.strerror or error}", err=True)
        sys.exit(EXIT_NOTHING)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """News in, a record out: who did what to whom, when and where - according to whom, and
    whether it happened.

    Example: onrecord code reports/ && onrecord articles
    """


@app.command()
def code(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files or folders of .txt, .html and .jsonl; - for standard input."),
    ],
    store: StoreOption = STORE,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Write JSON lines to standard output, store nothing.")
    ] = False,
    date: Annotated[
        str | None, typer.Option(help="Day of publication of texts without one: 2020-01-31.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of texts without one.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of a single text.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of texts without one, if you know it: en.")
    ] = None,
    actors: Annotated[
        Path | None, typer.Option(help="CSV of actors of your own: see docs/actors.md.")
    ] = None,
    ontology: Annotated[
        Path | None, typer.Option(help="Ontology of your own, as JSON: see docs/ontology.md.")
    ] = None,
    left_out: Annotated[
        Path | None, typer.Option(help="Write all that is left out to this file, as JSON lines.")
    ] = None,
) -> None:
    """Code articles: read who did what to whom, according to whom.

    Articles that are in the store already are passed over, so the same command goes on where it
    was stopped.

    Example: onrecord code reports/ --store reports.duckdb
    """
    from onrecord import service
    from onrecord.ingest.source import Known
    from onrecord.watching import summarise

    known = Known(date=day(date), outlet=outlet, url=url, language=language)
    _check_paths(paths, url)
    if left_out is not None:
        _check_left_out(left_out)
    stdin = sys.stdin.buffer if "-" in paths else None
    files = _Own(actors, ontology)
    summary = _run(service.gather(paths, stdin), known, None if jsonl else store, files)
    for line in summarise(summary, "standard output" if jsonl else str(store)):
        typer.echo(line, err=jsonl)
    if left_out is not None:
        _write_refusals(summary, left_out)
    if summary.stopped:
        typer.echo("Stopped: the same command goes on with the rest.", err=True)
        raise typer.Exit(EXIT_STOPPED)
    if not summary.articles:
        raise typer.Exit(EXIT_NOTHING)


def _check_left_out(path: Path) -> None:
    from onrecord.export.files import refuse_existing

    refuse_existing([path], force=False)


def _check_paths(paths: list[str], url: str | None) -> None:
    for path in paths:
        if not path or (path != "-" and not os.path.lexists(path)):
            raise typer.BadParameter(f"there is no file or folder '{path}', or none you may see")
    if "-" in paths and sys.stdin is None:
        raise typer.BadParameter("there is no standard input to read")
    single = len(paths) == 1 and (paths[0] == "-" or not Path(paths[0]).is_dir())
    if url is not None and not single:
        raise typer.BadParameter("--url is the address of one text: name one file")


class _Own(NamedTuple):
    """Files of the user's own that code goes by."""

    actors: Path | None
    ontology: Path | None


def _run(given: "Inputs", known: "Known", target: Path | None, files: _Own) -> "Summary":
    """Code ``given`` into the store at ``target`` or, without one, to standard output."""
    from rich.console import Console

    from onrecord import service
    from onrecord.actors import own
    from onrecord.events import codebook
    from onrecord.store.store import Store
    from onrecord.watching import Bar, stopping

    added = own.NONE if files.actors is None else own.read(files.actors)
    codes = None if files.ontology is None else codebook.read(files.ontology)
    console, summary = Console(stderr=True), service.Summary()
    with ExitStack() as opened:
        stop = opened.enter_context(stopping(console))
        store = opened.enter_context(Store(target)) if target is not None else None
        from onrecord.coder import Coder  # the models: only once the store is known to open

        coder = Coder(own=added, codes=codes)
        sink: service.Sink = service.LineSink(sys.stdout.buffer, summary)
        if store is not None:
            sink = service.StoreSink(store, coder.run, summary)
        bar = opened.enter_context(Bar(console, given.size))
        items = given.items(known)
        return service.code_items(
            items, coder, sink, summary, on_step=bar.step, stop=lambda: stop.asked
        )


def _write_refusals(summary: "Summary", path: Path) -> None:
    import msgspec

    lines = b"".join(msgspec.json.encode(refusal) + b"\n" for refusal in summary.refusals)
    try:
        path.write_bytes(lines)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror}") from error


@app.command()
def articles(store: StoreOption = STORE) -> None:
    """List the articles of a store: id, key, date, outlet, title and what was read from them.

    Example: onrecord articles --store reports.duckdb
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from onrecord import service

    rows = service.overview(store)
    console = Console()
    if not console.is_terminal:  # for other programs: tab-separated, nothing cut
        for row in (service.OVERVIEW, *rows):
            typer.echo("\t".join(row))
        return
    table = Table(*service.OVERVIEW, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="Id or its beginning, key or its end.")],
    store: StoreOption = STORE,
) -> None:
    """Show what an article reports, according to whom, with the words it was read from.

    Example: onrecord show strike-wire
    """
    from rich.console import Console

    from onrecord import service

    (coding,) = service.codings(store, [article])
    from onrecord.report import terminal  # only once there is something to show

    terminal.show(coding, Console())


@app.command()
def report(
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")],
    articles: Annotated[
        list[str] | None, typer.Argument(help="Ids or keys of articles; all without one.")
    ] = None,
    store: StoreOption = STORE,
    force: ForceOption = False,
) -> None:
    """Write one HTML page in which every field opens at the words it was read from.

    Example: onrecord report 2a04468c -o page.html
    """
    from onrecord import service
    from onrecord.export.files import refuse_existing, writing

    refuse_existing([output], force=force)
    codings = service.codings(store, articles or ())
    from onrecord.report import page  # only once there is something to show

    text = page.render(codings)
    with writing(output, force=force) as stream:
        stream.write(text.encode())


@app.command()
def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="File of jsonl, folder of csv and parquet.")
    ],
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="jsonl: a line an article; others: tables.")
    ] = Format.JSONL,
    table: Annotated[str | None, typer.Option(help="Only this table (csv, parquet).")] = None,
    all_versions: Annotated[
        bool, typer.Option("--all-versions", help="Older versions of changed articles as well.")
    ] = False,
    store: StoreOption = STORE,
    force: ForceOption = False,
) -> None:
    """Write the records of a store to files; docs/records.md explains the tables.

    Example: onrecord export --format csv -o tables/
    """
    from onrecord import service

    for path in service.export(
        store, output, format_, table=table, all_versions=all_versions, force=force
    ):
        typer.echo(path)


asking.register(app)
events.register(app)


if __name__ == "__main__":
    main()
