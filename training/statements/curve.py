"""The scores of a reader on marked articles, by the measures of ``evaluation/attribution.py``."""

from collections.abc import Sequence

import numpy as np

from evaluation.attribution import triples
from evaluation.task import Measure, Row
from onrecord.language.encoder import Encoder, Encoding
from onrecord.statements.decode import Parts
from onrecord.statements.draft import Draft
from onrecord.statements.lexicon import lexicon
from onrecord.statements.reader import Reader
from onrecord.statements.resolve import choose, parents
from onrecord.statements.traits import traits
from training.statements.lessons import Lesson


def found(
    articles: Sequence[tuple[Row, Lesson]],
    encoder: Encoder,
    reader: Reader,
    weights: Sequence[float],
    threshold: float,
) -> dict[str, list[Row]]:
    """The outermost statements read in each article."""
    reader.weights = np.array(weights)
    return {row["id"]: _of(one, encoder, reader, threshold) for row, one in articles}


def _of(one: Lesson, encoder: Encoder, reader: Reader, threshold: float) -> list[Row]:
    table = traits(one.words, one.quotations, lexicon(), reader.names)
    drafts = []
    for window in Encoding(one.words, encoder).windows:
        for reading in reader.read(window, one.words, table):
            source, cue, content = (
                tuple(one.words.span(*span) for span in part) for part in reading.parts
            )
            if cue and content:
                anchor = one.words.tokens[reading.anchor]
                sure = reader.confidence(reading)
                drafts.append(Draft(anchor, source, cue, content, sure))
    chosen = choose([draft for draft in drafts if draft.chance >= threshold])
    outer = [draft for draft, above in zip(chosen, parents(chosen), strict=True) if above is None]
    return [
        {name: [[s.start, s.end] for s in getattr(draft, name)] for name in Parts._fields}
        for draft in outer
    ]


def triple_scores(
    articles: Sequence[tuple[Row, Lesson]], answers: dict[str, list[Row]]
) -> list[Measure]:
    """Triple overlap of the answers."""
    return list(triples([(answers[row["id"]], row["attributions"]) for row, _ in articles]))
