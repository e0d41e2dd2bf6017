"""How likely two tellings are of one happening, by the trees of ``training/event_coreference``.

They look twice: at what two tellings say of themselves, then at the company that they keep.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from onrecord import knowledge
from onrecord.corpus.sameness.conflict import Told
from onrecord.corpus.sameness.features import Comparison
from onrecord.pairs.company import Company, Seat, neighbours
from onrecord.pairs.concepts import AREA
from onrecord.pairs.grouping import Pair
from onrecord.pairs.judge import LOOKS, Judge, judge

LEAST = 0.004
"""Chance from which on a pair is judged a second time; the others stay what they are."""
_BATCH = 20_000
"""Pairs whose features are in memory at once."""


class Scorer:
    """Both looks."""

    def __init__(self, first: Judge, second: Judge, threshold: float) -> None:
        """``threshold`` is the mean chance from which on two groups are one."""
        self._first, self._second, self.threshold = first, second, threshold

    def chances(self, told: Sequence[Told], pairs: Sequence[Pair]) -> list[float]:
        """The chance, from 0 to 1, of each pair of numbers into ``told``, by itself."""
        found: list[float] = []
        for batch in _batches(pairs):
            comparison = Comparison()
            rows = [comparison.features(told[a], told[b]) for a, b in batch]
            found += self._first.chances(rows)
        return found

    def among(self, told: Sequence[Told], chances: Mapping[Pair, float]) -> dict[Pair, float]:
        """The chances of all pairs, each judged again beside the others."""
        company = Company(seats(told), neighbours(chances))
        found = dict(chances)
        for batch in _batches([pair for pair, chance in chances.items() if chance >= LEAST]):
            rows = [company.features(*pair) for pair in batch]
            found.update(zip(batch, self._second.chances(rows), strict=True))
        return found


def seats(told: Sequence[Told]) -> list[Seat]:
    """Where each telling stands."""
    return [Seat(t.account.article, t.telling.sentence, t.telling.lemma) for t in told]


def _batches(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    for at in range(0, len(pairs), _BATCH):
        yield pairs[at : at + _BATCH]


@cache
def scorer() -> Scorer:
    """The scorer, read once a process.

    Raises:
        KnowledgeError: its file is missing.
    """
    file = knowledge.path(AREA, "scorer.npz")
    with file.open("rb") as data, np.load(data) as arrays:
        first, second = (judge(arrays, name) for name in LOOKS)
        return Scorer(first, second, float(arrays["threshold"]))
