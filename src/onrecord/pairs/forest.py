"""Boosted trees, run by numpy alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees whose leaves are added up; all nodes of all trees stand in one list."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    """Column that a node asks for; -1 for a leaf."""
    limit: NDArray[np.float32]
    """Rows go left whose value is not above it."""
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    """Of a leaf."""
    start: float
    """What the sum begins with."""

    def chances(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The chance of each row, shape (rows,)."""
        total = np.full(len(rows), self.start)
        numbers = np.arange(len(rows))
        for root in self.roots.tolist():
            node = np.full(len(rows), root, np.int32)
            while (inner := self.feature[node] >= 0).any():
                below = rows[numbers, self.feature[node]] <= self.limit[node]
                node = np.where(inner, np.where(below, self.left[node], self.right[node]), node)
            total += self.value[node]
        return np.asarray(1 / (1 + np.exp(-total)), np.float64)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """For a weight file."""
        names = ("roots", "feature", "limit", "left", "right", "value")
        return {name: getattr(self, name) for name in names} | {"start": np.array(self.start)}


def forest(arrays: Mapping[str, NDArray[Any]]) -> Forest:
    """The forest of a weight file."""
    names = ("roots", "feature", "limit", "left", "right", "value")
    return Forest(**{name: arrays[name] for name in names}, start=float(arrays["start"]))
