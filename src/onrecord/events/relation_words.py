"""Which PLOVER type holds between a source and a target: a linear model over words and syntax.

The features are the words of the sentence, the words between the two, the dependency path that
joins them, and the types for which the lexicon of triggers takes words around them; each is hashed
into a row of a weight table (Weinberger et al. 2009, feature hashing). `training/relation/train.py`
makes the table.
"""

import zlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events.hints import triggers
from onrecord.events.lexicon import lexicon
from onrecord.language.parse import Parse
from onrecord.records import PloverType
from onrecord.text import Span

BUCKETS = 1 << 15
"""Rows of the weight table."""

_WORD, _BETWEEN, _PATH = 0.3, 0.6, 1.0
"""Weight of a feature by its kind; chosen by cross-validation on the training data."""

_COMPLEMENTS = {"dobj", "prt", "attr", "xcomp", "ccomp", "prep", "acomp", "neg", "auxpass"}
_OBJECTS = {"pobj", "dobj", "xcomp", "prt"}


class RelationModel:
    """Scores the roots of a pair."""

    def __init__(self, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        """``weights``: [BUCKETS, roots]; ``bias``: [roots]; in the order of `ROOTS`."""
        self._weights, self._bias = weights, bias

    def probabilities(
        self, parse: Parse, source: Span | None, target: Span | None
    ) -> NDArray[np.float64]:
        """One probability a root, in the order of `ROOTS`."""
        found = list(features(parse, source, target))
        rows = self._weights[[bucket(name) for name, _ in found]].astype(np.float64)
        values = np.array([value for _, value in found], dtype=np.float64)
        logits = self._bias + (rows * values[:, None]).sum(axis=0)
        odds = np.exp(logits - logits.max())
        return np.asarray(odds / odds.sum(), dtype=np.float64)


@cache
def relation_model() -> RelationModel:
    """The shipped model, loaded once a process."""
    with knowledge.path("relation", "weights.npz").open("rb") as file:
        table = np.load(file, allow_pickle=False)
        return RelationModel(table["weights"].astype(np.float32), table["bias"].astype(np.float32))


def bucket(name: str) -> int:
    """The row of a feature; CRC-32, which is the same on every machine."""
    return zlib.crc32(name.encode()) % BUCKETS


def features(parse: Parse, source: Span | None, target: Span | None) -> Iterator[tuple[str, float]]:
    """Features of a pair in its sentence, each with its weight."""
    heads = [parse.head(span) if span is not None else None for span in (source, target)]
    sentence = next((head.sent for head in heads if head is not None), None)
    tokens = list(sentence) if sentence is not None else list(parse.doc)
    words = _masked(parse, tokens, source, target, heads)
    for word in sorted(set(words)):
        yield f"w={word}", _WORD
    for one, two in sorted(set(pairwise(words))):
        yield f"b={one}_{two}", _WORD
    yield from _between(words)
    yield from _along_path(*heads)
    yield from _hints(parse, tokens, source, target)


def _masked(
    parse: Parse,
    tokens: list[Token],
    source: Span | None,
    target: Span | None,
    heads: list[Token | None],
) -> list[str]:
    """Lemmas of the sentence with each of the two as one word."""
    marks = {head.i: name for head, name in zip(heads, ("SRC", "TGT"), strict=True) if head}
    hidden = {t.i for span in (source, target) if span is not None for t in parse.tokens(span)}
    words = []
    for token in tokens:
        if token.i in marks:
            words.append(marks[token.i])
        elif token.i not in hidden and not token.is_space:
            words.append(token.lemma_.lower())
    return words


def _between(words: list[str]) -> Iterator[tuple[str, float]]:
    """Words between source and target, and those that follow the target."""
    if "SRC" not in words or "TGT" not in words:
        return
    source, target = words.index("SRC"), words.index("TGT")
    middle = words[min(source, target) + 1 : max(source, target)]
    yield f"order={source < target}", 1.0
    for word in sorted(set(middle)):
        yield f"m={word}", _BETWEEN
    for one, two in sorted(set(pairwise(middle))):
        yield f"mb={one}_{two}", _BETWEEN
    for word in sorted(set(words[target + 1 : target + 4])):
        yield f"after={word}", _BETWEEN


def _hints(
    parse: Parse, tokens: list[Token], source: Span | None, target: Span | None
) -> Iterator[tuple[str, float]]:
    """The types of the lexicon's triggers, and of those nearest to the two on either side."""
    sides = [
        [t.i for t in parse.tokens(span)] if span is not None else [] for span in (source, target)
    ]
    parties = {i for side in sides for i in side}
    kinds = _types(parse, tokens, parties)
    for kind in sorted(set(kinds.values())):
        yield f"hint={kind}", _WORD
    if not all(sides):
        yield from ((f"hint-only={kind}", _PATH) for kind in list(kinds.values())[:1])
        return
    left, right = sorted((side[0], side[-1]) for side in sides)
    before = [kind for i, kind in kinds.items() if i < left[0]]
    middle = [kind for i, kind in kinds.items() if left[1] < i < right[0]]
    after = [kind for i, kind in kinds.items() if i > right[1]]
    for kind in sorted(set(middle)):
        yield f"hint-between={kind}", _PATH
    for name, nearest in (
        ("first", middle[:1]),
        ("last", middle[-1:]),
        ("after", after[:1]),
        ("before", before[-1:]),
    ):
        yield from ((f"hint-{name}={kind}", _PATH) for kind in nearest)


def _types(parse: Parse, tokens: list[Token], parties: set[int]) -> dict[int, PloverType]:
    """The type of each trigger among ``tokens``, in their order, by the index of its token."""
    found = triggers(parse.doc, lexicon())
    made = {}
    for token in tokens:
        kind = found[token.i].group.type if token.i in found else None
        if kind is not None and token.i not in parties:
            made[token.i] = kind
    return made


def _along_path(source: Token | None, target: Token | None) -> Iterator[tuple[str, float]]:
    """What joins the two in the tree: the top of the path, its branches and the verbs on it."""
    up_source = _ancestors(source) if source is not None else []
    up_target = _ancestors(target) if target is not None else []
    top = _top(up_source, up_target)
    if top is None:
        return
    yield f"top={top.lemma_.lower()}", _PATH
    yield f"top-pos={top.pos_}", _PATH
    for side, chain in (("s", up_source), ("t", up_target)):
        branch = chain[: next((n for n, t in enumerate(chain) if t.i == top.i), len(chain))]
        for lemma in sorted({token.lemma_.lower() for token in branch[1:]}):
            yield f"{side}-path={lemma}", _PATH
        if branch:
            yield f"{side}-dep={branch[-1].dep_}", _PATH / 2
    verb = next((t for t in up_source[1:] if t.pos_ in {"VERB", "AUX"}), top)
    yield from _around_verb(verb)
    over_target = next((t for t in up_target[1:] if t.pos_ in {"VERB", "AUX"}), None)
    if over_target is not None:
        yield f"t-verb={over_target.lemma_.lower()}", _PATH


def _around_verb(verb: Token) -> Iterator[tuple[str, float]]:
    lemma = verb.lemma_.lower()
    yield f"s-verb={lemma}", 1.5 * _PATH
    found = set()
    for child in verb.children:
        if child.dep_ in _COMPLEMENTS:
            found.add(f"verb-child={lemma}_{child.lemma_.lower()}")
            found.add(f"child={child.dep_}_{child.lemma_.lower()}")
            found |= {f"under={t.lemma_.lower()}" for t in child.children if t.dep_ in _OBJECTS}
    for name in sorted(found):
        yield name, _PATH


def _ancestors(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _top(up_source: list[Token], up_target: list[Token]) -> Token | None:
    """The lowest token over both; with only one of them, the token over that one."""
    if not up_source or not up_target:
        chain = up_source or up_target
        return chain[min(1, len(chain) - 1)] if chain else None
    over_source = {token.i for token in up_source}
    both = (token for token in up_target if token.i in over_source)
    return next(both, up_source[min(1, len(up_source) - 1)])
