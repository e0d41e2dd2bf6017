"""Pairs of tellings that are alike, kept up to date as articles come and go.

Under each key a telling is paired with the few before it. Which pairs are kept depends on the set
of tellings alone: a key that is touched is paired anew, and only pairs with somebody new in them
are compared, each once, by day, so that few tellings are in memory.
"""

from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa

from onrecord.corpus.events.frames import apart
from onrecord.corpus.events.keys import REACH
from onrecord.corpus.events.scorer import Likeness, Scorer
from onrecord.corpus.events.told import Told
from onrecord.store import tellings as rows
from onrecord.store.tellings import Lost, Near, Numbers, Under

Pair = tuple[int, int]
"""Numbers of two tellings."""
Load = Callable[[Numbers], dict[int, Told]]
"""Gives tellings by number."""

_PAIRS_AT_ONCE = 100_000


def bring_up_to_date(
    con: rows.Connection, fresh: Numbers, load: Load, scorer: Scorer
) -> tuple[Lost, int]:
    """Pair what stands under the keys of what came, ``fresh``, and of what went.

    Under keys from which tellings went all pairs are compared.

    Returns:
        The links that are gone, and how many pairs were compared.
    """
    rows.touch(con, fresh)
    compared = 0
    for under in rows.under_touched(con):
        for step in near(under):
            rows.sift(con, step)
        ones, others = rows.due(con)
        for at in range(0, len(ones), _PAIRS_AT_ONCE):
            some = slice(at, at + _PAIRS_AT_ONCE)
            rows.add_links(con, _columns(_compare(ones[some], others[some], load, scorer)))
        rows.keep_alike(con)
        compared += len(ones)
    return rows.settle(con), compared


def near(under: Under) -> Iterator[Near]:
    """Each telling with the few before it under each key, but for those that are plainly apart.

    Those one place from each other come first.
    """
    keys, tellings, days, frames = under
    for step in range(1, REACH + 1):
        back, on = slice(None, -step), slice(step, None)
        same = keys[on] == keys[back]
        if not same.any():
            return
        same &= ~apart(frames.some(back), frames.some(on))
        one, other = tellings[back][same], tellings[on][same]
        yield Near(keys[on][same], np.minimum(one, other), np.maximum(one, other), days[on][same])


def _compare(ones: Numbers, others: Numbers, load: Load, scorer: Scorer) -> dict[Pair, Likeness]:
    tellings = load(np.union1d(ones, others))
    numbers = list(zip(ones.tolist(), others.tolist(), strict=True))
    found = scorer([(tellings[one], tellings[other]) for one, other in numbers])
    return {pair: k for pair, k in zip(numbers, found, strict=True) if k is not None}


def _columns(found: dict[Pair, Likeness]) -> dict[str, pa.Array]:
    made = list(found.values())
    return {
        "one": pa.array([one for one, _ in found], pa.uint64()),
        "other": pa.array([other for _, other in found], pa.uint64()),
        "score": pa.array([one.chance for one in made], pa.float64()),
        "basis": pa.array([one.basis.value for one in made], pa.string()),
        "reasons": pa.array([list(one.reasons) for one in made], pa.list_(pa.string())),
    }
