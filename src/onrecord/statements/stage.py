"""The statement stage: who said what."""

from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Token

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Actor, Article, Mention, Statement
from onrecord.statements.candidate import Candidate
from onrecord.statements.ends import EndChooser
from onrecord.statements.features import features
from onrecord.statements.find import find_candidates
from onrecord.statements.judge import end_weights, judge
from onrecord.statements.kinds import form_of, source_kinds
from onrecord.statements.lexicon import Lexicon, lexicon
from onrecord.statements.quotes import Quotations
from onrecord.statements.resolve import Judged, choose, go_on, parents
from onrecord.statements.speakers import Speakers
from onrecord.statements.tail import CHANCE, is_tail

_THRESHOLD = 0.4
"""Least chance of a statement that is kept (best triple overlap F1 on the dev split of PolNeAR
with precision not below recall)."""


class StatementStage:
    """The statement stage: who said what.

    Rules on the parse find candidates, a linear model judges them, and what it keeps is nested and
    joined. ``Statement.confidence`` is the model's chance. Measured on the outermost statements of
    the dev split of PolNeAR it is somewhat too sure: of those given 0.9 or more 95% are right, 81%
    of those from 0.8, 66% from 0.7, 54% from 0.6, 45% from 0.5 and 38% from 0.4. Words such as
    "allegedly" are kept whatever their chance.
    """

    name = "statements"
    needs: frozenset[type] = frozenset({Parse, Actor, Mention})
    gives: frozenset[type] = frozenset({Statement})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        """The statements of ``article``, by the place of their cues."""
        parse = given.one(Parse)
        quotations = Quotations(article.text, parse.paragraphs)
        words = lexicon()
        judged = [
            (candidate, _chance(candidate, quotations, words))
            for candidate in find_candidates(parse, quotations)
        ]
        ends = EndChooser(end_weights(), quotations, words)
        kept = [
            (ends.settle(candidate), chance) for candidate, chance in choose(judged, _THRESHOLD)
        ]
        chosen = go_on(kept, parse, quotations)
        maker = _Maker(article, quotations, Speakers(given.all(Actor), given.all(Mention)))
        return maker.statements(chosen)


def _chance(candidate: Candidate, quotations: Quotations, words: Lexicon) -> float:
    """The judge's chance of ``candidate``; one that is certain by its form has a good one."""
    chance = judge().chance(features(candidate, quotations, words))
    return max(chance, CHANCE) if is_tail(candidate) else chance


def _who(head: Token | None) -> Token | None:
    """Whom a source's head stands for: "who" stands for the noun that its clause is about."""
    if head is None or head.tag_ not in {"WP", "WDT"} or head.head.dep_ != "relcl":
        return head
    return head.head.head


class _Maker:
    """Makes the records of one article."""

    def __init__(self, article: Article, quotations: Quotations, speakers: Speakers) -> None:
        self._article = article
        self._quotations = quotations
        self._speakers = speakers

    def statements(self, chosen: Sequence[Judged]) -> list[Statement]:
        """A statement for each of ``chosen``, each with the one that tells it."""
        bare = [self._statement(candidate, chance) for candidate, chance in chosen]
        return [
            made if above is None else msgspec.structs.replace(made, parent=bare[above].id)
            for made, above in zip(bare, parents(chosen), strict=True)
        ]

    def _statement(self, candidate: Candidate, chance: float) -> Statement:
        head = _who(candidate.source_head)
        speaker = None if head is None else self._speakers.at(head)
        kind = None
        if head is not None:
            words = " ".join(span.of(self._article.text) for span in candidate.source)
            kind = source_kinds().of(head, words, speaker)
        return Statement(
            article=self._article.id,
            source=candidate.source,
            cue=candidate.cue,
            content=candidate.content,
            form=form_of(candidate.content, self._quotations),
            source_kind=kind,
            speaker=None if speaker is None else speaker.id,
            confidence=round(chance, 3),
        )
