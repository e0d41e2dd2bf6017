"""One event with all its tellings: who says so, from how many origins, and where they differ."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from onrecord.asking.events import COLUMNS, EventRow, is_id, row_of
from onrecord.asking.opening import with_events
from onrecord.corpus.events.figures import ranges_of
from onrecord.corpus.events.sentences import sentence_around
from onrecord.errors import StoreError
from onrecord.records import (
    ID_LENGTH,
    Event,
    EventFigure,
    FigureStanding,
    Stance,
    content_id,
)
from onrecord.store.indexes import among
from onrecord.store.store import Store
from onrecord.text import Span


class EventTelling(msgspec.Struct, frozen=True, kw_only=True):
    """One telling; `EventMember` says what the fields mean."""

    mention: str
    article: str
    key: str
    title: str | None
    published: dt.date | None
    outlet: str | None
    origin: str | None
    """Id of the independent origin that the article goes back to."""
    start: int
    end: int
    words: str
    """The words that tell it."""
    quote: str
    """The sentence around them."""
    stance: str
    recalled: bool
    teller: str | None
    side: str | None
    kind: str | None
    act: str | None
    basis: str
    joined_by: str | None
    score: float | None
    reasons: tuple[str, ...]
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date_from: dt.date | None
    date_to: dt.date | None
    place: str | None


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One figure; `EventFigure` says what the fields mean."""

    key: str
    published: dt.date | None
    outlet: str | None
    low: float | None
    high: float | None
    teller: str | None
    standing: str
    answer: str | None
    """Key of the article that takes it back or replaces it."""
    origin: str | None
    start: int
    end: int
    quote: str
    """The sentence around it."""


class FigureRange(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of one kind that count the same, and what they come to."""

    kind: str
    subject: str
    unit: str | None
    low: float | None
    high: float | None
    """Lowest and highest of those that hold."""
    best: float | None
    """What most independent origins give; of several, the one published last."""
    figures: tuple[Given, ...]


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to a question on which tellings differ, and those who give it."""

    value: str
    tellings: tuple[str, ...]
    """Ids of the event mentions."""
    origins: int
    tellers: tuple[str, ...]
    """Who says so; an outlet where its article itself does."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A question on which the tellings differ: who, to whom, when, where."""

    about: str
    versions: tuple[Version, ...]
    """The one that most origins give first."""


class EventStory(msgspec.Struct, frozen=True, kw_only=True):
    """An event and all that is told of it."""

    event: EventRow
    happened: tuple[EventTelling, ...]
    """What bears on whether it happened: the first telling of each source and stance, by day."""
    figures: tuple[FigureRange, ...]
    differences: tuple[Difference, ...]
    tellings: tuple[EventTelling, ...]


_TELLINGS = """
    WITH m AS (SELECT * FROM event_members WHERE event = $event),
    sides AS (
        SELECT p.event_mention, p.role, list(DISTINCT coalesce(p.code, p.country)
            ORDER BY coalesce(p.code, p.country)) AS codes
        FROM participants p WHERE p.event_mention IN {mentions}
        AND coalesce(p.code, p.country) IS NOT NULL
        GROUP BY p.event_mention, p.role
    )
    SELECT m.mention, m.article, a.key, a.title, m.published, m.outlet, o.origin, m.start, m."end",
        substr(a.text, m.start + 1, m."end" - m.start),
        substr(a.text, m.quote_start + 1, m.quote_end - m.quote_start),
        m.stance, m.recalled, m.teller, m.side, m.kind, m.act, m.basis, m.joined_by, m.score,
        m.reasons, e.type, coalesce(x.codes, []), coalesce(y.codes, []), e.date_from, e.date_to,
        p.name
    FROM m JOIN (SELECT * FROM articles WHERE id IN {articles}) a
        ON a.id = m.article
    JOIN (SELECT * FROM event_mentions WHERE id IN {mentions}) e
        ON e.id = m.mention
    LEFT JOIN (
        SELECT * FROM origin_members WHERE whole AND article IN {articles}
    ) o ON o.article = m.article
    LEFT JOIN sides x ON x.event_mention = m.mention AND x.role = 'actor'
    LEFT JOIN sides y ON y.event_mention = m.mention AND y.role = 'recipient'
    LEFT JOIN (SELECT * FROM places WHERE id IN {places}) p ON p.id = e.place
    ORDER BY m.published NULLS LAST, a.key, m.start, m.mention
"""
_FIGURES = """
    WITH near AS (SELECT * FROM articles WHERE id IN {articles})
    SELECT f.*, a.key, b.key, substr(a.text, 1), o.origin FROM event_figures f
    JOIN near a ON a.id = f.article LEFT JOIN near b ON b.id = f.answer
    LEFT JOIN (
        SELECT * FROM origin_members WHERE whole AND article IN {articles}
    ) o ON o.article = f.article
    WHERE f.event = $event ORDER BY f.published NULLS LAST, a.key, f.start
"""
_TOLD_IN = """
    SELECT mention, article FROM event_members WHERE event = $event
"""
_PLACED = """
    SELECT DISTINCT place FROM event_mentions
    WHERE id IN {mentions} AND place IS NOT NULL
"""
_COUNTED_IN = """
    SELECT article FROM event_figures WHERE event = $event
    UNION SELECT answer FROM event_figures WHERE event = $event AND answer IS NOT NULL
"""


def event(store: Path | str, wanted: str) -> EventStory:
    """One event of a store.

    Args:
        wanted: id of the event, of one that was made part of it, or of one of its tellings, or the
            beginning of one.

    Raises:
        StoreError: the store cannot be opened or written, or no event or several are meant.
    """
    with with_events(store) as opened:
        id_ = meant(opened, wanted).event
        rows = opened.ask(f"SELECT {COLUMNS} FROM events e WHERE e.id = $event", {"event": id_})
        tellings = tuple(_tellings(opened, id_))
        figures = _figures(opened, id_)
    return EventStory(
        event=row_of(rows[0]),
        happened=tuple(_bearing(tellings)),
        figures=figures,
        differences=tuple(_differences(tellings)),
        tellings=tellings,
    )


class Meant(msgspec.Struct, frozen=True):
    """The event that an id means, and the telling: of an event, the one that stands for it."""

    event: str
    mention: str


def meant(store: Store, wanted: str) -> Meant:
    """What ``wanted`` means; see `event`.

    An event that is now part of another one keeps its id: that of the telling that stood for it.
    """
    begins = "{0} = $w" if len(wanted) == ID_LENGTH else "starts_with({0}, $w)"
    sql = f"""
        SELECT id, mention FROM events WHERE {begins.format("id")}
        UNION SELECT event, mention FROM event_members WHERE {begins.format("mention")}
    """
    if not is_id(wanted):
        raise StoreError(
            f"'{wanted}' is no id of an event: give four digits (0-9, a-f) or more of one that "
            "'onrecord events' lists"
        )
    found = store.ask(sql, {"w": wanted})
    if not found:
        rows = store.ask("SELECT event, mention FROM event_members", {})
        found = [row for row in rows if content_id(Event.__name__, row[1]).startswith(wanted)]
    if not found:
        raise StoreError(
            f"no event '{wanted}' in {store.path}: 'onrecord events' lists what is there"
        )
    if len(found) > 1:
        raise StoreError(f"'{wanted}' is the beginning of several ids: give more of it")
    return Meant(*map(str, found[0]))


def _tellings(store: Store, event: str) -> Iterator[EventTelling]:
    """All tellings; what they refer to is looked up by lists of ids, which indexes answer."""
    told = store.ask(_TOLD_IN, {"event": event})
    mentions = [mention for mention, _ in told]
    placed = store.ask(_PLACED.format(mentions=among(mentions)), {})
    sql = _TELLINGS.format(
        mentions=among(mentions),
        articles=among(sorted({article for _, article in told})),
        places=among(place for (place,) in placed),
    )
    for values in store.ask(sql, {"event": event}):
        fields = dict(zip(EventTelling.__struct_fields__, values, strict=True))
        yield msgspec.convert(fields, EventTelling)


def _figures(store: Store, event: str) -> tuple[FigureRange, ...]:
    names = EventFigure.__struct_fields__
    records: list[EventFigure] = []
    given: dict[str, Given] = {}
    origin_of: dict[str, str] = {}
    articles = [article for (article,) in store.ask(_COUNTED_IN, {"event": event})]
    for row in store.ask(_FIGURES.format(articles=among(articles)), {"event": event}):
        record = msgspec.convert(dict(zip(names, row[: len(names)], strict=True)), EventFigure)
        key, answer, text, origin = row[len(names) :]
        records.append(record)
        origin_of[record.article] = origin or record.article
        given[record.id] = _given(record, key, answer, text, origin)
    return tuple(
        FigureRange(
            kind=one.kind.value,
            subject=one.subject,
            unit=one.unit,
            low=one.low,
            high=one.high,
            best=one.best,
            figures=tuple(given[figure.id] for figure in one.figures),
        )
        for one in ranges_of(records, origin_of)
    )


def _given(figure: EventFigure, key: str, answer: str, text: str, origin: str) -> Given:
    return Given(
        key=key,
        published=figure.published,
        outlet=figure.outlet,
        low=figure.low,
        high=figure.high,
        teller=figure.teller,
        standing=FigureStanding(figure.standing).value,
        answer=answer,
        origin=origin,
        start=figure.start,
        end=figure.end,
        quote=sentence_around(text, Span(figure.start, figure.end)).of(text),
    )


def _bearing(tellings: Iterable[EventTelling]) -> Iterable[EventTelling]:
    """The first telling of each source and stance on each day, copies of one origin once."""
    seen = set()
    for telling in tellings:
        who = telling.side or telling.teller or telling.outlet
        day = telling.teller is None or telling.published
        key = (who, telling.stance, telling.recalled, day)
        if key not in seen:
            seen.add(key)
            yield telling


def _differences(tellings: Sequence[EventTelling]) -> Iterable[Difference]:
    real = [t for t in tellings if t.stance != Stance.EXPECTS]
    for about in ("who did it", "to whom", "when", "where"):
        by_value: dict[str, list[EventTelling]] = defaultdict(list)
        for telling in real:
            value = _value(about, telling)
            if value:
                by_value[value].append(telling)
        if len(by_value) > 1:
            versions = [_version(value, found) for value, found in by_value.items()]
            versions.sort(key=lambda v: (-v.origins, -len(v.tellings), v.value))
            yield Difference(about=about, versions=tuple(versions))


def _value(about: str, telling: EventTelling) -> str:
    if about == "who did it":
        return ", ".join(telling.actors)
    if about == "to whom":
        return ", ".join(telling.recipients)
    if about == "where":
        return telling.place or ""
    if telling.date_from is None:
        return ""
    same = telling.date_from == telling.date_to
    return str(telling.date_from) if same else f"{telling.date_from} to {telling.date_to}"


def _version(value: str, tellings: Sequence[EventTelling]) -> Version:
    tellers = [t.teller or t.outlet or t.key for t in tellings]
    return Version(
        value=value,
        tellings=tuple(t.mention for t in tellings),
        origins=len({t.origin or t.article for t in tellings}),
        tellers=tuple(dict.fromkeys(tellers)),
    )
