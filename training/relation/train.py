"""Train the relation model: `python -m training.relation.train --data DIR`.

Reads PLV's training pairs and NGEC's headline templates with invented countries put in; writes
the weight table to ``src/onrecord/knowledge/relation/weights.npz``. The dev split of
`evaluation.relation` is never trained on. Takes a minute; the same data give the same weights.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from evaluation.relation import is_dev, span_of_row
from evaluation.task import article_of, read_rows
from onrecord.coder import Coder
from onrecord.events.relation_words import BUCKETS, bucket, features
from onrecord.events.roots import ROOTS
from onrecord.language.parse import Parse

TARGET = Path(__file__).parents[2] / "src/onrecord/knowledge/relation/weights.npz"
YIELDS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
FILLERS = {"country_1": "Ruritania", "country_2": "Freedonia", "country_3": "Elbonia"}

Pair = dict[str, Any]


def plv(data: Path) -> list[Pair]:
    """PLV's pairs outside the dev split."""
    return [row for row in read_rows(data / "events/plv_train.jsonl") if not is_dev(row)]


def headlines(data: Path) -> list[Pair]:
    """Headline templates that name two countries, with invented names put in."""
    found = []
    for row in read_rows(data / "events/ngec_headline_templates.jsonl"):
        text = row["template"]
        if "{country_1}" not in text or "{country_2}" not in text:
            continue
        for slot, name in FILLERS.items():
            text = text.replace("{" + slot + "}", name)
        if "{" in text:
            continue
        ends = [text.index(FILLERS[slot]) for slot in ("country_1", "country_2")]
        pair = {
            side: {"start": at, "end": at + len(FILLERS[slot])}
            for side, slot, at in zip(
                ("source", "target"), ("country_1", "country_2"), ends, strict=True
            )
        }
        found.append({"text": text, "root": YIELDS.get(row["event"], row["event"]), **pair})
    return [row for row in found if row["root"] in ROOTS]


def matrix(pairs: list[Pair], coder: Coder) -> csr_matrix:
    """Hashed features, [pairs, BUCKETS]."""
    parses: dict[str, Parse] = {}
    rows, columns, values = [], [], []
    for number, pair in enumerate(pairs):
        text = pair["text"]
        if text not in parses:
            parses[text] = coder.products(article_of({"id": text, "text": text}), {Parse}).one(
                Parse
            )
        found: Counter[int] = Counter()
        for name, value in features(
            parses[text], span_of_row(pair["source"]), span_of_row(pair["target"])
        ):
            found[bucket(name)] += value  # type: ignore[assignment]
        for column, value in sorted(found.items()):
            rows.append(number)
            columns.append(column)
            values.append(value)
    shape = (len(pairs), BUCKETS)
    return csr_matrix((np.array(values, np.float64), (rows, columns)), shape=shape)


def fit(
    pairs: list[Pair], weights: list[float], strength: float, coder: Coder
) -> LogisticRegression:
    """Multinomial logistic regression, classes balanced."""
    model = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced")
    found = matrix(pairs, coder)
    found.indices, found.indptr = found.indices.astype(np.int32), found.indptr.astype(np.int32)
    model.fit(found, [pair["root"] for pair in pairs], sample_weight=weights)
    return model


def main() -> None:
    """Train on all sources and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--strength", type=float, default=5.0)
    chosen = parser.parse_args()
    sources = [(plv, 1.0), (headlines, 0.5)]
    pairs, weights = [], []
    for source, weight in sources:
        found = source(chosen.data)
        print(f"{source.__name__}: {len(found)} pairs")
        pairs += found
        weights += [weight] * len(found)
    model = fit(pairs, weights, chosen.strength, Coder())
    if tuple(model.classes_) != ROOTS:
        raise SystemExit(f"the training data have other roots than the program: {model.classes_}")
    np.savez_compressed(
        TARGET,
        weights=model.coef_.T.astype(np.float16),
        bias=model.intercept_.astype(np.float32),
    )
    print(f"wrote {TARGET.name}, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
