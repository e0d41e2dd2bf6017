"""Pieces of words, and windows of pieces: what the encoder reads at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language.words import Words

LONGEST_WINDOW = 254
"""Pieces of a window; the encoder was trained with no more."""
LONGEST_WORD = 8
"""Pieces of a word that are read; what has more is a web address or no word."""
LEAST_CUT = 20
"""Words that a window holds at least before it is cut at the end of a sentence."""
_UNKNOWN, _START, _BREAK = 100, 101, 102
"""Ids of the vocabulary: a word without pieces, the start, the end of a paragraph."""


class Pieces:
    """The tokenizer; holds no state of an article."""

    def __init__(self, description: str) -> None:
        """``description`` is the JSON of a tokenizer."""
        self._tokenizer = Tokenizer.from_str(description)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def of(self, words: Words) -> list[list[int]]:
        """The ids of the pieces of each word, at least one."""
        texts = [token.text for token in words.tokens]
        read = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [one.ids[:LONGEST_WORD] or [_UNKNOWN] for one in read]


def layout(
    pieces: Sequence[Sequence[int]], paragraphs: NDArray[np.int64]
) -> tuple[list[int], list[int]]:
    """The ids of a window, with marks at its start and where paragraphs end, and where words begin.

    Args:
        pieces: the ids of each word.
        paragraphs: the number of each word's paragraph.
    """
    ids, first = [_START], []
    for at, word in enumerate(pieces):
        if at and paragraphs[at] != paragraphs[at - 1]:
            ids.append(_BREAK)
        first.append(len(ids))
        ids.extend(word)
    ids.append(_BREAK)
    return ids, first


def cuts(
    words: Words, sizes: Sequence[int], start_short: int = 0, part: tuple[int, int] | None = None
) -> Iterator[tuple[int, int]]:
    """Where an article is cut into windows: at paragraphs, else at sentences, else anywhere.

    Args:
        words: the words of the article.
        sizes: the number of pieces of each word.
        start_short: how many pieces fewer the first window holds; training varies it, so that the
            network does not always see the same cuts.
        part: the words ``[first, end)`` to cut; all of them by default.
    """
    starts, end = part or (0, len(words))
    limit = LONGEST_WINDOW - start_short
    at, size, last_paragraph = starts, 0, None
    while at < end:
        if at > starts and words.paragraphs[at] != words.paragraphs[at - 1]:
            last_paragraph, size = at, size + 1
        if size + sizes[at] > limit and at > starts:
            cut = last_paragraph or _sentence_cut(words, starts, at)
            yield starts, cut
            starts, at, size, last_paragraph, limit = cut, cut, 0, None, LONGEST_WINDOW
            continue
        size += sizes[at]
        at += 1
    if starts < end:
        yield starts, end


def _sentence_cut(words: Words, first: int, at: int) -> int:
    """The last start of a sentence up to ``at``, unless next to nothing would remain before it."""
    for cut in range(at, first + LEAST_CUT, -1):
        if words.sentences[cut] != words.sentences[cut - 1]:
            return cut
    return at
