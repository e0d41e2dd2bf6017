"""Connected parts."""

import random

from onrecord.pairs.parts import parts


def test_what_hangs_together_is_one_part_whatever_the_order_of_pairs() -> None:
    pairs = [(1, 2), (4, 5), (2, 3), (6, 4)]
    for seed in range(5):
        random.Random(seed).shuffle(pairs)
        assert parts(range(1, 8), pairs) == [[1, 2, 3], [4, 5, 6], [7]]


def test_pairs_with_something_else_join_nothing() -> None:
    assert parts(["a", "b"], [("a", "x"), ("x", "b")]) == [["a"], ["b"]]
