"""What the chances of all pairs say of one pair: the company that two tellings keep.

A pair is first judged by its own two tellings. Whether "repulsed" and "thwarted" are one happening
is said by others, too: both may be likely partners of "foiled" in a third article, their sentences
may tell the same of all the rest, or one may have a better partner in the other's article. So the
chances are judged a second time, beside those of the neighbours: stacking in the sense of Wolpert
(1992, Stacked generalization, Neural Networks 5), over a graph.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.pairs.grouping import Pair

Features = Iterator[tuple[str, float]]
_Best = tuple[float, int, float]
"""The best chance, whose it is, and the second best."""

_PARTNER = 0.02
"""Chance from which on a neighbour counts as a partner."""
_SURE = 1e-4
_NONE = (0.0, -1, 0.0)
_REMEMBERED = 50_000
"""Tellings, and pairs of articles, that stay worked out; most are asked for many times on end."""
_NOBODY = -1.0
"""Where there is nothing else in one of the sentences."""


class Seat(NamedTuple):
    """Where a telling stands, and the word that tells it."""

    article: Hashable
    """Whatever no other article has; or part of an article that is to be seen by itself."""
    sentence: int
    """Any number that no other sentence of the article has."""
    lemma: Hashable


class _Seen(NamedTuple):
    """A telling with its neighbours, the smaller numbers first."""

    near: Mapping[int, float]
    partners: Mapping[int, float]
    total: float
    """Of the chances of its partners."""
    length: float
    by_article: Mapping[Hashable, _Best]
    by_lemma: Mapping[Hashable, tuple[float, int]]
    """Sum and number of its chances with the tellings of a lemma."""


Near = Callable[[int], Mapping[int, float]]
"""The chances of the first look of a telling with all others that have one, in order."""


def neighbours(chances: Mapping[Pair, float]) -> Near:
    """The chances of pairs, from 0 to 1, by telling."""
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), chance in sorted(chances.items()):
        found[one][other] = found[other][one] = chance
    return lambda item: found.get(item, {})


class Company:
    """The chances of many pairs, to be asked for the surroundings of each."""

    def __init__(self, told: Sequence[Seat], near: Near) -> None:
        """``near`` speaks of tellings by numbers into ``told``."""
        self._seats = told
        self._near = near
        self._members: dict[Hashable, list[int]] = defaultdict(list)
        for item, seat in enumerate(told):
            self._members[seat.article].append(item)
        self._seen = lru_cache(_REMEMBERED)(self._look_at)
        self._alike = lru_cache(_REMEMBERED)(self._to_article)

    def _look_at(self, item: int) -> _Seen:
        near = self._near(item)
        partners = {other: chance for other, chance in near.items() if chance > _PARTNER}
        return _Seen(
            near,
            partners,
            sum(partners.values()),
            math.sqrt(sum(chance * chance for chance in partners.values())),
            self._best_by_article(near),
            self._mean_by_lemma(near),
        )

    def features(self, one: int, other: int) -> dict[str, float]:
        """The features of a compared pair, by name; always the same names in the same order."""
        chance = min(max(self._seen(one).near[other], _SURE), 1 - _SURE)
        found = {"chance": math.log(chance / (1 - chance))}
        found["same article"] = self._seats[one].article == self._seats[other].article
        found.update(self._shared(self._seen(one), self._seen(other), other))
        for name, mine, theirs in self._views(one, other):
            found[f"{name}, low"] = min(mine, theirs)
            found[f"{name}, high"] = max(mine, theirs)
        return found

    def _shared(self, one: _Seen, other: _Seen, second: int) -> Features:
        """The partners that both have; ``second`` is the number of ``other``."""
        mine, theirs = one.partners, other.partners
        every = one.total + other.total - 2 * mine.get(second, 0.0)
        if len(theirs) < len(mine):
            mine, theirs = theirs, mine
        both = [(chance, theirs[item]) for item, chance in mine.items() if item in theirs]
        lesser = [min(pair) for pair in both]
        product = sum(a * b for a, b in both)
        yield "common partners", product
        yield "cosine of partners", product / max(one.length * other.length, 1e-9)
        yield "best way round", max(lesser, default=0.0)
        yield "share of partners", sum(lesser) / max(every - sum(lesser), 1e-6)

    def _views(self, one: int, other: int) -> Iterator[tuple[str, float, float]]:
        """What looks different from both sides."""
        yield "lead", self._lead(one, other), self._lead(other, one)
        yield "partners", self._seen(one).total, self._seen(other).total
        yield "lemma", self._to_lemma(one, other), self._to_lemma(other, one)
        yield "rest of sentence", self._rest(one, other), self._rest(other, one)
        articles = self._seats[one].article, self._seats[other].article
        yield "article", self._alike(*articles), self._alike(*articles[::-1])

    def _lead(self, one: int, other: int) -> float:
        """How far ``other`` is ahead of the next partner of ``one`` in the same article."""
        seen = self._seen(one)
        best, item, second = seen.by_article[self._seats[other].article]
        return seen.near[other] - (second if item == other else best)

    def _best_by_article(self, near: Mapping[int, float]) -> dict[Hashable, _Best]:
        """The best chance in each article, whose it is, and the second."""
        found: dict[Hashable, _Best] = {}
        for item, chance in near.items():
            article = self._seats[item].article
            best, holder, second = found.get(article, _NONE)
            if chance > best:
                best, holder, second = chance, item, best
            else:
                second = max(second, chance)
            found[article] = best, holder, second
        return found

    def _to_lemma(self, one: int, other: int) -> float:
        """The mean chance of ``one`` with the tellings of the lemma of ``other``, but for it."""
        total, number = self._seen(one).by_lemma[self._seats[other].lemma]
        return (total - self._seen(one).near[other]) / number

    def _mean_by_lemma(self, near: Mapping[int, float]) -> dict[Hashable, tuple[float, int]]:
        found: dict[Hashable, tuple[float, int]] = {}
        for item, chance in near.items():
            lemma = self._seats[item].lemma
            total, number = found.get(lemma, (0.0, 0))
            found[lemma] = total + chance, number + 1
        return found

    def _rest(self, one: int, other: int) -> float:
        """The mean of the best chances that the rest of a sentence has in the other's rest."""
        if self._seats[one][:2] == self._seats[other][:2]:
            return _NOBODY
        mine, theirs = self._beside(one), self._beside(other)
        if not mine or not theirs:
            return _NOBODY
        near = (self._seen(item).near for item in mine)
        return sum(max(n.get(item, 0.0) for item in theirs) for n in near) / len(mine)

    def _beside(self, one: int) -> list[int]:
        """The other tellings of its sentence."""
        article, sentence, _ = self._seats[one]
        members = self._members[article]
        return [item for item in members if item != one and self._seats[item].sentence == sentence]

    def _to_article(self, one: Hashable, other: Hashable) -> float:
        """The mean of the best chances that the tellings of an article have in the other."""
        inside = self._members[one]
        best = (self._seen(item).by_article.get(other, _NONE)[0] for item in inside)
        return sum(best) / len(inside)
