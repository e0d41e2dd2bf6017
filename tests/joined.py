"""Whether the program takes two tellings for one event."""

from onrecord.corpus.events.beside import second_look
from onrecord.corpus.events.grouping import Link
from onrecord.corpus.events.scorer import compare, threshold
from onrecord.corpus.events.told import Told


def joined(one: Told, other: Told) -> bool:
    """Whether both looks, at nothing but these two, join them."""
    (found,) = compare([(one, other)])
    if found is None:
        return False
    told = {telling.mention: telling for telling in (one, other)}
    link = Link(one.mention, other.mention, found.chance, found.basis)
    return any(again.score >= threshold() for again in second_look(told, [link]))
