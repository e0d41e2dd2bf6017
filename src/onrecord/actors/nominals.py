"""Join nominals with what they stand for: appositions, owners and "the X" for an earlier X."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from spacy.tokens import Token

from onrecord.actors.base import ABOVE_STATES, word_set, words
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.actors.nounphrase import base_form
from onrecord.records import ActorKind, MentionForm

_NEAR_SENTENCES = 2
_NEAR_TOKENS = 100
_REACH = 300
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
"""Actors back in the text among which an antecedent is looked for, so that time stays linear."""
_ARMED = frozenset(("REB", "PRM"))
_BODIES = (ActorKind.ORGANIZATION, ActorKind.GROUP)


class Finds(Protocol):
    """Tells the cluster of a token."""

    def at(self, token: Token) -> Cluster | None: ...


class Covering:
    """The cluster of the smallest phrase over a token."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        pairs = [(member, cluster) for cluster in clusters for member in cluster.members]
        pairs.sort(key=lambda pair: (pair[0].start - pair[0].end, pair[0].start))
        self._at = {i: c for member, c in pairs for i in range(member.start, member.end)}

    def at(self, token: Token) -> Cluster | None:
        """The cluster over ``token``."""
        return self._at.get(token.i)


def join_appositions(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Clusters in which a nominal beside a name, set off by a comma, has gone to the name."""
    by_head = {member.head.i: c for c in clusters for member in c.members}
    gone: set[int] = set()
    for cluster in clusters:
        nominal = cluster.members[0]
        if nominal.form is not MentionForm.NOMINAL or nominal.plural:
            continue
        named = _beside(nominal, by_head)
        if named is not None and named is not cluster and _same_sort(named, nominal):
            named.add(nominal)
            gone.add(id(cluster))
    return [cluster for cluster in clusters if id(cluster) not in gone]


def _beside(nominal: Candidate, by_head: dict[int, Cluster]) -> Cluster | None:
    """The named cluster that ``nominal`` is an apposition of, or the other way round."""
    if nominal.head.dep_ == "appos":
        return by_head.get(nominal.head.head.i)
    for child in nominal.head.children:
        if child.dep_ == "appos" and (found := by_head.get(child.i)) is not None:
            return found
    return None


def _same_sort(named: Cluster, nominal: Candidate) -> bool:
    name = named.fullest
    if name.form is not MentionForm.NAME:
        return False
    if name.kind is ActorKind.PERSON or nominal.kind is ActorKind.PERSON:
        return name.kind is nominal.kind
    return name.kind in _BODIES and nominal.kind in _BODIES


def inherit_from_owners(clusters: Iterable[Cluster], covering: Finds) -> None:
    """Give "the Obama administration" and "his aides" the country and code of their owner.

    An office of a body above states goes before what is known of the person: "its foreign policy
    chief, Josep Borrell" after the European Union is of the Union and not of Spain.
    """
    for cluster in clusters:
        owner = _owner(cluster, covering)
        if owner is None:
            continue
        above = owner.country in ABOVE_STATES and owner is not cluster
        same_group = owner.country == cluster.country and bool(_ARMED & set(cluster.sectors))
        if cluster.country is None or above or same_group:
            cluster.country = owner.country
            cluster.code = owner.code


def _owner(cluster: Cluster, covering: Finds) -> Cluster | None:
    """The one actor with a country to whom the nominals of ``cluster`` belong."""
    nominals = [member for member in cluster.members if member.form is MentionForm.NOMINAL]
    if cluster.members[0].form is MentionForm.NOMINAL and cluster.members[0].countries:
        return None
    free = [n for n in nominals if not n.countries]
    tokens = [t for n in free for t in n.owners if t.i > n.head.i or not _stands_apart(n)]
    owners = [covering.at(_antecedent_of_whose(token)) for token in tokens]
    found = {id(o): o for o in owners if o is not None and o is not cluster and o.country}
    known = {(owner.country, owner.code) for owner in found.values()}
    if len({country for country, _ in known}) != 1:
        return None
    return next(iter(found.values()))


def _stands_apart(nominal: Candidate) -> bool:
    return base_form(nominal.head) in word_set("definite", "apart")


def _antecedent_of_whose(token: Token) -> Token:
    """For "whose" the noun before its relative clause, else the token itself."""
    if token.lower_ != "whose":
        return token
    return next((above.head for above in token.ancestors if above.dep_ == "relcl"), token)


class Definites:
    """Finds for "the X" the earlier actor that it stands for, where only one fits."""

    def __init__(self, clusters: Sequence[Cluster], chains: Iterable[Iterable[int]] = ()) -> None:
        """``chains`` hold the head tokens of phrases that name the same thing."""
        self._clusters = clusters
        self._chain = {at: number for number, chain in enumerate(chains) for at in chain}

    def join(self) -> list[Cluster]:
        """The clusters after all definite nominals have gone where they belong."""
        kept: list[Cluster] = []
        for cluster in self._clusters:
            nominal = cluster.members[0]
            single = len(cluster.members) == 1 and nominal.form is MentionForm.NOMINAL
            open_to = single and _definite(nominal)
            found = self._antecedent(cluster, kept[-_REACH:]) if open_to else None
            if found is None and single:
                found = self._in_chain(cluster, kept[-_REACH:])
            if found is None:
                kept.append(cluster)
            else:
                found.add(nominal)
        return kept

    def _in_chain(self, cluster: Cluster, earlier: Sequence[Cluster]) -> Cluster | None:
        """The one earlier actor in the chain of the nominal that it may be."""
        nominal = cluster.members[0]
        number = self._chain.get(nominal.head.i)
        if number is None:
            return None
        found = [e for e in earlier if any(self._chain.get(m.head.i) == number for m in e.members)]
        fits = [e for e in found if _compatible(cluster, e) and _same_kind(e, nominal)]
        fits = [e for e in fits if all(_may_be_office(m, nominal) for m in e.members)]
        return fits[0] if len(found) == len(fits) == 1 else None

    def _antecedent(self, cluster: Cluster, earlier: Sequence[Cluster]) -> Cluster | None:
        nominal = cluster.members[0]
        fitting = [e for e in earlier if _compatible(cluster, e)]
        if nominal.kind is ActorKind.PERSON and not nominal.plural:
            return (
                _only(fitting, nominal, _has_title, _is_plainly_titled)
                or _only(fitting, nominal, _names_office)
                or _only(fitting, nominal, _same_office)
            )
        if nominal.kind is ActorKind.COUNTRY:
            return self._country(nominal, earlier)
        found = _only(fitting, nominal, _same_noun)
        if found is None and base_form(nominal.head) in word_set("definite", "any_body"):
            found = _only_near(fitting, nominal, _is_named_body)
        return found

    def _country(self, nominal: Candidate, earlier: Sequence[Cluster]) -> Cluster | None:
        if base_form(nominal.head) in word_set("definite", "kingdom"):
            return _only(earlier, nominal, _is_kingdom)
        if base_form(nominal.head) in word_set("definite", "any_country"):
            return _only_near(earlier, nominal, _is_country)
        return None


def _same_kind(cluster: Cluster, nominal: Candidate) -> bool:
    """Whether an actor and a nominal are of the same sort and number."""
    bodies = cluster.kind in _BODIES and nominal.kind in _BODIES
    return (bodies or cluster.kind is nominal.kind) and cluster.plural == nominal.plural


Test = Callable[[Cluster, Candidate], bool]


def _only(
    clusters: Iterable[Cluster], nominal: Candidate, test: Test, better: Test | None = None
) -> Cluster | None:
    """The one cluster that passes; of several the one that alone was named shortly before.

    Those that pass ``better`` as well go first, if there are any.
    """
    found = [cluster for cluster in clusters if test(cluster, nominal)]
    if better is not None:
        found = [cluster for cluster in found if better(cluster, nominal)] or found
    if len(found) < 2:
        return found[0] if found else None
    return _single_near(found, nominal)


def _only_near(clusters: Iterable[Cluster], nominal: Candidate, test: Test) -> Cluster | None:
    return _single_near([c for c in clusters if test(c, nominal)], nominal)


def _single_near(clusters: Iterable[Cluster], nominal: Candidate) -> Cluster | None:
    start = _window(nominal.head)
    near = [cluster for cluster in clusters if cluster.named_between(start, nominal.start)]
    return near[0] if len(near) == 1 else None


def _window(head: Token) -> int:
    """The first token of the sentences in which an antecedent counts as near."""
    start, breaks = head.i, 0
    while start > 0 and head.i - start < _NEAR_TOKENS:
        breaks += bool(head.doc[start].is_sent_start)
        if breaks == _NEAR_SENTENCES:
            return start
        start -= 1
    return start


def _definite(nominal: Candidate) -> bool:
    first = nominal.head.doc[nominal.start]
    return first.lower_ in word_set("definite", "determiners")


def _compatible(cluster: Cluster, other: Cluster) -> bool:
    """Whether nothing that is known of the two speaks against their being one."""
    if other.members[0].start >= cluster.members[0].start:
        return False
    one, two = cluster.country, other.country
    if one is not None and two is not None:
        return one == two
    return not cluster.members[0].countries and not cluster.members[0].owners


def _has_title(cluster: Cluster, nominal: Candidate) -> bool:
    """Whether a named person has the office by a title before the name."""
    person = cluster.kind is ActorKind.PERSON and cluster.named
    return person and bool(nominal.noun) and nominal.noun in cluster.nouns


def _is_plainly_titled(cluster: Cluster, nominal: Candidate) -> bool:
    """Whether the office was given before without a country, and the clause has nobody else for it.

    Beside "President Lee", somebody who is only "the Chilean president" is not "the president";
    nor is Park in "the president said he had warned Mr Park".
    """
    plain = any(
        member.noun == nominal.noun and not member.countries and not member.owners
        for member in cluster.members
        if member.start < nominal.start
    )
    return plain and not _is_object_beside(cluster, nominal)


def _is_object_beside(cluster: Cluster, nominal: Candidate) -> bool:
    """Whether the clause of which the nominal is the subject names ``cluster`` after it."""
    if nominal.head.dep_ not in _SUBJECTS:
        return False
    end = min(nominal.head.head.right_edge.i + 1, nominal.end + _NEAR_TOKENS)
    return cluster.named_between(nominal.end, end)


def _names_office(cluster: Cluster, nominal: Candidate) -> bool:
    """Whether a named person has the office by the table and no other one by a title."""
    if cluster.kind is not ActorKind.PERSON or not cluster.named:
        return False
    lists = words("definite")
    titles = set(lists["head"]) & cluster.nouns
    if nominal.noun in lists["head"] and titles and nominal.noun not in titles:
        return False
    offices: Iterable[str] = cluster.offices
    if nominal.former:
        offices = set(cluster.past_offices) - set(cluster.offices)
    noun = nominal.noun.removeprefix("former ")
    return any(noun in lists.get(office, ()) for office in offices)


def _same_noun(cluster: Cluster, nominal: Candidate) -> bool:
    """Whether a member has the same head noun, or a body's name ends with it."""
    return (base_form(nominal.head), nominal.plural) in cluster.heads


def _same_office(cluster: Cluster, nominal: Candidate) -> bool:
    """Whether a member has the same head noun and no member has another office of that noun."""
    return _same_noun(cluster, nominal) and all(_may_be_office(m, nominal) for m in cluster.members)


def _may_be_office(one: Candidate, other: Candidate) -> bool:
    """Whether two nominals do not name two offices: a foreign minister is no prime minister.

    The words that say which minister or spokesman are those of the longer phrase; a deputy is
    never the one whose deputy he is.
    """
    named = MentionForm.NAME in (one.form, other.form)
    if named or base_form(one.head) != base_form(other.head):
        return True
    first, second = _which(one), _which(other)
    ranks = word_set("definite", "rank")
    return first & ranks == second & ranks and (first <= second or second <= first)


def _which(nominal: Candidate) -> frozenset[str]:
    """The words that tell which one of its noun it is: "foreign", "army", "deputy"."""
    lefts = (child for child in nominal.head.lefts if child.dep_ == "compound")
    # Names before a noun tell whose it is, not which: "the U.S. army chief".
    nouns_before = (child.text for child in lefts if child.text.islower())
    ranks = (t.lower_ for t in nominal.head.lefts if t.lower_ in word_set("definite", "rank"))
    office = nominal.noun.removeprefix("former ").split()[:-1]
    return frozenset((*office, *nouns_before, *ranks))


def _is_named_body(cluster: Cluster, nominal: Candidate) -> bool:
    del nominal
    return cluster.named and cluster.kind is ActorKind.ORGANIZATION


def _is_country(cluster: Cluster, nominal: Candidate) -> bool:
    del nominal
    return cluster.kind is ActorKind.COUNTRY and cluster.named and not cluster.sectors


def _is_kingdom(cluster: Cluster, nominal: Candidate) -> bool:
    return _is_country(cluster, nominal) and cluster.country in word_set("definite", "kingdoms")
