"""Make the table of concepts from WordNet: ``knowledge/sameness/concepts.npz``.

Lemmas that can tell of an event are kept: verbs, nouns of acts, events, states and the like, and
adjectives that something is derived from. Every concept gets a weight by how directly the lemma
touches it, and a smaller one the more concepts lie under it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TARGET = Path("src/onrecord/knowledge/sameness/concepts.npz")
FILES = {"noun": "n", "verb": "v", "adj": "a"}
_PARTS = {"1": "n", "2": "v", "3": "a", "5": "a"}
EVENTFUL = frozenset({4, 7, 9, 10, 11, 12, 19, 21, 22, 26, *range(29, 44)})
"""Lexicographer files: acts, attributes, cognition, communication, events, feelings, phenomena,
possession, processes, states, and all verbs."""
SENSES = 8
"""Senses of a lemma that count, the most frequent first."""
_LATER = 0.93
"""What each further sense of a lemma is worth."""
_BY = {">": 0.75, "*": 0.75, "$": 0.75, "=": 0.75, "&": 0.75, "@": 0.6}
"""Causes, entails, verb group, attribute, similar, and one step up."""
_DERIVED, _ABOVE_DERIVED, _CROWDED = 0.9, 0.5, 0.15

Synset = tuple[str, str]
"""Part of speech and offset."""


@dataclass
class WordNet:
    """What is read of WordNet."""

    words: dict[Synset, list[str]] = field(default_factory=dict)
    pointers: dict[Synset, list[tuple[str, Synset, int]]] = field(default_factory=dict)
    """Sign, target, and number of the word that it goes out from; 0 for the whole synset."""
    files: dict[Synset, int] = field(default_factory=dict)
    senses: dict[tuple[str, str], list[tuple[int, Synset]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By lemma and part of speech: number of the sense, and its synset."""


def read(folder: Path) -> WordNet:
    """WordNet 3.1 from its ``dict`` folder."""
    net = WordNet()
    for name, part in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):
                _synset(net, part, line.split("|")[0].split())
    for line in (folder / "index.sense").read_text(encoding="latin-1").splitlines():
        key, offset, number, _ = line.split()
        lemma, rest = key.split("%")
        if rest[0] in _PARTS:
            part = _PARTS[rest[0]]
            net.senses[lemma, part].append((int(number), (part, offset)))
    for senses in net.senses.values():
        senses.sort()
    return net


def _synset(net: WordNet, part: str, cells: list[str]) -> None:
    synset, count = (part, cells[0]), int(cells[3], 16)
    net.files[synset] = int(cells[1])
    net.words[synset] = [cells[4 + 2 * n].lower().split("(")[0] for n in range(count)]
    first = 5 + 2 * count
    rows = (cells[at : at + 4] for at in range(first, first + 4 * int(cells[first - 1]), 4))
    net.pointers[synset] = [
        (sign, (other.replace("s", "a"), offset), int(ends[:2], 16))
        for sign, offset, other, ends in rows
    ]


def nodes(net: WordNet, lemma: str) -> dict[Synset, float]:
    """The concepts of ``lemma`` with their weights."""
    found: dict[Synset, float] = {}
    for part in FILES.values():
        for number, synset in net.senses.get((lemma, part), [])[:SENSES]:
            worth = _LATER ** (number - 1)
            for node, weight in [(synset, 1.0), *_touched(net, lemma, synset)]:
                found[node] = max(found.get(node, 0.0), worth * weight)
    return found


def _touched(net: WordNet, lemma: str, synset: Synset) -> Iterator[tuple[Synset, float]]:
    for sign, other, word in net.pointers[synset]:
        if sign == "+" and net.words[synset][word - 1] == lemma:
            yield other, _DERIVED
            yield from (
                (above, _ABOVE_DERIVED) for s, above, _ in net.pointers.get(other, []) if s == "@"
            )
        elif sign in _BY:
            yield other, _BY[sign]


def table(net: WordNet) -> dict[str, NDArray[np.generic]]:
    """The arrays of the weight file."""
    under = Counter(up for out in net.pointers.values() for sign, up, _ in out if sign == "@")
    numbers = {synset: at for at, synset in enumerate(sorted(net.words))}
    lemmas, starts, rows, kinds = [], [0], [], []
    for lemma in sorted({lemma for lemma, _ in net.senses}):
        kind = _kind(net, lemma)
        if kind is None:
            continue
        found = {
            n: w / math.sqrt(1 + _CROWDED * math.log1p(under[n]))
            for n, w in nodes(net, lemma).items()
        }
        lemmas.append(lemma)
        kinds.append(kind)
        rows += [
            (numbers[node], round(255 * found[node]))
            for node in sorted(found.keys() & numbers.keys())
        ]
        starts.append(len(rows))
    return {
        "lemmas": np.frombuffer("\n".join(lemmas).encode(), np.uint8),
        "starts": np.array(starts, np.uint32),
        "nodes": np.array(rows, np.uint32),
        "kinds": np.array(kinds, np.uint8),
    }


def _kind(net: WordNet, lemma: str) -> int | None:
    """The file of the first sense, verbs first; ``None`` for lemmas that tell of no event."""
    verbs, nouns, adjectives = (net.senses.get((lemma, part), []) for part in ("v", "n", "a"))
    files = [net.files[synset] for _, synset in (*verbs, *nouns[:SENSES])]
    derived = any(sign == "+" for _, s in adjectives[:2] for sign, _, _ in net.pointers[s])
    if not derived and not EVENTFUL.intersection(files):
        return None
    return [*files, *(net.files[synset] for _, synset in adjectives)][0]


def write(folder: Path, target: Path = TARGET) -> None:
    """Make the table from the ``dict`` folder of WordNet."""
    arrays: Mapping[str, NDArray[np.generic]] = table(read(folder))
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, **arrays)  # type: ignore[arg-type]
