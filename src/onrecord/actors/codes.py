"""The codes of a country in other systems: ISO numeric, Correlates of War, Gleditsch-Ward, FIPS."""

import datetime as dt
from dataclasses import astuple, dataclass, fields
from functools import cache

from onrecord.actors.base import rows, words_of


@dataclass(frozen=True, slots=True)
class Codes:
    """A state under the code that records give it, with the days for which the row holds."""

    iso3: str
    """As in the records: a gone state has the code of the state that goes on for it."""
    state: str
    start: str
    end: str
    """First and last day; empty where there is none."""
    iso3_then: str
    """ISO 3166-1 or 3166-3 code of the state itself (Soviet Union: SUN)."""
    iso_numeric: str
    cow: str
    gw: str
    fips: str
    """Several have a semicolon between: FIPS parts Gaza (GZ) from the West Bank (WE)."""

    def holds(self, day: dt.date) -> bool:
        """Whether the state was there on ``day``."""
        text = day.isoformat()
        return (not self.start or self.start <= text) and (not self.end or text <= self.end)

    @property
    def row(self) -> tuple[str | None, ...]:
        """The values in the order of `NAMES`, ``None`` for empty ones."""
        return tuple(value or None for value in astuple(self))


NAMES = tuple(field.name for field in fields(Codes))


@cache
def table() -> tuple[Codes, ...]:
    """Every row, sorted by code and first day."""
    return tuple(Codes(*row) for row in rows("codes.csv"))


def codes(country: str, day: dt.date | None = None, name: str = "") -> Codes | None:
    """The codes of ``country`` on ``day``; ``None`` if unknown or open which state is meant.

    ``name`` is what the text calls it: "East Germany" is not the Germany of the same days.
    A gone state named by its own name is that state on any day.
    """
    found = [row for row in table() if row.iso3 == country]
    own = [row for row in found if name and words_of(row.state) == words_of(name) and row.end]
    if own:
        held = [row for row in own if day is not None and row.holds(day)]
        return (held or own)[-1]
    held = [row for row in found if (row.holds(day) if day is not None else not row.end)]
    return held[0] if len(held) == 1 else None
