"""The second look at pairs of tellings: beside those of their neighbours.

What a telling says by itself may be too little: "the putsch" is of the event of which the likeliest
partners of its article tell, too. See `onrecord.pairs.company`.

What is seen of a pair are the links of the tellings of both articles, as far as they hang together
with it. So a change of links reaches the pairs of the articles at their ends and no further, and
pairs are looked at some at once, with the links of their articles and no others.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.corpus.events.scorer import looks
from onrecord.corpus.events.told import Told
from onrecord.pairs.company import Company, Seat
from onrecord.pairs.grouping import Pair
from onrecord.pairs.parts import Parts
from onrecord.store.tellings import Chances, Links, Places, Seats

AT_ONCE = 50_000
"""Links that are looked at again at once."""

Which = NDArray[np.int64]
"""Places among links."""


def homes(articles: Places, parts: Parts) -> Places:
    """For each telling the first one of its article that hangs together with it."""
    key = articles.astype(np.int64) * len(articles) + parts.first
    order = np.argsort(key, kind="stable")
    begins = np.flatnonzero(np.diff(key[order], prepend=-1))
    lengths = np.diff(begins, append=len(order))
    found = np.empty(len(order), np.int32)
    found[order] = np.repeat(order[begins], lengths)
    return found


def second_look(seats: Seats, home: Places, links: Links, asked: Which) -> Chances:
    """The chances of the second look at the links ``asked``; ``home`` of each telling: `homes`."""
    ends = seats.articles[links.ones[asked]], seats.articles[links.others[asked]]
    order = np.argsort(np.maximum(*ends), kind="stable")
    near = _Near(seats.articles, links, np.union1d(*ends))
    found = np.empty(len(asked), np.float64)
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        within = near.of(np.union1d(ends[0][some], ends[1][some]))
        found[some] = _chances(seats, home, links, asked[some], within)
    return found


class _Near:
    """The links of articles."""

    def __init__(self, articles: Places, links: Links, wanted: Places) -> None:
        is_wanted = np.zeros(articles.max(initial=-1) + 1, bool)
        is_wanted[wanted] = True
        ends = [articles[links.ones], articles[links.others]]
        which = [np.flatnonzero(is_wanted[end]) for end in ends]
        article = np.concatenate([end[at] for end, at in zip(ends, which, strict=True)])
        order = np.argsort(article, kind="stable")
        self._articles = article[order]
        self._links = np.concatenate(which)[order]

    def of(self, articles: Places) -> Which:
        """The links that have an end in one of ``articles``."""
        begins = np.searchsorted(self._articles, articles)
        ends = np.searchsorted(self._articles, articles, side="right")
        slices = (self._links[begin:end] for begin, end in zip(begins, ends, strict=True))
        return np.unique(np.concatenate(list(slices)))


def _chances(
    seats: Seats, home: Places, links: Links, asked: Which, within: Which
) -> Sequence[float]:
    told = np.union1d(links.ones[within], links.others[within])
    where = (home[told], seats.sentences[told], seats.lemmas[told])
    sitting = list(map(Seat, *(column.tolist() for column in where)))
    chances = dict(zip(_pairs(told, links, within), links.first[within].tolist(), strict=True))
    company = Company(sitting, chances)
    return looks().second.chances(company.features(*pair) for pair in _pairs(told, links, asked))


def _pairs(told: Places, links: Links, which: Which) -> Iterator[Pair]:
    """The pairs of links, by numbers into ``told``."""
    ones, others = (np.searchsorted(told, side[which]).tolist() for side in links[:2])
    return zip(ones, others, strict=True)


def surroundings(
    told: Sequence[Told], chances: Mapping[Pair, float]
) -> Iterator[tuple[Pair, dict[str, float]]]:
    """Each pair of numbers into ``told`` that has a chance, with the features of its company.

    What does not hang together does not know of each other, so that it makes no difference what
    else is looked at.
    """
    parts = Parts(len(told))
    parts.join(*np.array(sorted(chances), np.int32).reshape(-1, 2).T)
    part = parts.first.tolist()
    seats = [
        Seat((telling.article, part[at]), telling.quote_start, telling.lemma)
        for at, telling in enumerate(told)
    ]
    company = Company(seats, chances)
    for pair in sorted(chances, key=lambda pair: (part[pair[0]], pair)):
        yield pair, company.features(*pair)
