"""Fits the linear models of the place stage and reports cross-validated scores.

Run from the repository root::

    python -m training.places.train DATA

``DATA`` holds ``places/lgl.jsonl`` and ``places/trnews.jsonl`` (``ORIGIN.toml`` of the knowledge
says what they are). TR-News, which is news of the whole world, counts more than LGL, which is
news of small towns. Same data, same weights.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from evaluation.places import NEAR_KM, SETS, Toponym, gold_toponyms
from evaluation.task import Row, article_of, prf, read_rows
from onrecord import Coder
from onrecord.language.parse import Parse
from onrecord.places import recognition, resolution
from onrecord.places.gazetteer import gazetteer
from onrecord.places.linear import Features, score
from onrecord.places.mentions import Finder, mentions
from onrecord.places.stage import given_mentions

TARGET = Path("src/onrecord/knowledge/places")
SET_WEIGHT = {"lgl": 1.0, "trnews": 3.0}
"""For names; for the ranker see `RANKER_WEIGHT`."""
RANKER_WEIGHT = {"lgl": 1.0, "trnews": 10.0}
"""LGL was made of towns that share the name of a better-known one, so it teaches the contrary."""
FOLDS = 5
RECOGNITION_C = 0.3
"""Inverse strength of the L2 penalty; 0.1 to 1 score alike in cross-validation."""
RANKER_PENALTY = 0.001
THRESHOLD = 0.4
"""Chance from which a name is a place: the middle of the range where F1 is flat."""

Document = tuple[str, Parse, list[Toponym]]
Weights = dict[str, float]


class Example(msgspec.Struct):
    """Features of one possible name, or of one candidate of a name."""

    features: Features
    right: bool
    weight: float
    fold: int
    group: int = 0


Fit = Callable[[Sequence[Example]], Weights]
Judge = Callable[[Sequence[Example], Weights], float]


def documents(data: Path) -> Iterator[Document]:
    """Set, parse and gold of each document."""
    coder = Coder()
    for name in SETS:
        for row in read_rows(data / "places" / f"{name}.jsonl"):
            yield name, _parse(coder, row), gold_toponyms(row)


def _parse(coder: Coder, row: Row) -> Parse:
    return coder.products(article_of(row), {Parse}).one(Parse)


def recognition_examples(number: int, document: Document) -> Iterator[Example]:
    """Possible names of a document; right if they are exactly a gold name, or the only ones."""
    name, parse, gold = document
    found = mentions(parse, Finder(gazetteer()))
    spans = {one.span for one in found}
    names = recognition.names_of(parse.doc)
    chained = recognition.chained_tokens(parse.doc, found)
    for mention in found:
        over = [one for one in gold if one.span.overlaps(mention.span)]
        if any(one.point is None for one in over):
            continue
        right = any(one.span == mention.span or one.span not in spans for one in over)
        features = recognition.features(parse.doc, mention, names, chained)
        yield Example(features, right, SET_WEIGHT[name], number % FOLDS)


def ranking_examples(
    number: int, document: Document, *, context: bool, first: int
) -> Iterator[Example]:
    """Candidates of the gold names; right if within `NEAR_KM` of the gold point."""
    name, parse, gold = document
    points = {one.span: one.point for one in gold if one.point is not None}
    names = resolution.group(parse.doc, given_mentions(parse, list(points)))
    around = resolution.surroundings(parse.doc, names) if context else []
    for at, one in enumerate(names):
        lat, lon = points[one.mentions[0].span] or (0.0, 0.0)
        rows = (
            resolution.all_features(one, around[at])
            if context
            else [resolution.own_features(c, one) for c in one.candidates]
        )
        near = [resolution.kilometres(c.lat, c.lon, lat, lon) <= NEAR_KM for c in one.candidates]
        if not any(near):
            continue
        weight = RANKER_WEIGHT[name] * min(3, len(one.mentions)) ** 0.5
        for row, right in zip(rows, near, strict=True):
            yield Example(row, right, weight, number % FOLDS, first + at)


def fit_recognition(examples: Sequence[Example]) -> Weights:
    """Weights of a logistic regression, moved so that `THRESHOLD` lies at zero."""
    vectors = DictVectorizer()
    table = vectors.fit_transform([one.features for one in examples])
    model = LogisticRegression(C=RECOGNITION_C, max_iter=2000, fit_intercept=False)
    model.fit(
        table, [one.right for one in examples], sample_weight=[one.weight for one in examples]
    )
    found = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    found["bias"] -= float(np.log(THRESHOLD / (1 - THRESHOLD)))
    return {name: round(float(value), 3) for name, value in sorted(found.items()) if value}


def fit_ranker(examples: Sequence[Example]) -> Weights:
    """Weights of a conditional logit: the right candidates against all of their name."""
    vectors = DictVectorizer()
    table: csr_matrix = vectors.fit_transform([one.features for one in examples])
    groups = np.array([one.group for one in examples])
    _, groups = np.unique(groups, return_inverse=True)
    right = np.array([one.right for one in examples])
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    weight = np.array([one.weight for one in examples])[starts]

    def loss(by: np.ndarray) -> tuple[float, np.ndarray]:
        logits = table @ by
        logits -= np.maximum.reduceat(logits, starts)[groups]
        raised = np.exp(logits)
        total = np.add.reduceat(raised, starts)
        good = np.add.reduceat(raised * right, starts)
        value = -np.sum(weight * (np.log(good + 1e-30) - np.log(total)))
        pull = raised / total[groups] - raised * right / (good + 1e-30)[groups]
        slope = table.T @ (pull * weight[groups])
        scale = RANKER_PENALTY * weight.sum()
        return value + scale * (by @ by) / 2, slope + scale * by

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x
    pairs = zip(vectors.get_feature_names_out(), found, strict=True)
    return {name: round(float(value), 4) for name, value in pairs}


def write(name: str, weights: Weights) -> None:
    """The weights as TOML, sorted by name."""
    lines = [f"{json.dumps(key)} = {weights[key]!r}" for key in sorted(weights)]
    head = "# Fitted by training/places/train.py; see ORIGIN.toml.\n[weights]\n"
    (TARGET / f"{name}.toml").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def cross_validated(examples: Sequence[Example], fit: Fit, judge: Judge) -> float:
    """The mean of ``judge`` on each fold with weights fitted on the others."""
    values: list[float] = []
    for fold in range(FOLDS):
        weights = fit([one for one in examples if one.fold != fold])
        values.append(judge([one for one in examples if one.fold == fold], weights))
    return sum(values) / len(values)


def f1_of_names(examples: Sequence[Example], weights: Weights) -> float:
    """F1 of the single decisions (before overlaps are settled), in per cent."""
    right = predicted = gold = 0.0
    for one in examples:
        said = score(one.features, weights) > 0
        right += one.weight * (said and one.right)
        predicted += one.weight * said
        gold += one.weight * one.right
    return prf(right, predicted, gold)[2]


def accuracy_of_ranker(examples: Sequence[Example], weights: Weights) -> float:
    """Share of the names whose best candidate is right, in per cent, weighted as fitted."""
    best: dict[int, tuple[float, Example]] = {}
    for one in examples:
        value = score(one.features, weights)
        if one.group not in best or value > best[one.group][0]:
            best[one.group] = (value, one)
    chosen = [one for _, one in best.values()]
    right = float(sum(one.weight for one in chosen if one.right))
    return 100 * right / float(sum(one.weight for one in chosen))


def train(found: Sequence[Document]) -> None:
    """Fit, report and write the three models; the last needs the one before."""
    examples = [e for at, one in enumerate(found) for e in recognition_examples(at, one)]
    print(f"names: F1 {cross_validated(examples, fit_recognition, f1_of_names):.1f}")
    write("recognition", fit_recognition(examples))
    for name, context in (("resolution_alone", False), ("resolution", True)):
        rows = [
            e
            for at, one in enumerate(found)
            for e in ranking_examples(at, one, context=context, first=at * 1000)
        ]
        print(f"{name}: {cross_validated(rows, fit_ranker, accuracy_of_ranker):.1f}")
        write(name, fit_ranker(rows))


def main(arguments: Sequence[str]) -> int:
    train(list(documents(Path(arguments[0]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
