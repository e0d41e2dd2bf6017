"""Names of public bodies, parties, media and companies with the country that they belong to."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from training.actors.sectors import plover_sectors

_STATE = re.compile(r"^[A-Z]{3}$")
_ABOVE_STATES = frozenset(("IGO", "UNO", "NGO", "IMG", "INT", "MNC", "EUR", "ISM", "MOD"))
_REGIONS = frozenset(
    (
        *("AFR", "WAF", "EAF", "NAF", "SAF", "CFR", "ASA", "CAS", "EAS", "SAS", "SEA", "NMR"),
        *("EUR", "CEU", "EEU", "WEU", "EIN", "LAM", "NAM", "SAM", "CRB", "MEA", "WSA", "WST"),
        *("CAU", "KAS", "PAL", "TIB"),
    )
)
_FIRM = re.compile(
    r",? (INC|CORP|CORPORATION|LTD|LIMITED|CO|COMPANY|PLC|S\.?A\.?|LLC|AG|L\.P\.)\.?$"
)


def organization_rows(
    phoenix: Iterable[dict[str, Any]], known: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Folded name, ISO3, sectors; only names of two words or more, and none of ``known``.

    Entries with dated roles are persons and stand in the table of holders.
    """
    found: dict[str, tuple[str, str]] = {}
    for entry in phoenix:
        if entry["dated"] or entry["name"] == entry["section"]:
            continue
        country, sectors = _role(entry["roles"][0]["code"] if entry["roles"] else "")
        if not country or not sectors:
            continue
        for name in (entry["name"], *entry["synonyms"]):
            clean = _clean(name)
            if len(clean.split()) > 1 and clean not in known:
                found.setdefault(clean, (country, "|".join(sectors)))
    for name in sorted(found):
        yield name, *found[name]


def _clean(name: str) -> str:
    name = re.sub(r"\s*\([^)]*\)", "", name).replace("_", " ")
    return re.sub(r"[\s\-]+", " ", _FIRM.sub("", name)).replace(".", "").strip().casefold()


def _role(code: str) -> tuple[str, tuple[str, ...]]:
    """Country and sectors of a dictionary code such as ``AFGMIL`` or ``MNCUSA``."""
    if code.startswith("MNC"):
        country = code[3:6]
        return (country, ("BUS",)) if _is_state(country) else ("", ())
    return (code[:3], plover_sectors(code[3:])) if _is_state(code[:3]) else ("", ())


def _is_state(code: str) -> bool:
    return bool(_STATE.match(code)) and code not in _ABOVE_STATES and code not in _REGIONS
