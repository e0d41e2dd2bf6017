"""Which actor a name or a noun stands for, where the actor stage has left two for one.

A surname that several people of an article have, "the governor" after a name with that title,
"the spokesman" after "a spokesman for the judiciary", "the Council" after the full name of one.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Token

from onrecord import knowledge
from onrecord.actors.base import first_names, words_of
from onrecord.records import Actor, ActorKind, MentionForm
from onrecord.statements.referents import Place, Referent, Referents, singular
from onrecord.text import fold

_DEFINITE = frozenset({"the", "this", "that"})
_FEW = 3
"""Letters of the shortest acronym."""
_PARTIES = {
    "republican": frozenset({"democratic", "democrat"}),
    "gop": frozenset({"democratic", "democrat"}),
    "democratic": frozenset({"republican", "gop"}),
}
_LOOSE = frozenset({"of", "the", "and", "for", "on", "in", "to"})


@cache
def _others() -> dict[str, frozenset[str]]:
    table = knowledge.toml("speakers", "nouns.toml")["same"]
    return {key: frozenset(value) for key, value in table.items()}


class Sameness:
    """Finds the one actor among the actors of an article."""

    def __init__(self, referents: Referents) -> None:
        self._referents = referents
        self._people = [r for r in referents.all() if r.is_person and r.actor.named]
        self._by_last: dict[str, list[Referent]] = {}
        for person in self._people:
            for last in sorted({name[-1] for name in person.names if len(name) > 1}):
                self._by_last.setdefault(last, []).append(person)
        self._nouns: dict[tuple[str, ...], list[Referent]] = {}

    def actor(self, place: Place) -> Actor:
        """Whom the words at ``place`` stand for."""
        referent = self._referents.of(place.actor)
        if place.form is MentionForm.PRONOUN:
            return self._person(referent).actor
        if place.form is MentionForm.NAME or referent.actor.named:
            return self._named(referent, place).actor
        return (self._described(referent, place) or referent).actor

    def by_words(self, token: Token) -> Actor | None:
        """The actor with the name ``token``, which no mention covers."""
        word = fold(token.text)
        if token.pos_ != "PROPN" and not token.text.isupper():
            return None
        people = self._by_last.get(word, [])
        if people:
            return people[0].actor if len(people) == 1 else None
        if not token.text.isupper() or len(token.text) < _FEW:
            return None
        bodies = [r for r in self._referents.all() if _initials(r) == word]
        return bodies[0].actor if len(bodies) == 1 else None

    # --- names ------------------------------------------------------------------------------

    def _named(self, referent: Referent, place: Place) -> Referent:
        surname = place.head.text.istitle() and all(len(name) == 1 for name in referent.names)
        if referent.is_person or surname:
            found = self._person(referent)
            if found is not referent or referent.is_person:
                return found
        return self._body(referent, place) or referent

    def _person(self, referent: Referent) -> Referent:
        """The bearer of the full name that a surname stands for."""
        if not referent.names or any(len(name) > 1 for name in referent.names):
            return self._without_stray(referent)
        words = {name[-1] for name in referent.names}
        bearers = [r for word in sorted(words) for r in self._by_last.get(word, ())]
        bearers = [r for r in bearers if r is not referent and _same_gender(r, referent)]
        if bearers:
            return _foremost(bearers)
        if not referent.is_person:
            return referent
        twins = [r for r in self._people if r.names & referent.names and _same_gender(r, referent)]
        return twins[0] if twins else referent

    def _without_stray(self, referent: Referent) -> Referent:
        """For a name with a word too many ("Clinton Breaks") the person who is meant."""
        named = [p for p in referent.places if p.form is MentionForm.NAME]
        if len(named) != 1 or len(referent.names) != 1:
            return referent
        first = next(iter(referent.names))[0]
        found = self._by_last.get(first, [])
        stray = len(found) == 1 and found[0] is not referent and first not in first_names()
        return found[0] if stray else referent

    def _body(self, referent: Referent, place: Place) -> Referent | None:
        """The body whose full name ends or begins with a short one: "the Council"."""
        if referent.actor.kind is not ActorKind.ORGANIZATION or not referent.names:
            return None
        short = max(referent.names, key=lambda name: (len(name), name))
        found = []
        for other in self._referents.all():
            same = other is not referent and other.actor.kind is ActorKind.ORGANIZATION
            if same and any(_is_short_for(short, name) for name in sorted(other.names)):
                found.append(other)
        if len(found) > 1:
            found = _last_before(found, place)
        return found[0] if len(found) == 1 else None

    # --- descriptions -----------------------------------------------------------------------

    def _described(self, referent: Referent, place: Place) -> Referent | None:
        """For "the governor" who has been given that title or description."""
        head = place.head
        first = head.doc[place.first]
        alone = all(p.form is not MentionForm.NAME for p in referent.places)
        if not alone or not referent.is_person or first.lower_ not in _DEFINITE:
            return None
        noun = singular(head)
        said = [t for t in head.lefts if t.dep_ in {"amod", "compound", "nmod"}]
        named = self._bearers_of(noun, said, referent)
        if len(named) > 1:
            named = _last_before(named, place)
        if len(named) == 1 and _before(named[0], place):
            return named[0]
        return self._unnamed(noun, said, referent, place) or (named[0] if len(named) == 1 else None)

    def _bearers_of(self, noun: str, said: Sequence[Token], referent: Referent) -> list[Referent]:
        """The people with a name to whom the article gives the title or description."""
        found: list[Referent] = []
        for one in self._people:
            if noun in _called(one) and _may_describe(said, one) and _same_country(one, referent):
                person = self._person(one)
                if not any(person is other for other in found):
                    found.append(person)
        return found

    def _unnamed(
        self, noun: str, said: Sequence[Token], referent: Referent, place: Place
    ) -> Referent | None:
        """The person without a name who was described in the same words before."""
        found = []
        words = {singular(token) for token in said}
        for other in self._referents.all():
            if other is referent or other.actor.named or not other.is_person:
                continue
            if noun in other.nouns and words <= other.words and _before(other, place):
                found.append(other)
        return found[-1] if found else None


def _called(referent: Referent) -> set[str]:
    """The nouns by which an article may call a person."""
    return referent.nouns | {other for noun in referent.nouns for other in _others().get(noun, ())}


def _may_describe(said: Sequence[Token], referent: Referent) -> bool:
    """Whether nothing in front of the noun is missing from what is known, or against it."""
    for token in said:
        word = singular(token)
        if word in referent.words:
            continue
        if not token.text[0].isupper() or _PARTIES.get(word, frozenset()) & referent.words:
            return False
    return True


def _same_country(one: Referent, other: Referent) -> bool:
    return one.actor.country is None or other.actor.country in {None, one.actor.country}


def _same_gender(one: Referent, other: Referent) -> bool:
    return one.leaning * other.leaning > -1


def _foremost(bearers: Sequence[Referent]) -> Referent:
    """Of several people with one surname the one whom it alone means: no relative, named first."""
    firsts = [r for r in bearers if not r.is_kin] or list(bearers)
    return min(firsts, key=lambda r: r.places[0].head.i)


def _before(referent: Referent, place: Place) -> bool:
    return bool(referent.places) and referent.places[0].head.i < place.head.i


def _last_before(found: Iterable[Referent], place: Place) -> list[Referent]:
    """The one of ``found`` named last before ``place``."""
    at = [
        (max(p.head.i for p in r.places if p.head.i < place.head.i), r)
        for r in found
        if _before(r, place)
    ]
    return [max(at, key=lambda item: item[0])[1]] if at else []


def _is_short_for(short: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether ``short`` is the end or the beginning up to "of" of ``name``, or its initials."""
    if len(short) >= len(name):
        return False
    if name[-len(short) :] == short:
        return True
    stem = next((i for i, word in enumerate(name) if word in {"of", "on", "for"}), 0)
    if stem and name[max(0, stem - len(short)) : stem] == short:
        return True
    return len(short) == 1 and len(short[0]) >= _FEW and short[0] == _letters(name)


def _letters(name: Sequence[str]) -> str:
    return "".join(word[0] for word in name if word not in _LOOSE)


def _initials(referent: Referent) -> str:
    if referent.actor.kind is ActorKind.PERSON:
        return ""
    return next((_letters(n) for n in sorted(referent.names) if len(n) > 2), "")


def stands_alone(token: Token) -> tuple[str, ...]:
    """The folded words of ``token``."""
    return words_of(token.text)
