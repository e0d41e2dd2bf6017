"""What speaks against two tellings being of one happening, whatever else they share.

Days and places that are known and cannot both be right; parties of a speech; a telling of what
happened that was printed before the other happening began. What is not known never conflicts, and
whether a source denies, plans or claims it does not matter: a denial is a telling, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.corpus.sameness.telling import Account, Locality, Party, Telling
from onrecord.places.resolution import kilometres
from onrecord.records import Precision

_NEAR_KM = 60
"""Places nearer to each other than this can be one scene: a town and its airport."""
_LONGEST = 31
"""Days of an interval that can speak against another; "in 2014" is often the year of something
else in the sentence."""
_SHARE = 10
"""One in so many pairs between two groups must conflict."""
_EXACT = frozenset({Precision.POINT, Precision.CITY})
_SAID = frozenset({1, 3})
"""Quads of what is done in words: another speaker makes it another happening."""


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with the account that it stands in."""

    account: Account
    telling: Telling


Verdict = bool | None
"""Whether something speaks against a pair; ``None`` where it is not known."""


def verdicts(one: Told, other: Told) -> tuple[Verdict, ...]:
    """What days, print, places and parties say against ``one`` and ``other`` being one."""
    first, second = one.telling, other.telling
    return (
        _days(first, second),
        _printed_before(one, second) or _printed_before(other, first),
        _places(first.place, second.place),
        _parties(first, second),
    )


def conflict(one: Told, other: Told) -> bool:
    """Whether they cannot be of one happening."""
    return True in verdicts(one, other)


def groups_conflict(pairs: Iterable[tuple[Verdict, ...]]) -> bool:
    """Whether two groups must stay two, from the verdicts on the pairs between them.

    One wrong day in twenty tellings does not part them: something must speak against most of the
    pairs for which it is known, and against a tenth of all.
    """
    counts = [[0, 0] for _ in range(4)]
    every = 0
    for pair in pairs:
        every += 1
        for count, verdict in zip(counts, pair, strict=True):
            if verdict is not None:
                count[verdict] += 1
    return any(against > agreed and against * _SHARE >= every for agreed, against in counts)


def days_conflict(one: Telling, other: Telling) -> bool:
    """Whether both have days, and none in common."""
    return bool(_days(one, other))


def places_conflict(one: Locality | None, other: Locality | None) -> bool:
    """Whether both are resolved, and too far apart."""
    return bool(_places(one, other))


def _days(one: Telling, other: Telling) -> Verdict:
    if one.date_from is None or one.date_to is None:
        return None
    if other.date_from is None or other.date_to is None:
        return None
    apart = one.date_from > other.date_to or other.date_from > one.date_to
    exact = max(one.date_to - one.date_from, other.date_to - other.date_from).days <= _LONGEST
    return apart if exact else None


def _printed_before(one: Told, other: Telling) -> Verdict:
    """Whether ``one`` was printed, as done, before the day on which ``other`` begins."""
    printed = one.account.date
    if not one.telling.happened or printed is None or other.date_from is None:
        return None
    return printed < other.date_from


def _places(one: Locality | None, other: Locality | None) -> Verdict:
    if one is None or other is None:
        return None
    if one.geonames == other.geonames is not None:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if one.precision not in _EXACT or other.precision not in _EXACT:
        return None
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return kilometres(one.lat, one.lon, other.lat, other.lon) > _NEAR_KM


def _parties(one: Telling, other: Telling) -> Verdict:
    """Whether those acted upon are of other countries, or those who speak."""
    if one.quad is None or other.quad is None:
        return None
    found = [_apart(one.recipients, other.recipients)]
    if one.quad in _SAID and other.quad in _SAID:
        found.append(_apart(one.actors, other.actors))
    return True if True in found else (False if False in found else None)


def _apart(one: Iterable[Party], other: Iterable[Party]) -> Verdict:
    first, second = ({p.code or p.country for p in side} - {None} for side in (one, other))
    return not first & second if first and second else None
