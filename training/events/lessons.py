"""Examples as the network reads them: words, pieces, traits, and what is to be learned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from evaluation.task import article_of
from onrecord.events.hints import grammar, known_kinds, triggers
from onrecord.events.lexicon import lexicon
from onrecord.events.roots import ROOT_OF, ROOTS
from onrecord.events.triggers import Trigger
from onrecord.language.parse import Parse
from onrecord.language.pieces import Pieces
from onrecord.language.stage import SyntaxStage
from onrecord.language.words import Ints, Words, words_of
from onrecord.pipeline import Given
from onrecord.statements.lexicon import lexicon as cues
from onrecord.statements.quotes import Quotations
from onrecord.statements.traits import Names, traits
from onrecord.text import Span
from training.events.data import Example, Told
from training.statements.lessons import Lesson, Page, page, pages

_LONGEST = 100
"""Words of a sentence whose pairs are learned; longer ones are lists."""
_LOOSE = frozenset({"PUNCT", "PART", "ADP", "DET"})


@dataclass(frozen=True, slots=True)
class Event:
    """An event in words of its page."""

    word: int
    """The head word of the trigger."""
    told: Told
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    """Head words of those that lie in the page."""
    grammar: tuple[tuple[int, int], ...]
    """Words of the page and what they are to the trigger."""


@dataclass(frozen=True, slots=True)
class PairAsked:
    """A pair in words of its page: all words of each side, and the numbers of the roots."""

    source: tuple[int, int]
    target: tuple[int, int]
    roots: tuple[int, ...]
    heads: tuple[int | None, int | None] = (None, None)
    """The head word of each side, where the word that tells the event is not known."""
    grammar: tuple[tuple[tuple[int, int], ...], ...] = ()
    """For each word of the page, words and what they are to it; empty where ``heads`` are."""


@dataclass(frozen=True, slots=True)
class EventPage:
    """A window with what is known of it."""

    page: Page
    known: Ints
    """What the lexicon says of each word."""
    whole: bool
    events: tuple[Event, ...]
    ignored: tuple[int, ...]
    """Other words of triggers, which are neither events nor none."""
    facts: tuple[tuple[int, float], ...]
    pair: PairAsked | None


@dataclass(frozen=True, slots=True)
class EventLesson:
    """An example, parsed."""

    lesson: Lesson
    example: Example
    triggers: Mapping[int, Trigger]
    """Of the lexicon, by token."""

    def pages(self, names: Names) -> Iterator[EventPage]:
        """The windows of the example and, where all is marked, the pairs of its sentences."""
        for found in pages(self.lesson, names):
            yield _labelled(found, self)
        if self.example.whole:
            yield from _pairs(self, names)


def event_lesson(example: Example, syntax: SyntaxStage, pieces: Pieces) -> EventLesson:
    """``example`` parsed."""
    row = {"id": example.id, "text": example.text}
    (parse,) = syntax.run(article_of(row), Given({}))
    assert isinstance(parse, Parse)
    words = words_of(parse)
    quotations = Quotations(example.text, parse.paragraphs)
    lesson = Lesson(example.id, words, pieces.of(words), (), quotations)
    return EventLesson(lesson, example, triggers(parse.doc, lexicon()))


def head_word(words: Words, span: Span) -> int | None:
    """The word of ``span`` whose governor lies outside it; its last word if there is none."""
    first, end = words.between(span)
    for at in range(first, end):
        head = int(words.heads[at])
        outside = head == at or not first <= head < end
        if outside and words.tokens[at].pos_ not in _LOOSE:
            return at
    return end - 1 if first < end else None


def _labelled(page: Page, whole: EventLesson) -> EventPage:
    words, example = whole.lesson.words, whole.example
    first, end = page.first, page.first + len(page.starts)

    def here(span: Span) -> int | None:
        at = head_word(words, span)
        return at - first if at is not None and first <= at < end else None

    events, ignored = [], []
    for told in example.events:
        at = here(told.trigger)
        if at is None:
            continue
        actors, recipients = (
            tuple(w for s in side if (w := here(s)) is not None) for side in _sides(told)
        )
        events.append(
            Event(at, told, actors, recipients, _grammar(words, first, end, at, whole.triggers))
        )
        span = words.between(told.trigger)
        ignored += [w - first for w in range(*span) if w - first != at and first <= w < end]
    anchors = {event.word for event in events}
    return EventPage(
        page=page,
        known=known_kinds(words, whole.triggers)[first:end],
        whole=example.whole,
        events=tuple(events),
        ignored=tuple(w for w in ignored if w not in anchors),
        facts=tuple((at, n) for s, n in example.facts if (at := here(s)) is not None),
        pair=_pair(whole) if len(words) == end - first else None,
    )


def _pairs(whole: EventLesson, names: Names) -> Iterator[EventPage]:
    """Each event with both sides in its sentence: what holds between the two, by itself."""
    lesson, words = whole.lesson, whole.lesson.words
    table = traits(words, lesson.quotations, cues(), names)
    for told in whole.example.events:
        at = head_word(words, told.trigger)
        if at is None or not told.actors or not told.recipients:
            continue
        same = np.flatnonzero(words.sentences == words.sentences[at])
        first, end = int(same[0]), int(same[-1]) + 1
        sides = [words.between(span) for span in (told.actors[0], told.recipients[0])]
        if end - first > _LONGEST or not all(first <= a < b <= end for a, b in sides):
            continue
        source, target = ((a - first, b - first) for a, b in sides)
        yield EventPage(
            page=page(lesson, table, names, first, end),
            known=known_kinds(words, whole.triggers)[first:end],
            whole=False,
            events=(),
            ignored=(),
            facts=(),
            pair=PairAsked(source, target, (ROOTS.index(ROOT_OF[told.type]),)),
        )


def _grammar(
    words: Words, first: int, end: int, at: int, found: Mapping[int, Trigger]
) -> tuple[tuple[int, int], ...]:
    place = {token.i: number for number, token in enumerate(words.tokens[first:end])}
    made = grammar(words.tokens[first + at], found, lexicon())
    return tuple((place[i], number) for i, number in made.items() if i in place)


def _sides(told: Told) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return told.actors, told.recipients


def _pair(whole: EventLesson) -> PairAsked | None:
    """The pair of an example whose text is one page."""
    words, pair = whole.lesson.words, whole.example.pair
    if pair is None:
        return None
    spans = pair.source, pair.target
    source, target = (words.between(span) if span is not None else (0, 0) for span in spans)
    actor, recipient = (head_word(words, s) if s is not None else None for s in spans)
    every = range(len(words))
    return PairAsked(
        source,
        target,
        tuple(map(ROOTS.index, pair.roots)),
        (actor, recipient),
        tuple(_grammar(words, 0, len(words), at, whole.triggers) for at in every),
    )
