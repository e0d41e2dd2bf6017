"""When something foretold is due: "within 24 hours", "before the month is out".

Times that name a day stand in the records of the article; here are the lengths of time that run
from its day of publication.
"""

import calendar
import datetime as dt
import re

from onrecord.events.numbers import number_at

_UNIT = r"(?:hour|day|week|month|year)s?"
_NAMED_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
_LENGTH = re.compile(
    r"\b(?:within|inside|in|over)"
    r"(?: the)?(?: next| coming| following)? "
    rf"(?:(?P<couple>a couple of)|(?P<number>[\w-]+(?: [\w-]+)?))[ -]{_NAMED_UNIT}\b"
    r"(?! of| after| before)"
)


def time_given(number: str = r"[\w-]+", unit: str = _UNIT) -> str:
    """A pattern of a time that is given for something: "gave them a week to answer"."""
    return rf"\b(?:gave|gives?|given|giving)\b[^.;]{{0,120}}?\b{number}[ -]{unit}(?= to [a-z])"


def ultimatum(number: str = r"[\w-]+", unit: str = _UNIT) -> str:
    """The same where a word calls it so: "issued a 72-hour ultimatum"."""
    return (
        r"\b(?:gave|gives?|given|giving|issue[sd]?|issuing|sets?|setting|deliver(?:s|ed)|impose[sd]?)"
        rf"\b[^.;]{{0,120}}?\b{number}[ -]{unit}[ -](?:ultimatum|deadline)\b"
    )


_GIVEN = re.compile(time_given(r"(?P<number>[\w-]+)", _NAMED_UNIT))
_ULTIMATUM = re.compile(ultimatum(r"(?P<number>\w+(?:-\w+)?)", _NAMED_UNIT))
_PERIOD = re.compile(
    r"\b(?:before|by) (?:the (?:end|close) of )?(?:the|this) (?P<unit>week|month|year)"
    r"(?: (?:is|was) (?:out|over|up)| (?:ends|ended))\b"
    r"|\b(?:before|by) the (?:end|close) of (?:the|this) (?P<end>week|month|year)\b"
)
_LATE = 30
"""Days after it was due in which something still answers a forecast, as many as it was ahead."""
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.5, "year": 365.25}
_ONE = ("a", "an")


def due_by(words: str, day: dt.date) -> dt.date | None:
    """The last day of a length of time in ``words``, which were published on ``day``."""
    text = " ".join(words.lower().split())
    period = _PERIOD.search(text)
    if period is not None:
        return _end_of(period["unit"] or period["end"], day)
    for match in (*_LENGTH.finditer(text), *_GIVEN.finditer(text), *_ULTIMATUM.finditer(text)):
        couple = match.groupdict().get("couple") is not None
        number = 2.0 if couple else _number(match["number"])
        if number is not None:
            days = number * _DAYS[match["unit"]]
            return day + dt.timedelta(max(1, round(days)))
    return None


def gives_time(words: str) -> bool:
    """Whether somebody is given a length of time: an ultimatum."""
    text = " ".join(words.lower().split())
    return (_GIVEN.search(text) or _ULTIMATUM.search(text)) is not None


def last_day(published: dt.date, due: dt.date) -> dt.date:
    """The last day on which something can be what was foretold on ``published`` for ``due``."""
    ahead = max(due - published, dt.timedelta(1))
    return due + min(ahead, dt.timedelta(_LATE))


def _number(words: str) -> float | None:
    """The number that ``words`` are, all of them."""
    parts = words.split()
    if len(parts) == 1 and parts[0] in _ONE:
        return 1.0
    found = number_at(parts, 0)
    return found.value if found is not None and found.end == len(parts) else None


def _end_of(unit: str, day: dt.date) -> dt.date:
    if unit == "week":
        return day + dt.timedelta(6 - day.weekday())
    if unit == "month":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day.replace(month=12, day=31)
