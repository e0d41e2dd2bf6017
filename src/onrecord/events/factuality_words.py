"""Factuality by words and syntax: the linear part of `onrecord.events.factuality`.

Two ridge regressions over what the status rules found on the way up from a predicate, and over the
words and syntax next to it: one for edited news, where a reporter's plain sentence is a fact, and
one for what people write themselves on the web, where readers take the future for not happened. A
logistic gate over the words of the sentence and the predicate says which of the two it is, the more
cautiously the better: where it errs, the number of the other kind is far off. The scale is that of
M.-C. de Marneffe, C. Manning and C. Potts, "Did it happen?" (2012), and of the corpora that
continue it. Weights come from ``training/status/train_factuality.py``.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import NamedTuple

import numpy as np
from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events.status import state_of
from onrecord.events.status_clause import form, is_verbal
from onrecord.events.status_state import State
from onrecord.language.parse import Parse

_ANCESTORS = 3
_OF_PREDICATE = ("tag=", "dep=", "tag+dep=", "lemma=", "det=", "nsubj=", "helpers+tag=")
"""What of a predicate's features tells news from other writing: news tells its events by nouns."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight by name of the feature; the bias is a feature too."""

    news: dict[str, float]
    web: dict[str, float]
    gate: dict[str, float]


class Numbers(NamedTuple):
    """How far a text commits itself to an event, if it is edited news and if it is not."""

    news: float
    web: float


def by_words(found: Sequence[str]) -> Numbers:
    """The numbers of a predicate with the features ``found``, from about -3 to 3."""
    weights = _weights()
    return Numbers(_sum(weights.news, found), _sum(weights.web, found))


def chance_of_news(trigger: Token, found: Sequence[str]) -> float:
    """That ``trigger``, which has the features ``found``, stands in edited news."""
    return 1 / (1 + math.exp(-_sum(_weights().gate, gate_features(trigger.sent, found))))


def _sum(weights: dict[str, float], found: Sequence[str]) -> float:
    return sum(weights.get(name, 0.0) for name in found)


@cache
def _weights() -> Weights:
    blob = knowledge.path("status", "factuality.npz").read_bytes()
    with np.load(BytesIO(blob), allow_pickle=False) as arrays:
        parts = {
            part: dict(zip(arrays[f"{part}_names"].tolist(), arrays[part].tolist(), strict=True))
            for part in ("news", "web", "gate")
        }
    return Weights(**parts)


def gate_features(sentence: DocSpan, found: Sequence[str]) -> list[str]:
    """What tells edited news from other writing: the words and length of the sentence, and some
    of the features ``found`` of the predicate."""
    words = [t.lower_ for t in sentence if not t.is_space]
    made = ["bias", *(f"word={word}" for word in dict.fromkeys(words))]
    if words:
        made += [f"first={words[0]}", f"last={words[-1]}"]
        made.append(f"upper={sentence.text[:1].isupper()}")
    made.append(f"length={min(len(words) // 5, 8)}")
    return made + [name for name in found if name.startswith(_OF_PREDICATE)]


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
