"""The plainest of what parts two tellings, as numbers: pairs come by the hundred million.

What is apart here is `onrecord.corpus.events.doubts.apart`, which looks at all; it is only said
sooner, before anything is read of the two.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.corpus.events.doubts import DEEDS, is_dated
from onrecord.corpus.events.keys import number_of_key
from onrecord.corpus.events.told import Told
from onrecord.store.tellings import FIRST_DAY, LAST_DAY, Frames, Which


class Frame(NamedTuple):
    """A row of `Frames`."""

    kind: int
    deed: bool
    since: int
    until: int
    land: int


def frame_of(telling: Told) -> Frame:
    """What kind of deed it is, the days that its words give, and the country that they name."""
    since, until = FIRST_DAY, LAST_DAY
    if is_dated(telling) and telling.date_from is not None:
        since, until = telling.date_from, telling.date_to or telling.date_from
    spot = telling.spot
    land = number_of_key(spot.country) if spot and spot.own and spot.country else 0
    return Frame(number_of_key(telling.type), telling.quad in DEEDS, since, until, land)


def frames_of(found: Sequence[Frame]) -> Frames:
    """The columns of rows."""
    kind, deed, since, until, land = zip(*found, strict=True) if found else ((),) * 5
    return Frames(
        np.array(kind, np.uint64),
        np.array(deed, bool),
        np.array(since, np.int32),
        np.array(until, np.int32),
        np.array(land, np.uint64),
    )


def apart(one: Frames, other: Frames) -> Which:
    """Of which pairs kind of deed, days or country are others."""
    of_a_kind = (one.kind == other.kind) | (one.deed & other.deed)
    meet = np.maximum(one.since, other.since) <= np.minimum(one.until, other.until)
    elsewhere = (one.land != other.land) & (one.land != 0) & (other.land != 0)
    found: Which = ~of_a_kind | ~meet | elsewhere
    return found
