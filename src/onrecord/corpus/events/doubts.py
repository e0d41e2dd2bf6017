"""What speaks against two tellings being of one happening, whatever makes them alike."""

import math
from collections.abc import Sequence
from functools import cache

from onrecord.corpus.events.lexicon import deaths, outcomes, settings
from onrecord.corpus.events.parties import (
    codes,
    countries,
    is_person,
    one_name,
    one_party,
    same_name,
    targets,
    things,
)
from onrecord.corpus.events.told import Party, Spot, Told
from onrecord.records import DateBasis, EventTime, FigureKind, PloverType

Doubt = bool | None
"""Whether something speaks against a pair; empty where it is not known."""

SURE = 0.6
"""Chance from which a reading of type or status counts against a pair."""
_SIDES_SURE = 0.3
"""Chance from which a reading of the sides does: it asks more, that none is missing either."""
_KM_APART = 30.0
"""Cities further apart than this are two places."""
_EARTH_KM = 6371.0
DEEDS = frozenset({2, 4})
"""Quads of what is done and not said."""


def clash(one: Told, other: Told) -> bool:
    """Whether something speaks against one happening."""
    return any(check(one, other) is True for check in _CHECKS.values())


def doubts(one: Told, other: Told) -> tuple[Doubt, ...]:
    """What speaks against one happening, one for each of `KINDS`."""
    return tuple(check(one, other) for check in _CHECKS.values())


def parting(one: Told, other: Told) -> tuple[Doubt, ...]:
    """What keeps two groups of tellings apart, however alike some of them are.

    Days, places, and arrests of which a side later counts fewer.
    """
    return _other_days(one, other), _place_doubt(one, other), _arrests_fall(one, other)


def apart(one: Told, other: Told) -> bool:
    """Whether two tellings are out of the question as one, so that they need not be compared."""
    return not one_kind(one, other) or any(check(one, other) is True for check in _PARTING)


def one_kind(one: Told, other: Told) -> bool:
    """Whether they tell of one kind of deed: of one type, or both of deeds that are not words."""
    return one.type == other.type or (one.quad in DEEDS and other.quad in DEEDS)


def _types_doubt(one: Told, other: Told) -> Doubt:
    """Whether they are told as other kinds of deed."""
    return not _types_agree(one, other)


def _types_agree(one: Told, other: Told) -> bool:
    if one.type == other.type:
        return not (one.mode and other.mode and one.mode != other.mode and one.quad in (1, 3))
    keys = [{t.type, f"{t.type}:{t.mode}"} for t in (one, other)]
    return any(
        (a in keys[0] and b in keys[1]) or (b in keys[0] and a in keys[1]) for a, b in _alike()
    )


@cache
def _alike() -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, b in settings()["types"]["alike"])


# --- whether it happened ----------------------------------------------------------------------


def _status_doubt(one: Told, other: Told) -> Doubt:
    """What is told as open is no telling of what is told as real, nor background of the news."""
    if not _negations_agree(one, other):
        return True
    if min(one.status_sure, other.status_sure) < SURE:
        return None
    if one.open != other.open:
        return True
    past = [t.time == EventTime.HISTORICAL for t in (one, other)]
    if past[0] == past[1] or both_dated(one, other) or one_death(one, other):
        return False
    background, news = (one, other) if past[0] else (other, one)
    return None if _is_long_after(background, news) else True


def _is_long_after(background: Told, news: Told) -> bool:
    """Whether what was news then has become background by now."""
    if background.day is None or news.day is None:
        return False
    return background.day - news.day > _days("aftermath")


def _negations_agree(one: Told, other: Told) -> bool:
    """What nobody but the article tells as not having happened is another matter."""
    if one.denied == other.denied:
        return True
    denial, told = (one, other) if one.denied else (other, one)
    if is_outcome(denial) and told.lemma != denial.lemma:
        return False  # that nobody was hurt does not deny the deed
    return denial.statement is not None


def _unreal_doubt(one: Told, other: Told) -> Doubt:
    """Whether one article denies or plans two deeds: what was not done is what its words name."""
    if one.article != other.article or one.happened or other.happened:
        return None
    mine, theirs = targets(one), targets(other)
    if mine and theirs:
        return not any(one_party(p, q) for p in mine for q in theirs)
    actors = any(one_party(p, q) for p in one.actors for q in other.actors)
    return not (actors and one.lemma == other.lemma)


def _unreal_targets(one: Told, other: Told) -> Doubt:
    """As `_unreal_doubt`, where both name to whom it was not done."""
    return _unreal_doubt(one, other) if targets(one) and targets(other) else None


def _called_off(one: Told, other: Told) -> Doubt:
    """Whether an attack that was called off is put together with one that took place.

    A march or strike that is called off may have begun.
    """
    if one.type == PloverType.PROTEST or other.type == PloverType.PROTEST:
        return None
    return (one.called_off and other.happened) or (other.called_off and one.happened)


def is_outcome(telling: Told) -> bool:
    """Whether it tells whom something killed or hurt, and not who did it."""
    return telling.trigger.split()[0] in outcomes() and not telling.actors


def one_death(one: Told, other: Told) -> bool:
    """Whether both tell that one person was killed, which happens once."""
    if not {one.lemma, other.lemma} <= deaths() or one.denied or other.denied:
        return False
    people = [[p for p in t.recipients if is_person(p)] for t in (one, other)]
    return any(
        same_name(p, q) and max(len(p.names), len(q.names)) > 1
        for p in people[0]
        for q in people[1]
    )


def _other_refusals(one: Told, other: Told) -> Doubt:
    """Whether two countries or bodies reject something: each speaks for itself."""
    if not one.type == other.type == PloverType.REJECT:
        return None
    mine, theirs = codes(one.actors), codes(other.actors)
    return mine.isdisjoint(theirs) if mine and theirs else None


def _arrests_fall(one: Told, other: Told) -> Doubt:
    """Whether a side counts fewer detained than on an earlier day: then these are other arrests.

    Of the dead and hurt, a lower number is often a part of them, or corrects the first.
    """
    if one.day is None or other.day is None or one.day == other.day:
        return None
    first, later = (one, other) if one.day < other.day else (other, one)
    falls = [
        b < a for side, a in _detained(first) for whose, b in _detained(later) if side == whose
    ]
    return all(falls) if falls else None


def _detained(telling: Told) -> list[tuple[str, float]]:
    """Who counts how many detained, where that is not taken back."""
    return [
        (t.side, t.low)
        for t in telling.tallies
        if t.kind == FigureKind.DETAINED and t.side and t.low is not None
        if not (t.withdrawn or t.earlier)
    ]


# --- when -------------------------------------------------------------------------------------


def _days_doubt(one: Told, other: Told) -> Doubt:
    """Whether the days leave no room for one happening; those taken over are unsure."""
    if both_dated(one, other):
        return not overlap(one, other)
    days = [t.day if t.date_from is None else t.date_from for t in (one, other)]
    if one_death(one, other):
        return False
    if is_dated(one) or is_dated(other) or days[0] is None or days[1] is None:
        return None
    later = one if days[0] > days[1] else other
    if later.time == EventTime.HISTORICAL:
        return None  # background: it may have taken place at any time before
    return True if abs(days[0] - days[1]) > _days("drift") else None


def _other_days(one: Told, other: Told) -> Doubt:
    """Whether the words of both give days, and these are others."""
    return None if not both_dated(one, other) else not overlap(one, other)


def times_agree(one: Told, other: Told) -> bool:
    """Whether days and days of publication leave room for one happening."""
    if both_dated(one, other):
        return overlap(one, other)
    if one_death(one, other):
        return True
    if not is_dated(one) and not is_dated(other):
        taken = one.date_from is not None and other.date_from is not None
        return _published_near(one, other) and (not taken or overlap(one, other))
    dated, plain = (one, other) if is_dated(one) else (other, one)
    if plain.day is None or dated.date_from is None or dated.date_to is None:
        return one.article == other.article
    if dated.open:
        return abs(plain.day - (dated.day or plain.day)) <= _days("aftermath")
    return dated.date_from <= plain.day and plain.day - dated.date_to <= _days("aftermath")


def is_dated(telling: Told) -> bool:
    """Whether its own words give the days; those taken over from text nearby can be another's."""
    return telling.date_from is not None and telling.basis != DateBasis.INHERITED


def both_dated(one: Told, other: Told) -> bool:
    """Whether the words of both give days."""
    return is_dated(one) and is_dated(other)


def overlap(one: Told, other: Told) -> bool:
    """Whether the days of both have one in common."""
    first = max(one.date_from or 0, other.date_from or 0)
    last = min(one.date_to or one.date_from or 0, other.date_to or other.date_from or 0)
    return first <= last


def _published_near(one: Told, other: Told) -> bool:
    if one.day is None or other.day is None:
        return one.article == other.article
    return abs(one.day - other.day) <= _days("undated")


@cache
def _days(name: str) -> int:
    return int(settings()["days"][name])


# --- where ------------------------------------------------------------------------------------


def _place_doubt(told: Told, elsewhere: Told) -> Doubt:
    """Whether it took place elsewhere; a place that was lent may be that of something else."""
    one, other = told.spot, elsewhere.spot
    if one is None or other is None or not (one.own and other.own):
        return None
    if one.country and other.country and one.country != other.country:
        return True
    if not (one.exact and other.exact):
        return None
    return one.geonames != other.geonames and kilometres(one, other) > _KM_APART


def kilometres(one: Spot, other: Spot) -> float:
    """Kilometres on the great circle; 0 where a place has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    lat, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


# --- who, to whom -----------------------------------------------------------------------------


def _actors_doubt(one: Told, other: Told) -> Doubt:
    """Whether others act."""
    return None if _hardly_read(one, other) else _sides_doubt(one.actors, other.actors)


def _targets_doubt(one: Told, other: Told) -> Doubt:
    """Whether it is done to others."""
    if _hardly_read(one, other) or _outcomes_differ(one, other):
        return None
    return _sides_doubt(targets(one), targets(other))


def _hardly_read(one: Told, other: Told) -> bool:
    """Whether the sides of one of the two were hardly read."""
    return min(one.sides_sure, other.sides_sure) < _SIDES_SURE


def _sides_doubt(one: Sequence[Party], other: Sequence[Party]) -> Doubt:
    """Whether both sides are known and have nobody in common."""
    if not one or not other:
        return None
    if any(one_name(p, q) for p in one for q in other):
        return False
    if len({bool(things(side)) for side in (one, other)}) > 1:
        return None  # a thing that is hit and those who are hurt there can be of two countries
    known = bool(codes(one) and codes(other))
    if known and not codes(one) & codes(other) and not countries(one) & countries(other):
        return True
    people, people2 = ([p for p in side if is_person(p)] for side in (one, other))
    if people and people2:
        return not any(same_name(p, q) for p in people for q in people2)
    return False if known else None


def _objects_doubt(one: Told, other: Told) -> Doubt:
    """Whether the objects that were hit, such as a plane or a base, cannot be one."""
    if _hardly_read(one, other):
        return None
    mine, theirs = things(one.recipients), things(other.recipients)
    return mine.isdisjoint(theirs) if mine and theirs else None


def _swapped(one: Told, other: Told) -> Doubt:
    """Whether the one who acts here is the one to whom it is done there."""
    sides = (one.actors, one.recipients, other.actors, other.recipients)
    if not all(sides) or _hardly_read(one, other):
        return None
    a, r, a2, r2 = map(codes, sides)
    return True if a and r and a2 and r2 and a == r2 and r == a2 and a != r else None


def _outcomes_differ(one: Told, other: Told) -> bool:
    """Whether recipients need not agree: those hit and the target, or those of two countries."""
    if not (is_outcome(one) and is_outcome(other)):
        return is_outcome(one) or is_outcome(other)
    subjects = [{t.subject for t in x.tallies if t.low is not None} for x in (one, other)]
    return one.lemma == other.lemma and all(subjects) and subjects[0] != subjects[1]


_CHECKS = {
    "type": _types_doubt,
    "days": _days_doubt,
    "status": _status_doubt,
    "place": _place_doubt,
    "actors": _actors_doubt,
    "targets": _targets_doubt,
    "sides": _swapped,
    "objects": _objects_doubt,
    "what was not done": _unreal_doubt,
}
"""What can speak against a pair, the cheapest first."""

_PARTING = (
    _other_days,
    _place_doubt,
    _swapped,
    _objects_doubt,
    _unreal_targets,
    _called_off,
    _other_refusals,
)
"""What keeps a pair apart by itself."""

KINDS = tuple(_CHECKS)
"""What the doubts of `doubts` are about."""
