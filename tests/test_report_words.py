"""The plain words for codes, dates and bounds."""

import datetime as dt

import msgspec
import pytest

from onrecord.records import (
    ActorKind,
    Certainty,
    DateBasis,
    EventTime,
    FigureKind,
    Form,
    MentionForm,
    Modality,
    PlaceRole,
    PloverType,
    SourceKind,
    TimexType,
)
from onrecord.report import words
from tests.invented_report import FIGURES, status


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-06-08", "2021-06-08", "8 June 2021"),
        ("2021-06-01", "2021-06-30", "June 2021"),
        ("2009-01-01", "2009-12-31", "2009"),
        ("1990-01-01", "1999-12-31", "1990–1999"),
        ("2021-06-07", "2021-06-13", "7–13 June 2021"),
        ("2021-06-28", "2021-07-04", "28 June – 4 July 2021"),
        ("2021-12-31", "2022-01-01", "31 December 2021 – 1 January 2022"),
        ("2021-06-08", None, "from 8 June 2021"),
        (None, "2021-06-08", "until 8 June 2021"),
        (None, None, ""),
    ],
)
def test_intervals_in_words(first: str | None, last: str | None, said: str) -> None:
    bounds = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    assert words.dates(bounds[0], bounds[1]) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (12.0, 12.0, "12"),
        (12.0, None, "at least 12"),
        (None, 30.0, "at most 30"),
        (1000.0, 2500.5, "1,000 to 2,500.50"),
        (None, None, ""),
    ],
)
def test_bounds_in_words(low: float | None, high: float | None, said: str) -> None:
    of = msgspec.structs.replace(FIGURES[0], low=low, high=high)
    assert words.figure(of) == said


def test_every_code_has_words() -> None:
    for kind, table in (
        (SourceKind, words.SOURCE_KIND),
        (Form, words.FORM),
        (PloverType, words.EVENT),
        (Certainty, words.CERTAINTY),
        (EventTime, words.EVENT_TIME),
        (DateBasis, words.DATE_BASIS),
        (FigureKind, words.FIGURE_KIND),
        (ActorKind, words.ACTOR_KIND),
        (MentionForm, words.MENTION_FORM),
        (PlaceRole, words.PLACE_ROLE),
        (TimexType, words.TIMEX),
        (words.Lane, words.LANE),
    ):
        assert set(kind) == set(table)


def test_confidence_is_a_word_and_the_number() -> None:
    assert words.confidence(0.93) == "high (0.93)"
    assert words.confidence(0.7) == "medium (0.70)"
    assert words.confidence(0.0) == "low (0.00)"
    assert words.confidence(None) == ""


@pytest.mark.parametrize("modality", list(Modality))
@pytest.mark.parametrize("time", list(EventTime))
def test_only_what_happened_is_told_as_happened(modality: Modality, time: EventTime) -> None:
    of = status(modality, time)
    as_fact = words.lane(of) in {words.Lane.HAPPENED, words.Lane.BACKGROUND}
    assert as_fact == of.happened
    assert words.status(of).startswith("happened") == of.happened
    assert (words.lane(of) is words.Lane.DENIED) == (modality is Modality.NEGATED)


def test_names_inside_a_sentence() -> None:
    assert words.inside("A doctor") == "a doctor"
    assert words.inside("Anna Doe") == "Anna Doe"
    assert words.inside("THE ARMY") == "THE ARMY"
    assert words.inside(words.NO_SOURCE) == words.SOMEBODY


@pytest.mark.parametrize(
    ("actors", "recipients", "line"),
    [
        (["Chad"], ["Niger"], "Chad → Niger"),
        ([], ["Niger"], "not given → Niger"),
        (
            ["Chad", "Mali", "Niger"],
            ["Chad", "Mali", "Niger"],
            "Chad, Mali and Niger, with each other",
        ),
        (["Chad"], ["Chad"], "Chad → Chad"),
    ],
)
def test_who_acts_on_whom(actors: list[str], recipients: list[str], line: str) -> None:
    assert words.parties(actors, recipients) == line
