"""The store that grows is the same each time, and every step of it is measured."""

from itertools import islice
from pathlib import Path

from evaluation.growth_events import codings, measured
from onrecord.store.store import Store


def test_the_store_is_the_same_each_time() -> None:
    assert list(codings(5)) == list(islice(codings(9), 5))
    assert {len(coding.event_mentions) for coding in codings(5)} == {4}


def test_steps_questions_and_room_are_measured(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    found = {measure.name: measure.value for measure in measured(200, 20, path)}
    assert {
        "events, first: s",
        "events, more: s",
        "one event: ms",
        "peak memory: MB",
    } <= found.keys()
    assert all(value >= 0 for value in found.values())


def test_a_store_that_is_there_only_grows(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    with Store(path) as store:
        store.add(list(codings(100)))
    found = {measure.name for measure in measured(100, 20, path)}
    assert "events, more: s" in found
    assert "events, first: s" not in found
    with Store(path, read_only=True) as store:
        assert store.query("SELECT count(*) FROM articles").fetchall() == [(120,)]
