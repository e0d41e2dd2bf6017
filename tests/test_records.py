"""Ids come from content, and every span of a record can be listed."""

import msgspec
import pytest

from onrecord.records import (
    Actor,
    Article,
    Certainty,
    EventMention,
    EventTime,
    Modality,
    Participant,
    PloverType,
    Status,
    spans_of,
)
from onrecord.text import Span

TRIGGER = Span(5, 9)


def mention(trigger: Span = TRIGGER) -> EventMention:
    return EventMention(
        article="a",
        trigger=trigger,
        type=PloverType.ASSAULT,
        quad=4,
        actors=(Participant(span=Span(0, 4)), Participant(span=Span(20, 22))),
        status=Status(
            modality=Modality.NEGATED,
            certainty=Certainty.CERTAIN,
            time=EventTime.CURRENT,
            evidence=(Span(10, 13),),
        ),
    )


def test_equal_content_has_equal_ids_and_other_content_has_others() -> None:
    assert mention().id == mention().id
    assert mention().id != mention(Span(5, 8)).id


def test_ids_are_pinned_so_that_stores_stay_readable() -> None:
    assert Article(key="k", text="Police left.").id == "1b40644ec25597a0"


def test_what_is_not_identity_does_not_change_the_id() -> None:
    plain = Actor(article="a", name="Zarif", name_span=Span(0, 5))
    assert msgspec.structs.replace(plain, country="IRN").id == plain.id


def test_a_changed_text_or_date_is_another_article() -> None:
    one = Article(key="k", text="Police left.")
    assert Article(key="k", text="Police left!").id != one.id
    assert Article(key="k", text="Police left.", outlet="Courier").id != one.id


def test_spans_are_listed_with_field_and_place() -> None:
    assert list(spans_of(mention())) == [
        ("trigger", 0, Span(5, 9)),
        ("actors.span", 0, Span(0, 4)),
        ("actors.span", 1, Span(20, 22)),
        ("status.evidence", 0, Span(10, 13)),
    ]


def test_records_survive_json() -> None:
    blob = msgspec.json.encode(mention())
    assert msgspec.json.decode(blob, type=EventMention) == mention()


@pytest.mark.parametrize(
    ("modality", "time", "happened"),
    [
        (Modality.ACTUAL, EventTime.CURRENT, True),
        (Modality.ACTUAL, EventTime.HISTORICAL, True),
        (Modality.ACTUAL, EventTime.FUTURE, False),
        (Modality.PLANNED, EventTime.CURRENT, False),
        (Modality.NEGATED, EventTime.CURRENT, False),
        (Modality.CONDITIONAL, EventTime.CURRENT, False),
        (Modality.POSSIBLE, EventTime.CURRENT, False),
        (Modality.ATTEMPTED, EventTime.CURRENT, False),
    ],
)
def test_only_actual_events_that_are_not_ahead_happened(
    modality: Modality, time: EventTime, happened: bool
) -> None:
    status = Status(modality=modality, certainty=Certainty.CERTAIN, time=time)
    assert status.happened is happened
