"""Which words tell an event, and of which type: the lexicon and the trained reader together.

The lexicon knows words, their company and their modes; the reader sees the whole sentence. A word
of the lexicon stays, with the lexicon's type, unless the reader finds no event in it; a word that
only the reader takes for an event is one where it is surer. The limits stand in
``knowledge/events/confidence.toml``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.events.confidence import limits
from onrecord.events.lexicon import Group, lexicon
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
    """That the word tells an event of the type of the trigger."""


def detect(reading: EventReading) -> Iterator[Detected]:
    """The words of the article that tell an event, in the order of the text."""
    bounds = limits()
    for at, token in enumerate(reading.words.tokens):
        chances = reading.judged.kinds[at]
        chance = 1 - float(chances[0])
        likeliest = TYPES[int(chances[1:].argmax())]
        trigger = reading.known.get(token.i)
        if trigger is None:
            if chance < bounds.new or token.pos_ not in _TELLING:
                continue
            if _merely_says(token, likeliest) and chances[1:].max() < bounds.said:
                continue
            trigger = _unknown(reading, at, likeliest)
        elif chance < (bounds.counted if _counts(token) else bounds.lexical):
            continue
        elif _is_retyped(trigger, likeliest) and chances[1:].max() >= bounds.retyped:
            trigger = replace(trigger, group=_group(reading, at, likeliest))
        yield Detected(trigger, at, reading.chance_of(at, trigger.group.type))


def _is_retyped(trigger: Trigger, kind: PloverType) -> bool:
    """Whether the lexicon says another type, by the word alone: its company would be better known
    to the lexicon ("signed an agreement").
    """
    return trigger.group.type is not kind and not trigger.company and not trigger.objects


def _merely_says(token: Token, kind: PloverType) -> bool:
    """Whether it is seen as blame without a word of blame; most that people say blames nobody."""
    return kind is PloverType.ACCUSE and token.lemma_.lower() in lexicon().speech.verbs


def _counts(token: Token) -> bool:
    """Whether it is done to a number of people or things: reports of a toll say little besides."""
    subjects = [child for child in token.children if child.dep_ == "nsubjpass"]
    return any(word.dep_ == "nummod" for subject in subjects for word in subject.children)


def _unknown(reading: EventReading, at: int, kind: PloverType) -> Trigger:
    """A trigger that the lexicon does not know."""
    token = reading.words.tokens[at]
    return Trigger(token, _group(reading, at, kind), verbal=token.pos_ in {"VERB", "AUX"})


def _group(reading: EventReading, at: int, kind: PloverType) -> Group:
    """What the reader says that the lexicon does not."""
    two_sided = kind is PloverType.CONSULT
    return Group(type=kind, mode=reading.mode(at, kind), reciprocal=two_sided)
