"""Link pronouns with actors by rules; a pronoun without a clear antecedent is left out.

The weights follow the salience factors of Lappin and Leass (1994): recency, subject and object
roles, and repeated mention, with number, gender and the binding of objects as filters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.actors.base import word_set
from onrecord.actors.cluster import Cluster
from onrecord.actors.nominals import Covering
from onrecord.actors.quotations import Quotations
from onrecord.records import ActorKind, MentionForm

SENTENCES = 3
"""Sentences, the pronoun's own included, in which an antecedent is looked for."""
_RECENCY = (100, 70, 35)
_SUBJECT = 50
_OBJECT = 15
_NAMED = 10
_REPEATED = 15
_OTHER_LAYER = -40
"""An antecedent inside a quotation for a pronoun outside it, or the other way round."""
_MODIFIER = -40
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
    """Where a cluster was named or referred to."""

    head: Token
    cluster: Cluster
    modifier: bool
    named: bool


class PronounLinker:
    """Links the pronouns of one article, from left to right."""

    def __init__(self, doc: Doc, clusters: Sequence[Cluster], covering: Covering) -> None:
        self._doc = doc
        self._covering = covering
        self._quotes = Quotations(doc)
        self._places: dict[int, list[_Place]] = {}
        self._sentence = {s.start: n for n, s in enumerate(doc.sents)}
        self._linked: dict[int, Cluster] = {}
        for cluster in clusters:
            for member in cluster.members:
                entry = member.entry
                modifier = (entry is not None and entry.part == "adjective") or (
                    member.head.dep_ in ("compound", "amod", "nmod")
                )
                named = member.form is MentionForm.NAME
                self._note(_Place(member.head, cluster, modifier, named))

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

    def _keep(self, token: Token, cluster: Cluster | None) -> None:
        if cluster is not None:
            cluster.pronouns.append(token)
            self._linked[token.i] = cluster
            self._note(_Place(token, cluster, modifier=False, named=False))

    def at(self, token: Token) -> Cluster | None:
        """The cluster of a pronoun or of the phrase over ``token``."""
        return self._linked.get(token.i) or self._covering.at(token)

    def _note(self, place: _Place) -> None:
        self._places.setdefault(self._number(place.head), []).append(place)

    def _number(self, token: Token) -> int:
        return self._sentence[token.sent.start]

    def _speaker(self, token: Token) -> Cluster | None:
        subject = self._quotes.speaker(token)
        return self.at(subject) if subject is not None else None

    # --- third person ---------------------------------------------------------------------

    def _antecedent(self, token: Token) -> Cluster | None:
        if token.lower_ == "it" and (_is_empty(token) or _is_object(token)):
            return None
        near = list(self._earlier(token))
        bound = {id(place.cluster) for place in near if self._bound(token, place)}
        scores: dict[int, tuple[float, Cluster]] = {}
        for place in near:
            if id(place.cluster) in bound or not _agrees(token, place.cluster):
                continue
            score = self._score(token, place)
            key = id(place.cluster)
            best = scores.get(key)
            if best is None:
                scores[key] = (score, place.cluster)
            else:
                scores[key] = (max(score, best[0]) + _REPEATED / 2, place.cluster)
        ranked = sorted(scores.values(), key=lambda item: (-item[0], -item[1].last))
        if not ranked or ranked[0][0] < _LEAST:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
            return None
        return ranked[0][1]

    def _earlier(self, token: Token) -> Iterator[_Place]:
        number = self._number(token)
        for back in range(SENTENCES):
            for place in self._places.get(number - back, ()):
                if place.head.i < token.i:
                    yield place

    def _bound(self, token: Token, place: _Place) -> bool:
        """Whether syntax rules the antecedent out: "Bush met him" is about somebody else."""
        head = place.head
        if token.head.i == head.i and token.dep_ == "poss":
            return True
        if self._quotes.inside(token) and not self._quotes.inside(head):
            return self._speaker(token) is place.cluster
        if token.lower_ in word_set("pronouns", "reflexive") or head.dep_ not in _SUBJECTS:
            return False
        return _is_object(token) and any(verb.i == head.head.i for verb in _governors(token))

    def _score(self, token: Token, place: _Place) -> float:
        distance = self._number(token) - self._number(place.head)
        score = float(_RECENCY[distance])
        first = place.head
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        role = first.dep_
        score += _SUBJECT if role in _SUBJECTS else _OBJECT if role in _OBJECTS else 0
        score += _NAMED if place.named else 0
        score += _MODIFIER if place.modifier else 0
        if place.head.conjuncts and token.lower_ not in word_set("pronouns", "plural"):
            score += _COORDINATED
        if self._quotes.inside(token) != self._quotes.inside(place.head):
            score += _OTHER_LAYER
        return score


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
