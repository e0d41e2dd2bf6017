"""What the words of an article tell about each of its actors, for finding who speaks."""

import csv
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from onrecord import knowledge
from onrecord.actors.base import first_names, word_set, words_of
from onrecord.records import Actor, ActorKind, Mention, MentionForm
from onrecord.text import Span

_SURE = 1.6
"""Weight of evidence from which a gender rules the other one out."""
_BY_TITLE = 3.0
_BY_NAME = 2.0
_NEARLY_ALL = 99
"""Per cent of one gender from which a first name is as good as a title."""
_BY_PRONOUN = 0.7
_LINKED = 0.3
"""Part of that for a pronoun that only the actor stage links with the person."""
_MOST_BY_PRONOUNS = 2.0
_LOCATIVE = frozenset({"in", "to", "from", "at", "near", "outside", "across"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


@cache
def _lists(section: str) -> dict[str, frozenset[str]]:
    table = knowledge.toml("speakers", "nouns.toml")[section]
    return {key: frozenset(value) for key, value in table.items()}


@cache
def _short() -> dict[str, str]:
    table: dict[str, str] = knowledge.toml("speakers", "nouns.toml")["short"]
    return table


@dataclass(frozen=True, slots=True)
class Place:
    """Where an actor is named or referred to."""

    head: Token
    first: int
    last: int
    """The tokens that the mention begins and ends with."""
    form: MentionForm
    actor: Actor


@dataclass(slots=True)
class Referent:
    """An actor with what the article says about it."""

    actor: Actor
    places: list[Place] = field(default_factory=list)
    names: set[tuple[str, ...]] = field(default_factory=set)
    """Folded words of its bare names."""
    nouns: set[str] = field(default_factory=set)
    """Head nouns of what it is called: titles, appositions, predicates."""
    words: set[str] = field(default_factory=set)
    """All words of titles and descriptions."""
    titles: set[str] = field(default_factory=set)
    """Words such as "former" and "deputy" that its titles have."""
    titled: int = 0
    """1 where a name follows "Ms." or the like, -1 for "Mr.", 0 for neither."""
    leaning: float = 0.0
    """Evidence for a woman above nought, for a man below."""

    @property
    def is_person(self) -> bool:
        """Whether it is one person."""
        return self.actor.kind is ActorKind.PERSON

    @property
    def is_kin(self) -> bool:
        """Whether it comes into the article as somebody's relative."""
        return bool(self.nouns & _lists("kin")["words"])

    @property
    def is_place(self) -> bool:
        """Whether it looks like a place that was taken for a person: "in Clarkston"."""
        named = [place for place in self.places if place.form is MentionForm.NAME]
        within = [p for p in named if p.head.dep_ == "pobj" and p.head.head.lower_ in _LOCATIVE]
        return len(within) * 2 >= len(named) > 0 and max(map(len, self.names), default=1) == 1

    def may_be(self, gender: str) -> bool:
        """Whether nothing certain speaks against ``gender``, ``m`` or ``f``."""
        return self.leaning > -_SURE if gender == "f" else self.leaning < _SURE

    def is_surely(self, gender: str) -> bool:
        """Whether titles, names or descriptions tell ``gender``."""
        return self.leaning >= _SURE if gender == "f" else self.leaning <= -_SURE


class Referents:
    """The actors of one article, to be asked by token."""

    def __init__(self, doc: Doc, actors: Sequence[Actor], mentions: Sequence[Mention]) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._by_id = {actor.id: Referent(actor) for actor in actors}
        self._over: dict[int, Place] = {}
        places = [self._place(mention) for mention in mentions if mention.actor in self._by_id]
        self.places = sorted(places, key=lambda place: place.head.i)
        for mention in sorted(mentions, key=lambda m: (m.span.start - m.span.end, m.span)):
            if mention.actor in self._by_id:
                place = self._place(mention)
                self._over.update(dict.fromkeys(self._tokens(mention.span), place))
        for place in self.places:
            _note(self._by_id[place.actor.id], place)
        for referent in self._by_id.values():
            _lean_by_words(referent)
        self._lean_by_pronouns()

    def _lean_by_pronouns(self) -> None:
        """Weigh the pronouns of sentences in which nobody else has been named before them."""
        heads = {place.head.i: place for place in self.places}
        signs: dict[str, float] = {}
        for sentence in self._doc.sents:
            people: list[str] = []
            for token in sentence:
                place = heads.get(token.i)
                if place is not None and place.form is not MentionForm.PRONOUN:
                    if place.actor.kind is ActorKind.PERSON:
                        people.append(place.actor.id)
                elif _sign(token) and len(set(people)) == 1:
                    signs[people[0]] = signs.get(people[0], 0.0) + _sign(token)
                elif _sign(token) and place is not None and not people:
                    key = place.actor.id
                    signs[key] = signs.get(key, 0.0) + _sign(token) * _LINKED
        for key, total in signs.items():
            weight = max(-_MOST_BY_PRONOUNS, min(_MOST_BY_PRONOUNS, _BY_PRONOUN * total))
            self._by_id[key].leaning += weight

    def place(self, token: Token) -> Place | None:
        """The shortest mention over ``token``."""
        return self._over.get(token.i)

    def of(self, actor: Actor) -> Referent:
        """What is known about ``actor``."""
        return self._by_id[actor.id]

    def all(self) -> Iterator[Referent]:
        """Every actor, in the order in which the stage gave them."""
        yield from self._by_id.values()

    def _tokens(self, span: Span) -> range:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = max(0, bisect_right(self._starts, span.end - 1) - 1)
        return range(first, last + 1)

    def _place(self, mention: Mention) -> Place:
        inside = self._tokens(mention.span)
        tokens = [self._doc[i] for i in inside]
        heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
        named = mention.form is MentionForm.NAME
        head = next((t for t in heads if not t.is_punct), tokens[-1] if named else tokens[0])
        return Place(
            head, inside.start, inside.stop - 1, mention.form, self._by_id[mention.actor].actor
        )


def _note(referent: Referent, place: Place) -> None:
    """Add what the words at ``place`` tell."""
    referent.places.append(place)
    head = place.head
    if place.form is MentionForm.PRONOUN:
        return
    before = [t for t in head.lefts if t.dep_ in {"compound", "amod", "nmod"}]
    if place.form is MentionForm.NAME:
        _note_name(referent, place)
    else:
        _describe(referent, head)
    for token in before:
        if token.i < place.first or not token.text[0].isupper() or token.ent_type_ != "PERSON":
            referent.words.add(singular(token))
    for beside in _appositions(head):
        _describe(referent, beside)
        if place.form is MentionForm.NAME:
            referent.titles |= rank(beside)


def _note_name(referent: Referent, place: Place) -> None:
    doc = place.head.doc
    first = place.first
    while first > 0 and place.first - first < 3 and _is_title(doc[first - 1]):
        first -= 1
    if referent.actor.kind is not ActorKind.PERSON:
        words = [
            t for t in doc[place.first : place.last + 1] if t.dep_ != "det" and t.tag_ != "POS"
        ]
        referent.names.add(tuple(word for token in words for word in words_of(token.text)))
        return
    name: list[str] = []
    for token in doc[first : place.head.i + 1]:
        is_title = not token.text[0].isupper() or _is_title(token) or token.dep_ in {"det", "poss"}
        if is_title and token.i < place.head.i:
            name = []
            _note_title(referent, token)
        elif token.i >= place.first:
            name += words_of(token.text)
    if name:
        referent.names.add(tuple(name))


def _note_title(referent: Referent, token: Token) -> None:
    full = _short().get(token.lower_.rstrip("."), token.lower_.rstrip("."))
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    word = token.lower_.rstrip(".")
    for sign, kind in ((1, "female"), (-1, "male")):
        if word in word_set("titles", kind):
            referent.titled = sign
    if before in _lists("rank")["words"]:
        referent.titles.add(before)
        referent.nouns.add(f"{before} {full}")
    else:
        referent.nouns.update((full, full.split(" ")[-1]))
    referent.words.update(full.split(" "))


def _is_title(token: Token) -> bool:
    word = token.lower_.rstrip(".")
    return word in word_set("titles", "male", "female", "short", "office") or word in _short()


def _describe(referent: Referent, head: Token) -> None:
    if head.pos_ not in {"NOUN", "PROPN"}:
        return
    referent.nouns.add(" ".join([*sorted(rank(head)), singular(head)]))
    left = head.left_edge.i
    for token in head.doc[max(left, head.i - 12) : head.i + 1]:
        if token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            referent.words.add(singular(token))
    for kid in head.rights:
        if kid.dep_ == "conj" and kid.pos_ == "NOUN" and kid.i - head.i < 12:
            referent.nouns.add(singular(kid))
        if kid.dep_ == "prep":
            referent.words.update(singular(t) for t in head.doc[kid.i : kid.i + 8] if t.is_alpha)


def rank(noun: Token) -> set[str]:
    """The words before ``noun`` that make a title another one: "deputy", "former"."""
    return {kid.lower_ for kid in noun.lefts if kid.lower_ in _lists("rank")["words"]}


def _appositions(head: Token) -> Iterator[Token]:
    if head.dep_ == "appos" and head.head.i != head.i:
        yield head.head
    for kid in head.children:
        if kid.dep_ == "appos":
            yield kid
    verb = head.head
    if head.dep_ == "nsubj" and verb.lemma_ in {"be", "become", "remain"}:
        yield from (kid for kid in verb.rights if kid.dep_ == "attr")


def singular(token: Token) -> str:
    """The noun in the singular and in lower case."""
    return token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_.rstrip(".")


def _lean_by_words(referent: Referent) -> None:
    if not referent.is_person:
        return
    lists = _lists("gender")
    said = referent.nouns | (referent.words & {"mr", "mrs", "ms", "miss", "sir", "madam", "lady"})
    if not referent.is_kin or referent.actor.named:
        referent.leaning += _BY_TITLE * (bool(said & lists["female"]) - bool(said & lists["male"]))
    firsts = {name[0] for name in referent.names if len(name) > 1}
    referent.leaning += sum(_by_name(first) for first in sorted(firsts))


def _by_name(first: str) -> float:
    """How much a first name tells: above nought of a woman, below of a man."""
    known = first_names().get(first)
    if known is not None:
        return _BY_NAME if known == "f" else -_BY_NAME
    return _given_names().get(first, 0.0)


@cache
def _given_names() -> dict[str, float]:
    blob = knowledge.path("speakers", "given_names.csv").read_text(encoding="utf-8")
    rows = csv.reader(blob.splitlines()[1:])
    signs = {"f": 1, "m": -1}
    return {
        name: signs[gender] * _BY_NAME * (1.0 if int(share) >= _NEARLY_ALL else 0.5)
        for name, gender, share in rows
    }


def _sign(pronoun: Token) -> int:
    """1 for "she", -1 for "he", 0 for any other word."""
    if pronoun.lower_ in word_set("pronouns", "female"):
        return 1
    return -1 if pronoun.lower_ in word_set("pronouns", "male") else 0


def is_subject(token: Token) -> bool:
    """Whether ``token`` does or suffers what its clause tells."""
    return token.dep_ in _SUBJECTS
