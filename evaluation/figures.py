"""The figure task: which quantities are found, and whether their bounds are right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord import Coder
from onrecord.records import Figure, FigureKind

GOLD = "events/article_gold_dev.jsonl"
_KINDS = frozenset(kind.value for kind in FigureKind)


class FigureTask:
    """Figures of whole articles.

    A gold figure is found if a predicted one of the same kind overlaps it; its value is right if
    both bounds are the same.
    """

    name = "figures"
    needs: tuple[str, ...] = (GOLD,)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """``figures: [{start, end, kind, low, high, unit}]`` for each row."""
        for row in rows:
            given = coder.products(article_of(row), {Figure})
            yield {"id": row["id"], "figures": [_as_row(f) for f in given.all(Figure)]}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """Precision, recall and F1 of kind and place, and the share of right bounds."""
        rows = read_rows(data / GOLD)
        counts: Counter[str] = Counter()
        for row, made in zip(rows, self.predict(rows, coder), strict=True):
            _count(gold_of(row), made["figures"], counts)
        precision, recall, f1 = prf(counts["right"], counts["predicted"], counts["gold"])
        yield Measure(name="figures precision", value=precision)
        yield Measure(name="figures recall", value=recall)
        yield Measure(name="figures f1", value=f1)
        values = 100 * counts["value"] / counts["right"] if counts["right"] else 0.0
        yield Measure(name="bounds right where found", value=values)


def gold_of(row: Row) -> list[dict[str, Any]]:
    """The marked figures with the place of their words, looked for near the event's anchor.

    Words marked with several events count once.
    """
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for event in row["events"]:
        for figure in event["figures"]:
            if figure["what"] not in _KINDS:
                continue
            start = _nearest(row["text"], figure["text"], event["span"][0])
            end = start + len(figure["text"])
            found[start, figure["what"]] = {**figure, "start": start, "end": end}
    return list(found.values())


def _nearest(text: str, words: str, anchor: int) -> int:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda place: abs(place - anchor))


def _count(gold: list[dict[str, Any]], made: list[dict[str, Any]], counts: Counter[str]) -> None:
    counts["gold"] += len(gold)
    counts["predicted"] += len(made)
    for figure in gold:
        match = next((m for m in made if _same(figure, m)), None)
        if match is not None:
            counts["right"] += 1
            counts["value"] += (figure["low"], figure["high"]) == (match["low"], match["high"])


def _same(gold: dict[str, Any], made: dict[str, Any]) -> bool:
    overlap = gold["start"] < made["end"] and made["start"] < gold["end"]
    return bool(gold["what"] == made["kind"] and overlap)


def _as_row(figure: Figure) -> dict[str, Any]:
    return {
        "start": figure.span.start,
        "end": figure.span.end,
        "kind": figure.kind.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
    }


TASK = FigureTask()
