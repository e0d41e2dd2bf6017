"""What two texts share, word for word: the longest passages and how much of each they make up."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.corpus.prints import shingles
from onrecord.corpus.words import Words
from onrecord.text import Span

RUN = 5
"""Words in a row that count as taken over (tiles of greedy string tiling, Wise 1993)."""
GAP = 6
"""An editor's change: at most so many words between two runs of one passage, on both sides."""
PASSAGE = 9
"""Shared words of a passage at least; below, it is a stock phrase or a long title."""
LEAD = 30
"""Words that the outlet tells first: its lead."""
_TRIES = 8
"""Places of a repeated phrase that are tried."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that stands in both texts but for small changes."""

    one: Span
    other: Span
    words: int
    """Words in common."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share; every share is between 0 and 1."""

    passages: tuple[Passage, ...]
    """In the order of the first text."""
    words: int
    """Words told by both outlets, quotations not counted."""
    share: tuple[float, float]
    """Share of what each text tells that the other tells word for word."""
    lead: tuple[float, float]
    """The same for the lead of each."""


@dataclass(slots=True)
class _Run:
    one: int
    other: int
    length: int


def shared(one: Words, other: Words) -> Shared:
    """The passages that ``one`` and ``other`` share."""
    groups = [g for g in _grouped(_runs(one, other)) if sum(r.length for r in g) >= PASSAGE]
    in_one, in_other = np.zeros(len(one), np.bool_), np.zeros(len(other), np.bool_)
    for run in (run for group in groups for run in group):
        in_one[run.one : run.one + run.length] = True
        in_other[run.other : run.other + run.length] = True
    return Shared(
        passages=tuple(_passage(group, one, other) for group in groups),
        words=int(min((in_one & one.told).sum(), (in_other & other.told).sum())),
        share=(_share(in_one, one.told), _share(in_other, other.told)),
        lead=(_share(in_one, _lead(one)), _share(in_other, _lead(other))),
    )


def _runs(one: Words, other: Words) -> list[_Run]:
    """Runs of equal words, longest first choice at each word; no word is used twice."""
    places: dict[int, list[int]] = defaultdict(list)
    for at, shingle in enumerate(shingles(other.hashes, RUN).tolist()):
        places[shingle].append(at)
    left, right = one.hashes.tolist(), other.hashes.tolist()
    used = [False] * len(right)
    runs: list[_Run] = []
    at, wanted = 0, shingles(one.hashes, RUN).tolist()
    while at < len(wanted):
        best = _Run(at, 0, 0)
        for place in places.get(wanted[at], ())[:_TRIES]:
            length = _common(left, at, right, place, used)
            if length > best.length:
                best = _Run(at, place, length)
        if best.length >= RUN:
            used[best.other : best.other + best.length] = [True] * best.length
            runs.append(best)
        at += max(1, best.length)
    return runs


def _common(left: list[int], at: int, right: list[int], place: int, used: list[bool]) -> int:
    start = at
    while at < len(left) and place < len(right) and left[at] == right[place] and not used[place]:
        at, place = at + 1, place + 1
    return at - start


def _grouped(runs: list[_Run]) -> list[list[_Run]]:
    """Runs that follow each other on both sides, with small gaps, as one passage."""
    groups: list[list[_Run]] = []
    for run in runs:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and run.one - (last.one + last.length) <= GAP
            and 0 <= run.other - (last.other + last.length) <= GAP
        ):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _passage(group: list[_Run], one: Words, other: Words) -> Passage:
    first, last = group[0], group[-1]
    return Passage(
        one=one.span(first.one, last.one + last.length),
        other=other.span(first.other, last.other + last.length),
        words=sum(run.length for run in group),
    )


def _lead(words: Words) -> NDArray[np.bool_]:
    """The first words that the outlet tells."""
    return words.told & (np.cumsum(words.told) <= LEAD)


def _share(inside: NDArray[np.bool_], counted: NDArray[np.bool_]) -> float:
    total = int(counted.sum())
    return float((inside & counted).sum() / total) if total else 0.0
