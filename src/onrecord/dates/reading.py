"""What a rule reads from a time expression, before it becomes a record."""

import datetime as dt
from dataclasses import dataclass, replace

from onrecord.dates.periods import Period, granularity_of
from onrecord.records import DateBasis, Granularity, TimexType


@dataclass(frozen=True, slots=True)
class Reading:
    """Type, TIMEX3 value and interval; the interval is empty where the text does not give one."""

    timex: TimexType
    value: str | None
    first: dt.date | None = None
    last: dt.date | None = None
    granularity: Granularity | None = None
    basis: DateBasis | None = None

    def narrowed(self, days: tuple[dt.date, dt.date]) -> "Reading":
        """The same expression over a vague part of its interval."""
        return replace(self, first=days[0], last=days[1], granularity=Granularity.VAGUE)


def on(period: Period, basis: DateBasis, timex: TimexType = TimexType.DATE) -> Reading:
    """A reading with the interval of ``period``."""
    return Reading(timex, period.value, period.first, period.last, period.granularity, basis)


def explicit(period: Period) -> Reading:
    """A date that the text gives in full."""
    return on(period, DateBasis.EXPLICIT)


def relative(period: Period | None, open_value: str, unit: str) -> Reading:
    """A date worked out from another one, or left open where that one is missing."""
    if period is None:
        return unresolved(open_value, unit)
    return on(period, DateBasis.RELATIVE)


def unresolved(value: str, unit: str | None = None, timex: TimexType = TimexType.DATE) -> Reading:
    """A reading without an interval; ``unit`` gives the granularity, where known."""
    return Reading(timex, value, granularity=granularity_of(unit) if unit else None)


def between(reading: Reading, first: dt.date, last: dt.date) -> Reading:
    """``reading`` with a vague interval that was worked out from the day of publication."""
    return replace(
        reading, first=first, last=last, granularity=Granularity.VAGUE, basis=DateBasis.RELATIVE
    )
