"""Sentences without a political event, and sentences that look alike and have one.

Both were written for this project: sports in words of war, weather, business, crime without a
political side, accidents, films and books, science, everyday life and what is only said of
politics; beside them, events in the same words ("crushed", "seized", "fired", "met"). One half was
held back while rules were tuned.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from evaluation.task import Measure, Row, read_rows

OWN = Path(__file__).with_name("empty_gold.jsonl")

Predict = Callable[[Sequence[Row]], Iterator[Row]]
"""Rows without gold in, rows with ``events`` out, as the events task makes them."""


def measures(predict: Predict) -> Iterator[Measure]:
    """How many sentences without event are kept empty, and how many look-alikes are found."""
    rows = read_rows(OWN)
    made = [row["events"] for row in predict(rows)]
    for part, held in (("own", False), ("held", True)):
        pairs = [(row, m) for row, m in zip(rows, made, strict=True) if row["held"] is held]
        empty = [not m for row, m in pairs if row["type"] is None]
        found = [_told(row, m) for row, m in pairs if row["type"] is not None]
        yield _share(f"{part}: sentences without event kept empty", empty)
        yield _share(f"{part}: look-alikes with event found", found)


def _told(row: Row, events: Sequence[Row]) -> bool:
    """Whether an event is found at the trigger, or one of its type ("signed a treaty")."""
    start, end = row["trigger"]
    return any(
        e["type"] == row["type"] or (e["trigger"][0] < end and start < e["trigger"][1])
        for e in events
    )


def _share(name: str, hits: Sequence[bool]) -> Measure:
    return Measure(name=name, value=100 * sum(hits) / len(hits))
