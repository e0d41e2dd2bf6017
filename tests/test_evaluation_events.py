"""The scorer of events: matching of mentions, and what counts as right."""

from evaluation.events import happened, match
from evaluation.task import Row


def gold(start: int, end: int, kind: str) -> Row:
    return {"span": [start, end], "type": kind}


def made(start: int, end: int, kind: str) -> Row:
    return {"trigger": [start, end], "type": kind}


def test_a_mention_is_matched_once() -> None:
    found = match(
        [gold(0, 8, "ASSAULT")], [made(0, 4, "ASSAULT"), made(4, 8, "ASSAULT")], typed=True
    )
    assert len(found) == 1


def test_the_typed_match_asks_for_the_type() -> None:
    events = [gold(0, 8, "ASSAULT")], [made(0, 8, "COERCE")]
    assert match(*events, typed=True) == []
    assert len(match(*events, typed=False)) == 1


def test_the_untyped_match_prefers_the_same_type() -> None:
    events = [gold(0, 8, "AID")], [made(0, 4, "COERCE"), made(4, 8, "AID")]
    assert [pair.made["type"] for pair in match(*events, typed=False)] == ["AID"]


def test_touching_spans_do_not_overlap() -> None:
    assert match([gold(0, 4, "AID")], [made(4, 8, "AID")], typed=False) == []


def test_only_what_is_actual_and_not_ahead_happened() -> None:
    assert happened("actual", "historical")
    assert not happened("actual", "future")
    assert not happened("planned", "current")
