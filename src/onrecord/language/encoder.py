"""The shared encoder: one vector a word, from one pass over the text.

A transformer (MiniLM of six layers, fine-tuned for onrecord by ``training/statements``) reads a
window of whole paragraphs at a time; a word is known by the vector of its first piece. The weights
are an ONNX file of 8-bit integers, run by onnxruntime on one thread, so that the same window gives
the same vectors whatever else is read with it. Sums of products are exact on every processor.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord import knowledge
from onrecord.language.parse import Parse
from onrecord.language.pieces import Pieces, cuts, layout
from onrecord.language.words import Words, words_of
from onrecord.pipeline import Given
from onrecord.records import Article

Floats = NDArray[np.float32]

SIZE = 384
"""Numbers of a vector."""
_SLOWER = "SkipLayerNormFusion"
"""A sum and its normalisation as one operation: on a processor slower than the two apart."""
_EXACT = "session.x64quantprecision"
"""Without it, sums of 8-bit products overflow on x86 processors that have no VNNI instructions.

See "kOrtSessionOptionsAvx2PrecisionMode" in onnxruntime's header of session options. There it costs
a fifth of the time of a pass; the vectors had a cosine of .993 with the exact ones.
"""


@dataclass(frozen=True, slots=True)
class Window:
    """Some consecutive words ``[first, end)`` and their vectors, shape (words, 384)."""

    first: int
    end: int
    vectors: Floats


class Encoding:
    """A product of the encoding stage; it is not stored."""

    def __init__(self, words: Words, encoder: "Encoder") -> None:
        self.words = words
        self._encoder = encoder
        self._pieces = encoder.pieces.of(words)
        self._sizes = [len(pieces) for pieces in self._pieces]
        self.windows = tuple(self.alone(0, len(words)))
        """They cover every word once, in the order of the text."""
        none = np.zeros((0, SIZE), dtype=np.float32)
        self.vectors = np.concatenate([none, *(window.vectors for window in self.windows)])
        """The vectors of all words, shape (words, 384)."""

    def alone(self, first: int, end: int) -> Iterator[Window]:
        """The words ``[first, end)`` read by themselves, in windows."""
        for a, b in cuts(self.words, self._sizes, part=(first, end)):
            yield Window(a, b, self._encoder.encode(self._pieces[a:b], self.words.paragraphs[a:b]))


class Encoder:
    """Tokenizer and network; holds no state of an article."""

    def __init__(self, pieces: Pieces, network: onnxruntime.InferenceSession) -> None:
        self.pieces = pieces
        self._network = network

    def encode(self, pieces: Sequence[Sequence[int]], paragraphs: NDArray[np.int64]) -> Floats:
        """The vectors of one window, shape (words, 384).

        Args:
            pieces: the ids of each word.
            paragraphs: the number of each word's paragraph.
        """
        ids, first = layout(pieces, paragraphs)
        feed = {"ids": np.array([ids], dtype=np.int64), "first": np.array(first, dtype=np.int64)}
        (vectors,) = self._network.run(None, feed)
        return np.asarray(vectors, dtype=np.float32)


def network(data: bytes) -> onnxruntime.InferenceSession:
    """The network of an ONNX file, on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(_EXACT, "1")
    return onnxruntime.InferenceSession(
        data, options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOWER]
    )


@cache
def encoder() -> Encoder:
    """The encoder, loaded once a process."""
    description = knowledge.path("encoder", "tokenizer.json").read_text(encoding="utf-8")
    return Encoder(
        Pieces(description), network(knowledge.path("encoder", "encoder.onnx").read_bytes())
    )


class EncodingStage:
    """The vectors of an article's words."""

    name = "encoding"
    needs: frozenset[type] = frozenset({Parse})
    gives: frozenset[type] = frozenset({Encoding})

    def run(self, article: Article, given: Given) -> Iterable[object]:  # noqa: ARG002
        yield Encoding(words_of(given.one(Parse)), encoder())
