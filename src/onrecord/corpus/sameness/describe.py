"""From an article to its account: what its events say of themselves, read from it alone."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from spacy.tokens import Token

from onrecord.actors.lookup import ActorLookup
from onrecord.corpus.sameness.roles import Roles, roles_of
from onrecord.corpus.sameness.telling import Account, Locality, Party, Telling
from onrecord.corpus.story import Story, story_of, story_of_text
from onrecord.events.lexicon import lexicon
from onrecord.events.setting import Setting
from onrecord.events.triggers import noun_lemma
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse, span_of
from onrecord.pairs.vectors import Floats, pack
from onrecord.pipeline import Given
from onrecord.records import (
    Actor,
    Article,
    ArticleEvent,
    EventMention,
    Mention,
    Participant,
    Place,
    PloverType,
    TimeReference,
)
from onrecord.text import Span, fold

_DAYS = 400
"""Days of the longest interval that says when something was."""

NEEDS: frozenset[type] = frozenset({Parse, Encoding, Place, TimeReference, Actor, Mention})
"""What an account of given spans is made from."""


class AccountStage:
    """The account of an article, for the comparison with others; it is no record."""

    name = "accounts"
    needs: frozenset[type] = NEEDS | {EventMention, ArticleEvent}
    gives: frozenset[type] = frozenset({Account})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        yield account_of(article, given)


def account_of(article: Article, given: Given) -> Account:
    """The account of the event mentions that the program coded; their ids name the tellings."""
    view = _View(article, given)
    mentions = given.all(EventMention)
    number = {mention.id: at for at, mention in enumerate(mentions)}
    joined = [tuple(number[id_] for id_ in e.mentions) for e in given.all(ArticleEvent)]
    tellings = tuple(view.coded(mention) for mention in mentions)
    return view.account(tellings, tuple(chain for chain in joined if len(chain) > 1))


def account_of_spans(article: Article, given: Given, spans: Sequence[Span]) -> Account:
    """The account of any events, given by the spans of their words.

    The tellings are named by the article's id and their number, joined by a colon.
    """
    view = _View(article, given)
    return view.account(
        tuple(view.telling(f"{article.id}:{at}", span) for at, span in enumerate(spans)), ()
    )


class _View:
    """One article while its account is made."""

    def __init__(self, article: Article, given: Given) -> None:
        self._article = article
        self._parse = given.one(Parse)
        self._encoding = given.one(Encoding)
        self._actors = ActorLookup(self._parse, given.all(Mention), given.all(Actor))
        self._places = {place.id: place for place in given.all(Place)}
        self._setting = Setting(
            self._parse,
            published=article.date,
            statements=(),
            places=given.all(Place),
            times=given.all(TimeReference),
        )

    def account(
        self, tellings: tuple[Telling, ...], joined: tuple[tuple[int, ...], ...]
    ) -> Account:
        terms, weights = _stored(story_of(self._article))
        article = self._article
        return Account(article.id, article.date, terms, weights, tellings, joined)

    @cached_property
    def _sentences(self) -> tuple[list[int], list[Story]]:
        """Where each sentence starts, and what it is about."""
        found = self._parse.sentences
        return [s.start for s in found], [story_of_text(s.text) for s in found]

    def coded(self, mention: EventMention) -> Telling:
        """The telling of a mention, with all that was coded."""
        place = self._places[mention.place] if mention.place is not None else None
        return self._telling(
            mention.id,
            mention.trigger,
            type=mention.type,
            quad=mention.quad,
            happened=mention.status.happened,
            modality=mention.status.modality,
            actors=tuple(self._participant(p) for p in mention.actors),
            recipients=tuple(self._participant(p) for p in mention.recipients),
            place=_locality(place),
            **_days(mention.date_from, mention.date_to),
        )

    def telling(self, id_: str, span: Span) -> Telling:
        """The telling of any words."""
        when = self._setting.when(span)
        days = _days(when.reference.date_from, when.reference.date_to) if when else {}
        return self._telling(id_, span, place=_locality(self._setting.place(span)), **days)

    def _telling(self, id_: str, span: Span, **known: object) -> Telling:
        head = self._parse.head(span)
        assert head is not None
        number, story = self._sentence(head)
        terms, weights = _stored(story)
        roles = roles_of(head)
        lemma = noun_lemma(head)
        return Telling(
            id=id_,
            trigger=span,
            sentence=number,
            lemma=lemma,
            words=span.of(self._article.text).lower(),
            phrase=_phrase(self._parse.tokens(span), head),
            governor=noun_lemma(head.head) if head.head.i != head.i else "",
            verb=head.pos_ in {"VERB", "AUX"},
            senses=_senses(lemma),
            doers=self._parties(roles.doers),
            undergoers=self._parties(roles.undergoers),
            around=self._parties(roles.around),
            numbers=tuple(sorted({t.text for t in head.sent if t.like_num})),
            vectors=pack(self._vectors(span, head, roles)),
            terms=terms,
            weights=weights,
            **known,  # type: ignore[arg-type]
        )

    def _sentence(self, token: Token) -> tuple[int, Story]:
        starts, stories = self._sentences
        number = int(np.searchsorted(starts, token.i, side="right")) - 1
        return max(number, 0), stories[max(number, 0)]

    def _vectors(self, span: Span, head: Token, roles: Roles) -> Floats:
        """Of the trigger, its sentence, the doers and the others, shape (4, 384)."""
        sentence = Span(head.sent.start_char, max(head.sent.end_char, span.end))
        others = (*roles.undergoers, *roles.around)
        parts = [[span], [sentence], *([span_of(t) for t in s] for s in (roles.doers, others))]
        return np.array([self._mean(part) for part in parts], np.float32)

    def _mean(self, spans: Sequence[Span]) -> Floats:
        """The mean vector of the words of ``spans``; zero for none."""
        words, vectors = self._encoding.words, self._encoding.vectors
        rows = [vectors[slice(*words.between(span))] for span in spans]
        found = np.concatenate([vectors[:0], *rows])
        return np.asarray(found.sum(axis=0) / max(len(found), 1), np.float32)

    def _parties(self, heads: Sequence[Token]) -> tuple[Party, ...]:
        return tuple(self._party(head) for head in heads)

    def _party(self, head: Token) -> Party:
        actor = self._actors.actor_of(head)
        if actor is None:
            return Party(noun_lemma(head), fold(head.text) if head.pos_ == "PROPN" else "")
        name = fold(actor.name) if actor.named else ""
        return Party(noun_lemma(head), name, actor.country, actor.code)

    def _participant(self, participant: Participant) -> Party:
        head = self._parse.head(participant.span)
        party = self._party(head) if head is not None else Party("")
        return Party(party.head, party.name, participant.country, participant.code)


def _phrase(trigger: Sequence[Token], head: Token) -> str:
    particles = [child for child in head.rights if child.dep_ == "prt" and child not in trigger]
    return "_".join(t.lemma_.lower() for t in (*trigger, *particles))


def _stored(story: Story) -> tuple[bytes, bytes]:
    return story.terms.astype("<u4").tobytes(), story.weights.astype("<f4").tobytes()


def _days(first: dt.date | None, last: dt.date | None) -> dict[str, dt.date]:
    """The interval of an event; one too long says nothing."""
    if first is None or last is None or (last - first).days > _DAYS:
        return {}
    return {"date_from": first, "date_to": last}


def _locality(place: Place | None) -> Locality | None:
    if place is None or place.name is None:
        return None
    return Locality(
        name=fold(place.name),
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        country=place.country,
        admin1=place.admin1,
    )


def _senses(lemma: str) -> tuple[PloverType, ...]:
    entries = (*lexicon().verbs.get(lemma, ()), *lexicon().nouns.get(lemma, ()))
    return tuple(sorted({e.group.type for e in entries if e.group.type is not None}))
