"""Fit the scorer that finds the tellings of one event across articles.

Run from the repository root::

    python -m training.same_events.train DATA

``stories.jsonl`` says which mentions of each story tell the same event; the texts of the invented
stories are in the repository, those of the others in ``DATA``. The program reads the articles as it
is, so run it again when its readings have changed; about twenty minutes on one core. The stories of
each fold are mixed into one store, and each fold is judged by what has not seen it. The seed is
fixed: the same data, program and machine give the same weights.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from evaluation.task import prf
from onrecord.coder import Coder
from onrecord.corpus.events.beside import surroundings
from onrecord.corpus.events.doubts import parting
from onrecord.corpus.events.grouping import Link, groups_of
from onrecord.corpus.events.scorer import FILE, LEAST
from onrecord.events import sense
from onrecord.pairs.forest import Forest
from onrecord.pairs.grouping import Pair
from onrecord.pairs.judge import Judge
from onrecord.records import MemberBasis
from training.same_events import contrast
from training.same_events.mixing import Mixture, mixtures
from training.same_events.reading import Floats, read
from training.trees import exported, write_looks

TARGET = Path("src/onrecord/knowledge/corpus") / FILE
SENSES = Path("src/onrecord/knowledge/events") / sense.FILE
FIRST, SECOND = 120, 80
"""Trees of the two looks."""
LEAVES, RATE, FEWEST = 12, 0.08, 30
CROSSING = 1.0
"""What the pairs of two stories weigh in the first look, those within stories being 1 together."""
SMALL = 4
"""Articles of a small part of a story."""
THRESHOLDS = tuple(step / 50 for step in range(14, 30))
PRECISION = 68.0
"""Per cent of joined pairs that must be right in mixed stories that nothing has seen."""


class Lesson(NamedTuple):
    """Pairs with their features, whether each is of one event, and what it weighs."""

    rows: Floats
    same: Sequence[bool]
    weights: Sequence[float]


def fit(given: Sequence[Lesson], trees: int = FIRST) -> Forest:
    """Trees for pairs."""
    return exported(_grown(given, trees))


def _grown(given: Sequence[Lesson], trees: int, seed: int = 0) -> HistGradientBoostingClassifier:
    useful = [one for one in given if len(one.rows)]
    weights = np.concatenate([one.weights for one in useful])
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        max_bins=63,
        min_samples_leaf=FEWEST,
        l2_regularization=10.0,
        early_stopping=False,
        random_state=seed,
    )
    rows = np.concatenate([one.rows for one in useful])
    same = [right for one in useful for right in one.same]
    return model.fit(rows, same, sample_weight=weights / weights.mean())


def held(given: Sequence[Lesson], trees: int) -> list[list[float]]:
    """The chances of the pairs of each lesson, by trees that were fitted without it."""
    found = []
    for at, one in enumerate(given):
        model = _grown([*given[:at], *given[at + 1 :]], trees)
        found.append(model.predict_proba(one.rows)[:, 1].tolist() if len(one.rows) else [])
    return found


def first_lesson(one: Mixture) -> Lesson:
    """What the first look learns from: a story counts by the root of its number of pairs."""
    pairs = [(one.stories[a], one.stories[b]) for a, b in one.pairs]
    counts = Counter(a for a, b in pairs if a == b)
    inside = sum(count**0.5 for count in counts.values())
    across = CROSSING * inside / max(1, sum(a != b for a, b in pairs))
    weights = [counts[a] ** -0.5 if a == b else across for a, b in pairs]
    return Lesson(one.rows, one.same, weights)


class Beside(NamedTuple):
    """What the second look sees: all linked pairs of a mixture, then those of small parts."""

    pairs: list[Pair]
    """The linked ones of the whole."""
    names: tuple[str, ...]
    lesson: Lesson


def beside(one: Mixture, chances: Sequence[float]) -> Beside:
    """The pairs beside each other, by chances of trees that have not seen them.

    A store may hold a few articles of a story only, so its pairs are seen in small parts, too.
    """
    linked = {p: c for p, c in zip(one.pairs, chances, strict=True) if c >= LEAST}
    whole = list(surroundings(one.told, linked))
    found = [*whole, *surroundings(one.told, _thinned(one, linked))]
    rows = np.array([list(row.values()) for _, row in found], np.float32)
    same = [one.events[a] == one.events[b] for (a, b), _ in found]
    counts = Counter(one.stories[a] for (a, b), _ in found if one.stories[a] == one.stories[b])
    weights = [max(1, counts[one.stories[a]]) ** -0.5 for (a, _), _ in found]
    names = tuple(found[0][1]) if found else ()
    return Beside([pair for pair, _ in whole], names, Lesson(rows, same, weights))


def _thinned(one: Mixture, linked: Mapping[Pair, float]) -> dict[Pair, float]:
    """The linked pairs within parts of `SMALL` articles, into which each story is dealt out."""
    articles = sorted({telling.article for telling in one.told})
    story = dict(zip((t.article for t in one.told), one.stories, strict=True))
    dealt: Counter[int] = Counter()
    part: dict[str, tuple[int, int]] = {}
    for at in np.random.default_rng(0).permutation(len(articles)).tolist():
        own = story[articles[at]]
        part[articles[at]] = (own, dealt[own] // SMALL)
        dealt[own] += 1
    parts = [part[telling.article] for telling in one.told]
    return {(a, b): chance for (a, b), chance in linked.items() if parts[a] == parts[b]}


class Outcome(NamedTuple):
    """Pairs of tellings with one of a story in them: joined, of one event, and both.

    A joined pair of two stories is half of each.
    """

    made: float
    gold: int
    both: int

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1, in per cent."""
        return prf(self.both, self.made, self.gold)


def outcomes(one: Mixture, chances: Mapping[Pair, float], limit: float) -> dict[int, Outcome]:
    """What comes of grouping a mixture at a threshold, by its stories."""
    ids = [telling.mention for telling in one.told]
    number = {id_: at for at, id_ in enumerate(ids)}
    told = dict(zip(ids, one.told, strict=True))
    links = [
        Link(ids[a], ids[b], chance, MemberBasis.MATCH)
        for (a, b), chance in chances.items()
        if chance >= LEAST
    ]
    sure = {id_: telling.sure for id_, telling in told.items()}
    groups = groups_of(ids, links, (), lambda a, b: parting(told[a], told[b]), sure, limit)
    made: dict[int, float] = defaultdict(float)
    both = Counter[int]()
    for group in groups:
        events = Counter(one.events[number[id_]] for id_ in group.members)
        stories = Counter(one.stories[number[id_]] for id_ in group.members)
        for (story, _), count in events.items():
            both[story] += count * (count - 1) // 2
        for story, count in stories.items():
            others = len(group.members) - count
            made[story] += count * (count - 1 + others) / 2
    gold = Counter[int]()
    for (story, _), count in Counter(one.events).items():
        gold[story] += count * (count - 1) // 2
    return {story: Outcome(made[story], gold[story], both[story]) for story in gold}


def threshold(given: Sequence[Mixture], chances: Sequence[Mapping[Pair, float]]) -> float:
    """The lowest threshold with `PRECISION` in the mean of stories that the trees have not seen."""
    for limit in THRESHOLDS:
        found = [
            outcome
            for one, some in zip(given, chances, strict=True)
            for outcome in outcomes(one, some, limit).values()
        ]
        means = np.mean([one.scores for one in found], axis=0)
        print(f"{limit:.2f}: precision {means[0]:.1f}, recall {means[1]:.1f}, F1 {means[2]:.1f}")
        if means[0] >= PRECISION:
            return limit
    return THRESHOLDS[-1]


def both_looks(given: Sequence[Mixture]) -> tuple[list[Judge], float]:
    """The trees of both looks, and the threshold."""
    lessons = [first_lesson(one) for one in given]
    seen = [beside(*one) for one in zip(given, held(lessons, FIRST), strict=True)]
    again = [one.lesson for one in seen]
    chances = [
        dict(zip(one.pairs, found[: len(one.pairs)], strict=True))
        for one, found in zip(seen, held(again, SECOND), strict=True)
    ]
    limit = threshold(given, chances)
    names = next(one.names for one in given if one.names)
    others = next(one.names for one in seen if one.names)
    return [Judge(fit(lessons), names), Judge(fit(again, SECOND), others)], limit


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the stories, fit and write."""
    parser = argparse.ArgumentParser(prog="python -m training.same_events.train")
    parser.add_argument("data", type=Path)
    chosen = parser.parse_args(arguments)
    readings = list(read(chosen.data, Coder()))
    looks, limit = both_looks(mixtures(readings))
    write_looks(TARGET, looks, limit)
    contrast.write(SENSES, contrast.fit([(r.views, r.events) for r in readings]))


if __name__ == "__main__":
    main()
