"""The joining stage: tellings of the same happening within an article.

A mention joins an earlier happening if nothing speaks against it - type, words, sides, place,
time and status agree as far as they are known - and if somebody takes part in both. In doubt it
stays alone: two events counted as one are worse than one counted twice within an article.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from onrecord import knowledge
from onrecord.events.triggers import noun_lemma
from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import (
    Article,
    ArticleEvent,
    Certainty,
    DateBasis,
    EventMention,
    EventTime,
    Modality,
    Participant,
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
_SAID = frozenset({1, 3})
"""Quads of events that are done in words: the same speaker may do the like twice."""
POINTING = frozenset({"the", "this", "that", "these", "those", "such", "latest"})
"""Words by which a noun takes up what was told before."""
_REACH = 40
"""How many happenings back a mention may belong to: keeps long texts linear."""

_COMPARED = 6
"""Tellings of a happening, beside the first, that a new one is compared with."""


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
    joiner = _Joiner(parse, {place.id: place for place in places})
    found: list[list[EventMention]] = []
    for mention in mentions:
        near = found[-_REACH:]
        chain = next((c for c in reversed(near) if joiner.same(c, mention)), None)
        if chain is None:
            found.append([mention])
        else:
            chain.append(mention)
    return found


class _Joiner:
    """Compares mentions of one article."""

    def __init__(self, parse: Parse, places: dict[str, Place]) -> None:
        self._parse = parse
        self._places = places
        self._lemmas: dict[str, str] = {}

    def same(self, chain: Sequence[EventMention], mention: EventMention) -> bool:
        """Whether ``mention`` tells what the whole of ``chain`` tells."""
        compared = (chain[0], *chain[1:][-_COMPARED:])
        agree = all(self._agree(other, mention) for other in compared)
        return agree and any(self._shared(other, mention) for other in compared)

    def _agree(self, one: EventMention, other: EventMention) -> bool:
        return (
            one.type is other.type
            and _status_agrees(one.status, other.status)
            and _related(self._lemma(one), self._lemma(other))
            and _dates_agree(one, other)
            and self._places_agree(one, other)
            and not _clash(one.actors, other.actors)
            and not _clash(one.recipients, other.recipients)
        )

    def _shared(self, one: EventMention, other: EventMention) -> bool:
        actors = _share(one.actors, other.actors)
        recipients = _share(one.recipients, other.recipients)
        if self._lemma(one) == self._lemma(other) and self._takes_up(other):
            return actors or recipients or _same_dates(one, other)
        if one.quad in _SAID:
            return actors and recipients
        return actors or recipients

    def _takes_up(self, mention: EventMention) -> bool:
        """Whether a noun points back to what was told ("the deal")."""
        head = self._parse.head(mention.trigger)
        if head is None or head.pos_ == "VERB":
            return False
        return any(child.lower_ in POINTING or child.dep_ == "poss" for child in head.lefts)

    def _lemma(self, mention: EventMention) -> str:
        if mention.id not in self._lemmas:
            head = self._parse.head(mention.trigger)
            self._lemmas[mention.id] = noun_lemma(head) if head is not None else ""
        return self._lemmas[mention.id]

    def _places_agree(self, one: EventMention, other: EventMention) -> bool:
        first, second = (self._places.get(m.place) if m.place else None for m in (one, other))
        if first is None or second is None or first.geonames is None or second.geonames is None:
            return True
        return first.geonames == second.geonames or first.country == second.country is not None


def _status_agrees(one: Status, other: Status) -> bool:
    """A planned and an actual event are two, and so are one of today and one of long ago."""
    past = {one.time, other.time}
    if EventTime.HISTORICAL in past and len(past) > 1:
        return False
    negated = Modality.NEGATED in {one.modality, other.modality}
    return one.happened == other.happened and (not negated or one.modality is other.modality)


def _dates_agree(one: EventMention, other: EventMention) -> bool:
    if one.date_from is None or one.date_to is None:
        return True
    if other.date_from is None or other.date_to is None:
        return True
    return one.date_from <= other.date_to and other.date_from <= one.date_to


def _same_dates(one: EventMention, other: EventMention) -> bool:
    return one.date_from is not None and one.date_from == other.date_from


def _names(side: Sequence[Participant]) -> set[str]:
    return {key for p in side for key in (p.actor, p.code or p.country) if key is not None}


def _clash(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    first, second = _names(one), _names(other)
    return bool(first) and bool(second) and not first & second


def _share(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    return bool(_names(one) & _names(other))


def _related(one: str, other: str) -> bool:
    return one == other or bool(
        _families().get(one, frozenset()) & _families().get(other, frozenset())
    )


@cache
def _families() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    lines = knowledge.toml("events", "families.toml")["families"].strip().splitlines()
    for number, line in enumerate(lines):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


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
