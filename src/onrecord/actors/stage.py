"""The actor stage: who is named, with mentions joined."""

from collections.abc import Iterable

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Actor, Article, Mention, Place


class ActorStage:
    """The actor stage: who is named, with mentions joined."""

    name = "actors"
    needs: frozenset[type] = frozenset({Parse, Place})
    gives: frozenset[type] = frozenset({Actor, Mention})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        return ()
