"""The statement stage: who said what."""

from collections.abc import Iterable

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Actor, Article, Form, Mention, Statement
from onrecord.statements.candidate import Candidate, Family
from onrecord.statements.find import find_candidates
from onrecord.statements.lexicon import lexicon
from onrecord.statements.quotes import Quotations, find_quotations


class StatementStage:
    """The statement stage: who said what."""

    name = "statements"
    needs: frozenset[type] = frozenset({Parse, Actor, Mention})
    gives: frozenset[type] = frozenset({Statement})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        """The statements of ``article``, by the place of their cues."""
        parse = given.one(Parse)
        quotations = Quotations(find_quotations(article.text, parse.paragraphs))
        accepted = [c for c in find_candidates(parse, quotations) if _accepted(c)]
        return [_statement(article, candidate) for candidate in accepted]


def _accepted(candidate: Candidate) -> bool:
    if candidate.family in {Family.QUOTE, Family.ACCORDING}:
        return True
    known = lexicon().verb_class(candidate.lemma) is not None
    return known and candidate.family in {Family.CLAUSE, Family.LIGHT}


def _statement(article: Article, candidate: Candidate) -> Statement:
    return Statement(
        article=article.id,
        source=candidate.source,
        cue=candidate.cue,
        content=candidate.content,
        form=Form.INDIRECT,
    )
