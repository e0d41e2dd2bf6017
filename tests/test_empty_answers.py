"""What commands say where nothing answers, or where a value is mistyped; cells of CSV."""

import csv
import io
import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import service
from onrecord.asking.event import event
from onrecord.asking.events import EventQuestion, events
from onrecord.asking.judging import judge
from onrecord.asking.origins import Row
from onrecord.asking.rows import csv_text
from onrecord.cli import app
from onrecord.corpus.events.stage import is_current, update
from onrecord.errors import StoreError
from onrecord.export.formats import Format
from onrecord.export.sheets import harmless
from onrecord.records import Verdict
from onrecord.store.store import Store
from tests.happened import admission, claim, strike


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add([claim().coding(), strike(3).coding()])
    return path


def asked(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.stdout, done.stderr


def test_an_empty_answer_says_what_would_widen_it(path: Path) -> None:
    words = ("events", "--type", "assault", "--country", "peru", "--store", str(path))
    said = "no event answers this; there would be, without --country 2\n"
    assert asked(*words) == (0, said, "")
    assert asked(*words, "-f", "jsonl") == (0, "", said)
    code, rows, error = asked(*words, "-f", "csv")
    assert (code, len(rows.splitlines()), error) == (0, 1, said)


def test_an_empty_answer_to_two_filters_names_both(path: Path) -> None:
    _, said, _ = asked("events", "--country", "PER", "--actor", "Nobody", "--store", str(path))
    assert "leave out more than one of --actor, --country" in said


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    empty = tmp_path / "s.duckdb"
    with Store(empty):
        pass
    for command in ("events", "statements", "forecasts", "series"):
        assert "has no" in asked(command, "--store", str(empty))[1]
    assert "has no article" in asked("origins", "--store", str(empty))[1]


@pytest.mark.parametrize(
    ("words", "valid"),
    [
        (("events", "--type", "asault"), "'assault'"),
        (("events", "--status", "confimed"), "'confirmed'"),
        (("events", "--country", "Irak"), "near it are IRQ"),
        (("events", "--since", "2020-13-01"), "2020-01-31"),
        (("events", "--since", "2020-02-01", "--until", "2020-01-01"), "lies after"),
        (("forecasts", "--outcome", "true"), "'came true'"),
        (("statements", "--kind", "officer"), "'office'"),
        (("statements", "--by", ""), "leave --by out"),
        (("statements", "--about", " "), "leave --about out"),
        (("events", "--place", ""), "leave --place out"),
        (("events", "--origins", "-3"), "greater than or equal to 1"),
        (("series", "--origins", "0"), "greater than or equal to 1"),
        (("origins", "--least", "0"), "greater than or equal to 1"),
    ],
)
def test_a_mistyped_value_is_refused_with_what_can_be_given(
    words: tuple[str, ...], valid: str, path: Path
) -> None:
    code, _, error = asked(*words, "--store", str(path))
    assert code == 2
    assert valid in " ".join(error.split())


@pytest.mark.parametrize("id_", ["3e5", "", "Iran", "3E54", "3e54 "])
def test_what_can_be_no_id_of_an_event_is_refused_with_what_is_one(id_: str, path: Path) -> None:
    with pytest.raises(StoreError, match=r"give four digits \(0-9, a-f\) or more"):
        event(path, id_)


def test_a_country_can_be_given_by_its_name(path: Path) -> None:
    code, said, _ = asked("events", "--country", "iran", "--actor", "GBR", "--store", str(path))
    assert (code, "no event answers this" in said) == (0, True)


def test_a_store_that_is_up_to_date_answers_without_being_written(path: Path) -> None:
    events(path)
    before = path.read_bytes()
    with Store(path, read_only=True):  # a second process may read it as well
        assert len(events(path)) == 2
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_store_that_cannot_be_written_says_what_to_run(path: Path) -> None:
    path.chmod(stat.S_IRUSR)
    with pytest.raises(StoreError, match="onrecord events --store"):
        events(path)


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        events(tmp_path / "none.duckdb")
    assert not (tmp_path / "none.duckdb").exists()


def test_an_export_of_tables_works_out_what_is_across_articles(path: Path, tmp_path: Path) -> None:
    (sheet,) = service.export(path, tmp_path / "t", Format.CSV, table="events")
    assert len(sheet.read_text().splitlines()) == 3
    with Store(path, read_only=True) as store:
        assert is_current(store)


def test_an_export_of_articles_works_nothing_out(path: Path, tmp_path: Path) -> None:
    service.export(path, tmp_path / "t", Format.CSV, table="articles")
    service.export(path, tmp_path / "a.jsonl", Format.JSONL)
    with Store(path, read_only=True) as store:
        assert not is_current(store)


def test_an_event_that_became_part_of_another_keeps_its_id(path: Path) -> None:
    one, other = (row.id for row in events(path, EventQuestion()))
    judge(path, Verdict.MERGE, one[:8], other[:8])
    (row,) = events(path)
    assert event(path, one[:8]).event == event(path, other[:8]).event == row
    judge(path, Verdict.SPLIT, one[:8], other[:8])
    assert {row.id for row in events(path)} == {one, other}


def test_an_event_stands_for_its_first_telling(path: Path) -> None:
    with Store(path) as store:
        store.add([admission().coding()])
        update(store)
    row = next(row for row in events(path) if row.mentions > 1)
    first, *_, last = event(path, row.id).tellings
    with pytest.raises(StoreError, match="stands for its first"):
        judge(path, Verdict.SPLIT, row.id[:8], first.mention[:8])
    judge(path, Verdict.SPLIT, row.id[:8], last.mention[:8])
    assert last.mention not in {one.mention for one in event(path, row.id).tellings}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-a", "@b", "\tc", "\rd", "'=e", "''+f"])
def test_what_a_spreadsheet_runs_is_made_harmless_and_can_be_undone(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a=b", "", "'tis", "“-”", " =1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_numbers_are_not_text() -> None:
    row = Row(
        origin="=a", origin_outlet=None, origin_articles=1, key="@k", date=None, outlet=None,
        title="-t", whole=True, basis="own", credited=None, share=-0.5, same_as=None, passage=None,
        passage_start=None, passage_end=None, same_as_start=None, same_as_end=None, credit=None,
    )  # fmt: skip
    (read,) = csv.DictReader(io.StringIO(csv_text(Row, [row])))
    assert (read["origin"], read["key"], read["title"], read["share"]) == (
        "'=a",
        "'@k",
        "'-t",
        "-0.5",
    )
