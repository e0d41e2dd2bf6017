"""How far a mention can be trusted: the measured precision of mentions like it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from onrecord import knowledge
from onrecord.events.participants import NOBODY, POLITICAL, Side
from onrecord.events.relation import ROOT_OF, relation_model
from onrecord.language.parse import Parse
from onrecord.records import PloverType


def confidence(actors: Sequence[Side], recipients: Sequence[Side], *, verbal: bool) -> float:
    """The share of mentions with such sides that were right, from 0 to 1."""
    known = [max((side.rank for side in sides), default=NOBODY) for sides in (actors, recipients)]
    table = _table()["verb" if verbal else "noun"]
    share: float = table[_kind(known)]["share"]
    return share


def agreed(
    parse: Parse, kind: PloverType, actors: Sequence[Side], recipients: Sequence[Side]
) -> float | None:
    """The share that was right of those whose type the relation model names, too.

    ``None`` where it names another one, is not sure, or a side is unknown.
    """
    if not actors or not recipients:
        return None
    source, target = actors[0].participant.span, recipients[0].participant.span
    table, guess = _table()["agreed"], relation_model().guess(parse, source, target)
    if guess.root != ROOT_OF[kind] or guess.probability <= table["least"]:
        return None
    share: float = table["share"]
    return share


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
