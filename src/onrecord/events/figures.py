"""The figure stage: reported quantities."""

from collections.abc import Iterable

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Article, EventMention, Figure, Statement


class FigureStage:
    """The figure stage: reported quantities."""

    name = "figures"
    needs: frozenset[type] = frozenset({Parse, EventMention, Statement})
    gives: frozenset[type] = frozenset({Figure})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        return ()
