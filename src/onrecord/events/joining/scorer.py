"""How likely two mentions tell one happening, by the trees of ``training/joining``."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from onrecord import knowledge
from onrecord.events.joining.features import Pair, features
from onrecord.events.joining.look import Look
from onrecord.pairs.forest import Forest, forest

FILE = "joining.npz"


class Scorer:
    """The trees, and what they ask for."""

    def __init__(self, trees: Forest, names: Sequence[str], threshold: float) -> None:
        """``threshold`` is the mean chance from which on two groups are one."""
        self._trees, self._names, self.threshold = trees, tuple(names), threshold

    def chances(self, looks: Sequence[Look], pairs: Sequence[Pair]) -> list[float]:
        """The chance, from 0 to 1, of each pair of numbers into ``looks``."""
        if not pairs:
            return []
        found = features(looks, pairs)
        rows = np.array([[row[name] for name in self._names] for row in found], np.float32)
        return [float(chance) for chance in self._trees.chances(rows)]


@cache
def scorer() -> Scorer:
    """The scorer, read once a process.

    Raises:
        KnowledgeError: its file is missing.
    """
    with knowledge.path("events", FILE).open("rb") as data, np.load(data) as arrays:
        names = arrays["names"].tobytes().decode("utf-8").split("\n")
        return Scorer(forest(arrays), names, float(arrays["threshold"]))
