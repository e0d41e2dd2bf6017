"""Train the two models of the statement stage on PolNeAR.

    python training/statements/train.py polnear_train.jsonl src/onrecord/knowledge/statements

A candidate is right when its source, cue and content overlap those of a marked attribution.
Candidates whose cue lies inside a marked content are left out: PolNeAR marks only the outermost
attribution, so nothing is known about them. The second model learns which break of
the sentence ends a content. The weights are a logistic regression with an L2
penalty; those near zero are dropped. The file holds feature names (single words, tags and
constructions) and numbers, and no text of the corpus.
"""

import argparse
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
from onrecord.statements.ends import EndChooser
from onrecord.statements.features import features
from onrecord.statements.find import find_candidates
from onrecord.statements.judge import Judge
from onrecord.statements.lexicon import lexicon
from onrecord.statements.quotes import Quotations

Example = tuple[list[str], bool]

LEAST_SIGHTINGS = 3
"""Features seen less often say nothing that would hold for other articles."""
STRENGTH = 0.5
"""Inverse of the L2 penalty; 0.1 and 1 are no better on the dev split."""
NEAR_START = 12
"""Code points within which two contents begin at the same place, "that" or no "that"."""
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


def end_examples(row: Row, parse: Parse) -> Iterator[Example]:
    """Features and label of each possible end of each content whose marked end is known."""
    quotations = Quotations(row["text"], parse.paragraphs)
    chooser = EndChooser(Judge({}, 0.0), quotations, lexicon())
    for candidate in find_candidates(parse, quotations):
        found = _row_of(candidate)
        item = next((item for item in row["attributions"] if agree(found, item)), None)
        if item is None or not item["content"]:
            continue
        start = candidate.content[-1].start
        ends = [e for s, e in item["content"] if abs(s - start) < NEAR_START]
        for end, names in chooser.options(candidate):
            if ends:
                yield names, end == ends[0]


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
    parser = argparse.ArgumentParser(description="Train the models of the statement stage.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path, help="folder for judge.npz and ends.npz")
    chosen = parser.parse_args()
    syntax = SyntaxStage()
    articles: list[tuple[Row, Parse]] = []
    for row in read_rows(chosen.corpus):
        (parse,) = syntax.run(article_of(row), Given({}))
        assert isinstance(parse, Parse)
        articles.append((row, parse))
    train(articles, chosen.out)


def train(articles: Sequence[tuple[Row, Parse]], out: Path) -> None:
    """Fit and write both models."""
    for name, read in (("judge", examples), ("ends", end_examples)):
        found = [example for row, parse in articles for example in read(row, parse)]
        names, weights, bias = fit(found)
        save(out / f"{name}.npz", names, weights, bias)
        print(f"{name}: {len(found)} examples, {sum(right for _, right in found)} right")


if __name__ == "__main__":
    main()
