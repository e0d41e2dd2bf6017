"""How far a mention can be trusted: the measured precision of mentions like it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from onrecord import knowledge
from onrecord.events.participants import NOBODY, POLITICAL, Side


def confidence(actors: Sequence[Side], recipients: Sequence[Side], *, verbal: bool) -> float:
    """The share of mentions with such sides that were right, from 0 to 1."""
    known = [max((side.rank for side in sides), default=NOBODY) for sides in (actors, recipients)]
    table = _table()["verb" if verbal else "noun"]
    share: float = table[_kind(known)]["share"]
    return share


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """From which chance on the reader is believed; all from 0 to 1 but ``other``."""

    lexical: float
    """That a word of the lexicon tells an event."""
    new: float
    """That a word that the lexicon does not know tells one, or one of another type."""
    other: float
    """How many times likelier another type must be than that of the lexicon."""
    side: float
    """That a word heads an actor or a recipient."""


@cache
def limits() -> Limits:
    """The limits of ``confidence.toml``."""
    return msgspec.convert(_table()["reader"], Limits)


def threshold() -> float:
    """Below this confidence nothing is told."""
    limit: float = _table()["threshold"]
    return limit


def _kind(known: Sequence[int]) -> str:
    if max(known) < POLITICAL:
        return "none" if max(known) == NOBODY else "somebody"
    return "both" if min(known) > NOBODY else "one"


@cache
def _table() -> dict[str, Any]:
    return knowledge.toml("events", "confidence.toml")
