"""What keeps tellings of one article apart, and how chances become groups."""

from onrecord.events.joining.conflict import Verdicts, apart
from onrecord.events.joining.happenings import joined

AGREED, DOUBTED, OPEN = (
    Verdicts(False, (False,)),
    Verdicts(False, (True,)),
    Verdicts(False, (None,)),
)
IMPOSSIBLE = Verdicts(True, (False,))


def test_one_impossible_pair_is_enough() -> None:
    assert apart([AGREED, AGREED, IMPOSSIBLE])


def test_a_doubt_must_hold_for_more_pairs_than_it_is_refuted_for() -> None:
    assert apart([DOUBTED, DOUBTED, AGREED])
    assert not apart([DOUBTED, AGREED])
    assert not apart([OPEN, OPEN])


def test_a_doubt_about_few_of_many_pairs_parts_nothing() -> None:
    assert not apart([DOUBTED, OPEN, OPEN, OPEN])


def test_groups_follow_the_mean_chance() -> None:
    chances = {(0, 1): 0.9, (0, 2): 0.2, (1, 2): 0.7}
    assert joined(3, chances, {}, 0.6) == [[0, 1], [2]]


def test_what_is_impossible_stays_apart_whatever_the_chance() -> None:
    assert joined(2, {(0, 1): 0.9}, {(0, 1): IMPOSSIBLE}, 0.6) == [[0], [1]]
