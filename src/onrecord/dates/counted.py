"""Events that are told by their distance from another one: "five days after rebels attacked"."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from onrecord.dates.periods import moved, period_at
from onrecord.language.parse import Parse
from onrecord.records import DateBasis, TimeReference, TimexType

_COUNT = re.compile(r"P(\d+)([DWMY])")
_UNIT = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_SIGN = {"after": 1, "before": -1}


class Counted(msgspec.Struct, frozen=True):
    """A length of time between two events."""

    length: TimeReference
    later: Token
    """The word of the event that the length comes before."""
    earlier: Token
    """The word of the other one."""


def counted(parse: Parse, times: Sequence[TimeReference]) -> Iterator[Counted]:
    """The pairs of events that the lengths among ``times`` set apart."""
    for time in times:
        tokens = parse.tokens(time.span)
        if time.timex is not TimexType.DURATION or not tokens or not _COUNT.match(time.value or ""):
            continue
        at = tokens[-1].i + 1
        link = parse.doc[at] if at < len(parse.doc) else None
        pair = _ends(link, tokens[0]) if link is not None and link.lower_ in _SIGN else None
        if pair is not None and link is not None:
            main, other = pair
            after = _SIGN[link.lower_] > 0
            yield Counted(time, main if after else other, other if after else main)


def _ends(link: Token, length: Token) -> tuple[Token, Token] | None:
    """The event that is told and the one that it is counted from."""
    if link.dep_ == "mark":
        clause = link.head
        return (clause.head, clause) if clause.dep_ == "advcl" else None
    noun = next((child for child in link.children if child.dep_ in {"pobj", "pcomp"}), None)
    main = link.head
    while main.i != main.head.i and main.i >= length.i and main.pos_ not in {"VERB", "AUX"}:
        main = main.head
    return (main, noun) if noun is not None and main.pos_ in {"VERB", "AUX"} else None


def shifted(one: Counted, known: TimeReference, *, forward: bool) -> TimeReference | None:
    """The time of the later event, with ``forward``, or of the earlier one, from the other's."""
    found = _COUNT.match(one.length.value or "")
    if found is None or known.date_from is None or known.date_from != known.date_to:
        return None
    unit, count = _UNIT[found[2]], int(found[1])
    day: dt.date | None = moved(known.date_from, unit, count if forward else -count)
    period = period_at(unit, day) if day is not None else None
    if period is None:
        return None
    return msgspec.structs.replace(
        one.length,
        date_from=period.first,
        date_to=period.last,
        granularity=period.granularity,
        basis=DateBasis.RELATIVE,
    )
