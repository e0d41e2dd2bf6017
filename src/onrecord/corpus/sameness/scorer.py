"""How likely two tellings are of one happening, by the trees of ``training/event_coreference``."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from onrecord import knowledge
from onrecord.corpus.sameness.conflict import Told
from onrecord.corpus.sameness.features import Comparison
from onrecord.pairs.concepts import AREA
from onrecord.pairs.forest import Forest, forest

_BATCH = 20_000
"""Pairs whose features are in memory at once."""


class Scorer:
    """The trees, and what they ask for."""

    def __init__(self, trees: Forest, names: Sequence[str], threshold: float) -> None:
        """``threshold`` is the mean chance from which on two groups are one."""
        self._trees, self._names, self.threshold = trees, tuple(names), threshold

    def chances(self, told: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> list[float]:
        """The chance, from 0 to 1, of each pair of numbers into ``told``."""
        return [chance for batch in _batches(pairs) for chance in self._some(told, batch)]

    def _some(self, told: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> list[float]:
        comparison = Comparison()
        found = (comparison.features(told[a], told[b]) for a, b in pairs)
        rows = np.array([[row[name] for name in self._names] for row in found], np.float32)
        return [round(chance, 4) for chance in self._trees.chances(rows).tolist()]


def _batches(pairs: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    for at in range(0, len(pairs), _BATCH):
        yield pairs[at : at + _BATCH]


@cache
def scorer() -> Scorer:
    """The scorer, read once a process.

    Raises:
        KnowledgeError: its file is missing.
    """
    file = knowledge.path(AREA, "scorer.npz")
    with file.open("rb") as data, np.load(data) as arrays:
        names = arrays["names"].tobytes().decode("utf-8").split("\n")
        return Scorer(forest(arrays), names, float(arrays["threshold"]))
