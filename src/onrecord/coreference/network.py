"""The network that scores antecedents: small, dense, run by numpy alone."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord import knowledge

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Layer = tuple[Floats, Floats]
"""Weights, one column a unit, and biases."""


class Network:
    """Several networks of the same shape, whose scores are averaged.

    They read a row for two phrases: what the first is, what the second is, what they have in
    common, and a last column that says that there is no first one. What a phrase adds to the first
    layer is the same in all its pairs, so it is worked out once a phrase.
    """

    def __init__(self, members: Sequence[Sequence[Layer]], bias: float) -> None:
        """``bias`` is added to the score of naming something new."""
        self.bias = bias
        # The first layers side by side, so that one product serves all members.
        self._weights = np.concatenate([layers[0][0] for layers in members], axis=1)
        self._biases = np.concatenate([layers[0][1] for layers in members])
        self._units = len(members[0][0][1])
        self._deeper = [layers[1:] for layers in members]

    def scores(self, each: Floats, both: Floats, earlier: Ints, later: Ints) -> Floats:
        """One score a pair; only differences between those of the same later phrase mean something.

        Args:
            each: what is known of each phrase, shape (phrases, columns).
            both: what the two of a pair have in common, one row a pair.
            earlier: the first phrase of each pair.
            later: the second.
        """
        width = each.shape[1]
        values = both @ self._weights[2 * width : -1]
        values += (each @ self._weights[:width])[earlier]
        values += self._as_second(each)[later]
        return self._finished(values)

    def new_scores(self, each: Floats) -> Floats:
        """One score a phrase for its naming something new."""
        return self._finished(self._as_second(each) + self._weights[-1])

    def _as_second(self, each: Floats) -> Floats:
        width = each.shape[1]
        found: Floats = each @ self._weights[width : 2 * width] + self._biases
        return found

    def _finished(self, values: Floats) -> Floats:
        """The scores, from the sums of the first layers; overwrites ``values``."""
        np.maximum(values, np.float32(0), out=values)
        total = np.zeros(len(values), dtype=np.float32)
        for number, layers in enumerate(self._deeper):
            start = number * self._units
            total += _run(values[:, start : start + self._units], layers)
        return total / np.float32(len(self._deeper))


def _run(rows: Floats, layers: Sequence[Layer]) -> Floats:
    values = rows
    for weights, biases in layers[:-1]:
        values = values @ weights
        values += biases  # in place: a new array of this size costs as much as the product
        np.maximum(values, np.float32(0), out=values)
    weights, biases = layers[-1]
    found: Floats = (values @ weights + biases)[:, 0]
    return found


def pack(members: Sequence[Sequence[Layer]], bias: float) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a weight file; half precision is as good as single here."""
    arrays: dict[str, npt.NDArray[Any]] = {
        "bias": np.array(bias),
        "members": np.array(len(members)),
    }
    for number, layers in enumerate(members):
        for depth, (weights, biases) in enumerate(layers):
            arrays[f"w{number}.{depth}"] = weights.astype(np.float16)
            arrays[f"b{number}.{depth}"] = biases.astype(np.float16)
    return arrays


@cache
def network() -> Network:
    """The trained network, read once a process."""
    with knowledge.path("coreference", "chains.npz").open("rb") as file, np.load(file) as arrays:
        depth = sum(name.startswith("w0.") for name in arrays.files)
        members = [
            [
                (arrays[f"w{n}.{d}"].astype(np.float32), arrays[f"b{n}.{d}"].astype(np.float32))
                for d in range(depth)
            ]
            for n in range(int(arrays["members"]))
        ]
        return Network(members, float(arrays["bias"]))
