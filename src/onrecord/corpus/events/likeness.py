"""How alike two tellings are: points for what agrees, nothing at all where something clashes.

The points are in ``knowledge/corpus/events.toml``. A scorer that is trained can stand in for
`compare`; what speaks against a pair (`doubts.py`) does so whatever the score.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.corpus.events.doubts import both_dated, clash, is_dated, is_outcome, times_agree
from onrecord.corpus.events.lexicon import (
    anybody,
    families,
    generic,
    results,
    same_kind,
    settings,
)
from onrecord.corpus.events.parties import is_ground, lands, one_party, same_head, same_name
from onrecord.corpus.events.tallies import ANYBODY
from onrecord.corpus.events.told import Party, Spot, Told
from onrecord.records import MemberBasis

Points = tuple[float, str]
"""Points, and what they are for."""

_BESIDE = 40
"""Characters between words for what happened to people and for what did it."""
_UNLIKELY = 30
"""Numbers from here on that are not round are hardly the same by chance."""
_IN_A_ROW = 250
"""Characters between two numbers for one thing."""
_NEARBY = 600
"""Characters from a denial to what it denies, at most."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The points of a pair and what they are for."""

    score: float
    reasons: tuple[str, ...]
    basis: MemberBasis = MemberBasis.MATCH


def compare(one: Told, other: Told) -> Likeness | None:
    """How alike two tellings are; ``None`` where something speaks against one happening."""
    if _told_as_one(one, other):
        return Likeness(_points("chain"), ("the article tells both as one",), MemberBasis.ARTICLE)
    if clash(one, other) or not times_agree(one, other):
        return None
    given: list[Points] = [*_copied(one, other)]
    given += [
        *_named_by(one, other),
        *_sides(one.actors, other.actors, "actor"),
        *_sides(one.recipients, other.recipients, "recipient", counted=_odd_number(one, other)),
        *_where(one.spot, other.spot),
        *_when(one, other),
        *_context(one, other),
    ]
    within = _within(one, other) if one.article == other.article else None
    given += [answer for answer in (_denial(one, other), within) if answer]
    score = sum(points for points, _ in given)
    if one.article == other.article and not (within or one.denied != other.denied):
        score -= _points("same_article_more")
    copied = bool(_copied(one, other))
    basis = MemberBasis.COPY if copied else MemberBasis.MATCH
    return Likeness(round(score, 3), tuple(reason for _, reason in given), basis)


def _told_as_one(one: Told, other: Told) -> bool:
    """Whether the article's own chain is to be believed: its links are guesses like any other.

    Whom something killed or hurt is the telling of a deed only where the two stand together.
    """
    if one.chain != other.chain or clash(one, other) or _other_deeds(one, other):
        return False
    for result, deed in ((one, other), (other, one)):
        if is_outcome(result) and deed.lemma not in results() and not _result(result, deed):
            return bool(_sides(one.recipients, other.recipients, "recipient"))
    return True


def _other_deeds(one: Told, other: Told) -> bool:
    """Whether they are told by other words, as other forms of force, and with nobody in common."""
    modes = {one.mode, other.mode}
    return (
        len(modes) == 2
        and modes.isdisjoint((None, "destroy"))
        and not same_kind(one.lemma, other.lemma)
        and not _sides(one.actors, other.actors, "actor")
        and not _sides(one.recipients, other.recipients, "recipient")
    )


# --- what speaks for it -----------------------------------------------------------------------


def _copied(one: Told, other: Told) -> list[Points]:
    same = one.sentence == other.sentence and one.article != other.article
    return [(_points("copy"), "the same sentence")] if same and one.lemma == other.lemma else []


def _named_by(one: Told, other: Told) -> list[Points]:
    if one.trigger == other.trigger and " " in one.trigger:
        return [(_points("lemma"), f"the same words ({one.trigger})")]
    if one.lemma == other.lemma:
        name = "generic_lemma" if one.lemma in generic() else "lemma"
        return [(_points(name), f"the same word ({one.lemma})")]
    if one.type != other.type:
        return [(_points("family"), "deeds of one kind")]
    if families(one.lemma) & families(other.lemma):
        return [(_points("family"), f"words of one kind ({one.lemma}, {other.lemma})")]
    return []


def _sides(
    one: Sequence[Party], other: Sequence[Party], role: str, *, counted: bool = False
) -> list[Points]:
    """The best of what is shared on a side; that people were hit says little by itself."""
    found: list[Points] = []
    for p in one:
        for q in other:
            points = 0.0
            if same_name(p, q):
                points = _points(f"{role}_name")
            elif role == "recipient" and same_head(p, q) and (counted or p.head not in anybody()):
                points = _points("recipient_head")
            if p.code is not None and p.code == q.code:
                points += _points(f"{role}_code")
            if points:
                found.append((points, f"the same {role} ({q.name if p.names == () else p.name})"))
    return [max(found)] if found else []


def _denial(one: Told, other: Told) -> Points | None:
    """Whether a source denies here what is told there; what it names must be named there."""
    if one.denied == other.denied:
        return None
    if one.article != other.article:
        named = _names_the_same(one, other) and not lands(one).isdisjoint(lands(other))
        return (_points("denial_elsewhere"), "a denial of it") if named else None
    if _names_the_same(one, other):
        return _points("denial"), "a denial of it"
    near = abs(one.start - other.start) <= _NEARBY and (
        one.lemma == other.lemma or bool(_sides(one.recipients, other.recipients, "recipient"))
    )
    return (_points("denial_near"), "a denial of it") if near else None


def _names_the_same(one: Told, other: Told) -> bool:
    """Whether what is hit here is hit or named there, other than people in general."""
    if any(
        one_party(p, q) and p.head not in anybody()
        for p in one.recipients
        for q in other.recipients
    ):
        return True
    return _in_words(one.recipients, other) or _in_words(other.recipients, one)


def _in_words(side: Sequence[Party], telling: Told) -> bool:
    """Whether a thing or person on a side stands in the sentence of a telling."""
    heads = {p.head for p in side} - anybody()
    return not telling.words.keys().isdisjoint(zlib.crc32(head.encode()) for head in heads)


def _within(one: Told, other: Told) -> Points | None:
    """What only tellings of one article show: what came of a deed, or what did it."""
    if one.denied != other.denied:
        return None
    if one.mention == other.back or other.mention == one.back:
        return _points("back"), "it takes up what was told before"
    if _result(one, other) or _result(other, one):
        return _points("result"), "what came of it"
    if _part_counts(one, other):
        return _points("part"), "some of those counted"
    if _rival_counts(one, other):
        return _points("rival"), "another source counts the same"
    if {one.headline, other.headline} == {True, False} and (one.leading or other.leading):
        alike = same_kind(one.lemma, other.lemma) or {one.lemma, other.lemma} & results()
        return (_points("headline"), "headline and first sentence") if alike else None
    for cause, deed in ((one, other), (other, one)):
        if any(p.start <= cause.start < p.end for p in deed.actors):
            return _points("cause"), "it is what did it"
    return None


def _result(result: Told, deed: Told) -> bool:
    """Whether one tells whom a deed killed or hurt: the thing that was hit stands in both."""
    if not is_outcome(result) or deed.lemma in results():
        return False
    things = {zlib.crc32(p.head.encode()) for p in deed.recipients if not is_ground(p, deed.spot)}
    beside = _one_sentence(result, deed) and abs(result.start - deed.start) <= _BESIDE
    return not result.open and (beside or not things.isdisjoint(result.words))


def _one_sentence(one: Told, other: Told) -> bool:
    """Whether two tellings of an article stand in one sentence."""
    return (one.article, one.quote_start) == (other.article, other.quote_start)


def _part_counts(one: Told, other: Told) -> bool:
    """Whether one counts all and the other some of those whom one thing killed or hurt."""
    if one.article != other.article or one.lemma != other.lemma:
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
    later = max(one, other, key=lambda t: t.start)
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


def _where(one: Spot | None, other: Spot | None) -> list[Points]:
    if one is None or other is None:
        return []
    if one.exact and other.exact and one.name:
        return [(_points("city"), f"the same place ({one.name})")]
    if one.country and one.country == other.country:
        return [(_points("country"), f"the same country ({one.country})")]
    return []


def _when(one: Told, other: Told) -> list[Points]:
    if not both_dated(one, other):
        taken = one.date_from is not None and one.date_from == other.date_from
        if taken:
            return [(_points("same_days"), "the same day, taken over from text nearby")]
        return [(_points("near_days"), "days that fit")] if _near(one, other) else []
    lengths = [(t.date_to or 0) - (t.date_from or 0) for t in (one, other)]
    if max(lengths) == 0:
        return [(_points("same_day"), "the same day")]
    if max(lengths) <= 7:
        return [(_points("same_days"), "the same days")]
    return [(_points("near_days"), "days that fit")]


def _near(one: Told, other: Told) -> bool:
    if one.date_from is not None or other.date_from is not None:
        return True
    return one.day == other.day


def _odd_number(one: Told, other: Told) -> bool:
    """Whether both give one number that is hardly the same by chance."""
    return any(n >= _UNLIKELY and n % 10 for n in set(one.numbers) & set(other.numbers))


def _context(one: Told, other: Told) -> list[Points]:
    found: list[Points] = []
    if one.mode is not None and one.mode == other.mode:
        found.append((_points("mode"), f"the same mode ({one.mode})"))
    shared = sum(w * other.words.get(term, 0.0) for term, w in one.words.items())
    if shared > 0.1:
        found.append((round(_points("words") * min(1.0, shared * 1.6), 3), "words around it"))
    numbers = set(one.numbers) & set(other.numbers)
    if numbers:
        name = "odd_number" if _odd_number(one, other) else "number"
        found.append((_points(name), f"the same number ({max(numbers)})"))
    return found


# --- tables -----------------------------------------------------------------------------------


@cache
def _points(name: str) -> float:
    return float(settings()["points"][name])


def threshold() -> float:
    """Points from which a pair is joined."""
    return _points("threshold")


Scorer = Callable[[Told, Told], Likeness | None]
"""What says how alike two tellings are."""
