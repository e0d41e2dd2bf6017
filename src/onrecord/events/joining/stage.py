"""The joining stage: a record of each happening of an article, with all its tellings."""

from collections.abc import Iterable, Mapping

from onrecord.events.joining.happenings import Happenings
from onrecord.events.joining.lending import Chain, dated, placed
from onrecord.pipeline import Given
from onrecord.records import (
    Article,
    ArticleEvent,
    Certainty,
    EventMention,
    Modality,
    Place,
    Status,
)

_COMMITMENT = (
    Modality.ACTUAL,
    Modality.NEGATED,
    Modality.ATTEMPTED,
    Modality.PLANNED,
    Modality.CONDITIONAL,
    Modality.POSSIBLE,
)
_SURENESS = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


class JoinStage:
    """The joining stage: tellings of the same happening within an article."""

    name = "joining"
    needs: frozenset[type] = frozenset({EventMention, Happenings, Place})
    gives: frozenset[type] = frozenset({ArticleEvent})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        places = {place.id: place for place in given.all(Place)}
        for chain in given.one(Happenings).of(given.all(EventMention)):
            yield _event(article, chain, places)


def _event(article: Article, chain: Chain, places: Mapping[str, Place]) -> ArticleEvent:
    day, where = dated(chain), placed(chain, places)
    tellers = (m.statement for m in chain if m.statement is not None)
    return ArticleEvent(
        article=article.id,
        mentions=tuple(m.id for m in chain),
        type=chain[0].type,
        status=min((m.status for m in chain), key=_commitment),
        told_by_narrator=any(m.statement is None for m in chain),
        statements=tuple(dict.fromkeys(tellers)),
        place=where.place if where is not None else None,
        date_from=day.date_from if day is not None else None,
        date_to=day.date_to if day is not None else None,
        date_basis=day.date_basis if day is not None else None,
    )


def _commitment(status: Status) -> tuple[int, int]:
    return _COMMITMENT.index(status.modality), _SURENESS.index(status.certainty)
