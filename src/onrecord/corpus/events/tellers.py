"""Who tells of an event, for whom they speak, and what they do with it: deny, reject, recall."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from onrecord.coding import Coding
from onrecord.corpus.events.given import takes_as_given
from onrecord.corpus.events.lexicon import (
    circumstances,
    disowning,
    ended,
    known,
    lemma_of,
    recalling,
    rejecting,
)
from onrecord.corpus.events.rebuttals import rebutted, reported
from onrecord.corpus.events.retractions import is_recalled_denial, takes_back, taking_back
from onrecord.corpus.events.sentences import clauses_of
from onrecord.corpus.events.told import FORCE, Told
from onrecord.events.sameness import POINTING
from onrecord.records import Actor, EventMention, Modality, PloverType, Statement, StatementAct
from onrecord.text import Span

_THINGS = POINTING | {"a", "an", "any", "all", "its", "his", "her", "their", "such"}
"""Words with which what is said no to begins where it is a thing, and not that something is so."""
_CLAUSES = frozenset({"that", "of", "to", "which", "who", "about", "for"})
"""Words behind which something is told of the thing."""
_CLAUSE = re.compile(r"[.,;:!?\n]")
_BEFORE = 40
"""Characters before a cue or a deed that can say whether it is known."""
_NEAR_CUE = 4
"""Words before a cue that can say that it is recalled."""


class Tellers:
    """The statements of one article, by id."""

    def __init__(self, coding: Coding) -> None:
        self._coding = coding
        self._text = coding.article.text
        self._actors: Mapping[str, Actor] = {a.id: a for a in coding.actors}
        self._statements: Mapping[str, Statement] = {s.id: s for s in coding.statements}
        self._dissents = [m.trigger for m in coding.event_mentions if _is_dissent(m)]

    def of(self, statement: str | None) -> tuple[str | None, str | None]:
        """Who makes a statement and whom they speak for; empty without a statement."""
        said = self._statements.get(statement or "")
        return (self._teller(said), self._speaks_for(said)) if said else (None, None)

    def told_by(self, telling: Told, mention: EventMention, sentence: Span) -> Told:
        """``telling`` with who tells it and what they do with it."""
        said = self._statements.get(mention.statement or "")
        telling = msgspec.structs.replace(
            telling,
            said_before=self._is_recalled(said, mention, sentence),
            reported=self._reported(mention, sentence),
        )
        if said is None:
            return self._taken_back(telling)
        return msgspec.structs.replace(
            telling,
            teller=self._teller(said),
            side=self._speaks_for(said),
            named=bool(said.speaker and self._actors[said.speaker].named),
            kind=said.source_kind.value if said.source_kind else None,
            act=self._act(said),
            rejected=self._rejects(said, mention.trigger),
            circumstance=self._is_circumstance(said, mention, sentence),
            given=self._is_given(said, mention),
            takes_back=takes_back(self._text, said, self._coding.article.outlet),
        )

    def answered(self, made: Sequence[Told]) -> list[Told]:
        """``made`` with who denies them by pointing at them.

        What is denied so is the one deed that the statement tells anew, where there is but one.
        """
        told: dict[str, list[Told]] = {}
        for telling in made:
            before = self._text[max(0, telling.start - _BEFORE) : telling.start].lower().split()
            taken = telling.given or not known().isdisjoint(before[-1:])
            if telling.statement and telling.happened and not taken:
                told.setdefault(telling.statement, []).append(telling)
        denials = rebutted(self._text, self._coding.statements, told.keys())
        found: dict[str, str] = {}
        for id_, denial in denials.items():
            deeds = [t for t in told[id_] if t.start < denial.cue[0].start]
            if len({t.chain for t in deeds}) == 1:
                found.update(dict.fromkeys((t.mention for t in deeds), self._speaks_for(denial)))
        return [msgspec.structs.replace(t, rebutted=found.get(t.mention)) for t in made]

    def _taken_back(self, telling: Told) -> Told:
        """``telling``, where no statement was read, by whoever takes it back in its sentence."""
        if not telling.happened:
            return telling
        quote = Span(telling.quote_start, telling.quote_end)
        cue = taking_back(self._text, quote, Span(telling.start, telling.end))
        near = [m for m in self._coding.mentions if cue and quote.start <= m.span.start < cue.start]
        who = max(near, key=lambda m: m.span.start, default=None)
        if who is None or who.actor is None:
            return telling
        actor = self._actors[who.actor]
        side = actor.code or actor.country or actor.name.lower()
        return msgspec.structs.replace(telling, takes_back=True, teller=actor.name, side=side)

    def _is_recalled(self, said: Statement | None, mention: EventMention, quote: Span) -> bool:
        """Whether what is said was said before: "had denied", "first denied", "after denying"."""
        if said is None:
            negated = mention.status.modality is Modality.NEGATED
            return negated and is_recalled_denial(self._text, quote, mention.trigger)
        if not said.cue:
            return False
        cue = said.cue[0]
        before = _CLAUSE.split(self._text[max(0, cue.start - _BEFORE) : cue.start])[-1].lower()
        said_in = cue.of(self._text).lower().split()
        words = [*before.split()[-_NEAR_CUE:], *said_in]
        if not recalling().isdisjoint(words):
            return True
        return said_in[0].endswith("ing") and not ended().isdisjoint(words)

    def _is_given(self, said: Statement, mention: EventMention) -> bool:
        """Whether the article knows of it; who rejects an offer or sanctions knows of them, too."""
        rejected = mention.status.happened and mention.type not in FORCE
        if rejected and self._rejects(said, mention.trigger):
            return True
        return takes_as_given(self._text, said, mention.trigger, self._dissents)

    def _rejects(self, said: Statement, trigger: Span) -> bool:
        """Whether the cue says no to the thing itself that the trigger names, not to a claim."""
        cue = " ".join(span.of(self._text) for span in said.cue).lower().split()
        start = min((span.start for span in said.content), default=trigger.end)
        before = self._text[start : trigger.start].lower().split()
        rejects = {lemma_of(word) for word in cue} & rejecting()
        names = bool(before) and before[0] in _THINGS and _CLAUSES.isdisjoint(before)
        return bool(rejects) and names

    def _act(self, said: Statement) -> str | None:
        """What the source does; who says that it was not behind a deed denies it, in any words."""
        content = " ".join(span.of(self._text) for span in said.content).lower()
        words = f" {' '.join(content.split())} "
        if any(f" {phrase} " in words for phrase in disowning()):
            return StatementAct.DENIES.value
        return said.act.value if said.act else None

    def _is_circumstance(self, said: Statement, mention: EventMention, quote: Span) -> bool:
        """Whether what is denied is how or why it was done: that it was done is then taken so."""
        if mention.status.modality is not Modality.NEGATED:
            return False
        clause = next(
            c
            for c in clauses_of(self._text, quote)
            if c.start <= mention.trigger.start < c.end or c.end == quote.end
        )
        start = min((span.start for span in said.content), default=mention.trigger.start)
        words = " ".join(self._text[start : clause.end].lower().split())
        return any(f" {phrase} " in f" {words} " for phrase in circumstances())

    def _reported(self, mention: EventMention, quote: Span) -> str | None:
        if mention.status.modality is not Modality.NEGATED or mention.statement is None:
            return None
        return reported(self._text, quote, mention.trigger)

    def _teller(self, said: Statement) -> str:
        actor = self._actors.get(said.speaker or "")
        if actor is not None:
            return actor.name
        words = " … ".join(span.of(self._text) for span in said.source)
        return words or "a source not named"

    def _speaks_for(self, said: Statement) -> str:
        actor = self._actors.get(said.speaker or "")
        if actor is not None and (actor.code or actor.country):
            return actor.code or actor.country or ""
        return self._teller(said).lower()


def _is_dissent(mention: EventMention) -> bool:
    """Whether it tells that somebody condemns or protests against something."""
    condemns = mention.type is PloverType.ACCUSE and mention.mode == "disapprove"
    return condemns or mention.type is PloverType.PROTEST
