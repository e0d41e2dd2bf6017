"""The word lists of the place stage, read once."""

from functools import cache

import msgspec

from onrecord import knowledge
from onrecord.places.gazetteer import AREA, spelling, table


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The lists of ``words.toml``; what each is for stands there."""

    locative: frozenset[str]
    event_locative: frozenset[str]
    parts: frozenset[str]
    settlement: frozenset[str]
    owned: frozenset[str]
    peopled: frozenset[str]
    peoples_only: frozenset[str]
    after_division: frozenset[str]
    after_county: frozenset[str]
    after_city: frozenset[str]
    organisation: frozenset[str]
    government: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    joiners: frozenset[str]
    division_heads: frozenset[str]
    acting: frozenset[str]
    addressing: frozenset[str]
    describing: frozenset[str]
    event_inside: frozenset[str]
    reaching: frozenset[str]
    moving: frozenset[str]
    media: frozenset[str]
    media_between: frozenset[str]
    holders: frozenset[str]
    firms: frozenset[str]
    firms_before: frozenset[str]
    saints: frozenset[str]
    churches: frozenset[str]
    articles: frozenset[str]


class Abbreviation(msgspec.Struct, frozen=True):
    """A short form of a first-order division."""

    name: str
    country: str
    free: bool
    """Whether it is read without a town and a comma before it."""


@cache
def words() -> Words:
    """The word lists."""
    return msgspec.convert(knowledge.toml(AREA, "words.toml"), Words)


@cache
def common_words() -> frozenset[str]:
    """Everyday words that are also names of towns."""
    return frozenset(knowledge.toml(AREA, "common.toml")["words"])


@cache
def abbreviations() -> dict[str, tuple[Abbreviation, ...]]:
    """Short forms, letter by letter, with the divisions that they stand for."""
    found: dict[str, tuple[Abbreviation, ...]] = {}
    for row in table("abbreviations.csv"):
        short = Abbreviation(row["name"], row["country"], row["free"] == "yes")
        found[row["form"]] = (*found.get(row["form"], ()), short)
    return found


@cache
def demonyms() -> dict[str, str | None]:
    """Names of peoples (as `spelling` writes them) with their country, where it is one."""
    return {spelling(row["word"]): row["iso3"] or None for row in table("demonyms.csv")}
