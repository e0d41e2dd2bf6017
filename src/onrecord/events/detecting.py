"""Which words tell an event, and of which type: the lexicon and the trained reader together.

The lexicon knows words, their company and their modes; the reader sees the whole sentence. A word
of the lexicon stays unless the reader finds no event in it; a word that only the reader takes for
an event is one where it is surer. Limits stand in ``knowledge/events/confidence.toml``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.events.confidence import Limits, limits
from onrecord.events.lexicon import Group
from onrecord.events.reader import TYPES, EventReading
from onrecord.events.triggers import Trigger
from onrecord.language.encoder import Floats
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
    sure: float
    """That it tells one of the trigger's type."""


def detect(reading: EventReading) -> Iterator[Detected]:
    """The words of the article that tell an event, in the order of the text."""
    bounds = limits()
    for at, token in enumerate(reading.words.tokens):
        chances = reading.judged.kinds[at]
        chance = 1 - float(chances[0])
        best = TYPES[int(chances[1:].argmax())]
        trigger = reading.known.get(token.i)
        if trigger is not None and trigger.group.type is not None:
            if chance < bounds.lexical:
                continue
            if best is not trigger.group.type and _outvoted(chances, trigger, bounds):
                trigger = replace(trigger, group=_group(reading, at, best, trigger.group.to))
        elif chance >= bounds.new and token.pos_ in _TELLING:
            group = _group(reading, at, best)
            trigger = Trigger(token, group, token.pos_ in {"VERB", "AUX"})
        else:
            continue
        kind = trigger.group.type
        assert kind is not None
        yield Detected(trigger, at, chance, float(chances[1 + TYPES.index(kind)]))


def _group(
    reading: EventReading, at: int, kind: PloverType, to: frozenset[str] = frozenset()
) -> Group:
    """What the reader says of an event that the lexicon does not know."""
    return Group(type=kind, mode=reading.mode(at, kind), to=to)


def _outvoted(chances: Floats, trigger: Trigger, bounds: Limits) -> bool:
    """Whether the reader is sure of another type than the lexicon's."""
    kind = trigger.group.type
    assert kind is not None
    best, own = float(chances[1:].max()), float(chances[1 + TYPES.index(kind)])
    return best >= bounds.new and best >= bounds.other * own
