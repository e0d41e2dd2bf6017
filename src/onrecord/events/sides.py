"""Who takes part in an event: by the trained reader and, where it sees nobody, by grammar."""

import numpy as np

from onrecord.events.confidence import limits
from onrecord.events.lexicon import Carriers
from onrecord.events.participants import NOBODY, Cast, Side
from onrecord.events.reader import ACTOR, RECIPIENT, EventReading
from onrecord.events.roles import sides_of
from onrecord.events.triggers import Trigger
from onrecord.language.encoder import Floats
from onrecord.language.parse import span_of

Sides = tuple[tuple[Side, ...], tuple[Side, ...]]


def read_sides(
    trigger: Trigger,
    first: int,
    chances: Floats,
    reading: EventReading,
    cast: Cast,
    carriers: Carriers,
) -> Sides:
    """Actors and recipients of ``trigger``.

    Args:
        first: the word of the article at which the window of the trigger begins.
        chances: of neither, actor and recipient for each word of that window, shape (words, 3).
    """
    by_grammar = sides_of(trigger, cast, carriers)
    if trigger.group.undergone:
        return by_grammar
    actors, recipients = _likely(trigger, first, chances, reading, cast)
    if actors and recipients:
        return actors, recipients
    if all(by_grammar):
        return by_grammar
    taken = {side.participant.span for side in (*actors, *recipients)}
    others = [
        tuple(side for side in sides if side.participant.span not in taken) for sides in by_grammar
    ]
    return actors or others[0], recipients or others[1]


def _likely(
    trigger: Trigger, first: int, chances: Floats, reading: EventReading, cast: Cast
) -> Sides:
    """The participants whose chance is high enough, and near that of the likeliest."""
    made = []
    for column, things in ((ACTOR, False), (RECIPIENT, trigger.group.object == "recipient")):
        here = chances[:, column]
        sure = np.flatnonzero(here >= max(limits().side, limits().near * float(here.max())))
        heads = [reading.words.tokens[first + int(at)] for at in sure]
        made.append(_each_once(cast.sides(heads, things=things)))
    own = span_of(trigger.tokens)
    actors = tuple(side for side in made[0] if not side.participant.span.overlaps(own))
    taken = {side.participant.span for side in actors}
    recipients = tuple(
        side
        for side in made[1]
        if side.participant.span not in taken and not side.participant.span.overlaps(own)
    )
    if any(side.rank > NOBODY for side in recipients):
        recipients = tuple(side for side in recipients if side.rank > NOBODY)
    return actors, recipients


def _each_once(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """``sides`` without a second mention of the same actor ("Kenya said it")."""
    found: dict[object, Side] = {}
    for side in sides:
        found.setdefault(side.participant.actor or side.participant.span, side)
    return tuple(found.values())
