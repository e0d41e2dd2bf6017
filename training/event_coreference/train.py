"""Fit the scorer of event coreference.

Run from the repository root::

    python -m training.event_coreference.train DATA WORDNET

``DATA`` holds ``incidents/ecb_train.jsonl``, ``WORDNET`` is the ``dict`` folder of WordNet 3.1.
It makes the table of concepts, reads the articles with the encoder that is there, and fits boosted
trees; about ten minutes on one core, most of it for reading. The seed is fixed: the same data,
encoder and machine give the same weights.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

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
from onrecord.pairs.forest import Forest
from onrecord.pairs.grouping import groups
from training.event_coreference import concepts
from training.trees import exported

TARGET = Path("src/onrecord/knowledge/sameness/scorer.npz")
DATA = "incidents/ecb_train.jsonl"
KEPT = 0.2
"""Share of the pairs of different happenings that is learned from; each weighs as much more."""
TREES, LEAVES, RATE = 150, 15, 0.1
HELD = 3
"""Every third topic is held out while the threshold is chosen."""
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
SLACK = 0.3
"""CoNLL points that a higher threshold may cost: two happenings taken for one are worse."""

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

    def of(self, topics: frozenset[str]) -> NDArray[np.bool_]:
        """Which pairs are of articles on ``topics``."""
        return np.array([self.topics[a] in topics for a, _ in self.pairs])


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


def fit(rows: Floats, same: NDArray[np.bool_], seed: int = 0) -> Forest:
    """Trees for pairs; most pairs of different happenings are left out and the rest weighs more."""
    kept = same | (np.random.default_rng(seed).random(len(same)) < KEPT)
    weights = np.where(same[kept], 1.0, 1 / KEPT)
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        l2_regularization=1.0,
        random_state=seed,
    )
    return exported(model.fit(rows[kept], same[kept], sample_weight=weights))


def conll(of: Lesson, chances: Sequence[float], inside: Sequence[int], threshold: float) -> float:
    """CoNLL F1 of the tellings ``inside``, grouped by the chances of all pairs."""
    made = groups(
        len(of.told),
        dict(zip(of.pairs, chances, strict=True)),
        threshold,
        weigh=same_article_weight(of.told),
    )
    number = {at: n for n, group in enumerate(made) for at in group}
    gold = chains((of.chains[at], str(at)) for at in inside)
    return scores([(gold, chains((number[at], str(at)) for at in inside))]).conll


def threshold(of: Lesson) -> float:
    """The highest good threshold on every third topic, by trees fitted on the others."""
    topics = sorted(set(of.topics))
    held = frozenset(topics[::HELD])
    mine = of.of(held)
    trees = fit(of.rows[~mine], of.same[~mine])
    part = of._replace(pairs=[p for p, m in zip(of.pairs, mine, strict=True) if m])
    chances = trees.chances(of.rows[mine]).tolist()
    inside = [at for at, topic in enumerate(of.topics) if topic in held]
    found = [(conll(part, chances, inside, t), t) for t in THRESHOLDS]
    for value, limit in found:
        print(f"threshold {limit:.2f}: CoNLL F1 {value:.2f} on held topics")
    best = max(found)[0]
    return max(limit for value, limit in found if value >= best - SLACK)


def write(target: Path, trees: Forest, names: Sequence[str], limit: float) -> None:
    """Write the weight file."""
    text = np.frombuffer("\n".join(names).encode(), np.uint8)
    target.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {**trees.arrays(), "names": text, "threshold": np.array(limit)}
    np.savez_compressed(target, **arrays)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make both files."""
    parser = argparse.ArgumentParser(prog="python -m training.event_coreference.train")
    parser.add_argument("data", type=Path)
    parser.add_argument("wordnet", type=Path)
    chosen = parser.parse_args(arguments)
    concepts.write(chosen.wordnet)
    found = lesson(read_rows(chosen.data / DATA), Coder())
    print(f"{len(found.pairs)} pairs, {found.same.sum()} of one happening")
    write(TARGET, fit(found.rows, found.same), found.names, threshold(found))


if __name__ == "__main__":
    main()
