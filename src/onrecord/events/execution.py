"""Whether a happening was carried out, attempted or only threatened, from all that tells of it.

A status belongs to one telling: "a bomb was placed" took place, "it was found and defused" did as
well, and together they are a bombing that was attempted. Here the sentences that name the parties
of one happening (who did it, its targets, its means) are weighed together by a linear model that
``training/execution`` fits.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord import knowledge
from onrecord.events.execution_features import Party, features
from onrecord.events.setting import Setting
from onrecord.language.parse import Parse

FILE = "execution.npz"


class Execution(StrEnum):
    """How far a happening came."""

    ACCOMPLISHED = "accomplished"
    ATTEMPTED = "attempted"
    THREATENED = "threatened"


def execution(parse: Parse, setting: Setting, kind: str, parties: Sequence[Party]) -> Execution:
    """How far a happening came.

    Args:
        kind: one of the kinds in ``knowledge/events/execution.toml``; others have no words.
    """
    return judge().execution(features(parse, setting, kind, parties))


class Judge:
    """The linear model: a weight of each feature for each stage."""

    def __init__(
        self, names: Sequence[str], weights: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> None:
        """``weights`` has the shape (features, stages), ``bias`` (stages,)."""
        self._place = {name: at for at, name in enumerate(names)}
        self._weights, self._bias = weights, bias

    def chances(self, found: Mapping[str, float]) -> dict[Execution, float]:
        """The chance of each stage."""
        known = [(self._place[name], value) for name, value in found.items() if name in self._place]
        rows = self._weights[[at for at, _ in known]]
        total = self._bias + np.array([value for _, value in known]) @ rows
        raised = np.exp(total - total.max())
        return dict(zip(Execution, (raised / raised.sum()).tolist(), strict=True))

    def execution(self, found: Mapping[str, float]) -> Execution:
        """The likeliest stage."""
        chances = self.chances(found)
        return max(chances, key=lambda one: chances[one])


@cache
def judge() -> Judge:
    """The model, read once a process.

    Raises:
        KnowledgeError: its file is missing.
    """
    with knowledge.path("events", FILE).open("rb") as data, np.load(data) as arrays:
        names = arrays["names"].tobytes().decode("utf-8").split("\n")
        return Judge(names, arrays["weights"].astype(np.float32), arrays["bias"])
