"""What hangs together: the connected parts of a graph."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]

_AT_ONCE = 1_000_000
"""Pairs that are looked at together: once parts are large, most of the rest says nothing new."""


class Parts:
    """The numbers ``0 .. count - 1``, put together pair by pair, whatever the order of pairs."""

    def __init__(self, count: int) -> None:
        self.first: Numbers = np.arange(count, dtype=np.int32)
        """For each number the smallest one of its part."""

    def join(self, ones: Numbers, others: Numbers) -> None:
        """Put together the two numbers of each pair, and all that hangs on them."""
        for at in range(0, len(ones), _AT_ONCE):
            some = slice(at, at + _AT_ONCE)
            self._join(self.first[ones[some]], self.first[others[some]])

    def _join(self, ones: Numbers, others: Numbers) -> None:
        while (apart := ones != others).any():
            ones, others = ones[apart], others[apart]
            low, high = np.minimum(ones, others), np.maximum(ones, others)
            np.minimum.at(self.first, high, low)
            while not np.array_equal(above := self.first[self.first], self.first):
                self.first = above
            ones, others = self.first[low], self.first[high]
