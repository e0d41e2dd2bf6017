"""How likely two tellings are of one happening, by the trees of ``training/same_events``.

They look twice: at what two tellings say of themselves, here, then at the company that they keep.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from onrecord import knowledge
from onrecord.corpus.events.doubts import apart
from onrecord.corpus.events.features import Look, features
from onrecord.corpus.events.signs import copied, signs, told_as_one
from onrecord.corpus.events.told import Told
from onrecord.pairs.judge import LOOKS, Judge, judge
from onrecord.records import MemberBasis

FILE = "same_events.npz"
LEAST = 0.03
"""Chance from which on a pair is kept: those below say in no group what others do not."""

Pair = tuple[Told, Told]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely a pair is of one happening, and what makes it look so."""

    chance: float
    reasons: tuple[str, ...] = ()
    basis: MemberBasis = MemberBasis.MATCH


Scorer = Callable[[Sequence[Pair]], list[Likeness | None]]
"""What says how alike the tellings of each pair are; nothing where they are not."""


class Looks(NamedTuple):
    """The weights, and what they were fitted for."""

    first: Judge
    """Of a pair by itself."""
    second: Judge
    """Of a pair beside others: `onrecord.corpus.events.beside`."""
    threshold: float
    """Mean chance between two groups from which on they are one."""


def compare(pairs: Sequence[Pair]) -> list[Likeness | None]:
    """How alike the tellings of each pair are; nothing where one happening is out of the question.

    Raises:
        KnowledgeError: the weights are missing.
    """
    found: list[Likeness | None] = [None] * len(pairs)
    asked = [at for at, (one, other) in enumerate(pairs) if not apart(one, other)]
    for at, chance in zip(asked, chances([pairs[at] for at in asked]), strict=True):
        if chance >= LEAST:
            found[at] = _likeness(*pairs[at], chance)
    return found


def chances(pairs: Sequence[Pair]) -> list[float]:
    """The chance, from 0 to 1, of each pair."""
    if not pairs:
        return []
    own = {told.mention: Look(told) for pair in pairs for told in pair}
    rows = (features(own[one.mention], own[other.mention]) for one, other in pairs)
    return looks().first.chances(rows)


def _likeness(one: Told, other: Told, chance: float) -> Likeness:
    basis = MemberBasis.MATCH
    if copied(one, other):
        basis = MemberBasis.COPY
    elif told_as_one(one, other):
        basis = MemberBasis.ARTICLE
    return Likeness(chance, tuple(sign.reason for sign in signs(one, other)), basis)


@cache
def looks() -> Looks:
    """The weights, read once a process.

    Raises:
        KnowledgeError: they are missing.
    """
    with knowledge.path("corpus", FILE).open("rb") as data, np.load(data) as arrays:
        first, second = (judge(arrays, name) for name in LOOKS)
        return Looks(first, second, float(arrays["threshold"]))


def threshold() -> float:
    """Mean chance of the second look between two groups from which on they are one."""
    return looks().threshold
