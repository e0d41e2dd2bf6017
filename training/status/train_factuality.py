"""Train the factuality regression: `python -m training.status.train_factuality DATA`.

Two ridge regressions over binary features (news: UW and MEANTIME; web: UDS-IH2) with penalties
chosen by five-fold cross-validation, and a logistic gate that tells the two kinds of text apart by
the words of the sentence. Writes ``factuality.npz`` (names and weights, no pickle) beside the
status tables. The same data and code give the same file.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import cross_val_predict

from evaluation.task import Row, article_of
from onrecord.events.factuality_words import features, gate_features
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Given
from onrecord.text import Span

NEWS, WEB = ("uw", "meantime"), ("uds_ih2",)
NEWS_WEIGHT = {"uw": 1.0, "meantime": 2.0}
"""MEANTIME is a tenth of UW's size and nearest to current news."""
LEAST = 4
"""A feature must occur this often in the training rows."""
GATE_LEAST = 10
PENALTIES = (10.0, 20.0, 40.0)
SMALLEST = 5e-3
"""Weights closer to zero are left out of the file."""
OUT = Path(__file__).parents[2] / "src/onrecord/knowledge/status/factuality.npz"

Weights = tuple[list[str], np.ndarray]


@dataclass(frozen=True, slots=True)
class Example:
    """A predicate of the training rows."""

    corpus: str
    found: list[str]
    gate: list[str]
    gold: float


def examples(data: Path) -> Iterator[Example]:
    """Features and gold number of each predicate of the training rows."""
    syntax = SyntaxStage()
    for corpus in (*NEWS, *WEB):
        with (data / f"factuality/{corpus}.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["split"] == "train":
                    (parse,) = syntax.run(article_of(row), Given({}))
                    assert isinstance(parse, Parse)
                    yield from _of_row(corpus, row, parse)


def _of_row(corpus: str, row: Row, parse: Parse) -> Iterator[Example]:
    for event in row["events"]:
        head = parse.head(Span(*event["span"]))
        if head is not None:
            gate = gate_features(head.sent)
            yield Example(corpus, features(parse, head), gate, event["factuality"])


def matrix(rows: list[list[str]], names: list[str]) -> sparse.csr_matrix:
    """One row an example, one column a name; ones where the example has the feature."""
    column = {name: at for at, name in enumerate(names)}
    pairs = [(i, column[f]) for i, row in enumerate(rows) for f in row if f in column]
    where = np.array(pairs, dtype=np.int64).T
    shape = (len(rows), len(names))
    return sparse.csr_matrix((np.ones(where.shape[1]), (where[0], where[1])), shape=shape)


def _names(rows: list[list[str]], least: int) -> list[str]:
    counts = Counter(name for row in rows for name in row)
    return sorted(name for name, count in counts.items() if count >= least)


def train_numbers(found: list[Example]) -> Weights:
    """Names and weights of the regression, with the penalty that does best on unseen rows."""
    rows, gold = [one.found for one in found], np.array([one.gold for one in found])
    weight = np.array([NEWS_WEIGHT.get(one.corpus, 1.0) for one in found])
    names = _names(rows, LEAST)
    table = matrix(rows, names)
    scores = {}
    for penalty in PENALTIES:
        model = Ridge(alpha=penalty, fit_intercept=False)
        made = cross_val_predict(model, table, gold, cv=5, params={"sample_weight": weight})
        scores[penalty] = float(np.corrcoef(made, gold)[0, 1])
        print(f"penalty {penalty}: r {scores[penalty]:.4f} in cross-validation")
    best = max(scores, key=lambda p: scores[p])
    model = Ridge(alpha=best, fit_intercept=False).fit(table, gold, sample_weight=weight)
    return names, np.asarray(model.coef_)


def train_gate(found: list[Example]) -> Weights:
    """Names and weights of the gate: positive for news."""
    rows = [one.gate for one in found]
    names = _names(rows, GATE_LEAST)
    model = LogisticRegression(C=0.3, max_iter=500, fit_intercept=False, class_weight="balanced")
    model.fit(matrix(rows, names), np.array([one.corpus in NEWS for one in found]))
    return names, np.asarray(model.coef_[0])


def save(parts: dict[str, Weights], out: Path) -> None:
    """Write the weights that are not next to nothing."""
    arrays: dict[str, Any] = {}
    for part, (names, weights) in parts.items():
        kept = np.abs(weights) >= SMALLEST
        arrays[f"{part}_names"] = np.array(names)[kept]
        arrays[part] = weights[kept].astype(np.float32)
        print(f"{part}: {int(kept.sum())} weights")
    np.savez_compressed(out, **arrays)


def main() -> None:
    """Read the data, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds factuality/")
    found = list(examples(parser.parse_args().data))
    parts = {
        "news": train_numbers([one for one in found if one.corpus in NEWS]),
        "web": train_numbers([one for one in found if one.corpus in WEB]),
        "gate": train_gate(found),
    }
    save(parts, OUT)


if __name__ == "__main__":
    main()
