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
_EXACT = frozenset({Precision.POINT, Precision.CITY})
_SAID = frozenset({1, 3})
"""Quads of what is done in words: another speaker makes it another happening."""


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with the account that it stands in."""

    account: Account
    telling: Telling


def conflict(one: Told, other: Told) -> bool:
    """Whether they cannot be of one happening."""
    first, second = one.telling, other.telling
    return (
        _days_conflict(first, second)
        or _printed_before(one, second)
        or _printed_before(other, first)
        or _places_conflict(first.place, second.place)
        or _parties_conflict(first, second)
    )


def _days_conflict(one: Telling, other: Telling) -> bool:
    if one.date_from is None or one.date_to is None:
        return False
    if other.date_from is None or other.date_to is None:
        return False
    return one.date_from > other.date_to or other.date_from > one.date_to


def _printed_before(one: Told, other: Telling) -> bool:
    """Whether ``one`` was printed, as done, before the day on which ``other`` begins."""
    printed = one.account.date
    return (
        bool(one.telling.happened)
        and printed is not None
        and other.date_from is not None
        and printed < other.date_from
    )


def _places_conflict(one: Locality | None, other: Locality | None) -> bool:
    if one is None or other is None or one.geonames == other.geonames is not None:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if one.precision not in _EXACT or other.precision not in _EXACT:
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return kilometres(one.lat, one.lon, other.lat, other.lon) > _NEAR_KM


def _parties_conflict(one: Telling, other: Telling) -> bool:
    """Whether those acted upon are of other countries, or those who speak."""
    if one.quad is None or other.quad is None:
        return False
    if _apart(one.recipients, other.recipients):
        return True
    return one.quad in _SAID and other.quad in _SAID and _apart(one.actors, other.actors)


def _apart(one: Iterable[Party], other: Iterable[Party]) -> bool:
    first, second = ({p.code or p.country for p in side} - {None} for side in (one, other))
    return bool(first) and bool(second) and not first & second
