"""What two mentions of an article share, in numbers; the earlier one comes first."""

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.events.joining.conflict import days_conflict, places_conflict
from onrecord.events.joining.look import Floats, Look, Side
from onrecord.pairs.concepts import kin
from onrecord.records import EventMention, EventTime, Modality, PloverType

Features = Iterator[tuple[str, float]]

_FAR = 15
"""Sentences or mentions apart from which on it makes no difference."""
_SAID = frozenset({1, 3})
"""Quads of what is done in words."""
_REACH = 60
"""Mentions of its type before it with which a mention is compared: keeps long texts linear."""

Pair = tuple[int, int]
"""Numbers of two mentions, the earlier first."""


def candidates(looks: Sequence[Look]) -> list[Pair]:
    """The pairs of ``looks`` that may be of one happening: those of one type."""
    by_type: dict[PloverType, list[int]] = {}
    for look in looks:
        by_type.setdefault(look.mention.type, []).append(look.number)
    return sorted(
        (one, other)
        for numbers in by_type.values()
        for at, other in enumerate(numbers)
        for one in numbers[max(at - _REACH, 0) : at]
    )


def features(looks: Sequence[Look], pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """The features of ``pairs`` by name; always the same names in the same order."""
    return [dict(_features(looks, looks[a], looks[b])) for a, b in pairs]


def _features(looks: Sequence[Look], one: Look, other: Look) -> Features:
    yield from _words(one, other)
    yield from _nouns(one, other)
    yield from _sentences(one, other)
    yield from _vectors(one, other)
    yield from _sides(one, other)
    yield from _setting(one, other)
    yield from _status(one.mention, other.mention)
    yield from _layout(one, other)
    yield from _between(looks[one.number + 1 : other.number], other)


def _words(one: Look, other: Look) -> Features:
    same = one.lemma == other.lemma
    yield "same lemma", same
    yield "same words", one.words == other.words
    yield "family", bool(one.families & other.families) and not same
    yield "no family", not one.families or not other.families
    yield "kin", kin(one.lemma, other.lemma)
    yield "verbs", one.verb + other.verb
    yield "second is verb", other.verb
    yield "said", one.mention.quad in _SAID
    for kind in PloverType:
        yield kind.value, one.mention.type is kind
    yield "mode", one.mention.mode == other.mention.mode is not None
    yield (
        "other mode",
        None not in {one.mention.mode, other.mention.mode}
        and (one.mention.mode != other.mention.mode),
    )


def _nouns(one: Look, other: Look) -> Features:
    for name, look in (("first", one), ("second", other)):
        yield f"{name} definite", look.definite
        yield f"{name} indefinite", look.indefinite
        yield f"{name} bare", look.bare
        yield f"{name} plural", look.plural
        yield f"{name} another", look.another
        yield f"{name} surely", look.mention.confidence or 0.0


def _sentences(one: Look, other: Look) -> Features:
    common = one.terms & other.terms
    yield "common words", len(common) / max(len(one.terms | other.terms), 1)
    for name, look, terms in (("first", one, other.terms), ("second", other, one.terms)):
        yield f"{name}'s words there", _share(look.phrase & terms, look.phrase)
    figures = one.figures & other.figures
    yield "common figures", len(figures)
    yield "other figures", bool(one.figures and other.figures and not figures)


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part) / len(whole) if whole else -1.0


def _vectors(one: Look, other: Look) -> Features:
    alike = one.vectors @ other.vectors.T
    yield "vector of trigger", float(alike[0, 0])
    yield "vector of sentence", float(alike[1, 1])
    yield "vectors crossed", float(alike[0, 1] + alike[1, 0])
    sides = _stacked(one) @ _stacked(other).T
    yield "vector of actors", float(sides[0, 0])
    yield "vector of recipients", float(sides[1, 1])
    yield "vectors of sides crossed", float(max(sides[0, 1], sides[1, 0]))


def _stacked(look: Look) -> Floats:
    return np.array([look.actors.vector, look.recipients.vector])


def _sides(one: Look, other: Look) -> Features:
    yield from _side("actors", one.actors, other.actors)
    yield from _side("recipients", one.recipients, other.recipients)
    crossed = (one.actors, other.recipients), (one.recipients, other.actors)
    yield "crossed", sum(bool(a.names & b.names) for a, b in crossed)
    yield "crossed heads", sum(bool(a.heads & b.heads) for a, b in crossed)
    heads = one.actors.heads | one.recipients.heads, other.actors.heads | other.recipients.heads
    yield "one takes part", one.lemma in heads[1] or other.lemma in heads[0]


def _side(name: str, mine: Side, theirs: Side) -> Features:
    yield f"{name}: same", bool(mine.names & theirs.names)
    yield f"{name}: all the same", mine.names == theirs.names != frozenset()
    yield f"{name}: none", (not mine) + (not theirs)
    yield f"{name}: none in second", not theirs
    yield (
        f"{name}: kin heads",
        max((kin(a, b) for a in mine.heads for b in theirs.heads), default=-1),
    )
    for what, some, others in (
        ("name", mine.named, theirs.named),
        ("code", mine.codes, theirs.codes),
        ("head", mine.heads, theirs.heads),
        ("number", mine.numbers, theirs.numbers),
    ):
        yield f"{name}: same {what}", bool(some & others)
        yield f"{name}: other {what}", bool(some and others and not some & others)


def _setting(one: Look, other: Look) -> Features:
    yield from _days(one.mention, other.mention)
    first, second = one.place, other.place
    yield "places known", (first is not None) + (second is not None)
    yield (
        "same place",
        (
            first is not None
            and second is not None
            and first.geonames == second.geonames is not None
        ),
    )
    yield (
        "same country",
        (first is not None and second is not None and first.country == second.country is not None),
    )
    yield "other place", places_conflict(one, other)


def _days(one: EventMention, other: EventMention) -> Features:
    yield "days known", (one.date_from is not None) + (other.date_from is not None)
    yield "same day", one.date_from is not None and one.date_from == other.date_from
    yield "days apart", days_conflict(one, other)


def _status(one: EventMention, other: EventMention) -> Features:
    first, second = one.status, other.status
    yield "same modality", first.modality is second.modality
    yield "same time", first.time is second.time
    yield "happened", first.happened + second.happened
    yield "both or none happened", first.happened == second.happened
    yield "negated", (first.modality is Modality.NEGATED) + (second.modality is Modality.NEGATED)
    past = EventTime.HISTORICAL
    yield "long ago", (first.time is past) + (second.time is past)
    yield "told by a source", (one.statement is not None) + (other.statement is not None)
    yield "same statement", one.statement == other.statement is not None


def _layout(one: Look, other: Look) -> Features:
    yield "sentences apart", min(other.sentence - one.sentence, _FAR)
    yield "paragraphs apart", min(other.paragraph - one.paragraph, _FAR)
    yield "mentions apart", min(other.number - one.number, _FAR)
    yield "same sentence", one.sentence == other.sentence
    yield "first's sentence", min(one.sentence, _FAR)
    yield "second's sentence", min(other.sentence, _FAR)
    yield "headline first", one.paragraph <= 1
    yield "second in lead", other.paragraph <= 2
    clauses = one.clause, other.clause
    yield "side by side", any(b.dep_ == "conj" and b.head == a for a, b in (clauses, clauses[::-1]))
    yield "one clause", one.clause == other.clause
    yield "one holds other", one.head.is_ancestor(other.head) or other.head.is_ancestor(one.head)


def _between(looks: Sequence[Look], last: Look) -> Features:
    """What stands between the two, of which the later is ``last``."""
    alike = [look for look in looks if look.mention.type is last.mention.type]
    yield "of the type between", min(len(alike), _FAR)
    yield "of the lemma between", sum(look.lemma == last.lemma for look in alike)
