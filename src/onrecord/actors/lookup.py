"""Find the actor that a noun phrase names: the way from other stages to actors.

Make one `ActorLookup` for an article and ask it for tokens or spans::

    lookup = ActorLookup(parse, given.all(Mention), given.all(Actor), given.all(Place))
    actor = lookup.actor_of(subject_token)        # an Actor or None
    who = lookup.participant(span)                # a Participant with its words
"""

from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Token

from onrecord.actors.base import word_set
from onrecord.language.parse import Parse
from onrecord.places import words as places
from onrecord.records import Actor, ActorKind, Mention, Participant, Place
from onrecord.text import Span

_LEADING = frozenset({"president", "premier", "chancellor", "king", "queen", "emir", "sultan"})
_MODIFIERS = frozenset(("amod", "compound", "nmod", "poss", "nummod"))


class ActorLookup:
    """The actors of one article by the tokens of their mentions."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[Mention],
        actors: Sequence[Actor],
        places: Iterable[Place] = (),
    ) -> None:
        self._parse = parse
        self._located = {
            token.i: place.country
            for place in places
            if place.country is not None
            for token in parse.tokens(place.span)
        }
        self._actors = {actor.id: actor for actor in actors}
        self._smallest: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            for token in parse.tokens(mention.span):
                self._smallest[token.i] = mention
        self._exact = {mention.span: mention for mention in mentions}

    def actor_of(self, where: Span | Token) -> Actor | None:
        """The actor that the head of the noun phrase names.

        ``where`` is the phrase or a token of it. The smallest mention over the head decides: in
        "Iranian forces" the head "forces" gives the forces, the token "Iranian" gives Iran. Where
        no mention covers the head ("the U.S. strike"), the only actor among the modifiers of the
        head is taken; several of them ("Israeli-Palestinian") give ``None``: see `actors_of`.
        """
        found = self.actors_of(where)
        return found[0] if len(found) == 1 else None

    def actors_of(self, where: Span | Token) -> tuple[Actor, ...]:
        """As `actor_of`, but with every actor among the modifiers, in the order of the text."""
        if isinstance(where, Span) and where in self._exact:
            return (self._actors[self._exact[where].actor],)
        head = where if isinstance(where, Token) else self._head(where)
        if head is None:
            return ()
        own = self.mention_at(head)
        if own is not None:
            return (self._actors[own.actor],)
        children = [child for child in head.lefts if child.dep_ in _MODIFIERS]
        near = [token for child in children for token in child.subtree]
        found = [self._actors[m.actor] for t in near if (m := self.mention_at(t)) is not None]
        return tuple({actor.id: actor for actor in found}.values())

    def _head(self, span: Span) -> Token | None:
        """The head of ``span``; the last word where the first one hangs on what follows them."""
        head = self._parse.head(span)
        if head is None or head.pos_ not in ("DET", "ADJ"):
            return head
        last = self._parse.tokens(span)[-1]
        return head if head.is_ancestor(last) else last

    def mention_at(self, token: Token) -> Mention | None:
        """The smallest mention over ``token``."""
        return self._smallest.get(token.i)

    def is_second_leader(self, actor: Actor, country: str | None) -> bool:
        """Whether ``actor`` leads a state and the text names another leader of ``country`` so.

        A state has one president: the second whom a text names is that of another state.
        """
        titles = self._titles(actor)
        others = (a for a in self._actors.values() if a.named and a.country == country)
        return bool(titles) and any(a.id != actor.id and titles & self._titles(a) for a in others)

    def _titles(self, actor: Actor) -> frozenset[str]:
        """The titles of leaders that stand before the name of ``actor``."""
        own = (mention for mention in self._exact.values() if mention.actor == actor.id)
        words = (self._parse.tokens(mention.span)[0].lower_ for mention in own)
        return _LEADING & frozenset(words)

    def country_of_place(self, token: Token) -> str | None:
        """The country of the place that ``token`` names, if it names one and not a person.

        Who speaks under a name that no table of actors has is a person rather than a town.
        """
        mention = self.mention_at(token)
        named = self._actors[mention.actor] if mention is not None else None
        if named is not None and named.named and named.kind is ActorKind.PERSON:
            return None
        speaks = token.dep_ == "nsubj" and token.head.lemma_ in word_set("pronouns", "speech")
        return None if speaks else self._located.get(token.i)

    def participant(self, span: Span) -> Participant:
        """``span`` as a participant of an event, with what its actor or place gives."""
        actor = self.actor_of(span)
        found = Participant(span=span) if actor is None else participant_of(span, actor)
        head = self._head(span)
        if head is None or found.country is not None or found.code is not None:
            return found
        if head.lower_ in places.words().settlement:
            # "the Mombasa suburb"
            head = next((t for t in head.lefts if t.i in self._located), head)
        return msgspec.structs.replace(found, country=self.country_of_place(head))


def participant_of(span: Span, actor: Actor) -> Participant:
    """``span`` as a participant with what ``actor`` gives."""
    return Participant(
        span=span,
        actor=actor.id,
        country=actor.country,
        sectors=actor.sectors,
        code=actor.code,
    )
