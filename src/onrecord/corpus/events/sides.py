"""Who acts, to whom it is done and where, by what can be compared across articles."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.actors.base import rows
from onrecord.actors.home import STATE
from onrecord.coding import Coding
from onrecord.corpus.events.lexicon import thing
from onrecord.corpus.events.told import Party, Spot
from onrecord.corpus.story import stem
from onrecord.records import Actor, ActorKind, Participant, Place, Precision
from onrecord.text import Span

_WORD = re.compile(r"[^\W_]+")


class Sides:
    """The parties and places of one article."""

    def __init__(self, coding: Coding) -> None:
        self._text = coding.article.text
        self._actors: Mapping[str, Actor] = {a.id: a for a in coding.actors}
        self._places: Mapping[str, Place] = {p.id: p for p in coding.places}

    def of(self, side: Sequence[Participant]) -> tuple[Party, ...]:
        """The parties of a side, in its order."""
        return tuple(self._party(p) for p in side)

    def spot(self, place: str | None, sentence: Span) -> Spot | None:
        """The place with the id ``place``, as a telling in ``sentence`` has it."""
        found = self._places.get(place or "")
        if found is None:
            return None
        exact = found.precision in (Precision.POINT, Precision.CITY)
        name = found.name or found.span.of(self._text)
        own = sentence.covers(found.span)
        return Spot(found.id, name, found.geonames, found.country, found.lat, found.lon, exact, own)

    def _party(self, participant: Participant) -> Party:
        actor = self._actors.get(participant.actor or "")
        words = participant.span.of(self._text)
        name = _called(actor, words)
        named = actor is not None and actor.named and actor.kind is not ActorKind.COUNTRY
        tokens = _WORD.findall(words.lower()) or [words.lower()]
        return Party(
            name=name,
            names=tuple(_WORD.findall(name.lower())) if named and name[:1].isupper() else (),
            head=thing(stem(tokens[-1])),
            code=participant.code or participant.country,
            country=participant.country,
            kind=actor.kind.value if actor is not None and actor.kind else None,
            start=participant.span.start,
            end=participant.span.end,
            official=_is_official(participant, actor),
            adjective=words.lower() in _adjectives(),
            guessed=participant.by_context,
        )


def _called(actor: Actor | None, words: str) -> str:
    """What a party is called: as the article calls the actor, but for a mere adjective.

    A quotation mark that is opened or closed alone is left out.
    """
    known = actor is not None and actor.name.lower() not in _only_adjectives()
    name = actor.name if actor is not None and known else words
    return name.replace('"', "") if name.count('"') % 2 else name


@cache
def _adjectives() -> frozenset[str]:
    """The adjectives of countries, in lower case."""
    return _forms("adjective")


@cache
def _only_adjectives() -> frozenset[str]:
    """Those that are no names as well, as "U.S." is."""
    return _forms("adjective") - _forms("name")


def _forms(kind: str) -> frozenset[str]:
    return frozenset(row[1].lower() for row in rows("countries.csv") if row[2] == kind)


def _is_official(participant: Participant, actor: Actor | None) -> bool:
    """Whether the words themselves say that it acts for its country, or give a body's code."""
    if participant.by_context:
        return False
    country = actor is not None and actor.kind is ActorKind.COUNTRY
    return country or participant.code is not None or bool(STATE & set(participant.sectors))
