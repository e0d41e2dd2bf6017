"""Which words tell an event, and of which type: the lexicon and the trained reader together.

The lexicon knows words, their company and their modes; the reader sees the whole sentence. A word
of the lexicon stays, with the lexicon's type, unless the reader finds no event in it; a word that
only the reader takes for an event is one where it is surer. The limits stand in
``knowledge/events/confidence.toml``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.events.confidence import limits
from onrecord.events.lexicon import Group
from onrecord.events.reader import TYPES, EventReading
from onrecord.events.triggers import Trigger
from onrecord.records import PloverType

_TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
"""Parts of speech that can tell an event."""


@dataclass(frozen=True, slots=True)
class Detected:
    """A trigger and how likely it is."""

    trigger: Trigger
    word: int
    """Its number among the words of the article."""
    chance: float
    """That the word tells an event."""


def detect(reading: EventReading) -> Iterator[Detected]:
    """The words of the article that tell an event, in the order of the text."""
    bounds = limits()
    for at, token in enumerate(reading.words.tokens):
        chances = reading.judged.kinds[at]
        chance = 1 - float(chances[0])
        trigger = reading.known.get(token.i)
        if trigger is None:
            if chance < bounds.new or token.pos_ not in _TELLING:
                continue
            trigger = _unknown(reading, at, TYPES[int(chances[1:].argmax())])
        elif chance < bounds.lexical:
            continue
        yield Detected(trigger, at, chance)


def _unknown(reading: EventReading, at: int, kind: PloverType) -> Trigger:
    """A trigger that the lexicon does not know."""
    token = reading.words.tokens[at]
    two_sided = kind is PloverType.CONSULT
    group = Group(type=kind, mode=reading.mode(at, kind), reciprocal=two_sided)
    return Trigger(token, group, verbal=token.pos_ in {"VERB", "AUX"})
