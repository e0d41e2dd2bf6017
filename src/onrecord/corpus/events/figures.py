"""The figures of an event, each with its source, and what became of it.

A figure is withdrawn where a later article says that the number was wrong, and replaced where the
same source gives another number for the same later, or where a count that was open ("at least 12")
or had no source is outgrown. What is left holds; `best_of` chooses among it.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from onrecord.corpus.events.lexicon import listed
from onrecord.corpus.events.tallies import ANYBODY, Tally
from onrecord.corpus.events.told import Told
from onrecord.corpus.story import stem
from onrecord.records import EventFigure, FigureKind, FigureStanding

_WORD = re.compile(r"[a-z]+")
_LITTLE = frozenset({"the", "a", "an", "of", "s", "official", "spokesman", "spokeswoman"})


def figures_of(event: str, tellings: Sequence[Told]) -> list[EventFigure]:
    """The figures that ``tellings`` give, by day, article and place in the text."""
    rows = [
        (telling, replace(tally, withdrawn=tally.withdrawn or telling.takes_back))
        for telling in tellings
        for tally in telling.tallies
    ]
    rows.sort(key=lambda row: (row[0].day or 0, row[0].article, row[1].start))
    unique = {(telling.article, tally.start): (telling, tally) for telling, tally in rows}
    found = _with_sources([(telling, _plain(tally)) for telling, tally in unique.values()])
    return [_figure(event, row, _answer(row, found)) for row in found]


def _plain(tally: Tally) -> Tally:
    """With nobody in particular as its subject where that only says what befell them."""
    return replace(tally, subject=ANYBODY) if tally.subject in _fates() else tally


@cache
def _fates() -> frozenset[str]:
    return frozenset(map(stem, listed("numbers", "fates")))


def _with_sources(rows: Sequence[tuple[Told, Tally]]) -> list[tuple[Told, Tally]]:
    """A number without a source has the one that its article gives with the same number elsewhere.

    Headlines leave it out.
    """
    return [(telling, _with_source(telling, tally, rows)) for telling, tally in rows]


def _with_source(telling: Told, tally: Tally, rows: Sequence[tuple[Told, Tally]]) -> Tally:
    if tally.teller is not None or tally.withdrawn or tally.earlier:
        return tally
    for other, sourced in rows:
        same = other.article == telling.article and sourced.kind == tally.kind
        if same and sourced.teller is not None and _same_number(tally, sourced):
            return replace(
                tally, teller=sourced.teller, side=sourced.side, official=sourced.official
            )
    return tally


def _figure(
    event: str, row: tuple[Told, Tally], answer: tuple[FigureStanding, str | None]
) -> EventFigure:
    telling, tally = row
    return EventFigure(
        event=event,
        figure=tally.figure,
        article=telling.article,
        published=dt.date.fromordinal(telling.day) if telling.day else None,
        outlet=telling.outlet,
        kind=FigureKind(tally.kind),
        subject=tally.subject,
        low=tally.low,
        high=tally.high,
        unit=tally.unit,
        start=tally.start,
        end=tally.end,
        statement=tally.statement,
        teller=tally.teller,
        standing=answer[0],
        answer=answer[1],
    )


def _answer(
    row: tuple[Told, Tally], rows: Sequence[tuple[Told, Tally]]
) -> tuple[FigureStanding, str | None]:
    """What became of a figure, and the article that says so."""
    telling, tally = row
    if tally.withdrawn:
        return FigureStanding.WITHDRAWN, telling.article
    for later, other in rows:
        if (later.day or 0) < (telling.day or 0) or other is tally or other.kind != tally.kind:
            continue
        if other.withdrawn and _same_number(tally, other):
            return FigureStanding.WITHDRAWN, later.article
    if tally.earlier:
        return FigureStanding.REPLACED, telling.article
    part = _is_part(row, rows)
    for later, other in rows:
        newer = (later.day or 0) > (telling.day or 0) and not other.withdrawn
        grows = (other.low or 0) > (tally.low or 0) and not other.earlier
        if newer and not (part and grows) and _gives_anew(tally, other):
            return FigureStanding.REPLACED, later.article
    return FigureStanding.HOLDS, None


def _is_part(row: tuple[Told, Tally], rows: Sequence[tuple[Told, Tally]]) -> bool:
    """Whether its own article gives a higher number for the same, by itself or an office.

    What is said later of all does not take the place of what was said of some.
    """
    telling, tally = row
    return any(
        other.article == telling.article
        and whole.kind == tally.kind
        and (whole.subject in {tally.subject, ANYBODY} or tally.subject == ANYBODY)
        and (whole.low or 0) > (tally.low or 0)
        and (whole.teller is None or whole.official)
        and not (whole.withdrawn or whole.earlier)
        for other, whole in rows
    )


def _gives_anew(tally: Tally, later: Tally) -> bool:
    """Whether a later number takes the place of one, or says that it stood before."""
    if later.earlier:
        return later.kind == tally.kind and _same_number(tally, later)
    if _same_bounds(tally, later) or tally.kind != later.kind:
        return False
    return _same_series(tally, later) or _outgrown(tally, later)


def _same_number(one: Tally, other: Tally) -> bool:
    subjects = {one.subject, other.subject}
    return one.low == other.low and (len(subjects) == 1 or ANYBODY in subjects)


def _same_bounds(one: Tally, other: Tally) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _same_series(one: Tally, later: Tally) -> bool:
    """Whether one source counts the same twice."""
    counts = one.subject == later.subject or _overtaken(one, later) or _overtaken(later, one)
    return counts and (_same_teller(one.teller, later.teller) or _same_body(one, later))


def _overtaken(all_: Tally, some: Tally) -> bool:
    """Whether of some more are counted than of all, so that both cannot be right."""
    known = all_.low is not None and some.low is not None and some.subject != ANYBODY
    return known and all_.subject == ANYBODY and (some.low or 0) > (all_.low or 0)


def _outgrown(one: Tally, later: Tally) -> bool:
    """Whether a count grows that was open or had no source, as told by the article or an office.

    One person is not yet a toll.
    """
    if one.low is None or later.low is None or not later.low > one.low > 1:
        return False
    provisional = one.teller is None or (one.high is None and _is_helper(one))
    counts = one.subject == later.subject or _overtaken(one, later)
    return provisional and counts and (later.teller is None or later.official)


def _same_body(one: Tally, later: Tally) -> bool:
    """Whether offices of one country give both.

    Of a country that is not named ("police") it may be where the count has grown, as tolls do; one
    person who was killed is not yet a toll.
    """
    if not (one.official and later.official):
        return False
    lands = {t.side for t in (one, later) if t.side is not None and t.side.isupper()}
    grown = one.low is not None and later.low is not None and later.low > one.low > 1
    named = len(lands) == 1 and one.side == later.side
    return named or (len(lands) < 2 and grown)


def _is_helper(tally: Tally) -> bool:
    """Whether who counts is an office or helps those who were hurt, and takes no side."""
    words = _WORD.findall((tally.teller or "").lower())
    return tally.official or not listed("numbers", "helpers").isdisjoint(words)


def _same_teller(one: str | None, other: str | None) -> bool:
    """Whether two sources can be one: the words of one stand in the other."""
    mine, theirs = ({stem(w) for w in _WORD.findall((name or "").lower())} for name in (one, other))
    mine, theirs = mine - _LITTLE, theirs - _LITTLE
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


@dataclass(frozen=True, slots=True)
class Range:
    """What the figures of one kind and subject come to."""

    kind: FigureKind
    subject: str
    unit: str | None
    low: float | None
    high: float | None
    """The lowest and highest that holds."""
    best: float | None
    """What most origins give; of several, the latest."""
    figures: tuple[EventFigure, ...]


def ranges_of(figures: Sequence[EventFigure], origin_of: Mapping[str, str]) -> list[Range]:
    """The figures by kind and subject, the most frequent first.

    Args:
        origin_of: the independent origin of each article.
    """
    by_what: dict[tuple[str, str, str | None], list[EventFigure]] = defaultdict(list)
    for figure in figures:
        by_what[figure.kind, figure.subject, figure.unit].append(figure)
    ranked = sorted(by_what.items(), key=lambda item: (-len(item[1]), item[0][:2]))
    return [_range(what, tuple(found), origin_of) for what, found in ranked]


def _range(
    what: tuple[str, str, str | None],
    figures: tuple[EventFigure, ...],
    origin_of: Mapping[str, str],
) -> Range:
    holding = [f for f in figures if f.standing is FigureStanding.HOLDS]
    lows = [f.low for f in holding if f.low is not None]
    highs = [f.high for f in holding if f.high is not None]
    return Range(
        kind=FigureKind(what[0]),
        subject=what[1],
        unit=what[2],
        low=min([*lows, *highs], default=None),
        high=max([*highs, *lows], default=None) if highs else None,
        best=best_of(holding, origin_of),
        figures=figures,
    )


def best_of(holding: Sequence[EventFigure], origin_of: Mapping[str, str]) -> float | None:
    """The number that most independent origins give; of several, the one published last.

    Only exact numbers count; where there are none, nothing is best.
    """
    votes: dict[float, set[str]] = defaultdict(set)
    last: dict[float, tuple[str, int]] = {}
    for figure in holding:
        if figure.low is None or figure.low != figure.high:
            continue
        votes[figure.low].add(origin_of.get(figure.article, figure.article))
        when = (str(figure.published or ""), figure.start)
        last[figure.low] = max(last.get(figure.low, when), when)
    if not votes:
        return None
    return max(votes, key=lambda value: (len(votes[value]), last[value], value))
