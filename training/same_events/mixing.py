"""Stories mixed into one store, as news comes: what is alike in two stories is not one event.

A scorer that has only seen pairs within stories takes the putsch of one country for that of
another. So the stories of a fold are moved into one season, and their tellings are paired as the
program pairs those of a store.
"""

import random
from collections.abc import Sequence
from itertools import combinations
from statistics import median
from typing import NamedTuple

import msgspec
import numpy as np

from onrecord.corpus.events.doubts import apart
from onrecord.corpus.events.features import Look, features
from onrecord.corpus.events.frames import frame_of, frames_of
from onrecord.corpus.events.keys import keys_of
from onrecord.corpus.events.pairing import near
from onrecord.corpus.events.told import Told
from onrecord.pairs.grouping import Pair
from onrecord.pairs.vectors import pack
from onrecord.store.tellings import LAST_DAY, Under
from training.same_events import contrast
from training.same_events.reading import Floats, Reading

FOLDS = 5
SEASON = 60
"""Days over which the middles of the stories of a store are spread."""
_MIDDLE = 737_000
"""The day, an ordinal, on which the season begins: any would do."""
SHARING = (
    {"brussels", "islamicstate", "paris15"},
    {"emails", "foundation", "serveremails"},
    {"convention", "rabbis"},
    {"orlando", "ryan"},
)
"""Stories that tell of the same things: nothing is learned from their pairs."""


class Mixture(NamedTuple):
    """The tellings of several stories as one store holds them."""

    told: list[Told]
    stories: list[int]
    """Of each telling: its story."""
    events: list[tuple[int, str]]
    """Of each telling: its story and the name of its event in it."""
    pairs: list[Pair]
    """Those that the program compares, but for pairs of stories that tell of the same things."""
    rows: Floats
    """Their features."""
    names: tuple[str, ...]
    """Of the features."""

    @property
    def same(self) -> list[bool]:
        """Whether each pair is of one event."""
        return [self.events[a] == self.events[b] for a, b in self.pairs]

    @property
    def crossing(self) -> list[bool]:
        """Whether each pair is of two stories."""
        return [self.stories[a] != self.stories[b] for a, b in self.pairs]


def mixtures(readings: Sequence[Reading], folds: int = FOLDS, seed: int = 0) -> list[Mixture]:
    """The stories of each fold mixed, with senses by a projection that has not seen them."""
    chance = random.Random(seed)
    made = []
    for fold in range(folds):
        others = [(r.views, r.events) for at, r in enumerate(readings) if at % folds != fold]
        projection = contrast.fit(others)
        own = readings[fold::folds]
        told = []
        for one in own:
            senses = projection.of(one.views)
            given = [_sensed(t, row) for t, row in zip(one.told, senses, strict=True)]
            told.append(moved(given, _MIDDLE + chance.randrange(SEASON)))
        made.append(mixture(told, [r.events for r in own], [r.name for r in own]))
    return made


def mixture(
    told: Sequence[Sequence[Told]], events: Sequence[Sequence[str]], names: Sequence[str]
) -> Mixture:
    """The mixture of stories, given by their tellings, the events of these and their names."""
    every = [telling for story in told for telling in story]
    stories = [at for at, story in enumerate(told) for _ in story]
    shared = {
        pair
        for pair in combinations(range(len(names)), 2)
        if any({names[at] for at in pair} <= some for some in SHARING)
    }
    pairs = [
        (a, b)
        for a, b in compared(every)
        if (stories[a], stories[b]) not in shared and not apart(every[a], every[b])
    ]
    looks = [Look(telling) for telling in every]
    found = [features(looks[a], looks[b]) for a, b in pairs]
    return Mixture(
        every,
        stories,
        [(at, event) for at, own in enumerate(events) for event in own],
        pairs,
        np.array([list(row.values()) for row in found], np.float32),
        tuple(found[0]) if found else (),
    )


def moved(told: Sequence[Told], to: int) -> list[Told]:
    """Tellings with all their days moved so that the middle of their publication is ``to``."""
    days = [telling.day for telling in told if telling.day is not None]
    by = to - int(median(days)) if days else 0
    return [
        msgspec.structs.replace(
            telling,
            **{
                name: day + by
                for name in ("day", "date_from", "date_to")
                if (day := getattr(telling, name)) is not None
            },
        )
        for telling in told
    ]


def compared(told: Sequence[Told]) -> list[Pair]:
    """The pairs that the program compares in a store of ``told``, by number."""
    keyed = sorted(
        (key, LAST_DAY if one.day is None else one.day, one.start, one.mention, at)
        for at, one in enumerate(told)
        for key in keys_of(one)
    )
    keys = np.array([row[0] for row in keyed], np.uint64)
    numbers = np.array([row[4] for row in keyed], np.uint64)
    days = np.array([row[1] for row in keyed], np.int32)
    found: set[Pair] = set()
    own = [frame_of(telling) for telling in told]
    frames = frames_of([own[row[4]] for row in keyed])
    for some in near(Under(keys, numbers, days, frames)):
        found.update(zip(some.ones.tolist(), some.others.tolist(), strict=True))
    return sorted(found)


def _sensed(telling: Told, sense: Floats) -> Told:
    return msgspec.structs.replace(telling, sense=pack(sense[None]))
