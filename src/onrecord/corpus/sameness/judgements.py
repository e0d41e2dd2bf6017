"""What a person has judged: it wins over everything that the program finds."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

Names = tuple[str, str]
"""Ids of two event mentions."""


class Judgements(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of event mentions that are, or are not, of one happening.

    Where the two contradict each other (a is b, b is c, a is not c), ``same`` wins.
    """

    same: tuple[Names, ...] = ()
    different: tuple[Names, ...] = ()


NONE = Judgements()


class Judged:
    """Judgements over the numbers of tellings; those that name others are left aside."""

    def __init__(self, judgements: Judgements, numbers: Mapping[str, int]) -> None:
        self.same = list(_known(judgements.same, numbers))
        self._apart: dict[int, set[int]] = {}
        for one, other in _known(judgements.different, numbers):
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def forbid(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether some pair between two groups is judged different."""
        if not self._apart:
            return False
        theirs = set(other)
        return any(self._apart[item] & theirs for item in one if item in self._apart)

    def together(self, chains: Iterable[Sequence[int]]) -> list[list[int]]:
        """What is together from the start: what is judged the same, then ``chains``.

        A chain stands back where it would bring together what is judged different.
        """
        found: list[set[int]] = []
        for pair in self.same:
            found = _with(found, pair)
        for chain in chains:
            made = _with(found, chain)
            if not self.forbid(list(made[-1]), list(made[-1])):
                found = made
        return [sorted(items) for items in found]


def _known(pairs: Iterable[Names], numbers: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    found = ((numbers.get(one), numbers.get(other)) for one, other in pairs)
    known = ((a, b) for a, b in found if a is not None and b is not None and a != b)
    return sorted({(min(pair), max(pair)) for pair in known})


def _with(groups: Sequence[set[int]], items: Iterable[int]) -> list[set[int]]:
    """``groups`` with ``items`` put together; the group that holds them comes last."""
    made, rest = set(items), []
    for group in groups:
        if group & made:
            made |= group
        else:
            rest.append(group)
    return [*rest, made]
