"""Bare surnames of sitting heads of state and government, also where no person was tagged."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from spacy.tokens import Doc, Token

from onrecord.actors.base import words_of
from onrecord.actors.lexical import Match, is_title
from onrecord.actors.offices import holders

_ENTITIES = frozenset(("", "ORG", "GPE", "NORP", "FAC", "PRODUCT", "LOC", "WORK_OF_ART", "PERSON"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ROLES = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "agent", "dative"))
"""What a surname that is also an ordinary word must be in its sentence."""


class BareLeaders:
    """Finds one-word names of the leaders of the article's day in one article."""

    def __init__(self, doc: Doc, matched: Mapping[int, Match], date: dt.date | None) -> None:
        self._doc = doc
        self._matched = matched
        self._date = date
        countries = {match.entry.country for match in matched.values()}
        self._named = frozenset(country for country in countries if country is not None)

    def tokens(self, taken: Collection[int]) -> Iterator[int]:
        """The tokens that name a leader, without those in ``taken``."""
        for token in self._doc:
            named = token.pos_ == "PROPN" or (token.dep_ in _SUBJECTS and token.pos_ == "NOUN")
            free = named and token.i not in taken and token.i not in self._matched
            if free and self._leads(token) and self._stands_alone(token):
                yield token.i

    def beside_leader(self, token: Token) -> bool:
        """Whether the name is joined by "and" with that of a leader: "Abe and Park"."""
        near = [child for child in token.children if child.dep_ == "conj"]
        near += [token.head] if token.dep_ == "conj" else []
        return any(not holders().is_ordinary(_surname(t)) and self._leads(t) for t in near)

    def _leads(self, token: Token) -> bool:
        text, word = token.text, _surname(token)
        if not text[:1].isupper() or (text.isupper() and len(text) > 2):
            return False
        if not holders().is_ordinary(word):
            return holders().leader(word, self._date) is not None
        if token.dep_ not in _ROLES or token.pos_ != "PROPN":
            return False
        anywhere = None if self.beside_leader(token) else self._named
        return holders().leader(word, self._date, anywhere) is not None

    def _stands_alone(self, token: Token) -> bool:
        """Whether the token is a name of its own, not a part of "Trump Tower" or the like."""
        doc = self._doc
        before = doc[token.i - 1] if token.i else None
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        inner = [before] if before is not None and token.ent_iob_ == "I" else []
        inner += [after] if after is not None and after.ent_iob_ == "I" else []
        inside = any(t.is_alpha and t.lower_ != "and" for t in inner)
        beside = any(self._name_part(t) for t in (before, after) if t is not None)
        return token.ent_type_ in _ENTITIES and not inside and not beside

    def _name_part(self, token: Token) -> bool:
        proper = token.pos_ == "PROPN" and token.text[:1].isupper()
        return proper and token.i not in self._matched and not is_title(token)


def _surname(token: Token) -> str:
    """The folded word of a token of one word, else nothing."""
    words = words_of(token.text)
    return words[0] if len(words) == 1 else ""
