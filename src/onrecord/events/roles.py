"""The two sides of an event, from its trigger."""

from spacy.tokens import Token

from onrecord.events import syntax
from onrecord.events.lexicon import Carriers
from onrecord.events.nominal import Sides
from onrecord.events.nominal import sides as nominal_sides
from onrecord.events.participants import NOBODY, Cast, Side
from onrecord.events.triggers import Trigger

_ASKING = frozenset({"ccomp", "xcomp"})


def sides_of(
    trigger: Trigger, cast: Cast, carriers: Carriers
) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Actors and recipients; for two-sided events the first party acts and the others receive."""
    if trigger.verbal:
        found = _verbal(trigger, cast)
    else:
        found = nominal_sides(trigger.token, trigger.group, carriers)
    things = trigger.verbal and trigger.group.object == "recipient"
    actors = cast.sides(found.actors, things=False)
    recipients = cast.sides(found.recipients, things=things)
    if any(side.rank > NOBODY for side in recipients):
        recipients = tuple(side for side in recipients if side.rank > NOBODY)
    taken = {side.participant.span for side in actors}
    recipients = tuple(side for side in recipients if side.participant.span not in taken)
    if trigger.group.reciprocal and not recipients and len(actors) > 1:
        return actors[:1], actors[1:]
    return actors, recipients


def _verbal(trigger: Trigger, cast: Cast) -> Sides:
    verb, group = trigger.token, trigger.group
    found = Sides()
    found.add("actor", syntax.arguments(verb).subjects)
    objects = syntax.objects(verb)
    people = [t for t in objects if cast.rank(t) > NOBODY]
    preposition = trigger.preposition
    own = list(syntax.heads(preposition)) if preposition is not None else []
    brought = [noun for _, noun in syntax.brought(verb, group.to)]
    if group.object == "thing":
        found.add("recipient", _datives(verb) + own + brought)
    elif group.object == "content":
        found.add("recipient", people + own + _told(verb))
        if not found.recipients:
            found.add("recipient", brought + list(objects))
    else:
        _acted_upon(found, verb, people, own, brought, list(objects), cast)
    return found


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
        if child.dep_ in {"nsubj", "nsubjpass"}
        for noun in syntax.conjuncts(child)
    ]
