"""How likely each country or group that a text names is that of somebody whose words tell none.

A small network weighs the choices against each other and against "none of them". It sees what
`onrecord.actors.surroundings` counts, what kind of words is to be placed, and the shared encoder's
vectors: that of the phrase, and for each choice those of the words that name it (all of them, the
last before the phrase, the first behind it), multiplied number by number after a projection each.
It is fitted by ``training/actors``; weights never depend on which country a choice is.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord import knowledge

Floats = NDArray[np.float32]

VIEWS: Final = 3
"""Vectors of each choice: of all words that name it, of the last before and the first behind."""
WEIGHTS: Final = (
    "asked",
    "named",
    "alone",
    "choice",
    "chosen",
    "none",
    "refused",
)
"""The layers: of each the matrix, and the constants under the name with ``_bias``."""


@dataclass(frozen=True, slots=True)
class Chooser:
    """The fitted network; ``weights`` are its arrays by name."""

    weights: Mapping[str, Floats]

    def chances(self, told: Floats, nobody: Floats, head: Floats, named: Floats) -> Floats:
        """The chance of each choice and, last, of none of them: shape (choices + 1,).

        Args:
            told: features of each choice, shape (choices, features); the kind of words among them.
            nobody: features of none, shape (features,).
            head: the vector of the phrase, shape (size,).
            named: the vectors of each choice, shape (choices, VIEWS, size).
        """
        w = self.weights
        alone = head @ w["alone"] + w["alone_bias"]
        parts = [told]
        for view in range(VIEWS):
            asked = head @ w["asked"][view] + w["asked_bias"][view]
            parts.append(asked * (named[:, view] @ w["named"][view] + w["named_bias"][view]))
        parts.append(np.broadcast_to(alone, (len(told), len(alone))))
        scores = self._read("choice", "chosen", np.concatenate(parts, axis=1))
        none = self._read("none", "refused", np.concatenate([nobody, alone])[None])
        every = np.concatenate([scores, none])
        grown = np.exp(every - every.max())
        return np.asarray(grown / grown.sum(), np.float32)

    def _read(self, inner: str, outer: str, found: Floats) -> Floats:
        w = self.weights
        hidden = np.maximum(found @ w[inner] + w[f"{inner}_bias"], 0)
        return np.asarray((hidden @ w[outer] + w[f"{outer}_bias"])[:, 0], np.float32)


@cache
def chooser() -> Chooser:
    """The fitted network, read once a process."""
    with np.load(io.BytesIO(knowledge.path("actors", "surroundings.npz").read_bytes())) as found:
        return Chooser({name: found[name].astype(np.float32) for name in found.files})
