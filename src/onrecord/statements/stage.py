"""The statement stage: who said what."""

from collections.abc import Iterable

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Actor, Article, Mention, Statement


class StatementStage:
    """The statement stage: who said what."""

    name = "statements"
    needs: frozenset[type] = frozenset({Parse, Actor, Mention})
    gives: frozenset[type] = frozenset({Statement})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        return ()
