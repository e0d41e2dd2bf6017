"""Pairs of tellings that are alike, kept up to date as articles come and go.

Under each key a telling is paired with the few before it. Which pairs are kept depends on the set
of tellings alone: a key that is touched is paired anew, and only pairs with somebody new in them
are compared.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import pyarrow as pa

from onrecord.corpus.events.keys import REACH
from onrecord.corpus.events.likeness import Likeness, Scorer, threshold
from onrecord.corpus.events.told import Told
from onrecord.store import events as rows

Pair = tuple[str, str]
Load = Callable[[Iterable[str]], dict[str, Told]]
"""Gives tellings by id."""

_KEYS_AT_ONCE = 50_000


def bring_up_to_date(
    con: rows.Connection,
    keys: Sequence[int],
    fresh: frozenset[str],
    anew: frozenset[int],
    load: Load,
    scorer: Scorer,
) -> tuple[set[str], int]:
    """Pair what stands under ``keys``.

    Args:
        fresh: tellings that came.
        anew: keys from which tellings went: all their pairs are compared.

    Returns:
        The tellings whose links changed, and how many pairs were compared.
    """
    touched: set[str] = set()
    compared = 0
    for at in range(0, len(keys), _KEYS_AT_ONCE):
        some = keys[at : at + _KEYS_AT_ONCE]
        known = {(key, one, other) for key, one, other in rows.take_pairs(con, some)}
        standing, due = [], []
        for key, pair in _near(rows.under_keys(con, some)):
            if (key, *pair) in known:
                standing.append((key, *pair))
            elif key in anew or not fresh.isdisjoint(pair):
                due.append((key, pair))
        found = _compare({pair for _, pair in due}, load, scorer)
        compared += len({pair for _, pair in due})
        standing += [(key, *pair) for key, pair in due if pair in found]
        _keep(con, standing, found)
        touched.update(id_ for pair in found for id_ in pair)
    return touched | set(rows.drop_loose_links(con)), compared


def _near(under: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Pair]]:
    """Each telling with the few before it under each key."""
    for key, group in groupby(under, key=lambda row: row[0]):
        ids = [id_ for _, id_ in group]
        for n, id_ in enumerate(ids):
            for before in ids[max(0, n - REACH) : n]:
                yield key, (before, id_) if before < id_ else (id_, before)


def _compare(pairs: Iterable[Pair], load: Load, scorer: Scorer) -> dict[Pair, Likeness]:
    due = sorted(set(pairs))
    tellings = load({id_ for pair in due for id_ in pair})
    least = threshold()
    found = {}
    for pair in due:
        likeness = scorer(tellings[pair[0]], tellings[pair[1]])
        if likeness is not None and likeness.score >= least:
            found[pair] = likeness
    return found


def _keep(
    con: rows.Connection, standing: Sequence[tuple[int, str, str]], found: dict[Pair, Likeness]
) -> None:
    keys, ones, others = (
        (list(c) for c in zip(*standing, strict=True)) if standing else ([], [], [])
    )
    rows.append(con, "telling_pairs", {"key": pa.array(keys, pa.int64()), **_sides(ones, others)})
    known = set(rows.linked(con, sorted({one for one, _ in found})))
    fresh = sorted(pair for pair in found if pair not in known)
    made = [found[pair] for pair in fresh]
    columns = {
        **_sides([one for one, _ in fresh], [other for _, other in fresh]),
        "score": pa.array([one.score for one in made], pa.float64()),
        "basis": pa.array([one.basis.value for one in made], pa.string()),
        "reasons": pa.array([list(one.reasons) for one in made], pa.list_(pa.string())),
    }
    rows.append(con, "telling_links", columns)


def _sides(ones: Sequence[str], others: Sequence[str]) -> dict[str, pa.Array]:
    return {"one": pa.array(ones, pa.string()), "other": pa.array(others, pa.string())}
