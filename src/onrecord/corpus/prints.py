"""Fingerprints by which texts that share a passage are found without comparing all with all.

Winnowing (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003): of every `WINDOW` neighbouring
shingles the one with the smallest hash is kept, so two texts that share `SHINGLE` + `WINDOW` - 1
words in a row share a fingerprint, however much else differs. A MinHash of whole texts has no
such promise: it loses an agency paragraph in a long report of one's own.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from onrecord.corpus.words import Words

SHINGLE = 5
"""Words of a shingle."""
WINDOW = 6
"""Shingles of which one is kept."""

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def shingles(hashes: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """A hash for each ``size`` neighbouring words; none for a shorter text."""
    if len(hashes) < size:
        return np.empty(0, np.uint64)
    total = np.zeros(len(hashes) - size + 1, np.uint64)
    for at in range(size):
        total = total * _BASE + hashes[at : len(hashes) - size + 1 + at]
    total = (total ^ (total >> np.uint64(29))) * _MIX
    return total ^ (total >> np.uint64(32))


def fingerprints(words: Words) -> NDArray[np.uint64]:
    """The fingerprints of what the outlet itself tells, sorted, each once."""
    found = shingles(words.hashes, SHINGLE)
    if not len(found):
        return found
    own = sliding_window_view(words.told, SHINGLE).any(axis=1)
    found = found[own]
    if len(found) > WINDOW:
        found = sliding_window_view(found, WINDOW).min(axis=1)
    return np.unique(found)
