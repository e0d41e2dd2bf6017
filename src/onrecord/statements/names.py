"""Which actor a name stands for, where the actor stage has left two for one.

A surname that several people of an article have, "the Council" after the full name of one, a name
that no mention covers.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from onrecord.actors.base import first_names
from onrecord.records import Actor, ActorKind, MentionForm
from onrecord.statements.referents import Place, Referent, Referents
from onrecord.text import fold

_PAIR = 2
_TITLE = 25
"""Tokens at most of a title before the first line ends."""
_FEW = 3
"""Letters of the shortest acronym."""
_LOOSE = frozenset({"of", "the", "and", "for", "on", "in", "to"})


class Names:
    """Finds the one actor for a name of an article."""

    def __init__(self, referents: Referents) -> None:
        self.people = [r for r in referents.all() if r.is_person and r.actor.named]
        self._bodies = [r for r in referents.all() if r.actor.kind is ActorKind.ORGANIZATION]
        self._by_last: dict[str, list[Referent]] = {}
        self._by_name: dict[tuple[str, ...], list[Referent]] = {}
        for person in self.people:
            for last in sorted({name[-1] for name in person.names if len(name) > 1}):
                self._by_last.setdefault(last, []).append(person)
            for name in sorted(person.names):
                self._by_name.setdefault(name, []).append(person)
        self._persons: dict[str, Referent] = {}

    def at(self, referent: Referent, place: Place) -> Referent:
        """Whom the name at ``place``, which the actor stage gives to ``referent``, stands for."""
        word = place.head.text
        surname = word.isalpha() and word.istitle() and all(len(n) == 1 for n in referent.names)
        if referent.is_person or surname:
            found = self.person(referent)
            if found is not referent or referent.is_person:
                return found
        return self._body(referent, place) or referent

    def person(self, referent: Referent) -> Referent:
        """The person with a full name whom ``referent`` is, else itself."""
        key = referent.actor.id
        if key not in self._persons:
            self._persons[key] = self._person(referent)
        return self._persons[key]

    def by_words(self, token: Token) -> Actor | None:
        """The actor with the name ``token``, which no mention covers."""
        word = fold(token.text)
        if token.pos_ != "PROPN" and not token.text.isupper():
            return None
        people = self._by_last.get(word) or self._by_name.get((word,), [])
        if people:
            return people[0].actor if len(people) == 1 else None
        if not token.text.isupper() or len(token.text) < _FEW:
            return None
        bodies = [r for r in self._bodies if any(_letters(n) == word for n in r.names)]
        return bodies[0].actor if len(bodies) == 1 else None

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
        twins = [r for name in sorted(referent.names) for r in self._by_name[name]]
        twins = [r for r in twins if _same_gender(r, referent)]
        return min(twins, key=_first) if twins else referent

    def _without_stray(self, referent: Referent) -> Referent:
        """For a name with a word too many ("Clinton Breaks") the person who is meant."""
        named = [p for p in referent.places if p.form is MentionForm.NAME]
        if len(named) != 1 or len(referent.names) != 1:
            return referent
        name = next(iter(referent.names))
        first = name[0]
        found = self._by_last.get(first, [])
        stray = len(found) == 1 and found[0] is not referent and first not in first_names()
        stray = stray and len(name) == _PAIR and _in_title(named[0])
        return found[0] if stray else referent

    def _body(self, referent: Referent, place: Place) -> Referent | None:
        """The body whose full name ends or begins with a short one: "the Council"."""
        if referent.actor.kind is not ActorKind.ORGANIZATION or not referent.names:
            return None
        first = place.head.doc[place.first]
        definite = first.lower_ == "the" or (first.i > 0 and first.nbor(-1).lower_ == "the")
        if not definite and not place.head.text.isupper():
            return None
        short = max(referent.names, key=lambda name: (len(name), name))
        found = [
            other
            for other in self._bodies
            if other is not referent and any(_is_short_for(short, name) for name in other.names)
        ]
        if len(found) > 1:
            found = last_before(found, place)
        return found[0] if len(found) == 1 else None


def _first(referent: Referent) -> int:
    return referent.places[0].head.i


def _in_title(place: Place) -> bool:
    """Whether it stands in the first line of a text that begins with a title."""
    doc, at = place.head.doc, place.head.i
    return at < _TITLE and not any("\n" in token.text for token in doc[:at])


def _same_gender(one: Referent, short: Referent) -> bool:
    """Whether the titles before a surname suit a person."""
    return one.leaning * short.titled > -1


def _foremost(bearers: Sequence[Referent]) -> Referent:
    """Of several people with one surname the one whom it alone means: no relative, named first."""
    firsts = [r for r in bearers if not r.is_kin] or list(bearers)
    return min(firsts, key=lambda r: r.places[0].head.i)


def before(referent: Referent, place: Place) -> bool:
    """Whether ``referent`` is named before ``place``."""
    return bool(referent.places) and referent.places[0].head.i < place.head.i


def last_before(found: Iterable[Referent], place: Place) -> list[Referent]:
    """The one of ``found`` named last before ``place``."""
    at = [
        (max(p.head.i for p in r.places if p.head.i < place.head.i), r)
        for r in found
        if before(r, place)
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
