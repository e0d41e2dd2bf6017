"""From pairs to groups: tellings of one happening, whatever the order in which they came.

Pairs are taken from the most alike to the least; two groups become one if nothing in them clashes.
The outcome depends on the set of tellings, pairs and judgements alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import MemberBasis

_COMPARED = 8
"""Tellings of a group that are asked whether something clashes."""


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
    clash: Callable[[str, str], bool],
) -> list[Group]:
    """The groups of tellings.

    Args:
        order: every telling, the earliest first.
        apart: pairs that a person split.
        clash: whether something speaks against two tellings being one happening.
    """
    made = _Grouping(order, apart, clash)
    for link in sorted(links, key=lambda one: one.order):
        made.join(link)
    return made.groups()


class _Grouping:
    def __init__(
        self,
        order: Sequence[str],
        apart: Iterable[tuple[str, str]],
        clash: Callable[[str, str], bool],
    ) -> None:
        self._rank: Mapping[str, int] = {id_: n for n, id_ in enumerate(order)}
        self._top = {id_: id_ for id_ in order}
        self._members: dict[str, list[str]] = {id_: [id_] for id_ in order}
        self._links: dict[str, list[Link]] = {id_: [] for id_ in order}
        self._apart = [(a, b) for a, b in apart if a in self._top and b in self._top]
        self._clash = clash

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
        """Whether tellings of two groups clash; of large groups, the first ones are asked."""
        return any(
            self._clash(a, b)
            for a in self._members[one][:_COMPARED]
            for b in self._members[other][:_COMPARED]
        )
