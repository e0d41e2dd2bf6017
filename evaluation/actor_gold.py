"""Own gold of actors: sentences of world news, 1990 to 2024, with country and sector.

``actor_gold.jsonl`` holds one passage a row, written for this project before anything was run on
it, and marked by these rules:

* ``countries``: ISO 3166-1 code of the state that the actor belongs to or acts for; a gone state
  has the code of the state that goes on for it (Soviet Union: RUS). Bodies above states have
  UNO, EUR, IGO or NGO; fighters of no one state have IMG.
* ``sectors``: the PLOVER sector that an analyst would give first.
* Several values are all accepted. The empty value means "none": a private person, or one whom
  neither the text nor public office tells. ``null`` is not judged.

A third of the passages, chosen by a hash of the text, is held: nobody reads its errors.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from evaluation.task import Measure, Row, article_of, read_rows
from onrecord.actors.lookup import ActorLookup
from onrecord.coder import Coder
from onrecord.language.parse import Parse
from onrecord.records import Actor, Mention, Place
from onrecord.text import Span

GOLD = Path(__file__).with_name("actor_gold.jsonl")


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One mention: what was given, and whether that is right (``None``: not judged)."""

    text: str
    country: str
    sector: str
    country_right: bool | None
    sector_right: bool | None
    expected: tuple[list[str] | None, list[str] | None]


def judged(row: Row, coder: Coder) -> Iterator[Judged]:
    """The mentions of a passage."""
    given = coder.products(article_of(row), {Parse, Actor, Mention, Place})
    lookup = ActorLookup(given.one(Parse), given.all(Mention), given.all(Actor), given.all(Place))
    for mention in row["mentions"]:
        span = Span(mention["start"], mention["end"])
        who = lookup.participant(span)
        country, sector = who.country or "", who.sectors[0] if who.sectors else ""
        yield Judged(
            text=span.of(row["text"]),
            country=country,
            sector=sector,
            country_right=_among(country, mention["countries"]),
            sector_right=_among(sector, mention["sectors"]),
            expected=(mention["countries"], mention["sectors"]),
        )


def _among(given: str, accepted: list[str] | None) -> bool | None:
    return None if accepted is None else given in accepted


def own_measures(coder: Coder) -> Iterator[Measure]:
    """Country and sector right, on the open and the held passages, and what is never to be told."""
    rows = read_rows(GOLD)
    for held in (False, True):
        found = [one for row in rows if row["held"] is held for one in judged(row, coder)]
        name = "held" if held else "own"
        yield Measure(name=f"{name}: country right", value=_share([f.country_right for f in found]))
        yield Measure(name=f"{name}: sector right", value=_share([f.sector_right for f in found]))
        empty = [not one.country for one in found if one.expected[0] == [""]]
        yield Measure(name=f"{name}: empty kept empty", value=_share(empty))


def _share(answers: list[bool] | list[bool | None]) -> float:
    known = [answer for answer in answers if answer is not None]
    return 100 * sum(known) / len(known) if known else 0.0
