"""The factuality task: how far the text commits itself to each event, from -3 to 3."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord import Coder
from onrecord.events.factuality import factuality
from onrecord.events.reader import read_events
from onrecord.events.status import assess
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.records import Certainty, Modality, Status
from onrecord.text import Span

SETS = ("uds_ih2", "uw", "meantime")
CLASSES = (("did not happen", -3.0, -1.0), ("uncertain", -0.99, 0.99))
"""Classes of which F1 is printed, with the numbers that belong to them, both ends included."""
_OF_STATUS = {
    Modality.ACTUAL: 3.0,
    Modality.NEGATED: -3.0,
    Modality.PLANNED: 0.5,
    Modality.ATTEMPTED: -1.0,
    Modality.POSSIBLE: 0.0,
    Modality.CONDITIONAL: 0.0,
}
_SHARE = {Certainty.CERTAIN: 1.0, Certainty.PROBABLE: 0.7, Certainty.POSSIBLE: 0.4}


class FactualityTask:
    """Pearson's r and the mean absolute error on three corpora of one scale.

    The baseline is the plain reading of the status rules.
    """

    name = "factuality"
    needs: tuple[str, ...] = tuple(f"factuality/{name}.jsonl" for name in SETS)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """``factuality``: one number from -3 to 3 for each span of ``events``."""
        for row in rows:
            given = coder.products(article_of(row), {Parse, Encoding})
            reading = read_events(row["text"], given.one(Parse), given.one(Encoding))
            numbers = [round(factuality(reading, Span(*event)), 4) for event in row["events"]]
            yield {"id": row["id"], "factuality": numbers}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """r and MAE on the dev rows of each corpus."""
        for name in SETS:
            rows = [r for r in read_rows(data / f"factuality/{name}.jsonl") if r["split"] == "dev"]
            gold = np.array([event["factuality"] for row in rows for event in row["events"]])
            asked = [{**row, "events": [e["span"] for e in row["events"]]} for row in rows]
            made = [n for row in self.predict(asked, coder) for n in row["factuality"]]
            plain = np.array(list(_plain(asked, coder)))
            yield Measure(name=f"{name}: r x 100", value=_r(gold, made), baseline=_r(gold, plain))
            yield Measure(
                name=f"{name}: mean absolute error",
                value=float(np.abs(gold - made).mean()),
                baseline=float(np.abs(gold - plain).mean()),
                higher_is_better=False,
            )
            for label, low, high in CLASSES:
                inside = [(low <= part) & (part <= high) for part in (gold, np.array(made))]
                right = float((inside[0] & inside[1]).sum())
                _, _, both = prf(right, float(inside[1].sum()), float(inside[0].sum()))
                yield Measure(name=f"{name}: F1 of {label}", value=both)


def plain_number(status: Status) -> float:
    """A status on the scale of factuality: what did not happen is -3, what is open is near 0."""
    return _OF_STATUS[status.modality] * _SHARE[status.certainty]


def _plain(rows: Sequence[Row], coder: Coder) -> Iterator[float]:
    for row in rows:
        parse = coder.products(article_of(row), {Parse}).one(Parse)
        for start, end in row["events"]:
            head = parse.head(Span(start, end))
            if head is None:
                yield 0.0
                continue
            status = assess(parse, head, published=None, when=None, statement=None)
            yield plain_number(status)


def _r(gold: ArrayLike, made: ArrayLike) -> float:
    return 100 * float(np.corrcoef(np.asarray(gold), np.asarray(made))[0, 1])


TASK = FactualityTask()
