"""What tellings of one happening give each other: the best date and the best place."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from onrecord.records import DateBasis, EventMention, Place, Precision

Chain = Sequence[EventMention]
"""The tellings of one happening."""


def with_inherited(
    mentions: Chain, chains: Sequence[Chain], places: Mapping[str, Place]
) -> Iterator[EventMention]:
    """``mentions``, where one without a date or a place takes that of another telling.

    A date that is taken over says so (``DateBasis.INHERITED``) and has no time reference of the
    mention's own; a place points to the words of the other telling.
    """
    lenders: dict[str, tuple[EventMention | None, EventMention | None]] = {}
    for chain in chains:
        if len(chain) > 1:
            lenders |= dict.fromkeys((m.id for m in chain), (dated(chain), placed(chain, places)))
    for mention in mentions:
        day, where = lenders.get(mention.id, (None, None))
        made = mention
        if day is not None and mention.date_from is None:
            made = _dated_as(made, day)
        if where is not None and mention.place is None:
            made = msgspec.structs.replace(made, place=where.place)
        yield made


def dated(chain: Chain) -> EventMention | None:
    """The telling with the shortest interval, the first of several; its own words come first."""

    def order(mention: EventMention) -> tuple[int, bool]:
        assert mention.date_from is not None
        assert mention.date_to is not None
        days = (mention.date_to - mention.date_from).days
        return days, mention.date_basis is DateBasis.INHERITED

    found = [m for m in chain if m.date_from is not None and m.date_to is not None]
    return min(found, key=order, default=None)


def placed(chain: Chain, places: Mapping[str, Place]) -> EventMention | None:
    """The telling with the most exact place, the first of several."""
    found = [m for m in chain if m.place is not None]
    return min(found, key=lambda m: _coarseness(places[m.place or ""]), default=None)


def _coarseness(place: Place) -> int:
    order = (Precision.POINT, Precision.CITY, Precision.REGION, Precision.COUNTRY)
    return order.index(place.precision) if place.precision is not None else len(order)


def _dated_as(mention: EventMention, source: EventMention) -> EventMention:
    return msgspec.structs.replace(
        mention,
        date_from=source.date_from,
        date_to=source.date_to,
        granularity=source.granularity,
        date_basis=DateBasis.INHERITED,
    )
