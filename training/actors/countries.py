"""Country names, adjectives, peoples, capitals and seats of government, one form a row."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = tuple[str, str, str, str, str]
"""ISO3, form, kind, first day, last day (empty where it still holds)."""

_WORDS = Path(__file__).with_name("country_words.toml")
_LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ.'’\- ]+$")
_SMALL_TERRITORIES = frozenset(
    ("ATF", "MTQ", "MYT", "REU", "SPM", "SJM", "MNP", "HKG", "MAC", "GGY")
)
"""Territories whose people the source names after another country."""


def country_rows(source: list[dict[str, str]]) -> Iterator[Row]:
    """Every form, sorted, without doubles."""
    with _WORDS.open("rb") as file:
        words = tomllib.load(file)
    rows: set[Row] = set()
    for country in source:
        extra = words.get(country["iso3"], {})
        rows |= set(_forms(country, extra))
    for gone in words["historical"]:
        for kind, form in _listed(gone):
            rows.add((gone["iso3"], form, kind, gone["start"], gone["end"]))
    yield from sorted(rows)


def _forms(country: dict[str, str], extra: dict[str, Any]) -> Iterator[Row]:
    iso3, removed = country["iso3"], set(extra.get("remove", ()))
    found = list(_listed(extra))
    others = [country["name"], country["official_name"], *country["other_names"].split("|")]
    found += [("name", name) for name in others if _plain(name)]
    if iso3 not in _SMALL_TERRITORIES:
        found += _demonyms(country["demonym"], "adjectives" in extra, "people" in extra)
    if country["capital"]:
        found.append(("capital", country["capital"]))
    for kind, form in found:
        form = form.removeprefix("the ").removeprefix("The ").strip()
        if form and form not in removed:
            yield iso3, form, kind, "", ""


def _listed(words: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kinds = {"names": "name", "adjectives": "adjective", "people": "people"}
    kinds |= {"seats": "seat", "cities": "capital"}
    for key, kind in kinds.items():
        for form in words.get(key, ()):
            yield kind, form


def _plain(name: str) -> bool:
    """A name that English news may use: Latin letters, no inverted or bracketed form."""
    return bool(_LATIN.match(name)) and len(name) > 2


def _demonyms(demonyms: str, own_adjectives: bool, own_people: bool) -> Iterator[tuple[str, str]]:
    for word in demonyms.split(","):
        word = word.strip()
        if not word:
            continue
        if not own_adjectives:
            yield "adjective", word
        if not own_people:
            same = word.endswith(("ese", "sh", "ch", "ss", "s"))
            yield "people", word if same else word + "s"
