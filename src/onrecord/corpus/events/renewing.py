"""What a change of tellings and links reaches: which pairs are looked at again, what is grouped.

Two groups become one only where a pair between them reaches the threshold, or where a person joined
them. So what is grouped together are the parts that hang together by such pairs; by all links that
are kept, the stories of a large store hang together as one.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.corpus.events.beside import second_look
from onrecord.corpus.events.scorer import LEAST, threshold
from onrecord.pairs.parts import Parts
from onrecord.store import events as rows
from onrecord.store import tellings
from onrecord.store.tellings import Chances, Links, Lost, Numbers, Places, Seats

TELLINGS = 20_000
"""Tellings that are grouped at once; a group is never cut."""

Which = NDArray[np.bool_]


class Changed(NamedTuple):
    """The links of a store, and those that another look thinks otherwise of."""

    seats: Seats
    links: Links
    before: Chances
    """Of the second look, as they were before; not a number where it was not taken yet."""


def look_again(con: rows.Connection, lost: Lost) -> Changed:
    """Take the second look at all links that what came and went can have changed."""
    seats = tellings.seats(con)
    links = tellings.links(con, seats.tellings)
    new = np.isnan(links.second)
    near, _ = tellings.left(con)
    stirred = np.zeros(seats.articles.max(initial=-1) + 1, bool)
    for ends in (links.ones[new], links.others[new]):
        stirred[seats.articles[ends]] = True
    for mentions in (near, lost.ones, lost.others):
        stirred[seats.articles[_places(seats, mentions)]] = True
    asked = np.flatnonzero(
        stirred[seats.articles[links.ones]] | stirred[seats.articles[links.others]]
    )
    before = links.second.copy()
    links.second[asked] = second_look(seats, links, asked)
    other = np.flatnonzero(links.second != before)
    ones, others = (seats.tellings[side[other]] for side in links[:2])
    tellings.keep_second(con, ones, others, links.second[other])
    return Changed(seats, links, before)


def batches(
    con: rows.Connection,
    changed: Changed,
    lost: Lost,
    touched: Numbers,
    joined: tuple[Numbers, Numbers],
) -> list[Numbers]:
    """The tellings to group anew, some at once: all that hang together with what changed.

    Those that went are among them, for their events go.

    Args:
        touched: tellings that came or that a person judged.
        joined: pairs that a person joined.
    """
    seats, links = changed.seats, changed.links
    strong = links.second >= threshold()
    parts = Parts(len(seats.tellings))
    parts.join(links.ones[strong], links.others[strong])
    parts.join(*(_places(seats, side) for side in joined))
    _, left = tellings.left(con)
    due = np.zeros(len(seats.tellings), bool)
    due[_places(seats, np.union1d(touched, left))] = True
    for ones, others, before, after in (
        (links.ones, links.others, changed.before, links.second),
        _places_of(seats, lost),
    ):
        matter = _matter(before, after, parts.first[ones] == parts.first[others])
        due[ones[matter]] = due[others[matter]] = True
    gone = np.setdiff1d(left, seats.tellings)
    found = list(_cut(seats, _with_fellows(con, seats, parts, due, gone), parts))
    return [np.concatenate([gone, *found[:1]]), *found[1:]] if len(gone) else found


def _places_of(seats: Seats, lost: Lost) -> tuple[Places, Places, Chances, Chances]:
    """Lost links, with the chances before and after."""
    ones, others = _places(seats, lost.ones), _places(seats, lost.others)
    return ones, others, lost.second, np.full(len(ones), np.nan)


def _matter(before: Chances, after: Chances, one_part: Which) -> Which:
    """Which links changed so that groups can have changed."""
    strong = (before >= threshold()) | (after >= threshold())
    counted = (before >= LEAST) | (after >= LEAST)
    matter: Which = (before != after) & (strong | (one_part & counted))
    return matter


def _with_fellows(
    con: rows.Connection, seats: Seats, parts: Parts, due: Which, gone: Numbers
) -> Which:
    """What is ``due``, or was ``gone``, with all of its parts and of the events it was in."""
    known = np.zeros(len(due), bool)
    while True:
        hit = np.zeros(len(due), bool)
        hit[parts.first[due]] = True
        due = hit[parts.first]
        asked = np.concatenate([seats.tellings[due & ~known], gone])
        if not len(asked):
            return due
        known, gone = due.copy(), gone[:0]
        due[_places(seats, rows.fellows(con, asked))] = True


def _cut(seats: Seats, due: Which, parts: Parts) -> Iterator[Numbers]:
    """What is due, by parts, those with early articles first."""
    which = np.flatnonzero(due)
    part = parts.first[which]
    early = np.full(len(due), len(due), np.int32)
    np.minimum.at(early, part, seats.articles[which])
    order = np.lexsort((part, early[part]))
    ends = np.flatnonzero(np.diff(part[order], append=-1)) + 1
    at = 0
    while at < len(order):
        end = int(ends[min(int(np.searchsorted(ends, at + TELLINGS)), len(ends) - 1)])
        yield seats.tellings[which[order[at:end]]]
        at = end


def _places(seats: Seats, mentions: Numbers) -> Places:
    """The places of those of ``mentions`` that are there."""
    at = np.searchsorted(seats.tellings, mentions)
    at, mentions = at[at < len(seats.tellings)], mentions[at < len(seats.tellings)]
    found: Places = at[seats.tellings[at] == mentions].astype(np.int32)
    return found
