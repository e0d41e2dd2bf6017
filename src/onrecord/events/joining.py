"""The joining stage: tellings of the same happening within an article."""

from collections.abc import Iterable

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Article, ArticleEvent, EventMention, Statement


class JoinStage:
    """The joining stage: tellings of the same happening within an article."""

    name = "joining"
    needs: frozenset[type] = frozenset({Parse, EventMention, Statement})
    gives: frozenset[type] = frozenset({ArticleEvent})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        return ()
