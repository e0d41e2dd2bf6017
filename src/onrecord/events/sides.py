"""Who takes part in an event: by the trained reader and, where it sees nobody, by grammar."""

from collections.abc import Sequence

import numpy as np

from onrecord.events.confidence import limits
from onrecord.events.lexicon import Carriers
from onrecord.events.participants import Cast, Side
from onrecord.events.reader import ACTOR, RECIPIENT, EventReading
from onrecord.events.roles import TwoSides, apart, mutual, sides_of, things_hit
from onrecord.events.triggers import Trigger
from onrecord.language.encoder import Floats
from onrecord.text import Span


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
    read = _likely(trigger, first, chances, reading, cast)
    best = (float(chances[:, column].max()) for column in (ACTOR, RECIPIENT))
    actors, recipients = map(_chosen, by_grammar, read, best)
    taken = {side.participant.span for side in actors}
    others = tuple(side for side in recipients if side.participant.span not in taken)
    return mutual(trigger, actors, others)


def _chosen(by_grammar: tuple[Side, ...], read: tuple[Side, ...], best: float) -> tuple[Side, ...]:
    """What grammar says where the reader agrees in part, is not sure or sees nobody.

    Grammar knows who else is joined to somebody ("French and British diplomats").
    """
    agrees = any(
        one.participant.span.overlaps(other.participant.span)
        for one in by_grammar
        for other in read
    )
    return by_grammar if by_grammar and (agrees or best < limits().sure) else read


def _likely(
    trigger: Trigger, first: int, chances: Floats, reading: EventReading, cast: Cast
) -> TwoSides:
    """The participants whose chance is high enough, and near that of the likeliest."""
    made = []
    for column, things in ((ACTOR, False), (RECIPIENT, things_hit(trigger))):
        here = chances[:, column]
        sure = np.flatnonzero(here >= max(limits().side, limits().near * float(here.max())))
        heads = [reading.words.tokens[first + int(at)] for at in sure]
        made.append(_each_once([cast.sides([head], things=things) for head in heads]))
    return apart(trigger, *made)


def _each_once(phrases: Sequence[tuple[Side, ...]]) -> tuple[Side, ...]:
    """The sides of all ``phrases`` but a second phrase for the same actor ("Kenya said it")."""
    found: dict[Span, Side] = {}
    actors: set[str | None] = {None}
    for sides in phrases:
        if len(sides) > 1 or not sides or sides[0].participant.actor not in actors - {None}:
            found |= {side.participant.span: side for side in sides}
        actors |= {side.participant.actor for side in sides}
    return tuple(found[span] for span in sorted(found))
