"""How likely a candidate is a statement: a linear model over its features.

The model is a logistic regression trained by ``training/statements/train.py``; here it is a table
of weights. A feature that it never saw counts nothing.
"""

from collections.abc import Iterable
from functools import cache
from math import exp

import numpy as np

from onrecord import knowledge


class Judge:
    """Weights of features; immutable once loaded."""

    def __init__(self, weights: dict[str, float], bias: float) -> None:
        self._weights = weights
        self._bias = bias

    def chance(self, features: Iterable[str]) -> float:
        """The chance, 0 to 1, that a candidate with ``features`` is a statement."""
        return 1 / (1 + exp(-max(-50.0, min(50.0, self.score(features)))))

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights of ``features``: log odds."""
        return self._bias + sum(self._weights.get(name, 0.0) for name in features)


@cache
def judge() -> Judge:
    """The judge of candidates, read once a process."""
    return _read("judge.npz")


@cache
def end_weights() -> Judge:
    """The model of where contents end, read once a process."""
    return _read("ends.npz")


def _read(name: str) -> Judge:
    with knowledge.path("statements", name).open("rb") as file, np.load(file) as arrays:
        names = bytes(arrays["names"]).decode("utf-8").split("\n")
        values = arrays["weights"].astype(float).tolist()
        bias = float(arrays["bias"])
    return Judge(dict(zip(names, values, strict=True)), bias)
