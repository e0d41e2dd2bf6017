"""An event as it was found: its trigger, who stands on either side, and how sure that is."""

from dataclasses import dataclass

from onrecord.events.participants import Side
from onrecord.events.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger with its two sides."""

    trigger: Trigger
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    chance: float
    """That the trigger tells an event."""

    @property
    def both(self) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        """Actors and recipients."""
        return self.actors, self.recipients
