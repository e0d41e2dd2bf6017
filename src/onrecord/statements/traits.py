"""What the statement reader sees of each word beside its vector: syntax, names, quotation marks.

The names of each column are a table made in training (``reader.json``); a name that it does not
hold is number 0.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from spacy.tokens import Token

from onrecord.language.words import Ints, Words
from onrecord.statements.lexicon import Lexicon
from onrecord.statements.quotes import Quotations

Names = Sequence[Mapping[str, int]]
"""The number of each name, for part of speech, tag, dependency, entity and class of verb."""

NAMED = 5
"""Columns whose values are names."""
DEPENDENCY = 2
"""The column of the dependency."""
_BEGINS, _SIDE = NAMED + 1, NAMED + 4
"""The columns of the start of a sentence and of the governor's side."""
_ITSELF, _BEFORE, _AFTER = 1, 2, 3
"""Where the governor stands; a root governs itself."""
FLAGS = (2, 2, 2, 2, 4, 4)
"""How many values each of the other columns has: inside quotation marks, start of a sentence, noun
that speaks, word of hearsay, on which side the governor stands (itself, before, after), and first
or last word of a quotation."""


def traits(words: Words, quotations: Quotations, lexicon: Lexicon, names: Names) -> Ints:
    """The traits of all words, shape (words, 11)."""
    named = np.array(
        [
            [table.get(name, 0) for table, name in zip(names, row, strict=True)]
            for row in names_of(words.tokens, lexicon)
        ],
        dtype=np.int64,
    ).reshape(len(words), NAMED)
    flags = np.array(
        [
            (
                bool(token.is_sent_start),
                lexicon.speaking_noun(token.lemma_.lower()),
                lexicon.is_hearsay(token.lower_),
            )
            for token in words.tokens
        ],
        dtype=np.int64,
    ).reshape(len(words), len(FLAGS) - 3)
    here = np.arange(len(words))
    side = np.select([words.heads == here, words.heads < here], [_ITSELF, _BEFORE], _AFTER)
    quoted, edges = _quoted(words, quotations)
    return np.column_stack([named, quoted, flags, side, edges])


def _quoted(words: Words, quotations: Quotations) -> tuple[Ints, Ints]:
    """1 at each word that begins in a quotation; 1 at the first word of each, 2 at its last."""
    inside, edges = np.zeros((2, len(words)), dtype=np.int64)
    for quotation in quotations.all:
        first, end = words.between(quotation.span)
        if first < end:
            edges[first], edges[end - 1] = 1, 2
            inside[first + (words.tokens[first].idx < quotation.span.start) : end] = 1
    return inside, edges


def names_of(tokens: Sequence[Token], lexicon: Lexicon) -> list[tuple[str, ...]]:
    """The names of each word, in the order of :data:`Names`."""
    return [
        (
            token.pos_,
            token.tag_,
            token.dep_,
            token.ent_type_ or "-",
            lexicon.verb_class(token.lemma_.lower()) or "-",
        )
        for token in tokens
    ]


def alone(words: Words, table: Ints, names: Names, first: int, end: int) -> tuple[Ints, Ints]:
    """Heads and traits of the words ``[first, end)`` read by themselves.

    A word whose governor lies outside becomes the root of what is read, as it would be if the
    words stood alone. Heads are counted from ``first``.
    """
    heads = words.heads[first:end] - first
    outside = (heads < 0) | (heads >= end - first)
    here = np.where(outside, np.arange(end - first), heads)
    traits_here = table[first:end].copy()
    traits_here[outside, DEPENDENCY] = names[DEPENDENCY].get("ROOT", 0)
    traits_here[outside, _SIDE] = _ITSELF
    traits_here[:1, _BEGINS] = 1
    return here, traits_here
