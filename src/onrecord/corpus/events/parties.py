"""Who two tellings name on a side, and whether these can be the same."""

from collections.abc import Sequence

from onrecord.corpus.events.lexicon import anybody, objects
from onrecord.corpus.events.told import Party, Spot, Told
from onrecord.records import ActorKind


def same_name(one: Party, other: Party) -> bool:
    """Whether two names can be those of one: one holds the other, its last or two words of it."""
    if not one.names or not other.names:
        return False
    mine, theirs = set(one.names), set(other.names)
    if not (mine <= theirs or theirs <= mine):
        return False
    return one.names[-1] == other.names[-1] or len(mine & theirs) > 1


def one_name(one: Party, other: Party) -> bool:
    """Whether both are called by one proper name, whosesoever they are coded to be."""
    return one.name == other.name and one.name[:1].isupper()


def same_head(one: Party, other: Party) -> bool:
    """Whether one noun calls both, and no name tells them apart."""
    return one.head == other.head and not one.names


def one_party(one: Party, other: Party) -> bool:
    """Whether both are called alike, by a name or a noun."""
    return one_name(one, other) or same_name(one, other) or same_head(one, other)


def is_person(party: Party) -> bool:
    """Whether it is a person with a name."""
    return bool(party.names) and party.kind == ActorKind.PERSON


def codes(side: Sequence[Party]) -> set[str]:
    """The codes of a side that its own words give."""
    return {p.code for p in side if p.code and not p.guessed}


def countries(side: Sequence[Party]) -> set[str]:
    """The countries of a side that its own words give."""
    return {p.country for p in side if p.country and not p.guessed}


def things(side: Sequence[Party]) -> set[str]:
    """The things on a side of which one is not another, such as a plane or a base."""
    return {p.head for p in side} & objects()


def is_ground(party: Party, spot: Spot | None) -> bool:
    """Whether a party is only where it took place: the country or the city itself."""
    if spot is None or party.country is None or party.country != spot.country:
        return False
    return party.kind == ActorKind.COUNTRY or party.name == spot.name


def is_anybody(party: Party) -> bool:
    """Whether it is people who were only counted ("five people"): whoever was hit is among them."""
    return party.head in anybody() and not party.names


def targets(telling: Told) -> list[Party]:
    """The recipients but for the ground on which it took place ("missiles at bases in Iraq").

    Nor are people who were only counted, whose country is a guess, and whoever owns the thing.
    """
    return [
        p
        for p in telling.recipients
        if not (p.adjective or is_anybody(p) or is_ground(p, telling.spot))
    ]


def lands(telling: Told) -> set[str]:
    """The countries and codes that a telling names: of both sides and of the place."""
    sides = (*telling.actors, *telling.recipients)
    found = codes(sides) | countries(sides)
    return found | {telling.spot.country} if telling.spot and telling.spot.country else found
