"""A text cut at the bounds of overlapping spans, so that each piece has one set of marks."""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.text import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text within which no span begins or ends."""

    span: Span
    marks: tuple[int, ...]
    """Places, in the list of spans, of those that cover it; ascending."""
    begins: tuple[int, ...]
    """Those of ``marks`` that begin here."""


def split(length: int, spans: Sequence[Span], cuts: Iterable[int] = ()) -> list[Segment]:
    """Segments of a text of ``length`` characters, in order and without gaps.

    Args:
        spans: may overlap, nest and repeat; each lies within the text.
        cuts: further places at which a segment ends.
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for index, span in enumerate(spans):
        if span.start < span.end:
            opening.setdefault(span.start, []).append(index)
            closing.setdefault(span.end, []).append(index)
    inner = {at for at in cuts if 0 < at < length}
    bounds = sorted({0, length, *inner, *opening, *closing})
    segments, active = [], list[int]()
    for start, end in pairwise(bounds):
        for index in closing.get(start, ()):
            active.remove(index)
        for index in opening.get(start, ()):
            insort(active, index)
        segments.append(Segment(Span(start, end), tuple(active), tuple(opening.get(start, ()))))
    return segments
