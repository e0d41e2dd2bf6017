"""The text of an article with its records marked: paragraphs of segments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.coding import Coding
from onrecord.language.stage import split_paragraphs
from onrecord.records import EventMention, spans_of
from onrecord.report import cards, words
from onrecord.report.reading import Reading
from onrecord.report.segments import Segment, split
from onrecord.text import Span

DEEPEST = 3
"""Contents nested deeper than this look the same."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that a record was read from."""

    span: Span
    record: str
    """Id of the record that it opens."""
    layer: str
    style: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment of the text as it is shown."""

    span: Span
    text: str
    records: tuple[str, ...]
    """Ids of the records that stand here, those of the shortest spans first."""
    layers: tuple[str, ...]
    """The layer of each of ``records``."""
    styles: tuple[str, ...]
    labels: tuple[str, ...]
    begins: tuple[str, ...]
    """The layers of the marks that begin here, where the keyboard focus can stop."""
    ends: tuple[str, ...]
    """The layers of the marks that end here."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the white space before it."""

    gap: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text; all gaps and pieces joined are exactly the article's text."""

    paragraphs: tuple[Paragraph, ...]
    tail: str


def marked(coding: Coding) -> MarkedText:
    """The text of the article of ``coding`` with every record marked."""
    text = coding.article.text
    marks = list(_marks(Reading(coding)))
    bounds = split_paragraphs(text)
    spans = [span for record in coding.records() for _, _, span in spans_of(record)]
    cuts = {at for span in (*spans, *bounds) for at in (span.start, span.end)}
    segments = iter(split(len(text), [mark.span for mark in marks], cuts))
    paragraphs, gap = [], ""
    pieces: list[Piece] = []
    inside = iter(bounds)
    paragraph = next(inside, None)
    for segment in segments:
        if paragraph is None or not paragraph.covers(segment.span):
            gap += segment.span.of(text)
            continue
        pieces.append(_piece(text, segment, marks))
        if segment.span.end == paragraph.end:
            paragraphs.append(Paragraph(gap, tuple(pieces)))
            gap, pieces, paragraph = "", [], next(inside, None)
    return MarkedText(tuple(paragraphs), gap)


def _marks(reading: Reading) -> Iterator[Mark]:
    coding = reading.coding
    yield from _statement_marks(reading)
    for telling in coding.event_mentions:
        yield _event_mark(reading, telling)
    for figure in coding.figures:
        label = f"Figure: {words.FIGURE_KIND[figure.kind]}"
        yield Mark(figure.span, figure.id, "figures", "figure", label)
    for place in coding.places:
        label = f"Place: {place.name or 'not resolved'}"
        yield Mark(place.span, place.id, "places", "place", label)
    for time in coding.times:
        days = words.dates(time.date_from, time.date_to) or "not resolved"
        yield Mark(time.span, time.id, "times", "time", f"Time: {days}")
    for mention in coding.mentions:
        if (actor := reading.actors.get(mention.actor)) is not None:
            yield Mark(mention.span, actor.id, "actors", "actor", f"Actor: {actor.name}")


def _statement_marks(reading: Reading) -> Iterator[Mark]:
    for statement in reading.coding.statements:
        label = f"Statement: {reading.speaker(statement)}"
        source = "source unnamed" if reading.unnamed(statement) else "source"
        depth = min(len(reading.chain(statement.parent)), DEEPEST)
        roles = (
            (source, statement.source),
            ("cue", statement.cue),
            (f"content{depth}", statement.content),
        )
        for role, spans in roles:
            for span in spans:
                yield Mark(span, statement.id, "statements", role, label)


def _event_mark(reading: Reading, telling: EventMention) -> Mark:
    claims = (telling.statement,) if telling.statement else ()
    label = f"Event: {cards.title(telling)}, {reading.status(telling.status, claims)}"
    lane = words.Lane.UNSURE if words.is_unsure([telling]) else words.lane(telling.status)
    style = f"{lane} claimed" if claims else str(lane)
    return Mark(telling.trigger, telling.id, "events", style, label)


def _prominence(mark: Mark) -> tuple[int, bool]:
    """Short marks before long ones; an event before the cue that is its trigger."""
    return mark.span.end - mark.span.start, mark.layer != "events"


def _piece(text: str, segment: Segment, marks: Sequence[Mark]) -> Piece:
    over = sorted((marks[at] for at in segment.marks), key=_prominence)
    first: dict[str, Mark] = {}
    for mark in over:
        first.setdefault(mark.record, mark)
    return Piece(
        span=segment.span,
        text=segment.span.of(text),
        records=tuple(first),
        layers=tuple(mark.layer for mark in first.values()),
        styles=tuple(sorted({mark.style for mark in over})),
        labels=tuple(dict.fromkeys(mark.label for mark in first.values())),
        begins=tuple(sorted({marks[at].layer for at in segment.begins})),
        ends=tuple(sorted({mark.layer for mark in over if mark.span.end == segment.span.end})),
    )
