"""Times of day and parts of days."""

import re
from dataclasses import replace

from onrecord.dates.context import Context
from onrecord.dates.grammar import Found, Rule
from onrecord.dates.periods import OPEN_VALUE, moved, period_at
from onrecord.dates.reading import Reading, relative, unresolved
from onrecord.dates.rules.explicit import day_behind
from onrecord.dates.rules.relative import of_daypart, weekday_reading
from onrecord.dates.tokens import Token
from onrecord.records import Granularity, TimexType

_LATE = frozenset(("pm", "afternoon", "evening"))
_CLOCK_PARTS = re.compile(r"[:.]")


def _read_clock(found: Found, context: Context) -> Reading:
    tokens = found.tokens("time")
    hour, minute = _clock(tokens)
    day = _day_of(found, context)
    zone = found.get("zone")
    suffix = "Z" if zone is not None and zone.value == "Z" else ""
    value = f"{day.value}T{hour:02d}:{minute:02d}{suffix}"
    unit = Granularity.MINUTE if minute or len(tokens[0].word) > 2 else Granularity.HOUR
    return replace(day, timex=TimexType.TIME, value=value, granularity=unit)


def _clock(tokens: tuple[Token, ...] | list[Token] | object) -> tuple[int, int]:
    """Hour and minute of "3:20 a.m.", "3 pm", "0300", "noon"."""
    first, *rest = tokens  # type: ignore[misc]
    if first.kind in ("CLOCK", "NOON"):
        hour, minute = (int(part) for part in _CLOCK_PARTS.split(str(first.value))[:2])
    elif len(first.word) == 4 and first.word.isdigit():
        hour, minute = divmod(int(first.word), 100)
    else:
        hour, minute = int(first.value), 0
    word = rest[-1].word.replace(".", "").replace(" ", "") if rest else ""
    if word == "pm" and hour < 12:
        hour += 12
    elif word == "am" and hour == 12:
        hour = 0
    elif word in _LATE and hour < 12:
        hour += 12
    return hour, minute


def _is_clock(found: Found, context: Context) -> bool:  # noqa: ARG001
    hour, minute = _clock(found.tokens("time"))
    return hour <= 24 and minute < 60


def _is_military(found: Found, context: Context) -> bool:
    """Whether four digits are a time: "at 0530", "1330 hours"."""
    token = found.get("time")
    if token is None or len(token.word) != 4 or not token.word.isdigit():
        return False
    if found.end - found.first > 1 and not found.ends_with("hours"):
        return False
    if found.end - found.first == 1 and not token.word.startswith("0"):
        return False
    return _is_clock(found, context)


def _day_of(found: Found, context: Context) -> Reading:
    """The day that the match names, or the one told last; open where there is none."""
    token = found.get("day")
    if token is not None and token.kind == "WDAY":
        return weekday_reading(found, context)
    if token is not None and context.reference is not None:
        step = int(str(token.value).partition("T")[0])
        day = moved(context.reference, "day", step)
        return relative(period_at("day", day) if day else None, OPEN_VALUE["day"], "day")
    return day_behind(found, context) or told_day(found, context)


def told_day(found: Found, context: Context) -> Reading:
    """The day told last before the match, as a date of its own.

    A time that opens a paragraph begins something new ("3:40 p.m." in a list of updates).
    """
    opens = found.before is None
    anchor = None if opens else context.anchor(found.span.start, day=True)
    if anchor is None or anchor.first is None:
        return unresolved(OPEN_VALUE["day"], "day")
    return relative(period_at("day", anchor.first), OPEN_VALUE["day"], "day")


def _read_daypart(found: Found, context: Context) -> Reading:
    """ "this morning", "last night", "in the evening"."""
    token, which = found.get("part"), found.get("which")
    daypart = str(token.value) if token else ""
    if which is None:
        return of_daypart(told_day(found, context), daypart)
    step = {"LAST": -1, "NEXT": 1}.get(which.kind, 0)
    day = moved(context.reference, "day", step) if context.reference else None
    reading = relative(period_at("day", day) if day else None, OPEN_VALUE["day"], "day")
    return of_daypart(reading, daypart)


def _read_part_of_day(found: Found, context: Context) -> Reading:
    """ "the morning of Tuesday"."""
    token = found.get("part")
    return of_daypart(_day_of(found, context), str(token.value) if token else "")


_DAY = "(?: COMMA? (?P<day>WDAY|DEICTIC) DAYPART?)"
_NEAR = "(?:(?:JUST|REFWORD) (?:BEFORE|AFTER))"
_ZONED = "(?: (?P<zone>ZONE))"

CLOCK_RULES: tuple[Rule, ...] = (
    Rule(f"(?P<x>(?P<time>{{TOD}}) {_ZONED}?) ON (?P<day>WDAY)", _read_clock, _is_clock),
    Rule(f"{_NEAR}? {{AP}}? (?P<time>{{TOD}}) {_ZONED}? {_DAY}?", _read_clock, _is_clock),
    Rule(
        f"(?P<time>DIGITS|YEAR|CLOCK) {_ZONED} {_DAY}?",
        _read_clock,
        lambda found, context: len(found.word("time")) >= 4 and _is_clock(found, context),
    ),
    Rule("(?P<time>(?:{TOD}|CLOCK|DIGITS|NWORD|DAYN) IN THE DAYPART)", _read_clock, _is_clock),
    Rule("(?P<time>YEAR|DIGITS)(?=LPAR (?:YEAR|DIGITS) ZONE)", _read_clock, _is_clock),
    Rule("(?P<time>YEAR|DIGITS) UNITS", _read_clock, _is_military),
    Rule("AT (?P<x>(?P<time>DIGITS))", _read_clock, _is_military),
    Rule(f"{_NEAR}? {{AP}}? (?P<time>NOON) {_ZONED}? {_DAY}?", _read_clock),
    Rule("(?:PHASE|PHASEREL)? (?P<which>THIS|LAST) (?P<part>DAYPART)", _read_daypart),
    Rule("(?:PHASE|PHASEREL)? THAT (?P<part>DAYPART)", _read_daypart),
    Rule("IN (?P<x>THE PHASE? (?P<part>DAYPART))", _read_daypart),
    Rule("THE PHASE? (?P<part>DAYPART) OF (?P<day>WDAY)", _read_part_of_day),
)
