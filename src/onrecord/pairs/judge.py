"""Trees that judge pairs by named features, and the weight files of those that look twice."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.pairs.forest import Forest, forest

LOOKS = ("first", "second")
"""What the arrays of each look begin with in a weight file."""


class Judge(NamedTuple):
    """Trees, and the features that they ask for."""

    trees: Forest
    names: tuple[str, ...]

    def chances(self, found: Iterable[Mapping[str, float]]) -> list[float]:
        """The chances, from 0 to 1, of pairs with their features by name."""
        rows = np.array([[row[name] for name in self.names] for row in found], np.float32)
        return [round(chance, 4) for chance in self.trees.chances(rows).tolist()]


def judge(arrays: Mapping[str, NDArray[Any]], look: str) -> Judge:
    """The judge of one of `LOOKS`, from the arrays of a weight file."""
    own = {key: arrays[key] for key in arrays if key.startswith(f"{look}_")}
    own = {key.removeprefix(f"{look}_"): value for key, value in own.items()}
    return Judge(forest(own), tuple(own["names"].tobytes().decode("utf-8").split("\n")))


def arrays_of(looks: Iterable[Judge]) -> dict[str, NDArray[Any]]:
    """The arrays of `LOOKS`, for a weight file."""
    found: dict[str, NDArray[Any]] = {}
    for name, look in zip(LOOKS, looks, strict=True):
        found |= {f"{name}_{key}": value for key, value in look.trees.arrays().items()}
        found[f"{name}_names"] = np.frombuffer("\n".join(look.names).encode(), np.uint8)
    return found
