"""Time expressions: what is found, its TIMEX3 value and its interval; and which one dates an event.

The articles are published on Wednesday 15 January 2020 unless a test says otherwise.
"""

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.coder import Coder, make_article
from onrecord.dates.dating import Dating
from onrecord.dates.periods import easter, moved, nth_weekday, period_at
from onrecord.language.parse import Parse
from onrecord.records import (
    DateBasis,
    DayPart,
    Granularity,
    TimeReference,
    TimexMod,
    TimexType,
)
from onrecord.text import Span

PUBLISHED = "2020-01-15"


def times(coder: Coder, text: str, date: str | None = PUBLISHED) -> list[TimeReference]:
    """The time references of ``text``."""
    article = make_article(text, date=date)
    return list(coder.products(article, {TimeReference}).all(TimeReference))


def values(coder: Coder, text: str, date: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    """Words and value of each time reference."""
    return [(one.span.of(text), one.value) for one in times(coder, text, date)]


@pytest.mark.parametrize(
    "written",
    [
        "3 January 2020",
        "January 3, 2020",
        "Jan. 3, 2020",
        "January 3rd, 2020",
        "the 3rd of January, 2020",
        "Friday, January 3, 2020",
        "2020-01-03",
        "1/3/2020",
        "3 JAN 2020",
        "January 03 , 2020",
    ],
)
def test_a_full_date_is_read_in_every_order(coder: Coder, written: str) -> None:
    (found,) = times(coder, f"The town fell on {written} after a siege.", date=None)

    assert found.value == "2020-01-03"
    assert found.date_from == found.date_to == dt.date(2020, 1, 3)
    assert found.basis is DateBasis.EXPLICIT


@pytest.mark.parametrize(
    ("text", "words", "value", "first", "last"),
    [
        ("It began in January 2019.", "January 2019", "2019-01", "2019-01-01", "2019-01-31"),
        ("It began in 2006.", "2006", "2006", "2006-01-01", "2006-12-31"),
        ("It began in the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31"),
        ("It began in the 19th century.", "the 19th century", "18", "1800-01-01", "1899-12-31"),
        ("It began in spring 2014.", "spring 2014", "2014-SP", "2014-03-01", "2014-05-31"),
        ("It began in late last year.", "late last year", "2019", "2019-09-01", "2019-12-31"),
        ("It fell in the third quarter of 2012.", "the third quarter of 2012", "2012-Q3",
         "2012-07-01", "2012-09-30"),
        ("They fled three days ago.", "three days ago", "2020-01-12", "2020-01-12", "2020-01-12"),
        ("They fled last week.", "last week", "2020-W02", "2020-01-06", "2020-01-12"),
        ("They fled last October.", "last October", "2019-10", "2019-10-01", "2019-10-31"),
        ("They fled last summer.", "last summer", "2019-SU", "2019-06-01", "2019-08-31"),
        ("They fled at Christmas.", "Christmas", "2019-12-25", "2019-12-25", "2019-12-25"),
        ("They fled at Easter 2018.", "Easter 2018", "2018-04-01", "2018-04-01", "2018-04-01"),
        ("They died in the Sept. 11 attacks.", "Sept. 11", "2001-09-11", "2001-09-11",
         "2001-09-11"),
        ("They fled the 2003 invasion.", "2003", "2003", "2003-01-01", "2003-12-31"),
    ],
)  # fmt: skip
def test_an_expression_has_its_extent_value_and_interval(
    coder: Coder, text: str, words: str, value: str, first: str, last: str
) -> None:
    (found,) = times(coder, text)

    assert (found.span.of(text), found.value) == (words, value)
    assert (str(found.date_from), str(found.date_to)) == (first, last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Troops entered the town on Monday.", "2020-01-13"),
        ("Troops will enter the town on Monday.", "2020-01-20"),
        ("Troops are expected to enter the town on Monday.", "2020-01-20"),
        ("Troops entered the town on Wednesday.", "2020-01-15"),
        ("Troops entered the town last Wednesday.", "2020-01-08"),
        ("Troops will enter the town next Friday.", "2020-01-17"),
        ("The minister spoke ahead of Thursday's vote.", "2020-01-16"),
    ],
)
def test_a_weekday_goes_by_its_verb(coder: Coder, text: str, day: str) -> None:
    (found,) = times(coder, text)

    assert str(found.date_from) == day
    assert found.basis is DateBasis.RELATIVE


def test_a_weekday_without_a_verb_stays_open(coder: Coder) -> None:
    (found,) = times(coder, "Talks on Friday")

    assert found.value == "XXXX-WXX-5"
    assert found.date_from is None
    assert found.basis is None


@pytest.mark.parametrize("text", ["They left on Tuesday.", "They left yesterday.",
                                  "They left last year.", "They left on March 3."])  # fmt: skip
def test_without_a_day_of_publication_nothing_is_guessed(coder: Coder, text: str) -> None:
    (found,) = times(coder, text, date=None)

    assert found.date_from is None
    assert found.basis is None
    assert str(found.value).startswith("XXXX")


def test_a_full_dateline_gives_the_day_to_count_from(coder: Coder) -> None:
    text = "BAGHDAD, Jan. 3, 2019 (Reuters) - Two soldiers died yesterday."

    assert values(coder, text, date=None)[-1] == ("yesterday", "2019-01-02")


def test_a_line_with_nothing_but_the_date_gives_the_day(coder: Coder) -> None:
    text = "Two die in blast\nPosted January 3rd, 2019 at 5:19 pm\nTwo soldiers died yesterday."

    assert values(coder, text, date=None)[-1] == ("yesterday", "2019-01-02")


def test_a_date_in_a_headline_is_not_the_day_of_publication(coder: Coder) -> None:
    text = "Report on the attack of January 3, 2019\nTwo soldiers died yesterday."

    assert values(coder, text, date=None)[-1] == ("yesterday", "XXXX-XX-XX")


def test_a_time_takes_the_weekday_that_follows(coder: Coder) -> None:
    text = "On Friday it rained. They were found at 10 a.m. on Sunday."

    assert ("10 a.m.", "2020-01-12T10:00") in values(coder, text)


def test_a_dateline_without_a_year_gives_none(coder: Coder) -> None:
    text = "BAGHDAD, Jan. 3 (Reuters) - Two soldiers died yesterday."

    assert values(coder, text, date=None)[-1] == ("yesterday", "XXXX-XX-XX")


@pytest.mark.parametrize(
    ("text", "words", "value", "timex"),
    [
        ("They stayed for three years.", "three years", "P3Y", TimexType.DURATION),
        ("It was a two-day visit.", "two-day", "P2D", TimexType.DURATION),
        ("It lasted more than two and a half years.", "more than two and a half years", "P2.5Y",
         TimexType.DURATION),
        ("They talked for several months.", "several months", "PXM", TimexType.DURATION),
        ("They talked for decades.", "decades", "PXDE", TimexType.DURATION),
        ("They talk every Tuesday.", "every Tuesday", "XXXX-WXX-2", TimexType.SET),
        ("They pay monthly.", "monthly", "P1M", TimexType.SET),
        ("They meet twice a week.", "twice a week", "P1W", TimexType.SET),
        ("They left on Tuesday night.", "Tuesday night", "2020-01-14TNI", TimexType.TIME),
        ("They left at 3:20 a.m. Tuesday.", "3:20 a.m. Tuesday", "2020-01-14T03:20",
         TimexType.TIME),
        ("They left at 0300 GMT.", "0300 GMT", "XXXX-XX-XXT03:00Z", TimexType.TIME),
        ("They are leaving now.", "now", "PRESENT_REF", TimexType.DATE),
    ],
)  # fmt: skip
def test_durations_sets_and_times(
    coder: Coder, text: str, words: str, value: str, timex: TimexType
) -> None:
    (found,) = times(coder, text)

    assert (found.span.of(text), found.value, found.timex) == (words, value, timex)


def test_a_stretch_up_to_publication_has_an_interval(coder: Coder) -> None:
    (found,) = times(coder, "Dozens have died in the past two weeks.")

    assert found.value == "P2W"
    assert (found.date_from, found.date_to) == (dt.date(2020, 1, 1), dt.date(2020, 1, 15))
    assert found.granularity is Granularity.VAGUE


def test_a_time_that_opens_a_paragraph_takes_no_day_from_the_one_before(coder: Coder) -> None:
    text = "They met on Monday.\n\n3:40 p.m.\n\nThe votes are in."

    assert values(coder, text)[-1] == ("3:40 p.m.", "XXXX-XX-XXT15:40")


@pytest.mark.parametrize(
    ("text", "words", "mod"),
    [
        ("It began in early May.", "early May", TimexMod.START),
        ("It began in the middle of May.", "the middle of May", TimexMod.MID),
        ("It lasted nearly two hours.", "nearly two hours", TimexMod.LESS_THAN),
        ("It lasted at least two days.", "at least two days", TimexMod.EQUAL_OR_MORE),
        ("It fell at around 8:50 a.m.", "around 8:50 a.m.", TimexMod.APPROX),
        ("It lasted two hours.", "two hours", None),
    ],
)
def test_a_modified_time_says_so(coder: Coder, text: str, words: str, mod: TimexMod | None) -> None:
    (found,) = times(coder, text)

    assert (found.span.of(text), found.mod) == (words, mod)


def test_a_part_of_a_day_is_a_field_of_its_own(coder: Coder) -> None:
    night, day = times(coder, "They met on Monday night and on Tuesday.")

    assert (night.part_of_day, day.part_of_day) == (DayPart.NIGHT, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It hit at 8:46 a.m. on Jan. 9, 2015.", "2015-01-09T08:46"),
        ("It hit at 14:20 GMT on 9 January 2015.", "2015-01-09T14:20Z"),
        ("They fled at midnight Monday.", "2020-01-13T24:00"),
        ("They slept for half an hour.", "PT30M"),
        ("It began in the early 2000s.", "200"),
        ("It has stood since 1833.", "1833"),
        ("It broke down when the year 2000 began.", "2000"),
        ("Monitors will arrive in the coming days.", "FUTURE_REF"),
    ],
)
def test_times_of_other_wires(coder: Coder, text: str, expected: str) -> None:
    assert times(coder, text)[0].value == expected


def test_later_counts_from_the_date_told_before(coder: Coder) -> None:
    text = "They met on March 3, 2019. Two days later they signed. The same day he left."

    assert [value for _, value in values(coder, text)] == ["2019-03-03", "2019-03-05", "2019-03-05"]


def test_later_stays_open_where_no_date_was_told(coder: Coder) -> None:
    (found,) = times(coder, "Two days later they signed.")

    assert found.value == "XXXX-XX-XX"
    assert found.date_from is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks run from 1998 to 2001.", ["1998", "2001"]),
        ("It rained from 2 to 5 March 2019.", ["2019-03-02", "2019-03-05"]),
        ("It rained on 4 and 5 March 2019.", ["2019-03-04", "2019-03-05"]),
        ("It rained on March 4 and 5, 2019.", ["2019-03-04", "2019-03-05"]),
    ],
)
def test_each_end_of_a_range_is_a_date(coder: Coder, text: str, expected: list[str]) -> None:
    assert [value for _, value in values(coder, text)] == expected


def test_a_span_of_days_is_one_date(coder: Coder) -> None:
    (found,) = times(coder, "The summit was held on March 17-18, 2019.")

    assert (found.date_from, found.date_to) == (dt.date(2019, 3, 17), dt.date(2019, 3, 18))


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the palace.",
        "Theresa May spoke to a second man.",
        "The army killed 2008 soldiers and paid $2010.",
        "A 19-year-old man was held.",
        "The Sunday Times and the Daily Mail wrote of Black Friday.",
        "The April 19 Movement spoke.",
        "Flight 1990 landed at gate A2005.",
        "She is in her 50s.",
        "The battle lasted until 1400.",
    ],
)
def test_what_only_looks_like_a_time_is_left_out(coder: Coder, text: str) -> None:
    assert values(coder, text) == []


def test_an_impossible_day_has_no_interval(coder: Coder) -> None:
    (found,) = times(coder, "They met on Feb. 30, 2019.")

    assert found.date_from is None


def test_capitals_and_small_letters_read_alike(coder: Coder) -> None:
    text = "SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- THE ARMY DENIED TODAY THE REPORT."

    assert values(coder, text, date=None) == [("3 JAN 90", "1990-01-03"), ("TODAY", "1990-01-03")]


def test_all_times_come_in_order_and_apart(coder: Coder) -> None:
    text = "On Monday, 3 June 2019, and again on 5 June at 7 p.m., they met for two hours."
    spans = [one.span for one in times(coder, text)]

    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


_WORDS = ["May", "2 ", "the ", "of ", "1999", "last ", "years ", "ago", "Friday ", "to ", "a.m."]
_SIGNS = ["-", ",", ".", " ", "\n\n", "é", "😀", "ש", "3:20 ", "'s ", "9/11 ", "99/99/9999"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS + _SIGNS), min_size=1, max_size=25), st.booleans())
def test_odd_texts_do_no_harm(coder: Coder, pieces: list[str], dated: bool) -> None:
    text = "".join(pieces)
    if not text.strip():
        return
    for one in times(coder, text, PUBLISHED if dated else None):
        assert one.span.inside(text)
        assert (one.date_from is None) == (one.date_to is None)
        assert one.date_from is None or (one.date_to is not None and one.date_from <= one.date_to)
        assert (one.date_from is None) == (one.basis is None)


def test_a_long_run_of_numbers_takes_linear_time() -> None:
    from onrecord.dates.rules import RULES
    from onrecord.dates.tokens import Tokens

    text = "two-" * 5000
    begin = time.perf_counter()
    kinds = Tokens(text, [Span(0, len(text))]).kinds
    assert sum(1 for rule in RULES for _ in rule.regex.finditer(kinds)) == 0
    assert time.perf_counter() - begin < 5


def test_easter_and_weekdays_of_the_month() -> None:
    assert [easter(year) for year in (1990, 2008, 2019, 2024)] == [
        dt.date(1990, 4, 15),
        dt.date(2008, 3, 23),
        dt.date(2019, 4, 21),
        dt.date(2024, 3, 31),
    ]
    assert nth_weekday(2020, 5, 1, -1) == dt.date(2020, 5, 25)
    assert nth_weekday(2020, 11, 4, 4) == dt.date(2020, 11, 26)


@given(st.dates(), st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]))
def test_a_period_holds_its_day(day: dt.date, unit: str) -> None:
    period = period_at(unit, min(max(day, dt.date(20, 1, 1)), dt.date(9980, 1, 1)))

    assert period is not None
    assert period.first <= period.last
    assert period.first <= min(max(day, dt.date(20, 1, 1)), dt.date(9980, 1, 1)) <= period.last


def test_steps_end_with_the_calendar() -> None:
    assert moved(dt.date(2020, 1, 31), "month", 1) == dt.date(2020, 2, 29)
    assert moved(dt.date(2020, 1, 31), "year", -3000) is None
    assert moved(dt.date(2020, 1, 31), "hour", 1) is None


# --- which time dates an event --------------------------------------------------------------


def linked(coder: Coder, text: str, trigger: str) -> str | None:
    """The words that date the event of ``trigger`` (its first occurrence in ``text``)."""
    products = coder.products(make_article(text, date=PUBLISHED), {Parse, TimeReference})
    start = text.index(trigger)
    span = Span(start, start + len(trigger))
    day = dt.date.fromisoformat(PUBLISHED)
    found = Dating(products.one(Parse), products.all(TimeReference), day).when(span)
    return found.reference.span.of(text) if found else None


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("Rebels attacked the base on Monday.", "attacked", "Monday"),
        ("Gunmen carried out an attack on Monday.", "attack", "Monday"),
        ("Ten people were killed in Monday's attack.", "killed", "Monday"),
        ("Ten people were killed in Monday's attack.", "attack", "Monday"),
        ("He recalled the 2001 attacks.", "attacks", "2001"),
    ],
)
def test_an_event_gets_the_date_in_its_clause(
    coder: Coder, text: str, trigger: str, words: str
) -> None:
    assert linked(coder, text, trigger) == words


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The minister said on Monday that rebels attacked the base.", "attacked"),
        ("The minister condemned the attack last week.", "attack"),
        ("Rebels attacked the base for three hours.", "attacked"),
        ("Rebels attacked the base. It rained on Monday.", "attacked"),
    ],
)
def test_an_event_gets_no_date_that_is_another_ones(coder: Coder, text: str, trigger: str) -> None:
    assert linked(coder, text, trigger) is None


def test_how_long_it_lasted_does_not_take_the_date(coder: Coder) -> None:
    text = "The editor was jailed for ten weeks in 2009 and was pardoned in 2012."
    assert linked(coder, text, "jailed") == "2009"


def test_a_teller_at_the_end_does_not_take_the_date(coder: Coder) -> None:
    text = "A drone strike killed the general near the airport early on Friday, the army confirmed."
    assert linked(coder, text, "killed") == "early on Friday"


def test_a_day_that_tells_who_somebody_is_dates_nothing(coder: Coder) -> None:
    text = "The memoir describes a raid that killed 9/11 financier Karim Dahl."
    assert linked(coder, text, "killed") is None
