"""Fit the scorer that joins the tellings of one happening within an article.

Run from the repository root::

    python -m training.joining.train DATA

``DATA`` holds the data sets that ``training/events/articles.jsonl`` names. The program reads the
articles as it is, so run it again when the encoder or the reader of events has been trained anew;
about fifteen minutes on one core, nearly all of it for reading. The seed is fixed: the same data,
program and machine give the same weights.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from evaluation.events import match
from evaluation.task import Row, article_of, prf, read_rows
from onrecord.coder import Coder
from onrecord.events.joining.conflict import Verdicts
from onrecord.events.joining.features import Pair, candidates, features
from onrecord.events.joining.happenings import Happenings, joined, judged
from onrecord.events.joining.look import Look
from onrecord.events.joining.scorer import FILE
from onrecord.pairs.forest import Forest
from training.events.data import ARTICLES
from training.trees import exported, write

TARGET = Path("src/onrecord/knowledge/events") / FILE
WHOLE = frozenset({"attribution", "events", "incidents", "places"})
"""Folders of the data whose rows are whole articles; others hold single sentences."""
TREES, LEAVES, RATE = 200, 15, 0.05
FOLDS = 5
THRESHOLDS = tuple(step / 50 for step in range(20, 46))
PRECISION = 80.0
"""Per cent of joined pairs that must be right on articles that the trees have not seen."""

Floats = NDArray[np.float32]


class Lesson(NamedTuple):
    """The pairs of an article, and what its marks say of some of its mentions."""

    size: int
    """Number of mentions that the program found."""
    pairs: list[Pair]
    rows: Floats
    against: dict[Pair, Verdicts]
    marks: dict[int, str]
    """Of each mention that is marked: the label of its happening."""

    @property
    def known(self) -> list[int]:
        """Numbers of the pairs of which both mentions are marked."""
        marks = self.marks
        return [at for at, (a, b) in enumerate(self.pairs) if a in marks and b in marks]

    def same(self, pair: Pair) -> bool:
        """Whether a pair of marked mentions is of one happening."""
        return self.marks[pair[0]] == self.marks[pair[1]]


def lessons(data: Path, coder: Coder) -> Iterator[tuple[Lesson, list[str]]]:
    """Of each marked article its lesson, and the names of the features."""
    texts: dict[str, dict[str, Row]] = {}
    for row in read_rows(ARTICLES):
        file = row["file"]
        if file.split("/")[0] not in WHOLE:
            continue
        if file not in texts:
            texts[file] = {str(r.get("id", r.get("doc"))): r for r in read_rows(data / file)}
        given = coder.products(article_of(texts[file][row["id"]]), {Happenings})
        yield lesson(given.one(Happenings).looks, row["events"])


def lesson(looks: Sequence[Look], events: Sequence[Row]) -> tuple[Lesson, list[str]]:
    """As `lessons`, of one article."""
    pairs = candidates(looks)
    found = features(looks, pairs)
    rows = np.array([list(row.values()) for row in found], np.float32)
    names = list(found[0]) if found else []
    made = Lesson(len(looks), pairs, rows, judged(looks, pairs), marked(looks, events))
    return made, names


def marked(looks: Sequence[Look], events: Sequence[Row]) -> dict[int, str]:
    """The label of the happening of each mention whose trigger overlaps a marked one.

    A marked mention without a label is the only telling of its happening.
    """
    spans = [(look.mention.trigger.start, look.mention.trigger.end) for look in looks]
    made = [
        {"type": look.mention.type, "trigger": span, "number": look.number}
        for look, span in zip(looks, spans, strict=True)
    ]
    gold = [
        {"type": event["type"], "span": event["trigger"], "same": event["same"] or f"alone {at}"}
        for at, event in enumerate(events)
    ]
    return {m.made["number"]: m.gold["same"] for m in match(gold, made, typed=False)}


def fit(given: Sequence[Lesson], seed: int = 0) -> Forest:
    """Trees for pairs; an article counts by the root of its number of pairs."""
    useful = [one for one in given if one.known]
    rows = np.concatenate([one.rows[one.known] for one in useful])
    same = [one.same(one.pairs[at]) for one in useful for at in one.known]
    weights = np.concatenate([np.full(len(one.known), len(one.known) ** -0.5) for one in useful])
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        l2_regularization=5.0,
        random_state=seed,
    )
    return exported(model.fit(rows, same, sample_weight=weights / weights.mean()))


class Outcome(NamedTuple):
    """Pairs of marked mentions: joined by the program, of one happening, and both."""

    made: int
    gold: int
    both: int

    @property
    def precision(self) -> float:
        return prf(self.both, self.made, self.gold)[0]

    @property
    def recall(self) -> float:
        return prf(self.both, self.made, self.gold)[1]


def outcome(given: Sequence[Lesson], chances: Sequence[Sequence[float]], limit: float) -> Outcome:
    """What comes of joining at the threshold ``limit``."""
    counts = Counter[str]()
    for one, found in zip(given, chances, strict=True):
        groups = joined(one.size, dict(zip(one.pairs, found, strict=True)), one.against, limit)
        group_of = {at: number for number, group in enumerate(groups) for at in group}
        for pair in combinations(sorted(one.marks), 2):
            together, same = group_of[pair[0]] == group_of[pair[1]], one.same(pair)
            counts.update(made=together, gold=same, both=together and same)
    return Outcome(counts["made"], counts["gold"], counts["both"])


def held(given: Sequence[Lesson]) -> list[list[float]]:
    """The chances of the pairs of each article, by trees that were fitted without its fold."""
    found: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        trees = fit([one for at, one in enumerate(given) if at % FOLDS != fold])
        for at in range(fold, len(given), FOLDS):
            found[at] = chances_of(trees, given[at])
    return [found[at] for at in range(len(given))]


def chances_of(trees: Forest, one: Lesson) -> list[float]:
    """The chance of each pair of an article."""
    return trees.chances(one.rows).tolist() if one.pairs else []


def threshold(given: Sequence[Lesson]) -> float:
    """The lowest threshold with `PRECISION` on articles that the trees have not seen."""
    chances = held(given)
    for limit in THRESHOLDS:
        found = outcome(given, chances, limit)
        print(f"{limit:.2f}: precision {found.precision:.1f}, recall {found.recall:.1f}")
        if found.precision >= PRECISION:
            return limit
    return THRESHOLDS[-1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the marked articles, fit and write."""
    parser = argparse.ArgumentParser(prog="python -m training.joining.train")
    parser.add_argument("data", type=Path)
    chosen = parser.parse_args(arguments)
    read = list(lessons(chosen.data, Coder()))
    names = next(names for _, names in read if names)
    given = [made for made, _ in read]
    write(TARGET, fit(given), names, threshold(given))


if __name__ == "__main__":
    main()
