"""The two sides of an event, from its trigger."""

from collections.abc import Iterable

import msgspec
from spacy.tokens import Doc, Token

from onrecord.events import syntax
from onrecord.events.lexicon import Carriers
from onrecord.events.nominal import Sides
from onrecord.events.nominal import sides as nominal_sides
from onrecord.events.participants import NOBODY, Cast, Side
from onrecord.events.reach import ABOUT_AN_ACT, denied, idle, perceivers
from onrecord.events.triggers import Trigger
from onrecord.language.parse import span_of
from onrecord.records import PloverType
from onrecord.text import Span, strip

TwoSides = tuple[tuple[Side, ...], tuple[Side, ...]]
"""Actors and recipients."""

_ON_THINGS = frozenset(
    {PloverType.ASSAULT, PloverType.COERCE, PloverType.SANCTION, PloverType.RETREAT, PloverType.AID}
)
_BETWEEN_WORDS = " \t\n-–"
_TOWARDS = frozenset({"to", "on", "against", "with", "for", "from", "of"})
_ASKING = frozenset({"ccomp", "xcomp"})


def sides_of(trigger: Trigger, cast: Cast, carriers: Carriers) -> TwoSides:
    """Actors and recipients; the parties of a two-sided event are all actors (see `mutual`)."""
    found = _verbal(trigger, cast, carriers) if trigger.verbal else nominal_sides(trigger, carriers)
    if trigger.group.reciprocal and len(found.actors) > 1:
        others = (t for t in found.recipients if t.lemma_.lower() not in carriers.collective)
        found.recipients = list(others)
    content = denied(trigger) | perceivers(trigger)
    found.recipients = [t for t in found.recipients if t.i not in content]
    barred = perceivers(trigger) | idle(trigger)
    found.actors = [t for t in found.actors if t.i not in barred]
    things = things_hit(trigger)
    actors = cast.sides(found.actors, things=False)
    recipients = cast.sides(found.recipients, things=things)
    if any(side.rank > NOBODY for side in recipients):
        recipients = tuple(side for side in recipients if side.rank > NOBODY)
    return apart(trigger, actors, recipients)


def things_hit(trigger: Trigger) -> bool:
    """Whether a thing can be acted upon: a bridge is bombed, but nobody speaks to a killing."""
    return trigger.group.object == "recipient" and trigger.group.type in _ON_THINGS


def apart(trigger: Trigger, actors: Iterable[Side], recipients: Iterable[Side]) -> TwoSides:
    """Both sides without the words of the trigger, and nobody on both of them."""
    own, doc = span_of(trigger.tokens), trigger.token.doc
    first = tuple(side for one in actors if (side := _beside(one, own, doc)) is not None)
    taken = {side.participant.span for side in first}
    rest = tuple(side for one in recipients if (side := _beside(one, own, doc)) is not None)
    return first, tuple(side for side in rest if side.participant.span not in taken)


def _beside(side: Side, trigger: Span, doc: Doc) -> Side | None:
    """``side`` with the words before the trigger alone: "U.S. military" of "U.S. military aid"."""
    span = side.participant.span
    if not span.overlaps(trigger):
        return side
    if span.start >= trigger.start:
        return None
    before = strip(doc.text, Span(span.start, trigger.start), _BETWEEN_WORDS)
    return (
        Side(msgspec.structs.replace(side.participant, span=before), side.rank) if before else None
    )


def mutual(trigger: Trigger, actors: tuple[Side, ...], recipients: tuple[Side, ...]) -> TwoSides:
    """Each party of a two-sided event acts on each other: "Obama and Xi met", "EU-Turkey deal"."""
    if trigger.group.reciprocal and not recipients and len(actors) > 1:
        return actors, actors
    if trigger.group.reciprocal and not actors and len(recipients) > 1:
        return recipients, recipients
    return actors, recipients


def _verbal(trigger: Trigger, cast: Cast, carriers: Carriers) -> Sides:
    verb, group = trigger.token, trigger.group
    found = Sides()
    if group.undergone:
        found.add("recipient", syntax.arguments(verb).subjects)
        return found
    found.add("actor", syntax.arguments(verb).subjects)
    spoken = syntax.objects(verb)
    objects = [t for t in spoken if t.lemma_.lower() not in carriers.instruments]
    people = [t for t in objects if cast.rank(t) > NOBODY]
    preposition = trigger.preposition
    own = list(syntax.heads(preposition)) if preposition is not None else []
    brought = [noun for holder in (verb, *spoken) for _, noun in syntax.brought(holder, group.to)]
    if group.object == "thing":
        found.add("recipient", _datives(verb) + own + brought)
        if not found.actors:
            found.add("actor", [t for t in people if t not in found.recipients])
    elif group.object == "content":
        found.add("recipient", people + own + _told(verb))
        if not found.recipients:
            owned = [t for t in objects if cast.owner(t) is not None]
            found.add("recipient", owned or brought + list(objects))
        if not found.recipients and group.type in ABOUT_AN_ACT:
            found.add("recipient", _concerned(verb, cast))
    else:
        _acted_upon(found, verb, people, own, brought, list(objects), cast)
        if not found.recipients and group.type in ABOUT_AN_ACT:
            found.add("recipient", _concerned(verb, cast))
    return found


def _concerned(verb: Token, cast: Cast) -> list[Token]:
    """Whom the act concerns that is agreed to, refused or threatened ("refused to meet him")."""
    act = syntax.content_verb(verb)
    if act is None:
        return []
    objects = syntax.objects(act)
    near = [*objects, *(t for h in (act, *objects) for _, t in syntax.brought(h, _TOWARDS))]
    near += _told(act)
    return [t for t in near if cast.rank(t) > NOBODY][:1] or list(objects)


def _acted_upon(
    found: Sides,
    verb: Token,
    people: list[Token],
    own: list[Token],
    brought: list[Token],
    objects: list[Token],
    cast: Cast,
) -> None:
    """Somebody who is the object, else somebody whom a preposition brings, else the thing."""
    choices = [people, own, [t for t in brought if cast.rank(t) > NOBODY], objects, brought]
    choices.append(_told(verb))
    for choice in choices:
        if choice:
            found.add("recipient", choice)
            return


def _datives(verb: Token) -> list[Token]:
    return [c for c in verb.rights if c.dep_ == "dative" and c.pos_ != "ADP"]


def _told(verb: Token) -> list[Token]:
    """The subject of a clause that is demanded or feared ("urged that Israel withdraw")."""
    return [
        noun
        for clause in verb.rights
        if clause.dep_ in _ASKING
        for child in clause.lefts
        if child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ != "PRON"
        for noun in syntax.conjuncts(child)
    ]
