"""What an actor is: kind, country, sectors and code, from the text and the actor base."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from onrecord.actors.base import ABOVE_STATES, Entry, word_set
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.actors.joining import first_gender, person_words
from onrecord.actors.nounphrase import base_form
from onrecord.actors.offices import Found, holders
from onrecord.records import ActorKind, MentionForm

_USA = "USA"
_GOVERNMENT = ("GOV",)
_ARMED = ("MIL", "UAF")
"""Sectors of fighters that give way to the sector of the group that they fight for."""


def describe(clusters: Sequence[Cluster], date: dt.date | None) -> None:
    """Fill in kind, country, sectors, code and gender of every cluster."""
    named = _countries_named(clusters)
    american = _USA in named or not named
    for cluster in clusters:
        fullest = cluster.fullest
        cluster.kind = fullest.kind
        if fullest.entry is not None:
            _describe_known(cluster, fullest, american)
            continue
        group = _group(cluster)
        if group is not None:
            cluster.code, cluster.country = group.code, group.country
            armed = not fullest.sectors or fullest.sectors[0] in _ARMED
            cluster.sectors = (group.sectors if armed else ()) or fullest.sectors
            continue
        cluster.country = _agreed(m.countries for m in cluster.members if not _apart(m))
        cluster.sectors = _first(member.sectors for member in cluster.members)
        if any(member.former for member in cluster.members) and cluster.kind is ActorKind.PERSON:
            cluster.sectors = ("ELI",) if cluster.sectors else ()
        if cluster.country is not None and not cluster.sectors and cluster.nouns & _officials():
            cluster.sectors = _GOVERNMENT
        if cluster.kind is ActorKind.PERSON:
            _describe_person(cluster, date, named)


def describe_by_kin(clusters: Iterable[Cluster]) -> None:
    """Give a bare surname the country that all persons of that name in the text have."""
    for cluster in clusters:
        countries = {other.country for other in cluster.kin}
        if cluster.country is None and cluster.code is None and len(countries) == 1:
            cluster.country = countries.pop()


def _officials() -> frozenset[str]:
    """Nouns for people of the state whose country is told: "Iranian officials"."""
    return word_set("definite", "official")


def _countries_named(clusters: Iterable[Cluster]) -> frozenset[str | None]:
    """The countries that the text names."""
    return frozenset(
        member.entry.country
        for cluster in clusters
        for member in cluster.members
        if member.entry is not None and member.entry.part != "default"
    )


def _describe_known(cluster: Cluster, fullest: Candidate, american: bool) -> None:
    entry = fullest.entry
    assert entry is not None
    cluster.kind = fullest.kind
    owner = _agreed(member.countries for member in cluster.members)
    if entry.part == "default" and entry.country == _USA and (not american or owner):
        cluster.country, cluster.sectors = owner, entry.sectors
        return
    cluster.country, cluster.code, cluster.sectors = entry.country, entry.code, entry.sectors


def _describe_person(cluster: Cluster, date: dt.date | None, named: Collection[str | None]) -> None:
    """Country and office of a named person: the title's words, then the table of holders."""
    cluster.gender = min(cluster.genders) if len(cluster.genders) == 1 else ""
    if not cluster.named:
        return
    name = person_words(cluster.fullest)
    sure = any(member.beside_leader for member in cluster.members)
    known = {country for country in (*named, cluster.country) if country is not None}
    found = _holder(cluster, name, date, None if sure else known)
    if found is not None and cluster.country in (None, found.country):
        cluster.country = found.country
        cluster.sectors = found.sectors or cluster.sectors
        cluster.gender = cluster.gender or found.gender
        cluster.offices, cluster.past_offices = found.offices, found.past_offices
    cluster.gender = cluster.gender or (first_gender(cluster) if len(name) > 1 else "")
    american = _USA in named or not named
    if cluster.country is None and american and cluster.nouns & word_set("titles", "american"):
        cluster.country = _USA


def _holder(
    cluster: Cluster, name: tuple[str, ...], date: dt.date | None, named: Collection[str] | None
) -> Found | None:
    """Whom the table of holders knows by this name on the day."""
    if len(name) > 1:
        found = holders().find(name, date, titled=bool(cluster.nouns), named=named or ())
        return found if found is None or _fits(cluster, found, named) else None
    if not name or (cluster.sectors and "GOV" not in cluster.sectors):
        return None
    found = holders().leader(name[0], date, named)
    if found is None and cluster.nouns & word_set("definite", "head"):
        return holders().titled_leader(name[0], date)
    if found is None and named and not holders().is_ordinary(name[0]):
        past = holders().titled_leader(name[0], date)
        found = past if past is not None and past.country in named else None
    return found


def _fits(cluster: Cluster, found: Found, named: Collection[str] | None) -> bool:
    """Whether the holder is in the text: "Colonel Juan Perez" alone is no envoy of Spain.

    A name that many people have needs the holder's country, unless the text names none at all.
    """
    here = found.country in (named or ())
    leads = "head" in (*found.offices, *found.past_offices)
    if cluster.fullest.words[-1] in word_set("titles", "ordinary") and named:
        return here or leads
    other = cluster.sectors and found.sectors and not set(cluster.sectors) & set(found.sectors)
    return not other or here or found.sectors == ("ELI",)


def _group(cluster: Cluster) -> Entry | None:
    """The group with a code of its own that a member belongs to."""
    groups = {member.group for member in cluster.members if not _apart(member)} - {None}
    return groups.pop() if len(groups) == 1 else None


def _apart(member: Candidate) -> bool:
    """Whether it is a nominal like "U.S. allies", whose modifier is somebody else.

    With a possessor the modifier says who they are ("its Syrian ally"), and the allies of a body
    above states are its members.
    """
    if member.form is not MentionForm.NOMINAL or member.head.doc[member.start].tag_ == "PRP$":
        return False
    base = base_form(member.head)
    inside = base == "ally" and bool(ABOVE_STATES & set(member.countries))
    return base in word_set("definite", "apart") and not inside


def _agreed(countries: Iterable[tuple[str, ...]]) -> str | None:
    """The one country that all members with countries name; two of them are none."""
    found = {codes for codes in countries if codes}
    if len(found) != 1:
        return None
    codes = found.pop()
    return codes[0] if len(codes) == 1 else None


def _first(sectors: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next((some for some in sectors if some), ())
