"""From the head of a noun phrase to a participant: its words, how political it is, its actor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events import syntax
from onrecord.language.parse import Parse, span_of
from onrecord.records import Actor, Mention, Participant
from onrecord.text import Span

NOBODY, SOMEBODY, POLITICAL = 0, 1, 2

_WITHIN = frozenset({"poss", "compound", "amod", "nmod"})
_POLITICAL_ENTITY = frozenset({"GPE", "NORP"})
_PERSONAL_ENTITY = frozenset({"PERSON", "ORG"})
_LINKING = frozenset({"of", "in", "from", "for", "by", "on", "at", "against", "to", "with"})


@dataclass(frozen=True, slots=True)
class People:
    """Head nouns of those who act, by how political they are."""

    political: frozenset[str]
    human: frozenset[str]
    pronoun: frozenset[str]


@cache
def people() -> People:
    """The lists of ``people.toml``."""
    raw = knowledge.toml("events", "people.toml")
    return People(**{key: frozenset(words.split()) for key, words in raw.items()})


@dataclass(frozen=True, slots=True)
class Side:
    """A participant and how political it is: 0 a thing, 1 somebody, 2 a political actor."""

    participant: Participant
    rank: int


class Cast:
    """Who is named in an article; finds the participants of its events among them."""

    def __init__(self, parse: Parse, mentions: Iterable[Mention], actors: Iterable[Actor]) -> None:
        self._parse = parse
        by_id = {actor.id: actor for actor in actors}
        self._at: dict[int, tuple[Mention, Actor]] = {}
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            actor = by_id.get(mention.actor)
            head = parse.head(mention.span)
            if actor is not None and head is not None:
                self._at[head.i] = (mention, actor)

    def sides(self, heads: Sequence[Token], *, things: bool) -> tuple[Side, ...]:
        """A side for each of ``heads`` that is somebody or owned by somebody.

        With ``things``, those that are nobody stand too, with rank 0.
        """
        found: dict[Span, Side] = {}
        for head in heads:
            side = self._side(head)
            if side is not None and (things or side.rank > NOBODY):
                found.setdefault(side.participant.span, side)
        return tuple(found.values())

    def _side(self, head: Token) -> Side | None:
        if head.pos_ in {"VERB", "AUX", "PUNCT", "SPACE", "SYM"}:
            return None
        rank = self.rank(head)
        if rank == NOBODY:
            inner = self._inner(head)
            if inner is not None:
                return Side(self._participant(inner), self.rank(inner))
        return Side(self._participant(head), rank)

    def _inner(self, head: Token) -> Token | None:
        """Who stands inside the phrase of a thing ("Iran's plan", "a report by the UN")."""
        near = [c for c in head.lefts if c.dep_ in _WITHIN]
        near += [t for c in head.rights if c.lower_ in _LINKING for t in syntax.heads(c)]
        near += [g for c in near for g in c.lefts if g.dep_ in _WITHIN]
        return next((t for t in near if self.rank(t) > NOBODY), None)

    def rank(self, head: Token) -> int:
        """How political the noun phrase of ``head`` is."""
        lists = people()
        word = syntax.quantified(head)
        lemma = word.lemma_.lower()
        known = self._at.get(word.i)
        if known is not None and (known[1].country or known[1].sectors or known[1].code):
            return POLITICAL
        if word.ent_type_ in _POLITICAL_ENTITY or lemma in lists.political:
            return POLITICAL
        somebody = known is not None or lemma in lists.human or word.ent_type_ in _PERSONAL_ENTITY
        if somebody and any(self._names_politics(c) for c in word.lefts if c.dep_ in _WITHIN):
            return POLITICAL
        return SOMEBODY if somebody or word.lower_ in lists.pronoun else NOBODY

    def _names_politics(self, word: Token) -> bool:
        named = word.ent_type_ in _POLITICAL_ENTITY or word.lemma_.lower() in people().political
        return named and word.dep_ in _WITHIN

    def _participant(self, head: Token) -> Participant:
        known = self._at.get(head.i) or self._at.get(syntax.quantified(head).i)
        if known is None:
            return Participant(span=span_of(phrase(head)))
        mention, actor = known
        return Participant(
            span=mention.span,
            actor=actor.id,
            country=actor.country,
            sectors=actor.sectors,
            code=actor.code,
        )


def phrase(head: Token) -> list[Token]:
    """The noun phrase of ``head`` without clauses, joined nouns and appositions."""
    start = head.i
    for child in head.lefts:
        if child.dep_ not in {"relcl", "acl", "cc", "conj", "punct", "preconj"}:
            start = min(start, child.left_edge.i)
    end = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end + 1:
            nouns = syntax.heads(child)
            end = nouns[0].i if nouns else end
    return [t for t in head.doc[start : end + 1] if not t.is_space] or [head]
