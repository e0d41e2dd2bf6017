"""Factuality by the encoder's vectors: the networks of `onrecord.events.factuality`.

A few small networks that were begun differently read the vectors of a predicate, of the two words
above it in the tree and of its whole sentence, together with the features of its words and syntax
(`factuality_words`). Each gives one number for edited news and one for other writing; their mean
counts. ``training/status`` makes them.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO

import numpy as np

from onrecord import knowledge
from onrecord.events.factuality_words import Numbers
from onrecord.language.encoder import Floats
from onrecord.language.words import Words

FILE = "factuality_heads.npz"
NAMES = "names"
EPSILON = 1e-5
"""What keeps a normalisation from dividing by zero, as in PyTorch."""


class Heads:
    """The networks; every array has one slice for each of them."""

    def __init__(self, names: Sequence[str], arrays: Mapping[str, Floats]) -> None:
        """Args: the names of features, in the order of the rows of ``features``; the weights."""
        self._place = {name: at for at, name in enumerate(names)}
        self._arrays = arrays

    def numbers(self, seen: Floats, found: Sequence[str]) -> Numbers:
        """The numbers of a predicate that is ``seen`` (`view`) and has the features ``found``."""
        weights = self._arrays
        known = [self._place[name] for name in found if name in self._place]
        told = weights["features"][:, known].sum(1)
        x = seen @ weights["join"] + weights["join_bias"]
        x = x + (told[:, None] @ weights["turn"])[:, 0]
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x**2).mean(-1, keepdims=True) + EPSILON)
        x = _gelu(x * weights["scale"] + weights["shift"])
        x = _gelu((x[:, None] @ weights["mix"])[:, 0] + weights["mix_bias"])
        made = (x[:, None] @ weights["out"])[:, 0] + weights["out_bias"]
        news, web = made.mean(0).tolist()
        return Numbers(news, web)


def view(vectors: Floats, words: Words, at: int) -> Floats:
    """What the networks see of the word ``at``: its vector, those of its governor and of that
    one's governor, and the mean of its sentence."""
    head = int(words.heads[at])
    sentence = np.flatnonzero(words.sentences == words.sentences[at])
    mean = vectors[sentence].mean(0)
    return np.concatenate([vectors[at], vectors[head], vectors[words.heads[head]], mean])


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, by its usual approximation with a hyperbolic tangent."""
    made: Floats = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    return made


@cache
def heads() -> Heads:
    """The networks, read once a process.

    Raises:
        KnowledgeError: their file is missing.
    """
    return read_heads(knowledge.path("status", FILE).read_bytes())


def read_heads(blob: bytes) -> Heads:
    """The networks of a file."""
    with np.load(BytesIO(blob), allow_pickle=False) as arrays:
        names = arrays[NAMES].tolist()
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files if name != NAMES}
    return Heads(names, weights)
