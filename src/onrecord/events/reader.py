"""The trained reader of events: from vectors of words to triggers, types, status and sides.

One pass over a window gives each word the chance that it tells an event of each PLOVER type, what
it says of whether the event happened, and how far the text commits itself to it. For a trigger a
second pass gives each word around it the chance of heading an actor or a recipient; for two given
parties a third names the root that holds between them. ``training/encoder`` makes the networks.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events.hints import grammar, known_kinds, triggers
from onrecord.events.lexicon import lexicon
from onrecord.events.triggers import Trigger
from onrecord.language.encoder import Encoding, Floats, Window, network
from onrecord.language.parse import Parse
from onrecord.language.words import Ints, Words
from onrecord.records import Certainty, EventTime, Modality, PloverType
from onrecord.statements.branches import Trees
from onrecord.statements.lexicon import lexicon as statement_lexicon
from onrecord.statements.quotes import Quotations
from onrecord.statements.traits import DEPENDENCY, Names, alone, traits
from onrecord.text import Span

TYPES = tuple(PloverType)
_MODALITIES, _TIMES = len(Modality), len(EventTime)
ACTOR, RECIPIENT = 1, 2
"""Columns of the chances of a side; column 0 is neither."""
_FAR = -1e4
_LIKELY = 0.5
"""Chance from which a mode is told."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the reader says of the words of an article, or of a stretch of it; one row a word."""

    kinds: Floats
    """Chances of no event and of each type, shape (words, 17)."""
    modality: Floats
    """Shape (words, 6), in the order of `Modality`."""
    time: Floats
    """Shape (words, 3), in the order of `EventTime`."""
    certainty: Floats
    """Shape (words, 3), in the order of `Certainty`."""
    facts: Floats
    """From -3, certainly not, to 3, certainly; shape (words,)."""
    modes: Floats
    """Chances of no mode and of each in `EventReader.modes`, shape (words, modes)."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The words of one window as the heads see them."""

    window: Window
    words: Floats
    heads: Ints
    dependencies: Ints


class EventReader:
    """The networks and their tables; holds no state of an article."""

    def __init__(self, table: dict[str, Any], words: bytes, roles: bytes, roots: bytes) -> None:
        """Args: ``reader.json`` and the three ONNX files that belong to it."""
        self.names: Names = table["names"]
        self.modes: Sequence[str] = table["modes"]
        self.reach: int = table["reach"]
        self.count = len(self.names[DEPENDENCY]) + 1
        self.words, self.roles, self.roots = (network(blob) for blob in (words, roles, roots))


class EventReading:
    """What the reader finds in one article."""

    def __init__(
        self,
        text: str,
        parse: Parse,
        encoding: Encoding,
        known: Mapping[int, Trigger],
        reader: EventReader,
    ) -> None:
        """``known`` are the triggers of the lexicon, by the index of their token."""
        self._reader, self.parse = reader, parse
        self.known = known
        """The triggers of the lexicon, by the index of their token."""
        self.words: Words = encoding.words
        self.vectors = encoding.vectors
        """The encoder's vectors of all words, shape (words, 384)."""
        self._kinds = known_kinds(self.words, known)
        self.quotations = Quotations(text, parse.paragraphs)
        lists = statement_lexicon()
        self._traits = traits(self.words, self.quotations, lists, self._reader.names)
        parts = [self._see(window) for window in encoding.windows]
        self._seen = [seen for seen, _ in parts]
        self.judged = _joined([judged for _, judged in parts], len(self._reader.modes))

    def chance(self, token: Token) -> float:
        """That ``token`` tells an event."""
        at = self.number(token.i)
        return 0.0 if at is None else 1 - float(self.judged.kinds[at, 0])

    def chance_of(self, word: int, kind: PloverType | None) -> float:
        """That ``word`` tells an event of type ``kind``."""
        return float(self.judged.kinds[word, 1 + TYPES.index(kind)]) if kind else 0.0

    def mode(self, word: int, kind: PloverType) -> str | None:
        """The mode of an event of type ``kind`` that ``word`` tells, where one is likely."""
        chances = self.judged.modes[word]
        best = int(chances.argmax())
        name, _, mode = self._reader.modes[best].partition(" ")
        return mode if name == kind and chances[best] > _LIKELY else None

    def head(self, span: Span) -> int | None:
        """The number of the head word of ``span``; ``None`` where it holds no word."""
        token = self.parse.head(span)
        return self.number(token.i) if token is not None else None

    def number(self, token_index: int) -> int | None:
        """The number of a token among the words; ``None`` for white space."""
        return self.words.numbers.get(token_index)

    def _see(self, window: Window) -> tuple[_Seen, Judged]:
        first, end = window.first, window.end
        heads, here = alone(self.words, self._traits, self._reader.names, first, end)
        known = self._kinds[first:end]
        feed = {"vectors": window.vectors, "heads": heads, "traits": here, "known": known}
        words, kinds, judged, facts, modes = self._reader.words.run(None, feed)
        times = _MODALITIES + _TIMES
        return _Seen(window, words, heads, here[:, DEPENDENCY]), Judged(
            kinds=softmax(kinds),
            modality=softmax(judged[:, :_MODALITIES]),
            time=softmax(judged[:, _MODALITIES:times]),
            certainty=softmax(judged[:, times:]),
            facts=facts,
            modes=softmax(modes),
        )

    def sides(self, triggers: Sequence[int]) -> list[tuple[int, Floats]]:
        """For each trigger the first word of its window and the chances of the window's words.

        The chances are those of neither, actor and recipient, shape (words of the window, 3); a
        word farther than the reader reaches is neither.
        """
        found: dict[int, tuple[int, Floats]] = {}
        for seen in self._seen:
            first, end = seen.window.first, seen.window.end
            here = np.array([at - first for at in triggers if first <= at < end], dtype=np.int64)
            if not here.size:
                continue
            feed = {
                "words": seen.words,
                "triggers": here,
                "branches": self._branches(seen, here),
                "grammar": np.stack([self._grammar(first, end, first + int(at)) for at in here]),
                "sentences": self.words.sentences[first:end],
            }
            (scores,) = self._reader.roles.run(None, feed)
            far = np.abs(np.arange(end - first)[None] - here[:, None]) > self._reader.reach
            scores[far, 1:] = _FAR
            for at, chances in zip(here, softmax(scores), strict=True):
                found[first + int(at)] = first, chances
        return [found[at] for at in triggers]

    def _branches(self, seen: _Seen, triggers: Ints) -> Ints:
        trees = Trees(seen.heads, seen.dependencies, self._reader.count)
        return np.stack([trees.branches(at) for at in triggers.tolist()])

    def _grammar(self, first: int, end: int, at: int) -> Ints:
        made = np.zeros(end - first, dtype=np.int64)
        for index, number in grammar(self.words.tokens[at], self.known, lexicon()).items():
            place = self.number(index)
            if place is not None and first <= place < end:
                made[place - first] = number
        return made

    def roots(self, source: tuple[int, int] | None, target: tuple[int, int] | None) -> Floats:
        """Chances of the roots between two parties, given as words ``[first, end)``.

        They are sought in the window of the first party that is given.
        """
        known = [side for side in (source, target) if side is not None]
        at = known[0][0] if known else 0
        seen = next(s for s in self._seen if s.window.first <= at < s.window.end)
        parties = np.zeros(seen.window.end - seen.window.first, dtype=np.int64)
        for number, side in enumerate((source, target), 1):
            if side is not None:
                first, end = (max(0, word - seen.window.first) for word in side)
                parties[first:end] = number
        (scores,) = self._reader.roots.run(None, {"words": seen.words, "parties": parties})
        return softmax(scores)


def read_events(text: str, parse: Parse, encoding: Encoding) -> EventReading:
    """The reading of an article by the shipped reader."""
    known = triggers(parse.doc, lexicon())
    return EventReading(text, parse, encoding, known, event_reader())


def softmax(scores: NDArray[np.float32]) -> Floats:
    """Chances along the last axis."""
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Floats = odds / odds.sum(-1, keepdims=True)
    return chances


def _joined(parts: Sequence[Judged], modes: int) -> Judged:
    widths = {
        "kinds": len(TYPES) + 1,
        "modality": _MODALITIES,
        "time": _TIMES,
        "certainty": len(Certainty),
        "modes": modes,
    }
    made = {
        name: np.concatenate(
            [np.zeros((0, width), np.float32), *(getattr(part, name) for part in parts)]
        )
        for name, width in widths.items()
    }
    facts = np.concatenate([np.zeros(0, np.float32), *(part.facts for part in parts)])
    return Judged(**made, facts=facts)


@cache
def event_reader() -> EventReader:
    """The reader, loaded once a process."""
    table, words, roles, roots = (
        knowledge.path("events", name).read_bytes()
        for name in ("reader.json", "words.onnx", "roles.onnx", "roots.onnx")
    )
    return EventReader(json.loads(table), words, roles, roots)
