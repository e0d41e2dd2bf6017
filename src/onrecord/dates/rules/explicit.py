"""Dates of the calendar: days, months and years in every English order."""

import datetime as dt
import re

from onrecord.dates.choosing import choose, full_year
from onrecord.dates.context import Context
from onrecord.dates.grammar import Found, Rule
from onrecord.dates.periods import Period, day_period, month_period, part, year_period
from onrecord.dates.reading import Reading, explicit, on, unresolved
from onrecord.dates.tokens import Token
from onrecord.dates.vocabulary import conventions, exclusions, words
from onrecord.records import DateBasis

_MONTHS = 12
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}\b")
"""A date in figures."""
_YEARS_AROUND = range(-8, 9)
"""Years looked at for a date without one: 29 February may be eight years away."""


def year_of(found: Found, context: Context) -> int | None:
    """The year of the group ``year``; ``None`` where there is none."""
    token = found.get("year")
    if token is None:
        return None
    if token.kind == "SHORTYEAR":
        return full_year(int(token.word[1:]), context.reference)
    number = int(token.value)
    return full_year(number, context.reference) if number < 100 else number


def _read_day(found: Found, context: Context) -> Reading:
    month, day = found.number("month") or 0, found.number("day") or 0
    return day_reading(month, day, found, context)


def _read_day_span(found: Found, context: Context) -> Reading:
    """ "March 17-18": the value is the first day, the interval holds both."""
    first = _read_day(found, context)
    last = day_reading(found.number("month") or 0, found.number("other") or 0, found, context)
    if first.first is None or last.last is None or last.last < first.first:
        return first
    return Reading(first.timex, first.value, first.first, last.last, first.granularity, first.basis)


def day_behind(found: Found, context: Context) -> Reading | None:
    """The day of the calendar that follows a time and "on": "8:46 a.m. on Sept. 11, 2001"."""
    for rule in _BEHIND:
        day = found.behind(rule)
        if day is not None:
            return _read_day(day, context)
    return None


def day_reading(month: int, day: int, found: Found, context: Context) -> Reading:
    """A day with the year of the match, or with the year that its verb points at."""
    year = year_of(found, context)
    if year is not None:
        period = day_period(year, month, day)
        return explicit(period) if period else unresolved(f"{year:04d}-{month:02d}-XX", "month")
    open_value = f"XXXX-{month:02d}-{day:02d}"
    if context.reference is None:
        return unresolved(open_value, "day")
    around = [context.reference.year + step for step in _YEARS_AROUND]
    days = [one for year in around if (one := day_period(year, month, day))]
    chosen = choose(days, context.reference, found.span, context)
    return on(chosen, DateBasis.RELATIVE) if chosen else unresolved(open_value, "day")


def _read_month(found: Found, context: Context) -> Reading:
    period, basis = _month(found, context), DateBasis.EXPLICIT
    if found.get("year") is None:
        basis = DateBasis.RELATIVE
    if period is None:
        return unresolved(f"XXXX-{found.number('month'):02d}", "month")
    return in_phase(on(period, basis), period, found)


def _month(found: Found, context: Context) -> Period | None:
    month, year = found.number("month") or 0, year_of(found, context)
    if year is not None:
        return month_period(year, month)
    reference = context.reference
    if reference is None:
        return None
    if found.get("which"):
        return _month_of_which(found, month, reference)
    months = [one for step in _YEARS_AROUND if (one := month_period(reference.year + step, month))]
    return choose(months, reference, found.span, context)


def _month_of_which(found: Found, month: int, reference: dt.date) -> Period | None:
    """ "last October", "next May", "this June", "October last year"."""
    which = found.get("which")
    kind = which.kind if which else ""
    step = {"LAST": -1, "PREVIOUS": -1, "NEXT": 1}.get(kind, 0)
    if found.get("unit"):
        return month_period(reference.year + step, month)
    if step < 0:
        return month_period(reference.year - (month >= reference.month), month)
    if step > 0:
        return month_period(reference.year + (month <= reference.month), month)
    return month_period(reference.year, month)


def in_phase(reading: Reading, period: Period, found: Found) -> Reading:
    """``reading`` cut down to "early", "mid" or "late", if the match says so."""
    phase = found.get("phase")
    if phase is None:
        return reading
    return reading.narrowed(part(period, conventions().phase[str(phase.value)]))


def _read_year(found: Found, context: Context) -> Reading:
    year = year_of(found, context) or 0
    period = year_period(year)
    if period is None:
        return unresolved("XXXX", "year")
    reading = in_phase(explicit(period), period, found)
    other = found.get("other")
    if other is None:
        return reading
    end = year_period(year - year % 100 + int(other.value))
    last = end.last if end and end.last > period.last else period.last
    return Reading(
        reading.timex, reading.value, reading.first, last, reading.granularity, reading.basis
    )


def _read_iso(found: Found, context: Context) -> Reading:  # noqa: ARG001
    word = found.word("date")
    period = day_period(int(word[:4]), int(word[5:7]), int(word[8:10]))
    return explicit(period) if period else unresolved(word[:10].upper(), "day")


def _read_figures(found: Found, context: Context) -> Reading:
    one, other, year = (int(number) for number in re.split(r"[/.]", found.word("date")))
    if year < 100:
        year = full_year(year, context.reference)
    first, second = day_period(year, one, other), day_period(year, other, one)
    period = first if first is not None and _month_stands_first(found, context) else second
    period = period or first
    return explicit(period) if period else unresolved("XXXX-XX-XX", "day")


def _month_stands_first(found: Found, context: Context) -> bool:
    """Whether the first number of a date in figures is the month: by the other dates of the text.

    Where they do not say, dots have the day first, and slashes are read by the convention.
    """
    dotted = "." in found.word("date")
    others = [m for m in _FIGURES.finditer(context.text) if ("." in m[0]) is dotted]
    days_first = any(int(m[1]) > _MONTHS for m in others)
    months_first = any(int(m[2]) > _MONTHS for m in others)
    if days_first is not months_first:
        return months_first
    return conventions().month_first and not dotted


def _is_month(found: Found, context: Context) -> bool:
    """Whether a month without day and year is one, and no name, verb or modal."""
    token, before = found.get("month"), found.before
    after = found.after
    if token is None or (after is not None and after.kind in ("DAYN", "ORDN")):
        return False
    introduced = before is not None and before.kind in words()["cues"]["month"]
    if len(found.tokens("whole")) > 1:
        introduced = True
    if token.word in words()["written"]["maybe_names"]:
        return introduced and not _is_person(token, context)
    if token.word in words()["written"]["dotted"]:
        return introduced or len(found.tokens("whole")) == 0
    return not _is_person(token, context)


def _is_short_month(found: Found, context: Context) -> bool:
    """Whether the dot belongs to the month ("in Sept.")."""
    return found.word("month") in words()["written"]["dotted"] and _is_month(found, context)


def _is_person(token: Token, context: Context) -> bool:
    word = context.doc_token(token.span)
    return word is not None and (word.ent_type_ == "PERSON" or word.tag_ in ("MD", "VB", "VBP"))


def _is_year(found: Found, context: Context) -> bool:  # noqa: ARG001
    """Whether a number of four digits is a year, and no count, price or name."""
    year, before, after = found.number("year") or 0, found.before, found.after
    table = exclusions()
    if after is not None and after.word in table.counted:
        return False
    if before is None:
        return year in conventions().bare_years
    if before.word in table.numbered:
        return False
    if len(found.tokens("whole")) > 1 or before.kind in words()["cues"]["year"]:
        return True
    if before.word == "since":
        return True
    return year in conventions().bare_years


def _is_named_year(found: Found, context: Context) -> bool:  # noqa: ARG001
    """ "the year 2000"."""
    return found.word("unit") == "year"


def _is_fiscal(found: Found, context: Context) -> bool:  # noqa: ARG001
    return found.number("year") is not None


def _read_fiscal(found: Found, context: Context) -> Reading:
    """A fiscal year has no interval: where it begins differs between bodies."""
    return unresolved(f"FY{year_of(found, context):04d}", "year")


def _is_no_name(found: Found, context: Context) -> bool:
    """Whether no street or movement is named after the day: "the April 19 Movement"."""
    after = found.after
    if after is None or after.word not in exclusions().date_after or found.get("year"):
        return True
    return not after.span.of(context.text)[0].isupper()


def _is_dated(found: Found, context: Context) -> bool:
    """Whether "3 JAN 90" has a year of two digits, and "second of May" is no "second may"."""
    year = found.get("year")
    if not _is_no_name(found, context):
        return False
    if year is not None and year.kind == "DIGITS":
        raw = (found.get("month") or year).span.of(context.text)
        return raw.isupper() and isinstance(year.value, int) and len(year.word) == 2
    token = found.get("month")
    return token is None or found.get("year") is not None or not _is_person(token, context)


def _is_season_span(found: Found, context: Context) -> bool:
    """Whether "2010-11" gives two years in a row."""
    other, year = found.get("other"), found.number("year") or 0
    if other is None or len(other.word) != 2:
        return False
    return int(other.value) == (year + 1) % 100 and _is_year(found, context)


_BEHIND = (
    Rule(
        "ON {WD}? (?P<x>(?P<month>MONTH) DOT? (?P<day>DAYN) (?:COMMA? (?P<year>YEAR))?)", _read_day
    ),
    Rule("ON {WD}? (?P<x>(?P<day>DAYN) (?P<month>MONTH) (?P<year>YEAR)?)", _read_day),
)
_DAY = "(?P<day>DAYN|ORDN)"
_WORD_DAY = "(?P<day>DAYN|ORDN|ORDW)"

EXPLICIT_RULES: tuple[Rule, ...] = (
    Rule(
        "(?P<x>(?P<month>MONTH) DOT? (?P<day>DAYN|ORDN)) (?:TO|AND) (?:DAYN|ORDN) COMMA?"
        " (?P<year>YEAR)",
        _read_day,
    ),
    Rule(
        f"{{WD}}? (?P<month>MONTH) DOT? THE? {_WORD_DAY} (?:COMMA? (?P<year>YEAR))?",
        _read_day,
        _is_no_name,
    ),
    Rule(f"{{WD}}? (?P<month>MONTH) DOT? {_DAY} COMMA? (?P<year>SHORTYEAR)", _read_day),
    Rule(
        "{WD}? (?P<month>MONTH) DOT? (?P<day>DAYN) DASH (?P<other>DAYN) (?:COMMA? (?P<year>YEAR))?",
        _read_day_span,
    ),
    Rule(
        "{WD}? (?P<day>DAYN) DASH (?P<other>DAYN) (?P<month>MONTH) (?:COMMA? (?P<year>YEAR))?",
        _read_day_span,
    ),
    Rule(
        f"{{WD}}? THE? {_WORD_DAY} OF? (?P<month>MONTH) (?:DOT? COMMA? (?P<year>{{YR}}|DIGITS))?",
        _read_day,
        _is_dated,
    ),
    Rule(
        "(?P<x>(?P<day>DAYN|ORDN)) (?:TO|AND|COMMA) (?:DAYN|ORDN) OF? (?P<month>MONTH)"
        " (?:COMMA? (?P<year>YEAR))?",
        _read_day,
    ),
    Rule(
        "(?P<month>MONTH) DOT? (?:DAYN|ORDN) (?:TO|AND)"
        " (?P<x>(?P<day>DAYN|ORDN) (?:COMMA? (?P<year>YEAR))?)(?!UNITS|UNIT|OTHER)",
        _read_day,
    ),
    Rule("{PH}? (?P<month>MONTH) DOT? (?:OF|COMMA)? (?P<year>{YR})", _read_month),
    Rule("(?P<whole>{PH}? (?P<month>MONTH))", _read_month, _is_month),
    Rule("(?P<month>MONTH) DOT", _read_month, _is_short_month),
    Rule("(?P<whole>(?P<which>THIS|LAST|PREVIOUS|NEXT) (?P<month>MONTH))", _read_month, _is_month),
    Rule(
        "{PH}? (?P<month>MONTH) DOT? OF? (?P<which>THIS|LAST|PREVIOUS|NEXT) (?P<unit>UNIT)",
        _read_month,
        lambda found, _: found.word("unit") == "year",
    ),
    Rule("(?P<whole>{PH}? (?P<year>YEAR))", _read_year, _is_year),
    Rule("THE (?P<unit>UNIT) (?P<year>YEAR)", _read_year, _is_named_year),
    Rule(
        "(?P<whole>(?P<year>YEAR) DASH (?P<other>DAYN|DIGITS))",
        _read_year,
        _is_season_span,
    ),
    Rule("FISCAL UNIT? (?P<year>YEAR)", _read_fiscal, _is_fiscal),
    Rule("(?P<date>ISO)", _read_iso),
    Rule("(?P<date>SLASH|DOTTED)", _read_figures),
)
