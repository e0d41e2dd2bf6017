"""Linear models as data: named features, weights in TOML."""

import math
from collections.abc import Iterable, Mapping
from functools import cache

from onrecord import knowledge
from onrecord.places.gazetteer import AREA

Features = Mapping[str, float]


@cache
def weights(name: str) -> dict[str, float]:
    """The weights of ``name``.toml; a feature that is not there weighs nothing."""
    return {key: float(value) for key, value in knowledge.toml(AREA, name)["weights"].items()}


def score(features: Features, by: Mapping[str, float]) -> float:
    """The weighted sum of ``features``."""
    return math.fsum(by.get(name, 0.0) * value for name, value in features.items())


def softmax(scores: Iterable[float]) -> list[float]:
    """Scores as shares of one."""
    known = list(scores)
    top = max(known, default=0.0)
    raised = [math.exp(one - top) for one in known]
    total = math.fsum(raised)
    return [one / total for one in raised]


def logistic(value: float) -> float:
    """The chance that a logit stands for."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))
