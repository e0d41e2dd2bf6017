"""Whether two mentions of an article tell of the same happening.

Nothing may speak against it, and somebody must take part in both.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache

from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events.triggers import noun_lemma
from onrecord.language.parse import Parse
from onrecord.records import (
    EventMention,
    EventTime,
    Modality,
    Participant,
    Place,
    PloverType,
    Status,
)

_TWO_SIDED = frozenset({PloverType.CONSULT, PloverType.AGREE})
_SAID = frozenset({1, 3})
"""Quads of events that are done in words: the same speaker may do the like twice."""
POINTING = frozenset({"the", "this", "that", "these", "those", "such", "latest"})
"""Words by which a noun takes up what was told before."""
_COMPARED = 6
"""Tellings of a happening, beside the first, that a new one is compared with."""


class _Link(Enum):
    """How the participants of two mentions on one side go together."""

    SAME = "the same actor"
    NEAR = "others of the same country or group"
    OPEN = "one of them is not resolved"
    ABSENT = "nobody is named on one of them"
    CLASH = "of other countries or groups"


_EVIDENCE = frozenset(
    {
        (_Link.SAME, _Link.SAME),
        (_Link.SAME, _Link.NEAR),
        (_Link.NEAR, _Link.SAME),
        (_Link.NEAR, _Link.NEAR),
        (_Link.SAME, _Link.ABSENT),
        (_Link.ABSENT, _Link.SAME),
    }
)
"""What is known of actors and recipients that lets two tellings count as one."""


class Joiner:
    """Compares mentions of one article."""

    def __init__(self, parse: Parse, places: Mapping[str, Place]) -> None:
        self._parse = parse
        self._text = parse.doc.text
        self._heads: dict[str, Token | None] = {}
        self._places = places

    def same(self, chain: Sequence[EventMention], mention: EventMention) -> bool:
        """Whether ``mention`` tells what the whole of ``chain`` tells, all of it of one type."""
        if chain[0].type is not mention.type:
            return False
        compared = (chain[0], *chain[1:][-_COMPARED:])
        agree = all(self._agree(other, mention) for other in compared)
        return agree and any(self._shared(other, mention) for other in compared)

    def _agree(self, one: EventMention, other: EventMention) -> bool:
        return (
            _status_agrees(one.status, other.status)
            and _related(self._lemma(one), self._lemma(other))
            and _dates_agree(one, other)
            and self._places_agree(one, other)
            and _Link.CLASH not in self._links(one, other)
            and not self._listed(one, other)
        )

    def _shared(self, one: EventMention, other: EventMention) -> bool:
        """Whether somebody takes part in both; what is done in words asks for both sides."""
        links = self._links(one, other)
        if self._lemma(one) == self._lemma(other) and self._takes_up(other):
            return _Link.SAME in links or _same_dates(one, other)
        if one.quad in _SAID and one.type not in _TWO_SIDED:
            return links == (_Link.SAME, _Link.SAME)
        return links in _EVIDENCE

    def _takes_up(self, mention: EventMention) -> bool:
        """Whether a noun points back to what was told ("the deal")."""
        head = self._head(mention)
        if head is None or head.pos_ == "VERB":
            return False
        return any(child.lower_ in POINTING for child in head.lefts)

    def _links(self, one: EventMention, other: EventMention) -> tuple[_Link, _Link]:
        pairs = (one.actors, other.actors), (one.recipients, other.recipients)
        actors, recipients = (_link(a, b, bool(self._names(a) & self._names(b))) for a, b in pairs)
        return actors, recipients

    def _names(self, side: Sequence[Participant]) -> set[str]:
        """The actors of a side by id, or by name where a name is not resolved."""
        words = {p.span.of(self._text) for p in side if p.actor is None}
        return {p.actor for p in side if p.actor} | {w for w in words if w[0].isupper()}

    def _listed(self, one: EventMention, other: EventMention) -> bool:
        """Whether the two stand side by side ("tested a bomb and launched a rocket")."""
        clauses = [self._clause(mention) for mention in (one, other)]
        return any(
            second is not None and second.dep_ == "conj" and second.head == first
            for first, second in (clauses, clauses[::-1])
        )

    def _clause(self, mention: EventMention) -> Token | None:
        head = self._head(mention)
        if head is not None and head.pos_ != "VERB" and head.head.pos_ == "VERB":
            return head.head
        return head

    def _lemma(self, mention: EventMention) -> str:
        head = self._head(mention)
        return noun_lemma(head) if head is not None else ""

    def _head(self, mention: EventMention) -> Token | None:
        if mention.id not in self._heads:
            self._heads[mention.id] = self._parse.head(mention.trigger)
        return self._heads[mention.id]

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


def _link(one: Sequence[Participant], other: Sequence[Participant], same: bool) -> _Link:
    """The link of two sides; ``same`` says whether somebody stands on both."""
    if same:
        return _Link.SAME
    if not one or not other:
        return _Link.ABSENT
    first, second = ({p.code or p.country for p in side} - {None} for side in (one, other))
    if not first or not second:
        return _Link.OPEN
    return _Link.NEAR if first & second else _Link.CLASH


def _related(one: str, other: str) -> bool:
    return one == other or bool(
        families().get(one, frozenset()) & families().get(other, frozenset())
    )


@cache
def families() -> dict[str, frozenset[int]]:
    """By word, the numbers of the families of words that can tell of the same happening."""
    found: dict[str, set[int]] = {}
    lines = knowledge.toml("events", "families.toml")["families"].strip().splitlines()
    for number, line in enumerate(lines):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
