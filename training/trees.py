"""The trees of scikit-learn as the program reads them."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.pairs.forest import Forest
from onrecord.pairs.judge import Judge, arrays_of


def exported(model: Any) -> Forest:
    """The trees of scikit-learn as plain arrays."""
    trees = [stage[0].nodes for stage in model._predictors]
    starts = [0, *accumulate(len(tree) for tree in trees)]
    nodes = np.concatenate(trees)
    shift = np.repeat(starts[:-1], [len(tree) for tree in trees])
    leaf = nodes["is_leaf"].astype(bool)
    return Forest(
        roots=np.array(starts[:-1], np.int32),
        feature=np.where(leaf, -1, nodes["feature_idx"]).astype(np.int16),
        limit=nodes["num_threshold"].astype(np.float32),
        left=(nodes["left"] + shift).astype(np.int32),
        right=(nodes["right"] + shift).astype(np.int32),
        value=np.where(leaf, nodes["value"], 0).astype(np.float32),
        start=float(np.ravel(model._baseline_prediction)[0]),
    )


def write(target: Path, trees: Forest, names: Sequence[str], limit: float) -> None:
    """Write a weight file: the trees, the names of their features and the threshold of joining."""
    text = np.frombuffer("\n".join(names).encode(), np.uint8)
    arrays: dict[str, Any] = {**trees.arrays(), "names": text, "threshold": np.array(limit)}
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, **arrays)


def write_looks(target: Path, looks: Sequence[Judge], limit: float) -> None:
    """Write a weight file of two looks at a pair, with the threshold of joining."""
    target.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {**arrays_of(looks), "threshold": np.array(limit)}
    np.savez_compressed(target, **arrays)
