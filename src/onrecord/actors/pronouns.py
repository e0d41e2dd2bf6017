"""Link pronouns with actors by rules; a pronoun without a clear antecedent is left out.

The weights follow the salience factors of Lappin and Leass (1994): recency, subject and object
roles, and repeated mention, with number, gender and the binding of objects as filters.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from onrecord.actors.base import word_set
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.actors.nominals import Covering
from onrecord.actors.nounphrase import is_supposed
from onrecord.actors.quotations import Quotations
from onrecord.records import ActorKind, MentionForm

SENTENCES = 3
"""Sentences, the pronoun's own included, in which an antecedent is looked for."""
_RECENCY = (100, 70, 35)
_SUBJECT = 50
_OBJECT = 15
_NAMED = 10
_REPEATED = 7.5
_OTHER_LAYER = -40
"""An antecedent inside a quotation for a pronoun outside it, or the other way round."""
_MODIFIER = -40
_LONGEST_SENTENCE = 120
MARGIN = 12
"""By how much the best antecedent must beat the next one."""
_LEAST = 60
_COORDINATED = -30
"""For one of several: "Peres and Arafat met" has no "he"."""
_CHAIN = 4
_MANY = frozenset(("REB", "PRM", "COP", "MIL", "UAF"))
"""Bodies of many people, which news calls "they" as well as "it"."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent"))
_OBJECTS = frozenset(("dobj", "iobj", "dative"))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cluster was named or referred to, with what counts for its salience."""

    head: Token
    cluster: Cluster
    unit: int
    role: str
    """Dependency of the head, or of the first of a coordination."""
    coordinated: bool
    quoted: bool
    modifier: bool = False
    named: bool = False


class PronounLinker:
    """Links the pronouns of one article, from left to right."""

    def __init__(self, doc: Doc, clusters: Sequence[Cluster], covering: Covering) -> None:
        self._doc = doc
        self._covering = covering
        self._quotes = Quotations(doc)
        self._unit = _units(doc)
        self._places: dict[int, list[_Place]] = {}
        self._linked: dict[int, Cluster] = {}
        for cluster in clusters:
            for member in cluster.members:
                self._note(member.head, cluster, member)

    def link(self) -> None:
        """Add to each cluster the pronouns that stand for it."""
        pronouns = [t for t in self._doc if t.pos_ == "PRON" or t.tag_ in ("PRP", "PRP$")]
        for token in pronouns:
            if token.lower_ in word_set("pronouns", "male", "female", "plural", "neuter"):
                self._keep(token, self._antecedent(token))
        for token in pronouns:
            if token.lower_ in word_set("pronouns", "first"):
                self._keep(token, self._speaker(token))
        for cluster in self._linked.values():
            cluster.pronouns.sort(key=lambda token: token.i)

    def link_chains(self, chains: Iterable[Iterable[int]]) -> None:
        """Add the third-person pronouns still open to the one actor of their chain.

        ``chains`` hold the head tokens of phrases that name the same thing.
        """
        for chain in chains:
            heads = [self._doc[at] for at in chain]
            found = {id(c): c for head in heads if (c := self.at(head)) is not None}
            if len(found) == 1:
                (cluster,) = found.values()
                for before, token in pairwise(heads):
                    self._keep_open(token, cluster, before)

    def _keep_open(self, token: Token, cluster: Cluster, before: Token) -> None:
        third = token.lower_ in word_set("pronouns", "male", "female", "plural", "neuter")
        fits = _agrees(token, cluster) or _may_be_many(token, cluster)
        free = third and token.i not in self._linked and not self._is_beside(token, cluster)
        if free and fits and not _one_of_several(token, before):
            self._keep(token, cluster)
            cluster.pronouns.sort(key=lambda one: one.i)

    def _is_beside(self, token: Token, cluster: Cluster) -> bool:
        """Whether an object is somebody else: "him", or "them" in "the rebels attacked them"."""
        if not _is_objective(token):
            return False
        one = token.lower_ not in word_set("pronouns", "plural")
        near = (place for place in self._earlier(token) if place.cluster is cluster)
        return one or any(self._bound(token, place) for place in near)

    def at(self, token: Token) -> Cluster | None:
        """The cluster of a pronoun or of the phrase over ``token``."""
        return self._linked.get(token.i) or self._covering.at(token)

    def _keep(self, token: Token, cluster: Cluster | None) -> None:
        if cluster is not None:
            cluster.pronouns.append(token)
            self._linked[token.i] = cluster
            self._note(token, cluster, None)

    def _note(self, head: Token, cluster: Cluster, member: Candidate | None) -> None:
        first = head
        for _ in range(_CHAIN):
            first = first.head if first.dep_ == "conj" else first
        place = _Place(
            head=head,
            cluster=cluster,
            unit=self._unit[head.i],
            role=first.dep_,
            coordinated=head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.children),
            quoted=self._quotes.inside(head),
            modifier=member is not None and _is_modifier(member),
            named=member is not None and member.form is MentionForm.NAME,
        )
        self._places.setdefault(place.unit, []).append(place)

    def _speaker(self, token: Token) -> Cluster | None:
        subject = self._quotes.speaker(token)
        return self.at(subject) if subject is not None else None

    # --- third person ---------------------------------------------------------------------

    def _antecedent(self, token: Token) -> Cluster | None:
        if token.lower_ == "it" and (_is_empty(token) or _is_object(token)):
            return None
        near = list(self._earlier(token))
        barred = {id(place.cluster) for place in near if self._bound(token, place)}
        barred |= {id(place.cluster) for place in near if _is_supposed(place)}
        if self._quotes.inside(token) and (speaker := self._speaker(token)) is not None:
            barred.add(id(speaker))
        scores: dict[int, tuple[float, Cluster]] = {}
        for place in near:
            key = id(place.cluster)
            if key in barred or not _agrees(token, place.cluster):
                continue
            score = self._score(token, place)
            if key in scores:
                score = max(score, scores[key][0]) + _REPEATED
            scores[key] = (score, place.cluster)
        if _is_objective(token) and self._open_choice(token, near, scores):
            return None
        return _clear_best(list(scores.values()))

    def _open_choice(self, token: Token, near: Sequence[_Place], fitting: Collection[int]) -> bool:
        """Whether an object may mean any of several in the sentence before, and none in its own."""
        unit = self._unit[token.i]
        own = any(place.unit == unit and id(place.cluster) in fitting for place in near)
        before = {id(place.cluster) for place in near if place.unit == unit - 1}
        return not own and len(before & set(fitting)) > 1

    def _earlier(self, token: Token) -> Iterator[_Place]:
        unit = self._unit[token.i]
        for back in range(SENTENCES):
            for place in self._places.get(unit - back, ()):
                if place.head.i < token.i:
                    yield place

    def _bound(self, token: Token, place: _Place) -> bool:
        """Whether syntax rules the antecedent out: "Bush met him" is about somebody else."""
        head = place.head
        if token.head.i == head.i and token.dep_ == "poss":
            return True
        reflexive = token.lower_ in word_set("pronouns", "reflexive")
        if reflexive or head.dep_ not in _SUBJECTS or not _is_object(token):
            return False
        return any(verb.i == head.head.i for verb in _governors(token))

    def _score(self, token: Token, place: _Place) -> float:
        score = float(_RECENCY[self._unit[token.i] - place.unit])
        score += _SUBJECT if place.role in _SUBJECTS else 0
        score += _OBJECT if place.role in _OBJECTS else 0
        score += _NAMED if place.named else 0
        score += _MODIFIER if place.modifier else 0
        score += _SUBJECT + _OBJECT if _is_reason(token, place.head) else 0
        if place.coordinated and token.lower_ not in word_set("pronouns", "plural"):
            score += _COORDINATED
        if self._quotes.inside(token) != place.quoted:
            score += _OTHER_LAYER
        return score


def _is_supposed(place: _Place) -> bool:
    """Whether it is anybody of whom nothing more is told than what a condition supposes."""
    known = len(place.cluster.members) > 1 or place.cluster.plural or place.named
    return not known and is_supposed(place.head)


def _units(doc: Doc) -> list[int]:
    """The number of the sentence of each token; overlong sentences are cut into several."""
    numbers, number, length = [], -1, 0
    for token in doc:
        length += 1
        if token.is_sent_start or length > _LONGEST_SENTENCE:
            number, length = number + 1, 0
        numbers.append(number)
    return numbers


def _is_modifier(member: Candidate) -> bool:
    adjective = member.entry is not None and member.entry.part == "adjective"
    return adjective or member.head.dep_ in ("compound", "amod", "nmod")


def _clear_best(scores: list[tuple[float, Cluster]]) -> Cluster | None:
    """The best antecedent, if it is good enough and clearly better than the next."""
    ranked = sorted(scores, key=lambda item: (-item[0], -item[1].last))
    if not ranked or ranked[0][0] < _LEAST:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    return ranked[0][1]


def _governors(token: Token) -> Iterator[Token]:
    """The verb over an object, and those whose subject it shares ("came and met him")."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    for _ in range(_CHAIN):
        yield verb
        has_subject = any(child.dep_ in _SUBJECTS for child in verb.children)
        if has_subject or verb.dep_ not in ("conj", "xcomp"):
            return
        verb = verb.head


def _is_empty(token: Token) -> bool:
    """Whether "it" probably stands for no actor."""
    return token.head.lemma_ in word_set("pronouns", "empty_it")


def _is_object(token: Token) -> bool:
    return token.dep_ in _OBJECTS or token.dep_ == "pobj"


def _is_reason(token: Token, head: Token) -> bool:
    """Whether "their" tells for what the object is praised or blamed: "thanked them for their"."""
    if token.dep_ != "poss" or head.dep_ != "dobj":
        return False
    link = token.head.head
    return link.lower_ in ("for", "of", "over") and link.head.i == head.head.i


def _is_objective(token: Token) -> bool:
    """Whether it is an object, also of a verb that a clause follows ("saw him leave")."""
    return token.dep_ != "poss" and (_is_object(token) or token.lower_ in ("him", "them"))


def _one_of_several(token: Token, before: Token) -> bool:
    """Whether the phrase before is joined with another: "Brown and White met" has no "he"."""
    joined = before.dep_ == "conj" or any(child.dep_ == "conj" for child in before.children)
    return joined and token.lower_ not in word_set("pronouns", "plural")


def _may_be_many(token: Token, cluster: Cluster) -> bool:
    """Whether "they" may be those who act for a country or body, where more speaks for it."""
    many = cluster.kind in (ActorKind.COUNTRY, ActorKind.ORGANIZATION)
    return many and token.lower_ in word_set("pronouns", "plural")


def _agrees(token: Token, cluster: Cluster) -> bool:
    """Whether number, gender and kind fit."""
    word = token.lower_
    person = cluster.kind is ActorKind.PERSON and not cluster.plural
    if word in word_set("pronouns", "male"):
        return person and cluster.gender != "f"
    if word in word_set("pronouns", "female"):
        return person and cluster.gender != "m"
    if word in word_set("pronouns", "neuter"):
        return cluster.kind in (ActorKind.COUNTRY, ActorKind.ORGANIZATION) and not cluster.plural
    if cluster.kind is ActorKind.ORGANIZATION and not cluster.plural:
        return bool(_MANY & set(cluster.sectors))
    return cluster.kind in (ActorKind.GROUP, ActorKind.ORGANIZATION)
