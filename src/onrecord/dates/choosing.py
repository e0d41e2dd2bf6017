"""Which of several periods is meant where the text leaves out the year or the week."""

import datetime as dt
from collections.abc import Sequence

from onrecord.dates.context import Context
from onrecord.dates.periods import Period
from onrecord.dates.tense import Direction, modifies_noun
from onrecord.dates.vocabulary import conventions
from onrecord.records import Granularity
from onrecord.text import Span


def choose(
    candidates: Sequence[Period], reference: dt.date, span: Span, context: Context
) -> Period | None:
    """The candidate that the verb points at, seen from ``reference``.

    ``candidates`` are in the order of time, a year apart. Before a noun ("the October vote") and
    without a verb it is the nearest one: there the verb says nothing of the date.
    """
    past = [one for one in candidates if one.first <= reference]
    future = [one for one in candidates if one.last >= reference]
    if not past or not future:
        return None
    last, following = past[-1], future[0]
    near = min(last, following, key=lambda one: _distance(one, reference))
    if modifies_noun(context.parse, span):
        return near
    match context.direction(span):
        case Direction.PAST:
            chosen = last
        case Direction.FUTURE:
            chosen = following
        case _:
            return near
    if chosen.granularity is not Granularity.DAY:
        return chosen
    return chosen if _distance(chosen, reference) <= conventions().farthest_days else near


def _distance(period: Period, day: dt.date) -> int:
    """Days between ``day`` and the nearest day of ``period``."""
    if period.first <= day <= period.last:
        return 0
    return min(abs((period.first - day).days), abs((period.last - day).days))


def full_year(two_digits: int, reference: dt.date | None) -> int:
    """The year that "'98" means: in this century up to ten years ahead, else in the one before.

    Without a day to count from, 69 to 99 are of the twentieth century (POSIX, ``strptime`` %y).
    """
    if reference is None:
        return two_digits + (1900 if two_digits >= 69 else 2000)
    century = reference.year - reference.year % 100
    year = century + two_digits
    return year if year <= reference.year + 10 else year - 100
