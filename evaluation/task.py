"""What a task of the evaluation is: a predictor and a scorer over the same code as the program."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec

from onrecord.coder import Coder
from onrecord.records import Article

Row = dict[str, Any]
"""One JSON line of a data file or of a prediction."""


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One number: what it says, and what rivals or simple methods reach on the same rows."""

    name: str
    """Unique within its task; the key in ``floors.json``."""
    value: float
    """Per cent, unless the name says otherwise."""
    baseline: float | None = None
    """A simple method measured in the same run."""
    higher_is_better: bool = True


class Task(Protocol):
    """One task of the contract."""

    @property
    def name(self) -> str: ...

    @property
    def needs(self) -> tuple[str, ...]:
        """Data files that `score` reads, relative to the data folder."""
        ...

    @property
    def fast(self) -> bool:
        """Whether `score` ends in under a minute, so that CI can check its floors."""
        ...

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """One row with the same ``id`` for each of ``rows``, which carry no gold."""
        ...

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """The measures on the dev files in ``data``."""
        ...


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def article_of(row: Row) -> Article:
    """The article of a data row; its text is taken as it is, so that offsets stay.

    A date that does not begin as ISO 8601 dates do is no date.
    """
    return Article(
        key=str(row.get("id", row.get("doc"))), text=row["text"], date=_day(row.get("date"))
    )


def _day(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((date or "")[:10])
    except ValueError:
        return None


def prf(right: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent; zero where a denominator is."""
    precision = 100 * right / predicted if predicted else 0.0
    recall = 100 * right / gold if gold else 0.0
    total = precision + recall
    return precision, recall, (2 * precision * recall / total if total else 0.0)
