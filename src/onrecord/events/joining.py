"""The joining stage: tellings of the same happening within an article.

A mention joins an earlier happening if nothing speaks against it - type, words, sides, place,
time and status agree as far as they are known - and if somebody takes part in both. In doubt it
stays alone: two events counted as one are worse than one counted twice within an article.
"""

from collections.abc import Iterable, Iterator, Sequence

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
        for chain in chains(given.one(Parse), mentions, given.all(Place)):
            yield _event(article, chain)


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


def _event(article: Article, chain: Sequence[EventMention]) -> ArticleEvent:
    dated = next((m for m in chain if m.date_from is not None), None)
    tellers = (m.statement for m in chain if m.statement is not None)
    return ArticleEvent(
        article=article.id,
        mentions=tuple(m.id for m in chain),
        type=chain[0].type,
        status=min((m.status for m in chain), key=_commitment),
        told_by_narrator=any(m.statement is None for m in chain),
        statements=tuple(dict.fromkeys(tellers)),
        place=next((m.place for m in chain if m.place is not None), None),
        date_from=dated.date_from if dated is not None else None,
        date_to=dated.date_to if dated is not None else None,
        date_basis=dated.date_basis if dated is not None else None,
    )


def _commitment(status: Status) -> tuple[int, int]:
    return _COMMITMENT.index(status.modality), _SURENESS.index(status.certainty)


def with_inherited_dates(
    parse: Parse, mentions: Sequence[EventMention], places: Sequence[Place]
) -> Iterator[EventMention]:
    """``mentions``, where one without a date takes that of another telling of the same."""
    taken: dict[str, EventMention] = {}
    for chain in chains(parse, mentions, places):
        dated = next((m for m in chain if m.date_from is not None), None)
        if dated is not None:
            taken |= {m.id: dated for m in chain if m.date_from is None}
    for mention in mentions:
        source = taken.get(mention.id)
        yield _inheriting(mention, source) if source is not None else mention


def _inheriting(mention: EventMention, source: EventMention) -> EventMention:
    return msgspec.structs.replace(
        mention,
        date_from=source.date_from,
        date_to=source.date_to,
        granularity=source.granularity,
        date_basis=DateBasis.INHERITED,
    )
