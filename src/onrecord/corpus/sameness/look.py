"""A telling made ready for comparison: its bytes unpacked, its parties as sets."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onrecord.corpus.sameness.conflict import Told
from onrecord.corpus.sameness.telling import Party
from onrecord.corpus.story import rarity
from onrecord.events.sameness import families
from onrecord.language.encoder import SIZE
from onrecord.pairs.concepts import concept
from onrecord.pairs.vectors import Floats, unpack

_POINTING = frozenset(
    {
        *("he", "she", "it", "they", "him", "her", "them", "who", "which", "that"),
        *("we", "i", "you", "his", "their", "its", "one", "this"),
    }
)
"""Words that name nobody by themselves."""

SIDES = {"doers": (0,), "undergoers": (1,), "around": (2,), "sides": (0, 1), "all": (0, 1, 2)}
"""Doers, undergoers, what else stands around, and what of these goes together."""

Terms = dict[int, float]


@dataclass(frozen=True)
class Look:
    """What is worked out of a telling once, for all its pairs."""

    told: Told

    @cached_property
    def vectors(self) -> Floats:
        """Of trigger, sentence, doers and others, of unit length, shape (4, 384)."""
        return unpack(self.told.telling.vectors, SIZE)

    @cached_property
    def heads(self) -> dict[str, frozenset[str]]:
        """Head lemmas of those on each of `SIDES`."""
        return _by_side([_heads(side) for side in self._parties])

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """Last parts of the names of those on each of `SIDES`."""
        return _by_side([_names(side) for side in self._parties])

    @property
    def _parties(self) -> tuple[tuple[Party, ...], ...]:
        telling = self.told.telling
        return telling.doers, telling.undergoers, telling.around

    @cached_property
    def terms(self) -> Terms:
        """The words of the sentence that carry weight."""
        telling = self.told.telling
        return terms(telling.terms, telling.weights)

    @cached_property
    def rarity(self) -> float:
        """How rare the lemma is in news."""
        return rarity(self.told.telling.lemma)

    @cached_property
    def families(self) -> frozenset[int]:
        """The families of words that can tell of the same happening."""
        return families().get(self.told.telling.lemma, frozenset())

    @cached_property
    def kind(self) -> int:
        """WordNet's file of the lemma."""
        return concept(self.told.telling.lemma).kind

    @cached_property
    def forms(self) -> frozenset[str]:
        """The lemma, and the whole phrase that triggers."""
        telling = self.told.telling
        return frozenset({telling.lemma, telling.phrase, telling.words.replace(" ", "_")})


def terms(hashes: bytes, weights: bytes) -> Terms:
    """Hashed words with their weights, as they are kept."""
    found = np.frombuffer(hashes, "<u4").tolist(), np.frombuffer(weights, "<f4").tolist()
    return dict(zip(*found, strict=True))


def cosine(one: Terms, other: Terms) -> float:
    """Of two lists of terms of unit length."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _by_side(found: list[frozenset[str]]) -> dict[str, frozenset[str]]:
    return {
        name: frozenset().union(*(found[part] for part in parts)) for name, parts in SIDES.items()
    }


def _heads(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(p.head for p in parties) - _POINTING


def _names(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(p.name.split()[-1] for p in parties if p.name)
