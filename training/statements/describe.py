"""Fit the models of kinds of sources and of acts.

    python -m training.statements.describe --data ../shared/data

Multinomial logistic regressions over the signs of ``onrecord.statements.describe``, classes
weighted by their rarity. It needs the encoder that ``training.encoder.train`` made, and is run
after it.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from evaluation.kinds import labelled, macro_f1, said_in, scene_of
from evaluation.nested import GOLD
from evaluation.task import read_rows
from onrecord.coder import Coder
from onrecord.statements.describe import Signs

LEAST_SIGHTINGS = 2
VECTOR_WEIGHT = 3.0
"""Scale of the vectors beside the features, which are 0 or 1."""
STRENGTH = 1.0
"""Inverse of the L2 penalty."""
Examples = list[tuple[Signs, str]]


def main() -> None:
    """Read the labels, fit both models, write them."""
    parser = argparse.ArgumentParser(description="Fit the models of kinds and acts.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--out", type=Path, default=Path(str(files("onrecord.knowledge"))) / "statements"
    )
    chosen = parser.parse_args()
    kinds, acts = examples(chosen.data)
    for name, found in (("kinds", kinds), ("acts", acts)):
        print(f"{name}: {len(found)} examples, cross-validated macro F1 {cross(found):.1f}")
        save(chosen.out / f"{name}.npz", found)


def examples(data: Path) -> tuple[Examples, Examples]:
    """The signs and labels of the rows that are not held out, and of the nested statements."""
    rows = [row for row in labelled(data) if row["part"] == "train"]
    rows += [{**one, "text": row["text"]} for row in read_rows(GOLD) for one in row["statements"]]
    coder, kinds, acts = Coder(), [], []
    for _, same in groupby(rows, key=lambda row: row["text"]):
        here = list(same)
        scene = scene_of(here[0], coder)
        for row in here:
            said = said_in(row)
            signs = scene.kind_signs(said, scene.speaker(said))
            if signs is not None and row["kind"] is not None:
                kinds.append((signs, row["kind"]))
            if row["act"] is not None:
                acts.append((scene.act_signs(said), row["act"]))
    return kinds, acts


def table(found: Examples, names: Sequence[str]) -> csr_matrix:
    """Features beside vectors, shape (examples, names + vector)."""
    column = {name: at for at, name in enumerate(names)}
    rows = [sorted({column[n] for n in signs.names if n in column}) for signs, _ in found]
    pointer = np.cumsum([0, *(len(row) for row in rows)])
    ones = csr_matrix(
        (np.ones(pointer[-1]), np.concatenate([np.array(r, dtype=int) for r in rows]), pointer),
        shape=(len(rows), len(names)),
    )
    return hstack(
        [ones, csr_matrix(np.stack([s.vector for s, _ in found]) * VECTOR_WEIGHT)]
    ).tocsr()


def names_of(found: Examples) -> list[str]:
    """The features that were seen often enough."""
    seen = Counter(name for signs, _ in found for name in set(signs.names))
    return sorted(name for name, count in seen.items() if count >= LEAST_SIGHTINGS)


def model() -> LogisticRegression:
    """The regression, not fitted."""
    return LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)


def cross(found: Examples) -> float:
    """Macro F1 by five-fold cross-validation."""
    labels = [label for _, label in found]
    answers = cross_val_predict(model(), table(found, names_of(found)), labels, cv=5)
    return macro_f1(list(zip(labels, answers, strict=True)))


def save(path: Path, found: Examples) -> None:
    """Fit on all examples and write; the same examples give the same bytes."""
    names = names_of(found)
    fitted = model().fit(table(found, names), [label for _, label in found])
    weights = fitted.coef_.T.astype(np.float16)
    np.savez_compressed(
        path,
        classes=_blob(fitted.classes_),
        names=_blob(names),
        weights=weights[: len(names)],
        dense=(fitted.coef_.T[len(names) :] * VECTOR_WEIGHT).astype(np.float16),
        bias=fitted.intercept_.astype(np.float32),
    )


def _blob(words: Sequence[str]) -> np.ndarray:
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)


if __name__ == "__main__":
    main()
