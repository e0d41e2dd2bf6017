"""Marked articles as the network reads them: words, pieces, traits and the statements to find."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.task import Row, article_of
from onrecord.language.parse import Parse
from onrecord.language.pieces import Pieces, cuts, layout
from onrecord.language.stage import SyntaxStage
from onrecord.language.words import Ints, Words, words_of
from onrecord.pipeline import Given
from onrecord.statements.decode import Parts
from onrecord.statements.lexicon import lexicon
from onrecord.statements.quotes import Quotations
from onrecord.statements.traits import NAMED, Names, alone, names_of, traits
from onrecord.text import Span

SHORTEST_FIRST = 180
"""The first window of an article holds up to this many pieces fewer, by chance, so that the
network meets each paragraph with other neighbours in each epoch."""
_LOOSE = frozenset({"PUNCT", "PART", "ADP", "DET"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement to find: the word that anchors its cue, and its parts in words."""

    anchor: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Lesson:
    """One article with its marked statements."""

    id: str
    words: Words
    pieces: list[list[int]]
    marked: tuple[Marked, ...]
    quotations: Quotations


@dataclass(frozen=True, slots=True)
class Page:
    """A window of a lesson; numbers of words are counted from its first word."""

    lesson: Lesson
    first: int
    ids: Ints
    starts: Ints
    """Where each word begins in ``ids``."""
    heads: Ints
    traits: Ints
    sentences: Ints
    paragraphs: Ints
    marked: tuple[Marked, ...]


def lesson(row: Row, syntax: SyntaxStage, pieces: Pieces) -> Lesson:
    """One row of PolNeAR, or of a file of the same form, parsed."""
    (parse,) = syntax.run(article_of(row), Given({}))
    assert isinstance(parse, Parse)
    words = words_of(parse)
    parts = (_parts(item, words) for item in row["attributions"])
    marked = tuple(Marked(anchor(words, part), part) for part in parts if part.cue)
    quotations = Quotations(row["text"], parse.paragraphs)
    return Lesson(row["id"], words, pieces.of(words), marked, quotations)


def _parts(item: Row, words: Words) -> Parts:
    spans = {name: [words.between(Span(*span)) for span in item[name]] for name in Parts._fields}
    return Parts(**{k: tuple((a, b) for a, b in sorted(v) if a < b) for k, v in spans.items()})


def anchor(words: Words, parts: Parts) -> int:
    """The word of the cue whose governor lies outside it; its first word if there is none."""
    inside = {at for first, end in parts.cue for at in range(first, end)}
    for at in sorted(inside):
        head = int(words.heads[at])
        if (head not in inside or head == at) and words.tokens[at].pos_ not in _LOOSE:
            return at
    return min(inside)


def names_seen(lessons: Iterable[Lesson]) -> Names:
    """A number from 1 for each name that occurs, for each column of names."""
    seen: list[set[str]] = [set() for _ in range(NAMED)]
    for one in lessons:
        for row in names_of(one.words.tokens, lexicon()):
            for column, name in zip(seen, row, strict=True):
                column.add(name)
    return [{name: at for at, name in enumerate(sorted(column), 1)} for column in seen]


def pages(one: Lesson, names: Names, chance: random.Random | None = None) -> Iterator[Page]:
    """The windows of a lesson; with ``chance`` the first is shortened by chance."""
    table = traits(one.words, one.quotations, lexicon(), names)
    sizes = [len(ids) for ids in one.pieces]
    short = chance.randrange(SHORTEST_FIRST) if chance is not None else 0
    for first, end in cuts(one.words, sizes, short):
        yield page(one, table, names, first, end)


def page(one: Lesson, table: Ints, names: Names, first: int, end: int) -> Page:
    """The words ``[first, end)`` of a lesson; ``table`` has the traits of all its words."""
    paragraphs = one.words.paragraphs[first:end]
    heads, here = alone(one.words, table, names, first, end)
    ids, starts = layout(one.pieces[first:end], paragraphs)
    return Page(
        lesson=one,
        first=first,
        ids=np.array(ids),
        starts=np.array(starts),
        heads=heads,
        traits=here,
        sentences=one.words.sentences[first:end],
        paragraphs=paragraphs,
        marked=tuple(_clipped(m, first, end) for m in one.marked if first <= m.anchor < end),
    )


def _clipped(marked: Marked, first: int, end: int) -> Marked:
    def clip(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple(
            (max(a, first) - first, min(b, end) - first) for a, b in spans if a < end and b > first
        )

    return Marked(marked.anchor - first, Parts(*(clip(spans) for spans in marked.parts)))
