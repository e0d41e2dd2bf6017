"""Floors hold, results are kept, and missing data are explained."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from evaluation import __main__ as command
from evaluation import results
from evaluation.floors import below, read_floors
from evaluation.task import Measure, Row, article_of, prf
from onrecord.coder import Coder


class ToyTask:
    """A task with one measure."""

    name = "toy"
    needs = ("toy.jsonl",)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        for row in rows:
            yield {"id": row["id"], "length": len(row["text"])}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        yield Measure(name="F1", value=50.0, baseline=40.0)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "task_named", lambda name: ToyTask())
    monkeypatch.setattr(command, "Coder", lambda: None)


def test_a_score_under_its_floor_is_found() -> None:
    measures = [Measure(name="a", value=49.9), Measure(name="b", value=50.0)]
    assert below({"a": 50.0, "b": 50.0}, measures) == {"a"}


def test_a_rate_of_errors_has_a_ceiling() -> None:
    errors = Measure(name="wrong", value=26.0, higher_is_better=False)
    assert below({"wrong": 25.0}, [errors]) == {"wrong"}
    assert below({"wrong": 27.0}, [errors]) == set()


def test_a_floor_without_its_measure_does_not_pass_in_silence() -> None:
    assert below({"gone": 10.0}, []) == {"gone"}


def test_floors_name_known_tasks() -> None:
    assert set(read_floors()) <= set(command.TASKS)


@pytest.mark.usefixtures("toy")
def test_scoring_fails_below_a_floor_and_prints_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "toy.jsonl").touch()
    monkeypatch.setattr(command, "read_floors", lambda: {"toy": {"F1": 60.0}})
    assert command.score(["toy"], tmp_path, fast=False, note=None) == 1
    printed = capsys.readouterr().out
    assert "BELOW ITS FLOOR" in printed
    assert "40.00" in printed


@pytest.mark.usefixtures("toy")
def test_missing_data_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.score(["toy"], tmp_path, fast=False, note=None) == 0
    assert "has no toy.jsonl" in capsys.readouterr().out


def test_scoring_without_a_task_scores_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tuple(name for name in command.TASKS if name != "ledger")  # whole episodes are slow
    monkeypatch.setattr(command, "TASKS", told)
    assert command.main(["score", "--data", str(tmp_path)]) == 0
    needy = [name for name in command.TASKS if command.task_named(name).needs]
    assert capsys.readouterr().out.count("skipped") == len(needy) > 0


def test_an_unknown_task_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["score", "weather"])
    assert "no task weather" in capsys.readouterr().err


@pytest.mark.usefixtures("toy")
def test_predictions_come_one_a_row_in_order(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "b", "text": "four"}\n{"id": "a", "text": ""}\n', encoding="utf-8")
    command.predict("toy", source, target)
    assert target.read_text(encoding="utf-8") == (
        '{"id": "b", "length": 4}\n{"id": "a", "length": 0}\n'
    )


def test_results_keep_every_row_and_gain_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "results.md"
    monkeypatch.setattr(results, "RESULTS_FILE", page)
    results.append_result("toy", [Measure(name="F1", value=10.0)], "first | try")
    results.append_result("other", [Measure(name="r", value=1.0)], "elsewhere")
    results.append_result("toy", [Measure(name="P", value=20.0)], "second")
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    assert rows == [
        "| tried | F1 | P |",
        "|---|---|---|",
        "| first / try | 10.0 |  |",
        "| second |  | 20.0 |",
        "| tried | r |",
        "|---|---|",
        "| elsewhere | 1.0 |",
    ]


def test_precision_recall_and_f1() -> None:
    assert prf(1, 2, 4) == pytest.approx((50.0, 25.0, 100 / 3))
    assert prf(0, 0, 0) == (0.0, 0.0, 0.0)


def test_an_odd_date_of_a_row_is_no_date() -> None:
    days = [article_of({"id": "a", "text": "x", "date": date}).date for date in ODD_DATES]
    assert days == [None, None, None, dt.date(2017, 3, 4), dt.date(2017, 3, 4)]


ODD_DATES = [None, "", "3 March 2017", "2017-03-04", "2017-03-04T10:00:00Z"]
