"""The words of a sentence by how much they say, and its numbers."""

import math
import re
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.corpus.story import stem, weight_of
from onrecord.records import Figure
from onrecord.text import Span

_WORD = re.compile(r"[^\W_]+")
_KEPT = 24
"""Words that are kept: those of the highest weight."""
_TELLING_NUMBER = 10
"""Figures below this say little about which event is meant."""


class Weighed(NamedTuple):
    """What is kept of a sentence."""

    words: dict[int, float]
    """As `weighed`."""
    numbers: tuple[int, ...]
    hash: int
    """Of all its words."""


def sentence_of(text: str, span: Span, figures: Sequence[Figure]) -> Weighed:
    """What is kept of the sentence ``span`` of a text with ``figures``."""
    words = _WORD.findall(span.of(text).lower())
    numbers = {
        int(f.low)
        for f in figures
        if f.low is not None and f.low >= _TELLING_NUMBER and span.start <= f.span.start < span.end
    }
    return Weighed(weighed(words), tuple(sorted(numbers)), zlib.crc32(" ".join(words).encode()))


def weighed(words: Sequence[str]) -> dict[int, float]:
    """The hashed stems of ``words`` in lower case with weights of unit length together."""
    stems = {stem(word) for word in words if len(word) > 2 and not word.isdigit()}
    scored = sorted(((weight_of(s), s) for s in stems), reverse=True)[:_KEPT]
    length = math.sqrt(sum(w * w for w, _ in scored)) or 1.0
    return {zlib.crc32(s.encode()): round(w / length, 4) for w, s in scored}
