"""The second look at the links between tellings of different articles."""

from onrecord.corpus.events.beside import surroundings
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Told
from tests.happened import Report, day


def telling(number: int) -> Told:
    made = Report(f"Gunmen raided a bank, report {number}.", f"Post {number}", day(6))
    made.event("raided", ["Gunmen"], ["a bank"])
    (found,) = tellings_of(made.coding())
    return found


TOLD = [telling(number) for number in range(5)]


def test_partners_in_a_third_article_speak_for_a_pair() -> None:
    found = dict(surroundings(TOLD[:3], {(0, 1): 0.2, (0, 2): 0.9, (1, 2): 0.8}))
    assert found[0, 1]["best way round"] == 0.8


def test_what_does_not_hang_together_makes_no_difference() -> None:
    near = {(0, 1): 0.4, (1, 2): 0.7}
    alone = dict(surroundings(TOLD[:3], near))
    beside_others = dict(surroundings(TOLD, near | {(3, 4): 0.9}))
    assert {pair: beside_others[pair] for pair in near} == alone
