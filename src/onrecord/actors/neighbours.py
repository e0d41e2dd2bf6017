"""The country of "the government" where the sentences around it speak of only one country."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.actors.base import ABOVE_STATES, word_set
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.actors.nominals import Covering

_BACK = 1
"""Sentences before that are looked at as well."""
_AT_HOME = frozenset(("LEG", "OPP", "JUD", "PTY"))
"""Sectors of those who deal with the organs of their own state."""
_ACTING = frozenset(("nsubj", "nsubjpass", "agent", "poss"))


def place_by_neighbours(clusters: Sequence[Cluster]) -> None:
    """Give organs of state without a country the one country of their own and the last sentence.

    Only if somebody of that country acts or owns there: a country that is only a place of the
    story says little about whose government is meant.
    """
    open_ones = [cluster for cluster in clusters if _is_open(cluster)]
    if not open_ones:
        return
    covering = Covering(clusters)
    numbers = _numbers(open_ones[0].members[0].head)
    seen: dict[int, set[str]] = {}
    acting: dict[int, set[str]] = {}
    for cluster in clusters:
        for head, country in _places(cluster):
            seen.setdefault(numbers[head.i], set()).add(country)
            if head.dep_ in _ACTING or (head.dep_ in ("amod", "compound") and _acts(head.head)):
                acting.setdefault(numbers[head.i], set()).add(country)
    for cluster in open_ones:
        at = numbers[cluster.members[0].head.i]
        near = range(at - _BACK, at + 1)
        found = set().union(*(seen.get(number, set()) for number in near))
        active = set().union(*(acting.get(number, set()) for number in near))
        owner = _domestic(cluster.members[0].head, covering)
        if owner is not None:
            cluster.country = owner
        elif len(found) == 1 and found == active and not found & ABOVE_STATES:
            (country,) = found
            cluster.country = country if may_have(country, cluster.members[0]) else None


def may_have(country: str, office: Candidate) -> bool:
    """Whether a state has such an office: ministers are called secretaries in few of them."""
    called = office.noun in word_set("definite", "secretary")
    return not called or country in word_set("definite", "with_secretaries")


def _domestic(head: Token, covering: Covering) -> str | None:
    """The country of lawmakers, parties or judges who do something to the organ ``head``."""
    verb = next((above for above in head.ancestors if above.pos_ == "VERB"), None)
    subjects = [child for child in verb.lefts if child.dep_ == "nsubj"] if verb is not None else []
    who = covering.at(subjects[0]) if subjects else None
    if who is None or not _AT_HOME & set(who.sectors) or who.code is not None:
        return None
    return None if who.country in ABOVE_STATES else who.country


def _numbers(token: Token) -> list[int]:
    """The number of the sentence of each token of the text."""
    numbers, number = [], -1
    for each in token.doc:
        number += bool(each.is_sent_start)
        numbers.append(number)
    return numbers


def _is_open(cluster: Cluster) -> bool:
    """Whether it is an organ of state of a country that its own words do not tell."""
    if cluster.country is not None or cluster.named or cluster.code is not None:
        return False
    return len(cluster.members) == 1 and _is_organ(cluster.members[0])


def _is_organ(nominal: Candidate) -> bool:
    first = nominal.head.doc[nominal.start]
    plain = not nominal.countries and not nominal.owners and nominal.group is None
    organ = nominal.noun in word_set("definite", "organ")
    words = nominal.head.doc[nominal.start : nominal.end]
    alone = len(words) == len(nominal.noun.split()) + 1 and not nominal.plural
    return first.lower_ == "the" and plain and organ and alone


def _places(cluster: Cluster) -> Iterator[tuple[Token, str]]:
    """The heads of the members that tell a country, pronouns and all."""
    if cluster.country is not None:
        for member in cluster.members:
            yield member.head, cluster.country
        for token in cluster.pronouns:
            yield token, cluster.country
        return
    for member in cluster.members:
        for country in member.countries:
            yield member.head, country


def _acts(head: Token) -> bool:
    return head.dep_ in _ACTING
