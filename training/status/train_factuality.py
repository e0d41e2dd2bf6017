"""Train factuality: `python -m training.status.train_factuality DATA`.

Two ridge regressions over binary features (news: UW and MEANTIME; web: UDS-IH2) with penalties
chosen by five-fold cross-validation; a logistic gate that tells the two kinds of text apart; and
small networks over the encoder's vectors and the same features (`training.status.network`). Writes
``factuality.npz`` and ``factuality_heads.npz`` (names and weights, no pickle) beside the status
tables. The same data and code give the same files.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import cross_val_predict

from evaluation.task import Row, article_of
from onrecord.events.factuality_heads import FILE, NAMES, view
from onrecord.events.factuality_words import features, gate_features
from onrecord.language.encoder import Encoding, encoder
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.language.words import words_of
from onrecord.pipeline import Given
from onrecord.text import Span
from training.status.network import Lessons, Pace, fitted, numbered

NEWS, WEB = ("uw", "meantime"), ("uds_ih2",)
NEWS_WEIGHT = {"uw": 1.0, "meantime": 2.0}
"""MEANTIME is a tenth of UW's size and nearest to current news."""
HEADS_WEIGHT = {"meantime": 3.0}
"""The same for the networks."""
LEAST, GATE_LEAST, HEADS_LEAST = 4, 6, 6
"""A feature must occur this often in the training rows."""
PENALTIES = (10.0, 20.0, 40.0)
SMALLEST = 5e-3
"""Weights closer to zero are left out of the file."""
CAUTION, TO_NEWS = 0.5, 0.6
"""By how much the odds of the gate are flattened, and moved towards news. The number of the wrong
kind costs more than a mix of both, and most of all in news, where few numbers are low."""
OUT = Path(__file__).parents[2] / "src/onrecord/knowledge/status"

Weights = tuple[list[str], np.ndarray]


@dataclass(frozen=True, slots=True)
class Example:
    """A predicate of the training rows."""

    corpus: str
    found: list[str]
    gate: list[str]
    seen: NDArray[np.float16]
    """What the networks see of it; half of the bits, since there are many."""
    gold: float


def examples(data: Path) -> Iterator[Example]:
    """What is read of each predicate of the training rows, with its gold number."""
    syntax = SyntaxStage()
    for corpus in (*NEWS, *WEB):
        with (data / f"factuality/{corpus}.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["split"] == "train":
                    (parse,) = syntax.run(article_of(row), Given({}))
                    assert isinstance(parse, Parse)
                    yield from _of_row(corpus, row, parse)


def _of_row(corpus: str, row: Row, parse: Parse) -> Iterator[Example]:
    words = words_of(parse)
    encoding = Encoding(words, encoder())
    for event in row["events"]:
        head = parse.head(Span(*event["span"]))
        at = None if head is None else words.numbers.get(head.i)
        if head is not None and at is not None:
            found = features(parse, head)
            gate = gate_features(head.sent, found)
            seen = view(encoding.vectors, words, at).astype(np.float16)
            yield Example(corpus, found, gate, seen, event["factuality"])


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
    model = LogisticRegression(
        C=0.3, max_iter=500, fit_intercept=False, class_weight="balanced", solver="liblinear"
    )
    model.fit(matrix(rows, names), np.array([one.corpus in NEWS for one in found]))
    weights = CAUTION * np.asarray(model.coef_[0])
    weights[names.index("bias")] += TO_NEWS
    return names, weights


def train_heads(found: Sequence[Example], pace: Pace) -> dict[str, Any]:
    """Names and weights of the networks, as they are written."""
    names = _names([one.found for one in found], HEADS_LEAST)
    lessons = Lessons(
        seen=np.stack([one.seen for one in found]).astype(np.float32),
        features=numbered([one.found for one in found], names),
        gold=np.array([one.gold for one in found], dtype=np.float32),
        is_news=np.array([one.corpus in NEWS for one in found]),
        weight=np.array([HEADS_WEIGHT.get(one.corpus, 1.0) for one in found], dtype=np.float32),
    )
    arrays = fitted(lessons, len(names), pace)
    kept = {name: value.astype(np.float16) for name, value in arrays.items()}
    return {NAMES: np.array(names), **kept}


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
    make(list(examples(parser.parse_args().data)), OUT, Pace())


def make(found: list[Example], out: Path, pace: Pace) -> None:
    """The whole recipe, from the predicates to the files in ``out``."""
    torch.set_num_threads(1)
    parts = {
        "news": train_numbers([one for one in found if one.corpus in NEWS]),
        "web": train_numbers([one for one in found if one.corpus in WEB]),
        "gate": train_gate(found),
    }
    save(parts, out / "factuality.npz")
    np.savez_compressed(out / FILE, **train_heads(found, pace))


if __name__ == "__main__":
    main()
