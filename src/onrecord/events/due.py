"""Until when an event to come is due: "by the end of the year", "within two weeks".

A deadline is not the time of an event, so `onrecord.dates` links none; of what is still to come it
gives the interval from the day of publication to the deadline.
"""

import calendar
import datetime as dt
import re
from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from onrecord.dates.dating import Dated
from onrecord.events.status_background import clause_head
from onrecord.language.parse import Parse
from onrecord.records import DateBasis, Granularity, TimeReference, TimexMod

_BY = frozenset({"by", "until", "till", "than"})
"""The last day counts ("no later than Friday")."""
_BEFORE = frozenset({"before", "of"})
"""The first day counts no more ("before June", "ahead of Friday"), but for the end of a time."""
_WITHIN = frozenset({"within", "in", "inside"})
_PERIOD = re.compile(r"P(\d+)([DWMY])")
_HOPS = 3


def due(
    parse: Parse, trigger: Token, times: Sequence[TimeReference], published: dt.date | None
) -> Dated | None:
    """The interval in which the event of ``trigger``, which lies ahead, is due.

    ``None`` where its clause gives no deadline, or one that is no day ("within weeks").
    """
    if published is None:
        return None
    verb = clause_head(trigger)
    for time in times:
        word = parse.head(time.span)
        link = _link(word, verb) if word is not None else None
        if link is None:
            continue
        last = _last_day(time, link, published)
        if last is not None and last >= published:
            return Dated(_until(time, published, last), DateBasis.RELATIVE)
    return None


def _link(word: Token, verb: Token) -> Token | None:
    """The preposition between a time and the verb whose deadline it is."""
    for _ in range(_HOPS):
        above = word.head
        if above.i == word.i:
            return None
        if above.dep_ == "prep" and above.lower_ in _BY | _BEFORE | _WITHIN:
            governor = above.head
            if above.lower_ == "of" and governor.lower_ != "ahead":
                word = governor
                continue
            near = {governor.i, governor.head.i, clause_head(governor).i}
            return above if verb.i in near else None
        word = above
    return None


def _last_day(time: TimeReference, link: Token, published: dt.date) -> dt.date | None:
    period = _PERIOD.fullmatch(time.value or "")
    if period is not None and time.date_to is None and link.lower_ in _WITHIN:
        return _after(published, int(period[1]), period[2])
    if time.date_from is None or time.date_to is None or link.lower_ in _WITHIN:
        return None
    first, last = time.date_from, time.date_to
    if last < published and time.granularity is Granularity.MONTH:
        # "before the November election" is said of the one to come.
        later = _after(first, 1, "Y"), _after(last, 1, "Y")
        if later[0] is None or later[1] is None:
            return None
        first, last = later[0], later[1]
    if link.lower_ in _BEFORE and time.mod is not TimexMod.END:
        return first - dt.timedelta(days=1)
    return last


def _after(day: dt.date, count: int, unit: str) -> dt.date | None:
    if unit in "DW":
        return day + dt.timedelta(days=count * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    if year > dt.MAXYEAR:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _until(time: TimeReference, first: dt.date, last: dt.date) -> TimeReference:
    """``time`` with the interval in which something is due; it keeps its id and its words."""
    return msgspec.structs.replace(
        time, date_from=first, date_to=last, granularity=Granularity.VAGUE
    )
