"""What the chances of all pairs say of one pair: the company that two tellings keep.

A pair is first judged by its own two tellings. Whether "repulsed" and "thwarted" are one happening
is said by others, too: both may be likely partners of "foiled" in a third article, their sentences
may tell the same of all the rest, or one may have a better partner in the other's article. So the
chances are judged a second time, beside those of the neighbours: stacking in the sense of Wolpert
(1992, Stacked generalization, Neural Networks 5), over a graph.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from onrecord.pairs.grouping import Pair

Features = Iterator[tuple[str, float]]
_Best = tuple[float, int, float]
"""The best chance, whose it is, and the second best."""
_Key = TypeVar("_Key")

_PARTNER = 0.02
"""Chance from which on a neighbour counts as a partner."""
_SURE = 1e-4
_NONE = (0.0, -1, 0.0)
_NOBODY = -1.0
"""Where there is nothing else in one of the sentences."""


class Seat(NamedTuple):
    """Where a telling stands, and the word that tells it."""

    article: Hashable
    """Whatever no other article has; or part of an article that is to be seen by itself."""
    sentence: int
    """Any number that no other sentence of the article has."""
    lemma: Hashable


class Company:
    """The chances of many pairs, ready to be asked for the surroundings of each."""

    def __init__(self, told: Sequence[Seat], chances: Mapping[Pair, float]) -> None:
        """``chances``, from 0 to 1, are those of the first look, by numbers into ``told``."""
        self._articles = [seat.article for seat in told]
        self._lemmas = [seat.lemma for seat in told]
        self._sentences = [(seat.article, seat.sentence) for seat in told]
        self._inside = _members(self._sentences)
        self._members = _members(self._articles)
        self._near: list[dict[int, float]] = [{} for _ in told]
        for (one, other), chance in sorted(chances.items()):
            self._near[one][other] = self._near[other][one] = chance
        self._partners = [{o: c for o, c in n.items() if c > _PARTNER} for n in self._near]
        self._sums = [sum(partners.values()) for partners in self._partners]
        self._lengths = [math.sqrt(sum(c * c for c in p.values())) for p in self._partners]
        self._by_article = [self._best_by_article(near) for near in self._near]
        self._by_lemma = [self._mean_by_lemma(near) for near in self._near]
        self._alike: dict[tuple[Hashable, Hashable], float] = {}

    def features(self, one: int, other: int) -> dict[str, float]:
        """The features of a compared pair, by name; always the same names in the same order."""
        chance = min(max(self._near[one][other], _SURE), 1 - _SURE)
        found = {"chance": math.log(chance / (1 - chance))}
        found["same article"] = self._articles[one] == self._articles[other]
        found.update(self._shared(one, other))
        for name, mine, theirs in self._views(one, other):
            found[f"{name}, low"] = min(mine, theirs)
            found[f"{name}, high"] = max(mine, theirs)
        return found

    def _shared(self, one: int, other: int) -> Features:
        """The partners that both have."""
        mine, theirs = self._partners[one], self._partners[other]
        every = self._sums[one] + self._sums[other] - 2 * mine.get(other, 0.0)
        if len(theirs) < len(mine):
            mine, theirs = theirs, mine
        both = [(chance, theirs[item]) for item, chance in mine.items() if item in theirs]
        lesser = [min(pair) for pair in both]
        product = sum(a * b for a, b in both)
        yield "common partners", product
        yield "cosine of partners", product / max(self._lengths[one] * self._lengths[other], 1e-9)
        yield "best way round", max(lesser, default=0.0)
        yield "share of partners", sum(lesser) / max(every - sum(lesser), 1e-6)

    def _views(self, one: int, other: int) -> Iterator[tuple[str, float, float]]:
        """What looks different from both sides."""
        yield "lead", self._lead(one, other), self._lead(other, one)
        yield "partners", self._sums[one], self._sums[other]
        yield "lemma", self._to_lemma(one, other), self._to_lemma(other, one)
        yield "rest of sentence", self._rest(one, other), self._rest(other, one)
        articles = self._articles[one], self._articles[other]
        yield "article", self._to_article(*articles), self._to_article(*articles[::-1])

    def _lead(self, one: int, other: int) -> float:
        """How far ``other`` is ahead of the next partner of ``one`` in the same article."""
        best, item, second = self._by_article[one][self._articles[other]]
        return self._near[one][other] - (second if item == other else best)

    def _best_by_article(
        self, near: Mapping[int, float]
    ) -> dict[Hashable, tuple[float, int, float]]:
        """The best chance in each article, whose it is, and the second."""
        found: dict[Hashable, _Best] = {}
        for item, chance in near.items():
            best, holder, second = found.get(self._articles[item], _NONE)
            if chance > best:
                best, holder, second = chance, item, best
            else:
                second = max(second, chance)
            found[self._articles[item]] = best, holder, second
        return found

    def _to_lemma(self, one: int, other: int) -> float:
        """The mean chance of ``one`` with the tellings of the lemma of ``other``, but for it."""
        total, number = self._by_lemma[one][self._lemmas[other]]
        return (total - self._near[one][other]) / number

    def _mean_by_lemma(self, near: Mapping[int, float]) -> dict[Hashable, tuple[float, int]]:
        found: dict[Hashable, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
        for item, chance in near.items():
            total, number = found[self._lemmas[item]]
            found[self._lemmas[item]] = total + chance, number + 1
        return dict(found)

    def _rest(self, one: int, other: int) -> float:
        """The mean of the best chances that the rest of a sentence has in the other's rest."""
        if self._sentences[one] == self._sentences[other]:
            return _NOBODY
        mine = [item for item in self._inside[self._sentences[one]] if item != one]
        theirs = [item for item in self._inside[self._sentences[other]] if item != other]
        if not mine or not theirs:
            return _NOBODY
        near = (self._near[item] for item in mine)
        return sum(max(n.get(item, 0.0) for item in theirs) for n in near) / len(mine)

    def _to_article(self, one: Hashable, other: Hashable) -> float:
        """The mean of the best chances that the tellings of an article have in the other."""
        if (one, other) not in self._alike:
            inside = self._members[one]
            best = (self._by_article[item].get(other, _NONE)[0] for item in inside)
            self._alike[one, other] = sum(best) / len(inside)
        return self._alike[one, other]


def _members(keys: Sequence[_Key]) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = defaultdict(list)
    for item, key in enumerate(keys):
        found[key].append(item)
    return found
