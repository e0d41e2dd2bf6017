"""CAMEO role codes of the Phoenix dictionaries as PLOVER 2.0 sectors."""

SECTORS: dict[str, str] = {
    **{code: code for code in ("AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JUD")},
    **{code: code for code in ("LAB", "LEG", "MIL", "OPP", "PTY", "REB", "REF", "REL", "SPY")},
    **dict.fromkeys(("UAF", "INS", "SEP"), "UAF"),
    **dict.fromkeys(("MUS", "CHR", "JEW", "HIN", "BUD", "CTH", "MAR", "PRO", "SIK"), "REL"),
    **dict.fromkeys(("NGO", "HRI", "ENV", "DEV", "NGM", "ISM"), "SOC"),
    "HLH": "MED",
    "MED": "JRN",
}
"""PLOVER manual 2.0, table of sectors: media are JRN and health is MED."""

_WEAK = frozenset(("SOC", "REL", "JRN"))
"""Topics of a ministry ("ministry of religious affairs"), not sectors of its own."""


def plover_sectors(code: str) -> tuple[str, ...]:
    """The sectors in a run of three-letter codes; what PLOVER lacks is left out."""
    parts = [SECTORS[p] for p in (code[i : i + 3] for i in range(0, len(code), 3)) if p in SECTORS]
    found = list(dict.fromkeys(parts))
    if "GOV" in found:
        found = [sector for sector in found if sector not in _WEAK]
    return tuple(found)
