"""An event as it was found: its trigger and who stands on either side."""

from dataclasses import dataclass

from onrecord.events.confidence import confidence, threshold
from onrecord.events.participants import NOBODY, Side
from onrecord.events.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger with its two sides."""

    trigger: Trigger
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]

    @property
    def both(self) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        """Actors and recipients."""
        return self.actors, self.recipients

    @property
    def enough(self) -> bool:
        """Whether the sides are as political as the trigger asks and such mentions are trusted."""
        group = self.trigger.group
        ranks = [max((s.rank for s in side), default=NOBODY) for side in self.both]
        political = max(ranks) >= group.need and min(ranks) >= group.both
        return political and self.confidence >= threshold()

    @property
    def confidence(self) -> float:
        """How often mentions with such sides are right."""
        measured = confidence(self.actors, self.recipients, verbal=self.trigger.verbal)
        return max(measured, self.trigger.group.least)
