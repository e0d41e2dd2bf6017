"""A mention made ready for comparison with the others of its article."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from onrecord.events.lexicon import lexicon
from onrecord.events.sameness import POINTING, families
from onrecord.events.triggers import noun_lemma
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.records import Actor, ActorKind, EventMention, Participant, Place
from onrecord.text import Span

Floats = NDArray[np.float32]

_OTHER = frozenset({"other", "another", "second", "third", "new", "further", "similar", "more"})
"""Words that make a noun one more of its kind."""
_PLURAL = frozenset({"NNS", "NNPS"})
_PRONOUNS = frozenset({"PRON", "DET"})
_DENIED = frozenset({"dobj", "ccomp", "xcomp", "prep"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


@dataclass(frozen=True)
class Side:
    """Those who act, or those acted upon."""

    names: frozenset[str]
    """Ids of actors; the words of a name that is not resolved."""
    named: frozenset[str]
    """Of these, the actors that have a name."""
    people: frozenset[str]
    """Of these, the persons."""
    codes: frozenset[str]
    """Countries and groups."""
    heads: frozenset[str]
    """Lemmas of the heads of the phrases; pronouns are left out."""
    numbers: frozenset[str]
    """Figures within the phrases, as written."""
    vector: Floats

    def __bool__(self) -> bool:
        return bool(self.names or self.codes or self.heads)


@dataclass(frozen=True)
class Look:
    """What is worked out of a mention once, for all its pairs."""

    mention: EventMention
    number: int
    """Among the mentions of the article."""
    head: Token
    words: str
    sentence: int
    paragraph: int
    place: Place | None
    actors: Side
    recipients: Side
    vectors: Floats
    """Of trigger and sentence, of unit length, shape (2, size)."""

    @cached_property
    def lemma(self) -> str:
        return noun_lemma(self.head)

    @cached_property
    def families(self) -> frozenset[int]:
        """The families of words that can tell of the same happening."""
        return families().get(self.lemma, frozenset())

    @cached_property
    def denied(self) -> frozenset[str] | None:
        """Lemmas of what a verb of denying denies, if it is one; none of a bare "denied it"."""
        words = lexicon().speech
        if not self.verb or self.lemma not in words.denying:
            return None
        below = (child for child in self.head.rights if child.dep_ in _DENIED)
        found = (token for child in below for token in child.subtree if token.pos_ in _CONTENT)
        return frozenset(token.lemma_.lower() for token in found) - words.bare

    @cached_property
    def verb(self) -> bool:
        return self.head.pos_ in {"VERB", "AUX"}

    @cached_property
    def definite(self) -> bool:
        """Whether a noun points back to what was told ("the deal")."""
        return not self.verb and any(
            child.lower_ in POINTING or child.dep_ == "poss" for child in self.head.lefts
        )

    @cached_property
    def indefinite(self) -> bool:
        """Whether a noun brings something new ("an attack")."""
        return not self.verb and any(child.lower_ in {"a", "an"} for child in self.head.lefts)

    @cached_property
    def bare(self) -> bool:
        """Whether nothing but an article stands with a noun."""
        return not self.verb and not any(
            child.dep_ in {"poss", "amod", "compound", "nmod", "nummod", "acl", "relcl"}
            or (child.dep_ == "prep" and child.lower_ in {"of", "on", "by", "in", "against"})
            for child in self.head.children
        )

    @cached_property
    def another(self) -> bool:
        """Whether the words say that it is one more of its kind."""
        return not self.verb and any(child.lower_ in _OTHER for child in self.head.lefts)

    @cached_property
    def plural(self) -> bool:
        return self.head.tag_ in _PLURAL

    @cached_property
    def terms(self) -> frozenset[str]:
        """Lemmas of the other words of its sentence that carry weight."""
        return _terms(self.head.sent) - {self.lemma}

    @cached_property
    def phrase(self) -> frozenset[str]:
        """Those of them that hang on the trigger."""
        return _terms(self.head.subtree) - {self.lemma}

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers of its sentence, as written."""
        return frozenset(token.lower_ for token in self.head.sent if token.like_num)

    @cached_property
    def clause(self) -> Token:
        """The verb of its clause, which for a verb is the verb itself."""
        if not self.verb and self.head.head.pos_ == "VERB":
            return self.head.head
        return self.head


def _terms(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(noun_lemma(t) for t in tokens if t.pos_ in _CONTENT and not t.is_stop)


class Looking:
    """Makes the looks of one article."""

    def __init__(
        self, parse: Parse, encoding: Encoding, actors: Sequence[Actor], places: Sequence[Place]
    ) -> None:
        self._parse = parse
        self._text = parse.doc.text  # which is put together anew each time
        self._encoding = encoding
        self._actors: Mapping[str, Actor] = {actor.id: actor for actor in actors}
        self._places: Mapping[str, Place] = {place.id: place for place in places}

    def looks(self, mentions: Sequence[EventMention]) -> list[Look]:
        """The looks of ``mentions``, which stand in the order of the text."""
        return [self._look(number, mention) for number, mention in enumerate(mentions)]

    def _look(self, number: int, mention: EventMention) -> Look:
        head = self._parse.head(mention.trigger)
        assert head is not None
        words = self._encoding.words
        at = min(words.between(mention.trigger)[0], len(words) - 1)
        sentence = Span(head.sent.start_char, max(head.sent.end_char, mention.trigger.end))
        vectors = [self._mean([mention.trigger]), self._mean([sentence])]
        return Look(
            mention=mention,
            number=number,
            head=head,
            words=mention.trigger.of(self._text).lower(),
            sentence=int(words.sentences[at]),
            paragraph=int(words.paragraphs[at]),
            place=self._places[mention.place] if mention.place is not None else None,
            actors=self._side(mention.actors),
            recipients=self._side(mention.recipients),
            vectors=np.array(vectors, np.float32),
        )

    def _side(self, people: Sequence[Participant]) -> Side:
        heads = [head for p in people if (head := self._parse.head(p.span)) is not None]
        tokens = [token for p in people for token in self._parse.tokens(p.span)]
        words = {p.span.of(self._text) for p in people if p.actor is None}
        known = [self._actors[p.actor] for p in people if p.actor is not None]
        return Side(
            names=frozenset({a.id for a in known} | {w for w in words if w[:1].isupper()}),
            named=frozenset(actor.id for actor in known if actor.named),
            people=frozenset(a.id for a in known if a.named and a.kind is ActorKind.PERSON),
            codes=frozenset(code for p in people if (code := p.code or p.country) is not None),
            heads=frozenset(noun_lemma(h) for h in heads if h.pos_ not in _PRONOUNS),
            numbers=frozenset(t.lower_ for t in tokens if t.like_num),
            vector=self._mean([p.span for p in people]),
        )

    def _mean(self, spans: Iterable[Span]) -> Floats:
        """The mean vector of the words of ``spans`` at unit length; zero for none."""
        words, vectors = self._encoding.words, self._encoding.vectors
        rows = [vectors[slice(*words.between(span))] for span in spans]
        total = np.concatenate([vectors[:0], *rows]).sum(axis=0)
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)
