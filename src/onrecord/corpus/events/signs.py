"""What makes two tellings look like one happening, in words that a reader can check.

Each sign has a name, by which the scorer knows it, and says what it found.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.corpus.events.doubts import both_dated, clash, is_dated, is_outcome
from onrecord.corpus.events.lexicon import anybody, families, generic, results, same_kind
from onrecord.corpus.events.parties import (
    is_ground,
    lands,
    one_party,
    same_head,
    same_name,
)
from onrecord.corpus.events.tallies import ANYBODY
from onrecord.corpus.events.told import Party, Spot, Told

_BESIDE = 40
"""Characters between words for what happened to people and for what did it."""
_UNLIKELY = 30
"""Numbers from here on that are not round are hardly the same by chance."""
_IN_A_ROW = 250
"""Characters between two numbers for one thing."""
_NEARBY = 600
"""Characters from a denial to what it denies, at most."""
_COMMON = 0.1
"""Cosine from which on the words of two sentences are said to agree."""
_DAYS_AT_MOST = 7
"""Days of an interval that still says when it was."""


class Sign(NamedTuple):
    """Something that speaks for one happening."""

    name: str
    reason: str


def signs(one: Told, other: Told) -> list[Sign]:
    """Everything that speaks for one happening, the telling of the article itself first."""
    if told_as_one(one, other):
        return [Sign("chain", "the article tells both as one")]
    found = [
        *copied(one, other),
        *_named_by(one, other),
        *shared(one.actors, other.actors, "actor"),
        *shared(one.recipients, other.recipients, "recipient", counted=has_odd_number(one, other)),
        *_where(one.spot, other.spot),
        *_when(one, other),
        *_context(one, other),
    ]
    return [*found, *denial(one, other), *within(one, other)]


def told_as_one(one: Told, other: Told) -> bool:
    """Whether the article's own chain is to be believed: its links are guesses like any other.

    Whom something killed or hurt is the telling of a deed only where the two stand together.
    """
    if one.chain != other.chain or clash(one, other) or _other_deeds(one, other):
        return False
    for outcome, deed in ((one, other), (other, one)):
        if is_outcome(outcome) and deed.lemma not in results() and not is_result(outcome, deed):
            return bool(shared(one.recipients, other.recipients, "recipient"))
    return True


def _other_deeds(one: Told, other: Told) -> bool:
    """Whether they are told by other words, as other forms of force, and with nobody in common."""
    modes = {one.mode, other.mode}
    return (
        len(modes) == 2
        and modes.isdisjoint((None, "destroy"))
        and not same_kind(one.lemma, other.lemma)
        and not shared(one.actors, other.actors, "actor")
        and not shared(one.recipients, other.recipients, "recipient")
    )


# --- the words --------------------------------------------------------------------------------


def copied(one: Told, other: Told) -> list[Sign]:
    """Whether one sentence stands in two articles."""
    same = one.sentence == other.sentence and one.article != other.article
    return [Sign("copy", "the same sentence")] if same and one.lemma == other.lemma else []


def _named_by(one: Told, other: Told) -> list[Sign]:
    if one.trigger == other.trigger and " " in one.trigger:
        return [Sign("lemma", f"the same words ({one.trigger})")]
    if one.lemma == other.lemma:
        name = "generic lemma" if one.lemma in generic() else "lemma"
        return [Sign(name, f"the same word ({one.lemma})")]
    if one.type != other.type:
        return [Sign("deed", "deeds of one kind")]
    if families(one.lemma) & families(other.lemma):
        return [Sign("family", f"words of one kind ({one.lemma}, {other.lemma})")]
    return []


def _context(one: Told, other: Told) -> Iterator[Sign]:
    if one.mode is not None and one.mode == other.mode:
        yield Sign("mode", f"the same mode ({one.mode})")
    if words_in_common(one, other) > _COMMON:
        yield Sign("words", "words around it")
    numbers = set(one.numbers) & set(other.numbers)
    if numbers:
        name = "odd number" if has_odd_number(one, other) else "number"
        yield Sign(name, f"the same number ({max(numbers)})")


def words_in_common(one: Told, other: Told) -> float:
    """Cosine of the words of both sentences."""
    return sum(w * other.words.get(term, 0.0) for term, w in one.words.items())


def has_odd_number(one: Told, other: Told) -> bool:
    """Whether both give one number that is hardly the same by chance."""
    return any(n >= _UNLIKELY and n % 10 for n in set(one.numbers) & set(other.numbers))


# --- who, to whom -----------------------------------------------------------------------------


def shared(
    one: Sequence[Party], other: Sequence[Party], role: str, *, counted: bool = False
) -> list[Sign]:
    """The best of what a side shares; that people were hit says little by itself."""
    found = [
        (rank, q.name if p.names == () else p.name)
        for p in one
        for q in other
        if any(rank := _ranked(p, q, role, counted=counted))
    ]
    if not found:
        return []
    (named, called, _), name = max(found)
    kind = "name" if named else "head" if called else "code"
    return [Sign(f"{role} {kind}", f"the same {role} ({name})")]


def _ranked(one: Party, other: Party, role: str, *, counted: bool) -> tuple[bool, bool, bool]:
    """Whether a name, a noun and a code are the same."""
    called = (
        role == "recipient" and same_head(one, other) and (counted or one.head not in anybody())
    )
    return same_name(one, other), called, one.code is not None and one.code == other.code


def denial(one: Told, other: Told) -> list[Sign]:
    """Whether a source denies here what is told there; what it names must be named there."""
    if one.denied == other.denied:
        return []
    if one.article != other.article:
        met = _names_the_same(one, other) and not lands(one).isdisjoint(lands(other))
        return [Sign("denial elsewhere", "a denial of it")] if met else []
    if _names_the_same(one, other):
        return [Sign("denial", "a denial of it")]
    near = abs(one.start - other.start) <= _NEARBY and (
        one.lemma == other.lemma or bool(shared(one.recipients, other.recipients, "recipient"))
    )
    return [Sign("denial near", "a denial of it")] if near else []


def _names_the_same(one: Told, other: Told) -> bool:
    """Whether what is hit here is hit or named there, other than people in general."""
    if any(
        one_party(p, q) and p.head not in anybody()
        for p in one.recipients
        for q in other.recipients
    ):
        return True
    return in_words(one.recipients, other) or in_words(other.recipients, one)


def in_words(side: Sequence[Party], telling: Told) -> bool:
    """Whether a thing or person on a side stands in the sentence of a telling."""
    heads = {p.head for p in side} - anybody()
    return not telling.words.keys().isdisjoint(zlib.crc32(head.encode()) for head in heads)


# --- where, when ------------------------------------------------------------------------------


def _where(one: Spot | None, other: Spot | None) -> Iterator[Sign]:
    if one is None or other is None:
        return
    if one.geonames is not None and one.geonames == other.geonames and one.exact:
        yield Sign("city", f"the same place ({one.name})")
    elif one.country and one.country == other.country:
        yield Sign("country", f"the same country ({one.country})")


def _when(one: Told, other: Told) -> Iterator[Sign]:
    if not both_dated(one, other):
        if one.date_from is not None and one.date_from == other.date_from:
            yield Sign("day taken over", "the same day, taken over from text nearby")
        return
    lengths = [(t.date_to or 0) - (t.date_from or 0) for t in (one, other)]
    if max(one.date_from or 0, other.date_from or 0) > min(one.date_to or 0, other.date_to or 0):
        return
    if max(lengths) == 0:
        yield Sign("same day", "the same day")
    elif max(lengths) <= _DAYS_AT_MOST:
        yield Sign("same days", "the same days")
    else:
        yield Sign("near days", "days that fit")


# --- within an article ------------------------------------------------------------------------


def within(one: Told, other: Told) -> list[Sign]:
    """What only tellings of one article show: what came of a deed, or what did it."""
    if one.article != other.article or one.denied != other.denied:
        return []
    if one.mention == other.back or other.mention == one.back:
        return [Sign("back", "it takes up what was told before")]
    if is_result(one, other) or is_result(other, one):
        return [Sign("result", "what came of it")]
    if _part_counts(one, other):
        return [Sign("part", "some of those counted")]
    if _rival_counts(one, other):
        return [Sign("rival", "another source counts the same")]
    if {one.headline, other.headline} == {True, False} and (one.leading or other.leading):
        alike = same_kind(one.lemma, other.lemma) or {one.lemma, other.lemma} & results()
        return [Sign("headline", "headline and first sentence")] if alike else []
    for cause, deed in ((one, other), (other, one)):
        if any(p.start <= cause.start < p.end for p in deed.actors):
            return [Sign("cause", "it is what did it")]
    return []


def is_result(result: Told, deed: Told) -> bool:
    """Whether one tells whom a deed killed or hurt: the thing that was hit stands in both."""
    if not is_outcome(result) or deed.lemma in results():
        return False
    things = {zlib.crc32(p.head.encode()) for p in deed.recipients if not is_ground(p, deed.spot)}
    beside = in_one_sentence(result, deed) and abs(result.start - deed.start) <= _BESIDE
    return not result.open and (beside or not things.isdisjoint(result.words))


def in_one_sentence(one: Told, other: Told) -> bool:
    """Whether two tellings of an article stand in one sentence."""
    return (one.article, one.quote_start) == (other.article, other.quote_start)


def _part_counts(one: Told, other: Told) -> bool:
    """Whether one counts all and the other some of those whom one thing killed or hurt."""
    if one.lemma != other.lemma:
        return False
    if not (is_outcome(one) and is_outcome(other)) or is_dated(max(one, other, key=_at)):
        return False
    sizes = [{t.subject: t.low for t in x.tallies if t.low is not None} for x in (one, other)]
    for whole, part in (sizes, sizes[::-1]):
        size = whole.get(ANYBODY)
        rest = [n for subject, n in part.items() if subject != ANYBODY]
        if size is not None and ANYBODY not in part and rest and max(rest) < size:
            return True
    return False


def _at(telling: Told) -> int:
    return telling.start


def _rival_counts(one: Told, other: Told) -> bool:
    """Whether two sources give numbers for one thing in a row."""
    later = max(one, other, key=_at)
    kinds = [{tally.kind for tally in t.tallies} for t in (one, other)]
    return (
        one.lemma == other.lemma
        and bool(kinds[0] & kinds[1])
        and one.teller != other.teller
        and None not in (one.teller, other.teller)
        and abs(one.start - other.start) <= _IN_A_ROW
        and not is_dated(later)
        and later.spot is None
    )
