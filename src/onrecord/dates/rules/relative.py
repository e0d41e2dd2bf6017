"""Expressions that count from the day of publication or from a date told before."""

import datetime as dt

from onrecord.dates.context import Context
from onrecord.dates.grammar import Found, Rule
from onrecord.dates.periods import OPEN_VALUE, Period, moved, part, period_at
from onrecord.dates.quantity import quantity
from onrecord.dates.reading import Reading, between, relative, unresolved
from onrecord.dates.tense import Direction, modifies_noun
from onrecord.dates.vocabulary import conventions, exclusions
from onrecord.records import TimexType

STEP = {"LAST": -1, "PREVIOUS": -1, "NEXT": 1, "FOLLOWING": 1, "THIS": 0, "CURRENT": 0}
_CALENDAR = frozenset(OPEN_VALUE)
_MUCH_NEARER = 2
"""Days: a weekday this near on one side is at least five days off on the other."""


def unit_of(found: Found, group: str = "unit") -> str:
    """The unit that the group names, such as ``week``."""
    token = found.get(group)
    return str(token.value) if token else ""


def _in_calendar(found: Found, context: Context) -> bool:  # noqa: ARG001
    return unit_of(found) in _CALENDAR


def _read_deictic(found: Found, context: Context) -> Reading:
    token = found.get("word")
    code = str(token.value) if token else "0"
    step, _, daypart = code.partition("T")
    extra = found.get("part")
    daypart = str(extra.value) if extra else daypart
    day = moved(context.reference, "day", int(step)) if context.reference else None
    return of_daypart(relative(_day(day), OPEN_VALUE["day"], "day"), daypart)


def _read_second_day(found: Found, context: Context) -> Reading:
    """ "the day after tomorrow", "the day before yesterday"."""
    step = 2 if found.word("side") == "after" else -2
    day = moved(context.reference, "day", step) if context.reference else None
    return relative(_day(day), OPEN_VALUE["day"], "day")


def _is_second_day(found: Found, context: Context) -> bool:  # noqa: ARG001
    pair = (found.word("unit"), found.word("side"), found.word("word"))
    return pair in (("day", "after", "tomorrow"), ("day", "before", "yesterday"))


def _day(day: dt.date | None) -> Period | None:
    return period_at("day", day) if day else None


def of_daypart(reading: Reading, daypart: str) -> Reading:
    """The part of a day ("MO", "NI" ...), or the day itself where there is none."""
    if not daypart:
        return reading
    value = f"{reading.value}T{daypart}"
    return Reading(
        TimexType.TIME, value, reading.first, reading.last, reading.granularity, reading.basis
    )


def _read_unit(found: Found, context: Context) -> Reading:
    """ "last week", "next year", "early this month", "later this year", "the end of the year"."""
    unit, which = unit_of(found), found.get("which")
    step = STEP.get(which.kind, 0) if which else 0
    day = context.reference
    if unit == "weekend" and which is None and day is not None:
        step = -1 if context.direction(found.span) is Direction.PAST and day.isoweekday() < 6 else 0
    if unit == "day" and which is None and (told := context.anchor(found.span.start, day=True)):
        day = told.first
    moved_day = moved(day, unit, step) if day else None
    period = period_at(unit, moved_day) if moved_day else None
    reading = relative(period, OPEN_VALUE[unit], unit)
    return _cut(reading, period, found, day) if period and day else reading


def _cut(reading: Reading, period: Period, found: Found, day: dt.date) -> Reading:
    phase = found.get("phase")
    if phase is None:
        return reading
    if phase.value == "BEFORE":
        return between(reading, period.first, max(period.first, min(day, period.last)))
    if phase.value == "AFTER":
        return between(reading, min(period.last, max(day, period.first)), period.last)
    return reading.narrowed(part(period, conventions().phase[str(phase.value)]))


def _read_anchored_unit(found: Found, context: Context) -> Reading:
    """ "the same day", "that year", "the previous month": counted from a date told before."""
    unit, which = unit_of(found), found.get("which")
    step = STEP.get(which.kind, 0) if which else 0
    anchor = context.anchor(found.span.start, day=unit in ("day", "week", "weekend"))
    day = moved(anchor.first, unit, step) if anchor and anchor.first else None
    period = period_at(unit, day) if day else None
    return relative(period, OPEN_VALUE[unit], unit)


def is_stretch(found: Found, context: Context) -> bool:  # noqa: ARG001
    """Whether "the next week" is a length of time ("over the next week"), not a date."""
    before, which = found.before, found.get("which")
    if which is None or which.kind != "NEXT" or unit_of(found) in ("day", "weekend"):
        return False
    return before is not None and before.word in ("over", "in", "within", "during", "for")


def _is_anchored(found: Found, context: Context) -> bool:
    return _in_calendar(found, context) and not is_stretch(found, context)


def _read_weekday(found: Found, context: Context) -> Reading:
    reading = weekday_reading(found, context)
    extra = found.get("part")
    return of_daypart(reading, str(extra.value) if extra else "")


def weekday_reading(found: Found, context: Context) -> Reading:
    """The day that a weekday of the match means, by "last", "next" or the verb."""
    number, day = found.number("day") or 0, context.reference
    open_value = f"XXXX-WXX-{number}"
    if day is None:
        return unresolved(open_value, "day")
    which = found.get("which")
    back = (day.isoweekday() - number) % 7
    if which is not None and which.kind in ("LAST", "PREVIOUS"):
        step: int | None = -(back or 7)
    elif which is not None and which.kind in ("NEXT", "FOLLOWING"):
        step = (-back) % 7 or 7
    else:
        step = weekday_step(
            context.direction(found.span),
            back,
            this=which is not None,
            noun=modifies_noun(context.parse, found.span),
        )
    if step is None:
        return unresolved(open_value, "day")
    return relative(_day(moved(day, "day", step)), open_value, "day")


def weekday_step(direction: Direction, back: int, *, this: bool, noun: bool) -> int | None:
    """Days from publication to a weekday that lies ``back`` days before it or on it.

    Before a noun ("Thursday's dinner") the verb says less: there a day that is much nearer on the
    other side wins, as it does in the present tense. Without a verb the day stays open, for a
    heading names past and coming days alike.
    """
    ahead = 7 - back
    if back == 0:
        return 0
    if direction is Direction.NONE and not this:
        return None
    if direction is Direction.PAST:
        return ahead if noun and ahead <= _MUCH_NEARER else -back
    if this or (direction is Direction.FUTURE and not (noun and back <= _MUCH_NEARER)):
        return ahead
    return -back if (back < ahead and noun) or back <= _MUCH_NEARER else ahead


def _is_weekday(found: Found, context: Context) -> bool:  # noqa: ARG001
    """Whether the weekday is no newspaper, shopping day or battle, and no "Mondays"."""
    before, after, table = found.before, found.after, exclusions()
    if found.word("day").endswith("days"):
        return False
    if before is not None and before.word in table.weekday_before:
        return False
    return after is None or after.word not in table.weekday_after


def _read_ago(found: Found, context: Context) -> Reading:
    """ "three days ago"; "years ago" is somewhere in the past."""
    unit, count = unit_of(found), quantity(found.tokens("count"))
    return _counted(context.reference, unit, count, -1)


def _read_hence(found: Found, context: Context) -> Reading:
    """ "two weeks from now", "in three days' time"."""
    unit, count = unit_of(found), quantity(found.tokens("count"))
    return _counted(context.reference, unit, count, 1)


def _counted(day: dt.date | None, unit: str, count: float | None, sign: int) -> Reading:
    if count is None:
        return unresolved("PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in ("hour", "minute", "second"):
        short = day is not None and count <= 1
        return relative(_day(day) if short else None, OPEN_VALUE["day"], "day")
    target = _moved_by(day, unit, count, sign) if day else None
    if day is not None and target is None:
        return unresolved("PAST_REF" if sign < 0 else "FUTURE_REF")
    smaller = {"decade": "year", "century": "year", "fortnight": "week"}.get(unit, unit)
    period = period_at(smaller, target) if target else None
    return relative(period, OPEN_VALUE.get(smaller, "XXXX"), unit)


def _moved_by(day: dt.date, unit: str, count: float, sign: int) -> dt.date | None:
    if count == int(count):
        return moved(day, unit, sign * int(count))
    months = {"year": 12, "month": 1, "decade": 120, "century": 1200}.get(unit)
    if months is None or count * months != int(count * months):
        return None
    return moved(day, "month", sign * int(count * months))


def _read_shifted(found: Found, context: Context) -> Reading:
    """ "two weeks later", "the day before": counted from a date told before."""
    unit, count = unit_of(found), quantity(found.tokens("count"))
    sign = 1 if found.word("side") in ("later", "after", "thereafter", "afterwards") else -1
    anchor = context.anchor(found.span.start, day=unit in ("day", "week"))
    day = anchor.first if anchor else None
    if count is None:
        return unresolved("XXXX-XX-XX")
    return _counted(day, unit, count, sign)


def _read_vague_shift(found: Found, context: Context) -> Reading:  # noqa: ARG001
    """ "hours earlier", "months later": TIMEX3 has no value for what counts from a date told."""
    return unresolved("PAST_REF" if found.word("side") == "earlier" else "FUTURE_REF")


def _stands_alone(found: Found, context: Context) -> bool:  # noqa: ARG001
    """Whether "before" or "after" ends the phrase, so that no event follows to count from."""
    if found.word("side") in ("later", "earlier"):
        return True
    after = found.after
    return (
        after is None or after.kind in ("COMMA", "DOT", "AND", "RPAR") or after.word in (";", '"')
    )


def _read_recent(found: Found, context: Context) -> Reading:
    """ "in recent months": somewhere before, with the interval of the convention."""
    reading = unresolved("PAST_REF")
    token, day = found.get("unit"), context.reference
    count = conventions().recent.get(token.word) if token else None
    first = moved(day, unit_of(found), -count) if day and count else None
    return between(reading, first, day) if first and day else reading


def _read_coming(found: Found, context: Context) -> Reading:  # noqa: ARG001
    which = found.get("which")
    return unresolved("PAST_REF" if which and which.kind == "LAST" else "FUTURE_REF")


def _is_coming(found: Found, context: Context) -> bool:
    """Whether "last" is no verb ("the siege may last months")."""
    which = found.get("which")
    if which is None or which.kind != "LAST":
        return True
    word = context.doc_token(which.span)
    return word is None or word.pos_ != "VERB"


def _read_reference(found: Found, context: Context) -> Reading:
    token, day = found.get("word"), context.reference
    reading = unresolved(str(token.value) if token else "PRESENT_REF")
    count = conventions().reference.get(token.word) if token else None
    first = moved(day, "day", -count) if day and count else None
    return between(reading, first, day) if first and day else reading


def _is_reference(found: Found, context: Context) -> bool:  # noqa: ARG001
    """Whether it is neither "as soon as" nor "now that"."""
    before, after = found.before, found.after
    if before is not None and before.word in ("as", "too", "how"):
        return False
    return after is None or after.word not in ("that", "enough")


def _read_abstract(found: Found, context: Context) -> Reading:  # noqa: ARG001
    token = found.get("word")
    values = {"LAST": "PAST_REF", "FUTURE": "FUTURE_REF", "PRESENT": "PRESENT_REF"}
    return unresolved(values[token.kind if token else "PRESENT"])


def _is_abstract(found: Found, context: Context) -> bool:
    """Whether "the past" and "the future" are nouns of their own."""
    token = found.get("word")
    if token is None or token.word in ("last", "latest"):
        return False
    word = context.doc_token(token.span)
    return word is not None and word.pos_ == "NOUN" and word.dep_ != "compound"


def _read_weekday_of_week(found: Found, context: Context) -> Reading:
    """ "Tuesday of last week"."""
    number, which = found.number("day") or 0, found.get("which")
    step = STEP.get(which.kind, 0) if which else 0
    week = moved(context.reference, "week", step) if context.reference else None
    monday = week - dt.timedelta(days=week.isoweekday() - 1) if week else None
    day = moved(monday, "day", number - 1) if monday else None
    return relative(_day(day), f"XXXX-WXX-{number}", "day")


def _is_at_present(found: Found) -> bool:
    return (
        found.word("word") == "present" and found.before is not None and found.before.kind == "AT"
    )


_WHICH = "(?P<which>THIS|LAST|PREVIOUS|NEXT)"

RELATIVE_RULES: tuple[Rule, ...] = (
    Rule("(?:PHASE|PHASEREL)? (?P<word>DEICTIC) (?P<part>DAYPART)?", _read_deictic),
    Rule(f"(?P<phase>PHASE|PHASEREL)? {_WHICH} (?P<unit>UNIT)", _read_unit, _in_calendar),
    Rule(f"{{PH}} {_WHICH} (?P<unit>UNIT)", _read_unit, _in_calendar),
    Rule("THE? (?P<which>CURRENT) FISCAL? (?P<unit>UNIT)", _read_unit, _in_calendar),
    Rule(
        "THE? VERY? (?P<phase>PHASE|PHASEREL|PHASEN(?=OF)) (?:IN|OF|ON)"
        " THE (?P<which>CURRENT)? FISCAL? (?P<unit>UNIT)",
        _read_unit,
        _in_calendar,
    ),
    Rule("THIS (?P<which>LAST|NEXT) (?P<unit>UNIT)", _read_unit, _in_calendar),
    Rule("THE (?P<unit>UNIT)", _read_unit, lambda found, _: unit_of(found) == "weekend"),
    Rule(
        "THE (?P<unit>UNIT) (?P<side>BEFORE|AFTER) (?P<word>DEICTIC)",
        _read_second_day,
        _is_second_day,
    ),
    Rule("THE? VERY? (?P<which>SAME) (?P<unit>UNIT)", _read_anchored_unit, _in_calendar),
    Rule("THAT SAME? (?P<unit>UNIT)", _read_anchored_unit, _in_calendar),
    Rule(
        "THE (?P<which>NEXT|FOLLOWING|PREVIOUS) (?P<unit>UNIT)", _read_anchored_unit, _is_anchored
    ),
    Rule(
        "(?:(?:PHASE|PHASEREL) ON?)? (?P<which>THIS|LAST|PREVIOUS|NEXT|FOLLOWING)? LAST?"
        " (?P<day>WDAY) (?P<part>DAYPART)?",
        _read_weekday,
        _is_weekday,
    ),
    Rule(f"(?P<day>WDAY) (?:OF)? {_WHICH} UNIT", _read_weekday_of_week, _is_weekday),
    Rule("(?:{AP}|OVER)? (?P<count>{Q}) DASH? (?P<unit>{U}) AGO", _read_ago),
    Rule("(?P<count>AN) (?P<unit>UNIT) AGO", _read_ago),
    Rule("(?P<unit>UNITS) AGO", _read_ago),
    Rule("(?P<unit>UNITS) (?P<side>PHASEREL)", _read_vague_shift),
    Rule("LONG AGO", lambda _, __: unresolved("PAST_REF")),
    Rule("{AP}? (?P<count>{Q}|AN) (?P<unit>{U}) (?:FROM REFWORD|LATER)", _read_hence),
    Rule(
        "(?:{AP}? (?P<count>{Q}|AN|THE) (?P<unit>{U})) (?P<side>PHASEREL|BEFORE|AFTER|LATER)",
        _read_shifted,
        _stands_alone,
    ),
    Rule("THE? MOST? RECENT (?P<unit>UNITS)", _read_recent),
    Rule("THE? (?P<which>NEXT|LAST) (?P<unit>UNITS)", _read_coming, _is_coming),
    Rule("(?:MORE|MOST)? (?P<word>REFWORD)(?!DASH|BEFORE|AFTER)", _read_reference, _is_reference),
    Rule("THE (?:OTHER)? (?P<word>LAST|FUTURE|PRESENT)", _read_abstract, _is_abstract),
    Rule("(?P<word>PRESENT)", _read_abstract, lambda found, _: _is_at_present(found)),
)
