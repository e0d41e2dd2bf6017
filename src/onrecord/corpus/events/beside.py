"""The second look at pairs of tellings: beside those of their neighbours.

What a telling says by itself may be too little: "the putsch" is of the event of which the likeliest
partners of its article tell, too. See `onrecord.pairs.company`.

What is seen of a pair are the links of the tellings of both articles, as far as they hang together
with it. So a change of links reaches the pairs of the articles at their ends and no further.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.corpus.events.scorer import looks
from onrecord.corpus.events.told import Told
from onrecord.pairs.company import Company, Near, Seat, neighbours
from onrecord.pairs.grouping import Pair
from onrecord.pairs.parts import Parts
from onrecord.store.tellings import Chances, Links, Places, Seats

AT_ONCE = 20_000
"""Links whose features are in memory at once."""

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
    ends = links.ones[asked], links.others[asked]
    articles = [seats.articles[end] for end in ends]
    order = np.lexsort((np.minimum(*articles), np.maximum(*articles)))
    told, near = _near(seats, links, np.union1d(*articles))
    where = (column[told].tolist() for column in (home, seats.sentences, seats.lemmas))
    company = Company(list(map(Seat, *where)), near)
    found = np.empty(len(asked), np.float64)
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        pairs = zip(*(np.searchsorted(told, end[some]).tolist() for end in ends), strict=True)
        found[some] = looks().second.chances(company.features(*pair) for pair in pairs)
    return found


def _near(seats: Seats, links: Links, articles: Places) -> tuple[Places, Near]:
    """The tellings that are linked with those of ``articles``, and their links by numbers of it."""
    wanted = np.zeros(seats.articles.max(initial=-1) + 1, bool)
    wanted[articles] = True
    within = wanted[seats.articles[links.ones]] | wanted[seats.articles[links.others]]
    told, ends = np.unique([links.ones[within], links.others[within]], return_inverse=True)
    ends = ends.reshape(2, -1).astype(np.int32)
    one, other = np.concatenate([ends, ends[::-1]], axis=1)
    order = np.lexsort((other, one))
    others, chances = other[order], np.tile(links.first[within], 2)[order]
    begins = np.searchsorted(one[order], np.arange(len(told) + 1, dtype=np.int32)).tolist()

    def near(item: int) -> Mapping[int, float]:
        some = slice(begins[item], begins[item + 1])
        return dict(zip(others[some].tolist(), chances[some].tolist(), strict=True))

    return told, near


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
    company = Company(seats, neighbours(chances))
    for pair in sorted(chances, key=lambda pair: (part[pair[0]], pair)):
        yield pair, company.features(*pair)
