"""From the chances of pairs to groups: average linkage over the pairs that were compared.

The two groups with the highest mean chance between them are put together first, until no mean
reaches the threshold. Ties go by number, so the outcome is a function of what was given and never
of its order.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

Pair = tuple[int, int]
Weigh = Callable[[Pair], float]
"""What the chance of a pair counts in the mean."""
Forbids = Callable[[Sequence[int], Sequence[int]], bool]
"""Whether two groups, given by their members, must stay apart."""


def never(one: Sequence[int], other: Sequence[int]) -> bool:  # noqa: ARG001
    """No two groups must stay apart."""
    return False


def alike(pair: Pair) -> float:  # noqa: ARG001
    """All pairs count the same."""
    return 1.0


def groups(
    count: int,
    chances: Mapping[Pair, float],
    threshold: float,
    *,
    joined: Iterable[Iterable[int]] = (),
    forbids: Forbids = never,
    weigh: Weigh = alike,
) -> list[list[int]]:
    """The groups of the items ``0 .. count - 1``.

    Args:
        chances: from 0 to 1, of the pairs that were compared, the smaller number first.
        threshold: mean chance from which on two groups are one.
        joined: items that are together from the start.
        forbids: asked before two groups are put together.
        weigh: what a pair counts in the mean of two groups.

    Returns:
        Sorted groups in the order of their first items.
    """
    state = _Groups(count, joined)
    state.link(chances, weigh)
    while (pair := state.best(threshold)) is not None:
        if not forbids(state.members[pair[0]], state.members[pair[1]]):
            state.merge(*pair)
    return sorted(sorted(members) for members in state.members.values())


class _Groups:
    """Groups, known by their smallest item, with the links between them."""

    def __init__(self, count: int, joined: Iterable[Iterable[int]]) -> None:
        self._top = list(range(count))
        for items in joined:
            first, *rest = sorted(items)
            for item in rest:
                one, other = sorted((self._find(first), self._find(item)))
                self._top[other] = one
        self.members: dict[int, list[int]] = {}
        for item in range(count):
            self.members.setdefault(self._find(item), []).append(item)
        self._links: dict[int, dict[int, tuple[float, float]]] = {g: {} for g in self.members}
        """For each group and neighbour: sum of the weighted chances, and of the weights."""
        self._heap: list[tuple[float, int, int, float]] = []

    def _find(self, item: int) -> int:
        while self._top[item] != item:
            self._top[item] = self._top[self._top[item]]
            item = self._top[item]
        return item

    def link(self, chances: Mapping[Pair, float], weigh: Weigh) -> None:
        """Take the chances of pairs; those within a group are no more needed."""
        for pair, chance in sorted(chances.items()):
            one, other = (self._find(item) for item in pair)
            if one != other:
                weight = weigh(pair)
                total, number = self._links[one].get(other, (0.0, 0.0))
                self._set(one, other, (total + weight * chance, number + weight))
        for one in sorted(self._links):
            for other in sorted(self._links[one]):
                if one < other:
                    self._push(one, other)

    def _set(self, one: int, other: int, link: tuple[float, float]) -> None:
        self._links[one][other] = self._links[other][one] = link

    def _push(self, one: int, other: int) -> None:
        total, number = self._links[one][other]
        heapq.heappush(self._heap, (-total / number, min(one, other), max(one, other), number))

    def best(self, threshold: float) -> Pair | None:
        """The linked pair of groups with the highest mean, if it reaches the threshold."""
        while self._heap and -self._heap[0][0] >= threshold:
            mean, one, other, number = heapq.heappop(self._heap)
            link = self._links.get(one, {}).get(other)
            if link is not None and link[1] == number and -link[0] / number == mean:
                return one, other
        return None

    def merge(self, one: int, other: int) -> None:
        """Put ``other`` into ``one``."""
        self.members[one] = self.members[one] + self.members.pop(other)
        theirs = self._links.pop(other)
        self._links[one].pop(other)
        theirs.pop(one)
        for third, (total, number) in sorted(theirs.items()):
            self._links[third].pop(other)
            mine = self._links[one].get(third, (0.0, 0.0))
            self._set(one, third, (mine[0] + total, mine[1] + number))
            self._push(one, third)
