"""Which words tell an event, by the lexicon and the reader together."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.events.confidence import limits
from onrecord.events.detecting import detect
from onrecord.events.lexicon import Group
from onrecord.events.reader import TYPES, EventReading
from onrecord.events.triggers import Trigger
from onrecord.records import PloverType


def found(number: str, tag: str, chance: float) -> bool:
    """Whether "killed" tells an event of which the reader is as sure as ``chance``."""
    doc = Doc(
        Vocab(),
        words=[number, "sailors", "were", "killed"],
        heads=[1, 3, 3, 3],
        deps=[tag, "nsubjpass", "auxpass", "ROOT"],
        pos=["NUM", "NOUN", "AUX", "VERB"],
    )
    kinds = np.zeros((4, 1 + len(TYPES)))
    kinds[:, 0] = 1.0
    kinds[3, [0, 1 + TYPES.index(PloverType.ASSAULT)]] = 1 - chance, chance
    trigger = Trigger(doc[3], Group(type=PloverType.ASSAULT, mode=None), verbal=True)
    reading = SimpleNamespace(
        words=SimpleNamespace(tokens=list(doc)),
        judged=SimpleNamespace(kinds=kinds),
        known={3: trigger},
        chance_of=lambda word, _: chance if word == 3 else 0.0,
    )
    return bool(list(detect(cast("EventReading", reading))))


@pytest.mark.parametrize(
    ("number", "tag", "expected"), [("40", "nummod", True), ("The", "det", False)]
)
def test_how_many_were_hit_needs_less_to_tell_an_event(
    number: str, tag: str, *, expected: bool
) -> None:
    between = (limits().counted + limits().lexical) / 2
    assert found(number, tag, between) is expected
    assert found(number, tag, limits().lexical)
    assert not found(number, tag, limits().counted - 0.01)


def tells(verb: str, kind: PloverType, chance: float) -> bool:
    """Whether ``verb``, which the lexicon does not know, tells an event of ``kind``."""
    doc = Doc(
        Vocab(),
        words=["she", verb],
        heads=[1, 1],
        deps=["nsubj", "ROOT"],
        pos=["PRON", "VERB"],
        lemmas=["she", verb],
    )
    kinds = np.zeros((2, 1 + len(TYPES)))
    kinds[:, 0] = 1.0
    kinds[1, [0, 1 + TYPES.index(kind)]] = 1 - chance, chance
    reading = SimpleNamespace(
        words=SimpleNamespace(tokens=list(doc)),
        judged=SimpleNamespace(kinds=kinds),
        known={},
        chance_of=lambda word, _: chance if word == 1 else 0.0,
        mode=lambda *_: None,
    )
    return bool(list(detect(cast("EventReading", reading))))


@pytest.mark.parametrize(
    ("verb", "kind", "expected"),
    [
        ("say", PloverType.ACCUSE, False),
        ("deride", PloverType.ACCUSE, True),
        ("say", PloverType.REQUEST, True),
    ],
)
def test_blame_in_a_plain_word_of_saying_needs_a_surer_reader(
    verb: str, kind: PloverType, *, expected: bool
) -> None:
    assert tells(verb, kind, (limits().new + limits().said) / 2) is expected
    assert tells(verb, kind, limits().said)
