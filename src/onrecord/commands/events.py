"""Commands that ask what happened, and take what a person decides about it."""

from functools import partial
from typing import Annotated

import msgspec
import typer

from onrecord.asking.rows import RowFormat
from onrecord.asking.units import Period, Unit
from onrecord.commands.empty import say_doubtful, say_empty, say_lost
from onrecord.commands.options import STORE, StoreOption
from onrecord.commands.output import FormatOption, JsonOption, chosen, print_lines, print_rows
from onrecord.commands.values import country as country_code
from onrecord.commands.values import day, days, words
from onrecord.records import ForecastKind, Outcome, PloverType, Standing, Verdict

SinceOption = Annotated[str | None, typer.Option(help="First day of the event: 2020-01-31.")]
UntilOption = Annotated[str | None, typer.Option(help="Last day of the event, included.")]
OriginsOption = Annotated[int, typer.Option(min=1, help="Independent origins at least.")]
DoubtfulOption = Annotated[
    bool, typer.Option("--doubtful", help="Also events that are more likely misread than right.")
]


def _options(*names: str, **others: str) -> dict[str, str]:
    """Options by the fields of a question that they set; most have one name."""
    return {name: f"--{name}" for name in names} | others


_EVENTS_BY = _options(
    "type",
    "actor",
    "recipient",
    "country",
    "place",
    "since",
    "until",
    "origins",
    standing="--status",
)
_FORECASTS_BY = _options(
    "by", "actor", "kind", "type", "since", "until", "outcome", as_of="--as-of"
)
_SERIES_BY = _options("actor", "recipient", "country", "since", "until", "origins")


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    for command in (events, event, forecasts, series, coverage, judge):
        app.command()(command)


def events(
    type_: Annotated[
        PloverType | None, typer.Option("--type", case_sensitive=False, help="PLOVER type.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(help="Who acts: words of a name, or a country or code (IRN).")
    ] = None,
    recipient: Annotated[str | None, typer.Option(help="To whom it is done, likewise.")] = None,
    country: Annotated[
        str | None, typer.Option(help="Country of the place, by code or name: IRQ.")
    ] = None,
    place: Annotated[str | None, typer.Option(help="Words of the place.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    origins: OriginsOption = 1,
    status: Annotated[
        Standing | None,
        typer.Option(
            case_sensitive=False, help="What all reports together say; default: not expected."
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Also what is only planned or expected, or doubtful.")
    ] = False,
    doubtful: DoubtfulOption = False,
    format_: FormatOption = RowFormat.TABLE,
    json: JsonOption = False,
    store: StoreOption = STORE,
) -> None:
    """List what happened, each event once, with how many articles, outlets and origins tell it.

    Example: onrecord events --actor IRN --type ASSAULT --origins 2
    """
    from onrecord import service
    from onrecord.asking.events import EventQuestion, EventRow

    first, last = days(since, until)
    question = EventQuestion(
        type=type_,
        actor=words("--actor", actor),
        recipient=words("--recipient", recipient),
        country=country_code(country),
        place=words("--place", place),
        since=first,
        until=last,
        origins=origins,
        standing=status,
        everything=all_,
        doubtful=doubtful,
    )
    found = service.events(store, question)
    left, form = service.doubtful_events(store, question), chosen(format_, json=json)
    if not found and not left:
        ask = partial(service.events, store)
        say_empty("event", question, _EVENTS_BY, ask, store, on_stdout=form is RowFormat.TABLE)
    if not print_rows(EventRow, found, form):
        from onrecord.report import asked_events

        print_lines(asked_events.event_lines(found))
    say_doubtful(left, on_stdout=form is RowFormat.TABLE)
    say_lost(service.lost_judgements(store), on_stdout=form is RowFormat.TABLE)


def event(
    event_: Annotated[
        str, typer.Argument(metavar="EVENT", help="Id of the event or of a telling of it.")
    ],
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    store: StoreOption = STORE,
) -> None:
    """Show one event: who says that it happened, all figures, where tellings differ, every telling.

    Example: onrecord event 3e540778
    """
    from onrecord import service

    story = service.event(store, event_)
    keys = {telling.key for telling in story.tellings}
    lost = [one for one in service.lost_judgements(store) if not keys.isdisjoint(one.keys)]
    if json:
        typer.echo(msgspec.json.encode(story).decode())
    else:
        from onrecord.report import asked_event

        print_lines(asked_event.story_lines(story))
    say_lost(lost, on_stdout=not json)


def forecasts(
    by: Annotated[str | None, typer.Option(help="Who makes it: words of a name.")] = None,
    actor: Annotated[
        str | None, typer.Option(help="Who is to act: words of a name, or a country or code.")
    ] = None,
    kind: Annotated[
        ForecastKind | None, typer.Option(case_sensitive=False, help="Kind of forecast.")
    ] = None,
    type_: Annotated[
        PloverType | None, typer.Option("--type", case_sensitive=False, help="PLOVER type.")
    ] = None,
    outcome: Annotated[
        Outcome | None, typer.Option(case_sensitive=False, help="What came of it.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="First day of publication.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of publication, included.")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Judge by this day; default: the last day of the store.")
    ] = None,
    format_: FormatOption = RowFormat.TABLE,
    json: JsonOption = False,
    store: StoreOption = STORE,
) -> None:
    """List predictions, promises, threats and plans beside what came of them.

    Example: onrecord forecasts --kind prediction --outcome 'came true'
    """
    from onrecord import service
    from onrecord.asking.forecasts import ForecastQuestion, ForecastRow

    first, last = days(since, until)
    question = ForecastQuestion(
        by=words("--by", by),
        actor=words("--actor", actor),
        kind=kind,
        type=type_,
        since=first,
        until=last,
        outcome=outcome,
        as_of=day(as_of),
    )
    form = chosen(format_, json=json)
    found = service.forecasts(store, question)
    if not found:
        ask = partial(service.forecasts, store)
        say_empty(
            "forecast", question, _FORECASTS_BY, ask, store, on_stdout=form is RowFormat.TABLE
        )
    if print_rows(ForecastRow, found, form):
        return
    from onrecord.report import asked_events

    print_lines(asked_events.forecast_lines(found))


def series(
    by: Annotated[Unit, typer.Option(help="dyad: who to whom; country: where.")] = Unit.DYAD,
    every: Annotated[Period, typer.Option(help="Length of the periods.")] = Period.MONTH,
    types: Annotated[bool, typer.Option("--types", help="By type; without it, by quad.")] = False,
    actor: Annotated[str | None, typer.Option(help="Code of who acts.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Code of to whom it is done.")] = None,
    country: Annotated[
        str | None, typer.Option(help="Country of the place, by code or name.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    origins: OriginsOption = 1,
    doubtful: DoubtfulOption = False,
    format_: FormatOption = RowFormat.TABLE,
    json: JsonOption = False,
    store: StoreOption = STORE,
) -> None:
    """Count events over time, each once, beside how many articles were read.

    Example: onrecord series --by dyad --every week --actor USA --recipient IRN
    """
    from onrecord import service
    from onrecord.asking.series import SeriesQuestion, SeriesRow

    first, last = days(since, until)
    question = SeriesQuestion(
        unit=by,
        period=every,
        by_type=types,
        actor=words("--actor", actor),
        recipient=words("--recipient", recipient),
        country=country_code(country),
        since=first,
        until=last,
        origins=origins,
        doubtful=doubtful,
    )
    found = service.series(store, question)
    left, form = service.doubtful_in_series(store, question), chosen(format_, json=json)
    if not found and not left:
        ask = partial(service.series, store)
        say_empty("event", question, _SERIES_BY, ask, store, on_stdout=form is RowFormat.TABLE)
    if not print_rows(SeriesRow, found, form):
        from onrecord.report import asked_events

        print_lines(asked_events.series_lines(found))
    say_doubtful(left, on_stdout=form is RowFormat.TABLE)


def coverage(
    format_: FormatOption = RowFormat.TABLE,
    json: JsonOption = False,
    store: StoreOption = STORE,
) -> None:
    """List how many articles each outlet has in the store on each day.

    Example: onrecord coverage --format csv
    """
    from onrecord import service
    from onrecord.asking.series import CoverageRow

    found = service.coverage(store)
    if print_rows(CoverageRow, found, chosen(format_, json=json)):
        return
    from onrecord.report import asked_events

    print_lines(asked_events.coverage_lines(found))


def judge(
    verdict: Annotated[Verdict, typer.Argument(help="merge: one event; split: two.")],
    one: Annotated[str, typer.Argument(help="Id of a telling, or of an event.")],
    other: Annotated[str, typer.Argument(help="Id of another one.")],
    by: Annotated[str | None, typer.Option(help="Who judges.")] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    store: StoreOption = STORE,
) -> None:
    """Decide that two tellings are of one event or are not; it holds when coding is done anew.

    Example: onrecord judge split 3e540778 b1f2a9c4 --note "two strikes, a day apart"
    """
    from onrecord import service

    made = service.judge(store, verdict, one, other, by=by, note=note)
    typer.echo(f"judgement {made.number}: {made.verdict.value} {one} {other}")
