"""Whom the source of a statement stands for."""

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from onrecord import knowledge
from onrecord.records import Actor, ActorKind, Mention, MentionForm
from onrecord.statements.antecedents import Antecedents
from onrecord.statements.descriptions import Descriptions
from onrecord.statements.names import Names
from onrecord.statements.referents import Place, Referent, Referents

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.GROUP})
_NONE = frozenset({"no", "neither"})
_SHIFTED = 3
"""Tokens between a noun and the relative pronoun for it, where the parse does not join them."""


class Speakers:
    """Finds the actor for whom a source stands."""

    def __init__(self, actors: Sequence[Actor], mentions: Sequence[Mention]) -> None:
        self._actors = actors
        self._mentions = mentions
        self._scene: _Scene | None = None

    def at(self, head: Token) -> Actor | None:
        """The actor for whom the source with ``head`` stands; ``None`` where none clearly does.

        All tokens must be of the article that the actors are of.
        """
        if self._scene is None or self._scene.doc is not head.doc:
            self._scene = _Scene(head.doc, self._actors, self._mentions)
        return self._scene.speaker(head)


class _Scene:
    """The actors of one article and what its parse tells about them."""

    def __init__(self, doc: Doc, actors: Sequence[Actor], mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self._referents = Referents(doc, actors, mentions)
        self._names = Names(self._referents)
        self._descriptions = Descriptions(self._referents, self._names, self._last_subject)
        self._antecedents = Antecedents(doc, self._referents, self._same, self._by_noun)
        for place in self._referents.places:  # in their order, so that none waits for a later one
            self._same(place)

    def _last_subject(self, token: Token) -> Actor | None:
        return self._antecedents.last_subject(token)

    def _same(self, place: Place) -> Actor | None:
        """Whom the words at ``place`` stand for."""
        referent = self._referents.of(place.actor)
        if place.form is MentionForm.PRONOUN:
            named = self._names.person(referent)
            return named.actor if named is not referent else self._told(referent)
        if place.form is MentionForm.NAME:
            return self._names.at(referent, place).actor
        found = self._descriptions.at(referent, place)
        return None if found is None else self._names.person(found).actor

    def _told(self, referent: Referent) -> Actor:
        """Whom an actor stands for that the article only describes."""
        found = self._descriptions.at(referent, referent.places[0])
        return (found or referent).actor

    def speaker(self, head: Token) -> Actor | None:
        """The actor for whom the source with ``head`` stands."""
        who = stands_for(head)
        if any(kid.lower_ in _NONE for kid in who.children):
            return None
        place = self._referents.place(who)
        if _is_joined(who) and not (place is not None and _covers_all(place, who)):
            return None
        if who.pos_ == "PRON" or who.tag_ in {"PRP", "PRP$"}:
            return self._antecedents.of(who)
        return self._by_noun(who)

    def _by_noun(self, who: Token) -> Actor | None:
        place = self._referents.place(who) or self._beside(who)
        if place is not None and _is_text(who, place):
            return None
        return self._names.by_words(who) if place is None else self._same(place)

    def _beside(self, who: Token) -> Place | None:
        """The name that ``who`` is set beside: "host Chuck Todd"."""
        if who.lemma_.lower() in _documents():
            return None
        for kid in who.children:
            alone = kid.dep_ == "appos" and not _is_joined(kid)
            place = self._referents.place(kid) if alone else None
            if place is not None and place.form is MentionForm.NAME:
                return place
        if who.pos_ != "NOUN" or who.i + 1 >= len(self.doc):
            return None
        after = self._referents.place(self.doc[who.i + 1])
        named = after is not None and after.form is MentionForm.NAME
        return after if after is not None and named and after.first == who.i + 1 else None


@cache
def _documents() -> frozenset[str]:
    """Nouns for texts, which are nobody whom a name beside them could be."""
    return frozenset(knowledge.toml("statements", "sources.toml")["documents"].split())


def _is_text(who: Token, place: Place) -> bool:
    """Whether a noun that the actor stage took for people is a text: "official figures"."""
    actor = place.actor
    nominal = place.form is MentionForm.NOMINAL and not actor.named
    return nominal and actor.kind in _PEOPLE and who.lemma_.lower() in _documents()


def stands_for(head: Token) -> Token:
    """The word for whose actor ``head`` speaks: "who" speaks for the noun that it tells about."""
    if head.lower_ not in _RELATIVES or head.tag_ not in {"WP", "WDT", "IN", "DT"}:
        return head
    verb = head.head
    for _ in range(_SHIFTED):
        if verb.dep_ == "relcl":
            return verb.head
        verb = verb.head
    for at in range(head.i - 1, max(-1, head.i - 1 - _SHIFTED), -1):
        if head.doc[at].pos_ in _NOMINAL:
            return head.doc[at]
    return head


def _is_joined(head: Token) -> bool:
    """Whether "and" joins ``head`` with somebody else."""
    return any(
        kid.dep_ == "conj" and kid.pos_ in {"NOUN", "PROPN", "PRON"} for kid in head.rights
    ) and any(kid.dep_ == "cc" for kid in _and_marks(head))


def _and_marks(head: Token) -> list[Token]:
    found = [kid for kid in head.rights if kid.dep_ == "cc" and kid.lower_ in {"and", "&"}]
    for kid in head.rights:
        if kid.dep_ == "conj":
            found += [k for k in kid.rights if k.dep_ == "cc" and k.lower_ in {"and", "&"}]
    return found


def _covers_all(place: Place, head: Token) -> bool:
    """Whether one name has all that is joined: "Health and Human Services"."""
    return place.form is MentionForm.NAME and any(
        kid.dep_ == "conj" and place.first <= kid.i <= place.last for kid in head.rights
    )
