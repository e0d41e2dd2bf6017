"""The event stage: what is reported to have happened."""

from collections.abc import Iterable

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Actor, Article, EventMention, Mention, Place, Statement, TimeReference


class EventStage:
    """The event stage: what is reported to have happened."""

    name = "events"
    needs: frozenset[type] = frozenset({Parse, Actor, Mention, Place, TimeReference, Statement})
    gives: frozenset[type] = frozenset({EventMention})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        return ()
