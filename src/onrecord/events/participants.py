"""From the head of a noun phrase to a participant: its words, how political it is, its actor."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import msgspec
from spacy.tokens import Token

from onrecord import knowledge
from onrecord.actors.lookup import ActorLookup, participant_of
from onrecord.actors.surroundings import Surroundings
from onrecord.events import syntax
from onrecord.language.opening import after_opening
from onrecord.language.parse import span_of
from onrecord.records import Actor, ActorKind, Participant
from onrecord.text import Span

NOBODY, SOMEBODY, POLITICAL = 0, 1, 2

_WITHIN = frozenset({"poss", "compound", "amod", "nmod"})
_POLITICAL_ENTITY = frozenset({"GPE", "NORP"})
_NO_PERSON = frozenset(
    {"DATE", "TIME", "EVENT", "LAW", "MONEY", "WORK_OF_ART", "FAC", "LOC", "PRODUCT"}
)
_NO_NOUN = frozenset({"VERB", "AUX", "PUNCT", "SPACE", "SYM"})
_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_LINKING = frozenset({"of", "in", "from", "for", "by", "on", "at", "against", "to", "with"})

_ORIGIN = frozenset({"from", "of"})
_HYPHENS = frozenset({"-", "–"})
_SHARING = _WITHIN | {"conj"}


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

    def __init__(self, lookup: ActorLookup, around: Surroundings) -> None:
        self._lookup = lookup
        self._around = around

    def sides(self, heads: Sequence[Token], *, things: bool) -> tuple[Side, ...]:
        """A side for each of ``heads`` that is somebody or owned by somebody.

        With ``things``, those that are nobody stand too, with rank 0.
        """
        found: dict[Span, Side] = {}
        named = (self._holder(head) for noun in heads for head in self._each(noun))
        for head in (each for noun in named for each in self._each(noun)):
            side = self._side(head)
            if side is not None and (things or side.rank > NOBODY):
                found.setdefault(side.participant.span, side)
        return tuple(found.values())

    def _each(self, head: Token) -> list[Token]:
        """The heads of all whom a phrase names that stands for several: "French and U.S. jets".

        Countries that a hyphen or "and" joins before the noun, and those from which "officials
        from Iran and Iraq" are, each take part.
        """
        for several in (self._homes(head), self._listed(head)):
            if len(several) > 1:
                return several
        joined = [*self._hyphened(head), *self._beside(head)]
        return sorted([head, *(t for t in joined if t.i != head.i)], key=lambda t: t.i)

    def _homes(self, head: Token) -> list[Token]:
        """The countries of people "from Iran and Iraq", if there are several and all are known."""
        actor = self._lookup.actor_of(head)
        if actor is None or actor.named:
            return []
        after = [c for c in head.rights if c.lower_ in _ORIGIN and c.dep_ == "prep"]
        homes = [t for c in after[:1] for t in syntax.heads(c)]
        countries = [self._country_of(t) for t in homes]
        known = None not in countries and actor.country in {None, *countries}
        return homes if known else []

    def _listed(self, head: Token) -> list[Token]:
        """The countries of "Chinese, Japanese and South Korean officials", each with its word."""
        actor = self._lookup.actor_of(head)
        if actor is None or actor.named or (actor.country or actor.code) is not None:
            return []
        before = [t for c in head.lefts if c.dep_ in _WITHIN for t in c.subtree]
        found = {m.span: t for t in before if (m := self._lookup.mention_at(t)) is not None}
        listed = [t for t in found.values() if self._country_of(t) is not None]
        return sorted(listed, key=lambda t: t.i)

    def _hyphened(self, head: Token) -> list[Token]:
        """The other country of "Israeli-Palestinian"."""
        doc, found = head.doc, []
        for dash, other in ((head.i - 1, head.i - 2), (head.i + 1, head.i + 2)):
            inside = min(dash, other) >= 0 and max(dash, other) < len(doc)
            if inside and doc[dash].text in _HYPHENS and self._country_of(doc[other]) is not None:
                found.append(doc[other])
        return found if found and self._country_of(head) is not None else []

    def _beside(self, head: Token) -> list[Token]:
        """The countries before the phrase that share its noun with the country inside it."""
        own = self._lookup.mention_at(head)
        if own is None or not any(t.dep_ in _WITHIN for t in head.lefts):
            return []
        before = [t for c in head.lefts if c.dep_ in _WITHIN for t in c.subtree]
        joined = [t for t in before if t.idx < own.span.start and t.dep_ in _SHARING]
        return [t for t in joined if self._country_of(t) is not None]

    def _country_of(self, token: Token) -> str | None:
        mention = self._lookup.mention_at(token)
        actor = self._lookup.actor_of(token) if mention is not None else None
        return (actor.code or actor.country) if actor is not None else None

    def _side(self, head: Token) -> Side | None:
        if _is_no_noun(head):
            return None
        return Side(self._participant(head), self.rank(head))

    def _holder(self, head: Token) -> Token:
        """``head``, or who stands inside the phrase of a thing."""
        inner = self.owner(head) if self.rank(head) == NOBODY and not _is_no_noun(head) else None
        return head if inner is None else inner

    def owner(self, head: Token) -> Token | None:
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
        known = self._lookup.actor_of(word)
        if known is not None and (known.country or known.sectors or known.code):
            return POLITICAL
        if word.ent_type_ in _POLITICAL_ENTITY or lemma in lists.political:
            return POLITICAL
        somebody = known is not None or lemma in lists.human or _is_name(word)
        if somebody and any(self._names_politics(c) for c in word.lefts if c.dep_ in _WITHIN):
            return POLITICAL
        return SOMEBODY if somebody or word.lower_ in lists.pronoun else NOBODY

    def _names_politics(self, word: Token) -> bool:
        named = word.ent_type_ in _POLITICAL_ENTITY or word.lemma_.lower() in people().political
        return named and word.dep_ in _WITHIN

    def _participant(self, head: Token) -> Participant:
        word = syntax.quantified(head)
        mention = self._lookup.mention_at(word)
        span = mention.span if mention is not None else span_of(phrase(head))
        actor = self._lookup.actor_of(word)
        named = Participant(span=span) if actor is None else participant_of(span, actor)
        if named.country is not None or named.code is not None:
            return named
        if (country := self._lookup.country_of_place(word)) is not None:
            return msgspec.structs.replace(named, country=country)
        # Private persons keep the name that the text gives them and no more.
        is_private = _is_person(actor) and not named.sectors
        if is_private or self.rank(word) == NOBODY:
            return named
        found = self._around.key_of(word, actor)
        if found is None:
            return named
        if actor is not None and self._lookup.is_second_leader(actor, found.country):
            return named
        return msgspec.structs.replace(
            named, country=found.country, code=found.code, by_context=True
        )


def _is_person(actor: Actor | None) -> bool:
    return actor is not None and actor.named and actor.kind is ActorKind.PERSON


def _is_no_noun(head: Token) -> bool:
    return head.pos_ in _NO_NOUN or head.ent_type_ in _NUMBERS


def _is_name(word: Token) -> bool:
    return word.pos_ == "PROPN" and word.ent_type_ not in _NO_PERSON


def phrase(head: Token) -> list[Token]:
    """The noun phrase of ``head`` without clauses, joined nouns and appositions."""
    start = head.i
    for child in head.lefts:
        if child.dep_ not in {"relcl", "acl", "cc", "conj", "punct", "preconj"}:
            start = min(start, child.left_edge.i)
    start = max(start, after_opening(head))
    end = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end + 1:
            nouns = syntax.heads(child)
            end = nouns[0].i if nouns else end
    return [t for t in head.doc[start : end + 1] if not t.is_space] or [head]
