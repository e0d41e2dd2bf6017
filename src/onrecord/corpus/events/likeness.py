"""How alike two tellings are: points for what agrees, nothing at all where something clashes.

The points are in ``knowledge/corpus/events.toml``. A scorer that is trained can stand in for
`compare`; what speaks against a pair does so whatever the score.
"""

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.corpus.events.lexicon import (
    families,
    generic,
    objects,
    outcomes,
    results,
    same_kind,
    settings,
)
from onrecord.corpus.events.tallies import ANYBODY
from onrecord.corpus.events.told import Party, Spot, Told
from onrecord.corpus.story import stem
from onrecord.records import ActorKind, DateBasis, EventTime, MemberBasis

Points = tuple[float, str]
"""Points, and what they are for."""
Doubt = bool | None
"""Whether something speaks against a pair; empty where it is not known."""

_KM_APART = 30.0
"""Cities further apart than this are two places."""
_EARTH_KM = 6371.0
_BESIDE = 40
"""Characters between words for what happened to people and for what did it."""
_UNLIKELY = 30
"""Numbers from here on that are not round are hardly the same by chance."""
_IN_A_ROW = 250
"""Characters between two numbers for one thing."""
SURE = 0.6
"""Chance from which a reading counts against a pair."""
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
    if clash(one, other) or not _times_agree(one, other):
        return None
    given: list[Points] = [*_copied(one, other)]
    given += [
        *_named_by(one, other),
        *_sides(one.actors, other.actors, "actor"),
        *_sides(one.recipients, other.recipients, "recipient", anybody=_odd_number(one, other)),
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


def _told_as_one(one: Told, other: Told) -> bool:
    """Whether the article's own chain is to be believed: its links are guesses like any other.

    Whom something killed or hurt is the telling of a deed only where the two stand together.
    """
    if one.chain != other.chain or clash(one, other):
        return False
    for result, deed in ((one, other), (other, one)):
        if is_outcome(result) and deed.lemma not in results() and not _result(result, deed):
            return bool(_sides(one.recipients, other.recipients, "recipient"))
    return True


def clash(one: Told, other: Told) -> bool:
    """Whether something speaks against one happening."""
    return any(doubt is True for doubt in doubts(one, other))


def doubts(one: Told, other: Told) -> tuple[Doubt, ...]:
    """What speaks against one happening, by kind, also where a third telling joins the two."""
    return (
        not _types_agree(one, other),
        _days_doubt(one, other),
        _status_doubt(one, other),
        _place_doubt(one.spot, other.spot),
        _sides_doubt(one.actors, other.actors),
        None if _outcomes_differ(one, other) else _sides_doubt(_targets(one), _targets(other)),
        True if _swapped(one, other) else None,
        _objects_doubt(one, other),
    )


def _objects_doubt(one: Told, other: Told) -> Doubt:
    """Whether the objects that were hit, such as a plane or a base, cannot be one."""
    mine, theirs = _things(one.recipients), _things(other.recipients)
    return mine.isdisjoint(theirs) if mine and theirs else None


def _things(side: Sequence[Party]) -> set[str]:
    """The things on a side of which one is not another, such as a plane or a base."""
    return {p.head for p in side} & objects()


def _days_doubt(one: Told, other: Told) -> Doubt:
    """Whether the days leave no room for one happening; those taken over are unsure."""
    if _both_dated(one, other):
        return not _overlap(one, other)
    days = [t.day if t.date_from is None else t.date_from for t in (one, other)]
    if _is_dated(one) or _is_dated(other) or days[0] is None or days[1] is None:
        return None
    return True if abs(days[0] - days[1]) > _days("drift") else None


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
    return tuple((a, b) for a, b in settings()["types"]["alike"])


def _status_doubt(one: Told, other: Told) -> Doubt:
    """What is told as open is no telling of what is told as real, nor background of the news."""
    if not _negations_agree(one, other):
        return True
    if min(one.status_sure, other.status_sure) < SURE:
        return None
    if one.open != other.open:
        return True
    past = [t.time == EventTime.HISTORICAL for t in (one, other)]
    return past[0] != past[1] and not _both_dated(one, other)


def _negations_agree(one: Told, other: Told) -> bool:
    """What nobody but the article tells as not having happened is another matter."""
    if one.denied == other.denied:
        return True
    denial, told = (one, other) if one.denied else (other, one)
    if is_outcome(denial) and told.lemma != denial.lemma:
        return False  # that nobody was hurt does not deny the deed
    return denial.statement is not None


def _times_agree(one: Told, other: Told) -> bool:
    if _both_dated(one, other):
        return _overlap(one, other)
    if not _is_dated(one) and not _is_dated(other):
        taken = one.date_from is not None and other.date_from is not None
        return _published_near(one, other) and (not taken or _overlap(one, other))
    dated, plain = (one, other) if _is_dated(one) else (other, one)
    if plain.day is None or dated.date_from is None or dated.date_to is None:
        return one.article == other.article
    if dated.open:
        return abs(plain.day - (dated.day or plain.day)) <= _days("aftermath")
    return dated.date_from <= plain.day and plain.day - dated.date_to <= _days("aftermath")


def _is_dated(telling: Told) -> bool:
    """Whether its own words give the days; those taken over from text nearby can be another's."""
    return telling.date_from is not None and telling.basis != DateBasis.INHERITED


def _both_dated(one: Told, other: Told) -> bool:
    return _is_dated(one) and _is_dated(other)


def _overlap(one: Told, other: Told) -> bool:
    first = max(one.date_from or 0, other.date_from or 0)
    last = min(one.date_to or one.date_from or 0, other.date_to or other.date_from or 0)
    return first <= last


def _published_near(one: Told, other: Told) -> bool:
    if one.day is None or other.day is None:
        return one.article == other.article
    return abs(one.day - other.day) <= _days("undated")


def _place_doubt(one: Spot | None, other: Spot | None) -> Doubt:
    """Whether it took place elsewhere; a place that was lent may be that of something else."""
    if one is None or other is None or not (one.own and other.own):
        return None
    if one.country and other.country and one.country != other.country:
        return True
    if not (one.exact and other.exact):
        return None
    return one.geonames != other.geonames and _km(one, other) > _KM_APART


def _km(one: Spot, other: Spot) -> float:
    """Kilometres on the great circle; 0 where a place has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    lat, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _sides_doubt(one: Sequence[Party], other: Sequence[Party]) -> Doubt:
    """Whether both sides are known and have nobody in common."""
    if not one or not other:
        return None
    if any(_one_name(p, q) for p in one for q in other):
        return False
    if len({bool(_things(side)) for side in (one, other)}) > 1:
        return None  # a thing that is hit and those who are hurt there can be of two countries
    codes, codes2 = ({p.code for p in side if p.code} for side in (one, other))
    known = bool(codes and codes2)
    if known and not codes & codes2 and not _countries(one) & _countries(other):
        return True
    people, people2 = ([p for p in side if _is_person(p)] for side in (one, other))
    if people and people2:
        return not any(same_name(p, q) for p in people for q in people2)
    return False if known else None


def _targets(telling: Told) -> list[Party]:
    """The recipients but for the ground on which it took place ("missiles at bases in Iraq")."""
    return [p for p in telling.recipients if not _is_ground(p, telling.spot)]


def _is_ground(party: Party, spot: Spot | None) -> bool:
    """Whether a party is only where it took place: the country or the city itself."""
    if spot is None or party.country is None or party.country != spot.country:
        return False
    return party.kind == ActorKind.COUNTRY or party.name == spot.name


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


def _one_name(one: Party, other: Party) -> bool:
    """Whether both are called by one proper name, whosesoever they are coded to be."""
    return one.name == other.name and one.name[:1].isupper()


def same_name(one: Party, other: Party) -> bool:
    """Whether two names can be those of one: one holds the other, its last or two words of it."""
    if not one.names or not other.names:
        return False
    mine, theirs = set(one.names), set(other.names)
    if not (mine <= theirs or theirs <= mine):
        return False
    return one.names[-1] == other.names[-1] or len(mine & theirs) > 1


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
    one: Sequence[Party], other: Sequence[Party], role: str, *, anybody: bool = False
) -> list[Points]:
    """The best of what is shared on a side; that people were hit says little by itself."""
    found: list[Points] = []
    for p in one:
        for q in other:
            points = 0.0
            if same_name(p, q):
                points = _points(f"{role}_name")
            elif role == "recipient" and _same_head(p, q) and (anybody or p.head not in _anybody()):
                points = _points("recipient_head")
            if p.code is not None and p.code == q.code:
                points += _points(f"{role}_code")
            if points:
                found.append((points, f"the same {role} ({q.name if p.names == () else p.name})"))
    return [max(found)] if found else []


def _within(one: Told, other: Told) -> Points | None:
    """What only tellings of one article show: a denial of the other, or what did it."""
    if one.denied != other.denied:
        near = abs(one.start - other.start) <= _NEARBY
        if near and (
            one.lemma == other.lemma or _sides(one.recipients, other.recipients, "recipient")
        ):
            return _points("denial"), "a denial of it"
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
    things = {zlib.crc32(p.head.encode()) for p in deed.recipients if not _is_ground(p, deed.spot)}
    beside = one_sentence(result, deed) and abs(result.start - deed.start) <= _BESIDE
    return not result.open and (beside or not things.isdisjoint(result.words))


def is_outcome(telling: Told) -> bool:
    """Whether it tells whom something killed or hurt, and not who did it."""
    return telling.trigger.split()[0] in outcomes() and not telling.actors


def one_sentence(one: Told, other: Told) -> bool:
    """Whether two tellings of an article stand in one sentence."""
    return (one.article, one.quote_start) == (other.article, other.quote_start)


def _outcomes_differ(one: Told, other: Told) -> bool:
    """Whether recipients need not agree: those hit and the target, or those of two countries."""
    if not (is_outcome(one) and is_outcome(other)):
        return is_outcome(one) or is_outcome(other)
    subjects = [{t.subject for t in x.tallies if t.low is not None} for x in (one, other)]
    return one.lemma == other.lemma and all(subjects) and subjects[0] != subjects[1]


def _part_counts(one: Told, other: Told) -> bool:
    """Whether one counts all and the other some of those whom one thing killed or hurt."""
    if one.article != other.article or one.lemma != other.lemma:
        return False
    if not (is_outcome(one) and is_outcome(other)) or _is_dated(max(one, other, key=_at)):
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
        and not _is_dated(later)
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
    if not _both_dated(one, other):
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


def _same_head(one: Party, other: Party) -> bool:
    return one.head == other.head and not one.names


def _odd_number(one: Told, other: Told) -> bool:
    """Whether both give one number that is hardly the same by chance."""
    return any(n >= _UNLIKELY and n % 10 for n in set(one.numbers) & set(other.numbers))


@cache
def _anybody() -> frozenset[str]:
    return frozenset(map(stem, str(settings()["numbers"]["anybody"]).split()))


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


@cache
def _days(name: str) -> int:
    return int(settings()["days"][name])


Scorer = Callable[[Told, Told], Likeness | None]
"""What says how alike two tellings are."""
