"""Whether the program takes two tellings for one event."""

from onrecord.corpus.events.beside import surroundings
from onrecord.corpus.events.scorer import compare, looks, threshold
from onrecord.corpus.events.told import Told


def joined(one: Told, other: Told) -> bool:
    """Whether both looks, at nothing but these two, join them."""
    (found,) = compare([(one, other)])
    if found is None:
        return False
    ((_, company),) = surroundings((one, other), {(0, 1): found.chance})
    (chance,) = looks().second.chances([company])
    return chance >= threshold()
