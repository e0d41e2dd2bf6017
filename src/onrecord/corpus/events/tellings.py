"""The tellings of an article: each event mention with what can be compared across articles."""

import datetime as dt
import re
from base64 import b64decode
from collections.abc import Iterator

import msgspec

from onrecord.coding import Coding
from onrecord.corpus.events.corrections import miscredits
from onrecord.corpus.events.forms import base
from onrecord.corpus.events.lexicon import known, lemma_of, new, past
from onrecord.corpus.events.putting_off import is_prevented
from onrecord.corpus.events.sentences import clauses_of, sentence_around
from onrecord.corpus.events.sides import Sides
from onrecord.corpus.events.taking_up import takes_up
from onrecord.corpus.events.tallies import tallies_of
from onrecord.corpus.events.tellers import Tellers
from onrecord.corpus.events.told import Told
from onrecord.corpus.events.weighing import Weighed, sentence_of
from onrecord.corpus.story import story_of
from onrecord.corpus.words import headline_end
from onrecord.records import EventMention
from onrecord.text import Span

_WORD = re.compile(r"[^\W_]+")
_BEFORE = 40
"""Characters before a deed that can say whether it is known."""
_STORY = 16
"""Strongest words of an article that are kept."""


def tellings_of(coding: Coding) -> Iterator[Told]:
    """The tellings of an article, in the order of the text."""
    reading, tellers, made = _Reading(coding), Tellers(coding), list[Told]()
    for mention in coding.event_mentions:
        quote = sentence_around(reading.text, mention.trigger)
        telling = tellers.told_by(reading.telling(mention, quote), mention, quote)
        back = next((t for t in reversed(made) if takes_up(reading.text, telling, t)), None)
        made.append(msgspec.structs.replace(telling, back=back.mention if back else None))
    tallies = tallies_of(coding, tellers.of)
    for telling in tellers.answered(made):
        yield msgspec.structs.replace(telling, tallies=tuple(tallies.get(telling.mention, ())))


class _Reading:
    """What one article tells, whoever says so."""

    def __init__(self, coding: Coding) -> None:
        self.text = coding.article.text
        self._article = coding.article
        self._figures = coding.figures
        self._sides = Sides(coding)
        self._headline = headline_end(coding.article)
        self._story = tuple(int(term) for term in story_of(coding.article).strongest(_STORY))
        self._number = {m.id: at for at, m in enumerate(coding.event_mentions)}
        self._chain = {m: event.id for event in coding.article_events for m in event.mentions}
        self._sentences: dict[Span, Weighed] = {}

    def telling(self, mention: EventMention, quote: Span) -> Told:
        """What ``mention`` tells in its sentence ``quote``."""
        sentence = self._sentence(quote)
        words = mention.trigger.of(self.text)
        told = Told(
            mention=mention.id,
            article=mention.article,
            outlet=self._article.outlet,
            day=_ordinal(self._article.date),
            start=mention.trigger.start,
            end=mention.trigger.end,
            quote_start=quote.start,
            quote_end=quote.end,
            type=mention.type.value,
            mode=mention.mode,
            quad=mention.quad,
            goldstein=mention.goldstein,
            trigger=" ".join(words.lower().split()),
            lemma=_lemma(words),
            modality=mention.status.modality.value,
            certainty=mention.status.certainty.value,
            time=mention.status.time.value,
            actors=self._sides.of(mention.actors),
            recipients=self._sides.of(mention.recipients),
            spot=self._sides.spot(mention.place, quote),
            date_from=_ordinal(mention.date_from),
            date_to=_ordinal(mention.date_to),
            basis=mention.date_basis.value if mention.date_basis else None,
            words=sentence.words,
            numbers=sentence.numbers,
            sentence=sentence.hash,
            chain=self._chain.get(mention.id, mention.id),
            statement=mention.statement,
        )
        return self._known(_weighed(told, mention), mention, quote)

    def _known(self, telling: Told, mention: EventMention, quote: Span) -> Told:
        """``telling`` with where it stands and what the words around say of how known it is."""
        before = self.text[max(0, telling.start - _BEFORE) : telling.start].lower().split()[-3:]
        above = self.text[self._headline : quote.start].strip()
        return msgspec.structs.replace(
            telling,
            headline=quote.end <= self._headline,
            leading=above == "" and quote.start > 0,
            story=self._story,
            depth=round(self._number[mention.id] / max(len(self._number), 1), 2),
            definite=not known().isdisjoint(before),
            indefinite=bool(before) and before[-1] in new(),
            recalled=not past().isdisjoint(before),
            miscredited=miscredits(self.text, quote),
            called_off=self._is_called_off(mention, quote),
        )

    def _sentence(self, quote: Span) -> Weighed:
        """What its words are, once for all that it tells: some lists have no full stop."""
        if quote not in self._sentences:
            self._sentences[quote] = sentence_of(self.text, quote, self._figures)
        return self._sentences[quote]

    def _is_called_off(self, mention: EventMention, quote: Span) -> bool:
        if mention.status.happened:
            return False
        noun = base(mention.trigger.of(self.text).split()[-1])
        clauses = [c for c in clauses_of(self.text, quote) if c.covers(mention.trigger)]
        return any(is_prevented(c.of(self.text), {noun}, c.end - c.start) for c in clauses)


def _weighed(telling: Told, mention: EventMention) -> Told:
    """``telling`` with the chances that it was read right, and its sense."""
    return msgspec.structs.replace(
        telling,
        sure=_chance(mention.confidence),
        type_sure=mention.type_confidence,
        sides_sure=_chance(mention.sides_confidence),
        status_sure=_chance(mention.status_confidence),
        sense=b64decode(mention.sense or ""),
    )


def _lemma(words: str) -> str:
    tokens = _WORD.findall(words.lower())
    content = [token for token in tokens if len(token) > 3] or tokens or [words.lower()]
    return lemma_of(content[-1])


def _chance(confidence: float | None) -> float:
    """What a program that says nothing of its chances gave is taken as it stands."""
    return 1.0 if confidence is None else confidence


def _ordinal(day: dt.date | None) -> int | None:
    return day.toordinal() if day else None
