"""What the actor stage knows: typed, cached views of ``knowledge/actors``."""

import csv
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import knowledge
from onrecord.records import ActorKind
from onrecord.text import fold

AREA = "actors"
_WORD = re.compile(r"[\w+]+")


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name, for comparing names that are spelt with other marks."""
    return tuple(_WORD.findall(fold(text)))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name in the lexicon stands for."""

    key: str
    """Equal for all the names of the same actor."""
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    part: str = "name"
    """How the form names it: name, adjective, people, capital, seat or default."""


@dataclass(frozen=True, slots=True)
class Form:
    """A name as written, its words and its entry."""

    text: str
    words: tuple[str, ...]
    entry: Entry


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table without its header; ``.gz`` files are unpacked."""
    blob = knowledge.path(AREA, name).read_bytes()
    text = (gzip.decompress(blob) if name.endswith(".gz") else blob).decode("utf-8")
    reader = csv.reader(text.splitlines())
    next(reader)
    yield from reader


@cache
def lexicon() -> dict[str, tuple[Form, ...]]:
    """Names of countries, groups and bodies by their first word, longest first."""
    found: dict[str, list[Form]] = {}
    for text, entry in (*_country_forms(), *_group_forms()):
        words = words_of(text)
        if words:
            found.setdefault(words[0], []).append(Form(text, words, entry))
    return {
        first: tuple(sorted(forms, key=lambda form: (-len(form.words), _rank(form))))
        for first, forms in found.items()
    }


def _rank(form: Form) -> int:
    """Of two readings of the same words the name of a country comes before its capital."""
    return ("name", "adjective", "people", "seat", "capital", "default").index(form.entry.part)


def _country_forms() -> Iterator[tuple[str, Entry]]:
    for iso3, text, part, _, _ in rows("countries.csv"):
        sectors = ("GOV",) if part in ("capital", "seat") else ()
        kind = ActorKind.GROUP if part == "people" else ActorKind.COUNTRY
        yield text, Entry(iso3, kind, iso3, None, sectors, part)


_OWN_CODE = frozenset(("REB", "PRM"))
ABOVE_STATES = frozenset(("UNO", "EUR", "IGO", "NGO", "IMG", "ISM"))


def _has_own_code(country: str | None, sectors: tuple[str, ...]) -> bool:
    """Whether a group acts for itself; parts of a state and its parties act for the country."""
    apart = country is None or country in ABOVE_STATES
    return apart or not sectors or bool(_OWN_CODE & set(sectors))


def _group_forms() -> Iterator[tuple[str, Entry]]:
    for group in knowledge.toml(AREA, "groups.toml")["group"]:
        code, country = group.get("code"), group.get("country")
        sectors = tuple(group.get("sectors", ()))
        own_code = code if _has_own_code(country, sectors) else None
        same = {*group.get("same", ()), *group.get("seats", ())}
        for part, key in (("name", "names"), ("name", "same"), ("default", "default")):
            for text in group.get(key, ()):
                own = group.get("each", False) and text not in same
                joined = fold(text) if own or code is None else code
                yield text, Entry(joined, ActorKind.ORGANIZATION, country, own_code, sectors, part)
        for text in group.get("seats", ()):
            yield text, Entry(code, ActorKind.ORGANIZATION, country, own_code, sectors, "capital")


@cache
def organizations() -> dict[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    """Country and sectors of an organisation by the words of its name; the latter table rules."""
    return {
        words_of(name): (country, tuple(sectors.split("|")))
        for table in ("organizations.csv.gz", "bodies.csv")
        for name, country, sectors in rows(table)
    }


@cache
def nouns() -> dict[str, tuple[str, ...]]:
    """Sectors of an agent noun or noun phrase, in lower case; empty for nouns without one."""
    found = {phrase: tuple(sectors.split("|")) for phrase, sectors in rows("nouns.csv")}
    for sectors, phrases in words("sectors").items():
        found.update(dict.fromkeys(phrases, tuple(s for s in sectors.split("|") if s)))
    things = word_set("sense", "thing")
    return {phrase: sectors for phrase, sectors in found.items() if phrase not in things}


@cache
def first_names() -> dict[str, str]:
    """Gender, ``m`` or ``f``, of first names in lower case that tell it."""
    return {row[0]: row[1] for row in rows("first_names.csv")}


@cache
def words(section: str) -> dict[str, tuple[str, ...]]:
    """The word lists of a section of ``nouns.toml``."""
    lists = knowledge.toml(AREA, "nouns.toml")[section]
    return {key: tuple(value) for key, value in lists.items() if isinstance(value, list)}


@cache
def title_sectors() -> dict[str, str]:
    """Sectors of short titles such as ``gen``."""
    table: dict[str, str] = knowledge.toml(AREA, "nouns.toml")["titles"]["sector_of_short"]
    return table


@cache
def word_set(section: str, *keys: str) -> frozenset[str]:
    """The words of some lists of a section, put together; all lists where no key is given."""
    lists = words(section)
    return frozenset(word for key in keys or lists for word in lists[key])
