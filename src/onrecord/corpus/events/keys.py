"""Which tellings are worth comparing: those that share a key and stand near each other under it.

A key joins a group of types with somebody who takes part, or a place, or a strong word, and with
days: so the tellings under one key are few, and what is new touches few keys.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.corpus.events.lexicon import deaths, generic
from onrecord.corpus.events.parties import is_person, lands
from onrecord.corpus.events.told import Told
from onrecord.records import ActorKind, DateBasis

REACH = 30
"""Earlier tellings under a key with which one is compared."""
_LONGEST = 10
"""Days of an interval that are keys of their own; longer ones are keyed by months."""
_BEFORE = 10
"""Days before publication on which an event without a date may lie; see ``events.toml``."""
_STRONGEST = 4
"""Words of a sentence of which any two are a key."""
_STORY = 12
"""Strongest words of an article that are keys of each of its tellings."""
_SEASON = 60
"""Days of publication in which one strong word of two articles makes their tellings comparable."""
_SHORT = 3
"""Words of names up to this length say little."""
_DAYS_IN_PERIOD = 30


def keys_of(telling: Told) -> set[int]:
    """The keys of a telling, hashed."""
    made = {f"sentence {telling.sentence} {telling.lemma}", f"chain {telling.chain}"}
    subjects = set(_subjects(telling))
    made |= {f"{one} {period}" for one in subjects for period in _periods(telling)}
    made |= {f"{telling.article} {one}" for one in ("open" if telling.open else "real",)}
    for word in telling.story[:_STORY]:
        made.add(f"{telling.lemma} in {word}")
        made |= {f"{_group(telling)} in {word} {season}" for season in _seasons(telling)}
    if telling.lemma in deaths():
        made |= {f"death of {p.names[-1]}" for p in telling.recipients if is_person(p)}
    return {number_of_key(key) for key in made}


def number_of_key(key: str) -> int:
    """A number of 63 bits for a key."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 1


def _subjects(telling: Told) -> Iterator[str]:
    """What it is about, with the group of its type."""
    group = "open" if telling.open else _group(telling)
    actors = {p.code for p in telling.actors if p.code}
    recipients = {p.code for p in telling.recipients if p.code}
    sides = (*telling.recipients, *(p for p in telling.actors if p.kind == ActorKind.PERSON))
    yield from (f"{group} name {word}" for p in sides for word in p.names if len(word) > _SHORT)
    yield from (f"{group} pair {a} {r}" for a in actors for r in recipients)
    heads = {p.head for p in telling.recipients}
    yield from (f"{group} {head} of {land}" for head in heads for land in lands(telling))
    yield from (f"{group} {telling.type} {n}" for n in telling.numbers)
    if telling.lemma not in generic():
        yield from (f"{group} {telling.lemma} by {a}" for a in actors)
        yield from (f"{group} {telling.lemma} to {r}" for r in recipients)
    if telling.spot is not None:
        at = telling.spot.geonames if telling.spot.exact else telling.spot.country
        yield f"{group} at {at}"
        yield from (f"{group} {a} in {telling.spot.country}" for a in actors)
    if telling.date_from is not None and telling.date_from == telling.date_to:
        yield from (f"{group} {c} on {telling.date_from}" for c in actors | recipients)
    yield from pairs_of(telling.words)


def _group(telling: Told) -> str:
    """Deeds are one group, whatever their type; words are as many as there are types."""
    return "material" if telling.quad in (2, 4) else telling.type


def pairs_of(words: Mapping[int, float], count: int = _STRONGEST) -> Iterator[str]:
    """The pairs of the ``count`` strongest words, whatever is told with them."""
    strongest = sorted(words, key=lambda w: (-words[w], w))[:count]
    yield from _pairs(sorted(strongest))


def _pairs(words: Sequence[int]) -> Iterator[str]:
    """The pairs of sorted words."""
    return (f"words {one} {other}" for one, other in combinations(words, 2))


def word_pairs(words: Mapping[int, float], count: int = _STRONGEST) -> list[int]:
    """The pairs of the ``count`` strongest words, hashed, whenever they are told."""
    return [number_of_key(pair) for pair in pairs_of(words, count)]


def _seasons(telling: Told) -> tuple[str, ...]:
    """The stretches, counted twice with a half stretch between, in which it was published."""
    if telling.day is None:
        return ("never",)
    first, second = telling.day // _SEASON, (telling.day + _SEASON // 2) // _SEASON
    return (f"{first}", f"{second} and a half")


def _periods(telling: Told) -> Iterable[str]:
    """The weeks, counted twice with a half week between, in which it may lie."""
    days: set[int] = set()
    if telling.date_from is not None and telling.date_to is not None:
        last = min(telling.date_to, telling.date_from + _DAYS_IN_PERIOD)
        days.update(range(telling.date_from, last + 1))
    if telling.day is not None and (not days or telling.basis == DateBasis.INHERITED):
        # days that were taken over may be those of something else
        days.update(range(telling.day - _BEFORE, telling.day + 1))
    return {f"{day // _LONGEST}" for day in days} or {"never"}
