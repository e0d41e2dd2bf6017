"""Which articles are worth comparing: those that stand near each other under a common key.

Articles are put in the order of day and id. Under each key (a fingerprint, or a voice with a word)
every article is paired with the few before it, so a key that thousands share costs thousands of
pairs and not millions, and the pairs depend on the set of articles alone.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]


def near_pairs(keys: Sequence[Keys], reach: int, least: int) -> NDArray[np.int64]:
    """Pairs of articles with at least ``least`` keys under which they stand within ``reach``.

    Args:
        keys: the keys of each article, in the order of the articles; each key once.

    Returns:
        An array of shape (pairs, 2) with indices of articles, the smaller first, sorted.
    """
    count = len(keys)
    if not count or not (total := sum(map(len, keys))):
        return np.empty((0, 2), np.int64)
    article = np.repeat(np.arange(count), [len(k) for k in keys])
    flat = np.concatenate(keys)
    order = np.argsort(flat, kind="stable")  # articles stay in their order under each key
    flat, article = flat[order], article[order]
    found = [np.empty(0, np.int64)]
    for step in range(1, min(reach, total - 1) + 1):
        same = flat[step:] == flat[:-step]
        found.append(article[:-step][same] * count + article[step:][same])
    codes, times = np.unique(np.concatenate(found), return_counts=True)
    codes = codes[times >= least]
    return np.stack([codes // count, codes % count], axis=1)
