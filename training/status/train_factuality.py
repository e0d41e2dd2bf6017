"""Train the factuality regression: `python -m training.status.train_factuality DATA`.

Ridge over binary features, with the penalty chosen by five-fold cross-validation on the training
rows of UW and UDS-IH2. Writes ``factuality.npz`` (names and weights, no pickle) beside the status
tables. The same data and code give the same file.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_predict

from evaluation.task import article_of
from onrecord.events.factuality import features
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Given
from onrecord.text import Span

SETS = ("uw", "uds_ih2")
LEAST = 4
"""A feature must occur this often in the training rows."""
PENALTIES = (3.0, 10.0, 20.0, 40.0)
SMALLEST = 5e-3
"""Weights closer to zero are left out of the file."""
OUT = Path(__file__).parents[2] / "src/onrecord/knowledge/status/factuality.npz"

Example = tuple[list[str], float]


def examples(data: Path) -> Iterator[Example]:
    """Features and gold number of each predicate of the training rows."""
    syntax = SyntaxStage()
    for name in SETS:
        with (data / f"factuality/{name}.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["split"] != "train":
                    continue
                (parse,) = syntax.run(article_of(row), Given({}))
                assert isinstance(parse, Parse)
                for event in row["events"]:
                    head = parse.head(Span(*event["span"]))
                    if head is not None:
                        yield features(parse, head), event["factuality"]


def matrix(rows: list[list[str]], names: list[str]) -> sparse.csr_matrix:
    """One row an example, one column a name; ones where the example has the feature."""
    column = {name: at for at, name in enumerate(names)}
    pairs = [(i, column[f]) for i, row in enumerate(rows) for f in row if f in column]
    where = np.array(pairs, dtype=np.int64).T
    shape = (len(rows), len(names))
    return sparse.csr_matrix((np.ones(where.shape[1]), (where[0], where[1])), shape=shape)


def train(found: list[Example]) -> tuple[list[str], np.ndarray]:
    """Names and weights of the best penalty."""
    rows, gold = [row for row, _ in found], np.array([number for _, number in found])
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    table = matrix(rows, names)
    scores = {}
    for penalty in PENALTIES:
        model = Ridge(alpha=penalty, fit_intercept=False)
        made = cross_val_predict(model, table, gold, cv=5)
        scores[penalty] = float(np.corrcoef(made, gold)[0, 1])
        print(f"penalty {penalty}: r {scores[penalty]:.4f} in cross-validation")
    best = max(scores, key=lambda p: scores[p])
    model = Ridge(alpha=best, fit_intercept=False).fit(table, gold)
    return names, np.asarray(model.coef_)


def main() -> None:
    """Read the data, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds factuality/")
    arguments = parser.parse_args()
    names, weights = train(list(examples(arguments.data)))
    kept = np.abs(weights) >= SMALLEST
    np.savez_compressed(
        OUT,
        names=np.array(names)[kept],
        weights=weights[kept].astype(np.float32),
    )
    print(f"{int(kept.sum())} weights, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
