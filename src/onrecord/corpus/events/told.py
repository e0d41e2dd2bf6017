"""What is known of one telling of an event, as far as it helps to find the other tellings."""

import datetime as dt
import math
import re
import zlib
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from onrecord.actors.base import rows
from onrecord.actors.home import STATE
from onrecord.coding import Coding
from onrecord.corpus.events.corrections import miscredits
from onrecord.corpus.events.forms import base
from onrecord.corpus.events.given import takes_as_given
from onrecord.corpus.events.lexicon import (
    anybody,
    circumstances,
    disowning,
    ended,
    generic,
    known,
    lemma_of,
    new,
    past,
    recalling,
    rejecting,
    results,
    same_kind,
    thing,
)
from onrecord.corpus.events.putting_off import is_prevented
from onrecord.corpus.events.rebuttals import rebutted, reported
from onrecord.corpus.events.retractions import is_recalled_denial, takes_back, taking_back
from onrecord.corpus.events.sentences import clauses_of, sentence_around
from onrecord.corpus.events.tallies import Tally, tallies_of
from onrecord.corpus.story import stem, story_of, weight_of
from onrecord.corpus.words import headline_end
from onrecord.events.sameness import POINTING
from onrecord.records import (
    Actor,
    ActorKind,
    EventMention,
    EventTime,
    Figure,
    Modality,
    Participant,
    Place,
    PloverType,
    Precision,
    Statement,
    StatementAct,
    is_doubtful,
)
from onrecord.text import Span

_WORD = re.compile(r"[^\W_]+")
_THINGS = POINTING | {"a", "an", "any", "all", "its", "his", "her", "their", "such"}
"""Words with which what is said no to begins where it is a thing, and not that something is so."""
_CLAUSES = frozenset({"that", "of", "to", "which", "who", "about", "for"})
"""Words behind which something is told of the thing."""
_BEFORE = 40
"""Characters before it that can say whether it is known."""
_STORY = 16
"""Strongest words of an article that are kept."""
_KEPT = 24
"""Words of the sentence around that are kept: those of the highest weight."""
_CLAUSE = re.compile(r"[.,;:!?\n]")
_NEAR_CUE = 4
"""Words before a cue that can say that it is recalled."""
FORCE = (PloverType.ASSAULT, PloverType.COERCE)
"""Of these, what a side says of its own people is a claim like any other until it admits it."""
_BACK = 800
"""Characters back to what a definite noun takes up, at most."""
_TELLING_NUMBER = 10
"""Figures below this say little about which event is meant."""


class Party(msgspec.Struct, frozen=True, array_like=True):
    """Who acts or to whom it is done, by what can be compared across articles."""

    name: str
    """The fullest name that the article uses, else the words."""
    names: tuple[str, ...]
    """The words of the name in lower case; empty without a name."""
    head: str
    """Stem of the last word of the phrase."""
    code: str | None
    """Code of a group or body, else the country."""
    country: str | None
    kind: str | None
    start: int
    end: int
    """Where the words stand in the text."""
    official: bool = False
    """Whether it acts for what its code stands for: a country, an arm of its state, a body."""
    adjective: bool = False
    """Whether only an adjective names it: "Iraqi" of "Iraqi bases" says whose, not what was hit."""
    guessed: bool = False
    """Whether its codes were taken from the text around and not from its own words."""


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """Where it is told to have taken place."""

    id: str
    name: str | None
    geonames: int | None
    country: str | None
    lat: float | None
    lon: float | None
    exact: bool
    """Whether it is a city or a point in one."""
    own: bool = True
    """Whether its words stand in the sentence; else another telling of the article lent it."""


class Told(msgspec.Struct, frozen=True, array_like=True):
    """One telling; days are ordinals (`datetime.date.toordinal`)."""

    mention: str
    article: str
    outlet: str | None
    day: int | None
    """Of publication."""
    start: int
    end: int
    quote_start: int
    quote_end: int
    type: str
    mode: str | None
    quad: int
    goldstein: float | None
    trigger: str
    """The words that tell it, in lower case."""
    lemma: str
    """Stem of the last word that tells it."""
    modality: str
    certainty: str
    time: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    spot: Spot | None
    date_from: int | None
    date_to: int | None
    basis: str | None
    words: dict[int, float]
    """Hashed stems of the sentence around with their weights."""
    numbers: tuple[int, ...]
    sentence: int
    """Hash of the words of the sentence."""
    chain: str
    """Id of the happening within the article."""
    statement: str | None
    teller: str | None
    side: str | None
    named: bool
    """Whether the teller has a name."""
    kind: str | None
    act: str | None
    rejected: bool
    """Whether the source rejects the thing itself ("rejected the sanctions")."""
    headline: bool
    """Whether it stands in the headline."""
    leading: bool
    """Whether it stands in the first sentence below the headline."""
    back: str | None
    """Id of the telling that a definite noun takes up ("the attack")."""
    tallies: tuple[Tally, ...] = ()
    """Numbers that belong to it."""
    sure: float = 1.0
    """The chance that type, sides and whether it happened were read right."""
    type_sure: float | None = None
    """The chance that it is an event of its type at all, where the program gives one."""
    sides_sure: float = 1.0
    """The chance that both sides were read right and nobody is missing."""
    status_sure: float = 1.0
    """The chance that whether it happened was read right."""
    circumstance: bool = False
    """Whether only how or why it was done is denied ("denied that it acted on orders of")."""
    given: bool = False
    """Whether its source takes it as given: who condemns a deed does not claim it."""
    story: tuple[int, ...] = ()
    """Hashes of the strongest words of its article."""
    depth: float = 0.0
    """How many of the article's tellings stand before it, as a share of all."""
    definite: bool = False
    """Whether a word before it takes up what is known: "the attack", "its raid"."""
    indefinite: bool = False
    """Whether a word before it brings in something new: "an attack", "another raid"."""
    recalled: bool = False
    """Whether a word before it says that it is past: "last week's attack"."""
    miscredited: bool = False
    """Whether it repeats who an earlier version said to have done it, to take that back."""
    sense: bytes = b""
    """As `EventMention.sense`: signed numbers of 8 bits."""
    rebutted: str | None = None
    """For whom speaks who denies it in words that only point at it: "the police deny it"."""
    reported: str | None = None
    """The words by which a denial names it as what others say: "reports by a broadcaster"."""
    said_before: bool = False
    """Whether the report only recalls that its source said so: "had denied", "after denying"."""
    takes_back: bool = False
    """Whether its source or its outlet takes back what it had said."""
    called_off: bool = False
    """Whether it did not happen because it was called off or foiled."""

    @property
    def doubtful(self) -> bool:
        """As `is_doubtful`."""
        return is_doubtful(self.type_sure, self.sure)

    @property
    def open(self) -> bool:
        """Whether it is told as planned, attempted, possible or conditional."""
        return self.modality != Modality.NEGATED and not self.happened

    @property
    def denied(self) -> bool:
        """Whether it is told as not having happened."""
        return self.modality == Modality.NEGATED and not (self.rejected or self.circumstance)

    @property
    def happened(self) -> bool:
        """As `Status.happened`."""
        return self.modality == Modality.ACTUAL and self.time != EventTime.FUTURE


def tellings_of(coding: Coding) -> Iterator[Told]:
    """The tellings of an article, in the order of the text."""
    found = _Reading(coding)
    made: list[Told] = []
    for mention in coding.event_mentions:
        telling = found.taken_back(found.telling(mention))
        back = next((t for t in reversed(made) if found.takes_up(telling, t)), None)
        made.append(msgspec.structs.replace(telling, back=back.mention if back else None))
    made = found.answered(made)
    tallies = tallies_of(coding, found.teller_of)
    for telling in made:
        yield msgspec.structs.replace(telling, tallies=tuple(tallies.get(telling.mention, ())))


class _Sentence(NamedTuple):
    """What `Told` keeps of the sentence around."""

    words: dict[int, float]
    numbers: tuple[int, ...]
    hash: int


class _Reading:
    """The records of one article by id."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.text = coding.article.text
        self.actors: Mapping[str, Actor] = {a.id: a for a in coding.actors}
        self.places: Mapping[str, Place] = {p.id: p for p in coding.places}
        self.statements: Mapping[str, Statement] = {s.id: s for s in coding.statements}
        self.headline = headline_end(coding.article)
        self.dissents = [m.trigger for m in coding.event_mentions if _is_dissent(m)]
        self.story = tuple(int(term) for term in story_of(coding.article).strongest(_STORY))
        self.number = {m.id: at for at, m in enumerate(coding.event_mentions)}
        self._sentences: dict[Span, _Sentence] = {}
        self.chain = {m: event.id for event in coding.article_events for m in event.mentions}

    def telling(self, mention: EventMention) -> Told:
        quote = sentence_around(self.text, mention.trigger)
        sentence = self._sentence(quote)
        said = self.statements.get(mention.statement or "")
        day = self.coding.article.date
        start = mention.trigger.start
        before = self.text[max(0, start - _BEFORE) : start].lower().split()[-3:]
        return Told(
            mention=mention.id,
            article=mention.article,
            outlet=self.coding.article.outlet,
            day=day.toordinal() if day else None,
            start=mention.trigger.start,
            end=mention.trigger.end,
            quote_start=quote.start,
            quote_end=quote.end,
            type=mention.type.value,
            mode=mention.mode,
            quad=mention.quad,
            goldstein=mention.goldstein,
            trigger=" ".join(mention.trigger.of(self.text).lower().split()),
            lemma=_lemma(mention.trigger.of(self.text)),
            modality=mention.status.modality.value,
            certainty=mention.status.certainty.value,
            time=mention.status.time.value,
            actors=self._side(mention.actors),
            recipients=self._side(mention.recipients),
            spot=self._spot(mention.place, quote),
            date_from=_ordinal(mention.date_from),
            date_to=_ordinal(mention.date_to),
            basis=mention.date_basis.value if mention.date_basis else None,
            words=sentence.words,
            numbers=sentence.numbers,
            sentence=sentence.hash,
            chain=self.chain.get(mention.id, mention.id),
            statement=mention.statement,
            teller=self.teller_of(mention.statement)[0],
            side=self.teller_of(mention.statement)[1],
            named=bool(said and said.speaker and self.actors[said.speaker].named),
            kind=said.source_kind.value if said and said.source_kind else None,
            act=self._act(said) if said else None,
            rejected=bool(said and self._rejects(said, mention.trigger)),
            headline=quote.end <= self.headline,
            leading=self.text[self.headline : quote.start].strip() == "" and quote.start > 0,
            back=None,
            sure=_chance(mention.confidence),
            type_sure=mention.type_confidence,
            sides_sure=_chance(mention.sides_confidence),
            status_sure=_chance(mention.status_confidence),
            circumstance=bool(said and self._is_circumstance(said, mention, quote)),
            given=bool(said and self._is_given(said, mention)),
            story=self.story,
            depth=round(self.number[mention.id] / max(len(self.number), 1), 2),
            definite=not known().isdisjoint(before),
            indefinite=bool(before) and before[-1] in new(),
            recalled=not past().isdisjoint(before),
            miscredited=miscredits(self.text, quote),
            sense=b64decode(mention.sense or ""),
            reported=self._reported(mention, quote),
            said_before=self._is_recalled(said, mention, quote),
            takes_back=bool(said and takes_back(self.text, said, self.coding.article.outlet)),
            called_off=self._is_called_off(mention, quote),
        )

    def _sentence(self, quote: Span) -> _Sentence:
        """What its words are, once for all that it tells: some lists have no full stop."""
        if quote not in self._sentences:
            words = _WORD.findall(quote.of(self.text).lower())
            numbers = _numbers(self.coding.figures, quote)
            found = _Sentence(weighed(words), numbers, zlib.crc32(" ".join(words).encode()))
            self._sentences[quote] = found
        return self._sentences[quote]

    def _is_recalled(self, said: Statement | None, mention: EventMention, quote: Span) -> bool:
        """Whether what is said was said before: "had denied", "first denied", "after denying"."""
        if said is None:
            negated = mention.status.modality is Modality.NEGATED
            return negated and is_recalled_denial(self.text, quote, mention.trigger)
        if not said.cue:
            return False
        cue = said.cue[0]
        before = _CLAUSE.split(self.text[max(0, cue.start - _BEFORE) : cue.start])[-1].lower()
        said_in = cue.of(self.text).lower().split()
        words = [*before.split()[-_NEAR_CUE:], *said_in]
        if not recalling().isdisjoint(words):
            return True
        return said_in[0].endswith("ing") and not ended().isdisjoint(words)

    def taken_back(self, telling: Told) -> Told:
        """``telling``, where no statement was read, by whoever takes it back in its sentence."""
        if telling.statement is not None or not telling.happened:
            return telling
        quote = Span(telling.quote_start, telling.quote_end)
        cue = taking_back(self.text, quote, Span(telling.start, telling.end))
        near = [m for m in self.coding.mentions if cue and quote.start <= m.span.start < cue.start]
        who = max(near, key=lambda m: m.span.start, default=None)
        if who is None or who.actor is None:
            return telling
        actor = self.actors[who.actor]
        side = actor.code or actor.country or actor.name.lower()
        return msgspec.structs.replace(telling, takes_back=True, teller=actor.name, side=side)

    def _is_called_off(self, mention: EventMention, quote: Span) -> bool:
        if mention.status.happened:
            return False
        noun = base(mention.trigger.of(self.text).split()[-1])
        clauses = [c for c in clauses_of(self.text, quote) if c.covers(mention.trigger)]
        return any(is_prevented(c.of(self.text), {noun}, c.end - c.start) for c in clauses)

    def answered(self, made: Sequence[Told]) -> list[Told]:
        """``made`` with who denies them by pointing at them.

        What is denied so is the one deed that the statement tells anew, where there is but one.
        """
        told: dict[str, list[Told]] = {}
        for telling in made:
            before = self.text[max(0, telling.start - _BEFORE) : telling.start].lower().split()
            taken = telling.given or not known().isdisjoint(before[-1:])
            if telling.statement and telling.happened and not taken:
                told.setdefault(telling.statement, []).append(telling)
        denials = rebutted(self.text, self.coding.statements, told.keys())
        found: dict[str, str] = {}
        for id_, denial in denials.items():
            deeds = [t for t in told[id_] if t.start < denial.cue[0].start]
            if len({t.chain for t in deeds}) == 1:
                found.update(dict.fromkeys((t.mention for t in deeds), self._speaks_for(denial)))
        return [msgspec.structs.replace(t, rebutted=found.get(t.mention)) for t in made]

    def takes_up(self, later: Told, earlier: Told) -> bool:
        """Whether ``later`` is a definite noun for what ``earlier`` tells."""
        before = self.text[max(0, later.start - 10) : later.start].lower().split()
        return (
            bool(before)
            and before[-1] in POINTING
            and later.start - earlier.start <= _BACK
            and _hits_nobody_in_particular(later)
            and earlier.happened
            and (same_kind(later.lemma, earlier.lemma) or _stands_for(later, earlier))
        )

    def _is_given(self, said: Statement, mention: EventMention) -> bool:
        """Whether the article knows of it; who rejects an offer or sanctions knows of them, too."""
        rejected = mention.status.happened and mention.type not in FORCE
        if rejected and self._rejects(said, mention.trigger):
            return True
        return takes_as_given(self.text, said, mention.trigger, self.dissents)

    def _rejects(self, said: Statement, trigger: Span) -> bool:
        """Whether the cue says no to the thing itself that the trigger names, not to a claim."""
        cue = " ".join(span.of(self.text) for span in said.cue).lower().split()
        start = min((span.start for span in said.content), default=trigger.end)
        before = self.text[start : trigger.start].lower().split()
        rejects = {lemma_of(word) for word in cue} & rejecting()
        names = bool(before) and before[0] in _THINGS and _CLAUSES.isdisjoint(before)
        return bool(rejects) and names

    def _act(self, said: Statement) -> str | None:
        """What the source does; who says that it was not behind a deed denies it, in any words."""
        content = " ".join(span.of(self.text) for span in said.content).lower()
        words = f" {' '.join(content.split())} "
        if any(f" {phrase} " in words for phrase in disowning()):
            return StatementAct.DENIES.value
        return said.act.value if said.act else None

    def _is_circumstance(self, said: Statement, mention: EventMention, quote: Span) -> bool:
        """Whether what is denied is how or why it was done: that it was done is then taken so."""
        if mention.status.modality is not Modality.NEGATED:
            return False
        clause = next(
            c
            for c in clauses_of(self.text, quote)
            if c.start <= mention.trigger.start < c.end or c.end == quote.end
        )
        start = min((span.start for span in said.content), default=mention.trigger.start)
        words = " ".join(self.text[start : clause.end].lower().split())
        return any(f" {phrase} " in f" {words} " for phrase in circumstances())

    def _reported(self, mention: EventMention, quote: Span) -> str | None:
        if mention.status.modality is not Modality.NEGATED or mention.statement is None:
            return None
        return reported(self.text, quote, mention.trigger)

    def _side(self, side: Sequence[Participant]) -> tuple[Party, ...]:
        return tuple(self._party(p) for p in side)

    def _party(self, participant: Participant) -> Party:
        actor = self.actors.get(participant.actor or "")
        words = participant.span.of(self.text)
        name = _called(actor, words)
        named = actor is not None and actor.named and actor.kind is not ActorKind.COUNTRY
        tokens = _WORD.findall(words.lower()) or [words.lower()]
        return Party(
            name=name,
            names=tuple(_WORD.findall(name.lower())) if named and name[:1].isupper() else (),
            head=thing(stem(tokens[-1])),
            code=participant.code or participant.country,
            country=participant.country,
            kind=actor.kind.value if actor is not None and actor.kind else None,
            start=participant.span.start,
            end=participant.span.end,
            official=_is_official(participant, actor),
            adjective=words.lower() in _adjectives(),
            guessed=participant.by_context,
        )

    def _spot(self, place: str | None, quote: Span) -> Spot | None:
        found = self.places.get(place or "")
        if found is None:
            return None
        exact = found.precision in (Precision.POINT, Precision.CITY)
        name = found.name or found.span.of(self.text)
        own = quote.covers(found.span)
        return Spot(found.id, name, found.geonames, found.country, found.lat, found.lon, exact, own)

    def teller_of(self, statement: str | None) -> tuple[str | None, str | None]:
        """Who makes a statement and whom they speak for; empty without a statement."""
        said = self.statements.get(statement or "")
        return (self._teller(said), self._speaks_for(said)) if said else (None, None)

    def _teller(self, said: Statement) -> str:
        actor = self.actors.get(said.speaker or "")
        if actor is not None:
            return actor.name
        words = " … ".join(span.of(self.text) for span in said.source)
        return words or "a source not named"

    def _speaks_for(self, said: Statement) -> str:
        actor = self.actors.get(said.speaker or "")
        if actor is not None and (actor.code or actor.country):
            return actor.code or actor.country or ""
        return self._teller(said).lower()


def _called(actor: Actor | None, words: str) -> str:
    """What a party is called: as the article calls the actor, but for a mere adjective.

    A quotation mark that is opened or closed alone is left out.
    """
    known = actor is not None and actor.name.lower() not in _only_adjectives()
    name = actor.name if actor is not None and known else words
    return name.replace('"', "") if name.count('"') % 2 else name


@cache
def _adjectives() -> frozenset[str]:
    """The adjectives of countries, in lower case."""
    return _forms("adjective")


@cache
def _only_adjectives() -> frozenset[str]:
    """Those that are no names as well, as "U.S." is."""
    return _forms("adjective") - _forms("name")


def _forms(kind: str) -> frozenset[str]:
    return frozenset(row[1].lower() for row in rows("countries.csv") if row[2] == kind)


def _is_official(participant: Participant, actor: Actor | None) -> bool:
    """Whether the words themselves say that it acts for its country, or give a body's code."""
    if participant.by_context:
        return False
    country = actor is not None and actor.kind is ActorKind.COUNTRY
    return country or participant.code is not None or bool(STATE & set(participant.sectors))


def _is_dissent(mention: EventMention) -> bool:
    """Whether it tells that somebody condemns or protests against something."""
    condemns = mention.type is PloverType.ACCUSE and mention.mode == "disapprove"
    return condemns or mention.type is PloverType.PROTEST


def _hits_nobody_in_particular(telling: Told) -> bool:
    """Whether it names no recipient but people who were counted ("five died in the strike")."""
    return all(p.head in anybody() and not p.names for p in telling.recipients)


def _stands_for(later: Told, earlier: Told) -> bool:
    """Whether a noun for any deed of force ("the attack") takes up the nearest one told."""
    force = earlier.type == PloverType.ASSAULT or earlier.mode == "weapons"
    news = earlier.time == later.time == EventTime.CURRENT
    deed = earlier.lemma not in results()
    return force and news and deed and later.type == PloverType.ASSAULT and later.lemma in generic()


def _lemma(words: str) -> str:
    tokens = _WORD.findall(words.lower())
    content = [token for token in tokens if len(token) > 3] or tokens or [words.lower()]
    return lemma_of(content[-1])


def _chance(confidence: float | None) -> float:
    """What a program that says nothing of its chances gave is taken as it stands."""
    return 1.0 if confidence is None else confidence


def _ordinal(day: dt.date | None) -> int | None:
    return day.toordinal() if day else None


def weighed(words: Sequence[str]) -> dict[int, float]:
    """The hashed stems of ``words`` in lower case with weights of unit length together."""
    stems = {stem(word) for word in words if len(word) > 2 and not word.isdigit()}
    scored = sorted(((weight_of(s), s) for s in stems), reverse=True)[:_KEPT]
    length = math.sqrt(sum(w * w for w, _ in scored)) or 1.0
    return {zlib.crc32(s.encode()): round(w / length, 4) for w, s in scored}


def _numbers(figures: Sequence[Figure], quote: Span) -> tuple[int, ...]:
    found = {
        int(f.low)
        for f in figures
        if f.low is not None
        and f.low >= _TELLING_NUMBER
        and quote.start <= f.span.start < quote.end
    }
    return tuple(sorted(found))
