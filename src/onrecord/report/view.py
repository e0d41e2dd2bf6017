"""What a reader is shown of an article: the statements, the events, the timeline, the figures.

The page and the terminal print the same view, so they cannot disagree.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.coding import Coding
from onrecord.language.stage import split_paragraphs
from onrecord.records import (
    ArticleEvent,
    Certainty,
    EventMention,
    Figure,
    Participant,
    Place,
    Statement,
    Status,
)
from onrecord.report import cards, words
from onrecord.report.atlas import MapView, drawn
from onrecord.report.reading import Card, Reading, Value, shortened
from onrecord.report.words import Lane
from onrecord.text import Span


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement and what a list says of it."""

    card: Card
    kind: str
    form: str
    cue: str
    content: tuple[Value, ...]
    told_by: str
    """Who tells the statement, where that is another statement."""
    depth: int
    """How many statements tell it."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Everything that one source says in the article."""

    name: str
    kind: str
    unnamed: bool
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """A happening in the article and its tellings."""

    id: str
    title: str
    gloss: str
    lane: Lane
    who: tuple[str, ...]
    whom: tuple[str, ...]
    status: str
    """In plain words, with whoever claims or denies it."""
    plain: str
    """The same without the teller, and never as a fact where only a source tells it."""
    certainty: str
    """Empty where the teller is certain."""
    claimed_by: str
    """Whoever tells it, where the article itself does not."""
    told_by: str
    date: str
    basis: str
    place: str
    site: Place | None
    """The place, where the text gives one."""
    words: Value
    tellings: tuple[Card, ...]
    order: tuple[dt.date, int]
    """By first day, then by the text; the latest day of all where it has none."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The triggers of all tellings."""
        return tuple(span for telling in self.tellings for span in telling.spans)


@dataclass(frozen=True, slots=True)
class LaneView:
    """The events of one lane of the timeline."""

    lane: Lane
    heading: str
    short: str
    note: str
    dated: tuple[EventView, ...]
    undated: tuple[EventView, ...]

    @property
    def events(self) -> tuple[EventView, ...]:
        """All events of the lane."""
        return self.dated + self.undated

    @property
    def claimed(self) -> int:
        """How many of them only a source tells."""
        return sum(bool(event.claimed_by) for event in self.events)


@dataclass(frozen=True, slots=True)
class SiteView:
    """A place of the map and its events, by day."""

    name: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A row of the table of figures."""

    card: Card
    kind: str
    low: str
    high: str
    unit: str
    counted: str
    told_by: str
    claimed: bool
    words: Value


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that is shown of one article."""

    id: str
    title: str
    outlet: str
    author: str
    date: str
    url: str | None
    speakers: tuple[SpeakerView, ...]
    events: tuple[EventView, ...]
    lanes: tuple[LaneView, ...]
    map: MapView | None
    """Empty where no event has a place with a point."""
    sites: tuple[SiteView, ...]
    figures: tuple[FigureView, ...]
    actors: tuple[Card, ...]
    places: tuple[Card, ...]
    times: tuple[Card, ...]

    @property
    def counts(self) -> tuple[str, ...]:
        """How many records there are, in words."""
        said = sum(len(speaker.statements) for speaker in self.speakers)
        return (
            words.counted(said, "statement"),
            words.counted(len(self.figures), "figure"),
        )


def view(coding: Coding) -> ArticleView:
    """Everything that is shown of ``coding``."""
    reading = Reading(coding)
    article = coding.article
    events = _events(reading)
    return ArticleView(
        id=article.id,
        title=headline(coding),
        outlet=article.outlet or "",
        author=article.author or "",
        date=words.day(article.date) if article.date else "",
        url=article.url,
        speakers=_speakers(reading),
        events=events,
        lanes=_lanes(events),
        map=drawn(event.site for event in events if event.site is not None),
        sites=_sites(events),
        figures=tuple(_figure(reading, figure) for figure in coding.figures),
        actors=tuple(cards.actor(reading, actor) for actor in coding.actors),
        places=tuple(cards.place(reading, place) for place in coding.places),
        times=tuple(cards.time(reading, time) for time in coding.times),
    )


def headline(coding: Coding) -> str:
    """The title of the article, else the beginning of its text."""
    title = " ".join((coding.article.title or "").split())
    paragraphs = (span.of(coding.article.text) for span in split_paragraphs(coding.article.text))
    return title or shortened(next(paragraphs, ""), 120) or "Untitled"


def _speakers(reading: Reading) -> tuple[SpeakerView, ...]:
    """The statements by source, in the order in which the sources first speak."""
    groups: dict[str, list[Statement]] = {}
    for statement in sorted(reading.coding.statements, key=_first_character):
        key = statement.speaker or reading.words(statement.source).casefold()
        groups.setdefault(key, []).append(statement)
    return tuple(_speaker(reading, group) for group in groups.values())


def _speaker(reading: Reading, group: Sequence[Statement]) -> SpeakerView:
    first = group[0]
    unnamed = reading.unnamed(first)
    return SpeakerView(
        name=words.opening(reading.speaker(first)),
        kind=_kind(first) or ("not named" if unnamed and first.source else ""),
        unnamed=unnamed,
        statements=tuple(_statement(reading, statement) for statement in group),
    )


def _statement(reading: Reading, of: Statement) -> StatementView:
    depth = len(reading.chain(of.parent))
    return StatementView(
        card=cards.statement(reading, of),
        kind=_kind(of),
        form=words.manner(of),
        cue=reading.words(of.cue),
        content=tuple(reading.quoted(span) for span in of.content),
        told_by=reading.teller(of.parent) if depth else "",
        depth=depth,
    )


def _kind(of: Statement) -> str:
    return words.SOURCE_KIND[of.source_kind] if of.source_kind else ""


def _first_character(of: Statement) -> tuple[int, str]:
    return min((*of.source, *of.cue, *of.content)).start, of.id


def _events(reading: Reading) -> tuple[EventView, ...]:
    """The joined events, and each telling that no event joins, in the order of the text."""
    joined = [(event, _told(reading, event)) for event in reading.coding.article_events]
    taken = {telling.id for _, tellings in joined for telling in tellings}
    found = [_event(reading, event, tellings) for event, tellings in joined if tellings]
    left = (one for one in reading.coding.event_mentions if one.id not in taken)
    found += [_event(reading, _alone(one), (one,)) for one in left]
    return tuple(sorted(found, key=lambda event: (event.spans[0], event.id)))


def _told(reading: Reading, event: ArticleEvent) -> tuple[EventMention, ...]:
    return tuple(reading.tellings[one] for one in event.mentions if one in reading.tellings)


def _alone(of: EventMention) -> ArticleEvent:
    return ArticleEvent(
        article=of.article,
        mentions=(of.id,),
        type=of.type,
        status=of.status,
        told_by_narrator=of.statement is None,
        statements=(of.statement,) if of.statement else (),
        place=of.place,
        date_from=of.date_from,
        date_to=of.date_to,
        date_basis=of.date_basis,
    )


def _event(reading: Reading, of: ArticleEvent, tellings: Sequence[EventMention]) -> EventView:
    claims = () if of.told_by_narrator else of.statements
    place = reading.places.get(of.place) if of.place else None
    told = [words.NARRATOR] if of.told_by_narrator else []
    told += [reading.tellers(of.statements)] if of.statements else []
    return EventView(
        id=of.id,
        title=next((cards.title(one) for one in tellings if one.mode), cards.title(tellings[0])),
        gloss=words.EVENT[of.type][1],
        lane=Lane.UNSURE if words.is_unsure(tellings) else words.lane(of.status),
        who=_names(reading, (one.actors for one in tellings)),
        whom=_names(reading, (one.recipients for one in tellings)),
        status=reading.status(of.status, claims),
        plain=reading.claim(of.status, claims),
        certainty=_doubt(of.status),
        claimed_by=reading.tellers(claims),
        told_by=words.listed(told),
        date=words.dates(of.date_from, of.date_to),
        basis=words.DATE_BASIS[of.date_basis] if of.date_basis else "",
        place=(place.name or reading.words(place.span)) if place else "",
        site=place,
        words=reading.quoted(tellings[0].trigger),
        tellings=tuple(cards.telling(reading, one) for one in tellings),
        order=(of.date_from or of.date_to or dt.date.max, tellings[0].trigger.start),
    )


def _doubt(status: Status) -> str:
    certain = status.certainty is Certainty.CERTAIN
    return "" if certain else words.CERTAINTY[status.certainty]


def _names(reading: Reading, tellings: Iterable[Sequence[Participant]]) -> tuple[str, ...]:
    """The names in the first telling that gives any."""
    given = next((participants for participants in tellings if participants), ())
    return tuple(dict.fromkeys(reading.name(one) for one in given))


def _lanes(events: Sequence[EventView]) -> tuple[LaneView, ...]:
    found = []
    for lane, (heading, short, note) in words.LANE.items():
        inside = sorted((e for e in events if e.lane is lane), key=lambda event: event.order)
        dated = tuple(event for event in inside if event.date)
        undated = tuple(event for event in inside if not event.date)
        if inside or lane is not Lane.UNSURE:
            found.append(LaneView(lane, heading, short, note, dated, undated))
    return tuple(found)


def _sites(events: Sequence[EventView]) -> tuple[SiteView, ...]:
    """The places with a point, the first one told first."""
    found: dict[str, list[EventView]] = {}
    for event in events:
        if event.site is not None and event.site.lat is not None:
            found.setdefault(event.place, []).append(event)
    return tuple(
        SiteView(name, tuple(sorted(inside, key=lambda event: event.order)))
        for name, inside in found.items()
    )


def _figure(reading: Reading, of: Figure) -> FigureView:
    return FigureView(
        card=cards.figure(reading, of),
        kind=words.FIGURE_KIND[of.kind],
        low="" if of.low is None else words.number(of.low),
        high="" if of.high is None else words.number(of.high),
        unit=of.unit or "",
        counted=reading.words(of.counted) if of.counted else "",
        told_by=reading.teller(of.statement),
        claimed=of.statement is not None,
        words=reading.quoted(of.span),
    )
