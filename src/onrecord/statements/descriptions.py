"""Which person a description stands for: "the governor", "the Texas senator", "the spokesman"."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from spacy.tokens import Token

from onrecord import knowledge
from onrecord.records import Actor, MentionForm
from onrecord.statements.names import Names, before, last_before
from onrecord.statements.referents import Place, Referent, Referents, rank, singular

_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_DEFINITE = frozenset({"the", "this", "that"})
_AGE = re.compile(r"\d{1,3}-year-old$|old$")
_AGE = re.compile(r"\d{1,3}-year-old$|old$")
_PAIR = 2
_TITLE = 25
"""Tokens at most of a title before the first line ends."""
_PARTIES = {
    "republican": frozenset({"republican", "gop"}),
    "gop": frozenset({"republican", "gop"}),
    "democratic": frozenset({"democratic", "democrat"}),
    "democrat": frozenset({"democratic", "democrat"}),
}
"""Words of two parties that news uses for each other."""
_PLAIN = frozenset({"presidential", "longtime", "veteran", "two-term", "first-term", "junior"})
"""Words before an epithet that need not be known of the person."""


@cache
def _epithets() -> dict[str, frozenset[str]]:
    table = knowledge.toml("speakers", "nouns.toml")["epithet"]
    return {key: frozenset(value) for key, value in table.items()}


@cache
def _others() -> dict[str, frozenset[str]]:
    table = knowledge.toml("speakers", "nouns.toml")["same"]
    return {key: frozenset(value) for key, value in table.items()}


class Descriptions:
    """Finds the one actor for a description of a person in an article."""

    def __init__(
        self, referents: Referents, names: Names, last_subject: Callable[[Token], Actor | None]
    ) -> None:
        """``last_subject`` tells whom the sentence before a token is about."""
        self._referents = referents
        self._names = names
        self._last_subject = last_subject
        self._named: dict[str, list[Referent]] = {}
        self._unnamed: dict[str, list[Referent]] = {}
        for referent in referents.all():
            if referent.is_person:
                self._file(referent)
        self._found: dict[str, Referent | None] = {}

    def _file(self, referent: Referent) -> None:
        table = self._named if referent.actor.named else self._unnamed
        called = _called(referent) if referent.actor.named else referent.nouns
        for noun in sorted(called):
            table.setdefault(noun, []).append(referent)

    def at(self, referent: Referent, place: Place) -> Referent | None:
        """Whom the noun at ``place``, which the actor stage gives to ``referent``, stands for.

        ``None`` where it cannot be told whether it stands for somebody with a name: "the deputy
        minister" is not the minister.
        """
        if referent.actor.named:
            ranks = rank(place.head)
            return None if ranks and not ranks <= referent.titles else referent
        key = referent.actor.id
        if key not in self._found:
            self._found[key] = self._described(referent)
        return self._found[key] or referent

    def _described(self, referent: Referent) -> Referent | None:
        """For "the governor" who has been given that title or description."""
        if not referent.places:
            return None
        place = referent.places[0]
        head = place.head
        first = head.doc[place.first]
        alone = all(p.form is not MentionForm.NAME for p in referent.places)
        if not alone or not referent.is_person or first.lower_ not in _DEFINITE:
            return None
        ranks = rank(head)
        noun = " ".join([*sorted(ranks), singular(head)])
        said = [t for t in head.lefts if t.dep_ in _MODIFIERS and t.lower_ not in ranks]
        named = self._bearers_of(noun, said, referent)
        if len(named) > 1:
            named = last_before(named, place)
        if len(named) == 1 and before(named[0], place):
            return named[0]
        return (
            self._as_before(noun, said, referent, place)
            or (named[0] if len(named) == 1 else None)
            or self._just_named(noun, said, referent, place)
        )

    def _just_named(
        self, noun: str, said: Sequence[Token], referent: Referent, place: Place
    ) -> Referent | None:
        """Whom the sentence before is about, if the words suit: "the Texas senator"."""
        found = self._last_subject(place.head)
        if found is None or not found.named:
            return None
        person = self._referents.of(found)
        suits = any(noun in _epithets().get(sector, ()) for sector in found.sectors)
        aged = any(_AGE.search(token.text) for token in said)
        rest = [t for t in said if singular(t) not in _PLAIN and not _AGE.search(t.text)]
        if (suits or aged) and _may_describe(rest, referent, person):
            return person
        return None

    def _bearers_of(self, noun: str, said: Sequence[Token], referent: Referent) -> list[Referent]:
        """The people with a name to whom the article gives the title or description.

        Those of whom it gives every word go first; else there must be one alone.
        """
        found: list[Referent] = []
        for one in self._named.get(noun, ()):
            if _may_describe(said, referent, one):
                person = self._names.person(one)
                if not any(person is other for other in found):
                    found.append(person)
        sure = [one for one in found if all(singular(token) in one.words for token in said)]
        return sure or (found if len(found) == 1 else [])

    def _as_before(
        self, noun: str, said: Sequence[Token], referent: Referent, place: Place
    ) -> Referent | None:
        """The person without a name who was described in the same words before."""
        words = {singular(token) for token in said}
        found = [
            other
            for other in self._unnamed.get(noun, ())
            if other is not referent and words <= other.words and before(other, place)
        ]
        found = last_before(found, place)
        return found[0] if found else None


def _called(referent: Referent) -> set[str]:
    """The nouns by which an article may call a person."""
    return referent.nouns | {other for noun in referent.nouns for other in _others().get(noun, ())}


def _may_describe(said: Sequence[Token], described: Referent, one: Referent) -> bool:
    """Whether all that stands in front of the noun is known of ``one``, or suits its country."""
    home = described.actor.country
    for token in said:
        word = singular(token)
        if word in one.words or _same_party(word, one):
            continue
        if not token.text[0].isupper() or word in _PARTIES:
            return False
        if home is not None and home != one.actor.country:
            return False
    return home is None or one.actor.country in {None, home}


def _same_party(word: str, one: Referent) -> bool:
    return bool(_PARTIES.get(word, frozenset()) & one.words)
