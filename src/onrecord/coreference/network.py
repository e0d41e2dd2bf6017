"""The network that scores antecedents: small, dense, run by numpy alone."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord import knowledge

Floats = npt.NDArray[np.float32]
Layer = tuple[Floats, Floats]
"""Weights, one column a unit, and biases."""


class Network:
    """Several networks of the same shape, whose scores are averaged."""

    def __init__(self, members: Sequence[Sequence[Layer]], bias: float) -> None:
        """``bias`` is added to the score of naming something new."""
        self._members = members
        self.bias = bias
        self.width = members[0][0][0].shape[0]

    def scores(self, rows: Floats) -> Floats:
        """One score a row; only differences between rows of the same phrase mean something."""
        total = np.zeros(len(rows), dtype=np.float32)
        for layers in self._members:
            total += _run(rows, layers)
        return total / np.float32(len(self._members))


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
