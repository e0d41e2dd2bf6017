"""Factuality as a number, from -3 (certainly did not happen) to 3 (certainly did).

A ridge regression over what the status rules found on the way up from a predicate, and over the
words and syntax next to it. The scale is that of M.-C. de Marneffe, C. Manning and C. Potts, "Did
it happen?" (2012), and of the corpora that continue it. Weights come from
``training/status/train_factuality.py``.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO

import numpy as np
from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events.status import state_of
from onrecord.events.status_clause import form, is_verbal
from onrecord.events.status_state import State
from onrecord.language.parse import Parse

LOWEST, HIGHEST = -3.0, 3.0
_ANCESTORS = 3


def factuality(parse: Parse, trigger: Token) -> float:
    """How far the text commits itself to the event that ``trigger`` names.

    Returns:
        A number from -3 to 3; 0 says nothing.
    """
    weights = _weights()
    total = sum(weights.get(name, 0.0) for name in features(parse, trigger))
    return float(min(HIGHEST, max(LOWEST, total)))


@cache
def _weights() -> dict[str, float]:
    """Weight by name of the feature; the bias is a feature too."""
    blob = knowledge.path("status", "factuality.npz").read_bytes()
    with np.load(BytesIO(blob), allow_pickle=False) as arrays:
        names, values = arrays["names"].tolist(), arrays["weights"].tolist()
    return dict(zip(names, values, strict=True))


def features(parse: Parse, trigger: Token) -> list[str]:
    """The names of the features that ``trigger`` has, each once, in a fixed order."""
    state = state_of(parse, trigger, None)
    found = ["bias", *_of_state(state), *_of_word(trigger, state), *_of_clause(trigger)]
    found += [*_of_ancestors(trigger, state), *_of_sentence(trigger)]
    return list(dict.fromkeys(found))


def _of_state(state: State) -> Iterator[str]:
    yield f"modality={state.modality}"
    yield f"certainty={state.modality}/{state.certainty}"
    for hit in state.hits:
        yield f"hit={hit}"
    for one, other in zip(state.hits, state.hits[1:], strict=False):
        yield f"hits={one}>{other}"
    if state.hits:
        yield f"last={state.hits[-1]}"
    yield f"depth={min(len(state.hits), 4)}"
    for token in state.evidence:
        yield f"evidence={token.lemma_.lower()}/{state.modality}"


def _of_word(trigger: Token, state: State) -> Iterator[str]:
    yield f"tag={trigger.tag_}"
    yield f"dep={trigger.dep_}"
    yield f"tag+dep={trigger.tag_}/{trigger.dep_}"
    yield f"tag+modality={trigger.tag_}/{state.modality}"
    yield f"dep+modality={trigger.dep_}/{state.modality}"
    yield f"lemma={trigger.lemma_.lower()}"
    yield f"lemma+modality={trigger.lemma_.lower()}/{state.modality}"
    for offset in (-2, -1, 1):
        at = trigger.i + offset
        if trigger.sent.start <= at < trigger.sent.end:
            yield f"word{offset}={trigger.doc[at].lower_}"


def _of_clause(trigger: Token) -> Iterator[str]:
    helpers = [form(t) for t in trigger.lefts if t.dep_ in {"aux", "auxpass", "neg"}]
    yield f"helpers={' '.join(helpers)}"
    yield f"helpers+tag={' '.join(helpers)}/{trigger.tag_}"
    for child in trigger.children:
        if child.dep_ in {"aux", "auxpass", "neg", "mark", "advmod", "det", "prt", "cc", "poss"}:
            yield f"{child.dep_}={form(child)}"
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            known = child.lower_ if child.pos_ == "PRON" else child.tag_
            yield f"{child.dep_}={known}"
            yield f"{child.dep_}"
        else:
            yield f"has={child.dep_}"


def _of_ancestors(trigger: Token, state: State) -> Iterator[str]:
    token, path = trigger, ""
    for step in range(_ANCESTORS):
        if token.head.i == token.i:
            break
        path = f"{path}<{token.dep_}"
        token = token.head
        yield f"above{step}={token.lemma_.lower()}{path}"
        yield f"above-tag{step}={token.tag_}{path}"
        yield f"above-lemma={token.lemma_.lower()}"
        if is_verbal(token):
            helpers = " ".join(form(t) for t in token.lefts if t.dep_ in {"aux", "neg"})
            yield f"above-helpers{step}={helpers}{path}"
    yield f"path={path}/{state.modality}"


def _of_sentence(trigger: Token) -> Iterator[str]:
    sentence = trigger.sent
    last = sentence[-1].text
    yield f"ends={last if not last.isalnum() else 'word'}"
    words = {t.lower_ for t in sentence}
    for cue in ("if", "?", "would", "i", "you", "we", "should", "not", "could", "please"):
        if cue in words:
            yield f"sentence={cue}"
    yield f"sentence-root={sentence.root.tag_}"
    yield f"length={min(len(sentence) // 8, 5)}"
