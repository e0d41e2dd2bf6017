"""A time that opens a sentence is no part of the subject behind it, and dates the verb."""

import datetime as dt

import pytest

from onrecord.coder import Coder, make_article

PUBLISHED = dt.date(2023, 12, 10)


@pytest.mark.parametrize(
    ("text", "actor", "day"),
    [
        ("On 13/4/2018 gunmen attacked a bank.", "gunmen", "2018-04-13"),
        ("On 12.11.2017 soldiers raided the camp.", "soldiers", "2017-11-12"),
        ("On 13/04/2023 police shot two men.", "police", "2023-04-13"),
        ("This spring separatists shelled the port.", "separatists", "2023-03-01"),
        ("In 2010 rebels attacked the capital.", "rebels", "2010-01-01"),
        ("The 2010 rebels attacked the capital.", "The 2010 rebels", None),
        ("Some 2,000 rebels attacked the capital.", "Some 2,000 rebels", None),
    ],
)
def test_a_time_before_the_subject_is_that_of_the_verb(
    coder: Coder, text: str, actor: str, day: str | None
) -> None:
    coding = coder.code(make_article(text, key="a", date=PUBLISHED))
    (event,) = coding.event_mentions
    assert [side.span.of(text) for side in event.actors] == [actor]
    assert (event.date_from.isoformat() if event.date_from else None) == day
    assert actor in {a.name for a in coding.actors} or not coding.actors
