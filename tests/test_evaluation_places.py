"""The scorer of places, on rows made by hand."""

from evaluation.places import NEAR_KM, Toponym, gold_toponyms, match, near
from onrecord.text import Span


def test_names_of_peoples_are_no_gold() -> None:
    row = {
        "toponyms": [
            {"start": 9, "end": 16, "name": "Iranian", "lat": 32.0, "lon": 53.0},
            {"start": 0, "end": 4, "name": "Oslo", "lat": 59.9, "lon": 10.7},
        ]
    }
    assert gold_toponyms(row) == [Toponym(Span(0, 4), (59.9, 10.7))]


def test_each_prediction_matches_one_gold_name() -> None:
    gold = [Toponym(Span(0, 4), None), Toponym(Span(5, 9), None)]
    predicted = [Toponym(Span(0, 9), None)]
    assert match(gold, predicted) == {0: 0}


def test_near_means_a_hundred_miles() -> None:
    degree = 111.19
    inside, outside = (NEAR_KM - 2) / degree, (NEAR_KM + 2) / degree
    assert near((0.0, 0.0), (inside, 0.0))
    assert not near((0.0, 0.0), (outside, 0.0))
    assert not near((0.0, 0.0), None)
