"""The figure stage: reported quantities."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from onrecord.events.figure_kinds import Counted, counted_by
from onrecord.events.figure_money import name_after, sign_before
from onrecord.events.figure_words import is_people
from onrecord.events.numbers import Quantity, quantity_at
from onrecord.language.parse import Parse, span_of
from onrecord.pipeline import Given
from onrecord.records import Article, EventMention, Figure, FigureKind, Statement
from onrecord.text import Span

_CLIMB = 8
"""Words above a figure that are searched for its event."""
_MONEY_CLIMB = 5
"""Sums stand in all kinds of sentences; only the event right above one is its own."""
_NEAR = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "prep", "acl", "advcl", "xcomp", "conj"})
_NOT_COUNTS = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL"})
"""Entities whose numbers count nobody."""
_NOBODY = frozenset({"nobody", "none", "no-one"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity in the text and what it counts."""

    span: Span
    quantity: tuple[float | None, float | None]
    kind: FigureKind
    anchor: Token
    counted: Span | None = None
    unit: str | None = None


class FigureStage:
    """How many were killed, wounded, missing, detained, displaced or sent; sums of money.

    Sums are kept where they belong to an event; people always are.
    """

    name = "figures"
    needs: frozenset[type] = frozenset({Parse, EventMention, Statement})
    gives: frozenset[type] = frozenset({Figure})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        """The figures of ``article``, in the order of the text."""
        parse = given.one(Parse)
        triggers = _triggers(parse, given.all(EventMention))
        statements = given.all(Statement)
        seen: set[tuple[Span, FigureKind]] = set()
        for found in find(parse):
            climb = _MONEY_CLIMB if found.kind is FigureKind.MONEY else _CLIMB
            event = _event_of(found.anchor, triggers, climb)
            if found.kind is FigureKind.MONEY and event is None:
                continue
            if (found.span, found.kind) in seen:
                continue
            seen.add((found.span, found.kind))
            yield Figure(
                article=article.id,
                span=found.span,
                kind=found.kind,
                low=found.quantity[0],
                high=found.quantity[1],
                unit=found.unit,
                counted=found.counted,
                event=event,
                statement=_statement_of(found.span, statements),
            )


def find(parse: Parse) -> Iterator[_Found]:
    """Every quantity of the kinds that are recorded, in the order of the text."""
    for sentence in parse.sentences:
        found = [*_numbers(sentence), *_nobody(sentence), *_single(sentence)]
        yield from _apart(found)


def _apart(found: Iterable[_Found]) -> list[_Found]:
    """Quantities that do not overlap, longer ones first chosen: "no one" is not "one"."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.span.start - f.span.end, f.span)):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.span)


def _numbers(sentence: DocSpan) -> Iterator[_Found]:
    words = [token.lower_ for token in sentence]
    at = 0
    while at < len(words):
        sign = sign_before(words, at)
        quantity = quantity_at(words, at, at - 1 if sign else None)
        if quantity is None or quantity.end <= at:
            at += 1
            continue
        found = _money(sentence, words, quantity, sign) or _people(sentence, quantity, at)
        if found is not None:
            yield found
        at = max(quantity.end, at + 1)


def _money(
    sentence: DocSpan, words: list[str], quantity: Quantity, sign: str | None
) -> _Found | None:
    unit, end = sign, quantity.end
    if unit is None:
        named = name_after(words, quantity.end)
        if named is None:
            return None
        unit, end = named
    span = span_of(sentence[quantity.start : end])
    return _Found(
        span=span,
        quantity=(quantity.low, quantity.high),
        kind=FigureKind.MONEY,
        anchor=sentence[quantity.start : end].root,
        unit=unit,
    )


def _people(sentence: DocSpan, quantity: Quantity, at: int) -> _Found | None:
    number = sentence[at : quantity.end].root
    if _is_part_of_word(sentence, quantity) or sentence[at].ent_type_ in _NOT_COUNTS:
        return None
    head = _head(number, sentence[quantity.end - 1])
    if _is_age(number) or _names_all(head) or (quantity.low == 1 and _is_negated(number)):
        return None
    counted = counted_by(sentence[quantity.end - 1], head)
    alone = number.lower_ == "one" and quantity.low == 1  # a pronoun, but not in "twenty-one"
    if counted is None or (counted.head.i == number.i and alone):
        return None
    return _Found(
        span=span_of(sentence[quantity.start : quantity.end]),
        quantity=(quantity.low, quantity.high),
        kind=counted.kind,
        anchor=counted.governor,
        counted=_words_counted(sentence[quantity.end - 1], counted),
    )


def _is_part_of_word(sentence: DocSpan, quantity: Quantity) -> bool:
    """Whether the number is the first half of a compound, such as "12-year-old"."""
    end = quantity.end
    after = sentence[end : end + 2].text if end < len(sentence) else ""
    before = sentence[quantity.start - 1].lower_ if quantity.start else ""
    return after.startswith(("-", "–", "%", "/", ":")) or before in {"aged", "age", "/", "no.", "#"}


def _is_age(number: Token) -> bool:
    """Whether it only tells of one person: "a boy of 14", "a father of two"."""
    above = number.head
    of = number.dep_ == "pobj" and above.lower_ == "of" and above.head.tag_ == "NN"
    return of and _is_person(above.head)


def _names_all(head: Token) -> bool:
    """Whether those counted have just been named: "Ali and Omar, the two men who led it"."""
    known = any(child.lower_ == "the" for child in head.lefts)
    return head.dep_ == "appos" and head.head.pos_ == "PROPN" and known


def _is_negated(number: Token) -> bool:
    """Whether it is the one of "not one prisoner"."""
    return number.i > 0 and number.nbor(-1).lower_ == "not"


def _head(number: Token, last: Token) -> Token:
    """The noun that a number counts; the number itself where it stands alone.

    Of "killed 14 and 9 people" the second number counts what the first one does.
    """
    token = number
    if token.dep_ == "conj" and token.head.like_num and token.head.dep_ == "nummod":
        token = token.head
    for _ in range(3):
        if token.dep_ in {"nummod", "quantmod", "compound", "amod", "det"} and (
            token.head.i > token.i or token.head.like_num
        ):
            token = token.head
    partitive = next((t for t in token.rights if t.dep_ == "prep" and t.lower_ == "of"), None)
    if partitive is not None and token.i <= last.i:
        inner = next((t for t in partitive.rights if t.dep_ == "pobj"), None)
        if inner is not None and is_people(inner) and not _is_governed(token):
            return inner
    return token


def _is_governed(token: Token) -> bool:
    """Whether the number itself has a place in the sentence, so that its noun has none."""
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT", "appos"}


def _words_counted(last: Token, counted: Counted) -> Span | None:
    """The words after the number up to what they count."""
    head = counted.head
    if head.i <= last.i:
        of = next((t for t in head.rights if t.dep_ == "prep" and t.lower_ == "of"), None)
        noun = next((t for t in of.rights if t.dep_ == "pobj"), None) if of is not None else None
        return None if noun is None else span_of([*noun.lefts, noun])
    return span_of(head.doc[last.i + 1 : head.i + 1])


def _nobody(sentence: DocSpan) -> Iterator[_Found]:
    """ "No one was hurt": a count of zero, where the text says so."""
    for token in sentence:
        head = _nobody_at(token)
        if head is None or head.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
            continue
        if not is_people(head) and head.lower_ not in _NOBODY and head.lower_ != "one":
            continue
        counted = _harm(token, head)
        if counted is None:
            continue
        yield _Found(
            span=span_of(sentence.doc[token.i : head.i + 1]),
            quantity=(0.0, 0.0),
            kind=counted.kind,
            anchor=counted.governor,
        )


def _harm(number: Token, head: Token) -> Counted | None:
    """What ``head`` is told to have suffered, at a word other than itself; troops apart."""
    counted = counted_by(number, head)
    if counted is None or counted.kind is FigureKind.TROOPS or counted.governor.i == head.i:
        return None
    return counted


def _nobody_at(token: Token) -> Token | None:
    if token.lower_ in _NOBODY:
        return token
    if token.lower_ == "no" and token.dep_ == "det" and token.head.i > token.i:
        return token.head
    return None


def _single(sentence: DocSpan) -> Iterator[_Found]:
    """One person told with an article: "a 12-year-old boy was killed"."""
    for token in sentence:
        if token.lower_ not in {"a", "an", "another"} or token.dep_ != "det":
            continue
        head = token.head
        if head.i < token.i or head.tag_ != "NN" or not _is_person(head) or _describes(head):
            continue
        if head.like_num and any(t.lower_ == "of" for t in head.rights):  # "a third of its value"
            continue
        counted = _harm(token, head)
        if counted is None or not _befell(counted.governor):
            continue
        yield _Found(
            span=span_of(sentence.doc[token.i : head.i + 1]),
            quantity=(1.0, 1.0),
            kind=counted.kind,
            anchor=counted.governor,
            counted=span_of(sentence.doc[token.i + 1 : head.i + 1]),
        )


def _describes(head: Token) -> bool:
    """Whether a noun only says who somebody is: "X, a father of two, was killed"."""
    return head.dep_ == "appos" or any(child.dep_ == "appos" for child in head.rights)


def _befell(verb: Token) -> bool:
    """Whether somebody is said to have suffered it; not in "killing a child is a crime"."""
    gerund = verb.tag_ == "VBG" and verb.dep_ in {"nsubj", "nsubjpass"}
    norm = gerund or verb.dep_ in {"csubj", "csubjpass"}
    return not norm and not any(child.dep_ == "neg" for child in verb.children)


def _is_person(head: Token) -> bool:
    group = {"family", "police", "staff", "crew", "personnel", "half", "dozen", "hundred"}
    scales = {"thousand", "million", "other", "more"}
    return is_people(head) and head.lower_ not in group | scales and head.pos_ == "NOUN"


def _triggers(parse: Parse, mentions: Iterable[EventMention]) -> dict[int, str]:
    """Event mentions by the index of each token of their triggers; the first one wins."""
    found: dict[int, str] = {}
    for mention in mentions:
        for token in parse.tokens(mention.trigger):
            found.setdefault(token.i, mention.id)
    return found


def _event_of(anchor: Token, triggers: Mapping[int, str], climb: int) -> str | None:
    """The event whose trigger governs the figure: the nearest above, then beside the way up."""
    token = anchor
    for _ in range(climb):
        if token.i in triggers:
            return triggers[token.i]
        for child in token.children:
            if child.dep_ in _NEAR and child.i in triggers:
                return triggers[child.i]
            below = next((t for t in child.children if t.dep_ == "pobj" and t.i in triggers), None)
            if child.dep_ == "prep" and below is not None:
                return triggers[below.i]
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _statement_of(span: Span, statements: Iterable[Statement]) -> str | None:
    """The innermost statement whose content covers ``span``."""
    best: tuple[int, str] | None = None
    for statement in statements:
        if any(part.covers(span) for part in statement.content):
            size = sum(part.end - part.start for part in statement.content)
            if best is None or size < best[0]:
                best = (size, statement.id)
    return None if best is None else best[1]
