"""The store that grows is the same each time, and every step of it is measured."""

from itertools import islice

from evaluation.growth_events import codings, measured


def test_the_store_is_the_same_each_time() -> None:
    assert list(codings(5)) == list(islice(codings(9), 5))
    assert {len(coding.event_mentions) for coding in codings(5)} == {4}


def test_steps_questions_and_room_are_measured() -> None:
    found = {measure.name: measure.value for measure in measured(200, 20)}
    assert {
        "events, first: s",
        "events, more: s",
        "one event: ms",
        "peak memory: MB",
    } <= found.keys()
    assert all(value >= 0 for value in found.values())
