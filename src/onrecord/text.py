"""Canonical text and offset arithmetic; nothing else changes a text or moves an offset.

An article's text is made canonical once, at ingest, and never changes afterwards. Every step
here keeps the length in code points, so an offset into the canonical text is also an offset
into the text that the user handed in.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import msgspec

QUOTE_CONTEXT = 32
"""Code points of context on each side of a quoted span (W3C Web Annotation, section 4.2.4)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Characters ``[start, end)`` of an article's text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def inside(self, text: str) -> bool:
        """Whether the span is a non-empty part of ``text``."""
        return 0 <= self.start < self.end <= len(text)


class TextQuote(NamedTuple):
    """A W3C TextQuoteSelector: finds a span again in a text whose offsets have moved."""

    exact: str
    prefix: str
    suffix: str


def canonical(raw: str) -> str:
    """The text as it is stored: same length, ``\\n`` line ends, no control characters.

    ``\\r\\n`` becomes a space and ``\\n``; a lone ``\\r`` becomes ``\\n``; control characters
    and lone surrogates, which no store or JSON reader agrees on, become U+FFFD.
    """
    text = raw.replace("\r\n", " \n").replace("\r", "\n")
    return _CONTROL.sub("�", text)


def quote(text: str, span: Span) -> TextQuote:
    """The selector of ``span`` in ``text``."""
    return TextQuote(
        exact=span.of(text),
        prefix=text[max(0, span.start - QUOTE_CONTEXT) : span.start],
        suffix=text[span.end : span.end + QUOTE_CONTEXT],
    )


def locate(text: str, selector: TextQuote) -> Span | None:
    """Where the quoted span stands in ``text``; ``None`` if it is gone or cannot be told apart.

    The whole of prefix, exact and suffix is looked for first; then the place where most of the
    context agrees, if it is the only best one.
    """
    whole = selector.prefix + selector.exact + selector.suffix
    at = text.find(whole)
    if at >= 0 and text.find(whole, at + 1) < 0:
        start = at + len(selector.prefix)
        return Span(start, start + len(selector.exact))
    found = [m.start() for m in re.finditer(re.escape(selector.exact), text)]
    scored = sorted(((_agreement(text, at, selector), at) for at in found), reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return Span(scored[0][1], scored[0][1] + len(selector.exact))


def _agreement(text: str, at: int, selector: TextQuote) -> int:
    """How many characters of context next to ``at`` agree with the selector."""
    before, after = text[:at], text[at + len(selector.exact) :]
    left = _common_prefix(before[::-1], selector.prefix[::-1])
    return left + _common_prefix(after, selector.suffix)


def _common_prefix(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def strip(text: str, span: Span, unwanted: str = " \t\n") -> Span | None:
    """``span`` without the ``unwanted`` characters at its ends; ``None`` if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in unwanted:
        start += 1
    while end > start and text[end - 1] in unwanted:
        end -= 1
    return Span(start, end) if start < end else None


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name without accents, case, dots and doubled spaces, for look-ups (never for offsets)."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace("ʿ", "").replace("ʾ", "")
    plain = re.sub(r"[\s\-‐–]+", " ", plain.replace(".", ""))
    return plain.strip().casefold()
