"""Definite nouns that take up what an article has told: "five died in the strike"."""

from onrecord.corpus.events.lexicon import anybody, generic, results, same_kind
from onrecord.corpus.events.told import Told
from onrecord.events.sameness import POINTING
from onrecord.records import EventTime, PloverType

_BACK = 800
"""Characters back to what a definite noun takes up, at most."""
_BEFORE = 10
"""Characters before a noun in which its article stands."""


def takes_up(text: str, later: Told, earlier: Told) -> bool:
    """Whether ``later`` is a definite noun for what ``earlier`` tells."""
    before = text[max(0, later.start - _BEFORE) : later.start].lower().split()
    return (
        bool(before)
        and before[-1] in POINTING
        and later.start - earlier.start <= _BACK
        and _hits_nobody_in_particular(later)
        and earlier.happened
        and (same_kind(later.lemma, earlier.lemma) or _stands_for(later, earlier))
    )


def _hits_nobody_in_particular(telling: Told) -> bool:
    """Whether it names no recipient but people who were counted ("five died in the strike")."""
    return all(p.head in anybody() and not p.names for p in telling.recipients)


def _stands_for(later: Told, earlier: Told) -> bool:
    """Whether a noun for any deed of force ("the attack") takes up the nearest one told."""
    force = earlier.type == PloverType.ASSAULT or earlier.mode == "weapons"
    news = earlier.time == later.time == EventTime.CURRENT
    deed = earlier.lemma not in results()
    return force and news and deed and later.type == PloverType.ASSAULT and later.lemma in generic()
