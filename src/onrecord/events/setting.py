"""What surrounds a trigger: who tells it, when and where it was, and whether it happened."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from onrecord.dates.dating import Dated, Dating
from onrecord.events.due import due
from onrecord.events.status import assess, is_bare
from onrecord.events.status_background import BACKGROUND
from onrecord.events.status_context import Story, doubt, taken_up
from onrecord.language.parse import Parse, span_of
from onrecord.places.linking import where
from onrecord.records import (
    Certainty,
    EventTime,
    Place,
    PloverType,
    Statement,
    Status,
    TimeReference,
)
from onrecord.text import Span

Item = TypeVar("Item")

_BLOCK = 1000
"""Characters of a stretch of text; a sentence hardly reaches beyond the neighbouring one."""


class Setting:
    """Statements, places and times of one article, looked up for a trigger."""

    def __init__(
        self,
        parse: Parse,
        *,
        published: dt.date | None,
        statements: Sequence[Statement],
        places: Sequence[Place],
        times: Sequence[TimeReference],
    ) -> None:
        self._parse = parse
        self._published = published
        self._by_id = {statement.id: statement for statement in statements}
        self._contents = _by_block((c, s) for s in statements for c in s.content)
        self._places = _by_block((place.span, place) for place in places)
        self._times = _by_block((time.span, time) for time in times)
        self._dating = Dating(parse, times, published)
        self._story = Story(parse, published, self._is_historical, self._is_dated)
        self._others: dict[int, Status] = {}

    def statement(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds ``span``.

        A trigger that is itself the cue lies outside its own content, so the statement around it
        is found.
        """
        around = [
            (content.end - content.start, statement)
            for content, statement in self._contents.get(_block(span.start), ())
            if content.covers(span) and not any(cue.overlaps(span) for cue in statement.cue)
        ]
        return min(around, key=lambda pair: pair[0])[1] if around else None

    def beyond_own(
        self, statement: Statement | None, actors: Sequence[str | None]
    ) -> Statement | None:
        """The statement that tells a speech act; its own does not ("he said he rejects it").

        Who says that he rejects something does it by saying so: the one who tells is whoever
        tells the statement.
        """
        if statement is None or statement.speaker is None or statement.speaker not in actors:
            return statement
        return self._by_id.get(statement.parent) if statement.parent is not None else None

    def denier(self, statement: Statement | None) -> Statement | None:
        """The statement that denies what ``statement``, the innermost one, tells.

        Of "the alleged shooting never took place" that is not the one that alleges it.
        """
        if statement is None or not is_bare(self._parse, statement):
            return statement
        return self._by_id.get(statement.parent) if statement.parent is not None else None

    def when(self, span: Span) -> Dated | None:
        """The time of the event at ``span``; never the day of publication by default."""
        return self._dating.when(span)

    def place(self, span: Span) -> Place | None:
        """The place of the event at ``span``, or of the telling that a noun takes up ("the raid").

        Where earlier tellings have several places, it is a doubt.
        """
        own = where(self._parse, span, _near(self._places, span))
        if own is not None:
            return own
        told = (span_of(word) for word in self._dating.before(span))
        places = [where(self._parse, one, _near(self._places, one)) for one in told]
        known = [place for place in places if place is not None and place.name]
        return known[0] if known and len({place.name for place in known}) == 1 else None

    def due(self, trigger: Token, status: Status) -> Dated | None:
        """Until when an event that lies ahead is due, where its clause gives a day."""
        if status.time is not EventTime.FUTURE:
            return None
        near = _near(self._times, span_of(trigger))
        return due(self._parse, trigger, near, self._published)

    def status(
        self,
        trigger: Token,
        kind: PloverType | None,
        when: Dated | None,
        statement: Statement | None,
    ) -> Status:
        """Whether the event took place, from the point of view of whoever tells it."""
        status = self._alone(trigger, kind, when, statement)
        if trigger.pos_ in {"NOUN", "PROPN"}:
            told = self._dating.before(span_of(trigger))
            status = taken_up(trigger, status, told, self._of_other)
        if status.time is EventTime.CURRENT and when is None:
            start = self._story.goes_on(trigger)
            if start is not None:
                status = msgspec.structs.replace(
                    status, time=EventTime.HISTORICAL, evidence=(*status.evidence, span_of(start))
                )
        return self._doubted(trigger, status, statement)

    def _alone(
        self,
        trigger: Token,
        kind: PloverType | None,
        when: Dated | None,
        statement: Statement | None,
    ) -> Status:
        return assess(
            self._parse,
            trigger,
            published=self._published,
            when=when.reference if when is not None else None,
            statement=statement,
            type=kind,
        )

    def _of_other(self, token: Token) -> Status:
        """The status of another telling, by its own sentence."""
        if token.i not in self._others:
            span = span_of(token)
            self._others[token.i] = self._alone(token, None, self.when(span), self.statement(span))
        return self._others[token.i]

    def _doubted(self, trigger: Token, status: Status, statement: Statement | None) -> Status:
        if status.certainty is Certainty.POSSIBLE:
            return status
        word = doubt(self._parse, trigger, statement, self._sentence_after(trigger))
        if word is None:
            return status
        return msgspec.structs.replace(
            status, certainty=Certainty.POSSIBLE, evidence=(*status.evidence, span_of(word))
        )

    def _sentence_after(self, token: Token) -> DocSpan | None:
        end = token.sent.end
        return token.doc[end].sent if end < len(token.doc) else None

    def _is_historical(self, word: Token) -> bool:
        when = self.when(span_of(word))
        if when is None or self._published is None or when.reference.date_to is None:
            return False
        return self._published - when.reference.date_to > BACKGROUND

    def _is_dated(self, word: Token) -> bool:
        return self.when(span_of(word)) is not None


def _block(at: int) -> int:
    return at // _BLOCK


def _by_block(items: Iterable[tuple[Span, Item]]) -> dict[int, list[tuple[Span, Item]]]:
    """``items`` by the stretches of text that they reach into, so that look-ups stay short."""
    found: dict[int, list[tuple[Span, Item]]] = {}
    for span, item in items:
        for block in range(_block(span.start), _block(span.end) + 1):
            found.setdefault(block, []).append((span, item))
    return found


def _near(index: dict[int, list[tuple[Span, Item]]], span: Span) -> list[Item]:
    """The items in the stretches of text around ``span``, in the order of the text."""
    at = _block(span.start)
    near = [pair for block in (at - 1, at, at + 1) for pair in index.get(block, ())]
    return [item for _, item in {pair[0]: pair for pair in near}.values()]
