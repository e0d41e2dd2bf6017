"""Which place a name stands for: a linear ranker over the gazetteer's candidates.

All mentions of a name in an article stand for the same place, unless the text gives it two
countries ("the Lebanese Tripoli", "Libya's Tripoli"). The ranker runs twice: first on
what is known of each name alone (people, kind, "town, region"), then again with what the first
round made of the article's other names (same country, same division, distance).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import asin, cos, exp, log10, radians, sin, sqrt

import msgspec
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from onrecord.places.gazetteer import Candidate, spelling
from onrecord.places.linear import Features, score, softmax, weights
from onrecord.places.mentions import Mention
from onrecord.places.owners import in_owner
from onrecord.places.recognition import lies_in
from onrecord.places.words import demonyms, words

EARTH_DIAMETER_KM = 12742.0
MOST_CANDIDATES = 40
"""Of a name with more, the ones with most people; the 41st "San Jose" is never meant."""

SAME_SPOT_KM = 100.0
"""Readings of a name no farther apart are the same spot: a city and the division around it."""

WINDOW = 40
"""Names before and after a name that count as its surroundings: keeps long texts linear."""
STAND_IN = {"area": 10**7, "water": 10**7, "site": 10**6, "city": 10**5}
"""People that a well-known place without a count weighs as much as."""


class Name(msgspec.Struct, frozen=True):
    """A distinct name of an article with all its mentions."""

    key: str
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    regions: tuple[tuple[Candidate, ...], ...] = ()
    """What stands after the name and a comma: each the readings of one such name."""
    qualified: int | None = None
    """Where the first mention with such a region begins."""
    hints: frozenset[str] = frozenset()
    """Kinds that the words around it speak for: "the city of X", "X province"."""


class Choice(msgspec.Struct, frozen=True):
    """What a name was resolved to; ``share`` is the ranker's confidence from 0 to 1."""

    place: Candidate
    share: float


class Surroundings(msgspec.Struct, frozen=True):
    """What else an article names, for one of its names."""

    countries: dict[str, float]
    """Share of each country among the countries, peoples and divisions named."""
    others: tuple[tuple[Candidate, float], ...] = ()
    """What the other names were resolved to in the first round, each with its share."""


def group(doc: Doc, mentions: Sequence[Mention]) -> list[Name]:
    """The distinct names of ``mentions``, in the order of their first mention."""
    by_start = {mention.start: mention for mention in mentions}
    by_end = {mention.end: mention for mention in mentions}
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        key = ("abbr " if mention.short else "") + spelling(mention.name)
        groups.setdefault(key, []).append(mention)
    return [
        _name(doc, key, part, by_start, owned)
        for key, found in groups.items()
        for part, owned in _by_owner(found, [in_owner(doc, one, by_end) for one in found])
    ]


def _by_owner(
    found: Sequence[Mention], owned: Sequence[tuple[Candidate, ...]]
) -> list[tuple[list[Mention], tuple[Candidate, ...]]]:
    """The mentions of one name by the country that the text says it is in, with what is there.

    One that is not said to be anywhere goes with the one before, or the first that is.
    """
    last = next(filter(None, owned), ())
    parts: dict[frozenset[str | None], tuple[list[Mention], list[Candidate]]] = {}
    for mention, inside in zip(found, owned, strict=True):
        last = inside or last
        part = parts.setdefault(frozenset(c.country for c in last), ([], []))
        part[0].append(mention)
        part[1].extend(inside)
    return [(part, tuple(dict.fromkeys(inside))) for part, inside in parts.values()]


def _name(
    doc: Doc,
    key: str,
    found: list[Mention],
    by_start: dict[int, Mention],
    owned: tuple[Candidate, ...],
) -> Name:
    candidates = dict.fromkeys(owned or (c for mention in found for c in mention.candidates))
    ranked = sorted(candidates, key=lambda c: (c.kind == "city", not c.main, -c.population))
    regions = []
    qualified: int | None = None
    hints: set[str] = set()
    for mention in found:
        region = _region_after(doc, mention, by_start)
        if region is not None:
            regions.append(region.candidates)
            qualified = mention.start if qualified is None else qualified
        hints |= _hints(doc, mention)
    best = _most(ranked, regions)
    return Name(key, tuple(found), best, tuple(regions), qualified, frozenset(hints))


def _most(ranked: list[Candidate], regions: Sequence[Sequence[Candidate]]) -> tuple[Candidate, ...]:
    """The first `MOST_CANDIDATES`, and before them those that lie in a region named after.

    Where a well-known city bears the name, other names of lesser ones are left out: "Frankfurt"
    is no way to write Frankfort, Illinois.
    """
    inside = [c for c in ranked if any(lies_in(c, w) for region in regions for w in region)]
    if any(c.kind == "city" and c.main and (c.listed or c.capital) for c in ranked):
        ranked = [c for c in ranked if c.main]
    return tuple(dict.fromkeys([*inside[:MOST_CANDIDATES], *ranked]))[:MOST_CANDIDATES]


def _region_after(doc: Doc, mention: Mention, by_start: dict[int, Mention]) -> Mention | None:
    """The place name after ``mention`` and a comma, bracket, "in" or genitive."""
    end = mention.end
    if end + 1 >= len(doc):
        return None
    between = doc[end].text
    at = end + 1
    if between == "in" or between in {",", "("}:
        at += doc[at].lower_ == "the" and at + 1 < len(doc)
        return by_start.get(at)
    return None


def _hints(doc: Doc, mention: Mention) -> set[str]:
    lists = words()
    found = set()
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    if after in lists.after_division:
        found.add("division")
    if after in lists.after_county:
        found.add("county")
    if after in lists.after_city:
        found.add("city")
    if mention.start > 1 and doc[mention.start - 1].lower_ == "of":
        before = doc[mention.start - 2].lower_
        if before in lists.after_city or before in {"capital", "port", "mayor"}:
            found.add("city")
        elif before in lists.after_division:
            found.add("division")
    return found


def own_features(candidate: Candidate, name: Name) -> Features:
    """What speaks for ``candidate`` by its name, kind and people and by "town, region"."""
    people = _people(candidate)
    most = max(_people(c) for c in name.candidates)
    known = candidate.listed or candidate.capital
    found = {
        f"kind {candidate.kind}": 1.0,
        "log people": people,
        f"log people of {candidate.kind}": people,
        "short of most": most - people,
        "main name": float(candidate.main),
        f"known {candidate.kind}": float(known),
        "known": float(known),
        "same name": float(spelling(candidate.name) == name.key),
    }
    if name.regions:
        inside = any(lies_in(candidate, whole) for region in name.regions for whole in region)
        found["inside region" if inside else "outside region"] = 1.0
    for hint in sorted(name.hints):
        found[f"{hint} said & {candidate.kind}"] = 1.0
    return found


def _people(candidate: Candidate) -> float:
    """Decimal logarithm of the people, or of what stands in for them where nobody counts."""
    return log10(candidate.population or STAND_IN.get(candidate.kind, 0) * candidate.listed or 1)


def context_features(candidate: Candidate, around: Surroundings) -> Features:
    """What speaks for ``candidate`` by the other names of the article."""
    found = {"country share": around.countries.get(candidate.country or "", 0.0)}
    if candidate.kind == "country":
        found["country share of country"] = found["country share"]
    others = [(place, share) for place, share in around.others if place != candidate]
    total = sum(share for _, share in others)
    if not total:
        return found
    far = [(distance_km(candidate, place), share) for place, share in others]
    found["near 50"] = min(2.0, sum(share * exp(-km / 50) for km, share in far))
    found["near 300"] = sum(share * exp(-km / 300) for km, share in far) / total
    found["near 1500"] = sum(share * exp(-km / 1500) for km, share in far) / total
    found["nearest"] = min(log10(km + 10) for km, _ in far)
    same = [(place, share) for place, share in others if place.country == candidate.country]
    found["same country"] = sum(share for _, share in same) / total
    if candidate.admin1:
        division = sum(share for place, share in same if place.admin1 == candidate.admin1)
        found["same division"] = division / total
        found["some of same division"] = float(division > 0)
    return found


def distance_km(one: Candidate, other: Candidate) -> float:
    """Great-circle distance (haversine formula on a sphere)."""
    return kilometres(one.lat, one.lon, other.lat, other.lon)


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points given in degrees."""
    a, b = radians(lat1), radians(lat2)
    x = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return EARTH_DIAMETER_KM * asin(sqrt(min(1.0, x)))


def countries_named(doc: Doc | DocSpan, names: Sequence[Name]) -> dict[str, float]:
    """Shares of the countries that the article names: by name, by people, by division."""
    counts: Counter[str] = Counter()
    peoples = demonyms()
    for token in doc:
        if token.text[0].isupper():
            country = peoples.get(token.lower_)
            if country:
                counts[country] += 1
    for name in names:
        found = {
            c.country for c in name.candidates if c.kind in {"country", "admin1"} and c.country
        }
        if len(found) == 1:
            counts[found.pop()] += len(name.mentions)
    total = sum(counts.values())
    return {country: count / total for country, count in sorted(counts.items())}


def first_round(names: Sequence[Name]) -> list[Choice | None]:
    """The best candidate of each name, seen alone."""
    by = weights("resolution_alone.toml")
    return [_best(name, [own_features(c, name) for c in name.candidates], by) for name in names]


def _best(name: Name, rows: Sequence[Features], by: dict[str, float]) -> Choice | None:
    if not rows:
        return None
    shares = softmax(score(row, by) for row in rows)
    at = max(range(len(rows)), key=lambda index: (shares[index], -index))
    at = _namesake(name, at, rows[at])
    top = name.candidates[at]
    spot = [c for c in name.candidates if distance_km(c, top) < SAME_SPOT_KM]
    sure = sum(s for c, s in zip(name.candidates, shares, strict=True) if c in spot)
    return Choice(min(spot, key=lambda c: (_order(c, name), c != top)), sure)


def _namesake(name: Name, at: int, row: Features) -> int:
    """The country or national capital that a division of the country shares its name with.

    "Mexico" is the country and "Washington" the capital, unless the words around say that it is
    the division, or the text names another place in that division.
    """
    top = name.candidates[at]
    said = "division" in name.hints or "inside region" in row or row.get("some of same division")
    if top.kind != "admin1" or said:
        return at
    others = [
        index
        for index, other in enumerate(name.candidates)
        if other.country == top.country and (other.kind == "country" or other.capital)
    ]
    return min(others, key=lambda index: name.candidates[index].kind != "country", default=at)


def _order(candidate: Candidate, name: Name) -> int:
    """Which of several readings at one spot is meant: the country Djibouti, the city Homs.

    The ranker cannot learn this, as data with points only do not tell the readings apart.
    """
    if candidate.kind == "admin1" and "division" in name.hints:
        return 0
    if candidate.kind == "admin2" and "county" in name.hints:
        return 0
    order = ("country", "area", "water", "site", "city", "admin1", "admin2")
    return 1 + order.index(candidate.kind) + 10 * (not candidate.main)


def surroundings(doc: Doc | DocSpan, names: Sequence[Name]) -> list[Surroundings]:
    """For each name, what the article names besides."""
    countries = countries_named(doc, names)
    first = first_round(names)
    found = []
    for at in range(len(names)):
        nearby = range(max(0, at - WINDOW), min(len(names), at + WINDOW + 1))
        others = tuple(
            (choice.place, choice.share * min(3, len(names[index].mentions)) ** 0.5)
            for index in nearby
            if index != at and (choice := first[index]) is not None
        )
        found.append(Surroundings(countries, others))
    return found


def all_features(name: Name, around: Surroundings) -> list[Features]:
    """The features of each candidate of ``name``."""
    return [{**own_features(c, name), **context_features(c, around)} for c in name.candidates]


def resolve(doc: Doc, mentions: Sequence[Mention]) -> list[Choice | None]:
    """For each of ``mentions``, the place; ``None`` where the gazetteer knows none."""
    names = group(doc, mentions)
    by = weights("resolution.toml")
    chosen: dict[int, Choice | None] = {}
    for name, around in zip(names, surroundings(doc, names), strict=True):
        choice = _best(name, all_features(name, around), by)
        chosen |= {mention.start: choice for mention in name.mentions}
        early = _before_region(doc, name) if choice is not None else []
        if choice is not None and early:
            share = min(choice.share, _share_before(doc, name, names, choice))
            doubted = Choice(choice.place, share)
            chosen |= {mention.start: doubted for mention in early}
    owners = {mention.end: chosen[mention.start] for mention in mentions}
    return [_beside_owner(doc, one, chosen[one.start], owners) for one in mentions]


def _before_region(doc: Doc, name: Name) -> list[Mention]:
    """The mentions in the sentences before the first that a region stands behind."""
    if name.qualified is None:
        return []
    start = doc[name.qualified].sent.start
    return [mention for mention in name.mentions if mention.start < start]


def _share_before(doc: Doc, name: Name, names: Sequence[Name], choice: Choice) -> float:
    """How sure ``choice`` is by what stands before the sentence with the region.

    "Pubs in Birmingham" before "Birmingham, Alabama" may well be in England.
    """
    end = doc[name.qualified or 0].sent.start
    plain = msgspec.structs.replace(name, regions=())
    before = [plain if one is name else one for one in names if one.mentions[0].start < end]
    around = surroundings(doc[:end], before)[before.index(plain)]
    shares = softmax(score(row, weights("resolution.toml")) for row in all_features(plain, around))
    pairs = zip(plain.candidates, shares, strict=True)
    return sum(s for c, s in pairs if distance_km(c, choice.place) < SAME_SPOT_KM)


def _beside_owner(
    doc: Doc, mention: Mention, choice: Choice | None, owners: Mapping[int, Choice | None]
) -> Choice | None:
    """``choice``, but none abroad for a part of the place before it: "Giza's Haram district"."""
    lists = words()
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    part = after in lists.after_county | lists.after_city | lists.after_division
    genitive = mention.start > 0 and doc[mention.start - 1].tag_ == "POS"
    owner = owners.get(mention.start - 1) if part and genitive else None
    if choice is None or owner is None:
        return choice
    return choice if choice.place.country == owner.place.country else None
