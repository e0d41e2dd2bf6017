"""Seasons, quarters, halves, decades and centuries."""

from onrecord.dates.choosing import choose
from onrecord.dates.context import Context
from onrecord.dates.grammar import Found, Rule
from onrecord.dates.periods import (
    Period,
    century_period,
    decade_period,
    half_period,
    moved,
    period_at,
    quarter_period,
    season_period,
)
from onrecord.dates.reading import Reading, explicit, relative, unresolved
from onrecord.dates.rules.explicit import in_phase, year_of

_STEP = {"LAST": -1, "PREVIOUS": -1, "NEXT": 1, "FOLLOWING": 1}
_FIRST_DECADE = "2000"
_SEASON_CUES = frozenset({"IN", "SINCE", "TO", "FROM", "THE", "AND", "BETWEEN"})


def _read_season(found: Found, context: Context) -> Reading:
    token = found.get("season")
    code = str(token.value) if token else ""
    year, reference = year_of(found, context), context.reference
    if year is not None:
        period = season_period(year, code)
        return in_phase(explicit(period), period, found) if period else unresolved("XXXX", "year")
    open_value = f"XXXX-{code}"
    if reference is None:
        return unresolved(open_value, "season")
    around = [one for step in range(-2, 3) if (one := season_period(reference.year + step, code))]
    which = found.get("which")
    if which is None or found.get("unit") is not None:
        period = _season_by_verb(found, context, around, code)
    else:
        period = _season_of_which(around, which.kind, context)
    if period is None:
        return unresolved(open_value, "season")
    return in_phase(relative(period, open_value, "season"), period, found)


def _season_by_verb(
    found: Found, context: Context, around: list[Period], code: str
) -> Period | None:
    reference = context.reference
    if reference is None:
        return None
    which = found.get("which")
    if which is not None:
        return season_period(reference.year + _STEP.get(which.kind, 0), code)
    return choose(around, reference, found.span, context)


def _season_of_which(around: list[Period], which: str, context: Context) -> Period | None:
    """ "last summer" ended before the day of publication; "this summer" is the nearest one."""
    day = context.reference
    if day is None:
        return None
    if which in ("LAST", "PREVIOUS"):
        past = [one for one in around if one.last < day]
        return past[-1] if past else None
    if which in ("NEXT", "FOLLOWING"):
        return next((one for one in around if one.first > day), None)
    current = [one for one in around if one.first <= day <= one.last]
    return (
        current[0] if current else next((one for one in around if one.first.year == day.year), None)
    )


def _is_season(found: Found, context: Context) -> bool:
    """Whether "spring" and "fall" are seasons: something before them has to say so."""
    if len(found.tokens("whole")) > 1:
        return True
    before, token = found.before, found.get("season")
    if before is None or token is None or before.kind not in _SEASON_CUES:
        return False
    if token.word not in ("fall", "spring"):
        return True
    word = context.doc_token(found.span)
    return word is not None and word.dep_ == "pobj" and not list(word.rights)


def _read_fraction(found: Found, context: Context) -> Reading:
    """A quarter or half of a year."""
    unit, number = found.word("part"), found.number("which") or 0
    letter = "Q" if unit == "quarter" else "H"
    make = quarter_period if unit == "quarter" else half_period
    year, reference = year_of(found, context), context.reference
    if found.get("fiscal"):
        value = f"FY{year:04d}" if year is not None else "XXXX"
        return unresolved(f"{value}-{letter}{number}", unit)
    if year is not None:
        period = make(year, number)
        return explicit(period) if period else unresolved("XXXX", "year")
    open_value = f"XXXX-{letter}{number}"
    if reference is None:
        return unresolved(open_value, unit)
    shift = found.get("shift")
    if shift is not None:
        return relative(make(reference.year + _STEP.get(shift.kind, 0), number), open_value, unit)
    around = [one for step in range(-2, 3) if (one := make(reference.year + step, number))]
    return relative(choose(around, reference, found.span, context), open_value, unit)


def _is_fraction(found: Found, context: Context) -> bool:  # noqa: ARG001
    number = found.number("which") or 0
    limit = {"quarter": 4, "half": 2}.get(found.word("part"), 0)
    named = found.get("year") or found.get("shift") or found.word("part") == "quarter"
    return 1 <= number <= limit and bool(named)


def _read_short_quarter(found: Found, context: Context) -> Reading:
    number, year = int(found.word("quarter")[1]), year_of(found, context)
    if year is not None and (period := quarter_period(year, number)):
        return explicit(period)
    open_value = f"XXXX-Q{number}"
    if context.reference is None:
        return unresolved(open_value, "quarter")
    years = range(context.reference.year - 2, context.reference.year + 3)
    around = [one for near in years if (one := quarter_period(near, number))]
    return relative(choose(around, context.reference, found.span, context), open_value, "quarter")


def _read_decade(found: Found, context: Context) -> Reading:
    """ "the 1990s", "the '90s", "the nineties"; "the 1900s" are a century, "the 2000s"
    the years up to 2009."""
    token = found.get("decade")
    digits = "".join(c for c in token.word if c.isdigit()) if token else ""
    if token is not None and token.kind == "DECWORD":
        digits = str(token.value)
    if len(digits) == 4 and digits.endswith("00") and digits != _FIRST_DECADE:
        period = century_period(int(digits) // 100 + 1)
    else:
        year = int(digits) if len(digits) == 4 else _decade_year(int(digits), context)
        period = decade_period(year) if year is not None else None
    if period is None:
        return unresolved("XXX", "decade")
    return in_phase(explicit(period), period, found)


def _decade_year(digits: int, context: Context) -> int | None:
    """The first year of "the '90s"; ``None`` once both centuries have had such a decade."""
    if context.reference is None or context.reference.year < 2000 + digits:
        return 1900 + digits
    return None


def _is_decade(found: Found, context: Context) -> bool:  # noqa: ARG001
    """Whether it is no age ("in her 50s") and no temperature ("in the 90s" of a weather report)."""
    token, before = found.get("decade"), found.before
    if token is None:
        return False
    if token.kind == "DECADE" and (len(token.word) >= 5 or token.word.startswith("'")):
        return True
    return found.tokens("whole")[0].kind == "THE" and before is not None


def _read_century(found: Found, context: Context) -> Reading:  # noqa: ARG001
    period = century_period(found.number("which") or 0)
    if period is None:
        return unresolved("XX", "century")
    return in_phase(explicit(period), period, found)


def _is_century(found: Found, context: Context) -> bool:  # noqa: ARG001
    return found.word("unit") == "century" and (found.number("which") or 0) >= 5


def _read_last_fraction(found: Found, context: Context) -> Reading:  # noqa: ARG001
    """ "the latest quarter" ended before the day of publication."""
    day = context.reference
    moved_day = moved(day, "quarter", -1) if day else None
    return relative(period_at("quarter", moved_day) if moved_day else None, "XXXX-QX", "quarter")


def _is_plain_season(found: Found, context: Context) -> bool:
    """Whether "the summer" stands for one summer: after "in", "by", "since" and the like."""
    before, token = found.before, found.get("season")
    if before is None or before.kind not in ("IN", "SINCE", "TO", "FROM", "PHASEREL"):
        return False
    if token is None or token.word not in ("fall", "spring"):
        return True
    word = context.doc_token(token.span)
    return word is not None and not any(child.lower_ == "of" for child in word.children)


_OF_YEAR = "(?:OF? (?:THE UNIT OF)? (?:(?P<fiscal>FISCAL) UNIT?)? (?P<year>YEAR))"
_OF_SHIFT = "(?:OF? (?P<shift>THIS|LAST|NEXT|PREVIOUS) UNIT)"

PART_RULES: tuple[Rule, ...] = (
    Rule("{PH}? THE? (?P<season>SEASON) OF? COMMA? (?P<year>{YR})", _read_season),
    Rule("(?P<whole>{PH}? (?P<season>SEASON))", _read_season, _is_season),
    Rule(
        "(?P<x>THE (?P<season>SEASON))",
        _read_season,
        _is_plain_season,
    ),
    Rule(
        "(?P<whole>(?:PHASE|PHASEREL)? THE? (?P<which>THIS|LAST|PREVIOUS|NEXT|FOLLOWING)"
        " (?P<season>SEASON))",
        _read_season,
    ),
    Rule("(?P<season>SEASON) (?P<which>THIS|LAST|NEXT) (?P<unit>UNIT)", _read_season),
    Rule(
        f"THE? (?P<which>ORDW|ORDN) DASH? FISCAL? (?P<part>UNIT|HALF) (?:{_OF_YEAR}|{_OF_SHIFT})?",
        _read_fraction,
        _is_fraction,
    ),
    Rule("(?P<quarter>QUART) (?:(?:OF|DASH)? (?P<year>YEAR))?", _read_short_quarter),
    Rule("(?P<whole>{PH}? THE? (?P<decade>DECADE|DECWORD))", _read_decade, _is_decade),
    Rule("{PH}? THE? (?P<which>ORDN|ORDW) DASH? (?P<unit>UNIT)", _read_century, _is_century),
    Rule(
        "THE MOST? LAST (?P<unit>UNIT)",
        _read_last_fraction,
        lambda found, _: found.word("unit") == "quarter",
    ),
)
