"""Whom the source of a statement stands for."""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.records import Actor, Mention
from onrecord.text import Span


class Speakers:
    """Finds the actor whose mention stands at a place."""

    def __init__(self, actors: Sequence[Actor], mentions: Sequence[Mention]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._mentions = sorted(mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._mentions]
        self._longest = max((m.span.end - m.span.start for m in mentions), default=0)

    def at(self, head: Token) -> Actor | None:
        """The actor of the shortest mention that covers ``head``."""
        place = Span(head.idx, head.idx + len(head))
        best: Mention | None = None
        at = bisect_right(self._starts, place.start) - 1
        while at >= 0 and place.end - self._starts[at] <= self._longest:
            mention = self._mentions[at]
            if mention.span.covers(place) and (best is None or best.span.covers(mention.span)):
                best = mention
            at -= 1
        return None if best is None else self._actors.get(best.actor)
