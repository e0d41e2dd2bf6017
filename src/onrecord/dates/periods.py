"""Calendar units: the period of a unit that holds a day, its TIMEX3 value, and steps between."""

import calendar
import datetime as dt
from typing import NamedTuple

from onrecord.dates.vocabulary import conventions
from onrecord.records import Granularity

_MONTHS_OF = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120}
_MONTHS_OF |= {"century": 1200, "millennium": 12000}
_DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}

_GRANULARITY = {
    "minute": Granularity.MINUTE,
    "hour": Granularity.HOUR,
    "second": Granularity.MINUTE,
    "day": Granularity.DAY,
    "weekend": Granularity.DAY,
    "week": Granularity.WEEK,
    "fortnight": Granularity.WEEK,
    "month": Granularity.MONTH,
    "season": Granularity.SEASON,
    "quarter": Granularity.QUARTER,
    "half": Granularity.VAGUE,
    "year": Granularity.YEAR,
    "decade": Granularity.DECADE,
    "century": Granularity.CENTURY,
    "millennium": Granularity.VAGUE,
}

_WINTER = 2
"""Calendar years in which a winter lies."""
OPEN_VALUE = {
    "day": "XXXX-XX-XX",
    "weekend": "XXXX-WXX-WE",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
"""Values of periods whose place in time the text does not give."""


class Period(NamedTuple):
    """A stretch of the calendar; both ends are included."""

    value: str
    first: dt.date
    last: dt.date
    granularity: Granularity


def granularity_of(unit: str) -> Granularity:
    """The granularity of a time given in ``unit``."""
    return _GRANULARITY[unit]


def year_period(year: int) -> Period | None:
    """The year, or ``None`` outside the calendar (1 to 9999)."""
    return _months(f"{year:04d}", year, 1, 12, Granularity.YEAR)


def month_period(year: int, month: int) -> Period | None:
    """The month, or ``None`` where there is none."""
    return _months(f"{year:04d}-{month:02d}", year, month, 1, Granularity.MONTH)


def day_period(year: int, month: int, day: int) -> Period | None:
    """The day, or ``None`` where there is none (30 February)."""
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return Period(found.isoformat(), found, found, Granularity.DAY)


def quarter_period(year: int, quarter: int) -> Period | None:
    """The quarter (1 to 4) of the calendar year."""
    return _months(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3, Granularity.QUARTER)


def half_period(year: int, half: int) -> Period | None:
    """The half (1 or 2) of the year."""
    return _months(f"{year:04d}-H{half}", year, 6 * half - 5, 6, Granularity.VAGUE)


def season_period(year: int, season: str) -> Period | None:
    """The season (SP, SU, FA, WI) that begins in ``year``, by the convention of the table."""
    month = conventions().season[season]
    return _months(f"{year:04d}-{season}", year, month, 3, Granularity.SEASON)


def decade_period(year: int) -> Period | None:
    """The decade that holds ``year``: 1990 to 1999 is "199"."""
    start = year - year % 10
    return _months(f"{start // 10:03d}", max(start, 1), 1, 120, Granularity.DECADE)


def century_period(number: int) -> Period | None:
    """The ``number``-th century; the nineteenth is "18", from 1801 to 1900 by name, 1800s by value.

    TimeML writes the hundreds of the years, so the interval is that of the hundreds too.
    """
    start = (number - 1) * 100
    return _months(f"{number - 1:02d}", max(start, 1), 1, 1200, Granularity.CENTURY)


def _months(value: str, year: int, month: int, count: int, unit: Granularity) -> Period | None:
    try:
        first = dt.date(year, month, 1)
        end_year, end_month = divmod(year * 12 + month - 2 + count, 12)
        length = calendar.monthrange(end_year, end_month + 1)[1]
        return Period(value, first, dt.date(end_year, end_month + 1, length), unit)
    except (ValueError, calendar.IllegalMonthError):
        return None


def week_period(day: dt.date) -> Period:
    """The ISO week that holds ``day``."""
    year, week, weekday = day.isocalendar()
    monday = day - dt.timedelta(days=weekday - 1)
    return Period(
        f"{year:04d}-W{week:02d}", monday, monday + dt.timedelta(days=6), Granularity.WEEK
    )


def weekend_period(day: dt.date) -> Period:
    """Saturday and Sunday of the ISO week that holds ``day``."""
    week = week_period(day)
    saturday = week.first + dt.timedelta(days=5)
    return Period(week.value + "-WE", saturday, week.last, Granularity.DAY)


def period_at(unit: str, day: dt.date) -> Period | None:
    """The period of ``unit`` that holds ``day``; ``None`` for units shorter than a day."""
    if unit in ("day", "week", "weekend", "fortnight"):
        return _days_at(unit, day)
    match unit:
        case "month":
            return month_period(day.year, day.month)
        case "quarter":
            return quarter_period(day.year, (day.month + 2) // 3)
        case "half":
            return half_period(day.year, (day.month + 5) // 6)
        case "year":
            return year_period(day.year)
        case "decade":
            return decade_period(day.year)
        case "century":
            return century_period(day.year // 100 + 1)
    return None


def _days_at(unit: str, day: dt.date) -> Period:
    if unit == "day":
        return Period(day.isoformat(), day, day, Granularity.DAY)
    return weekend_period(day) if unit == "weekend" else week_period(day)


def moved(day: dt.date, unit: str, count: int) -> dt.date | None:
    """``day`` moved by ``count`` units; the day of the month is cut to the month's length.

    ``None`` where the calendar ends or the unit is shorter than a day.
    """
    try:
        if unit in _DAYS_OF:
            return day + dt.timedelta(days=_DAYS_OF[unit] * count)
        if unit not in _MONTHS_OF:
            return None
        year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS_OF[unit] * count, 12)
        length = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, length))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def part(period: Period, share: tuple[float, float]) -> tuple[dt.date, dt.date]:
    """The days of ``period`` between two shares of it, both 0 to 1; of decades, whole years."""
    years = period.last.year - period.first.year + 1
    if years > _WINTER:
        start = period.first.year + round(years * share[0])
        end = period.first.year + max(round(years * share[1]) - 1, 0)
        return dt.date(start, 1, 1), dt.date(max(start, end), 12, 31)
    days = (period.last - period.first).days + 1
    first = period.first + dt.timedelta(days=round(days * share[0]))
    last = period.first + dt.timedelta(days=max(round(days * share[1]) - 1, 0))
    return min(first, last), last


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> dt.date:
    """The ``which``-th ISO ``weekday`` of the month; -1 is the last one."""
    days = [
        dt.date(year, month, day)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        if dt.date(year, month, day).isoweekday() == weekday
    ]
    return days[which] if which < 0 else days[which - 1]
