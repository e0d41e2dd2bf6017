"""Fit the scorer that finds the tellings of one event across articles.

Run from the repository root::

    python -m training.same_events.train DATA

``stories.jsonl`` says which mentions of each story tell the same event; the texts of the invented
stories are in the repository, those of the others in ``DATA``. The program reads the articles as it
is, so run it again when its readings have changed; about ten minutes on one core, most of it for
reading. The seed is fixed: the same data, program and machine give the same weights.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from evaluation.task import Row, article_of, prf, read_rows
from onrecord.coder import Coder
from onrecord.corpus.events.beside import surroundings
from onrecord.corpus.events.doubts import apart, parting
from onrecord.corpus.events.features import Look, features
from onrecord.corpus.events.grouping import Link, groups_of
from onrecord.corpus.events.keys import keys_of
from onrecord.corpus.events.scorer import FILE, LEAST
from onrecord.corpus.events.told import Told, tellings_of
from onrecord.events import sense
from onrecord.events.joining.look import Looking
from onrecord.events.sense import seen
from onrecord.ingest.source import Known
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.pairs.forest import Forest
from onrecord.pairs.grouping import Pair
from onrecord.pairs.judge import Judge
from onrecord.pairs.vectors import pack
from onrecord.records import Actor, Article, MemberBasis, Place
from onrecord.service import gather
from training.same_events import contrast
from training.trees import exported, write_looks

STORIES = Path(__file__).with_name("stories.jsonl")
ROOT = Path(__file__).parent.parent.parent
TARGET = Path("src/onrecord/knowledge/corpus") / FILE
SENSES = Path("src/onrecord/knowledge/events") / sense.FILE
FIRST, SECOND = 120, 80
"""Trees of the two looks."""
LEAVES, RATE, FEWEST = 12, 0.08, 30
FOLDS = 5
SMALL = 4
"""Articles of a small part of a story."""
THRESHOLDS = tuple(step / 50 for step in range(14, 30))
PRECISION = 66.0
"""Per cent of joined pairs that must be right in stories that the trees have not seen."""

Floats = NDArray[np.float32]


class Reading(NamedTuple):
    """What the program reads in a story, and which of it is of one event."""

    name: str
    told: list[Told]
    """Those that were judged, by day."""
    event: dict[str, str]
    """Of each telling: the name of its event, which no other has if it stands alone."""
    views: Floats
    """Of each telling what its sense is made of, shape (tellings, numbers of `seen`)."""

    @property
    def events(self) -> list[str]:
        """The event of each telling, in their order."""
        return [self.event[telling.mention] for telling in self.told]


class Story(NamedTuple):
    """The tellings of a story, and which of them are of one event."""

    name: str
    told: list[Told]
    """Those that were judged, by day."""
    event: dict[str, str]
    """Of each telling: the name of its event, which no other has if it stands alone."""
    pairs: list[Pair]
    """Those that the program would compare."""
    rows: Floats

    @property
    def same(self) -> list[bool]:
        """Whether each pair is of one event."""
        ids = [telling.mention for telling in self.told]
        return [self.event[ids[a]] == self.event[ids[b]] for a, b in self.pairs]


def read(data: Path, coder: Coder) -> Iterator[Reading]:
    """What the program reads in each story."""
    for row in read_rows(STORIES):
        told: list[tuple[str, Told]] = []
        views: dict[str, Floats] = {}
        for article in sorted(_articles(row, data), key=lambda a: (str(a.date), a.key)):
            given = coder.products(article)
            coding = coder.coding_of(article, given)
            told += [(article.key, telling) for telling in tellings_of(coding)]
            looking = Looking(
                given.one(Parse), given.one(Encoding), given.all(Actor), given.all(Place)
            )
            views |= {k.mention.id: seen(k) for k in looking.looks(coding.event_mentions)}
        event = _judged(row, told)
        judged = [telling for _, telling in told if telling.mention in event]
        yield Reading(
            row["story"], judged, event, np.stack([views[telling.mention] for telling in judged])
        )


def with_senses(readings: Sequence[Reading]) -> Iterator[tuple[Story, list[str]]]:
    """Each story, its senses by a projection that has not seen it, and the names of features."""
    held = [contrast.fit(_others(readings, fold)) for fold in range(FOLDS)]
    for at, one in enumerate(readings):
        senses = held[at % FOLDS].of(one.views)
        told = [
            msgspec.structs.replace(telling, sense=pack(sense[None]))
            for telling, sense in zip(one.told, senses, strict=True)
        ]
        yield story(one.name, told, one.event)


def _others(readings: Sequence[Reading], fold: int) -> list[contrast.Lesson]:
    return [(r.views, r.events) for at, r in enumerate(readings) if at % FOLDS != fold]


def story(name: str, judged: list[Told], event: dict[str, str]) -> tuple[Story, list[str]]:
    """The story of the tellings of which ``event`` names the event."""
    keys = [keys_of(telling) for telling in judged]
    pairs = [
        (a, b)
        for a, b in combinations(range(len(judged)), 2)
        if keys[a] & keys[b] and not apart(judged[a], judged[b])
    ]
    looks = [Look(telling) for telling in judged]
    found = [features(looks[a], looks[b]) for a, b in pairs]
    rows = np.array([list(row.values()) for row in found], np.float32)
    return Story(name, judged, event, pairs, rows), list(found[0]) if found else []


def _articles(row: Row, data: Path) -> Iterator[Article]:
    """The articles of a story, from the repository or from the data."""
    keys = set(row["articles"])
    own = ROOT / row["source"]
    if own.exists():
        items = gather([own]).items(Known())
        found = (item.found for item in items if isinstance(item.found, Article))
    else:
        found = (article_of(r) for r in read_rows(data / row["source"]) if r["id"] in keys)
    yield from (article for article in found if article.key in keys)


def _judged(row: Row, told: Sequence[tuple[str, Told]]) -> dict[str, str]:
    """The event of each telling, given with its article's key, whose words overlap judged ones."""
    marks = [(tuple(mark), f"event {n}") for n, e in enumerate(row["events"]) for mark in e]
    marks += [(tuple(mark), f"alone {n}") for n, mark in enumerate(row["alone"])]
    by_article: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (key, start, end), name in marks:
        by_article[key].append((start, end, name))
    found = {}
    for key, telling in told:
        near = [m for m in by_article[key] if m[0] < telling.end and m[1] > telling.start]
        if near:
            found[telling.mention] = min(near, key=lambda m: abs(m[0] - telling.start))[2]
    return found


class Lesson(NamedTuple):
    """Pairs of one story with their features, and whether each is of one event."""

    rows: Floats
    same: Sequence[bool]


def fit(given: Sequence[Lesson], trees: int = FIRST, seed: int = 0) -> Forest:
    """Trees for pairs; a story counts by the root of its number of pairs."""
    useful = [one for one in given if len(one.rows)]
    weights = np.concatenate([np.full(len(s.rows), len(s.rows) ** -0.5) for s in useful])
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
    return exported(model.fit(rows, same, sample_weight=weights / weights.mean()))


def held(given: Sequence[Lesson], trees: int) -> list[list[float]]:
    """The chances of the pairs of each story, by trees that were fitted without its fold."""
    found: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        made = fit([one for at, one in enumerate(given) if at % FOLDS != fold], trees)
        for at in range(fold, len(given), FOLDS):
            rows = given[at].rows
            found[at] = made.chances(rows).tolist() if len(rows) else []
    return [found[at] for at in range(len(given))]


class Beside(NamedTuple):
    """What the second look sees of a story: all its linked pairs, then those of small parts."""

    pairs: list[Pair]
    """The linked ones of the whole story."""
    names: list[str]
    lesson: Lesson


def beside(one: Story, chances: Sequence[float]) -> Beside:
    """The pairs of a story beside each other, by chances of trees that have not seen it.

    A store may hold a few of the articles only, so the same pairs are seen in small parts, too.
    """
    linked = {p: c for p, c in zip(one.pairs, chances, strict=True) if c >= LEAST}
    whole = list(surroundings(one.told, linked))
    small = list(surroundings(one.told, _thinned(one, linked)))
    found = [*whole, *small]
    rows = np.array([list(row.values()) for _, row in found], np.float32)
    same = [one.event[one.told[a].mention] == one.event[one.told[b].mention] for (a, b), _ in found]
    names = list(found[0][1]) if found else []
    return Beside([pair for pair, _ in whole], names, Lesson(rows, same))


def _thinned(one: Story, linked: Mapping[Pair, float]) -> dict[Pair, float]:
    """The linked pairs within parts of `SMALL` articles, into which the story is dealt out."""
    articles = sorted({telling.article for telling in one.told})
    drawn = np.random.default_rng(0).permutation(len(articles)).tolist()
    part = {article: drawn[at] // SMALL for at, article in enumerate(articles)}
    parts = [part[telling.article] for telling in one.told]
    return {(a, b): chance for (a, b), chance in linked.items() if parts[a] == parts[b]}


class Outcome(NamedTuple):
    """Pairs of tellings: joined by the program, of one event, and both."""

    made: int
    gold: int
    both: int

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1, in per cent."""
        return prf(self.both, self.made, self.gold)


def outcome(one: Story, chances: Mapping[Pair, float], limit: float) -> Outcome:
    """What comes of grouping a story at a threshold, by the chances of its linked pairs."""
    ids = [telling.mention for telling in one.told]
    told = dict(zip(ids, one.told, strict=True))
    links = [
        Link(ids[a], ids[b], chance, MemberBasis.MATCH)
        for (a, b), chance in chances.items()
        if chance >= LEAST
    ]
    sure = {id_: telling.sure for id_, telling in told.items()}
    groups = groups_of(ids, links, (), lambda a, b: parting(told[a], told[b]), sure, limit)
    group_of = {id_: n for n, group in enumerate(groups) for id_ in group.members}
    counts = Counter[str]()
    for a, b in combinations(ids, 2):
        together, same = group_of[a] == group_of[b], one.event[a] == one.event[b]
        counts.update(made=together, gold=same, both=together and same)
    return Outcome(counts["made"], counts["gold"], counts["both"])


def threshold(given: Sequence[Story], chances: Sequence[Mapping[Pair, float]]) -> float:
    """The lowest threshold with `PRECISION` in the mean of stories that the trees have not seen."""
    for limit in THRESHOLDS:
        found = [outcome(one, some, limit) for one, some in zip(given, chances, strict=True)]
        means = np.mean([one.scores for one in found], axis=0)
        print(f"{limit:.2f}: precision {means[0]:.1f}, recall {means[1]:.1f}, F1 {means[2]:.1f}")
        if means[0] >= PRECISION:
            for one, made in zip(given, found, strict=True):
                print(f"  {one.name}: {', '.join(f'{value:.1f}' for value in made.scores)}")
            return limit
    return THRESHOLDS[-1]


def both_looks(given: Sequence[Story], names: Sequence[str]) -> tuple[list[Judge], float]:
    """The trees of both looks, and the threshold."""
    lessons = [Lesson(one.rows, one.same) for one in given]
    seen = [beside(*one) for one in zip(given, held(lessons, FIRST), strict=True)]
    again = [one.lesson for one in seen]
    chances = [
        dict(zip(one.pairs, found[: len(one.pairs)], strict=True))
        for one, found in zip(seen, held(again, SECOND), strict=True)
    ]
    limit = threshold(given, chances)
    others = next(tuple(one.names) for one in seen if one.names)
    return [Judge(fit(lessons), tuple(names)), Judge(fit(again, SECOND), others)], limit


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the stories, fit and write."""
    parser = argparse.ArgumentParser(prog="python -m training.same_events.train")
    parser.add_argument("data", type=Path)
    chosen = parser.parse_args(arguments)
    readings = list(read(chosen.data, Coder()))
    made = list(with_senses(readings))
    names = next(names for _, names in made if names)
    looks, limit = both_looks([one for one, _ in made], names)
    write_looks(TARGET, looks, limit)
    contrast.write(SENSES, contrast.fit([(r.views, r.events) for r in readings]))


if __name__ == "__main__":
    main()
