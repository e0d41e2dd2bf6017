"""From pairs to groups: tellings of one happening, whatever the order in which they came.

Two groups become one where the power mean of the chances of their pairs is high enough, the
likeliest first, unless most of what they show of days and places differs. The outcome depends on
the set of tellings, pairs and judgements alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.pairs import grouping
from onrecord.records import MemberBasis

_POWER = 3
"""Of the power mean of chances: what is likely counts more than what is left open, for many
tellings of an event say too little to be sure of each pair."""
_COMPARED = 8
"""Tellings of a group that are asked whether something keeps it apart."""
_SHARE = 0.5
"""Of the pairs that show a kind of thing, those that differ in it, above which groups stay two."""

Doubts = Callable[[str, str], Sequence[bool | None]]
"""What keeps two tellings apart, by kind; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings that can be one happening, and how likely that is."""

    one: str
    other: str
    score: float
    basis: MemberBasis
    reasons: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[bool, float, str, str]:
        """Judgements first, then the likeliest; ids decide between equals."""
        return (self.basis is not MemberBasis.JUDGEMENT, -self.score, self.one, self.other)


@dataclass(frozen=True)
class Group:
    """One happening: its tellings, the earliest first, and the links between them."""

    members: tuple[str, ...]
    links: tuple[Link, ...]


def groups_of(
    order: Sequence[str],
    links: Iterable[Link],
    apart: Iterable[tuple[str, str]],
    doubts: Doubts,
    sure: Mapping[str, float],
    threshold: float,
) -> list[Group]:
    """The groups of tellings.

    Args:
        order: every telling, the earliest first.
        links: the pairs that were compared, and those that a person joined.
        apart: pairs that a person split.
        sure: the chance that a telling was read right.
        threshold: mean of the chances from which on two groups are one.
    """
    number = {id_: at for at, id_ in enumerate(order)}
    ranked = sorted(links, key=lambda one: one.order)
    pairs = {in_order(number[k.one], number[k.other]): k for k in reversed(ranked)}
    found = grouping.groups(
        len(order),
        {pair: k.score**_POWER for pair, k in pairs.items()},
        threshold**_POWER,
        joined=[pair for pair, k in pairs.items() if k.basis is MemberBasis.JUDGEMENT],
        forbids=_Apart(order, apart, doubts, sure).are,
    )
    group_of = {at: n for n, members in enumerate(found) for at in members}
    inside: list[list[Link]] = [[] for _ in found]
    for link in ranked:
        if group_of[number[link.one]] == group_of[number[link.other]]:
            inside[group_of[number[link.one]]].append(link)
    return [
        Group(tuple(order[at] for at in members), tuple(own))
        for members, own in zip(found, inside, strict=True)
    ]


def in_order(one: int, other: int) -> tuple[int, int]:
    """Two numbers, the smaller one first."""
    return (one, other) if one < other else (other, one)


class _Apart:
    """What keeps groups, given by the numbers of their members, apart."""

    def __init__(
        self,
        order: Sequence[str],
        apart: Iterable[tuple[str, str]],
        doubts: Doubts,
        sure: Mapping[str, float],
    ) -> None:
        self._order = order
        self._split = {frozenset(pair) for pair in apart}
        self._doubts = doubts
        self._sure = [sure[id_] for id_ in order]

    def are(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether a person parted them, or most of what they show differs.

        Each pair counts for as much as its tellings are sure, so that a single one that was misread
        does not carry its clash into a group that was read right.
        """
        if self._split and self._are_split(one, other):
            return True
        pairs = [(a, b) for a in self._surest(one) for b in self._surest(other)]
        found = [self._doubts(self._order[a], self._order[b]) for a, b in pairs]
        weights = [self._sure[a] * self._sure[b] for a, b in pairs]
        return any(_outvoted(weights, kind) for kind in zip(*found, strict=True))

    def _are_split(self, one: Sequence[int], other: Sequence[int]) -> bool:
        return any(
            frozenset((self._order[a], self._order[b])) in self._split for a in one for b in other
        )

    def _surest(self, members: Sequence[int]) -> list[int]:
        return sorted(members, key=lambda at: -self._sure[at])[:_COMPARED]


def _outvoted(weights: Sequence[float], doubts: Sequence[bool | None]) -> bool:
    """Whether doubts weigh more than what is known to agree allows."""
    against = sum(w for w, doubt in zip(weights, doubts, strict=True) if doubt is True)
    known = sum(w for w, doubt in zip(weights, doubts, strict=True) if doubt is not None)
    return against > _SHARE * known
