"""Statements within statements, on world news: 160 short texts of our own, all levels marked.

``statement_gold.jsonl`` has 20 texts that speak of saying and hold no statement. A statement found
is right as in ``evaluation/attribution.py``: source, cue and content each overlap those of a marked
one of the same level, outermost or inner.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evaluation.attribution import matched, outer
from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord.coder import Coder
from onrecord.records import Statement

GOLD = Path(__file__).with_name("statement_gold.jsonl")


class NestedTask:
    """The task ``nested``."""

    name = "nested"
    needs: tuple[str, ...] = ()
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """All statements of each row's text, each with the number of the one that tells it."""
        for row in rows:
            found = coder.products(article_of(row), {Statement}).all(Statement)
            number = {item.id: at for at, item in enumerate(found)}
            statements = [
                {
                    **outer(item),
                    "parent": None if item.parent is None else number[item.parent],
                    "kind": item.source_kind,
                    "act": item.act,
                }
                for item in found
            ]
            yield {"id": row["id"], "statements": statements}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:  # noqa: ARG002
        """Triples by level, and texts without a statement that were kept empty."""
        gold = read_rows(GOLD)
        found = list(self.predict(gold, coder))
        pairs = [(f["statements"], g["statements"]) for f, g in zip(found, gold, strict=True)]
        for name, inner in (("outermost", False), ("inner", True)):
            levels = [(_level(f, inner), _level(g, inner)) for f, g in pairs]
            yield from _triples(name, levels)
        empty = [not statements for statements, marked in pairs if not marked]
        yield Measure(name="texts without a statement kept empty", value=_share(empty))


def _level(statements: Sequence[Row], inner: bool) -> list[Row]:
    return [one for one in statements if (one["parent"] is not None) is inner]


def _triples(name: str, levels: Sequence[tuple[list[Row], list[Row]]]) -> Iterator[Measure]:
    right = sum(matched(found, gold) for found, gold in levels)
    given = sum(len(found) for found, _ in levels)
    marked = sum(len(gold) for _, gold in levels)
    for measure, value in zip(
        ("precision", "recall", "F1"), prf(right, given, marked), strict=True
    ):
        yield Measure(name=f"{name}: triple overlap {measure}", value=value)


def _share(answers: Sequence[bool]) -> float:
    return 100 * sum(answers) / len(answers)


TASK = NestedTask()
