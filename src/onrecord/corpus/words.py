"""The words of an article as numbers, with where they stand and whose they are."""

import re
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Article
from onrecord.statements.quotes import find_quotations
from onrecord.text import Span

_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, in its order; all arrays have one entry a word."""

    hashes: NDArray[np.uint64]
    """CRC-32 of the word in lower case."""
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    """Offsets in code points of the article's text."""
    told: NDArray[np.bool_]
    """Whether the outlet itself tells it: words of the headline and of quotations are not its own,
    for two reporters at one press conference write down the same quotation."""

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """The characters from word ``first`` up to but without word ``last``."""
        return Span(int(self.starts[first]), int(self.ends[last - 1]))


def words_of(article: Article) -> Words:
    """The words of ``article``."""
    found = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(article.text)]
    hashes = np.array([zlib.crc32(word.lower().encode()) for _, _, word in found], np.uint64)
    starts = np.array([start for start, _, _ in found], np.int64)
    ends = np.array([end for _, end, _ in found], np.int64)
    told = np.ones(len(found), np.bool_)
    for span in _not_told(article):
        told[np.searchsorted(starts, span.start) : np.searchsorted(starts, span.end)] = False
    return Words(hashes, starts, ends, told)


def paragraphs_of(text: str) -> list[Span]:
    """The lines of ``text`` that hold something."""
    return [Span(m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if not m[0].isspace()]


def headline_end(article: Article) -> int:
    """Where the headline ends, if the text begins with it; else 0."""
    title = article.title or ""
    return len(title) if title and article.text.startswith(f"{title}\n") else 0


def _not_told(article: Article) -> list[Span]:
    quoted = find_quotations(article.text, paragraphs_of(article.text))
    return [Span(0, headline_end(article)), *(quotation.span for quotation in quoted)]
