"""The event stage: what is reported to have happened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec.structs import replace as with_fields
from spacy.tokens import Token

from onrecord.actors.lookup import ActorLookup
from onrecord.actors.surroundings import Surroundings
from onrecord.events.apolitical import is_political
from onrecord.events.codebook import Codebook, standard
from onrecord.events.confidence import Sureness, limits
from onrecord.events.detecting import Detected, detect
from onrecord.events.found import Found
from onrecord.events.joining.happenings import Happenings, happenings
from onrecord.events.joining.lending import with_inherited
from onrecord.events.joining.look import Looking
from onrecord.events.joining.scorer import scorer
from onrecord.events.lexicon import Lexicon, lexicon
from onrecord.events.participants import Cast
from onrecord.events.reach import reaching
from onrecord.events.reader import EventReading, read_events
from onrecord.events.sameness import POINTING
from onrecord.events.sense import senses_of
from onrecord.events.setting import Setting
from onrecord.events.sides import read_sides, sureness
from onrecord.events.speech import speech_acts
from onrecord.events.status_reader import believed, weighed
from onrecord.events.triggers import Trigger, noun_lemma
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse, span_of
from onrecord.pipeline import Given
from onrecord.records import (
    Actor,
    Article,
    EventMention,
    Mention,
    Modality,
    Place,
    PloverType,
    Statement,
    TimeReference,
)

_SPEECH = frozenset(
    kind
    for kind in PloverType
    if standard().quad(kind) in {1, 3} and kind is not PloverType.CONSULT
)
"""Types that are done by saying them."""


class EventStage:
    """The event stage: what is reported to have happened."""

    name = "events"
    needs: frozenset[type] = frozenset(
        {Parse, Encoding, Actor, Mention, Place, TimeReference, Statement}
    )
    gives: frozenset[type] = frozenset({EventMention, Happenings})

    def __init__(self, codes: Codebook | None = None) -> None:
        """``codes`` are those of a user's own ontology (`onrecord.events.codebook.read`)."""
        self._codes = codes or standard()

    def run(self, article: Article, given: Given) -> Iterable[object]:
        parse = given.one(Parse)
        actors, mentions = given.all(Actor), given.all(Mention)
        around = Surroundings(parse, mentions, actors, given.all(Place), given.one(Encoding))
        cast = Cast(ActorLookup(parse, mentions, actors, given.all(Place)), around)
        words = lexicon()
        reading = read_events(article.text, parse, given.one(Encoding))
        setting = Setting(
            parse,
            published=article.date,
            statements=given.all(Statement),
            places=given.all(Place),
            times=given.all(TimeReference),
        )
        told = reaching(list(events(cast, words, reading)))
        told += speech(parse, told, cast, words, reading)
        found = sorted(filter(is_political, told), key=lambda item: item.trigger.token.i)
        known = (item for item in found if self._codes.knows(item.trigger.group.type))
        made = [_record(article, item, setting, reading, self._codes) for item in known]
        looks = Looking(parse, given.one(Encoding), actors, given.all(Place)).looks(made)
        made = [with_fields(m, sense=s) for m, s in zip(made, senses_of(looks), strict=True)]
        joined = happenings(looks, scorer())
        yield joined
        places = {place.id: place for place in given.all(Place)}
        yield from with_inherited(made, joined.of(made), places)


def events(cast: Cast, words: Lexicon, reading: EventReading) -> Iterator[Found]:
    """The triggers that tell of a political event, with their sides, in the order of the text."""
    detected = _once(list(detect(reading)))
    chances = reading.sides([item.word for item in detected])
    told: dict[tuple[str, PloverType | None], Found] = {}
    for item, (first, around) in zip(detected, chances, strict=True):
        sides = read_sides(item.trigger, first, around, reading, cast, words.carriers)
        found = Found(item.trigger, *sides, item.chance, sureness(sides, first, around, reading))
        if not found.enough:
            continue
        if not item.trigger.verbal:
            found = _again(found, told)
        if any(found.both):
            told[_key(item.trigger)] = found
        yield found


def speech(
    parse: Parse, told: Sequence[Found], cast: Cast, words: Lexicon, reading: EventReading
) -> Iterator[Found]:
    """What is done by saying it, where the reader does not rule it out."""
    by_token = {item.trigger.token.i: item for item in told}
    for found in speech_acts(parse.doc, by_token, cast, words.speech):
        at = reading.number(found.trigger.token.i)
        if at is None or reading.chance(found.trigger.token) < limits().speech:
            continue
        ((first, around),) = reading.sides([at])
        sure = sureness(found.both, first, around, reading)
        yield replace(
            found, chance=reading.chance_of(at, found.trigger.group.type), sides_chance=sure
        )


def _once(detected: Sequence[Detected]) -> list[Detected]:
    """``detected`` without words that tell the same event as the verb they belong to."""
    triggers = {item.trigger.token.i: item.trigger for item in detected}
    carried = {word.i for t in triggers.values() if t.verbal for word in t.company}
    carried |= {noun.i for trigger in triggers.values() for noun in _signed(trigger, triggers)}
    return [
        item
        for item in detected
        if item.trigger.token.i not in carried and not _doubled(item.trigger, triggers)
    ]


def _signed(trigger: Trigger, others: Mapping[int, Trigger]) -> list[Token]:
    """The agreement that is signed: the signing tells it."""
    if trigger.group.type is not PloverType.COOPERATE:
        return []
    nouns = (noun for noun in trigger.objects if noun.i in others)
    return [noun for noun in nouns if others[noun.i].group.type is PloverType.AGREE]


def _doubled(trigger: Trigger, others: Mapping[int, Trigger]) -> bool:
    """Whether the object of a light verb tells the same event ("launched an attack")."""
    kinds = (others[noun.i].group.type for noun in trigger.objects if noun.i in others)
    return trigger.group.type in kinds


def _again(found: Found, told: dict[tuple[str, PloverType | None], Found]) -> Found:
    """``found`` with the sides of the event that a noun without sides takes up ("the deal")."""
    noun = found.trigger.token
    before = told.get(_key(found.trigger))
    pointing = any(child.lower_ in POINTING for child in noun.lefts)
    if before is None or not pointing or any(found.both):
        return found
    return replace(found, actors=before.actors, recipients=before.recipients)


def _key(trigger: Trigger) -> tuple[str, PloverType | None]:
    return noun_lemma(trigger.token), trigger.group.type


def _record(
    article: Article, found: Found, setting: Setting, reading: EventReading, codes: Codebook
) -> EventMention:
    trigger, group = found.trigger, found.trigger.group
    kind = group.type
    assert kind is not None
    span = span_of(trigger.tokens)
    when = setting.when(span)
    innermost = setting.statement(span)
    mode = codes.mode(kind, group.mode)
    code = codes.cameo(kind, mode, group.cameo)
    place = setting.place(span)
    status = setting.status(trigger.token, kind, when, innermost)
    status = weighed(status, reading, trigger.token, kind, innermost)
    denied = status.modality is Modality.NEGATED
    statement = setting.denier(innermost) if denied else innermost
    if kind in _SPEECH:
        statement = setting.beyond_own(statement, [side.participant.actor for side in found.actors])
    sure = Sureness.of(found, believed(status, reading, trigger.token))
    when = when or setting.due(trigger.token, status)
    return EventMention(
        article=article.id,
        trigger=span,
        type=kind,
        mode=mode,
        contexts=codes.contexts(group.contexts),
        cameo=code.cameo if code is not None else None,
        quad=codes.quad(kind),
        goldstein=code.goldstein if code is not None else None,
        actors=tuple(side.participant for side in found.actors),
        recipients=tuple(side.participant for side in found.recipients),
        status=status,
        statement=statement.id if statement is not None else None,
        place=place.id if place is not None else None,
        when=when.reference.id if when is not None else None,
        date_from=when.reference.date_from if when is not None else None,
        date_to=when.reference.date_to if when is not None else None,
        granularity=when.reference.granularity if when is not None else None,
        date_basis=when.basis if when is not None else None,
        confidence=sure.whole,
        type_confidence=sure.type,
        sides_confidence=sure.sides,
        status_confidence=sure.status,
    )
