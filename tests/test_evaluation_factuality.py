"""The tasks that score status, factuality and figures answer in the agreed shape."""

import pytest

from evaluation.factuality import TASK as FACTUALITY
from evaluation.factuality import plain_number
from evaluation.figures import gold_of
from evaluation.status import OWN
from evaluation.status import TASK as STATUS
from evaluation.task import read_rows
from onrecord.coder import Coder
from onrecord.records import Certainty, EventTime, Modality, Status


def test_one_number_for_each_event(coder: Coder) -> None:
    text = "Rebels seized the bridge but did not harm the guards ."
    row = {"id": "x", "text": text, "events": [[7, 13], [37, 41]]}
    (made,) = FACTUALITY.predict([row], coder)
    assert made["id"] == "x"
    seized, harm = made["factuality"]
    assert -3 <= harm < seized - 1 < seized <= 3


def test_no_events_no_numbers(coder: Coder) -> None:
    (made,) = FACTUALITY.predict([{"id": "x", "text": "Quiet .", "events": []}], coder)
    assert made["factuality"] == []


@pytest.mark.parametrize(
    ("modality", "certainty", "number"),
    [
        (Modality.ACTUAL, Certainty.CERTAIN, 3.0),
        (Modality.NEGATED, Certainty.CERTAIN, -3.0),
        (Modality.POSSIBLE, Certainty.POSSIBLE, 0.0),
    ],
)
def test_the_plain_reading(modality: Modality, certainty: Certainty, number: float) -> None:
    status = Status(modality=modality, certainty=certainty, time=EventTime.CURRENT)
    assert plain_number(status) == number


def test_own_sentences_are_well_formed() -> None:
    rows = read_rows(OWN)
    assert len(rows) >= 150
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        start, end = row["trigger"]
        assert 0 <= start < end <= len(row["text"])
        assert row["text"][start:end].strip() == row["text"][start:end]
        Modality(row["modality"]), Certainty(row["certainty"]), EventTime(row["time"])
    held = sum(row["held"] for row in rows)
    assert 0.3 < held / len(rows) < 0.5


def test_the_tasks_name_their_data() -> None:
    assert STATUS.needs
    assert FACTUALITY.needs


def test_gold_figures_are_looked_for_near_the_anchor() -> None:
    figure = {"what": "killed", "text": "12", "low": 12, "high": 12}
    row = {"text": "12 rows of 12 dead", "events": [{"span": [14, 18], "figures": [figure]}]}
    assert [(g["start"], g["end"]) for g in gold_of(row)] == [(11, 13)]
