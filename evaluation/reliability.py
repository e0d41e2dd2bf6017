"""How far the confidence of statements can be trusted: writes ``docs/confidence.md``.

python -m evaluation.reliability [--data DIR]

A statement is right as in ``evaluation/attribution.py``: its source, cue and content each overlap
those of a marked one. The weights of the confidence are fitted on the dev split of PolNeAR (five
numbers); our own texts, ``statement_gold.jsonl``, had no part in them.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from evaluation.attribution import agree, outer
from evaluation.nested import GOLD
from evaluation.task import Row, article_of, read_rows
from onrecord.coder import Coder
from onrecord.records import Statement

_ROOT = Path(__file__).parent.parent
_PAGE = _ROOT / "docs" / "confidence.md"
_DEV = "attribution/polnear_dev.jsonl"
_BINS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Judged = tuple[float, bool]
"""The confidence of a statement and whether it is right."""

_TOP = """# How sure the program is

Written by `python -m evaluation.reliability`; do not edit by hand.

`Statement.confidence` is the chance that source, cue and content are right, each sharing
characters with those of a statement that a person marked. Of the outermost statements given a
confidence in the first column, so many per cent were right:

| confidence | PolNeAR dev: statements | right | own world news: statements | right |
|---|---|---|---|---|
"""


def judged(rows: Sequence[Row], marks: Sequence[Sequence[Row]], coder: Coder) -> Iterator[Judged]:
    """The outermost statements found in ``rows`` against the ``marks`` of each."""
    for row, marked in zip(rows, marks, strict=True):
        for item in coder.products(article_of(row), {Statement}).all(Statement):
            if item.parent is None and item.confidence is not None:
                found = outer(item)
                yield item.confidence, any(agree(found, one) for one in marked)


def error(found: Iterable[Judged]) -> float:
    """Expected calibration error (Guo and others 2017) over the bins of the page, per cent."""
    found = list(found)
    gaps = [
        abs(sum(c for c, _ in part) - sum(right for _, right in part))
        for part in (_within(found, low, high) for low, high in _steps())
    ]
    return 100 * sum(gaps) / len(found)


def _steps() -> Iterator[tuple[float, float]]:
    return pairwise(_BINS)


def _within(found: Sequence[Judged], low: float, high: float) -> list[Judged]:
    return [item for item in found if low <= item[0] < high]


def page(dev: Sequence[Judged], own: Sequence[Judged]) -> str:
    """The page in Markdown."""
    lines = []
    for low, high in _steps():
        cells = [f"{low:.1f} to {min(high, 1):.1f}"]
        for found in (dev, own):
            part = _within(found, low, high)
            share = f"{100 * sum(right for _, right in part) / len(part):.0f}" if part else "-"
            cells += [str(len(part)), share]
        lines.append("| " + " | ".join(cells) + " |")
    errors = f"{error(dev):.1f} on PolNeAR dev and {error(own):.1f} on our own texts"
    return _TOP + "\n".join(lines) + f"\n\nExpected calibration error, per cent: {errors}.\n"


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
    _PAGE.write_text(page(found, list(judged(own, outermost, coder))), encoding="utf-8")


if __name__ == "__main__":
    main()
