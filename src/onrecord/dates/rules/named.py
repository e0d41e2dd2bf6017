"""Days with a name."""

import datetime as dt

from onrecord.dates.choosing import choose
from onrecord.dates.context import Context
from onrecord.dates.grammar import Found, Rule
from onrecord.dates.periods import Period, day_period, easter, moved, nth_weekday, period_at
from onrecord.dates.reading import Reading, explicit, relative, unresolved
from onrecord.dates.rules.explicit import year_of
from onrecord.dates.vocabulary import exclusions, holidays

_SEPTEMBER_ELEVEN = dt.date(2001, 9, 11)


def _read_holiday(found: Found, context: Context) -> Reading:
    name = found.word("name").replace("\n", " ")
    year, day = year_of(found, context), context.reference
    which = found.get("which")
    if year is None and which is not None and day is not None and found.get("unit"):
        year = day.year + {"LAST": -1, "NEXT": 1}.get(which.kind, 0)
    if year is not None:
        period = _holiday(name, year)
        return explicit(period) if period else unresolved("XXXX-XX-XX", "day")
    if day is None:
        return unresolved("XXXX-XX-XX", "day")
    around = [one for step in range(-2, 3) if (one := _holiday(name, day.year + step))]
    return relative(_chosen(around, day, found, context), "XXXX-XX-XX", "day")


def _chosen(around: list[Period], day: dt.date, found: Found, context: Context) -> Period | None:
    which = found.get("which")
    if which is not None and which.kind == "LAST":
        return next((one for one in reversed(around) if one.last < day), None)
    if which is not None and which.kind == "NEXT":
        return next((one for one in around if one.first > day), None)
    return choose(around, day, found.span, context) if around else None


def _holiday(name: str, year: int) -> Period | None:
    """The day ``name`` in ``year``; ``None`` for feasts that are not worked out."""
    table = holidays()
    if not 1583 <= year <= 9998:
        return None
    if name in table.fixed:
        return day_period(year, *table.fixed[name])
    if name in table.easter:
        day = moved(easter(year), "day", table.easter[name])
        return period_at("day", day) if day else None
    if name in table.weekday:
        return period_at("day", nth_weekday(year, *table.weekday[name]))
    return None


def _read_september_eleven(found: Found, context: Context) -> Reading:  # noqa: ARG001
    period = period_at("day", _SEPTEMBER_ELEVEN)
    return explicit(period) if period else unresolved("2001-09-11", "day")


def _is_the_attacks(found: Found, context: Context) -> bool:
    """Whether "Sept. 11" is the name of the attacks of 2001."""
    if found.number("month") != 9 or found.word("day") not in ("11", "11th"):
        return False
    if context.reference is not None and context.reference < _SEPTEMBER_ELEVEN:
        return False
    near = [found.after, found.at(found.end + 1)]
    return any(one is not None and one.word in exclusions().september_eleven for one in near)


def _is_after_the_attacks(found: Found, context: Context) -> bool:  # noqa: ARG001
    return context.reference is None or context.reference >= _SEPTEMBER_ELEVEN


NAMED_RULES: tuple[Rule, ...] = (
    Rule("(?P<month>MONTH) DOT? (?P<day>DAYN|ORDN)", _read_september_eleven, _is_the_attacks),
    Rule("(?P<date>NINE)", _read_september_eleven, _is_after_the_attacks),
    Rule("(?P<name>HOLIDAY) (?:(?:COMMA|OF)? (?P<year>YEAR))?", _read_holiday),
    Rule("(?P<which>THIS|LAST|NEXT) (?P<name>HOLIDAY)", _read_holiday),
    Rule("(?P<name>HOLIDAY) (?P<which>THIS|LAST|NEXT) (?P<unit>UNIT)", _read_holiday),
)
