"""Lists and ranges of times: one interval where they touch, none where they are a doubt."""

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from onrecord.language.parse import Parse
from onrecord.records import TimeReference
from onrecord.text import Span

_RANGE = re.compile(r"\s*(?:to|through|until|till|-|–|—)(?:\s+(?:in|on))?\s*")
_LIST = re.compile(r",?\s*(?:and|or)(?:\s+(?:in|on|again))*\s*|,\s*")
_OPENS = re.compile(r"\b(?:from|between)\s+(?:\w+\s+)?$")
_BETWEEN = re.compile(r"\bbetween\s+(?:\w+\s+)?$")
_BEFORE = 2
"""Words before a time among which "from" or "between" is looked for."""


class Ranged(msgspec.Struct, frozen=True):
    """A time that an event may have, and whether it is one stretch told by its two ends."""

    time: TimeReference
    by_ends: bool = False


def ranged(parse: Parse, times: Sequence[TimeReference]) -> list[Ranged]:
    """``times`` of one sentence with those of a range or a list made one.

    "From 1994 to 1997" and "in 2006 and 2007" are one stretch; "in May 2003 and May 2004" is no
    single time and dates nothing. A joined time keeps the id of its first.
    """
    found: list[Ranged | None] = []
    last: TimeReference | None = None
    for time in times:
        kept = found[-1] if found else None
        joint = _joint(parse, last, time) if last is not None else None
        if joint == "range" and kept is not None:
            found[-1] = Ranged(_hull(kept.time, time), by_ends=True)
        elif joint == "list":
            touches = kept is not None and _touch(kept.time, time)
            found[-1] = Ranged(_hull(kept.time, time)) if kept is not None and touches else None
        else:
            found.append(Ranged(time))
        last = time
    return [one for one in found if one is not None]


def _joint(parse: Parse, one: TimeReference, other: TimeReference) -> str | None:
    """How two times next to each other are joined: as ends of a range, or in a list."""
    if one.date_from is None or other.date_from is None:
        return None
    if one.granularity is not other.granularity or one.date_from == other.date_from:
        return None
    ours, theirs = parse.tokens(one.span), parse.tokens(other.span)
    if not ours or not theirs:
        return None
    between = parse.doc[ours[-1].i + 1 : theirs[0].i].text
    before = parse.doc[max(0, ours[0].i - _BEFORE) : ours[0].i].text_with_ws.lower()
    if _RANGE.fullmatch(between) and (_OPENS.search(before) or not between.strip().isalpha()):
        return "range"
    if between.strip() == "and" and _BETWEEN.search(before):
        return "range"
    return "list" if _RANGE.fullmatch(between) or _LIST.fullmatch(between) else None


def _touch(one: TimeReference, other: TimeReference) -> bool:
    if one.date_to is None or other.date_from is None:
        return False
    return other.date_from == one.date_to + dt.timedelta(days=1)


def _hull(one: TimeReference, other: TimeReference) -> TimeReference:
    if one.date_from is None or other.date_to is None or one.date_from > other.date_to:
        return other
    return msgspec.structs.replace(
        one, date_to=other.date_to, span=Span(one.span.start, other.span.end)
    )
