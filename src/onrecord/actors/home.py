"""The country of "lawmakers" and "candidates" in a text about the politics of one country."""

from collections import Counter
from collections.abc import Sequence

from onrecord.actors.base import ABOVE_STATES
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.records import MentionForm

_CHOSEN = frozenset(("PTY", "LEG"))
"""Sectors of those who are elected, or want to be."""
_LEAST = 3
"""Mentions of parties and parliaments of a country that make a text one about its politics."""
_SHARE = 0.9
"""Of all mentions of parties and parliaments in the text."""


def place_at_home(clusters: Sequence[Cluster]) -> None:
    """Give party and parliament nominals the one country whose parties the text is about.

    Only nominals that name nobody's country, owner or group themselves, and only if nearly all
    parties, lawmakers and parliaments that the text does place are of that country.
    """
    home = _home(clusters)
    if home is None:
        return
    for cluster in clusters:
        if cluster.country is None and cluster.code is None and all(map(_open, cluster.members)):
            cluster.country = home


def _home(clusters: Sequence[Cluster]) -> str | None:
    seen: Counter[str] = Counter()
    for cluster in clusters:
        if cluster.country is not None and _CHOSEN & set(cluster.sectors):
            seen[cluster.country] += len(cluster.members)
    if not seen:
        return None
    (country, most), *_ = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
    enough = most >= _LEAST and most >= _SHARE * seen.total()
    return country if enough and country not in ABOVE_STATES else None


def _open(member: Candidate) -> bool:
    """Whether it is a nominal for a politician or party that tells no country itself."""
    own = member.countries or member.owners or member.group
    chosen = bool(member.sectors) and member.sectors[0] in _CHOSEN
    return member.form is MentionForm.NOMINAL and chosen and not own
