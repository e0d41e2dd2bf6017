"""How likely two tellings are of one happening."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from onrecord.corpus.sameness.conflict import Told
from onrecord.corpus.sameness.features import features


class Scorer:
    """Weighs what two tellings share."""

    threshold = 0.5

    def chances(self, told: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> list[float]:
        """The chance, from 0 to 1, of each pair of numbers into ``told``."""
        if not pairs:
            return []
        rows = features(told, pairs)
        return [round(float(v), 4) for v in 1 / (1 + np.exp(-(rows @ WEIGHTS + BIAS)))]


WEIGHTS = np.array([2.5, 2.0, 2.0, 1.5, 2.0])
BIAS = -4.5


@cache
def scorer() -> Scorer:
    """The scorer, read once a process."""
    return Scorer()
