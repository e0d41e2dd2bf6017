"""The joining stage: tellings of the same happening within an article.

A mention joins an earlier happening if nothing speaks against it - type, words, sides, place,
time and status agree as far as they are known - and if somebody takes part in both. In doubt it
stays alone: two events counted as one are worse than one counted twice within an article.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from onrecord.events.sameness import Joiner
from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import (
    Article,
    ArticleEvent,
    Certainty,
    DateBasis,
    EventMention,
    Modality,
    Place,
    Precision,
    Statement,
    Status,
)

_COMMITMENT = (
    Modality.ACTUAL,
    Modality.NEGATED,
    Modality.ATTEMPTED,
    Modality.PLANNED,
    Modality.CONDITIONAL,
    Modality.POSSIBLE,
)
_SURENESS = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
_REACH = 40
"""How many happenings back a mention may belong to: keeps long texts linear."""


class JoinStage:
    """The joining stage: tellings of the same happening within an article."""

    name = "joining"
    needs: frozenset[type] = frozenset({Parse, EventMention, Statement, Place})
    gives: frozenset[type] = frozenset({ArticleEvent})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        mentions = given.all(EventMention)
        places = {place.id: place for place in given.all(Place)}
        for chain in chains(given.one(Parse), mentions, given.all(Place)):
            yield _event(article, chain, places)


def chains(
    parse: Parse, mentions: Sequence[EventMention], places: Sequence[Place]
) -> list[list[EventMention]]:
    """``mentions`` by happening, in the order of their first telling."""
    joiner = Joiner(parse, {place.id: place for place in places})
    found: list[list[EventMention]] = []
    for mention in mentions:
        near = found[-_REACH:]
        chain = next((c for c in reversed(near) if joiner.same(c, mention)), None)
        if chain is None:
            found.append([mention])
        else:
            chain.append(mention)
    return found


def _event(
    article: Article, chain: Sequence[EventMention], places: Mapping[str, Place]
) -> ArticleEvent:
    dated, placed = _dated(chain), _placed(chain, places)
    tellers = (m.statement for m in chain if m.statement is not None)
    return ArticleEvent(
        article=article.id,
        mentions=tuple(m.id for m in chain),
        type=chain[0].type,
        status=min((m.status for m in chain), key=_commitment),
        told_by_narrator=any(m.statement is None for m in chain),
        statements=tuple(dict.fromkeys(tellers)),
        place=placed.place if placed is not None else None,
        date_from=dated.date_from if dated is not None else None,
        date_to=dated.date_to if dated is not None else None,
        date_basis=dated.date_basis if dated is not None else None,
    )


def _dated(chain: Sequence[EventMention]) -> EventMention | None:
    """The telling with the shortest interval, the first of several; its own words come first."""

    def order(mention: EventMention) -> tuple[int, bool]:
        assert mention.date_from is not None
        assert mention.date_to is not None
        days = (mention.date_to - mention.date_from).days
        return days, mention.date_basis is DateBasis.INHERITED

    found = [m for m in chain if m.date_from is not None and m.date_to is not None]
    return min(found, key=order, default=None)


def _placed(chain: Sequence[EventMention], places: Mapping[str, Place]) -> EventMention | None:
    """The telling with the most exact place, the first of several."""
    found = [m for m in chain if m.place is not None]
    return min(found, key=lambda m: _coarseness(places[m.place or ""]), default=None)


def _coarseness(place: Place) -> int:
    order = (Precision.POINT, Precision.CITY, Precision.REGION, Precision.COUNTRY)
    return order.index(place.precision) if place.precision is not None else len(order)


def _commitment(status: Status) -> tuple[int, int]:
    return _COMMITMENT.index(status.modality), _SURENESS.index(status.certainty)


def with_inherited(
    parse: Parse, mentions: Sequence[EventMention], places: Sequence[Place]
) -> Iterator[EventMention]:
    """``mentions``, where one without a date or a place takes that of another telling.

    A date that is taken over says so (``DateBasis.INHERITED``) and has no time reference of the
    mention's own; a place points to the words of the other telling.
    """
    by_id = {place.id: place for place in places}
    lenders: dict[str, tuple[EventMention | None, EventMention | None]] = {}
    for chain in chains(parse, mentions, places):
        if len(chain) > 1:
            lenders |= dict.fromkeys((m.id for m in chain), (_dated(chain), _placed(chain, by_id)))
    for mention in mentions:
        dated, placed = lenders.get(mention.id, (None, None))
        made = mention
        if dated is not None and mention.date_from is None:
            made = _dated_as(made, dated)
        if placed is not None and mention.place is None:
            made = msgspec.structs.replace(made, place=placed.place)
        yield made


def _dated_as(mention: EventMention, source: EventMention) -> EventMention:
    return msgspec.structs.replace(
        mention,
        date_from=source.date_from,
        date_to=source.date_to,
        granularity=source.granularity,
        date_basis=DateBasis.INHERITED,
    )
