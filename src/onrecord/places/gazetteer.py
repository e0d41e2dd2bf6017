"""The gazetteer: what places a name can stand for.

Two layers: ``gazetteer.npz`` (cities and divisions of GeoNames, made by
``training/places/build_gazetteer.py``) and the tables ``countries.csv`` and ``places.csv``, which
are written by hand and held in memory.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec
import numpy as np

from onrecord import knowledge
from onrecord.text import fold

AREA = "places"
KINDS = ("city", "admin1", "admin2", "country", "area", "water", "site")
"""What a place is; the file stores the index. ``area`` is a region, range, desert or island,
``site`` a building, base, camp, street or quarter."""
ALTERNATE = 1 << 31
"""Set in an entry whose name is not the main name of its row."""

CAPITAL_FROM = 30_000
"""People that a capital has at least: tells Washington from the villages of that name."""

SAME_DEGREES = 0.15
"""How far apart the points of one city may lie in the two layers."""

_SPECIAL = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("`‘ʻʼʹʺ'\"´", None)
)


def spelling(name: str) -> str:
    """The key text of ``name``: folded, with the letters that have no accents to drop."""
    return " ".join(fold(name).translate(_SPECIAL).split())


def key_of(name: str) -> int:
    """64 bits for ``name``, the same for every spelling with other accents, case or dots."""
    return int.from_bytes(hashlib.blake2b(spelling(name).encode(), digest_size=8).digest(), "big")


class Candidate(msgspec.Struct, frozen=True):
    """A place that a name can stand for."""

    name: str
    kind: str
    """One of `KINDS`."""
    lat: float
    lon: float
    population: int
    country: str | None
    """ISO 3166-1 alpha-3; empty for seas and regions across borders."""
    admin1: str | None
    geonames: int | None
    main: bool
    """Whether the name asked for is the place's main one, not an alternate."""
    listed: bool = False
    """Whether it stands in the hand-written tables of what news names."""
    capital: bool = False


class Gazetteer:
    """Look-up by name; see the module."""

    def __init__(
        self,
        columns: dict[str, Any],
        own: dict[int, tuple[Candidate, ...]],
        capitals: frozenset[tuple[str, str]],
    ) -> None:
        self._columns = columns
        self._own = own
        self._capitals = capitals

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Every place that ``name`` can stand for, hand-written ones first."""
        key = key_of(name)
        own = self._own.get(key, ())
        stored = tuple(self._stored(key))
        listed = [_joined(one, stored) for one in own]
        known = {one.geonames for one in listed if one.geonames}
        return (*listed, *(one for one in stored if one.geonames not in known))

    def _stored(self, key: int) -> Iterable[Candidate]:
        columns = self._columns
        keys = columns["keys"]
        at = int(np.searchsorted(keys, np.uint64(key)))
        if at == len(keys) or int(keys[at]) != key:
            return
        for entry in columns["entries"][columns["starts"][at] : columns["starts"][at + 1]]:
            yield self._candidate(int(entry) & (ALTERNATE - 1), not int(entry) & ALTERNATE)

    def _candidate(self, row: int, main: bool) -> Candidate:
        columns = self._columns
        start, end = columns["name_starts"][row], columns["name_starts"][row + 1]
        lat, lon = columns["points"][row]
        name = bytes(columns["names"][start:end]).decode()
        kind = KINDS[columns["kinds"][row]]
        country = str(columns["countries"][columns["country"][row]])
        people = int(columns["populations"][row])
        seat = (
            kind == "city" and people > CAPITAL_FROM and (country, spelling(name)) in self._capitals
        )
        return Candidate(
            name=name,
            kind=kind,
            lat=round(float(lat), 5),
            lon=round(float(lon), 5),
            population=people,
            country=country,
            admin1=str(columns["divisions"][columns["division"][row]]) or None,
            geonames=int(columns["geonames"][row]),
            main=main,
            capital=seat,
        )


def _joined(listed: Candidate, stored: Iterable[Candidate]) -> Candidate:
    """A city of the hand-written table with what GeoNames knows of it, if it has it there."""
    for one in stored:
        if one.kind != "city" or listed.kind != "city" or one.country != listed.country:
            continue
        same = listed.geonames == one.geonames if listed.geonames else _close(one, listed)
        if same:
            return msgspec.structs.replace(one, listed=True, main=True)
    return listed


def _close(one: Candidate, other: Candidate) -> bool:
    return abs(one.lat - other.lat) < SAME_DEGREES and abs(one.lon - other.lon) < SAME_DEGREES


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the program, read once a process."""
    with knowledge.path(AREA, "gazetteer.npz").open("rb") as stream:
        loaded = np.load(stream, allow_pickle=False)
        columns = {name: loaded[name] for name in loaded.files}
    capitals = {(row["iso3"], spelling(row["capital"])) for row in table("countries.csv")}
    return Gazetteer(columns, _own_places(), frozenset(capitals))


def _own_places() -> dict[int, tuple[Candidate, ...]]:
    found: dict[int, list[Candidate]] = defaultdict(list)
    for row in table("countries.csv"):
        _add(found, row, _country(row))
    for row in table("places.csv"):
        _add(found, row, _place(row))
    return {key: tuple(places) for key, places in found.items()}


def _add(found: dict[int, list[Candidate]], row: dict[str, str], place: Candidate) -> None:
    names = [place.name, *filter(None, row["aliases"].split("|"))]
    for name in names:
        places = found[key_of(name)]
        if place not in places:
            places.append(place)


def _country(row: dict[str, str]) -> Candidate:
    return Candidate(
        name=row["name"],
        kind="country",
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=int(row["population"]),
        country=row["iso3"] or None,
        admin1=None,
        geonames=int(row["geonames"]) if row["geonames"] else None,
        main=True,
        listed=True,
    )


def _place(row: dict[str, str]) -> Candidate:
    return Candidate(
        name=row["name"],
        kind=row["kind"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=0,
        country=row["country"] or None,
        admin1=None,
        geonames=int(row["geonames"]) if row["geonames"] else None,
        main=True,
        listed=True,
    )


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of this area."""
    text = knowledge.path(AREA, name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
