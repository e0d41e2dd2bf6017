"""The tables of the date stage, typed."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from onrecord import knowledge

_AREA = "dates"


@dataclass(frozen=True, slots=True)
class Conventions:
    """What vague expressions are taken to mean (``conventions.toml``)."""

    phase: dict[str, tuple[float, float]]
    recent: dict[str, int]
    reference: dict[str, int]
    season: dict[str, int]
    farthest_days: int
    reach: int
    years: range
    """Numbers of four digits that can be years at all."""
    bare_years: range
    """Those that are years even with nothing before them that says so."""
    month_first: bool
    """How "1/3/2020" is read."""


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Neighbours that show that a word of time is none (``exclusions.toml``)."""

    weekday_before: frozenset[str]
    weekday_after: frozenset[str]
    periodic_after: frozenset[str]
    date_after: frozenset[str]
    counted: frozenset[str]
    numbered: frozenset[str]
    september_eleven: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holidays:
    """Named days (``holidays.toml``): month and day, days from Easter, or month, weekday, which."""

    fixed: dict[str, tuple[int, int]]
    easter: dict[str, int]
    weekday: dict[str, tuple[int, int, int]]
    open: frozenset[str]

    @property
    def names(self) -> list[str]:
        """All names, the longest first, so that an alternation finds the longest."""
        found = {*self.fixed, *self.easter, *self.weekday, *self.open}
        return sorted(found, key=lambda name: (-len(name), name))


@cache
def words() -> dict[str, dict[str, Any]]:
    """The tables of ``words.toml``, by name."""
    return knowledge.toml(_AREA, "words.toml")


@cache
def conventions() -> Conventions:
    """The conventions."""
    table = knowledge.toml(_AREA, "conventions.toml")
    years = table["span"]
    return Conventions(
        phase={name: (share[0], share[1]) for name, share in table["phase"].items()},
        recent=dict(table["recent"]),
        reference=dict(table["reference"]),
        season=dict(table["season"]),
        farthest_days=table["yearless"]["farthest_days"],
        reach=table["anchor"]["reach"],
        years=range(years["earliest_year"], years["latest_year"] + 1),
        month_first=table["slash"]["month_first"],
        bare_years=range(years["bare_from"], years["bare_to"] + 1),
    )


@cache
def exclusions() -> Exclusions:
    """The neighbours that rule a candidate out."""
    table = knowledge.toml(_AREA, "exclusions.toml")
    return Exclusions(
        weekday_before=frozenset(table["weekday_before"]),
        weekday_after=frozenset(table["weekday_after"]),
        periodic_after=frozenset(table["periodic_after"]),
        date_after=frozenset(table["date_after"]),
        counted=frozenset(table["counted"]),
        numbered=frozenset(table["numbered"]),
        september_eleven=frozenset(table["september_eleven"]),
    )


@cache
def holidays() -> Holidays:
    """The named days."""
    table = knowledge.toml(_AREA, "holidays.toml")
    return Holidays(
        fixed={name: (day[0], day[1]) for name, day in table["fixed"].items()},
        easter=dict(table["easter"]),
        weekday={name: (rule[0], rule[1], rule[2]) for name, rule in table["weekday"].items()},
        open=frozenset(table["open"]["names"]),
    )


@cache
def future_words() -> tuple[frozenset[str], frozenset[str]]:
    """Lemmas of governors, and modals, that point a date towards the future (``verbs.toml``)."""
    table = knowledge.toml(_AREA, "verbs.toml")
    return frozenset(table["future"]), frozenset(table["modal"])


class LinkingWords(msgspec.Struct, frozen=True, kw_only=True):
    """The lists of ``linking.toml``; what each is for stands there."""

    telling: frozenset[str]
    within: frozenset[str]
    bounding: frozenset[str]
    hours: frozenset[str]
    lengths: frozenset[str]
    states: frozenset[str]
    lasting: frozenset[str]
    present: frozenset[str]
    happenings: frozenset[str]
    causing: frozenset[str]
    meanwhile: frozenset[str]
    speaking: frozenset[str]
    voicing: frozenset[str]
    occasions: frozenset[str]
    documents: frozenset[str]
    publishing: frozenset[str]
    gathering: frozenset[str]
    hosting: frozenset[str]
    barring: frozenset[str]
    harming: frozenset[str]
    several: frozenset[str]
    appointed: frozenset[str]
    later: frozenset[str]
    about: frozenset[str]
    receiving: frozenset[str]
    internal: frozenset[str]
    assaults: frozenset[str]
    part_of: frozenset[str]
    foreign: frozenset[str]
    asking: frozenset[str]
    scheduling: frozenset[str]
    driving: frozenset[str]
    starting: frozenset[str]
    another: frozenset[str]
    unclear: frozenset[str]
    incidents: frozenset[str]


@cache
def linking_words() -> LinkingWords:
    """The words that decide which day and place an event takes over."""
    return msgspec.convert(knowledge.toml(_AREA, "linking.toml"), LinkingWords)


@cache
def families() -> dict[str, frozenset[int]]:
    """Words that can tell of the same happening: the numbers of their families."""
    found: dict[str, set[int]] = {}
    lines = knowledge.toml("events", "families.toml")["families"].strip().splitlines()
    for number, line in enumerate(lines):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
