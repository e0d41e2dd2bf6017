"""The measures of coreference: MUC, B-cubed, CEAF-e and their mean, the CoNLL score.

Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF with phi 4),
Pradhan et al. 2012 (their mean). Sums run over all documents before they are divided, as in the
scorer of the CoNLL-2012 shared task.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np
from scipy.optimize import linear_sum_assignment

Chains = Sequence[frozenset[Hashable]]
"""Chains of mentions; no mention stands in two of them."""
Counts = tuple[float, float, float, float]
"""Numerator and denominator of recall, then of precision."""


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """F1 in per cent, and how well the mentions themselves were found."""

    muc: float
    b3: float
    ceafe: float
    mentions: float

    @property
    def conll(self) -> float:
        """The mean of the three."""
        return (self.muc + self.b3 + self.ceafe) / 3


def scores(documents: Iterable[tuple[Chains, Chains]]) -> Scores:
    """The scores over pairs of gold and predicted chains, one pair a document."""
    pairs = list(documents)
    return Scores(
        muc=_f1(muc(gold, made) for gold, made in pairs),
        b3=_f1(b_cubed(gold, made) for gold, made in pairs),
        ceafe=_f1(ceaf_e(gold, made) for gold, made in pairs),
        mentions=_f1(_found(gold, made) for gold, made in pairs),
    )


def _f1(counts: Iterable[Counts]) -> float:
    right, gold, kept, made = (sum(column) for column in zip(*counts, strict=True))
    recall = right / gold if gold else 0.0
    precision = kept / made if made else 0.0
    return 200 * recall * precision / (recall + precision) if recall + precision else 0.0


def muc(gold: Chains, made: Chains) -> Counts:
    """Links kept: a chain of n mentions that the other side cuts into k parts keeps n - k."""
    return *_links(gold, made), *_links(made, gold)


def _links(chains: Chains, others: Chains) -> tuple[float, float]:
    where = _chain_of(others)
    kept = total = 0
    for chain in chains:
        parts = {where[m] for m in chain if m in where}
        kept += len(chain) - len(parts) - sum(m not in where for m in chain)
        total += len(chain) - 1
    return kept, total


def b_cubed(gold: Chains, made: Chains) -> Counts:
    """For each mention the share of its chain that the other chain has as well."""
    return *_shares(gold, made), *_shares(made, gold)


def _shares(chains: Chains, others: Chains) -> tuple[float, float]:
    where = _chain_of(others)
    total = 0.0
    for chain in chains:
        for number in {where[m] for m in chain if m in where}:
            total += len(chain & others[number]) ** 2 / len(chain)
    return total, float(sum(len(chain) for chain in chains))


def ceaf_e(gold: Chains, made: Chains) -> Counts:
    """The best one-to-one match of chains by the Dice coefficient of their mentions."""
    if not gold or not made:
        return 0.0, float(len(gold)), 0.0, float(len(made))
    alike = np.array([[2 * len(g & m) / (len(g) + len(m)) for m in made] for g in gold])
    rows, columns = linear_sum_assignment(-alike)
    best = float(alike[rows, columns].sum())
    return best, float(len(gold)), best, float(len(made))


def _found(gold: Chains, made: Chains) -> Counts:
    one, two = set(_chain_of(gold)), set(_chain_of(made))
    return len(one & two), len(one), len(one & two), len(two)


def _chain_of(chains: Chains) -> Mapping[Hashable, int]:
    return {mention: number for number, chain in enumerate(chains) for mention in chain}


def without_single(chains: Iterable[Iterable[Hashable]]) -> Iterator[frozenset[Hashable]]:
    """The chains of two mentions or more."""
    for chain in chains:
        found = frozenset(chain)
        if len(found) > 1:
            yield found
