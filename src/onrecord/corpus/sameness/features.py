"""What two tellings share, in numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.corpus.sameness.candidates import story
from onrecord.corpus.sameness.conflict import Told
from onrecord.corpus.sameness.vectors import unpack


def features(told: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """One row a pair, shape (pairs, 5)."""
    vectors = {at: unpack(told[at].telling.vectors) for pair in pairs for at in pair}
    return np.array([_row(told[a], told[b], vectors[a], vectors[b]) for a, b in pairs])


def _row(
    one: Told, other: Told, mine: NDArray[np.float32], theirs: NDArray[np.float32]
) -> list[float]:
    first, second = one.telling, other.telling
    heads, names = (
        {getattr(p, field) for p in (*first.doers, *first.undergoers, *first.around)}
        & {getattr(p, field) for p in (*second.doers, *second.undergoers, *second.around)} - {""}
        for field in ("head", "name")
    )
    return [
        float(first.lemma == second.lemma),
        float((mine[0] * theirs[0]).sum()),
        float(bool(heads)),
        float(bool(names)),
        story(one.account).likeness(story(other.account)),
    ]
