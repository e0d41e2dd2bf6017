"""Quotations: which marks belong together, paragraph by paragraph.

News text opens a long quotation again at each of its paragraphs and closes it only in the last
one; straight marks do not say whether they open or close; single marks may be apostrophes.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.text import Span

_DOUBLE = re.compile("``|''|[“”„‟«»\"]")
_SINGLE = re.compile("(?<![^\\s(\\[—–])[‘'](?=[\\w$#@])[^‘’'“”\"]{3,}?[\\w.,?!…][’'](?!\\w)")
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»")
_BEFORE_OPENING = frozenset(" \t\n\xa0([—–-/:")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks inside one paragraph."""

    span: Span
    """With the marks."""
    closed: bool
    """Whether the closing mark stands; else the quotation runs to the end of its paragraph."""


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """The outermost quotations of ``text``, in its order."""
    found: list[Quotation] = []
    for paragraph in paragraphs:
        double = list(_double(text, paragraph))
        found.extend(double or _single(text, paragraph))
    return tuple(found)


def _double(text: str, paragraph: Span) -> Iterator[Quotation]:
    start: int | None = None
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        opens = _opens(text, paragraph, mark, start is not None)
        if start is None and opens:
            start = mark.start()
        elif start is not None and not opens:
            yield Quotation(Span(start, mark.end()), closed=True)
            start = None
    if start is not None and start + 1 < paragraph.end:
        yield Quotation(Span(start, paragraph.end), closed=False)


def _opens(text: str, paragraph: Span, mark: re.Match[str], inside: bool) -> bool:
    """Whether ``mark`` opens a quotation; ``inside`` says that one is open already."""
    if mark[0] in _OPENING:
        return True
    if mark[0] in _CLOSING:
        return False
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    free_before, free_after = before in _BEFORE_OPENING, after.isspace()
    if free_before != free_after:
        return free_before
    return not inside


def _single(text: str, paragraph: Span) -> Iterator[Quotation]:
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        yield Quotation(Span(match.start(), match.end()), closed=True)


_MARKS = 2
"""Characters of a mark, or of a mark and the sign before it."""


class Quotations:
    """The quotations of an article, to be asked by place."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        found = find_quotations(text, paragraphs)
        self.text = text
        """The article's text, which the parse would have to put together again."""
        self.all = tuple(found)
        self._starts = [quotation.span.start for quotation in found]

    def overlapping(self, span: Span) -> list[Quotation]:
        """The quotations that share a character with ``span``, in the order of the text."""
        return [q for q in self._near(span) if q.span.overlaps(span)]

    def around(self, span: Span) -> Quotation | None:
        """The quotation that covers ``span``."""
        return next((q for q in self._near(span) if q.span.covers(span)), None)

    def with_marks(self, span: Span) -> Span:
        """``span`` with the quotation marks, and the sign before a closing one, that it misses."""
        start, end = span.start, span.end
        for quotation in self._near(Span(start, end + _MARKS)):
            whole = quotation.span
            if 0 < start - whole.start <= _MARKS and whole.end > start:
                start = whole.start
            if 0 < whole.end - end <= _MARKS and whole.start < end and quotation.closed:
                end = whole.end
        return Span(start, end)

    def _near(self, span: Span) -> list[Quotation]:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return list(self.all[first : bisect_left(self._starts, span.end)])
