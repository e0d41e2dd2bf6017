"""The country of "lawmakers" and "candidates" in a text about the politics of one country."""

from collections import Counter
from collections.abc import Collection, Sequence

from onrecord.actors.base import ABOVE_STATES, word_set
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.records import ActorKind, MentionForm

_CHOSEN = frozenset(("PTY", "LEG"))
"""Sectors of those who are elected, or want to be."""
STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
"""Sectors of the organs of a state."""
_LEAST = 3
"""Mentions of parties and parliaments of a country that make a text one about its politics."""
_SHARE = 0.9
"""Of all mentions of parties and parliaments in the text."""


def place_at_home(clusters: Sequence[Cluster], located: Collection[str]) -> None:
    """Give nominals of public life the country that the text is about, where that is plain.

    Parties and parliaments get the one country whose parties and parliaments the text is about;
    organs of state ("the attorney general") get the only country of which the text names
    anything at all. ``located`` are the countries of its places. Nominals that name a country,
    owner or group themselves are left alone.
    """
    home, only = _home(clusters), _only(clusters, located)
    for cluster in clusters:
        if cluster.country is not None or cluster.code is not None:
            continue
        if home is not None and all(map(_open, cluster.members)):
            cluster.country = home
        elif only is not None and all(map(_is_organ, cluster.members)):
            cluster.country = only


def _only(clusters: Sequence[Cluster], located: Collection[str]) -> str | None:
    """The country of everything in the text that has one."""
    if not any(_stands_for_state(cluster) for cluster in clusters):
        return None
    found = {cluster.country for cluster in clusters} | set(located)
    found |= {country for c in clusters for m in c.members for country in m.countries}
    countries = sorted(country for country in found if country is not None)
    return countries[0] if len(countries) == 1 and not found & ABOVE_STATES else None


def _stands_for_state(cluster: Cluster) -> bool:
    """Whether a country or one of its organs is there, not only people or places of it."""
    acting = any(member.head.dep_ != "pobj" for member in cluster.members)
    country = cluster.kind is ActorKind.COUNTRY and acting
    return cluster.country is not None and (country or bool(STATE & set(cluster.sectors)))


def _is_organ(member: Candidate) -> bool:
    own = member.countries or member.owners or member.group or member.plural
    first = member.head.doc[member.start]
    named = member.form is not MentionForm.NOMINAL
    return not (named or own) and first.lower_ == "the" and member.noun in _organs()


def _organs() -> frozenset[str]:
    return word_set("definite", "organ")


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
