"""Relation: given a source and a target in a sentence, which PLOVER root holds between them.

The dev split of PLV's training pairs is fixed by a hash of the sentence, so that a sentence with
several pairs is on one side.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from evaluation.task import Measure, Row, article_of, read_rows
from onrecord.coder import Coder
from onrecord.events.relation import Relations
from onrecord.events.roots import ROOTS
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.text import Span

Label = TypeVar("Label", str, int, bool)

QUADS = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "COOPERATE": 2,
    "AID": 2,
    "YIELD": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}


def is_dev(row: Row) -> bool:
    """Whether a row of ``plv_train`` belongs to the dev split: a fifth, by sentence."""
    return int(hashlib.sha256(row["text"].encode()).hexdigest(), 16) % 5 == 0


def span_of_row(side: Row) -> Span | None:
    """The span of a row's source or target; ``None`` where the row gives none."""
    return Span(side["start"], side["end"]) if side["start"] is not None else None


class RelationTask:
    """Root, quad and binary of a given pair."""

    name = "relation"
    needs = ("events/plv_train.jsonl",)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """The likeliest root of each pair; CONCEDE and RETREAT come as YIELD, as in PLV."""
        for row in rows:
            given = coder.products(article_of(row), {Parse, Encoding})
            relations = Relations(row["text"], given.one(Parse), given.one(Encoding))
            pair = span_of_row(row["source"]), span_of_row(row["target"])
            yield {"id": row["id"], "root": relations.guess(*pair).root}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """Macro F1 of roots, quads and cooperation against conflict, on the dev split."""
        rows = [row for row in read_rows(data / self.needs[0]) if is_dev(row)]
        gold = [row["root"] for row in rows]
        made = [row["root"] for row in self.predict(rows, coder)]
        yield Measure(name="root macro F1", value=macro_f1(gold, made, ROOTS))
        gold_quads, made_quads = ([QUADS[root] for root in side] for side in (gold, made))
        yield Measure(name="quad macro F1", value=macro_f1(gold_quads, made_quads, (1, 2, 3, 4)))
        gold_sides, made_sides = ([q > 2 for q in side] for side in (gold_quads, made_quads))
        yield Measure(name="binary macro F1", value=macro_f1(gold_sides, made_sides, (True, False)))


def macro_f1(gold: Sequence[Label], made: Sequence[Label], labels: Iterable[Label]) -> float:
    """Mean of the F1 of the labels that gold or predictions hold, in per cent."""
    scores = []
    for label in labels:
        right = sum(g == m == label for g, m in zip(gold, made, strict=True))
        total = sum(g == label for g in gold) + sum(m == label for m in made)
        if total:
            scores.append(200 * right / total)
    return sum(scores) / len(scores) if scores else 0.0


TASK = RelationTask()
