"""From scores of tags to spans: the best sequence in which every span has a beginning."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.language.encoder import Floats

TAGS = ("O", "B-source", "I-source", "B-content", "I-content", "B-cue", "I-cue")
"""The tags, by number: outside, then beginning and inside of each part."""
_NEVER = -1e4
_START = np.array([_NEVER if tag[0] == "I" else 0.0 for tag in TAGS])


def _may_follow(before: str, after: str) -> bool:
    """Whether a tag may follow another: no stray inside, no two spans of a part side by side."""
    same = before[2:] == after[2:]
    return {"O": True, "B": not same, "I": same}[after[0]]


_MOVE = np.array([[0.0 if _may_follow(a, b) else _NEVER for b in TAGS] for a in TAGS])
_EACH = np.arange(len(TAGS))


class Parts(NamedTuple):
    """Words ``[first, end)`` of each part, in the order of the text."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def best_path(scores: Floats) -> NDArray[np.int64]:
    """The likeliest sequence of tags without a stray inside.

    The likeliest tag of each word, if that is such a sequence, else by Viterbi's method.

    Args:
        scores: log-probabilities, shape (words, tags), at least one word.
    """
    path: NDArray[np.int64] = scores.argmax(axis=1)
    if not _START[path[0]] and not _MOVE[path[:-1], path[1:]].any():
        return path
    return _viterbi(scores)


def _viterbi(scores: Floats) -> NDArray[np.int64]:
    count = len(scores)
    back = np.zeros(scores.shape, dtype=np.int64)
    best = scores[0] + _START
    for at in range(1, count):
        ways = best[:, None] + _MOVE
        chosen = ways.argmax(axis=0)
        back[at] = chosen
        best = ways[chosen, _EACH] + scores[at]
    path = np.empty(count, dtype=np.int64)
    path[-1] = best.argmax()
    for at in range(count - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def parts_of(path: Sequence[int] | NDArray[np.int64], first: int) -> Parts:
    """The spans that a sequence of tags spells; its first word has number ``first``."""
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in Parts._fields}
    name, start = "", 0
    for at, number in enumerate([*path, 0]):
        mark, _, kind = TAGS[number].partition("-")
        if name and (mark != "I" or kind != name):
            found[name].append((first + start, first + at))
            name = ""
        if mark != "O" and not name:
            name, start = kind, at
    return Parts(**{kind: tuple(spans) for kind, spans in found.items()})
