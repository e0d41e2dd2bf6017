"""The measures of the date task, on toy expressions."""

import datetime as dt

import pytest

from evaluation.dates import TASK, Counts, Timex, meantime_gold, pairs
from evaluation.event_dates import agrees
from onrecord.coder import Coder
from onrecord.records import DateBasis, TimeReference, TimexType
from onrecord.text import Span


def test_equal_spans_are_matched_before_overlapping_ones() -> None:
    gold = [Timex(Span(0, 10), "2001"), Timex(Span(4, 8), "2002")]
    found = [Timex(Span(4, 8), "2002"), Timex(Span(0, 3), "2001")]

    assert sorted(pairs(gold, found)) == [(gold[0], found[1]), (gold[1], found[0])]


def test_a_value_counts_on_a_relaxed_match() -> None:
    counts = Counts()
    counts.add(
        [Timex(Span(0, 10), "2001"), Timex(Span(20, 30), "2002")],
        [Timex(Span(5, 10), "2001"), Timex(Span(20, 30), "2003")],
    )

    assert counts.measures() == {"strict F1": 50.0, "relaxed F1": 100.0, "value F1": 50.0}


def test_the_creation_time_and_unmarked_lines_are_no_gold() -> None:
    text = "Headline\nMay 1 , 2008\nIt fell today .\n" + "Line .\n" * 5
    today = text.index("today")
    marks = [
        {"tag": "TIMEX3", "value": "2008-05-01", "start": 9, "end": 21,
         "functionInDocument": "CREATION_TIME"},
        {"tag": "TIMEX3", "value": "2008-05-01", "start": today, "end": today + 5,
         "functionInDocument": "NONE"},
        {"tag": "TIMEX3", "value": "2006", "functionInDocument": "NONE"},
    ]  # fmt: skip
    gold, counted = meantime_gold({"text": text, "markables": marks})

    assert gold == [Timex(Span(today, today + 5), "2008-05-01")]
    assert not any(span.overlaps(Span(9, 21)) for span in counted)
    assert counted[-1].end < len(text) - 7


@pytest.mark.parametrize(
    ("date", "right"), [("2016", True), ("2016-03", True), ("2016-03-17", True), ("2016-04", False)]
)
def test_a_date_agrees_at_the_precision_of_the_gold(date: str, right: bool) -> None:
    time = TimeReference(
        article="a",
        span=Span(0, 1),
        timex=TimexType.DATE,
        date_from=dt.date(2016, 3, 17),
        date_to=dt.date(2016, 3, 18),
        basis=DateBasis.EXPLICIT,
    )

    assert agrees(date, time) is right


def test_predictions_follow_the_contract(coder: Coder) -> None:
    row = {"id": "r", "text": "It rained on 3 May 2019.", "date": None}

    assert list(TASK.predict([row], coder)) == [
        {"id": "r", "timexes": [{"start": 13, "end": 23, "type": "DATE", "value": "2019-05-03"}]}
    ]
