"""Who acted, and according to whom.

An actor stands as such where an article itself names it, a source confirms it, or it says so of
itself. Whom only others name, and who denies it, is claimed to have acted, by those who say so.
Where nobody says that it happened, nobody is blamed: all who are named stand as actors. Whom an
outlet takes back stands by nothing that it said up to then.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from onrecord.corpus.events.standing import stance_of
from onrecord.corpus.events.told import Party, Told
from onrecord.records import Stance, StatementAct

Sides = tuple[tuple[Party, ...], ...]
"""The parties that each telling names."""


@dataclass(frozen=True, slots=True)
class Acting:
    """The actors of an event by who names them."""

    known: Sides
    claimed: Sides
    by: tuple[str, ...]
    """Who says that those acted, the first one first."""


def acting_in(tellings: Sequence[Told]) -> Acting:
    """Who acted by ``tellings``, the earliest first."""
    tellings = _corrected(tellings)
    if not any(t.happened for t in tellings):
        return Acting(tuple(t.actors for t in tellings), tuple(() for _ in tellings), ())
    called: set[str] = set()
    for telling in tellings:
        called.update(*(_calls(p) for p in telling.actors if _stands(telling, p)))
    known = tuple(tuple(p for p in t.actors if _calls(p) & called) for t in tellings)
    claimed = tuple(tuple(p for p in _blamed(t) if not _calls(p) & called) for t in tellings)
    by: dict[str, str] = {}
    for telling, side in zip(tellings, claimed, strict=True):
        if side and _blames(telling) and telling.teller:
            by.setdefault(telling.teller.lower().removeprefix("the "), telling.teller)
    return Acting(known, claimed, tuple(by.values()))


def _corrected(tellings: Sequence[Told]) -> Sequence[Told]:
    """``tellings`` without those who an outlet says were wrongly named, up to the day it does."""
    gone: dict[tuple[str, str], int] = {}
    for telling in tellings:
        if telling.miscredited:
            calls = {call for party in telling.actors for call in _calls(party)}
            for key in ((_outlet(telling), call) for call in calls):
                gone[key] = max(gone.get(key, 0), telling.day or 0)

    def stays(telling: Told, party: Party) -> bool:
        last = max((gone.get((_outlet(telling), call), -1) for call in _calls(party)), default=-1)
        return (telling.day or 0) > last

    return [
        msgspec.structs.replace(t, actors=tuple(p for p in t.actors if stays(t, p)))
        for t in tellings
    ]


def _outlet(telling: Told) -> str:
    return telling.outlet or telling.article


def _blamed(telling: Told) -> tuple[Party, ...]:
    """Who is named for what happened; who is only to act in a plan is not blamed for it."""
    return () if telling.open else telling.actors


def _blames(telling: Told) -> bool:
    """Whether it says that somebody acted, and not that they did not."""
    return telling.happened and stance_of(telling) is not Stance.CONTESTS


def _stands(telling: Told, party: Party) -> bool:
    """Whether a telling is enough for ``party`` to have acted."""
    if not _blames(telling):
        return False
    if telling.statement is None or telling.act == StatementAct.CONFIRMS:
        return True  # who condemns somebody for it takes it as done, and claims that they did it
    return telling.teller == party.name or (party.official and telling.side == party.code)


def _calls(party: Party) -> set[str]:
    """What a party is known by: its code and its last name, or else the noun that calls it.

    A country that only the text around gives is that of many others as well.
    """
    code = None if party.guessed else party.code
    called = {call for call in (code, *party.names[-1:]) if call}
    return called or {party.head}
