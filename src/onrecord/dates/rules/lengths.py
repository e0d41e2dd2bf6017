"""Durations and sets."""

from dataclasses import replace

from onrecord.dates.context import Context
from onrecord.dates.grammar import Found, Rule
from onrecord.dates.periods import granularity_of, moved
from onrecord.dates.quantity import count_text, quantity
from onrecord.dates.reading import Reading
from onrecord.dates.rules.relative import is_stretch, unit_of
from onrecord.dates.vocabulary import exclusions
from onrecord.records import DateBasis, Granularity, TimexType

_LETTER = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "weekend": "{}WE",
    "week": "{}W",
    "fortnight": "{}W",
    "month": "{}M",
    "quarter": "{}Q",
    "half": "{}H",
    "year": "{}Y",
    "decade": "{}DE",
    "century": "{}CE",
    "millennium": "{}ML",
}
_BEFORE_LENGTH = frozenset(
    ("for", "in", "over", "after", "within", "took", "take", "takes", "lasted", "spent", "or")
)
_BEFORE_LENGTH_OF = frozenset(("for", "after", "despite", "following", "amid", "by"))
_HALF = 0.5
_WEEKS = {"fortnight": 2}


def _value(unit: str, count: float | None) -> str:
    if unit == "hour" and count == _HALF:
        return "PT30M"
    if count is not None:
        count *= _WEEKS.get(unit, 1)
    return "P" + _LETTER[unit].format(count_text(count))


def _read_duration(found: Found, context: Context) -> Reading:  # noqa: ARG001
    unit, count = unit_of(found), quantity(found.tokens("count"))
    if found.get("half"):
        count = (count or 0) + 0.5
    return Reading(TimexType.DURATION, _value(unit, count), granularity=granularity_of(unit))


def _read_span(found: Found, context: Context) -> Reading:
    """ "the past two weeks": a duration that ends, or begins, on the day of publication."""
    unit, count = unit_of(found), quantity(found.tokens("count"))
    value, day = _value(unit, count), context.reference
    which = found.get("which")
    if which is not None and which.kind in ("PREVIOUS", "FOLLOWING"):
        day = None
    ahead = which is not None and which.kind == "NEXT"
    bare = Reading(TimexType.DURATION, value, granularity=granularity_of(unit))
    if day is None or count is None or count != int(count):
        return bare
    other = moved(day, unit, int(count) if ahead else -int(count))
    if other is None:
        return bare
    first, last = (day, other) if ahead else (other, day)
    return Reading(TimexType.DURATION, value, first, last, Granularity.VAGUE, DateBasis.RELATIVE)


def _read_whole_span(found: Found, context: Context) -> Reading:
    """ "the past week", "the next week": one unit up to the day of publication, or from it on."""
    unit, day = unit_of(found), context.reference
    ahead = found.word("which") not in ("past", "last")
    other = moved(day, unit, 1 if ahead else -1) if day else None
    bare = Reading(TimexType.DURATION, _value(unit, 1.0), granularity=granularity_of(unit))
    if day is None or other is None:
        return bare
    first, last = sorted((day, other))
    return replace(
        bare, first=first, last=last, granularity=Granularity.VAGUE, basis=DateBasis.RELATIVE
    )


def _is_one(found: Found, context: Context) -> bool:
    """Whether "a day" is a length of time: neither "a day of protest" nor "a week that"."""
    after = found.after
    if not _is_duration(found, context):
        return False
    if after is not None and (
        after.word in ("of", "when", "that", "in", "which") or after.kind == "DASH"
    ):
        return False
    unit = found.get("unit")
    word = context.doc_token(unit.span) if unit is not None else None
    return word is not None and word.dep_ in ("pobj", "npadvmod", "nmod", "dobj", "quantmod")


def _read_bare(found: Found, context: Context) -> Reading:  # noqa: ARG001
    """ "for years", "decades-long", "year-long"."""
    unit = unit_of(found)
    token = found.get("unit")
    count = 1.0 if token is not None and token.kind == "UNIT" else None
    return Reading(TimexType.DURATION, _value(unit, count), granularity=granularity_of(unit))


def _is_duration(found: Found, context: Context) -> bool:  # noqa: ARG001
    """Whether it is no age: "19-year-old", "aged 19 years", "19 years old"."""
    after, before = found.after, found.before
    if after is not None and (after.word == "old" or after.kind == "DASH"):
        following = found.at(found.end + 1)
        if after.word == "old" or (following is not None and following.word in ("old", "olds")):
            return False
    return before is None or before.word != "aged"


def _is_bare(found: Found, context: Context) -> bool:  # noqa: ARG001
    """Whether "years" alone is a length of time: "for years", "hours before the vote"."""
    before, after = found.before, found.after
    if after is not None and after.word in ("before", "after"):
        return True
    if before is None:
        return False
    words = _BEFORE_LENGTH_OF if after is not None and after.word == "of" else _BEFORE_LENGTH
    return before.word in words


def _read_seconds(found: Found, context: Context) -> Reading:  # noqa: ARG001
    value = _value("second", quantity(found.tokens("count")))
    return Reading(TimexType.DURATION, value, granularity=granularity_of("second"))


def _is_seconds(found: Found, context: Context) -> bool:  # noqa: ARG001
    return found.word("unit") == "second"


def _read_quarter_century(found: Found, context: Context) -> Reading:  # noqa: ARG001
    return Reading(TimexType.DURATION, "P25Y", granularity=Granularity.YEAR)


def _is_quarter_century(found: Found, context: Context) -> bool:  # noqa: ARG001
    return found.word("part") == "quarter" and found.word("unit") == "century"


def _read_set(found: Found, context: Context) -> Reading:  # noqa: ARG001
    token = found.get("what")
    if token is None:
        return Reading(TimexType.SET, None)
    if token.kind in ("UNIT", "UNITS"):
        count = quantity(found.tokens("count")) if found.get("count") else 1.0
        return Reading(TimexType.SET, _value(str(token.value), count))
    patterns = {
        "WDAY": f"XXXX-WXX-{token.value}",
        "DAYPART": f"XXXX-XX-XXT{token.value}",
        "SEASON": f"XXXX-{token.value}",
        "MONTH": f"XXXX-{token.value:02d}" if isinstance(token.value, int) else "XXXX-XX",
    }
    return Reading(TimexType.SET, patterns.get(token.kind))


def _read_periodic(found: Found, context: Context) -> Reading:  # noqa: ARG001
    token = found.get("word")
    return Reading(TimexType.SET, str(token.value) if token else None)


def _is_periodic(found: Found, context: Context) -> bool:
    """Whether the word is no part of a newspaper's name."""
    after, token = found.after, found.get("word")
    if token is None or (after is not None and after.word in exclusions().periodic_after):
        return False
    word = context.doc_token(token.span)
    return word is not None and word.pos_ != "PROPN"


def _is_plural(found: Found, context: Context) -> bool:  # noqa: ARG001
    token = found.get("what")
    return token is not None and token.word.endswith("s")


def _is_rate(found: Found, context: Context) -> bool:  # noqa: ARG001
    """Whether "a year" gives a rate ("15 a year"): something counted stands before it."""
    before = found.before
    if before is None or found.word("each") == "per":
        return before is not None
    if before.kind in ("DAYN", "DIGITS", "NWORD", "YEAR") or before.word[:1] in "$£€¥#%0123456789":
        return True
    return before.word in ("million", "billion", "trillion", "percent", "tons", "tonnes", "barrels")


LENGTH_RULES: tuple[Rule, ...] = (
    Rule("(?P<each>AN|PER) (?P<what>UNIT)", _read_set, _is_rate),
    Rule(
        "{AP}? (?P<count>{Q}) DASH? (?P<unit>{U}) (?:DASH? (?=LONG))?",
        _read_duration,
        _is_duration,
    ),
    Rule("FOR (?P<x>OVER (?P<count>{Q}) (?P<unit>{U}))", _read_duration, _is_duration),
    Rule("OVER (?P<x>THE (?P<unit>UNITS))(?!OF|BEFORE|AFTER)", _read_bare),
    Rule(
        "AN? (?P<part>UNIT) DASH? (?P<unit>UNIT)",
        _read_quarter_century,
        _is_quarter_century,
    ),
    Rule("{AP}? (?P<count>AN) (?P<unit>UNIT) (?P<half>AND AN HALF)", _read_duration),
    Rule("{AP}? (?P<count>AN) (?P<unit>UNIT)", _read_duration, _is_one),
    Rule(
        "THE? THIS? (?P<which>LAST|NEXT|PREVIOUS|FOLLOWING) (?P<count>{Q}) (?P<unit>{U})",
        _read_span,
    ),
    Rule("THE (?P<which>LAST|NEXT) (?P<count>VAGUE) (?P<unit>{U})", _read_span),
    Rule(
        "THE (?P<which>LAST) (?P<unit>UNIT)",
        _read_whole_span,
        lambda found, _: found.word("which") in ("past", "last") and unit_of(found) != "quarter",
    ),
    Rule("THE (?P<which>NEXT) (?P<unit>UNIT)", _read_whole_span, is_stretch),
    Rule("(?P<count>NWORD|DAYN|DIGITS) DASH (?P<unit>ORDW)", _read_seconds, _is_seconds),
    Rule("(?P<count>VAGUE) (?P<unit>UNITS)", _read_duration, _is_duration),
    Rule("(?P<unit>UNIT|UNITS) DASH LONG", _read_bare, lambda found, _: found.ends_with("long")),
    Rule("(?P<unit>UNITS)", _read_bare, _is_bare),
    Rule("EVERY (?P<what>UNIT|WDAY|DAYPART|SEASON|MONTH)", _read_set),
    Rule("EVERY (?P<count>{NUM}) (?P<what>UNITS)", _read_set),
    Rule("(?:TIMES|{NUM} TIMES) (?:AN|PER|EVERY) (?P<what>UNIT)", _read_set),
    Rule("(?P<what>WDAY|DAYPART)", _read_set, _is_plural),
    Rule("(?P<word>PERIODIC)", _read_periodic, _is_periodic),
)
