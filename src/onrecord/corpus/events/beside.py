"""The second look at pairs of tellings: beside those of their neighbours.

What a telling says by itself may be too little: "the putsch" is of the event of which the likeliest
partners of its article tell, too. See `onrecord.pairs.company`.

What is seen of a pair are the links of the tellings of both articles. So a change of links reaches
the pairs of the articles at their ends and no further. Who has no link is nobody's company.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.corpus.events.scorer import looks
from onrecord.corpus.events.told import Told
from onrecord.pairs.company import Company, Near, Seat, neighbours
from onrecord.pairs.grouping import Pair
from onrecord.store.tellings import Chances, Links, Places, Seats

AT_ONCE = 20_000
"""Links whose features are in memory at once."""

Which = NDArray[np.int64]
"""Places among links."""


def second_look(seats: Seats, links: Links, asked: Which) -> Chances:
    """The chances of the second look at the links ``asked``."""
    ends = links.ones[asked], links.others[asked]
    articles = [seats.articles[end] for end in ends]
    order = np.lexsort((np.minimum(*articles), np.maximum(*articles)))
    told, near = _near(seats, links, np.union1d(*articles))
    where = (column[told].tolist() for column in (seats.articles, seats.sentences, seats.lemmas))
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
    """Each pair of numbers into ``told`` that has a chance, with the features of its company."""
    linked = sorted({at for pair in chances for at in pair})
    place = {at: n for n, at in enumerate(linked)}
    seats = [Seat(told[at].article, told[at].quote_start, told[at].lemma) for at in linked]
    company = Company(seats, neighbours({(place[a], place[b]): c for (a, b), c in chances.items()}))
    for a, b in sorted(chances):
        yield (a, b), company.features(place[a], place[b])
