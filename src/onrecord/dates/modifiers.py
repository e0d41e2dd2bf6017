"""What the words of a time expression say beside its value: "early", "nearly", "evening"."""

import re
from functools import cache

from onrecord.dates.vocabulary import words
from onrecord.records import DayPart, TimexMod

_PART = re.compile(r"T(MO|MI|AF|EV|NI)$")
_PARTS = {
    "MO": DayPart.MORNING,
    "MI": DayPart.MIDDAY,
    "AF": DayPart.AFTERNOON,
    "EV": DayPart.EVENING,
    "NI": DayPart.NIGHT,
}


def mod_of(expression: str) -> TimexMod | None:
    """The TIMEX3 modifier that the words of ``expression`` begin with or hold."""
    found = _modifiers().match(" ".join(expression.lower().split()))
    if found is None:
        return None
    table: dict[str, str] = words()["mod"]
    return TimexMod(table[found[1]])


def part_of_day(value: str | None) -> DayPart | None:
    """The part of the day in a TIMEX3 ``value``, such as "2004-03-11TMO"."""
    found = _PART.search(value or "")
    return _PARTS[found[1]] if found else None


@cache
def _modifiers() -> re.Pattern[str]:
    """Modifiers at the beginning, the longest first; an article may stand before them."""
    names = sorted(words()["mod"], key=lambda name: (-len(name), name))
    return re.compile(rf"(?:the (?:very )?)?({'|'.join(map(re.escape, names))})\b")
