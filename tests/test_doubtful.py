"""Events that are more likely misread than right stand apart in lists, counts and exports."""

import json
from pathlib import Path

import duckdb
import msgspec
import pytest
from typer.testing import CliRunner

from onrecord import service
from onrecord.asking.events import EventQuestion
from onrecord.asking.series import SeriesQuestion
from onrecord.cli import app
from onrecord.errors import StoreError
from onrecord.report.words import is_unsure
from onrecord.store.store import Store
from tests.happened import Report, day


def raid(number: int, *sure: float | None, whole: float | None = None) -> list[Report]:
    """Reports in which Iran bombs Ukraine on a day of its own, each read so surely."""
    made = []
    for at, chance in enumerate(sure):
        text = f"Iran bombed the port of Ukraine on January {number}, witnesses told paper {at}."
        report = Report(text, f"Paper {at}", day(number + 1))
        report.event("bombed", ["Iran"], ["Ukraine"], day=day(number), sure=chance, whole=whole)
        made.append(report)
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    reports = [*raid(2, 0.9), *raid(9, 0.3, 0.4), *raid(16, 0.2, 0.5), *raid(23, None, 0.1)]
    reports += raid(30, 0.9, whole=0.1)
    with Store(path) as store:
        store.add([report.coding() for report in reports])
    return path


def onrecord(path: Path, *words: str) -> tuple[str, str]:
    done = CliRunner().invoke(app, [*words, "--store", str(path)])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout, done.stderr


def test_an_event_is_as_sure_as_its_surest_telling(path: Path) -> None:
    found = service.events(path, EventQuestion(doubtful=True))
    assert [(row.date_from, row.type_confidence) for row in found] == [
        (day(2), 0.9),
        (day(9), 0.4),
        (day(16), 0.5),
        (day(23), None),
        (day(30), 0.9),
    ]
    assert [row.doubtful for row in found] == [False, True, False, False, True]


def test_doubtful_events_are_left_out_and_counted(path: Path) -> None:
    assert [row.date_from for row in service.events(path)] == [day(2), day(16), day(23)]
    assert service.doubtful_events(path) == 2
    assert service.doubtful_events(path, EventQuestion(until=day(3))) == 0
    for everything in (EventQuestion(everything=True), EventQuestion(doubtful=True)):
        assert len(service.events(path, everything)) == 5
        assert service.doubtful_events(path, everything) == 0


def test_series_count_doubtful_events_only_where_asked(path: Path) -> None:
    iran = SeriesQuestion(actor="IRN")
    assert [row.events for row in service.series(path, iran)] == [3]
    assert service.doubtful_in_series(path, iran) == 2
    assert service.doubtful_in_series(path, SeriesQuestion(actor="FRA")) == 0
    asked = SeriesQuestion(actor="IRN", doubtful=True)
    assert [row.events for row in service.series(path, asked)] == [5]
    assert service.doubtful_in_series(path, asked) == 0


@pytest.mark.parametrize("command", ["events", "series"])
def test_a_line_says_how_many_are_left_out(path: Path, command: str) -> None:
    line = (
        "left out: 2 events that are more likely misread than right; --doubtful gives them as well"
    )
    assert onrecord(path, command)[0].splitlines()[-1] == line
    assert "left out" not in onrecord(path, command, "--doubtful")[0]
    rows, said = onrecord(path, command, "--json")
    assert said == f"{line}\n"
    assert all(json.loads(row) for row in rows.splitlines())


def test_where_all_are_doubtful_nothing_else_is_to_be_widened(path: Path) -> None:
    printed, _ = onrecord(path, "events", "--since", "2020-01-09", "--until", "2020-01-10")
    assert printed.startswith("left out: 1 event")
    shown, _ = onrecord(path, "events", "--since", "2020-01-09", "--until", "2020-01-10", "--all")
    assert "(doubtful reading)" in shown.splitlines()[0]


def test_a_store_whose_events_lack_a_column_has_them_made_anew(path: Path) -> None:
    before = service.events(path)
    with duckdb.connect(str(path)) as con:
        con.execute("DROP INDEX events_by_id")  # with it the table cannot be changed
        con.execute("ALTER TABLE events DROP COLUMN type_confidence")
        con.execute("UPDATE store SET layout = 'that of another onrecord'")
    with Store(path, read_only=True) as store:
        assert len(store.ids()) == 8
    assert service.events(path) == before


def test_a_store_whose_articles_differ_is_refused(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("DROP INDEX event_mentions_by_id")
        con.execute("ALTER TABLE event_mentions DROP COLUMN type_confidence")
        con.execute("UPDATE store SET layout = 'that of another onrecord'")
    with pytest.raises(StoreError, match="tables differ"):
        Store(path)


@pytest.mark.parametrize(
    ("type_", "whole", "apart"),
    [(0.9, 0.6, False), (0.4, 0.3, True), (0.9, 0.1, True), (None, None, False)],
)
def test_a_reading_is_listed_apart_if_its_type_or_all_of_it_is_unlikely(
    type_: float | None, whole: float | None, apart: bool
) -> None:
    made = Report("Iran bombed a port.", "Sun", day(4))
    made.event("bombed", ["Iran"], sure=type_)
    (telling,) = made.coding().event_mentions
    assert is_unsure([msgspec.structs.replace(telling, confidence=whole)]) is apart
