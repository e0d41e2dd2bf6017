"""What a report is about, as a short list of weighted words: enough to tell one story from others.

Origins use it only where a credit or citation already says that one report goes back to another
outlet, to find which of its reports it is; events, to know which articles and sentences speak of
one story.
"""

import csv
import math
import re
import zlib
from collections import Counter
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord import knowledge
from onrecord.corpus.outlets import AREA
from onrecord.records import Article

TERMS = 64
"""Terms that are kept of an article: those of the highest weight."""
_RARE = 0.3
"""Articles in a thousand that are assumed to hold a word that the table does not know."""
_UNKNOWN = math.log(1000 / _RARE)
_WORD = re.compile(r"[^\W_]{3,}")
_SUFFIX = re.compile(r"(?:'s|ies|es|s|ed|ing)$")


class Story:
    """The terms of an article: sorted hashes, and weights of unit length."""

    __slots__ = ("terms", "weights")

    def __init__(self, terms: NDArray[np.uint64], weights: NDArray[np.float64]) -> None:
        self.terms = terms
        self.weights = weights

    def likeness(self, other: "Story") -> float:
        """Cosine of the two lists, from 0 to 1."""
        _, mine, theirs = np.intersect1d(
            self.terms, other.terms, assume_unique=True, return_indices=True
        )
        return float((self.weights[mine] * other.weights[theirs]).sum())

    def strongest(self, count: int) -> NDArray[np.uint64]:
        """The ``count`` terms of the highest weight."""
        order = np.lexsort((self.terms, -self.weights))
        return self.terms[order[:count]]


def story_of(article: Article) -> Story:
    """What ``article`` is about."""
    return story_of_text(article.text)


def story_of_text(text: str) -> Story:
    """What an article, or a sentence, is about."""
    counts = Counter(stem(word) for word in _WORD.findall(text.lower()))
    scored = sorted(((1 + math.log(n)) * weight_of(term), term) for term, n in counts.items())
    scored = scored[-TERMS:]
    terms = np.array([zlib.crc32(term.encode()) for _, term in scored], np.uint64)
    values = np.array([weight for weight, _ in scored], np.float64)
    terms, at = np.unique(terms, return_index=True)
    values = values[at]
    length = math.sqrt(float((values**2).sum())) or 1.0
    return Story(terms, values / length)


@cache
def rarity(word: str) -> float:
    """How rare a word in lower case is in news: the log of one in how many articles hold it."""
    return weight_of(stem(word))


def weight_of(term: str) -> float:
    """How much a stem says: the log of how rare it is in the news."""
    return _weights().get(term, _UNKNOWN)


def stem(word: str) -> str:
    """``word``, in lower case, without a common ending."""
    return _SUFFIX.sub("", word) if len(word) > 4 else word


@cache
def _weights() -> dict[str, float]:
    """Weight of the stem of each common word: the log of how rare it is."""
    shares: Counter[str] = Counter()
    with knowledge.path(AREA, "words.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            shares[stem(row["word"])] += int(row["per_thousand"])
    return {stem: math.log(1000 / min(share, 1000)) for stem, share in shares.items()}
