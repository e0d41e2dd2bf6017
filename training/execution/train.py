"""Fit the model that says how far a happening came: accomplished, attempted or threatened.

Run from the repository root::

    python -m training.execution.train --data DATA

``DATA`` holds the training file of MUC-4. The program parses the articles as it is, so run it again
when the parser, the dates or the rules of status have changed; some minutes on one core. The seeds
are fixed: the same data and program give the same weights.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from evaluation.execution import found_in, with_gold
from evaluation.task import Row, read_rows
from onrecord.coder import Coder
from onrecord.events.execution import FILE, Execution

TRAIN = "events/muc4_templates_train.jsonl"
TARGET = Path("src/onrecord/knowledge/events") / FILE
LEAST = 4
"""Happenings that must have a feature."""
PENALTY = 0.05
FOLDS = 5
SEEDS = (0, 1)
STEPS = tuple(step / 4 for step in range(-6, 5))
"""What may be added to the score of each of the two rare stages."""
STAGES = tuple(Execution)

Floats = NDArray[np.float64]


class Lesson(NamedTuple):
    """One happening."""

    article: str
    found: dict[str, float]
    """Its features."""
    stage: int
    """How far it came: a number into ``STAGES``."""


class Model(NamedTuple):
    """A weight of each feature, zero for rare ones, for each stage."""

    weights: Floats
    bias: Floats

    def scores(self, rows: sparse.csr_matrix) -> Floats:
        """Of each happening and stage, shape (happenings, stages)."""
        return np.asarray(rows @ self.weights + self.bias)


def lessons(rows: Iterable[Row], coder: Coder) -> Iterator[Lesson]:
    """The happenings of marked articles."""
    for row in map(with_gold, rows):
        if row["incidents"]:
            for found, gold in zip(found_in(row, coder), row["gold"], strict=True):
                yield Lesson(row["id"], found, STAGES.index(Execution(gold.lower())))


def table(given: Sequence[Lesson]) -> tuple[list[str], sparse.csr_matrix]:
    """The names of the features, and a row for each happening with a column for each name."""
    names = sorted({name for lesson in given for name in lesson.found})
    column = {name: at for at, name in enumerate(names)}
    ends = np.cumsum([0, *(len(lesson.found) for lesson in given)])
    columns = [column[name] for lesson in given for name in lesson.found]
    values = [value for lesson in given for value in lesson.found.values()]
    shape = (len(given), len(names))
    return names, sparse.csr_matrix((values, columns, ends), shape=shape)


def fit(rows: sparse.csr_matrix, stages: Sequence[int]) -> Model:
    """A model in which every stage counts the same, however rare it is."""
    common = np.flatnonzero((rows > 0).sum(axis=0).A1 >= LEAST)
    model = LogisticRegression(C=PENALTY, max_iter=1000, class_weight="balanced")
    model.fit(rows[:, common], stages)
    weights = np.zeros((rows.shape[1], len(STAGES)))
    weights[common] = model.coef_.T
    return Model(weights, np.asarray(model.intercept_))


def held(given: Sequence[Lesson], seed: int) -> Floats:
    """The scores of each happening by a model that has not seen its article."""
    gold = np.array([lesson.stage for lesson in given])
    articles = [lesson.article for lesson in given]
    _, rows = table(given)
    scores = np.zeros((len(given), len(STAGES)))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    for seen, unseen in folds.split(gold, gold, articles):
        scores[unseen] = fit(rows[seen], gold[seen].tolist()).scores(rows[unseen])
    return scores


def macro(scores: Floats, gold: Sequence[int]) -> float:
    """The mean F1 of the stages, per cent."""
    return float(100 * f1_score(gold, scores.argmax(axis=1), average="macro"))


def limits(given: Sequence[Lesson]) -> tuple[float, float]:
    """What to add for attempted and threatened, by the articles kept out of the folds."""
    gold = [lesson.stage for lesson in given]
    scores = [held(given, seed) for seed in SEEDS]

    def reached(added: tuple[float, float]) -> float:
        return sum(macro(one + np.array([0.0, *added]), gold) for one in scores) / len(scores)

    best = max(((a, b) for a in STEPS for b in STEPS), key=reached)
    print(f"held folds: macro F1 {reached((0.0, 0.0)):.1f}; with {best} added {reached(best):.1f}")
    for name, f1 in zip(STAGES, _each(scores, np.array([0.0, *best]), gold), strict=True):
        print(f"  {name}: F1 {f1:.1f}")
    return best


def _each(scores: Sequence[Floats], added: Floats, gold: Sequence[int]) -> Floats:
    made = [f1_score(gold, (one + added).argmax(axis=1), average=None) for one in scores]
    return np.asarray(100 * np.mean(made, axis=0))


def write(path: Path, names: Sequence[str], model: Model, added: tuple[float, float]) -> int:
    """The weight file that the program reads.

    Returns:
        The number of features that have a weight.
    """
    used = np.flatnonzero(model.weights.any(axis=1))
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(names[at] for at in used.tolist()).encode(), np.uint8),
        weights=model.weights[used].astype(np.float16),
        bias=(model.bias + np.array([0.0, *added])).astype(np.float32),
    )
    return len(used)


def main() -> None:
    """Read the data, choose the limits, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds events/")
    given = list(lessons(read_rows(parser.parse_args().data / TRAIN), Coder()))
    added = limits(given)
    names, rows = table(given)
    used = write(TARGET, names, fit(rows, [lesson.stage for lesson in given]), added)
    print(f"{len(given)} happenings, {used} features")


if __name__ == "__main__":
    main()
