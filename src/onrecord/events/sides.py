"""Who takes part in an event: by the trained reader and, where it sees nobody, by grammar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from onrecord.events import syntax
from onrecord.events.confidence import limits
from onrecord.events.lexicon import Carriers
from onrecord.events.participants import Cast, Side
from onrecord.events.reach import blamed, denied, idle, perceivers, pitied, tellers
from onrecord.events.reader import ACTOR, RECIPIENT, EventReading
from onrecord.events.roles import TwoSides, apart, mutual, sides_of, things_hit
from onrecord.events.triggers import Trigger
from onrecord.language.encoder import Floats
from onrecord.language.parse import span_of
from onrecord.records import PloverType
from onrecord.text import Span

_DOING = frozenset({"in", "by", "after", "during", "from"})
"""Prepositions between a verb and what brought its doing about: "killed in an attack"."""

_AVENGING = frozenset({"avenge", "revenge"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_FIRST_PERSONS = frozenset({"i", "we", "me", "us"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_HARM = frozenset({PloverType.ASSAULT, PloverType.COERCE})


def read_sides(
    trigger: Trigger,
    first: int,
    chances: Floats,
    reading: EventReading,
    cast: Cast,
    carriers: Carriers,
) -> TwoSides:
    """Actors and recipients of ``trigger``.

    Args:
        first: the word of the article at which the window of the trigger begins.
        chances: of neither, actor and recipient for each word of that window, shape (words, 3).
    """
    by_grammar = sides_of(trigger, cast, carriers)
    if trigger.group.undergone:
        return by_grammar
    chances = _credible(trigger, first, chances, reading)
    read = _likely(trigger, first, chances, reading, cast)
    taken: set[Span] = set()
    chosen = []
    for column, told, seen in zip((ACTOR, RECIPIENT), by_grammar, read, strict=True):
        either = [ACTOR, RECIPIENT] if trigger.group.reciprocal else [column]
        here = Seen(first, chances[:, either].max(axis=1), reading)
        by_rule, by_reader = (
            tuple(s for s in side if s.participant.span not in taken) for side in (told, seen)
        )
        chosen.append(_chosen(by_rule, by_reader, here))
        taken = {side.participant.span for side in chosen[0]}
    return mutual(trigger, chosen[0], _others(trigger.token.doc, *chosen))


def _others(doc: Doc, actors: tuple[Side, ...], recipients: tuple[Side, ...]) -> tuple[Side, ...]:
    """``recipients`` without those who act, where they are named in the same words.

    Nobody acts on itself but by "self" ("Sudan denied that Sudan ..."), though a party can on a
    part of it ("expelled members of the party").
    """
    acting = {(side.participant.actor, _name(doc, side)) for side in actors}
    return tuple(
        side
        for side in recipients
        if side.participant.actor is None
        or (side.participant.actor, _name(doc, side)) not in acting
    )


def _name(doc: Doc, side: Side) -> str:
    """The words of a participant without its article, in lower case."""
    start, end = side.participant.span.start, side.participant.span.end
    words = doc.char_span(start, end, alignment_mode="expand")  # the text is made anew each time
    return "" if words is None else words.text.lower().removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Seen:
    """How likely the reader takes each word of a window for the head of an actor, or recipient."""

    first: int
    """The word of the article at which the window begins."""
    chances: Floats
    reading: EventReading

    def of(self, span: Span) -> float:
        """The chance of the likeliest word of ``span``; 1 where the window does not reach it."""
        start, end = self.reading.words.between(span)
        here = self.chances[max(0, start - self.first) : max(0, end - self.first)]
        return float(here.max()) if here.size else 1.0


def sureness(sides: TwoSides, first: int, chances: Floats, reading: EventReading) -> float:
    """How likely the reader finds ``sides``: the least likely of all who stand on them, and that
    nobody stands on a side that is empty.
    """
    found = 1.0
    for column, side in zip((ACTOR, RECIPIENT), sides, strict=True):
        here = Seen(first, chances[:, column], reading)
        if side:
            found = min(found, *(here.of(one.participant.span) for one in side))
        else:
            found = min(found, 1 - float(chances[:, column].max()))
    return found


def _credible(trigger: Trigger, first: int, chances: Floats, reading: EventReading) -> Floats:
    """``chances`` without what grammar plainly contradicts, where the reader is not sure.

    Who undergoes a verb does not do what it tells, nor what is told to have done it to them ("the
    soldiers were wounded in the attack"); who is likelier harmed does not do the harm. A passive
    without an agent leaves open who acted: nobody from outside its clause is taken for it ("the
    ministry said two were held"). Forces that are sent somewhere act. And who takes part in what
    another word tells is no recipient, nor is anybody in what is denied, nor whoever suffered a
    deed that is condemned or is blamed for it; nor do "we" of a quotation take part in what is
    outside it. Who hears a thing takes no part in it, and who flees, answers or only tells it has
    not done it.
    """
    found = chances.copy()
    verb = trigger.token
    hurt = {noun.i for told in _verbs_of(trigger) for noun in syntax.arguments(told).patients}
    sent = hurt if trigger.group.type is PloverType.MOBILIZE and syntax.is_passive(verb) else set()
    hurt -= sent
    acting = {noun.i for noun in syntax.arguments(verb).subjects} if trigger.verbal else set()
    actor, recipient = found[:, ACTOR].astype(float), found[:, RECIPIENT].astype(float)
    where = partial(_where, first=first, count=len(found), reading=reading)
    barred = where(hurt)
    if _is_agentless(trigger):
        below = {word.i for word in verb.subtree if word.i != verb.i}
        barred |= ~where(below) & (actor < limits().sure)
    if trigger.group.type in _HARM:
        barred |= ~where(acting) & (actor < recipient)
    barred |= where(idle(trigger))
    barred |= where(tellers(trigger)) & (actor < limits().sure)
    found[barred, ACTOR] = 0.0
    found[where(sent), RECIPIENT] = 0.0
    found[where(_others_we(trigger, reading)), 1:] = 0.0
    found[where(perceivers(trigger)), 1:] = 0.0
    spared = denied(trigger) | pitied(trigger, reading.known) | blamed(trigger)
    found[where(spared), RECIPIENT] = 0.0
    for at in np.flatnonzero(recipient >= limits().side):
        token = reading.words.tokens[first + int(at)]
        unsure = recipient[at] < limits().sure
        if _is_avenged(token) or (unsure and _is_of_another(token, trigger, reading.known)):
            found[at, RECIPIENT] = 0.0
    return found


def _others_we(trigger: Trigger, reading: EventReading) -> Iterator[int]:
    """The first persons of a sentence that stand in other quotations than ``trigger``."""
    around = reading.quotations.around
    own = around(span_of(trigger.tokens))
    for token in trigger.token.sent:
        if token.lower_ in _FIRST_PERSONS and around(span_of(token)) != own:
            yield token.i


def _where(
    tokens: Iterable[int], *, first: int, count: int, reading: EventReading
) -> NDArray[np.bool_]:
    """Which of the ``count`` words from number ``first`` on are among ``tokens``, their indices."""
    made = np.zeros(count, dtype=bool)
    for token in tokens:
        at = reading.number(token)
        if at is not None and first <= at < first + count:
            made[at - first] = True
    return made


def _is_avenged(token: Token) -> bool:
    """Whether somebody suffered before what is done now: the object of a verb of avenging."""
    return token.dep_ == "dobj" and token.head.lemma_.lower() in _AVENGING


def _is_of_another(token: Token, trigger: Trigger, known: Mapping[int, Trigger]) -> bool:
    """Whether ``token`` takes part in what another word tells, and not in the event.

    That is to whom another noun says that it was done ("the strike answered the killing of X") and
    who acts in a clause below a noun ("clashes after X is sworn in").
    """
    above = token.head
    if above.dep_ == "prep" and above.lower_ == "of":
        noun = above.head
        other = noun.i != trigger.token.i and not noun.is_ancestor(trigger.token)
        return other and noun.i in known and known[noun.i].group.of == "recipient"
    below = not trigger.verbal and trigger.token.is_ancestor(above)
    return below and above.dep_ == "advcl" and token.dep_ in {"nsubj", "nsubjpass"}


def _verbs_of(trigger: Trigger) -> list[Token]:
    """The verb that tells the event, or in which a noun says what did it."""
    token = trigger.token
    if trigger.verbal:
        return [token]
    above = token.head
    if above.dep_ in {"prep", "agent"} and above.lower_ in _DOING:
        return [above.head]
    return []


def _is_agentless(trigger: Trigger) -> bool:
    """Whether a finite passive tells it and names no agent.

    What somebody demands to be done stands in an infinitive, and who demands it can be who acts.
    """
    verb = trigger.token
    if not trigger.verbal or not syntax.is_passive(verb) or syntax.arguments(verb).subjects:
        return False
    return any(c.dep_ in {"auxpass", "aux"} and c.tag_ in _FINITE for c in verb.lefts)


def _chosen(told: tuple[Side, ...], seen: tuple[Side, ...], here: Seen) -> tuple[Side, ...]:
    """What grammar says unless the reader doubts it; else whom the reader sees by itself.

    Grammar knows who else is joined to somebody ("French and British diplomats").
    """
    likely = max((here.of(side.participant.span) for side in told), default=0.0)
    kept = told if likely >= limits().linked else ()
    agrees = any(
        one.participant.span.overlaps(other.participant.span) for one in kept for other in seen
    )
    surest = max((here.of(side.participant.span) for side in seen), default=0.0)
    return kept if kept and (agrees or surest < limits().sure) else seen


def _likely(
    trigger: Trigger, first: int, chances: Floats, reading: EventReading, cast: Cast
) -> TwoSides:
    """The participants whose chance is high enough, and near that of the likeliest."""
    made = []
    for column, things in ((ACTOR, False), (RECIPIENT, things_hit(trigger))):
        here = chances[:, column]
        sure = np.flatnonzero(here >= max(limits().side, limits().near * float(here.max())))
        heads = _with_listed([first + int(at) for at in sure], Seen(first, here, reading))
        made.append(_each_once([cast.sides([head], things=things) for head in heads]))
    return apart(trigger, *made)


def _with_listed(sure: Sequence[int], here: Seen) -> list[Token]:
    """The words of these numbers, and who is named in one list with them, unless it is doubtful.

    The reader may be sure of one of "Lahore, Multan and Quetta" and less so of the others.
    """
    words = here.reading.words.tokens
    heads = {words[at].i: words[at] for at in sure}
    for head in list(heads.values()):
        for other in head.conjuncts:
            if other.pos_ in _NOUNS and here.of(span_of([other])) >= limits().linked:
                heads.setdefault(other.i, other)
    return [heads[i] for i in sorted(heads)]


def _each_once(phrases: Sequence[tuple[Side, ...]]) -> tuple[Side, ...]:
    """The sides of all ``phrases`` but a second phrase for the same actor ("Kenya said it")."""
    found: dict[Span, Side] = {}
    actors: set[str | None] = {None}
    for sides in phrases:
        if len(sides) > 1 or not sides or sides[0].participant.actor not in actors - {None}:
            found |= {side.participant.span: side for side in sides}
        actors |= {side.participant.actor for side in sides}
    return tuple(found[span] for span in sorted(found))
