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


class Trees:
    """The trees of some words, to be asked how the words hang on one of them.

    The words are put in an order in which all that hangs on a word follows it, so that a branch is
    a slice.
    """

    def __init__(self, heads: Ints, dependencies: Ints, count: int) -> None:
        """Set up.

        Args:
            heads: the governor of each word; a root is its own.
            dependencies: the number of each word's dependency, 0 for one unknown.
            count: how many numbers of dependencies there are.
        """
        self._heads: list[int] = heads.tolist()
        self._dependencies: list[int] = dependencies.tolist()
        self._count = count
        self._below: list[list[int]] = [[] for _ in self._heads]
        for word, head in enumerate(self._heads):
            if head != word:
                self._below[head].append(word)
        self._start, depths, order = self._walk()
        self._size = [1] * len(order)
        for word in reversed(order):
            if self._heads[word] != word:
                self._size[self._heads[word]] += self._size[word]
        self._order = np.array(order, dtype=np.int64)
        self._depths = np.array(depths, dtype=np.int64)
        self._is_deep = max(depths, default=0) > _DEEPEST

    def _walk(self) -> tuple[list[int], list[int], list[int]]:
        """The place of each word in the order, and the depths and the words in that order."""
        start = [0] * len(self._heads)
        order: list[int] = []
        depths: list[int] = []
        todo = [(word, 0) for word, head in enumerate(self._heads) if head == word]
        while todo:
            word, depth = todo.pop()
            start[word] = len(order)
            order.append(word)
            depths.append(depth)
            todo += [(kid, depth + 1) for kid in self._below[word]]
        return start, depths, order

    def branches(self, anchor: int) -> Ints:
        """The kind of branch of each word, seen from ``anchor``; shape (words,)."""
        kinds = np.full(len(self._heads), OTHER, dtype=np.int64)
        governor = self._heads[anchor]
        if governor != anchor:
            self._mark(kinds, governor, 1)
        self._mark(kinds, anchor, 0)
        up = anchor
        for _ in range(_DEEPEST):
            up = self._heads[up]
            kinds[up] = ABOVE
        kinds[anchor] = SELF
        return kinds

    def _mark(self, kinds: Ints, top: int, family: int) -> None:
        """Mark what hangs on ``top``, each word by the branch of ``top`` that it is in."""
        for kid in self._below[top]:
            start, end = self._start[kid], self._start[kid] + self._size[kid]
            words = self._order[start:end]
            if self._is_deep:
                far = self._depths[start:end] - self._depths[self._start[top]] > _DEEPEST
                words = words[~far]
            kinds[words] = _FIRST + family * self._count + self._dependencies[kid]
