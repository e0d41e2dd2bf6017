"""The trained reader of statements: from vectors of words to sources, cues and contents.

It works in two steps. The first gives each word the chance that it is the anchor of a cue: its
syntactic head. The second reads the words around an anchor once more, knowing where the anchor is,
and tags them as source, cue or content of that statement, so that one word may be in several
statements. ``training/statements`` makes both networks.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np

from onrecord import knowledge
from onrecord.language.encoder import Floats, Window, network
from onrecord.language.words import Ints, Words
from onrecord.statements.branches import Trees
from onrecord.statements.decode import Parts, best_path, parts_of
from onrecord.statements.traits import DEPENDENCY, Names, alone

LEAST_ANCHOR = 0.3
"""Chance from which a word is tried as an anchor; lower ones hardly ever give a statement."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One anchor and what was read around it."""

    anchor: int
    """Number of the word."""
    parts: Parts
    """Words ``[first, end)`` of source, cue and content."""
    signs: tuple[float, float, float, float]
    """Log odds of the anchor in the first and the second step; mean and least log-probability of
    the tags that were chosen."""


class Reader:
    """Both networks and their tables; holds no state of an article."""

    def __init__(self, table: dict[str, Any], anchors: bytes, spans: bytes) -> None:
        """Args: ``reader.json`` and the two ONNX files that belong to it."""
        self.names: Names = table["names"]
        self.weights = np.array(table["confidence"], dtype=float)
        self._left: int = table["left"]
        self._right: int = table["right"]
        self._count = len(self.names[DEPENDENCY]) + 1
        self._anchors = network(anchors)
        self._spans = network(spans)

    def read(self, window: Window, words: Words, traits: Ints) -> list[Reading]:
        """All anchors of ``window`` with what belongs to them, in the order of the text."""
        first, end = window.first, window.end
        heads, traits = alone(words, traits, self.names, first, end)
        vectors, odds = self._anchors.run(
            None, {"vectors": window.vectors, "heads": heads, "traits": traits}
        )
        likely = np.flatnonzero(odds > np.log(LEAST_ANCHOR / (1 - LEAST_ANCHOR)))
        page = _Page(
            first=first,
            vectors=vectors,
            sentences=words.sentences[first:end],
            paragraphs=words.paragraphs[first:end],
            trees=Trees(heads, traits[:, DEPENDENCY], self._count),
        )
        return [self._around(int(at), float(odds[at]), page) for at in likely]

    def _around(self, at: int, odds: float, page: "_Page") -> Reading:
        """What is read around the word ``at`` of ``page``."""
        start, stop = max(0, at - self._left), min(len(page.vectors), at + self._right + 1)
        here = slice(start, stop)
        scores, valid = self._spans.run(
            None,
            {
                "words": page.vectors[here],
                "sentences": page.sentences[here],
                "paragraphs": page.paragraphs[here],
                "anchor": np.array([at - start], dtype=np.int64),
                "branches": page.trees.branches(at)[here],
            },
        )
        return _reading(page.first + at, page.first + start, (odds, float(valid[0])), scores)

    def confidence(self, reading: Reading) -> float:
        """The chance that a reading is right: a logistic regression of its signs."""
        score: float = float(self.weights[:-1] @ np.array(reading.signs) + self.weights[-1])
        return float(1 / (1 + np.exp(-score)))


@dataclass(frozen=True, slots=True)
class _Page:
    """What step two reads of a window; numbers of words are counted from its first."""

    first: int
    vectors: Floats
    sentences: Ints
    paragraphs: Ints
    trees: Trees


WordSpan = tuple[int, int]


def _reading(anchor: int, begin: int, odds: tuple[float, float], scores: Floats) -> Reading:
    """Decode ``scores``, shape (words, tags), of the words from number ``begin`` on."""
    path = best_path(scores)
    sure = scores[np.arange(len(path)), path]
    found = parts_of(path, begin)
    likely = partial(_likelihood, sure, begin)
    source = _one(found.source, lambda span: (likely(span),))
    cue = _one(found.cue, lambda span: (span[0] <= anchor < span[1], likely(span)))
    return Reading(
        anchor=anchor,
        parts=Parts(source, cue, _whole(found.content, (*source, *cue))),
        signs=(*odds, *_mean_and_least(sure[path > 0])),
    )


def _likelihood(sure: Floats, begin: int, span: WordSpan) -> float:
    return float(sure[span[0] - begin : span[1] - begin].mean())


def _one(
    spans: tuple[WordSpan, ...], rank: Callable[[WordSpan], tuple[float, ...]]
) -> tuple[WordSpan, ...]:
    """The best of ``spans``: a statement has one source and one cue at most."""
    return (max(spans, key=rank),) if spans else ()


_GAP = 5
"""Words between two pieces of a content that are taken in, unless source or cue stand there."""


def _whole(content: tuple[WordSpan, ...], others: Sequence[WordSpan]) -> tuple[WordSpan, ...]:
    """``content`` without gaps that nothing explains."""
    made: list[WordSpan] = []
    for first, end in content:
        last = made[-1][1] if made else 0
        near = bool(made) and first - last <= _GAP
        if near and not any(a < first and last < b for a, b in others):
            made[-1] = (made[-1][0], end)
        else:
            made.append((first, end))
    return tuple(made)


_UNSURE = -9.0
"""Log-probability that stands for none."""


def _mean_and_least(chosen: Floats) -> tuple[float, float]:
    return (float(chosen.mean()), float(chosen.min())) if chosen.size else (_UNSURE, _UNSURE)


@cache
def reader() -> Reader:
    """The reader, loaded once a process."""
    anchors, spans, table = (
        knowledge.path("statements", name).read_bytes()
        for name in ("anchors.onnx", "spans.onnx", "reader.json")
    )
    return Reader(json.loads(table), anchors, spans)
