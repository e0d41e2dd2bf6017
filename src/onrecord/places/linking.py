"""The place of an event: which of the sentence's locations its words put it at."""

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from onrecord.language.parse import Parse
from onrecord.places.words import words
from onrecord.records import Place, PlaceRole, Precision
from onrecord.text import Span

MOST_STEPS = 6
"""Edges of the tree from an event's words down to its place, prepositions counted."""
_DOWN = frozenset(
    {"prep", "pobj", "pcomp", "dobj", "nsubjpass", "attr", "npadvmod", "advmod", "appos", "conj"}
    | {"agent", "dative", "oprd"}
)
"""Edges that stay inside what the event word says."""
_UP_NOUN = frozenset(
    {"dobj", "nsubj", "nsubjpass", "pobj", "conj", "appos", "attr", "compound", "prep", "nmod"}
)
_UP_VERB = frozenset({"xcomp", "aux", "auxpass", "acl"})


_CARRIERS = frozenset({"by", "with", "during"})
"""Prepositions that lead on to a place without being one of place: "killed by a bomb in X"."""
_NOWHERE = -1


class _Found(msgspec.Struct, frozen=True, order=True):
    """A place below an event word; the least one is the best."""

    rank: int
    """How surely the preposition places an event: 0 "in", 1 "to" or "from"."""
    steps: int
    token: int


def where(parse: Parse, trigger: Span, places: Sequence[Place]) -> Place | None:
    """The place of the event at ``trigger``; ``None`` where the text does not say.

    In this order: a place before an event noun ("the X attacks") or on a chain of prepositions
    below the trigger ("killed in the town of X"); then on one below the verbs that the trigger
    belongs to. "To", "from" and "of" count after words of motion only: "flew to X", but not "a
    threat to X". That a sentence names a place somewhere is not enough: over the marked articles
    two such guesses in three were wrong.
    """
    head = parse.head(trigger)
    if head is None:
        return None
    here = [(place, _token(parse, place)) for place in places]
    by_token = {token.i: place for place, token in here if token.sent == head.sent}
    inside = {token.i for token in parse.tokens(trigger)}
    own = by_token.get(head.i)
    if own is not None:
        return own
    for level, token in enumerate(_up(head)):
        found = _before(token, by_token) if level == 0 else None
        best = found or _below(token, by_token, inside)
        if best is not None:
            return by_token[best.token]
    return None


def _token(parse: Parse, place: Place) -> Token:
    head = parse.head(place.span)
    return head if head is not None else parse.doc[0]


def _up(head: Token) -> Iterator[Token]:
    """The event word and the verbs above it, up to where another clause begins."""
    token = head
    for _ in range(MOST_STEPS):
        yield token
        allowed = _UP_VERB if token.pos_ in {"VERB", "AUX"} else _UP_NOUN
        if token.dep_ not in allowed or token.head.i == token.i:
            return
        token = token.head


def _before(noun: Token, by_token: dict[int, Place]) -> _Found | None:
    """A place name in front of an event noun: "the Paris attacks", "Syria's civil war".

    A country right before the noun acts rather than is the scene: "the U.S. airstrikes".
    """
    for child in noun.children:
        place = by_token.get(child.i)
        if place is None or place.role is not PlaceRole.LOCATION:
            continue
        country = place.precision is Precision.COUNTRY
        if child.dep_ == "poss" or (child.dep_ in {"compound", "nmod", "amod"} and not country):
            return _Found(0, 0, child.i)
    return None


def _below(top: Token, by_token: dict[int, Place], skip: set[int]) -> _Found | None:
    """The best place on the chains of prepositions below ``top``."""
    found = []
    level: list[tuple[Token, int]] = [(top, _NOWHERE)]
    for steps in range(MOST_STEPS):
        following: list[tuple[Token, int]] = []
        for one, rank in level:
            for child in one.children:
                below = _rank(top, one, child, rank)
                if below is None:
                    continue
                following.append((child, below))
                if child.i in by_token and child.i not in skip and below != _NOWHERE:
                    found.append(_Found(below, steps, child.i))
        level = following
    return min(found, default=None)


def _rank(top: Token, one: Token, child: Token, rank: int) -> int | None:
    """How surely the path to ``child`` places an event; ``None`` if the path must not go there.

    It is `_NOWHERE` until a preposition of place has been passed.
    """
    lists = words()
    if child.dep_ in {"prep", "dative"} and child.pos_ == "ADP":
        return _rank_of_preposition(top, one, child, rank)
    if child.dep_ == "dobj" and one.i == top.i and one.lemma_ in lists.reaching:
        return 0
    if child.dep_ in _DOWN:
        return rank
    modifier = child.dep_ in {"compound", "nmod", "poss"}
    return rank if modifier and (rank == 0 or _part(one)) else None


def _part(token: Token) -> bool:
    """Whether it is a word for a part of a place: "outskirts", "city"."""
    return token.lower_ in words().parts or token.lemma_.lower() in words().parts


def _rank_of_preposition(top: Token, one: Token, prep: Token, rank: int) -> int | None:
    lists = words()
    word = prep.lower_
    if word in lists.event_inside:
        return max(rank, 0)
    moves = top.lemma_.lower() in lists.moving or one.lemma_.lower() in lists.moving
    if word in lists.event_locative and (moves or (rank >= 0 and _part(one))):
        return max(rank, 1)
    return rank if word in _CARRIERS else None
