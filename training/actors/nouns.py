"""Agent nouns with their PLOVER sectors, from the Phoenix agents dictionary."""

from collections.abc import Iterator

from training.actors.sectors import plover_sectors

_NOT_AGENTS = frozenset(
    (
        *("actor", "aerospace", "airline", "airliner", "airway", "assemblage", "boss", "branokker"),
        *("chamber", "child", "commercial jet", "community", "crusader", "doc", "hebrew", "vip"),
        *("hierarch", "intelligence", "intelligence activity", "intelligence information"),
        *("intelligence operation", "islamic", "jewish", "retired"),
    )
)


def noun_rows(source: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Lower-case noun phrase and its sectors, ``|`` between them, sorted."""
    found: dict[str, str] = {}
    for row in source:
        phrase = row["noun_phrase"].strip().lower()
        sectors = plover_sectors(row["sector_code"])
        for full in _completed(phrase):
            if full not in _NOT_AGENTS and sectors:
                found.setdefault(full, "|".join(sectors))
    yield from sorted(found.items())


def _completed(phrase: str) -> list[str]:
    if phrase.endswith(" minist"):
        return [f"{phrase}er", f"{phrase}ry"]
    if phrase.endswith(" authorit"):
        return [f"{phrase}y", f"{phrase}ies"]
    return [phrase]
