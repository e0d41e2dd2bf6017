"""How sure a reading is: from its signs to a chance of being right, fitted on held-out articles."""

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from evaluation.attribution import agree
from evaluation.task import Row
from onrecord.language.encoder import Encoder, Encoding
from onrecord.statements.decode import Parts
from onrecord.statements.lexicon import lexicon
from onrecord.statements.reader import Reader
from onrecord.statements.traits import traits
from training.statements.lessons import Lesson


class TrainingError(ValueError):
    """The data do not let a model be fitted."""


def judged(
    lessons: Sequence[tuple[Row, Lesson]], encoder: Encoder, reader: Reader
) -> Iterator[tuple[tuple[float, ...], bool]]:
    """The signs of every reading, and whether it agrees with a marked statement.

    Readings inside a marked content are left out: the corpus marks outermost statements only.
    """
    for row, one in lessons:
        encoding = Encoding(one.words, encoder)
        table = traits(one.words, one.quotations, lexicon(), reader.names)
        for window in encoding.windows:
            for reading in reader.read(window, one.words, table):
                found = _row(reading.parts, one)
                right = any(agree(found, item) for item in row["attributions"])
                if right or not _inside(one.words.tokens[reading.anchor].idx, row):
                    yield reading.signs, right


def _row(parts: Parts, one: Lesson) -> Row:
    spans = {
        name: [one.words.span(*span) for span in part]
        for name, part in zip(Parts._fields, parts, strict=True)
    }
    return {name: [[s.start, s.end] for s in found] for name, found in spans.items()}


def _inside(at: int, row: Row) -> bool:
    return any(s <= at < e for item in row["attributions"] for s, e in item["content"])


def weights(found: Sequence[tuple[tuple[float, ...], bool]]) -> list[float]:
    """Weights of the four signs and the bias of a logistic regression.

    Raises:
        TrainingError: all readings are right or all are wrong, so there is nothing to fit.
    """
    if len({right for _, right in found}) < 2:
        raise TrainingError("the held-out articles show no right or no wrong reading: add articles")
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(np.array([signs for signs, _ in found]), [right for _, right in found])
    return [*map(float, model.coef_[0]), float(model.intercept_[0])]
