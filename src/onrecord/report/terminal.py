"""The record of an article in a terminal; readable without colour, too."""

import unicodedata
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.coding import Coding
from onrecord.records import Run
from onrecord.report import words
from onrecord.report.reading import Card, Field, Value
from onrecord.report.view import (
    ArticleView,
    EventView,
    FigureView,
    LaneView,
    SpeakerView,
    StatementView,
    view,
)
from onrecord.report.words import Lane
from onrecord.text import Span

WIDEST = 100
"""Columns beyond which lines are hard to read."""

_LABEL = 11
"""Columns of the labels of fields."""

_COLOUR = {
    Lane.HAPPENED: "green",
    Lane.BACKGROUND: "yellow",
    Lane.OPEN: "magenta",
    Lane.DENIED: "red",
    Lane.UNSURE: "dim",
}
_SHOWN_ABOVE = frozenset({"Words", "Type", "Mode", "Status"})
"""Fields of a telling that its heading says already."""
_CODES = frozenset({"CAMEO", "Quad class", "Goldstein"})


def show(coding: Coding, console: Console) -> None:
    """Print the record of ``coding``: who said what, what happened, and the figures."""
    shown = view(coding)
    parts = [*_head(shown), *_statements(shown.speakers)]
    for lane in shown.lanes:
        parts += _lane(lane)
    parts += _figures(shown.figures)
    parts.append(_run(coding.run))
    console.print(Constrain(Group(*parts), WIDEST))


def _safe(text: str) -> str:
    """``text`` without characters that would steer the terminal."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" else c for c in text)


def _text(text: str, style: str = "") -> Text:
    """Plain text: markup and emoji codes in it are only characters."""
    return Text(_safe(text), style=style)


def _head(shown: ArticleView) -> Iterator[RenderableType]:
    yield _text(shown.title, "bold")
    source = (
        shown.outlet or "outlet not given",
        shown.author or "author not given",
        shown.date or "date not given",
    )
    yield _text(" · ".join(source), "dim")
    if shown.url:
        yield _text(shown.url, "dim")
    yield _text(", ".join((*(_count(lane) for lane in shown.lanes), *shown.counts)))


def _count(lane: LaneView) -> str:
    facts = lane.lane in {Lane.HAPPENED, Lane.BACKGROUND}
    claimed = f" ({lane.claimed} only claimed)" if lane.claimed and facts else ""
    return f"{len(lane.events)} {lane.short}{claimed}"


def _heading(text: str, style: str = "bold") -> Iterator[RenderableType]:
    yield Text()
    yield Rule(_text(text.upper(), style), align="left", style="dim", characters="─")


def _statements(speakers: Iterable[SpeakerView]) -> Iterator[RenderableType]:
    yield from _heading("Who said what")
    none = True
    for speaker in speakers:
        none = False
        line = _text(speaker.name, "bold yellow" if speaker.unnamed else "bold")
        line.append_text(_text(f"  [{speaker.kind or 'kind of source not given'}]", "dim"))
        yield line
        for statement in speaker.statements:
            yield from _statement(statement)
    if none:
        yield _nothing()


def _statement(of: StatementView) -> Iterator[RenderableType]:
    cue = f", “{of.cue}”" if of.cue else ""
    told = f", as told by {words.inside(of.told_by)}" if of.told_by else ""
    spans = [value.span for value in of.content if value.span]
    line = _text(f"{of.form}{cue}{told}")
    line.append_text(_text(f"  {_at(spans)}", "dim"))
    yield Padding(line, (0, 0, 0, 2 + 2 * of.depth), expand=False)
    said = " … ".join(value.text for value in of.content)
    yield Padding(_text(said, "italic"), (0, 0, 1, 4 + 2 * of.depth), expand=False)


def _at(spans: Iterable[Span]) -> str:
    """Offsets of the characters, such as "@12-30"."""
    return "@" + ",".join(f"{span.start}-{span.end}" for span in spans)


def _lane(lane: LaneView) -> Iterator[RenderableType]:
    yield from _heading(lane.heading, f"bold {_COLOUR[lane.lane]}")
    yield _text(lane.note, "dim")
    if not lane.events:
        yield _nothing()
    for event in lane.events:
        yield Text()
        yield from _event(event)


def _event(of: EventView) -> Iterator[RenderableType]:
    date = f"{of.date} ({of.basis})" if of.date and of.basis else of.date
    dot = "○" if of.claimed_by or of.lane in {Lane.OPEN, Lane.DENIED} else "●"
    line = _text(f"{dot} ", _COLOUR[of.lane])
    line.append_text(_text(date or "date not given", "bold" if date else "dim italic"))
    line.append_text(_text(f"  {of.title}", "bold"))
    yield line
    if of.who or of.whom:
        yield Padding(_text(words.parties(of.who, of.whom)), (0, 0, 0, 2), expand=False)
    status = ", ".join(part for part in (of.status, of.certainty) if part)
    yield Padding(_text(words.opening(status), _COLOUR[of.lane]), (0, 0, 0, 2), expand=False)
    for number, telling in enumerate(of.tellings, 1):
        if len(of.tellings) > 1:
            count = f"Telling {number} of {len(of.tellings)}"
            yield Padding(_text(count, "underline"), (0, 0, 0, 2), expand=False)
        yield Padding(_telling(telling), (0, 0, 0, 2), expand=False)


def _telling(card: Card) -> Table:
    """The fields of a telling; the codes share a row, and so do the empty fields."""
    rows = [field for field in card.fields if field.label not in _SHOWN_ABOVE]
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_LABEL, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    words_of = _text(f"“{card.fields[0].values[0].text}”  ").append(_at(card.spans), "dim")
    grid.add_row(_label("Words"), words_of)
    for field in rows:
        if field.values and field.label not in _CODES:
            grid.add_row(_label(field.label), _values(field.values))
    codes = [field for field in rows if field.values and field.label in _CODES]
    grid.add_row(_label("Codes"), Text(", ").join(_code(field) for field in codes))
    empty = [field.label for field in rows if not field.values]
    if empty:
        grid.add_row(_label("Not given"), _text(", ".join(empty), "dim italic"))
    return grid


def _label(text: str) -> Text:
    return _text(text, "dim")


def _code(field: Field) -> Text:
    return _text(f"{field.label} ").append_text(_values(field.values))


def _values(values: Iterable[Value]) -> Text:
    return Text(" · ").join(_value(value) for value in values)


def _value(value: Value) -> Text:
    notes = [value.opens] if value.opens not in {"record", "actor", "time", "place"} else []
    note = ", ".join([*notes, *([value.note] if value.note else [])])
    text = _text(f"“{value.text}”" if value.quoted else value.text)
    return text.append_text(_text(f" ({note})", "dim")) if note else text


def _none() -> Text:
    return Text(words.NOT_GIVEN, style="dim italic")


def _nothing() -> Text:
    return Text("None in this article.", style="dim italic")


def _figures(figures: Iterable[FigureView]) -> Iterator[RenderableType]:
    yield from _heading("Figures")
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, expand=True)
    for name, ratio in (("What", 3), ("Lowest", 2), ("Highest", 2), ("Of whom", 3), ("Says", 5)):
        number = name in {"Lowest", "Highest"}
        table.add_column(name, ratio=ratio, justify="right" if number else "left", overflow="fold")
    for of in figures:
        what = _text(of.kind, "bold").append_text(_text(f" “{of.words.text}”"))
        bounds = [f"{bound} {of.unit}".strip() if bound else "" for bound in (of.low, of.high)]
        cells = [_text(cell) if cell else _none() for cell in (*bounds, of.counted, of.told_by)]
        table.add_row(what, *cells)
    yield table if table.row_count else _nothing()


def _run(run: Run) -> Text:
    models = ", ".join(f"{name} {version}" for name, version in sorted(run.models.items()))
    parts = (f"Read by onrecord {run.version}", f"run {run.id}", models)
    return _text(" · ".join(part for part in parts if part), "dim")
