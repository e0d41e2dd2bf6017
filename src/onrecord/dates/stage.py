"""The date stage: time expressions and their intervals."""

from collections.abc import Iterable

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Article, TimeReference


class DateStage:
    """The date stage: time expressions and their intervals."""

    name = "dates"
    needs: frozenset[type] = frozenset({Parse})
    gives: frozenset[type] = frozenset({TimeReference})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        return ()
