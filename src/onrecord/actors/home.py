"""The country of "lawmakers" and "candidates" in a text about the politics of one country."""

from collections import Counter
from collections.abc import Collection, Sequence

from onrecord.actors.base import ABOVE_STATES, word_set
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.actors.neighbours import may_have
from onrecord.records import ActorKind, MentionForm

_CHOSEN = frozenset(("PTY", "LEG"))
"""Sectors of those who are elected, or want to be."""
STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
"""Sectors of the organs of a state."""
_LEAST = 3
"""Mentions of parties and parliaments of a country that make a text one about its politics."""
_SIDED = frozenset(("REF", "PTY", "LEG", "OPP", "REB"))
"""Sectors of those of whom a text means one lot; its soldiers and students may be anybody's."""
_ALIKE = 2
"""Nominals with a country by which others of the same noun are taken for its people."""
_ALIKE_SHARE = 0.8
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
        elif only is not None and all(
            _is_organ(member) and may_have(only, member) for member in cluster.members
        ):
            cluster.country = only


def place_by_likeness(clusters: Sequence[Cluster]) -> None:
    """Give nominals the country of those whom the text calls by the same noun.

    Where it speaks of Syrian refugees again and again, and of no others, "the refugees" are Syrian.
    """
    seen: dict[str, Counter[str]] = {}
    for cluster in clusters:
        for member in cluster.members:
            country = _own_country(member, cluster)
            if country is not None:
                seen.setdefault(member.noun, Counter())[country] += 1
    for cluster in clusters:
        first = cluster.members[0]
        if cluster.country is not None or cluster.code is not None or first.noun not in seen:
            continue
        if all(map(_is_like_others, cluster.members)):
            cluster.country = _clear(seen[first.noun])


def _own_country(member: Candidate, cluster: Cluster) -> str | None:
    """The country that the words of a nominal tell."""
    told = member.form is MentionForm.NOMINAL and bool(member.noun) and cluster.code is None
    own = cluster.country if told and len(member.countries) == 1 else None
    return own if own not in ABOVE_STATES else None


def _is_like_others(member: Candidate) -> bool:
    """Whether it is a nominal for several who take a side or fled, and tells nothing else."""
    own = member.countries or member.owners or member.group
    first = member.head.doc[member.start].lower_
    sided = bool(member.sectors) and member.sectors[0] in _SIDED
    several = member.plural and first not in word_set("pronouns", "anybody")
    return member.form is MentionForm.NOMINAL and several and sided and not own


def _clear(seen: Counter[str]) -> str | None:
    """The country that was seen more than once and hardly any other beside it."""
    (country, most), *_ = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
    return country if most >= _ALIKE and most >= _ALIKE_SHARE * seen.total() else None


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
