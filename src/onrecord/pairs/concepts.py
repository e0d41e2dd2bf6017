"""How near two words are in meaning, by WordNet: kill and die, thwart and foil, a wedding and wed.

The table gives for each lemma the concepts that it stands for or touches: its senses, what is
derived from them, what they entail or cause, and one step up. It is made by
``training/event_coreference/concepts.py``.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from onrecord import knowledge

AREA = "sameness"
_PAIRS = 200_000
"""Pairs of words whose nearness is kept in memory."""


@dataclass(frozen=True, slots=True)
class Concept:
    """What a lemma stands for."""

    nodes: dict[int, float]
    """Number of each concept, with its weight from 0 to 1."""
    kind: int
    """WordNet's lexicographer file of the first sense, 3 to 44; 0 for words that it has not."""


NOTHING = Concept({}, 0)


class Concepts:
    """The table."""

    def __init__(self, lemmas: list[str], starts: list[int], nodes: bytes, kinds: bytes) -> None:
        """``nodes`` holds pairs of 32-bit numbers: a concept, and its weight in 255ths."""
        self._place = {lemma: at for at, lemma in enumerate(lemmas)}
        self._starts = starts
        self._nodes = np.frombuffer(nodes, "<u4").reshape(-1, 2)
        self._kinds = kinds

    def of(self, lemma: str) -> Concept:
        """The concepts of ``lemma``; parts of a phrase are joined by "_"."""
        at = self._place.get(lemma)
        if at is None:
            return NOTHING
        rows = self._nodes[self._starts[at] : self._starts[at + 1]].tolist()
        return Concept({node: weight / 255 for node, weight in rows}, self._kinds[at])


@cache
def concepts() -> Concepts:
    """The table, read once a process."""
    with knowledge.path(AREA, "concepts.npz").open("rb") as file, np.load(file) as arrays:
        return Concepts(
            arrays["lemmas"].tobytes().decode("utf-8").split("\n"),
            arrays["starts"].tolist(),
            arrays["nodes"].astype("<u4").tobytes(),
            arrays["kinds"].tobytes(),
        )


@cache
def concept(lemma: str) -> Concept:
    """The concepts of ``lemma``."""
    return concepts().of(lemma)


@lru_cache(_PAIRS)
def kin(one: str, other: str) -> float:
    """The strongest concept that two lemmas share, from 0 to 1."""
    mine, theirs = concept(one).nodes, concept(other).nodes
    if len(theirs) < len(mine):
        mine, theirs = theirs, mine
    return max((weight * theirs[n] for n, weight in mine.items() if n in theirs), default=0.0)


@lru_cache(_PAIRS)
def kin_of(one: frozenset[str], other: frozenset[str]) -> float:
    """The nearest that a form of one word comes to a form of another."""
    return max(kin(a, b) for a in one for b in other)
