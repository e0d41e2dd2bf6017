"""The place of an event: which of the sentence's locations its words put it at."""

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from onrecord.dates.vocabulary import linking_words
from onrecord.events.scene import neighbours
from onrecord.language.parse import Parse
from onrecord.places.words import words
from onrecord.records import Place, PlaceRole, Precision
from onrecord.text import Span

MOST_STEPS = 8
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
_MODIFIERS = frozenset({"compound", "nmod", "poss"})

_HEARD = frozenset({"report", "say", "allege"})
_MOVED = frozenset({"dobj", "nsubjpass", "prt", "advmod"})
"""What a word of motion moves, or its particles."""
_CARRIERS = frozenset({"by", "with", "during"})
"""Prepositions that lead on to a place without being one of place: "killed by a bomb in X"."""
_SAMPLING = frozenset({"as", "like"})
"""Words before an example: "in places such as X"."""
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
    belongs to, or with those who act where they are ("protesters in X"); then at another word of
    the same scene. "To", "from" and "of" count after words of motion only: "flew to X", but not
    "a threat to X". That a sentence names a place somewhere is not enough: over the marked
    articles two such guesses in three were wrong. Nor is a dateline, which tells where the report
    was filed.
    """
    head = parse.head(trigger)
    if head is None:
        return None
    sentence = Span(head.sent.start_char, head.sent.end_char)
    by_token = {_token(parse, p).i: p for p in places if sentence.overlaps(p.span)}
    inside = {token.i for token in parse.tokens(trigger)}
    if not by_token:
        return None
    own = by_token.get(head.i)
    found = own or _at(head, by_token, inside)
    scene = () if found is not None else neighbours(head)
    return found or next(filter(None, (_at(word, by_token, inside) for word in scene)), None)


def _at(head: Token, by_token: dict[int, Place], inside: set[int]) -> Place | None:
    """The place of an event word by what stands before, below and above it."""
    found = _before(head, by_token)
    for token in _up(head):
        # Of two nouns side by side, the place behind both is that of both.
        listed = head.dep_ == "conj" and head.pos_ != "VERB" and token.i != head.i
        open_to = {at: p for at, p in by_token.items() if not listed or at > head.i}
        found = found or _below(token, open_to, inside) or _subject(token, open_to)
        if found is not None:
            return by_token[found.token]
    return None


def _subject(verb: Token, by_token: dict[int, Place]) -> _Found | None:
    """The place of those who act where they are: "protesters in X clashed", "a court in X"."""
    lists = linking_words()
    if verb.pos_ != "VERB":
        return None
    for child in verb.children:
        if child.dep_ == "nsubj" and child.lemma_.lower() in lists.present:
            return _below(child, by_token, set())
    return None


def _token(parse: Parse, place: Place) -> Token:
    head = parse.head(place.span)
    return head if head is not None else parse.doc[0]


def _up(head: Token) -> Iterator[Token]:
    """The event word and the verbs above it, up to where another clause begins."""
    token = head
    for _ in range(MOST_STEPS):
        heard = token.lemma_ in _HEARD and token.tag_ == "VBN"  # "in X, two were reported killed"
        if token.i != head.i and _tells(token) and not heard:  # "in X, they condemned the attack"
            return
        yield token
        if not _is_part(token):
            return
        described = token.dep_ == "acl"
        token = token.head
        if described:
            yield token
            return


def _is_part(token: Token) -> bool:
    """Whether the place of the word above is that of ``token``."""
    if token.head.i == token.i:
        return False
    if token.dep_ == "acl" and any(child.dep_ == "nsubj" for child in token.children):
        return False
    if token.pos_ in {"VERB", "AUX"}:
        return token.dep_ in _UP_VERB or _is_errand(token)
    if token.pos_ == "ADP":
        lists = linking_words()
        comes = lists.gathering | lists.hosting
        meets = token.lower_ == "for" and token.head.lemma_.lower() in comes
        return token.dep_ in _UP_NOUN and (token.lower_ in lists.part_of or meets)
    return token.dep_ in _UP_NOUN


def _is_errand(verb: Token) -> bool:
    """What somebody goes somewhere to do: "flew to X to meet"."""
    goes = verb.dep_ == "advcl" and verb.head.lemma_.lower() in words().moving
    return goes and any(child.tag_ == "TO" for child in verb.lefts)


def _before(noun: Token, by_token: dict[int, Place]) -> _Found | None:
    """A place name in front of an event noun: "the Paris attacks", "Syria's civil war".

    A country before the noun acts rather than is the scene: "the U.S. airstrikes", "Russia's
    annexation of ...". It is the scene of what happens inside it.
    """
    internal = noun.lemma_.lower() in linking_words().internal
    for child in noun.children:
        place = by_token.get(child.i)
        if place is None or place.role is not PlaceRole.LOCATION:
            continue
        before = child.dep_ in {"poss", "compound", "nmod", "amod"}
        if before and (internal or place.precision is not Precision.COUNTRY):
            return _Found(0, 0, child.i)
    return None


def _below(top: Token, by_token: dict[int, Place], skip: set[int]) -> _Found | None:
    """The best place on the chains of prepositions below ``top``."""
    found = []
    level: list[tuple[Token, int]] = [(top, _NOWHERE)]
    for steps in range(MOST_STEPS):
        following: list[tuple[Token, int]] = []
        for one, rank in level:
            for child in (*one.children, *_adopted(one), *_postponed(one)):
                below = _rank(top, one, child, rank)
                if _is_reached(top, one, child):
                    below = 0 if child.i in by_token or _part(child) else rank
                if below is None or (one.i in skip and one.i != top.i and _names(child)):
                    continue
                following.append((child, below))
                if child.i in by_token and below != _NOWHERE and not _acts(child, skip, by_token):
                    found.append(_Found(below, steps, child.i))
        level = following
    return min(found, default=None)


def _names(token: Token) -> bool:
    """Whether it stands before a noun as a part of its name."""
    return token.dep_ in _MODIFIERS


def _acts(child: Token, skip: set[int], by_token: dict[int, Place]) -> bool:
    """Whether a name is a part of the event's words or of those who act: "in U.S. airstrikes"."""
    country = by_token[child.i].precision is Precision.COUNTRY
    foreign = child.head.lemma_.lower() in linking_words().foreign or not _part(child.head)
    inner = child.head.lemma_.lower() in linking_words().internal
    modifies = child.dep_ in {"compound", "nmod"} and foreign and not inner
    return child.i in skip or (country and modifies)


def _rank(top: Token, one: Token, child: Token, rank: int) -> int | None:
    """How surely the path to ``child`` places an event; ``None`` if the path must not go there.

    It is `_NOWHERE` until a preposition of place has been passed.
    """
    lists = words()
    told = one.i == top.i and _tells(one)
    if told and (child.dep_ == "dobj" or _follows_noun(child)):
        return None
    if child.dep_ in {"prep", "dative"} and child.pos_ == "ADP":
        return _rank_of_preposition(top, one, child, rank)
    beside = child.lower_ in lists.locative  # "to neighbouring X"
    if _is_barred(top, child):
        return rank
    purpose = child.dep_ == "pcomp" and one.lower_ not in _CARRIERS | {"from"} and not beside
    if purpose or (child.dep_ == "prep" and child.pos_ == "VERB"):  # "according", "regarding"
        return None
    if child.dep_ in _DOWN:
        return rank
    return rank if child.dep_ in _MODIFIERS and (rank == 0 or _part(one)) else None


def _is_barred(top: Token, verb: Token) -> bool:
    """Whether ``verb`` is what a measure keeps people from: "a ban on admitting X to Y"."""
    lists = words()
    measure = top.lemma_.lower() in linking_words().barring and top.pos_ == "NOUN"
    comes = verb.lemma_ in lists.reaching or verb.lemma_ in lists.moving
    return measure and comes and verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "acl"}


def _follows_noun(prep: Token) -> bool:
    """Whether it may as well belong to what is told of: "condemned the arrests in X"."""
    return prep.pos_ == "ADP" and prep.i > prep.head.i and prep.nbor(-1).pos_ == "NOUN"


def _tells(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in linking_words().about


def _adopted(noun: Token) -> list[Token]:
    """A preposition right behind what is told of, which parsers often give to the telling."""
    if noun.dep_ != "dobj" or not _tells(noun.head) or noun.i + 1 >= len(noun.doc):
        return []
    after = noun.nbor(1)
    return [after] if after.pos_ == "ADP" and after.head.i == noun.head.i else []


def _postponed(verb: Token) -> Iterator[Token]:
    """Prepositions that parsers give to who tells of ``verb``, behind him or set in brackets.

    "12 were killed, officials said, in the city of X"; "12 were killed [in X], he said".
    """
    told = verb
    for _ in range(MOST_STEPS):
        if told.dep_ != "ccomp":
            return
        told = told.head
        for child in told.children:
            inserted = verb.i < child.i < told.i
            behind = child.i == told.i + 2 and told.nbor(1).text == ","
            if child.dep_ == "prep" and child.pos_ == "ADP" and (inserted or behind):
                yield child


def _is_reached(top: Token, verb: Token, child: Token) -> bool:
    """Whether ``child`` is what the event, or what it keeps people from, reaches.

    "Visited X", "barred from entering X".
    """
    if child.dep_ != "dobj" or verb.lemma_ not in words().reaching:
        return False
    kept = verb.dep_ == "pcomp" and verb.head.lower_ == "from"
    return verb.i == top.i or kept or _is_barred(top, verb)


def _part(token: Token) -> bool:
    """Whether it is a word for a part of a place: "outskirts", "city"."""
    return token.lower_ in words().parts or token.lemma_.lower() in words().parts


def _rank_of_preposition(top: Token, one: Token, prep: Token, rank: int) -> int | None:
    lists = words()
    word = prep.lower_
    if word in lists.event_inside:
        return max(rank, 0)
    if word == "from" and any(
        c.dep_ == "pcomp" and c.lemma_ in lists.reaching for c in prep.rights
    ):
        return rank
    origin = word == "from" and top.lemma_.lower() in linking_words().receiving
    moved = one.i == top.i or one.dep_ in _MOVED or one.head.lower_ == "of"
    moves = one.lemma_.lower() in lists.moving or (moved and top.lemma_.lower() in lists.moving)
    if word in lists.event_locative and not origin and (moves or (rank >= 0 and _part(one))):
        return max(rank, 1)
    if _aims(word, top, one):
        return max(rank, 1)
    # Parsers hang what follows an apposition on its last name: "Y, the head of Z, near X".
    behind = one.dep_ == "appos" and any(token.text == "," for token in prep.subtree)
    inside = word == "of" and (one.dep_ in {"dobj", "nsubjpass"} or behind)
    sample = word in _SAMPLING and _part(one)
    return rank if inside or sample or word in _CARRIERS else None


def _aims(word: str, top: Token, one: Token) -> bool:
    """Whether a preposition tells where something is aimed at, let in or seen from.

    "Strikes against X", "allowed into X", "south of X", "inside of X".
    """
    lists, linking = words(), linking_words()
    if word == "against":
        return one.lemma_.lower() in linking.assaults
    if word == "into":
        return top.lemma_.lower() in linking.receiving and (one.i == top.i or one.dep_ in _MOVED)
    direction = one.pos_ == "ADV" and (one.lower_ in lists.event_inside or _part(one))
    return word == "of" and direction
