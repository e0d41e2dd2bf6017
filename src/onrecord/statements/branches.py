"""How the words of a sentence hang on an anchor: under which of its branches, or of its governor's.

What a verb of speech governs is what is said, and its subject is who says it; a reader that sees
the branch of each word knows where a clause ends.
"""

from collections.abc import Mapping

import numpy as np

from onrecord.language.words import Ints

OTHER, SELF, ABOVE = 0, 1, 2
"""A word that hangs on neither; the anchor; a word above it."""
FAMILIES = 2
"""Branches of the anchor, and branches of its governor."""
_FIRST = 3
_DEEPEST = 40
"""Steps up a tree; deeper ones are parses of text without full stops."""


def branch_count(dependencies: Mapping[str, int]) -> int:
    """How many kinds of branches there are."""
    return _FIRST + FAMILIES * (len(dependencies) + 1)


def branches(heads: Ints, dependencies: Ints, anchor: int, count: int) -> Ints:
    """The kind of branch of each word, shape (words,).

    Args:
        heads: the governor of each word within the window; a root is its own.
        dependencies: the number of each word's dependency, 0 for one unknown.
        anchor: the word on which they hang.
        count: how many numbers of dependencies there are.
    """
    governor = int(heads[anchor])
    kinds = np.full(len(heads), OTHER, dtype=np.int64)
    at = np.arange(len(heads))
    open_ = (at != anchor) & (at != governor)
    for _ in range(_DEEPEST):
        above = heads[at]
        for family, top in enumerate((anchor, governor)):
            met = open_ & (above == top)
            kinds[met] = _FIRST + family * count + dependencies[at[met]]
            open_ &= ~met
        open_ &= above != at
        if not open_.any():
            break
        at = np.where(open_, above, at)
    up = anchor
    for _ in range(_DEEPEST):
        up = int(heads[up])
        kinds[up] = ABOVE
    kinds[anchor] = SELF
    return kinds
