"""The statement stage: who said what."""

from collections.abc import Iterable, Sequence

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Actor, Article, Form, Mention, Statement
from onrecord.statements.candidate import Candidate
from onrecord.statements.features import features
from onrecord.statements.find import find_candidates
from onrecord.statements.judge import judge
from onrecord.statements.lexicon import lexicon
from onrecord.statements.quotes import Quotations
from onrecord.statements.resolve import Judged, choose, go_on, parents

_THRESHOLD = 0.4
"""Least chance of a statement that is kept (best triple overlap F1 on the dev split of PolNeAR
with precision not below recall)."""


class StatementStage:
    """The statement stage: who said what."""

    name = "statements"
    needs: frozenset[type] = frozenset({Parse, Actor, Mention})
    gives: frozenset[type] = frozenset({Statement})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        """The statements of ``article``, by the place of their cues."""
        parse = given.one(Parse)
        quotations = Quotations(article.text, parse.paragraphs)
        words, weigh = lexicon(), judge().chance
        judged = [
            (candidate, weigh(features(candidate, quotations, words)))
            for candidate in find_candidates(parse, quotations)
        ]
        chosen = go_on(choose(judged, _THRESHOLD), parse, quotations)
        return _statements(article, chosen)


def _statements(article: Article, chosen: Sequence[Judged]) -> list[Statement]:
    bare = [_statement(article, candidate, chance, None) for candidate, chance in chosen]
    return [
        _statement(article, candidate, chance, None if above is None else bare[above].id)
        for (candidate, chance), above in zip(chosen, parents(chosen), strict=True)
    ]


def _statement(
    article: Article, candidate: Candidate, chance: float, parent: str | None
) -> Statement:
    return Statement(
        article=article.id,
        source=candidate.source,
        cue=candidate.cue,
        content=candidate.content,
        form=Form.INDIRECT,
        parent=parent,
        confidence=round(chance, 3),
    )
