"""What a mention means where it stands, in numbers that can be compared across articles.

The encoder's vectors of the trigger, its sentence, both sides and what the article is about are
projected together into a space in which tellings of one happening lie near each other, learned by
contrast over marked stories (``training/same_events``; the loss is InfoNCE, van den Oord et al.
2018). What is kept is small enough for a store of millions: `SIZE` numbers of 8 bits.
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord import knowledge
from onrecord.events.joining.look import Look
from onrecord.pairs.vectors import pack

FILE = "senses.npz"
SIZE = 64
"""Numbers of a sense."""
_ABOUT = 0.7
"""Length of the vector of the article beside those of the mention, which have 1."""
_SMALLEST = 1e-9

Floats = NDArray[np.float32]


class Projection(NamedTuple):
    """The weights."""

    matrix: Floats
    """Shape (numbers of `seen`, `SIZE`)."""
    shift: Floats

    def of(self, views: Floats) -> Floats:
        """The senses of ``views``, shape (mentions, numbers of `seen`)."""
        return np.asarray(views @ self.matrix + self.shift, np.float32)


def seen(looks: Sequence[Look]) -> Floats:
    """What is projected of the mentions of one article, shape (mentions, numbers).

    The vectors of trigger, sentence, actors and recipients, in this order, then what the article is
    about: the mean of the sentences that tell of something.
    """
    about = np.mean([look.vectors[1] for look in looks], axis=0)
    about *= _ABOUT / max(float(np.linalg.norm(about)), _SMALLEST)
    return np.stack(
        [
            np.concatenate([*look.vectors, look.actors.vector, look.recipients.vector, about])
            for look in looks
        ]
    )


def senses_of(looks: Sequence[Look]) -> list[str]:
    """The sense of each mention of an article as it is kept, in base64.

    Raises:
        KnowledgeError: the weights are missing.
    """
    if not looks:
        return []
    rows = projection().of(seen(looks))
    return [b64encode(pack(row[None])).decode("ascii") for row in rows]


@cache
def projection() -> Projection:
    """The weights, read once a process."""
    with knowledge.path("events", FILE).open("rb") as data, np.load(data) as arrays:
        return Projection(*(arrays[name].astype(np.float32) for name in Projection._fields))
