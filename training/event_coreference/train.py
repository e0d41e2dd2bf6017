"""Fit the scorer of event coreference.

Run from the repository root::

    python -m training.event_coreference.train DATA WORDNET

``DATA`` holds ``incidents/ecb_train.jsonl``, ``WORDNET`` is the ``dict`` folder of WordNet 3.1.
It makes the table of concepts, reads the articles with the encoder that is there, and fits boosted
trees for both looks; about eight minutes on one core. The seed is fixed: the same data, encoder and
machine give the same weights.

The second look learns from chances that the first gives on topics that it has not seen, and from
the same articles in small collections, where company is rare.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from evaluation.clusters import scores
from evaluation.coreference import Marked, chains, marked
from evaluation.task import Row, read_rows
from onrecord.coder import Coder
from onrecord.corpus.sameness.candidates import Pair, candidates
from onrecord.corpus.sameness.conflict import Told
from onrecord.corpus.sameness.features import Comparison
from onrecord.corpus.sameness.happenings import same_article_weight
from onrecord.corpus.sameness.scorer import LEAST, seats
from onrecord.pairs.company import Company, neighbours
from onrecord.pairs.forest import Forest
from onrecord.pairs.grouping import groups
from onrecord.pairs.judge import Judge
from training.event_coreference import concepts
from training.trees import exported, write_looks

TARGET = Path("src/onrecord/knowledge/sameness/scorer.npz")
DATA = "incidents/ecb_train.jsonl"
FOLDS = 5
"""Parts of the topics; each is judged by trees that learned from the others."""
SMALL = 4
"""Articles of a small collection."""
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
SLACK = 0.3
"""CoNLL points that a higher threshold may cost: two happenings taken for one are worse."""


class Recipe(NamedTuple):
    """How trees are grown."""

    trees: int
    leaves: int
    ridge: float
    least: int
    """Pairs in a leaf."""
    kept: float
    """Share of the pairs of different happenings that is learned from; each weighs as much more."""


FIRST = Recipe(trees=150, leaves=15, ridge=1.0, least=20, kept=0.2)
SECOND = Recipe(trees=80, leaves=12, ridge=3.0, least=40, kept=0.5)

Floats = NDArray[np.float32]


class Lesson(NamedTuple):
    """Pairs of tellings with their features."""

    told: list[Told]
    chains: list[str]
    topics: list[str]
    """Of each telling."""
    pairs: list[Pair]
    rows: Floats
    names: tuple[str, ...]

    @property
    def same(self) -> NDArray[np.bool_]:
        """Whether each pair is of one happening."""
        return np.array([self.chains[a] == self.chains[b] for a, b in self.pairs])

    @property
    def folds(self) -> NDArray[np.int64]:
        """The fold of the topic of each pair."""
        number = {topic: at % FOLDS for at, topic in enumerate(sorted(set(self.topics)))}
        return np.array([number[self.topics[a]] for a, _ in self.pairs])


class Beside(NamedTuple):
    """Pairs with the features of their company, in one collection or another."""

    pairs: NDArray[np.int64]
    """The number of each pair in its lesson."""
    rows: Floats
    names: tuple[str, ...]


def lesson(rows: Sequence[Row], coder: Coder) -> Lesson:
    """Every candidate pair of ECB+ rows, as `happenings` finds them."""
    found = marked(rows, coder)
    return compared(rows, found)


def compared(rows: Sequence[Row], found: Marked) -> Lesson:
    """As `lesson`, from accounts that are there already."""
    told = [Told(account, telling) for account in found.accounts for telling in account.tellings]
    pairs = candidates(found.accounts)
    comparison = Comparison()
    features = [comparison.features(told[a], told[b]) for a, b in pairs]
    topics = [row["topic"] for row, names in zip(rows, found.chains, strict=True) for _ in names]
    return Lesson(
        told,
        [chain for names in found.chains for chain in names],
        topics,
        pairs,
        np.array([list(row.values()) for row in features], np.float32),
        tuple(features[0]),
    )


def fit(rows: Floats, same: NDArray[np.bool_], how: Recipe = FIRST) -> Forest:
    """Trees for pairs; many pairs of different happenings are left out and the rest weighs more."""
    kept = same | (np.random.default_rng(0).random(len(same)) < how.kept)
    weights = np.where(same[kept], 1.0, 1 / how.kept)
    model = HistGradientBoostingClassifier(
        max_iter=how.trees,
        max_leaf_nodes=how.leaves,
        min_samples_leaf=how.least,
        l2_regularization=how.ridge,
        random_state=0,
    )
    return exported(model.fit(rows[kept], same[kept], sample_weight=weights))


def crossed(
    rows: Floats, same: NDArray[np.bool_], folds: NDArray[np.int64], how: Recipe
) -> NDArray[np.float64]:
    """The chance of each pair by trees that have not seen its fold."""
    found = np.zeros(len(same))
    for fold in np.unique(folds).tolist():
        mine = folds == fold
        found[mine] = fit(rows[~mine], same[~mine], how).chances(rows[mine])
    return found


def beside(of: Lesson, chances: Mapping[Pair, float]) -> Beside:
    """The pairs that are looked at twice, in a collection of all that ``chances`` knows."""
    company = Company(seats(of.told), neighbours(chances))
    number = {pair: at for at, pair in enumerate(of.pairs)}
    again = [pair for pair, chance in chances.items() if chance >= LEAST]
    found = [company.features(*pair) for pair in again]
    rows = np.array([list(row.values()) for row in found], np.float32)
    return Beside(np.array([number[pair] for pair in again]), rows, tuple(found[0]))


def thinned(of: Lesson, chances: Mapping[Pair, float]) -> dict[Pair, float]:
    """The chances of pairs in the same small collection; each article is drawn into one."""
    articles = [item.account.article for item in of.told]
    drawn = np.random.default_rng(0).permutation(sorted(set(zip(of.topics, articles, strict=True))))
    seen: Counter[str] = Counter()
    part = {}
    for topic, article in drawn.tolist():
        part[article] = topic, seen[topic] // SMALL
        seen[topic] += 1
    return {
        (a, b): chance
        for (a, b), chance in chances.items()
        if part[articles[a]] == part[articles[b]]
    }


def conll(of: Lesson, chances: Mapping[Pair, float], threshold: float) -> float:
    """CoNLL F1 of all tellings, grouped by the chances of pairs."""
    weigh = same_article_weight(of.told)
    made = groups(len(of.told), chances, threshold, weigh=weigh)
    found = chains((n, str(at)) for n, group in enumerate(made) for at in group)
    gold = chains((chain, str(at)) for at, chain in enumerate(of.chains))
    return scores([(gold, found)]).conll


def threshold(of: Lesson, chances: Mapping[Pair, float]) -> float:
    """The highest good threshold for chances by trees that have not seen the topic."""
    found = [(conll(of, chances, limit), limit) for limit in THRESHOLDS]
    for value, limit in found:
        print(f"threshold {limit:.2f}: CoNLL F1 {value:.2f} on topics that were not seen")
    best = max(found)[0]
    return max(limit for value, limit in found if value >= best - SLACK)


def second(of: Lesson) -> tuple[Judge, float]:
    """The second look, and the threshold for its chances."""
    first = crossed(of.rows, of.same, of.folds, FIRST)
    chances = dict(zip(of.pairs, first.tolist(), strict=True))
    whole, small = beside(of, chances), beside(of, thinned(of, chances))
    pairs = np.concatenate([whole.pairs, small.pairs])
    rows = np.concatenate([whole.rows, small.rows])
    made = crossed(rows, of.same[pairs], of.folds[pairs], SECOND)[: len(whole.pairs)]
    chances.update(zip([of.pairs[at] for at in whole.pairs], made.tolist(), strict=True))
    return Judge(fit(rows, of.same[pairs], SECOND), whole.names), threshold(of, chances)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make both files."""
    parser = argparse.ArgumentParser(prog="python -m training.event_coreference.train")
    parser.add_argument("data", type=Path)
    parser.add_argument("wordnet", type=Path)
    chosen = parser.parse_args(arguments)
    concepts.write(chosen.wordnet)
    found = lesson(read_rows(chosen.data / DATA), Coder())
    print(f"{len(found.pairs)} pairs, {found.same.sum()} of one happening")
    again, limit = second(found)
    write_looks(TARGET, [Judge(fit(found.rows, found.same), found.names), again], limit)


if __name__ == "__main__":
    main()
