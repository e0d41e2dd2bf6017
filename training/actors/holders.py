"""Office holders with the days of their terms, from Wikidata, Congress and Phoenix tables."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from training.actors.sectors import plover_sectors

Rows = list[dict[str, str]]
Row = tuple[str, str, str]
"""Name keys (``|``), gender (``m``, ``f`` or empty), terms (``;``).

A term is ``ISO3:office:start:end:until``; ``end`` is empty where the source knows none, and
``until`` is then the last day that the source vouches for.
"""

SINCE = "1985"
"""Terms that ended earlier are left out: the news that onrecord reads begins in the 1990s."""

CLASSES: dict[str, str] = {
    "head_of_state": "head",
    "head_of_government": "head",
    "head_of_state_rep": "head",
    "deputy_head": "deputy",
    "foreign": "foreign",
    "defence": "defence",
    "interior": "interior",
    "justice": "justice",
    "military": "military",
    "intelligence_security": "security",
    "spokesperson": "spokesperson",
    "speaker": "speaker",
    "ambassador": "ambassador",
    "subnational_head": "regional",
    "governor": "regional",
    "other_head": "other",
    "finance_economy": "minister",
    "energy": "minister",
    "deputy_minister": "minister",
    "other": "other",
}
_LATIN = re.compile(r"^[a-z' ]+$")


def fold(name: str) -> str:
    """As `onrecord.text.fold`, with the letters that have no accent to drop spelt out."""
    plain = unicodedata.normalize(
        "NFKD", name.replace("ı", "i").replace("ø", "o").replace("ł", "l")
    )
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace("ʿ", "").replace("ʾ", "").replace(".", "")
    return re.sub(r"[\s\-‐–]+", " ", plain).strip().casefold()


def keys_of(names: Iterable[str]) -> tuple[str, ...]:
    """The folded names with two words or more, in Latin letters; titles after a comma go."""
    folded = (fold(re.sub(r"\(.*?\)|,.*$", "", name)) for name in names)
    return tuple(dict.fromkeys(k for k in folded if " " in k and _LATIN.match(k)))


class Base:
    """Holders under way: a person is known by the name keys and the country."""

    def __init__(self) -> None:
        self.keys: dict[str, tuple[str, ...]] = {}
        self.gender: dict[str, str] = {}
        self.terms: dict[str, set[str]] = {}

    def add(self, who: str, names: Iterable[str], gender: str, term: str) -> None:
        """One more term of the person ``who``."""
        keys = keys_of(names)
        if keys:
            self.keys[who] = tuple(dict.fromkeys((*self.keys.get(who, ()), *keys)))
            self.gender[who] = gender[:1].lower() or self.gender.get(who, "")
            self.terms.setdefault(who, set()).add(term)

    def rows(self) -> Iterator[Row]:
        """Every person, sorted by name."""
        made = (
            ("|".join(self.keys[who]), self.gender[who], ";".join(sorted(self.terms[who])))
            for who in self.terms
        )
        yield from sorted(made)


def holder_rows(
    offices: Rows,
    heads: Rows,
    persons: dict[str, dict[str, str]],
    legislators: Rows,
    executives: Rows,
    phoenix: Iterable[dict[str, Any]],
) -> Iterator[Row]:
    """Every holder of a public office with a term that reaches into the time of the news."""
    base = Base()
    _add_wikidata(base, offices, persons)
    _add_heads(base, heads, persons)
    _add_congress(base, legislators)
    _add_executives(base, executives)
    _add_phoenix(base, phoenix)
    yield from base.rows()


def _add_wikidata(base: Base, offices: Rows, persons: dict[str, dict[str, str]]) -> None:
    for row in offices:
        office = CLASSES.get(row["office_class"])
        status = row["end_status"]
        if office is None or not row["start"] or status in ("bad_order", "open_suspect"):
            continue
        end = row["end"] or status.partition("open_but_died:")[2]
        if end and end < SINCE:
            continue
        until = "" if end else row["as_of"]
        country = row["country_iso3"] or _body(row["position"])
        if not country:
            continue
        person = persons.get(row["person_qid"], {})
        names = [row["person"], person.get("name", ""), *person.get("aliases", "").split("|")]
        term = f"{country}:{office}:{row['start']}:{end}:{until}"
        base.add(row["person_qid"] or row["person"], names, person.get("gender", ""), term)


def _body(position: str) -> str:
    """The body above states that a position belongs to."""
    found = {"United Nations": "UNO", "European": "EUR", "NATO": "IGO", "African Union": "IGO"}
    return next((code for word, code in found.items() if word in position), "")


def _add_heads(base: Base, heads: Rows, persons: dict[str, dict[str, str]]) -> None:
    for row in heads:
        if row["country_iso3"] and row["start"]:
            person = persons.get(row["person_qid"], {})
            names = [row["person"], *person.get("aliases", "").split("|")]
            until = "" if row["end"] else row["as_of"]
            term = f"{row['country_iso3']}:head:{row['start']}:{row['end']}:{until}"
            base.add(row["person_qid"], names, person.get("gender", ""), term)


def _add_congress(base: Base, legislators: Rows) -> None:
    for row in legislators:
        if row["end"] and row["end"] < SINCE:
            continue
        term = f"USA:legislator:{row['start']}:{row['end']}:"
        names = [row["name"], *row["nicknames"].split("|")]
        base.add(row["wikidata"] or row["bioguide"], names, row["gender"], term)


def _add_executives(base: Base, executives: Rows) -> None:
    for row in executives:
        if row["end"] >= "1950":
            office = "head" if row["office"] == "President" else "deputy"
            term = f"USA:{office}:{row['start']}:{row['end']}:"
            names = [row["name"], *row["nicknames"].split("|")]
            base.add(f"executive {row['govtrack']}", names, "m", term)


def _add_phoenix(base: Base, phoenix: Iterable[dict[str, Any]]) -> None:
    """Holders that the other tables lack; open ends of the dictionary are vouched for to 2015."""
    have = {
        (key, term[:3]) for who in base.terms for key in base.keys[who] for term in base.terms[who]
    }
    for entry in phoenix:
        if entry["file"] != "Countries" or not entry["dated"]:
            continue
        names = [name.replace("_", " ") for name in (entry["name"], *entry["synonyms"])]
        for term in _phoenix_terms(entry["roles"]):
            if not any((key, term[:3]) in have for key in keys_of(names)):
                base.add(f"phoenix {entry['section']} {entry['name']}", names, "", term)


def _phoenix_terms(roles: Iterable[dict[str, Any]]) -> Iterator[str]:
    for role in roles:
        code, start, end = role["code"] or "", role["from"] or "", role["to"] or ""
        sectors = plover_sectors(code[3:])
        if not start or not sectors or "ELI" in sectors or (end and end < SINCE):
            continue
        office = {"MIL": "military", "SPY": "security", "LEG": "legislator"}.get(
            sectors[0], "other"
        )
        yield f"{code[:3]}:{office}:{start}:{end}:{'' if end else '2015-01-01'}"
