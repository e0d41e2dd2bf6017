"""Who stands on a side of an event, by all that name somebody on it.

Many tellings of an event misread a party now and then: whoever condemns a killing is taken to have
done it. So each naming counts for as much as the sides of its telling were read surely.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.actors.base import word_set
from onrecord.corpus.events.parties import same_name
from onrecord.corpus.events.told import Party, Told
from onrecord.records import ActorKind

NAMES = 4
"""Names that are kept of each side."""
_SHARE = 0.2
"""Of what speaks for the party most named, what must speak for another beside it."""
_ENOUGH = 0.5
"""What must speak for a party where there are `_SEVERAL` tellings; else for the one most named."""
_SEVERAL = 3
_OPEN = ("male", "female", "plural", "neuter", "first", "open")
"""Kinds of pronouns: where they stayed open ("its", "those"), they name nobody."""


class Side(NamedTuple):
    """Whom one telling names on a side, and how surely."""

    parties: Sequence[Party]
    weight: float = 1.0


def weighed(sides: Iterable[Sequence[Party]], tellings: Sequence[Told]) -> list[Side]:
    """The parties that each of ``tellings`` names."""
    found = zip(sides, tellings, strict=True)
    return [Side(parties, telling.sides_sure) for parties, telling in found]


def names_of(sides: Sequence[Side]) -> tuple[str, ...]:
    """The names on one side, those that most speaks for first; several names of one party once.

    Of the names of one party it is the fullest, of the words for a country or its people those that
    most speaks for; an adjective ("Iraqi bases") names nobody beside others.
    """
    weights: dict[str, float] = defaultdict(float)
    words: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    fullest: dict[str, str] = {}
    keys = _keys(sides)
    for side in sides:
        for party in side.parties:
            if party.name.lower() in word_set("pronouns", *_OPEN):
                continue
            key = keys[party]
            weights[key] += side.weight
            words[key][party.name] += 0.0 if party.adjective else side.weight
            if party.names and len(party.name) > len(fullest.get(key, "")):
                fullest[key] = party.name
    often = _often(weights, len(sides))
    often = [key for key in often if any(words[key].values())] or often
    best = (fullest.get(key) or _heaviest(words[key]) for key in often)
    return tuple(dict.fromkeys(best))[:NAMES]


def _keys(sides: Sequence[Side]) -> dict[Party, str]:
    """One key for each party that is named in several ways.

    Those are the last word of its name, another name that holds all words of it, the code of a
    body, else the noun.
    """
    parties = sorted({p for side in sides for p in side.parties}, key=_length)
    found: dict[Party, str] = {}
    for party in parties:
        same = (found[p] for p in found if same_name(p, party) or _is_one_body(p, party))
        own = party.names[-1] if party.names else party.code or party.head
        found[party] = next(same, own)
    return found


def _length(party: Party) -> tuple[int, str, int]:
    return len(party.names), party.name, party.start


def _is_one_body(one: Party, other: Party) -> bool:
    """Whether both are called by names of one body ("European Union", "EU")."""
    if one.code is None or one.code != other.code:
        return False
    return all(p.names and p.kind != ActorKind.PERSON and p.code != p.country for p in (one, other))


def _heaviest(words: Mapping[str, float]) -> str:
    """The words that most speaks for, but for those that ask who is meant ("his supporters")."""

    def order(name: str) -> tuple[bool, float, bool, str]:
        clear = name.split()[0].lower() not in word_set("pronouns", *_OPEN)
        return clear, round(words[name], 6), name[:1].isupper(), name

    return max(words, key=order)


def codes_of(sides: Sequence[Side]) -> tuple[str, ...]:
    """The countries and codes on one side, those that most speaks for first."""
    weights: dict[str, float] = defaultdict(float)
    for side in sides:
        for party in side.parties:
            for code in {party.code, party.country} - {None}:
                weights[str(code)] += side.weight
    return tuple(_often(weights, len(sides)))


def own_codes_of(sides: Sequence[Side]) -> tuple[str, ...]:
    """One code for each party of one side, those that most speaks for first.

    A group or body has its own code, not that of its country as well. Where some tellings name the
    group and others only its country, and none both side by side, they mean one party: it has the
    code that more speaks for, in doubt that of the group.
    """
    told = [({p.code for p in side.parties if p.code}, side.weight) for side in sides]
    weights: dict[str, float] = defaultdict(float)
    for codes, weight in told:
        for code in codes:
            weights[code] += weight
    within = {(p.code, p.country) for side in sides for p in side.parties if p.code and p.country}
    gone = set()
    for group, country in within:
        apart = group == country or any({group, country} <= codes for codes, _ in told)
        if country in weights and not apart:
            gone.add(country if weights[group] >= weights[country] else group)
    return tuple(code for code in _often(weights, len(sides)) if code not in gone)


def _often(weights: Mapping[str, float], tellings: int) -> list[str]:
    """What enough speaks for, beside what most speaks for, that one first."""
    most = max(weights.values(), default=0.0)
    enough = _ENOUGH if tellings >= _SEVERAL else min(_ENOUGH, most)
    least = max(_SHARE * most, enough)
    ranked = sorted(weights, key=lambda key: (-round(weights[key], 6), key))
    return [key for key in ranked if weights[key] >= least]
