"""Train the judge of candidate statements on PolNeAR.

    python training/statements/train.py polnear_train.jsonl judge.npz

A candidate is right when its source, cue and content overlap those of a marked attribution.
Candidates whose cue lies inside a marked content are left out: PolNeAR marks only the outermost
attribution, so nothing is known about them. The weights are a logistic regression with an L2
penalty; those near zero are dropped. The file holds feature names (single words, tags and
constructions) and numbers, and no text of the corpus.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from evaluation.attribution import agree
from evaluation.task import Row, article_of, read_rows
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Given
from onrecord.statements.candidate import Candidate
from onrecord.statements.features import features
from onrecord.statements.find import find_candidates
from onrecord.statements.lexicon import lexicon
from onrecord.statements.quotes import Quotations

Example = tuple[list[str], bool]

LEAST_SIGHTINGS = 3
"""Features seen less often say nothing that would hold for other articles."""
STRENGTH = 0.3
"""Inverse of the L2 penalty; 0.1 and 1 are worse on the dev split."""
SMALLEST = 0.01
"""Weights nearer to zero are left out of the file."""


def examples(row: Row, parse: Parse) -> Iterator[Example]:
    """Features and label of each candidate of one article about which something is known."""
    quotations = Quotations(row["text"], parse.paragraphs)
    gold = [item for item in row["attributions"] if item["cue"] and item["content"]]
    for candidate in find_candidates(parse, quotations):
        right = any(agree(_row_of(candidate), item) for item in gold)
        if right or not _nested(candidate, gold):
            yield features(candidate, quotations, lexicon()), right


def _row_of(candidate: Candidate) -> Row:
    parts = {"source": candidate.source, "cue": candidate.cue, "content": candidate.content}
    return {name: [[s.start, s.end] for s in spans] for name, spans in parts.items()}


def _nested(candidate: Candidate, gold: Sequence[Row]) -> bool:
    cue = candidate.cue[0]
    return any(s <= cue.start and cue.end <= e for item in gold for s, e in item["content"])


def fit(found: Sequence[Example]) -> tuple[list[str], np.ndarray, float]:
    """Names and weights of the features, and the bias."""
    seen = Counter(name for names, _ in found for name in set(names))
    kept = sorted(name for name, count in seen.items() if count >= LEAST_SIGHTINGS)
    column = {name: at for at, name in enumerate(kept)}
    rows = [sorted({column[n] for n in names if n in column}) for names, _ in found]
    pointer = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix(
        (np.ones(pointer[-1]), np.concatenate([np.array(r, dtype=int) for r in rows]), pointer),
        shape=(len(rows), len(kept)),
    )
    model = LogisticRegression(C=STRENGTH, max_iter=400)
    model.fit(matrix, [right for _, right in found])
    return kept, model.coef_[0], float(model.intercept_[0])


def save(path: Path, names: Sequence[str], weights: np.ndarray, bias: float) -> None:
    """Write the judge; the same weights give the same bytes."""
    kept = [at for at, weight in enumerate(weights) if abs(weight) >= SMALLEST]
    blob = "\n".join(names[at] for at in kept).encode("utf-8")
    np.savez_compressed(
        path,
        names=np.frombuffer(blob, dtype=np.uint8),
        weights=weights[kept].astype(np.float32),
        bias=np.float32(bias),
    )


def main() -> None:
    """Read the corpus, train, write."""
    parser = argparse.ArgumentParser(description="Train the judge of candidate statements.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    syntax = SyntaxStage()
    found: list[Example] = []
    for row in read_rows(chosen.corpus):
        (parse,) = syntax.run(article_of(row), Given({}))
        assert isinstance(parse, Parse)
        found.extend(examples(row, parse))
    names, weights, bias = fit(found)
    save(chosen.out, names, weights, bias)
    print(f"{len(found)} candidates, {sum(right for _, right in found)} right, {len(names)} names")


if __name__ == "__main__":
    main()
