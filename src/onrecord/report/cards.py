"""Each kind of record as a card: every field of it, the empty ones too."""

from collections.abc import Sequence

from onrecord.records import (
    Actor,
    EventMention,
    Figure,
    Mention,
    Place,
    Statement,
    TimeReference,
)
from onrecord.report import words
from onrecord.report.reading import Card, Field, Reading, Value


def statement(reading: Reading, of: Statement) -> Card:
    """Who says what, how, and who tells that they said it."""
    chain = reading.chain(of.parent)
    told = _links(reading, chain)
    kind = words.SOURCE_KIND[of.source_kind] if of.source_kind else ""
    fields = (
        Field("Source", tuple(reading.quoted(span) for span in of.source)),
        Field("Speaker", _actor(reading, of.speaker)),
        Field("Kind of source", _plain(kind)),
        Field("Act", _plain(words.ACT[of.act] if of.act else "")),
        Field("Cue", tuple(reading.quoted(span) for span in of.cue)),
        Field("Says", tuple(reading.quoted(span) for span in of.content)),
        Field("Form", _plain(words.FORM[of.form])),
        Field("Told by", told or _plain(words.NARRATOR)),
        Field("Events in it", tuple(_link(reading, one) for one in reading.told.get(of.id, ()))),
        Field("Confidence", _plain(words.confidence(of.confidence))),
    )
    spans = (*of.source, *of.cue, *of.content)
    return Card(of.id, "statement", reading.speaker(of), fields, spans)


def telling(reading: Reading, of: EventMention) -> Card:
    """One telling of an event."""
    figures = reading.figures.get(of.id, [])
    fields = (
        Field("Words", (reading.quoted(of.trigger),)),
        Field("Type", (Value(str(of.type), words.EVENT[of.type][1]),)),
        Field("Mode", _plain(_spaced(of.mode or ""))),
        Field("Context", tuple(Value(_spaced(context)) for context in of.contexts)),
        Field("Actors", tuple(reading.participant(one) for one in of.actors)),
        Field("Recipients", tuple(reading.participant(one) for one in of.recipients)),
        _status(reading, of),
        _told(reading, of),
        Field("Date", _date(reading, of)),
        Field("Place", _place(reading, of.place)),
        Field("Figures", tuple(_figure(reading, one) for one in figures)),
        Field("CAMEO", _plain(of.cameo or "")),
        Field("Quad class", (Value(str(of.quad), words.QUAD.get(of.quad, "")),)),
        Field("Goldstein", _plain("" if of.goldstein is None else words.signed(of.goldstein))),
        Field("Confidence", _plain(words.confidence(of.confidence))),
        Field("Parts", _plain(_sure(of))),
    )
    return Card(of.id, "event", title(of), fields, (of.trigger,))


def _sure(of: EventMention) -> str:
    """How sure each part of a telling is."""
    parts = (
        ("type", of.type_confidence),
        ("sides", of.sides_confidence),
        ("status", of.status_confidence),
    )
    return " · ".join(f"{name} {value:.2f}" for name, value in parts if value is not None)


def title(of: EventMention) -> str:
    """Such as "Assault: aerial"."""
    name = words.EVENT[of.type][0]
    return f"{name}: {_spaced(of.mode)}" if of.mode else name


def figure(reading: Reading, of: Figure) -> Card:
    """A reported quantity with its bounds and whoever gives it."""
    told = reading.tellings.get(of.event) if of.event else None
    fields = (
        Field("Words", (reading.quoted(of.span),)),
        Field("Counts", _plain(words.FIGURE_KIND[of.kind])),
        Field("Lowest", _plain("" if of.low is None else words.number(of.low))),
        Field("Highest", _plain("" if of.high is None else words.number(of.high))),
        Field("Unit", _plain(of.unit or "")),
        Field("Of whom or what", (reading.quoted(of.counted),) if of.counted else ()),
        Field("Event", (Value(title(told), record=told.id),) if told else ()),
        Field("Told by", (Value(reading.teller(of.statement), record=of.statement),)),
    )
    return Card(of.id, "figure", _figure(reading, of).text, fields, (of.span,))


def actor(reading: Reading, of: Actor) -> Card:
    """An actor and all its mentions."""
    mentions = reading.mentions.get(of.id, [])
    fields = (
        Field("Name", (reading.quoted(of.name_span),)),
        Field("Named", _plain("yes" if of.named else "no")),
        Field("Kind", _plain(words.ACTOR_KIND[of.kind] if of.kind else "")),
        Field("Country", _plain(of.country or "")),
        Field("Sectors", tuple(Value(sector) for sector in of.sectors)),
        Field("Code", _plain(of.code or "")),
        Field("Mentions", tuple(_mention(reading, one) for one in mentions)),
    )
    spans = tuple(mention.span for mention in mentions) or (of.name_span,)
    codes = words.codes(of.country, of.sectors, of.code)
    return Card(of.id, "actor", " ".join(of.name.split()), fields, spans, codes)


def _mention(reading: Reading, of: Mention) -> Value:
    text, note = reading.words(of.span), words.MENTION_FORM[of.form]
    return Value(text, note, of.span, quoted=True, anchor=of.id)


def place(reading: Reading, of: Place) -> Card:
    """A place name and what it resolves to."""
    known = of.lat is not None and of.lon is not None
    at = f"{of.lat:.4f}, {of.lon:.4f}" if known else ""
    fields = (
        Field("Words", (reading.quoted(of.span),)),
        Field("Gazetteer name", _plain(of.name or "")),
        Field("Role", _plain(words.PLACE_ROLE[of.role])),
        Field("Precision", _plain(str(of.precision or ""))),
        Field("Country", _plain(of.country or "")),
        Field("Division", _plain(of.admin1 or "")),
        Field("Coordinates", (Value(at, "latitude, longitude"),) if at else ()),
        Field("GeoNames", _plain(str(of.geonames or ""))),
        Field("Confidence", _plain(words.confidence(of.confidence))),
    )
    note = ", ".join(part for part in (of.country, of.precision) if part) or "not resolved"
    return Card(of.id, "place", of.name or reading.words(of.span), fields, (of.span,), note)


def time(reading: Reading, of: TimeReference) -> Card:
    """A time expression and its interval."""
    interval = words.dates(of.date_from, of.date_to)
    fields = (
        Field("Words", (reading.quoted(of.span),)),
        Field("Kind", _plain(words.TIMEX[of.timex])),
        Field("Days", _plain(interval)),
        Field("Unit", _plain(str(of.granularity or ""))),
        Field("Basis", _plain(words.DATE_BASIS[of.basis] if of.basis else "")),
        Field("Part of day", _plain(str(of.part_of_day or ""))),
        Field("Modified", _plain(words.MOD[of.mod] if of.mod else "")),
        Field("TIMEX3 value", _plain(of.value or "")),
    )
    return Card(
        of.id, "time", reading.words(of.span), fields, (of.span,), interval or "not resolved"
    )


def _plain(text: str) -> tuple[Value, ...]:
    return (Value(text),) if text else ()


def _spaced(code: str) -> str:
    return code.replace("_", " ")


def _link(reading: Reading, of: EventMention) -> Value:
    return Value(title(of), f"“{reading.words(of.trigger)}”", record=of.id)


def _actor(reading: Reading, actor_id: str | None) -> tuple[Value, ...]:
    found = reading.actors.get(actor_id) if actor_id else None
    if found is None:
        return ()
    codes = words.codes(found.country, found.sectors, found.code)
    return (Value(found.name, codes, record=found.id),)


def _status(reading: Reading, of: EventMention) -> Field:
    claims = (of.statement,) if of.statement else ()
    note = f"{words.CERTAINTY[of.status.certainty]}, {words.EVENT_TIME[of.status.time]}"
    first = Value(reading.status(of.status, claims), note)
    return Field("Status", (first, *(reading.quoted(span) for span in of.status.evidence)))


def _told(reading: Reading, of: EventMention) -> Field:
    chain = reading.chain(of.statement)
    return Field("Told by", _links(reading, chain) or _plain(reading.teller(of.statement)))


def _links(reading: Reading, chain: Sequence[Statement]) -> tuple[Value, ...]:
    """Those who tell something, the innermost first."""
    names = [reading.speaker(link) for link in chain]
    shown = [*names[:1], *(f"as told by {words.inside(name)}" for name in names[1:])]
    pairs = zip(shown, chain, strict=True)
    return tuple(Value(name, _kind(link), record=link.id) for name, link in pairs)


def _kind(of: Statement) -> str:
    return words.SOURCE_KIND[of.source_kind] if of.source_kind else ""


def _date(reading: Reading, of: EventMention) -> tuple[Value, ...]:
    interval = words.dates(of.date_from, of.date_to)
    time_of = reading.times.get(of.when) if of.when else None
    notes = (words.granularity(of.granularity) if interval else "", basis(of))
    note = ", ".join(part for part in notes if part)
    shown = [Value(interval, note)] if interval else []
    if time_of is not None:
        said = reading.words(time_of.span)
        shown.append(Value(said, "", time_of.span, time_of.id, "time", quoted=True))
    return tuple(shown)


def basis(of: EventMention) -> str:
    """What the date of a telling rests on; empty if it has none."""
    return words.DATE_BASIS[of.date_basis] if of.date_basis else ""


def _place(reading: Reading, place_id: str | None) -> tuple[Value, ...]:
    found = reading.places.get(place_id) if place_id else None
    if found is None:
        return ()
    note = words.codes(found.country, (found.precision or "",), None)
    opens = found.name or "place"
    return (Value(reading.words(found.span), note, found.span, found.id, opens, quoted=True),)


def _figure(reading: Reading, of: Figure) -> Value:
    kind = words.FIGURE_KIND[of.kind]
    said = words.figure(of)
    note = f"“{reading.words(of.span)}”"
    return Value(f"{kind}: {said or 'no number given'}", note, of.span, of.id)
