"""Frames around a sentence: what is called false, and what is told of a film or an exercise."""

from functools import cache

from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events.status_fiction import in_fiction
from onrecord.events.status_state import State
from onrecord.records import Modality, PloverType

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})


@cache
def _frames() -> dict[str, frozenset[str]]:
    table = knowledge.toml("status", "frames.toml")
    return {name: frozenset(words.split()) for name, words in table.items()}


def framed(trigger: Token, state: State, kind: PloverType | None) -> State:
    """``state``, where what carries ``trigger`` is called false or is fiction."""
    above = [trigger, *trigger.ancestors]
    false = next((word for token in above if (word := _called_false(token)) is not None), None)
    if false is not None:
        return state.within(Modality.NEGATED, None, false)
    fiction = in_fiction(trigger, kind)
    if fiction is not None and state.modality is Modality.ACTUAL:
        return state.within(Modality.CONDITIONAL, None, fiction)
    return state


def _called_false(noun: Token) -> Token | None:
    """ "Rumours that troops left are false", "false reports of an attack"."""
    words = _frames()
    is_noun = noun.pos_ == "NOUN" or noun.dep_ in _SUBJECTS  # "Earlier reports" looks like a verb
    if not is_noun or noun.lemma_.lower() not in words["tellings"]:
        return None
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in words["retracting"]:
        return noun.head
    near = [child for child in noun.lefts if child.dep_ == "amod"]
    if noun.dep_ in _SUBJECTS:
        if any(child.dep_ == "neg" for child in noun.head.children):
            return None
        # "was false", "proved unfounded", "turned out to be untrue"
        verbs = [noun.head, *(t for t in noun.head.rights if t.dep_ == "xcomp")]
        near += [t for verb in verbs for t in verb.rights if t.dep_ in _PREDICATES]
    return next((word for word in near if word.lemma_.lower() in words["false"]), None)
