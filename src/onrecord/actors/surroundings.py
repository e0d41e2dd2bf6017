"""The country of somebody whose own words tell none, from whom the text names around them.

News about one country seldom says whose governors, voters or police it means. For a participant
of an event the countries and armed groups that the text names elsewhere are the choices, and
"none of them" is one more. `onrecord.actors.chooser` weighs them: how much of the text each has,
whether it opens the text, how close it stands and in what role, and the encoder's vectors.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Token

from onrecord.actors.base import ABOVE_STATES
from onrecord.actors.chooser import VIEWS, Floats, chooser
from onrecord.actors.quotations import Quotations
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.records import Actor, ActorKind, Mention, Place

LEAST = 0.75
"""Chance that the best choice must have."""
_OPENING = 2
"""Sentences that open a text: headline and lead."""
_FAR = 4
"""Sentences back after which distance no longer counts."""
_MOST = 8
"""Choices that are weighed: the most frequent ones."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent"))
_ONE = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_SPEAKERS = frozenset(("i", "me", "my", "we", "us", "our", "ours", "mine", "you", "your"))
_ORGANS = frozenset(("GOV", "MIL", "COP", "JUD", "SPY"))
_POLITICS = frozenset(("LEG", "PTY", "OPP", "ELI"))
_ARMED = frozenset(("REB", "PRM", "UAF"))

FEATURES = (
    "share",
    "most",
    "only",
    "opens",
    "opening_share",
    "same_before",
    "same_after",
    "sentence_before",
    "near_before",
    "last",
    "last_person",
    "subject_before",
    "beside",
    "joined",
    "inside",
    "speaker",
    "place_only",
    "place_here",
    "group",
    "above_states",
    "persons",
    "log_share",
    "only_here",
    "only_near",
)
CLASSES = (
    "person",
    "body",
    "name",
    "organ",
    "politics",
    "armed",
    "refugees",
    "people",
    "one",
    "several",
    "speakers",
    "thing",
)
NONE = ("none", "none_choices", "none_share", "none_near")


@dataclass(frozen=True, slots=True)
class Key:
    """What a participant can get: a country, or a group or body with a code."""

    country: str | None
    code: str | None

    @property
    def text(self) -> str:
        """The code, or else the country."""
        return self.code or self.country or ""


@dataclass(frozen=True, slots=True)
class _Point:
    at: int
    sentence: int
    key: Key
    person: bool
    subject: bool
    place: bool
    verb: int
    """The token that governs it."""


class Surroundings:
    """Whom one article names and where; weighs them for those who are not placed."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[Mention],
        actors: Iterable[Actor],
        places: Sequence[Place],
        encoding: Encoding,
    ) -> None:
        self._quotes = Quotations(parse.doc)
        self._encoding = encoding
        self._sentence = _sentences(parse)
        self._points = sorted(
            _points(parse, self._sentence, mentions, actors, places), key=lambda p: p.at
        )
        self._of: dict[Key, list[_Point]] = {}
        for point in self._points:
            self._of.setdefault(point.key, []).append(point)
        counts = Counter(point.key for point in self._points)
        ranked = sorted(counts, key=lambda key: (-counts[key], key.text))[:_MOST]
        self.keys = tuple(ranked)
        """The choices, the most frequent one first."""
        self._fixed = self._of_text()
        self._by_token: dict[int, list[_Point]] = {}
        for point in self._points:
            self._by_token.setdefault(point.at, []).append(point)

    def key_of(self, head: Token, actor: Actor | None) -> Key | None:
        """The country or code of the phrase of ``head``, if one is likely enough."""
        if not self.keys:
            return None
        chances = chooser().chances(*self.seen(head, class_of(head, actor)))
        best = int(chances[:-1].argmax())
        return self.keys[best] if chances[best] >= LEAST else None

    def seen(self, head: Token, kind: str) -> tuple[Floats, Floats, Floats, Floats]:
        """What `Chooser.chances` asks for, for the phrase of ``head``, words of ``kind``."""
        rows = self.rows(head)
        kinds = np.eye(len(CLASSES), dtype=np.float32)[CLASSES.index(kind)]
        nobody = rows[-1, len(FEATURES) :]
        both = np.concatenate([kinds, nobody])
        told = np.hstack([rows[:-1, : len(FEATURES)], np.tile(both, (len(rows) - 1, 1))])
        vectors, number = self._encoding.vectors, self._encoding.words.numbers
        named = np.stack([self._vectors(key, head) for key in self.keys])
        return told, np.concatenate([nobody, kinds]), vectors[number[head.i]], named

    def _vectors(self, key: Key, head: Token) -> Floats:
        """Of all words that name ``key``, of the last before and the first behind ``head``."""
        vectors, number = self._encoding.vectors, self._encoding.words.numbers
        here = number[head.i]
        places = (number[point.at] for point in self._of[key] if point.at in number)
        at = [place for place in places if place != here]
        found = np.zeros((VIEWS, vectors.shape[1]), np.float32)
        parts = at, [p for p in at if p < here][-1:], [p for p in at if p > here][:1]
        for view, part in enumerate(parts):
            if part:
                found[view] = vectors[part].mean(axis=0)
        return found

    def rows(self, head: Token) -> Floats:
        """The features of each choice and, last, of none: shape (choices + 1, features)."""
        found = np.zeros((len(self.keys) + 1, len(FEATURES) + len(NONE)), np.float32)
        found[:-1, : len(FEATURES)] = self._fixed
        number = {key: at for at, key in enumerate(self.keys)}
        for key, name in self._told(head):
            if key in number:
                found[number[key], _AT[name]] = 1.0
        close = found[:-1, [_AT["same_before"], _AT["last"]]].any()
        most = found[:-1, _AT["share"]].max()
        found[-1, -len(NONE) :] = 1.0, math.log(len(self.keys)), most, float(close)
        return found

    def _of_text(self) -> Floats:
        """What does not depend on the phrase: shape (choices, features)."""
        opening = [p for p in self._points if p.sentence < _OPENING]
        persons = [p for p in self._points if p.person]
        found = np.zeros((len(self.keys), len(FEATURES)), np.float32)
        for number, key in enumerate(self.keys):
            own = self._of[key]
            values = {
                "share": len(own) / len(self._points),
                "most": float(number == 0),
                "only": float(len(self._of) == 1),
                "opens": float(any(p.key == key for p in opening)),
                "opening_share": _share(key, opening),
                "place_only": float(all(p.place for p in own)),
                "group": float(key.code is not None),
                "above_states": float(key.country in ABOVE_STATES),
                "persons": _share(key, persons),
                "log_share": math.log(len(own) / len(self._points)),
            }
            found[number, [_AT[name] for name in values]] = list(values.values())
        return found

    def _told(self, head: Token) -> Iterator[tuple[Key, str]]:
        """The features that hold for the phrase of ``head``, each with its choice."""
        here = self._sentence[head.i]
        near = self._points[self._first(here - _FAR) : self._first(here + 1)]
        for point in near:
            if point.at != head.i:
                yield from ((point.key, name) for name in _by_distance(point, head, here))
        before = near[: bisect_left(near, head.i, key=_place)]
        for name, last in (("last", before[-1:]), ("last_person", _last_person(before))):
            yield from ((point.key, name) for point in last)
        for name, back in (("only_here", 0), ("only_near", 1)):
            keys = {point.key for point in near if point.sentence >= here - back}
            if len(keys) == 1:
                yield keys.pop(), name
        yield from self._by_relation(head)

    def _first(self, sentence: int) -> int:
        """Where the points of ``sentence`` begin."""
        return bisect_left(self._points, sentence, key=_sentence_of)

    def _by_relation(self, head: Token) -> Iterator[tuple[Key, str]]:
        joined = [c for c in head.children if c.dep_ == "conj"]
        joined += [head.head] if head.dep_ == "conj" else []
        speaker = self._quotes.speaker(head) if self._quotes.inside(head) else None
        for name, tokens in (("joined", joined), ("speaker", [speaker] if speaker else [])):
            for token in tokens:
                yield from ((point.key, name) for point in self._by_token.get(token.i, ()))


def _by_distance(point: _Point, head: Token, here: int) -> Iterator[str]:
    """What the place of ``point`` says for the phrase of ``head`` in sentence ``here``."""
    if point.sentence == here:
        yield "same_before" if point.at < head.i else "same_after"
        if point.place:
            yield "place_here"
        if head.left_edge.i <= point.at <= head.right_edge.i:
            yield "inside"
        elif point.verb == head.head.i:
            yield "beside"
    elif point.sentence == here - 1:
        yield "sentence_before"
        if point.subject:
            yield "subject_before"
    else:
        yield "near_before"


def _last_person(points: Sequence[_Point]) -> list[_Point]:
    return next(([point] for point in reversed(points) if point.person), [])


def _place(point: _Point) -> int:
    return point.at


def _sentence_of(point: _Point) -> int:
    return point.sentence


def class_of(head: Token, actor: Actor | None) -> str:
    """What kind of words the phrase of ``head`` is."""
    word = head.lower_
    if head.pos_ == "PRON" or head.tag_ in ("PRP", "PRP$"):
        return "one" if word in _ONE else "speakers" if word in _SPEAKERS else "several"
    if actor is None:
        return "name" if head.pos_ == "PROPN" else "thing"
    if actor.named:
        return "person" if actor.kind is ActorKind.PERSON else "body"
    sectors = set(actor.sectors)
    for name, group in (("organ", _ORGANS), ("politics", _POLITICS), ("armed", _ARMED)):
        if sectors & group:
            return name
    return "refugees" if "REF" in sectors else "people"


_AT = {name: number for number, name in enumerate(FEATURES)}


def _share(key: Key, points: Sequence[_Point]) -> float:
    return sum(p.key == key for p in points) / len(points) if points else 0.0


def _sentences(parse: Parse) -> list[int]:
    numbers, number = [], -1
    for token in parse.doc:
        number += bool(token.is_sent_start)
        numbers.append(max(number, 0))
    return numbers


def _points(
    parse: Parse,
    sentence: Sequence[int],
    mentions: Iterable[Mention],
    actors: Iterable[Actor],
    places: Iterable[Place],
) -> Iterable[_Point]:
    """Where the text names a country or group, or a place in a country."""
    by_id = {actor.id: actor for actor in actors}
    taken: set[int] = set()
    for mention in mentions:
        actor = by_id[mention.actor]
        if not (actor.country or actor.code):
            continue
        head = parse.head(mention.span)
        if head is not None:
            person = actor.kind is ActorKind.PERSON
            taken.add(head.i)
            key = Key(actor.country, actor.code)
            yield _point(head, sentence, key, person=person, place=False)
    for place in places:
        head = parse.head(place.span) if place.country is not None else None
        if head is not None and head.i not in taken:
            yield _point(head, sentence, Key(place.country, None), person=False, place=True)


def _point(head: Token, sentence: Sequence[int], key: Key, *, person: bool, place: bool) -> _Point:
    return _Point(
        at=head.i,
        sentence=sentence[head.i],
        key=key,
        person=person,
        subject=head.dep_ in _SUBJECTS,
        place=place,
        verb=head.head.i,
    )
