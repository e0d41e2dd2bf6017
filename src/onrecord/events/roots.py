"""The roots by which data sets of pairs name events: PLOVER types, two of them put together."""

from onrecord.records import PloverType

ROOTS = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
)
"""The labels: PLOVER types, with CONCEDE and RETREAT as YIELD, as in PLV (Hu et al. 2022)."""

ROOT_OF = {kind: kind.value if kind.value in ROOTS else "YIELD" for kind in PloverType}
"""The root of each PLOVER type."""
