"""Which PLOVER root holds between a source and a target, by the trained reader of events."""

from typing import NamedTuple

from onrecord.events.reader import read_events
from onrecord.events.roots import ROOTS
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.text import Span


class Guess(NamedTuple):
    """The likeliest root and how likely it is."""

    root: str
    probability: float


class Relations:
    """The roots between parties of one article."""

    def __init__(self, text: str, parse: Parse, encoding: Encoding) -> None:
        self._words = encoding.words
        self._reading = read_events(text, parse, encoding)

    def guess(self, source: Span | None, target: Span | None) -> Guess:
        """The likeliest root for the pair; a party that is not given is ``None``."""
        sides = (
            self._words.between(span) if span is not None else None for span in (source, target)
        )
        chances = self._reading.roots(*sides)
        best = int(chances.argmax())
        return Guess(ROOTS[best], float(chances[best]))
