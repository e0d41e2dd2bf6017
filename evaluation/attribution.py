"""Who said what: whole triples as PolNeAR marks them, and exact spans as CofeNet scores them.

Triples: a predicted attribution is right when its source, cue and content each share a character
with those of a gold attribution (both sources empty counts as shared); each gold attribution is
used once. Exact spans: the protocol of CofeNet (Wang and others, 2022) - entities over the tokens
of each paragraph, right when type, first and last token agree. The gold tags were made by writing
each span of each attribution as an entity of its own, cut at the paragraph's ends; predicted
spans are written the same way.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord import Coder
from onrecord.records import Statement
from onrecord.text import Span

_DEV = "attribution/polnear_dev.jsonl"
_PARAGRAPHS = "attribution/cofenet_valid.jsonl"
_PARTS = ("source", "cue", "content")
_PRECEDENCE = ("cue", "source", "content")
"""Which tag a token gets where predicted spans overlap: the shorter kind of span first."""


class Entity(NamedTuple):
    """A tagged stretch of tokens ``[first, last)`` of one paragraph."""

    kind: str
    first: int
    last: int


class AttributionTask:
    """The task ``attribution``."""

    name = "attribution"
    needs = (_DEV, _PARAGRAPHS)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """The outermost attributions of each row's text."""
        for row in rows:
            statements = coder.products(article_of(row), {Statement}).all(Statement)
            outermost = [outer(item) for item in statements if item.parent is None]
            yield {"id": row["id"], "attributions": outermost}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """Triple overlap on whole articles, then exact spans by kind."""
        gold = [row for row in read_rows(data / _DEV) if row.get("primary", True)]
        found = {row["id"]: row["attributions"] for row in self.predict(gold, coder)}
        yield from triples([(found[row["id"]], row["attributions"]) for row in gold])
        yield from exact(read_rows(data / _PARAGRAPHS), found)


def outer(statement: Statement) -> Row:
    """``statement`` as the contract writes an attribution."""
    spans = {part: getattr(statement, part) for part in _PARTS}
    return {part: [[s.start, s.end] for s in spans[part]] for part in _PARTS}


def triples(articles: Sequence[tuple[list[Row], list[Row]]]) -> Iterator[Measure]:
    """Triple overlap over pairs of found and marked attributions, one pair an article."""
    right = sum(matched(found, gold) for found, gold in articles)
    predicted = sum(len(found) for found, _ in articles)
    marked = sum(len(gold) for _, gold in articles)
    precision, recall, f1 = prf(right, predicted, marked)
    yield Measure(name="triple overlap F1", value=f1)
    yield Measure(name="triple overlap precision", value=precision)
    yield Measure(name="triple overlap recall", value=recall)


def matched(found: Sequence[Row], gold: Sequence[Row]) -> int:
    """Size of the largest one-to-one matching between agreeing attributions."""
    fits = [[j for j, other in enumerate(gold) if agree(one, other)] for one in found]
    holder: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in fits[i]:
            if j not in tried:
                tried.add(j)
                if j not in holder or place(holder[j], tried):
                    holder[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(found)))


def agree(one: Row, other: Row) -> bool:
    """Whether source, cue and content of two attributions overlap."""
    return all(_overlap(one[part], other[part]) for part in _PARTS)


def _overlap(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> bool:
    if not one and not other:
        return True
    return any(Span(*a).overlaps(Span(*b)) for a in one for b in other)


def exact(paragraphs: Sequence[Row], found: dict[str, list[Row]]) -> Iterator[Measure]:
    """Exact spans by kind in tagged ``paragraphs``; ``found`` has the attributions by article."""
    right = dict.fromkeys(_PARTS, 0)
    predicted, marked = dict(right), dict(right)
    for row in paragraphs:
        gold = set(entities(row["labels"]))
        guess = set(entities(tags(row["offsets"], found.get(row["id"], []))))
        for entity in gold:
            marked[entity.kind] += 1
            right[entity.kind] += entity in guess
        for entity in guess:
            predicted[entity.kind] += 1
    for part in _PARTS:
        precision, recall, f1 = prf(right[part], predicted[part], marked[part])
        yield Measure(name=f"exact F1 {part}", value=f1)
        yield Measure(name=f"exact precision {part}", value=precision)
        yield Measure(name=f"exact recall {part}", value=recall)


def tags(offsets: Sequence[Sequence[int]], attributions: Sequence[Row]) -> list[str]:
    """BIO tags of the tokens at ``offsets``, in the order of the text, for spans of the article."""
    made = ["O"] * len(offsets)
    ends = [end for _, end in offsets]
    for part in _PRECEDENCE:
        spans = sorted((s, e) for item in attributions for s, e in item[part])
        for start, end in spans:
            first = at = bisect_left(ends, start + 1)
            while at < len(offsets) and offsets[at][0] < end and made[at] == "O":
                made[at] = f"B-{part}" if at == first else f"I-{part}"
                at += 1
    return made


def entities(labels: Sequence[str]) -> Iterator[Entity]:
    """The entities that BIO ``labels`` spell; a stray ``I-`` begins one, as in seqeval."""
    kind, first = "", 0
    for at, label in enumerate([*labels, "O"]):
        mark, _, name = label.partition("-")
        if kind and (mark != "I" or name != kind):
            yield Entity(kind, first, at)
            kind = ""
        if not kind and mark != "O":
            kind, first = name, at


TASK = AttributionTask()
