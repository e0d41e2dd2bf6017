"""What the lexicon and the grammar say of a word, as the trained reader sees it.

The reader weighs these hints with all else that it sees: that a word is in the lexicon of triggers
does not make it an event, nor does a subject always act.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from spacy.tokens import Doc, Token

from onrecord.events import syntax
from onrecord.events.lexicon import Group, Lexicon
from onrecord.events.nominal import sides
from onrecord.events.triggers import Trigger, find
from onrecord.language.words import Ints, Words
from onrecord.records import PloverType

KINDS = {kind: number for number, kind in enumerate(PloverType, 1)}
"""The number of each type; 0 says that the lexicon has no event for the word."""
SUBJECT, OBJECT, BROUGHT = 1, 2, 3
"""What a word is to a trigger; 0 is none of these."""
GRAMMAR = 4
"""How many values that has."""
_PREPOSITIONS = frozenset({"to", "on", "against", "with", "for", "from", "of", "at", "in", "upon"})
_PLAIN = Group(type=None, to=_PREPOSITIONS)
"""A noun that the lexicon does not know."""


def triggers(doc: Doc, words: Lexicon) -> dict[int, Trigger]:
    """The triggers of the lexicon, by the index of their token."""
    return {trigger.token.i: trigger for trigger in find(doc, words)}


def known_kinds(words: Words, found: Mapping[int, Trigger]) -> Ints:
    """The number of the type that the lexicon has for each word, shape (words,)."""
    made = np.zeros(len(words), dtype=np.int64)
    for at, token in enumerate(words.tokens):
        trigger = found.get(token.i)
        if trigger is not None and trigger.group.type is not None:
            made[at] = KINDS[trigger.group.type]
    return made


def grammar(token: Token, known: Mapping[int, Trigger], words: Lexicon) -> dict[int, int]:
    """What each word near is to the trigger ``token``, by the index of its token."""
    found: dict[int, int] = {}
    for number, word in _related(token, known, words):
        found.setdefault(word.i, number)
    found.pop(token.i, None)
    return found


def _related(
    token: Token, known: Mapping[int, Trigger], words: Lexicon
) -> Iterator[tuple[int, Token]]:
    if token.pos_ in {"VERB", "AUX"}:
        arguments, objects = syntax.arguments(token), syntax.objects(token)
        yield from ((SUBJECT, word) for word in arguments.subjects)
        yield from ((OBJECT, word) for word in (*arguments.patients, *objects))
        for holder in (token, *objects):
            yield from ((BROUGHT, word) for _, word in syntax.brought(holder, _PREPOSITIONS))
        return
    trigger = known.get(token.i) or Trigger(token, _PLAIN, verbal=False)
    found = sides(trigger, words.carriers)
    yield from ((SUBJECT, word) for word in found.actors)
    yield from ((OBJECT, word) for word in found.recipients)
