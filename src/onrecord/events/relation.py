"""Which PLOVER root holds between a source and a target.

The mean of two models that err on different texts: the trained reader of events, and a linear model
over words and syntax (`relation_words`).
"""

from typing import NamedTuple

import numpy as np

from onrecord.events.reader import read_events
from onrecord.events.relation_words import relation_model
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
        self._parse, self._words = parse, encoding.words
        self._reading = read_events(text, parse, encoding)

    def guess(self, source: Span | None, target: Span | None) -> Guess:
        """The likeliest root for the pair; a party that is not given is ``None``."""
        sides = [None if span is None else self._words.between(span) for span in (source, target)]
        by_words = relation_model().probabilities(self._parse, source, target)
        # The geometric mean: a root that either model rules out is not named.
        odds = np.sqrt(by_words * self._reading.roots(*sides))
        chances = odds / odds.sum()
        best = int(chances.argmax())
        return Guess(ROOTS[best], float(chances[best]))
