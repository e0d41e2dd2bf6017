"""From pairs to groups: tellings of one happening, whatever the order in which they came.

Pairs are taken from the most alike to the least; two groups become one unless most of
what they show differs.
The outcome depends on the set of tellings, pairs and judgements alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import MemberBasis

_COMPARED = 8
"""Tellings of a group that are asked whether something clashes."""
_SHARE = 0.5
"""Of the pairs that show a kind of thing, those that differ in it, above which groups stay two."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings that are alike enough to be one happening."""

    one: str
    other: str
    score: float
    basis: MemberBasis
    reasons: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[bool, float, str, str]:
        """Judgements first, then by points; ids decide between equals."""
        return (self.basis is not MemberBasis.JUDGEMENT, -self.score, self.one, self.other)


@dataclass(frozen=True)
class Group:
    """One happening: its tellings, the earliest first, and the links that made it."""

    members: tuple[str, ...]
    links: tuple[Link, ...]


def groups_of(
    order: Sequence[str],
    links: Iterable[Link],
    apart: Iterable[tuple[str, str]],
    doubts: Callable[[str, str], Sequence[bool | None]],
    sure: Mapping[str, float],
) -> list[Group]:
    """The groups of tellings.

    Args:
        order: every telling, the earliest first.
        apart: pairs that a person split.
        doubts: what speaks against two tellings being one happening, by kind; empty where it is
            not known.
        sure: the chance that a telling was read right.
    """
    made = _Grouping(order, apart, doubts, sure)
    for link in sorted(links, key=lambda one: one.order):
        made.join(link)
    return made.groups()


class _Grouping:
    def __init__(
        self,
        order: Sequence[str],
        apart: Iterable[tuple[str, str]],
        doubts: Callable[[str, str], Sequence[bool | None]],
        sure: Mapping[str, float],
    ) -> None:
        self._rank: Mapping[str, int] = {id_: n for n, id_ in enumerate(order)}
        self._top = {id_: id_ for id_ in order}
        self._members: dict[str, list[str]] = {id_: [id_] for id_ in order}
        self._links: dict[str, list[Link]] = {id_: [] for id_ in order}
        self._apart = [(a, b) for a, b in apart if a in self._top and b in self._top]
        self._doubts = doubts
        self._sure = sure

    def join(self, link: Link) -> None:
        one, other = sorted((self._of(link.one), self._of(link.other)), key=self._rank.__getitem__)
        if one == other or self._is_apart(one, other):
            return
        if link.basis is not MemberBasis.JUDGEMENT and self._clashes(one, other):
            return
        self._links[one] += [*self._links.pop(other), link]
        self._members[one] = sorted(
            [*self._members[one], *self._members.pop(other)], key=self._rank.__getitem__
        )
        self._top[other] = one

    def groups(self) -> list[Group]:
        return [Group(tuple(m), tuple(self._links[top])) for top, m in self._members.items()]

    def _of(self, id_: str) -> str:
        while self._top[id_] != id_:
            self._top[id_] = self._top[self._top[id_]]
            id_ = self._top[id_]
        return id_

    def _is_apart(self, one: str, other: str) -> bool:
        return any({self._of(a), self._of(b)} == {one, other} for a, b in self._apart)

    def _clashes(self, one: str, other: str) -> bool:
        """Whether two groups differ in one kind of thing: for most of the pairs that show it.

        Each pair counts for as much as its tellings are sure, so that a single one that was misread
        does not carry its clash into a group that was read right.
        """
        pairs = [
            (self._sure[a] * self._sure[b], self._doubts(a, b))
            for a in self._surest(one)
            for b in self._surest(other)
        ]
        kinds = zip(*(doubts for _, doubts in pairs), strict=True)
        weights = [weight for weight, _ in pairs]
        return any(_outvoted(weights, kind) for kind in kinds)

    def _surest(self, top: str) -> list[str]:
        """The tellings of a group that are asked."""
        return sorted(self._members[top], key=lambda id_: -self._sure[id_])[:_COMPARED]


def _outvoted(weights: Sequence[float], doubts: Sequence[bool | None]) -> bool:
    """Whether doubts weigh more than what is known to agree allows."""
    against = sum(w for w, doubt in zip(weights, doubts, strict=True) if doubt is True)
    known = sum(w for w, doubt in zip(weights, doubts, strict=True) if doubt is not None)
    return against > _SHARE * known
