"""What is new changes what it reaches: events are those of one run over all, made step by step."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.coding import Coding
from onrecord.corpus.events import beside, renewing
from onrecord.corpus.events.scorer import Likeness
from onrecord.corpus.events.stage import EventUpdate, update
from onrecord.store.schema import EVENT_TABLES
from onrecord.store.store import Store
from tests.happened import Report, day

CACHE = ('SELECT "one", other, score, basis, reasons, second FROM telling_links',)


def report(number: int) -> Report:
    """One of many reports of three raids in one town and of who was arrested for them."""
    raid, turn = number % 3, number // 3
    target = ("a bank", "a bakery", "the Bank of Yemen")[raid]
    told = "raided" if turn % 2 else "attacked"
    text = (
        f"Iran said Houthi gunmen {told} {target} in the old town, report {number}. "
        f"Canada arrested Houthi gunmen over it a day later."
    )
    made = Report(text, f"Post {turn}", day(5 + raid + turn % 3), f"report {number}")
    made.event(told, ["Houthi gunmen"], [target], day=day(5 + raid))
    made.event("arrested", ["Canada"], ["Houthi gunmen"])
    return made


def fill(path: Path, codings: Sequence[Coding]) -> EventUpdate:
    with Store(path) as store:
        store.add(codings)
        return update(store)


def kept(path: Path) -> list[list[tuple[object, ...]]]:
    with Store(path, read_only=True) as store:
        made = [f"SELECT * FROM {table.name}" for table in EVENT_TABLES.values()]
        return [store.query(f"{sql} ORDER BY ALL").fetchall() for sql in (*made, *CACHE)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[object, ...]]]:
    path = tmp_path_factory.mktemp("whole") / "s"
    fill(path, [report(number).coding() for number in range(15)])
    return kept(path)


def test_the_reports_hang_together(whole: list[list[tuple[object, ...]]]) -> None:
    assert len(whole[-1]) > 30
    assert 1 < len(whole[0]) < 30


@pytest.mark.parametrize("seed", range(3))
def test_step_by_step_gives_the_same_to_the_last_bit(
    seed: int, tmp_path: Path, whole: list[list[tuple[object, ...]]]
) -> None:
    order = random.Random(seed).sample(range(15), 15)
    for at in range(0, 15, 4):
        fill(tmp_path / "s", [report(number).coding() for number in order[at : at + 4]])
    assert kept(tmp_path / "s") == whole


def test_some_at_once_give_the_same_to_the_last_bit(
    tmp_path: Path, whole: list[list[tuple[object, ...]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "AT_ONCE", 1)
    monkeypatch.setattr(renewing, "TELLINGS", 1)
    fill(tmp_path / "s", [report(number).coding() for number in range(15)])
    assert kept(tmp_path / "s") == whole


def empty(number: int) -> Coding:
    return Report("Nothing was new.", f"Post {number // 3}", day(20), f"report {number}").coding()


def test_what_goes_takes_its_links_along(tmp_path: Path) -> None:
    numbers = range(12)
    fill(tmp_path / "s", [report(number).coding() for number in numbers])
    fill(tmp_path / "s", [empty(number) for number in (0, 4)])
    left = [report(number).coding() for number in numbers if number not in (0, 4)]
    fill(tmp_path / "t", [*left, *(empty(number) for number in (0, 4))])
    assert kept(tmp_path / "s") == kept(tmp_path / "t")


def test_a_run_that_was_stopped_leaves_nothing_undone(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(pairs: object) -> list[Likeness | None]:
        raise StoppedError

    path = tmp_path / "s"
    fill(path, [report(number).coding() for number in range(12)])
    with Store(path) as store:
        store.add([empty(0), report(13).coding()])
        with pytest.raises(StoppedError):
            update(store, stop)
    fill(path, [])
    left = [*(report(number).coding() for number in (*range(1, 12), 13)), empty(0)]
    fill(tmp_path / "t", left)
    assert kept(path) == kept(tmp_path / "t")


def test_only_what_changed_is_grouped_anew(tmp_path: Path) -> None:
    path = tmp_path / "s"
    fill(path, [report(number).coding() for number in range(12)])
    other = Report("Britain bombed a port in Yemen.", "Gazette", day(25))
    other.event("bombed", ["Britain"], ["a port in Yemen"], day=day(25))
    assert fill(path, [other.coding()]).grouped == 1


def test_a_cache_of_another_shape_is_made_anew(
    tmp_path: Path, whole: list[list[tuple[object, ...]]]
) -> None:
    path = tmp_path / "s"
    fill(path, [report(number).coding() for number in range(15)])
    with Store(path) as store, store.changing() as con:
        con.execute("ALTER TABLE telling_links DROP COLUMN second")
        con.execute("DELETE FROM corpus_state")
        con.execute("INSERT INTO corpus_state VALUES ('tellings', 'another')")
    fill(path, [])
    assert kept(path) == whole
