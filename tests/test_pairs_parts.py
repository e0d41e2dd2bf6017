"""Connected parts."""

import random

import numpy as np
import pytest

from onrecord.pairs import parts
from onrecord.pairs.parts import Parts


@pytest.mark.parametrize("seed", range(5))
def test_what_hangs_together_is_one_part_whatever_the_order_of_pairs(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_AT_ONCE", 2)
    pairs = [(1, 2), (4, 5), (2, 3), (6, 4), (8, 9), (9, 10), (10, 11), (8, 11)]
    random.Random(seed).shuffle(pairs)
    found = Parts(12)
    found.join(*np.array(pairs, np.int32).T)
    assert found.first.tolist() == [0, 1, 1, 1, 4, 4, 4, 7, 8, 8, 8, 8]
