"""How far confidence can be trusted: writes ``docs/confidence.md``.

python -m evaluation.reliability [--data DIR]

A statement is right as in ``evaluation/attribution.py``: its source, cue and content each overlap
those of a marked one. The weights of the confidence are fitted on the dev split of PolNeAR (five
numbers); our own texts, ``statement_gold.jsonl``, had no part in them. Tellings of events are
judged as in ``evaluation/event_confidence.py``: on the whole texts on which the scales were fitted
and on own sentences that had no part in them.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from evaluation import articles
from evaluation.attribution import agree, outer
from evaluation.event_confidence import Judged as EventJudged
from evaluation.event_confidence import judged as judged_events
from evaluation.nested import GOLD
from evaluation.task import Row, article_of, read_rows
from onrecord.coder import Coder
from onrecord.records import Statement

_ROOT = Path(__file__).parent.parent
_PAGE = _ROOT / "docs" / "confidence.md"
_DEV = "attribution/polnear_dev.jsonl"
_BINS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Judged = tuple[float, bool]
"""A confidence and whether what has it is right."""
_PARTS = {
    "type": "it is an event of this type at all",
    "sides": "nobody stands on its sides who should not, and no side is empty that should not be",
    "status": "it happened if it is told as a fact, and did not, or not yet, if it is not",
    "whole": "all of these are right (`confidence`)",
}
_EVENT_BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)

_TOP = """# How sure the program is

Written by `python -m evaluation.reliability`; do not edit by hand.

`Statement.confidence` is the chance that source, cue and content are right, each sharing
characters with those of a statement that a person marked. Of the outermost statements given a
confidence in the first column, so many per cent were right:

| confidence | PolNeAR dev: statements | right | own world news: statements | right |
|---|---|---|---|---|
"""


_TELLINGS = """## Tellings of events

`EventMention` has four: `type_confidence`, `sides_confidence`, `status_confidence` and, for all of
them, `confidence`. They are fitted on 63 whole texts of many kinds, none of which was learned from;
the own sentences had no part in that. Sides and status are judged where there is an event.
"""


def judged(rows: Sequence[Row], marks: Sequence[Sequence[Row]], coder: Coder) -> Iterator[Judged]:
    """The outermost statements found in ``rows`` against the ``marks`` of each."""
    for row, marked in zip(rows, marks, strict=True):
        for item in coder.products(article_of(row), {Statement}).all(Statement):
            if item.parent is None and item.confidence is not None:
                found = outer(item)
                yield item.confidence, any(agree(found, one) for one in marked)


def error(found: Iterable[Judged], bins: Sequence[float] = _BINS) -> float:
    """Expected calibration error (Guo and others 2017) over ``bins``, per cent."""
    found = list(found)
    gaps = [
        abs(sum(c for c, _ in part) - sum(right for _, right in part))
        for part in (_within(found, low, high) for low, high in pairwise(bins))
    ]
    return 100 * sum(gaps) / len(found)


def _within(found: Sequence[Judged], low: float, high: float) -> list[Judged]:
    return [item for item in found if low <= item[0] < high]


def _rows(
    first: Sequence[Judged], second: Sequence[Judged], bins: Sequence[float]
) -> Iterator[str]:
    """The lines of a table: for each bin how many, and which share of them is right."""
    for low, high in pairwise(bins):
        cells = [f"{low:.1f} to {min(high, 1):.1f}"]
        for found in (first, second):
            part = _within(found, low, high)
            share = f"{100 * sum(right for _, right in part) / len(part):.0f}" if part else "-"
            cells += [str(len(part)), share]
        yield "| " + " | ".join(cells) + " |"


def statements(dev: Sequence[Judged], own: Sequence[Judged]) -> str:
    """The part of the page on statements, in Markdown."""
    errors = f"{error(dev):.1f} on PolNeAR dev and {error(own):.1f} on our own texts"
    lines = "\n".join(_rows(dev, own, _BINS))
    return f"{_TOP}{lines}\n\nExpected calibration error, per cent: {errors}.\n"


def tellings(kept: Sequence[EventJudged], own: Sequence[EventJudged]) -> str:
    """The part of the page on tellings of events, in Markdown."""
    parts = [_TELLINGS]
    for part, meaning in _PARTS.items():
        first, second = _of(part, kept), _of(part, own)
        errors = f"{error(first, _EVENT_BINS):.1f} and {error(second, _EVENT_BINS):.1f}"
        lines = "\n".join(_rows(first, second, _EVENT_BINS))
        parts.append(
            f"\nThat {meaning}; expected calibration error {errors}:\n\n"
            "| confidence | whole texts: tellings | right | own sentences: tellings | right |\n"
            f"|---|---|---|---|---|\n{lines}\n"
        )
    return "".join(parts)


def _of(part: str, found: Iterable[EventJudged]) -> list[Judged]:
    return [(one.sure[part], right) for one in found if (right := one.right[part]) is not None]


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=_ROOT.parent / "shared" / "data")
    data = parser.parse_args().data
    coder = Coder()
    dev = [row for row in read_rows(data / _DEV) if row.get("primary", True)]
    own = read_rows(GOLD)
    outermost = [[one for one in row["statements"] if one["parent"] is None] for row in own]
    found = list(judged(dev, [row["attributions"] for row in dev], coder))
    said = statements(found, list(judged(own, outermost, coder)))
    kept, sentences = list(articles.marked(data)), list(articles.own())
    told = tellings(list(judged_events(kept, coder)), list(judged_events(sentences, coder)))
    _PAGE.write_text(f"{said}\n{told}", encoding="utf-8")


if __name__ == "__main__":
    main()
