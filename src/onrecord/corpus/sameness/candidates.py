"""Which tellings are worth comparing; there is no comparison of all with all.

Two ways lead to a pair. Articles on one story, found by their strongest words, have all their
tellings compared. And tellings of one type that name one day and one place or party are compared,
however far apart the articles are: an anniversary, a trial, a late admission.
"""

import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.corpus.blocking import near_pairs
from onrecord.corpus.sameness.telling import Account, Telling
from onrecord.corpus.story import Story

STORY_TERMS = 24
"""Strongest words of an article by which articles on one story find each other."""
STORY_REACH = 48
"""Articles before it, by day and id, with which an article is compared under each word."""
STORY_COMMON = 2
"""Words in common at the least."""
STORY_LIKENESS = 0.1
"""Cosine of two articles whose tellings are compared."""
DAY_REACH = 16
"""Tellings before it, in the order of the articles, with which a telling is compared under the
same type, day and place or party."""

Pair = tuple[int, int]


def candidates(accounts: Sequence[Account]) -> list[Pair]:
    """Pairs of tellings to compare, as sorted numbers of all tellings; the smaller first.

    Args:
        accounts: in the order of `happenings.in_order`; tellings are numbered through.
    """
    tellings = [telling for account in accounts for telling in account.tellings]
    found = {
        pair for pair in _by_story(accounts) if comparable(tellings[pair[0]], tellings[pair[1]])
    }
    found |= {(a, b) for a, b in near_pairs([_keys(t) for t in tellings], DAY_REACH, 1).tolist()}
    return sorted(found)


def comparable(one: Telling, other: Telling) -> bool:
    """Whether two tellings of one story can be of one happening at all: one type, where coded."""
    return one.type is None or other.type is None or one.type is other.type


def story(account: Account) -> Story:
    """What the article is about."""
    terms = np.frombuffer(account.terms, "<u4").astype(np.uint64)
    return Story(terms, np.frombuffer(account.weights, "<f4").astype(np.float64))


def alike(accounts: Sequence[Account]) -> Iterator[tuple[int, int, float]]:
    """Pairs of articles on one story, by number, and their cosine."""
    stories = [story(account) for account in accounts]
    keys = [np.sort(s.strongest(STORY_TERMS)) for s in stories]
    for one, other in near_pairs(keys, STORY_REACH, STORY_COMMON).tolist():
        likeness = stories[one].likeness(stories[other])
        if likeness >= STORY_LIKENESS:
            yield one, other, likeness


def _by_story(accounts: Sequence[Account]) -> Iterator[Pair]:
    ends = np.cumsum([len(account.tellings) for account in accounts]).tolist()
    starts = [end - len(account.tellings) for end, account in zip(ends, accounts, strict=True)]
    for first, end in zip(starts, ends, strict=True):
        yield from ((a, b) for a in range(first, end) for b in range(a + 1, end))
    for one, other, _ in alike(accounts):
        yield from (
            (a, b) for a in range(starts[one], ends[one]) for b in range(starts[other], ends[other])
        )


def _keys(telling: Telling) -> NDArray[np.uint64]:
    """Type and day with each place and party, as 64-bit keys; none where something is missing."""
    if telling.type is None or telling.date_from is None or telling.date_from != telling.date_to:
        return np.empty(0, np.uint64)
    parties = (*telling.actors, *telling.recipients)
    named = {p.name or p.code or p.country or "" for p in parties}
    if telling.place is not None:
        named |= {telling.place.name, telling.place.country or ""}
    when = f"{telling.type} {telling.date_from} "
    return np.unique([_hash(when + name) for name in sorted(named - {""})]).astype(np.uint64)


def _hash(key: str) -> int:
    data = key.encode()
    return (zlib.crc32(data) << 32) | zlib.crc32(data[::-1])
