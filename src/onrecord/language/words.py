"""The words of an article as arrays: what the trained models read beside the text itself."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from onrecord.language.parse import Parse
from onrecord.text import Span

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of an article that are not white space, numbered from 0.

    ``tokens`` and each array have one entry a word.
    """

    tokens: tuple[Token, ...]
    numbers: Mapping[int, int]
    """The number of a word by the index of its token."""
    heads: Ints
    """Number of the syntactic head; a root is its own head."""
    sentences: Ints
    paragraphs: Ints
    """Running numbers, never falling."""

    def __len__(self) -> int:
        return len(self.tokens)

    def span(self, first: int, end: int) -> Span:
        """The characters of the words ``first`` to ``end``, the latter excluded."""
        last = self.tokens[end - 1]
        return Span(self.tokens[first].idx, last.idx + len(last))

    def between(self, span: Span) -> tuple[int, int]:
        """The words ``[first, end)`` that overlap ``span``."""
        first = bisect_left(self.tokens, span.start + 1, key=lambda t: t.idx + len(t))
        end = bisect_left(self.tokens, span.end, key=lambda t: t.idx)
        return first, max(first, end)


def words_of(parse: Parse) -> Words:
    """The words of a parsed article."""
    tokens = tuple(token for token in parse.doc if not token.is_space)
    numbers = {token.i: at for at, token in enumerate(tokens)}
    heads = [numbers.get(token.head.i, at) for at, token in enumerate(tokens)]
    starts = [bool(token.is_sent_start) for token in tokens]
    paragraph_starts = np.array([span.start for span in parse.paragraphs], dtype=np.int64)
    offsets = np.array([token.idx for token in tokens], dtype=np.int64)
    return Words(
        tokens=tokens,
        numbers=numbers,
        heads=np.array(heads, dtype=np.int64),
        sentences=np.cumsum(starts, dtype=np.int64),
        paragraphs=np.searchsorted(paragraph_starts, offsets, side="right").astype(np.int64),
    )
