"""An event as it was found: its trigger, who stands on either side, and how sure that is."""

from dataclasses import dataclass

from onrecord.events.participants import NOBODY, Side
from onrecord.events.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger with its two sides."""

    trigger: Trigger
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    chance: float
    """That the trigger tells an event of its type."""
    sides_chance: float
    """That the sides are right, by the reader."""

    @property
    def enough(self) -> bool:
        """Whether the sides are as political as the lexicon asks."""
        ranks = [max((s.rank for s in side), default=NOBODY) for side in self.both]
        group = self.trigger.group
        return max(ranks) >= group.need and min(ranks) >= group.both

    @property
    def both(self) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        """Actors and recipients."""
        return self.actors, self.recipients
