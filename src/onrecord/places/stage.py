"""The place stage: place names and what they resolve to."""

from collections.abc import Iterable

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Article, Place


class PlaceStage:
    """The place stage: place names and what they resolve to."""

    name = "places"
    needs: frozenset[type] = frozenset({Parse})
    gives: frozenset[type] = frozenset({Place})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        return ()
