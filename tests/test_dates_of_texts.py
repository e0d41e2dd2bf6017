"""What the rest of a text says of its dates: the dateline, other dates in figures, whole years."""

import datetime as dt

import pytest

from onrecord.coder import Coder, make_article
from onrecord.records import TimeReference

PUBLISHED = dt.date(2019, 5, 15)
"""A Wednesday."""


def days(coder: Coder, text: str, published: dt.date | None = PUBLISHED) -> dict[str, str]:
    """The interval of each time expression of ``text``."""
    article = make_article(text, key="a", date=published)
    times = coder.products(article, {TimeReference}).all(TimeReference)
    return {t.span.of(text): f"{t.date_from}/{t.date_to}" for t in times}


@pytest.mark.parametrize(
    ("line", "yesterday"),
    [
        ("BEIRUT, May 12 (Compass) -", "2019-05-11"),
        ("BEIRUT, May 15 (Compass) -", "2019-05-14"),
        ("BEIRUT, March 12 (Compass) -", "2019-05-14"),
        ("BEIRUT, May 16 (Compass) -", "2019-05-14"),
        ("BEIRUT (Compass) -", "2019-05-14"),
    ],
)
def test_yesterday_is_that_of_a_dateline_of_the_days_before(
    coder: Coder, line: str, yesterday: str
) -> None:
    found = days(coder, f"{line} Gunmen raided a bank yesterday, police said.")
    assert found["yesterday"] == f"{yesterday}/{yesterday}"


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("On 13/04/2019 they met.", "2019-05-02"),
        ("On 04/13/2019 they met.", "2019-02-05"),
        ("On 13/04/2019 and 04/13/2019 they met.", "2019-02-05"),
        ("On 13.4.2019 they met.", "2019-02-05"),
        ("They met.", "2019-02-05"),
    ],
)
def test_other_dates_say_whether_the_day_or_the_month_stands_first(
    coder: Coder, other: str, day: str
) -> None:
    found = days(coder, f"On 02/05/2019 rebels shelled a town. {other}")
    assert found["02/05/2019"] == f"{day}/{day}"


@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("the early 1980s", "1980-01-01/1982-12-31"),
        ("the mid-1980s", "1983-01-01/1986-12-31"),
        ("the late 1980s", "1987-01-01/1989-12-31"),
    ],
)
def test_a_part_of_a_decade_is_of_whole_years(coder: Coder, words: str, interval: str) -> None:
    assert interval in days(coder, f"The two states were at war in {words}.").values()
