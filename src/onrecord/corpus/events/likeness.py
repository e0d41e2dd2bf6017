"""How alike two tellings are: points for what agrees, nothing at all where something clashes.

The points are in ``knowledge/corpus/events.toml``. A scorer that is trained can stand in for
`compare`; what speaks against a pair does so whatever the score.
"""

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.corpus.events.lexicon import families, generic, results, settings
from onrecord.corpus.events.told import Party, Spot, Told
from onrecord.records import ActorKind, DateBasis, EventTime, MemberBasis, StatementAct

Points = tuple[float, str]
"""Points, and what they are for."""

_KM_APART = 30.0
"""Cities further apart than this are two places."""
_EARTH_KM = 6371.0
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
    if one.chain == other.chain:
        return Likeness(_points("chain"), ("the article tells both as one",), MemberBasis.ARTICLE)
    if not compatible(one, other):
        return None
    given: list[Points] = [*_copied(one, other)]
    given += [
        *_named_by(one, other),
        *_sides(one.actors, other.actors, "actor"),
        *_sides(one.recipients, other.recipients, "recipient"),
        *_where(one.spot, other.spot),
        *_when(one, other),
        *_context(one, other),
    ]
    score = sum(points for points, _ in given)
    if one.article == other.article:
        answer = _within(one, other)
        score += answer[0] if answer else -_points("same_article_more")
        given += [answer] if answer else []
    copied = bool(_copied(one, other))
    basis = MemberBasis.COPY if copied else MemberBasis.MATCH
    return Likeness(round(score, 3), tuple(reason for _, reason in given), basis)


def compatible(one: Told, other: Told) -> bool:
    """Whether nothing speaks against one happening."""
    return (
        _types_agree(one, other)
        and _times_agree(one, other)
        and _statuses_agree(one, other)
        and _places_agree(one.spot, other.spot)
        and not _clash(one.actors, other.actors)
        and not _clash(one.recipients, other.recipients)
        and not _swapped(one, other)
    )


# --- what speaks against it -------------------------------------------------------------------


def _types_agree(one: Told, other: Told) -> bool:
    if one.type == other.type:
        return not (one.mode and other.mode and one.mode != other.mode and one.quad in (1, 3))
    keys = [{t.type, f"{t.type}:{t.mode}"} for t in (one, other)]
    return any(
        (a in keys[0] and b in keys[1]) or (b in keys[0] and a in keys[1]) for a, b in _alike()
    )


@cache
def _alike() -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, b in settings()["types"]["alike"])  # type: ignore[attr-defined]


def _statuses_agree(one: Told, other: Told) -> bool:
    """What is told as open is no telling of what is told as real, nor background of the news."""
    if one.open != other.open:
        return False
    past = [t.time == EventTime.HISTORICAL for t in (one, other)]
    return past[0] == past[1] or _both_dated(one, other)


def _times_agree(one: Told, other: Told) -> bool:
    if _both_dated(one, other):
        return _overlap(one, other)
    if one.date_from is None and other.date_from is None:
        return _published_near(one, other)
    dated, plain = (one, other) if one.date_from is not None else (other, one)
    if plain.day is None or dated.date_from is None or dated.date_to is None:
        return one.article == other.article
    if dated.open:
        return abs(plain.day - (dated.day or plain.day)) <= _days("aftermath")
    return dated.date_from <= plain.day and plain.day - dated.date_to <= _days("aftermath")


def _both_dated(one: Told, other: Told) -> bool:
    return one.date_from is not None and other.date_from is not None


def _overlap(one: Told, other: Told) -> bool:
    first = max(one.date_from or 0, other.date_from or 0)
    last = min(one.date_to or one.date_from or 0, other.date_to or other.date_from or 0)
    return first <= last


def _published_near(one: Told, other: Told) -> bool:
    if one.day is None or other.day is None:
        return one.article == other.article
    return abs(one.day - other.day) <= _days("undated")


def _places_agree(one: Spot | None, other: Spot | None) -> bool:
    if one is None or other is None:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if not (one.exact and other.exact) or one.geonames == other.geonames:
        return True
    return _km(one, other) <= _KM_APART


def _km(one: Spot, other: Spot) -> float:
    """Kilometres on the great circle; 0 where a place has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    lat, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _clash(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether both sides are known and have nobody in common."""
    if not one or not other:
        return False
    codes, codes2 = ({p.code for p in side if p.code} for side in (one, other))
    if codes and codes2 and not codes & codes2 and not _countries(one) & _countries(other):
        return True
    people, people2 = ([p for p in side if _is_person(p)] for side in (one, other))
    return bool(people and people2) and not any(same_name(p, q) for p in people for q in people2)


def _countries(side: Sequence[Party]) -> set[str]:
    return {p.country for p in side if p.country}


def _is_person(party: Party) -> bool:
    return bool(party.names) and party.kind == ActorKind.PERSON


def _swapped(one: Told, other: Told) -> bool:
    """Whether the one who acts here is the one to whom it is done there."""
    a, r, a2, r2 = (_codes(s) for s in (one.actors, one.recipients, other.actors, other.recipients))
    return bool(a and r and a2 and r2 and a == r2 and r == a2 and a != r)


def _codes(side: Sequence[Party]) -> set[str]:
    return {p.code for p in side if p.code}


def same_name(one: Party, other: Party) -> bool:
    """Whether two names can be those of one: the last words agree, and one holds the other."""
    if not one.names or not other.names or one.names[-1] != other.names[-1]:
        return False
    return set(one.names) <= set(other.names) or set(other.names) <= set(one.names)


# --- what speaks for it -----------------------------------------------------------------------


def _copied(one: Told, other: Told) -> list[Points]:
    same = one.sentence == other.sentence and one.article != other.article
    return [(_points("copy"), "the same sentence")] if same and one.lemma == other.lemma else []


def _named_by(one: Told, other: Told) -> list[Points]:
    if one.lemma == other.lemma:
        name = "generic_lemma" if one.lemma in generic() else "lemma"
        return [(_points(name), f"the same word ({one.lemma})")]
    if one.type != other.type and one.mode and other.mode:
        return [(_points("family"), "deeds of one kind")]
    if families(one.lemma) & families(other.lemma):
        return [(_points("family"), f"words of one kind ({one.lemma}, {other.lemma})")]
    return []


def _sides(one: Sequence[Party], other: Sequence[Party], role: str) -> list[Points]:
    """The best of what is shared on a side."""
    found: list[Points] = []
    for p in one:
        for q in other:
            points = 0.0
            if same_name(p, q):
                points = _points(f"{role}_name")
            elif role == "recipient" and p.head == q.head and not p.names:
                points = _points("recipient_head")
            if p.code is not None and p.code == q.code:
                points += _points(f"{role}_code")
            if points:
                found.append((points, f"the same {role} ({q.name if p.names == () else p.name})"))
    return [max(found)] if found else []


def _within(one: Told, other: Told) -> Points | None:
    """What only tellings of one article show: a denial of the other, or what did it."""
    if one.denied != other.denied:
        denial = one if one.denied else other
        near = denial.act == StatementAct.DENIES and abs(one.start - other.start) <= _NEARBY
        if near and (
            one.lemma == other.lemma or _sides(one.recipients, other.recipients, "recipient")
        ):
            return _points("denial"), "a denial of it"
    if one.mention == other.back or other.mention == one.back:
        return _points("back"), "it takes up what was told before"
    if _result(one, other) or _result(other, one):
        return _points("result"), "what came of it"
    for cause, deed in ((one, other), (other, one)):
        if any(p.start <= cause.start < p.end for p in deed.actors):
            return _points("cause"), "it is what did it"
    return None


def _result(result: Told, deed: Told) -> bool:
    """Whether one tells whom a deed killed or hurt: the thing that was hit stands in both."""
    if result.lemma not in results() or deed.lemma in results() or result.actors:
        return False
    things = {zlib.crc32(p.head.encode()) for p in deed.recipients}
    return not things.isdisjoint(result.words) and not result.open


def _where(one: Spot | None, other: Spot | None) -> list[Points]:
    if one is None or other is None:
        return []
    if one.exact and other.exact and one.name:
        return [(_points("city"), f"the same place ({one.name})")]
    if one.country and one.country == other.country:
        return [(_points("country"), f"the same country ({one.country})")]
    return []


def _when(one: Told, other: Told) -> list[Points]:
    if not _both_dated(one, other):
        return [(_points("near_days"), "days that fit")] if _near(one, other) else []
    lengths = [(t.date_to or 0) - (t.date_from or 0) for t in (one, other)]
    weak = DateBasis.INHERITED in (one.basis, other.basis)
    if max(lengths) == 0:
        return [(_points("same_days" if weak else "same_day"), "the same day")]
    if max(lengths) <= 7:
        return [(_points("same_days"), "the same days")]
    return [(_points("near_days"), "days that fit")]


def _near(one: Told, other: Told) -> bool:
    if one.date_from is not None or other.date_from is not None:
        return True
    return one.day == other.day


def _context(one: Told, other: Told) -> list[Points]:
    found: list[Points] = []
    shared = sum(w * other.words.get(term, 0.0) for term, w in one.words.items())
    if shared > 0.1:
        found.append((round(_points("words") * min(1.0, shared * 1.6), 3), "words around it"))
    numbers = set(one.numbers) & set(other.numbers)
    if numbers:
        found.append((_points("number"), f"the same number ({max(numbers)})"))
    return found


# --- tables -----------------------------------------------------------------------------------


@cache
def _points(name: str) -> float:
    return float(settings()["points"][name])  # type: ignore[arg-type]


def threshold() -> float:
    """Points from which a pair is joined."""
    return _points("threshold")


@cache
def _days(name: str) -> int:
    return int(settings()["days"][name])  # type: ignore[call-overload,no-any-return]


Scorer = Callable[[Told, Told], Likeness | None]
"""What says how alike two tellings are."""
