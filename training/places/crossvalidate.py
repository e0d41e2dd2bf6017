"""Scores of the place stage on documents that its models have not seen.

Run from the repository root::

    python -m training.places.crossvalidate DATA

Fits the three models five times, each time without a fifth of the documents, and scores the whole
stage on that fifth with the measures of ``evaluation score places``; nothing is written.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from evaluation.places import SETS, Score, score_document
from evaluation.task import read_rows
from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.places import recognition, resolution
from training.places import train

_LABELS = ("found F1", "within 161 km, spans given", "end to end F1")


@contextmanager
def using(weights: dict[str, train.Weights]) -> Iterator[None]:
    """Let the stage decide with ``weights``, by file name, in place of the stored ones."""
    with (
        patch.object(recognition, "weights", weights.__getitem__),
        patch.object(resolution, "weights", weights.__getitem__),
    ):
        yield


def fitted(found: Sequence[train.Document]) -> dict[str, train.Weights]:
    """The three models of ``found``, by file name; the last needs the one before."""
    weights: dict[str, train.Weights] = {}
    names = [e for at, one in enumerate(found) for e in train.recognition_examples(at, one)]
    weights["recognition.toml"] = train.fit_recognition(names)
    with using(weights):
        for name, context in (("resolution_alone.toml", False), ("resolution.toml", True)):
            rows = [
                row
                for at, one in enumerate(found)
                for row in train.ranking_examples(at, one, context=context, first=at * 1000)
            ]
            weights[name] = train.fit_ranker(rows)
    return weights


def main(arguments: Sequence[str]) -> int:
    data = Path(arguments[0])
    documents = list(train.documents(data))
    rows = [row for name in SETS for row in read_rows(data / "places" / f"{name}.jsonl")]
    ours, plain = {name: Score() for name in SETS}, {name: Score() for name in SETS}
    for fold in range(train.FOLDS):
        weights = fitted([one for at, one in enumerate(documents) if at % train.FOLDS != fold])
        with using(weights):
            for at in range(fold, len(documents), train.FOLDS):
                name, parse, _ = documents[at]
                score_document(rows[at], Given({Parse: (parse,)}), ours[name], plain[name])
    for name in SETS:
        pairs = zip(_LABELS, ours[name].measures(), plain[name].measures(), strict=True)
        for label, value, base in pairs:
            print(f"{name}, left out: {label:28}{value:7.1f}   baseline {base:5.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
