"""What surrounds a trigger: who tells it, when and where it was, and whether it happened."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from onrecord.events.status import assess
from onrecord.language.parse import Parse
from onrecord.records import DateBasis, Place, PloverType, Statement, Status, TimeReference
from onrecord.text import Span


class When(NamedTuple):
    """The time of an event and what it rests on."""

    reference: TimeReference
    basis: DateBasis


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
        self._statements = statements
        self._places = places
        self._times = times

    def statement(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds ``span``.

        A trigger that is itself the cue lies outside its own content, so the statement around it
        is found.
        """
        around = [
            (content.end - content.start, statement)
            for statement in self._statements
            for content in statement.content
            if content.covers(span) and not any(cue.overlaps(span) for cue in statement.cue)
        ]
        return min(around, key=lambda pair: pair[0])[1] if around else None

    def when(self, span: Span) -> When | None:
        """The time of the event at ``span``; never the day of publication by default."""
        return None

    def place(self, span: Span) -> Place | None:
        """The place of the event at ``span``."""
        return None

    def status(
        self, trigger: Token, kind: PloverType, when: When | None, statement: Statement | None
    ) -> Status:
        """Whether the event took place, from the point of view of whoever tells it."""
        return assess(
            self._parse,
            trigger,
            published=self._published,
            when=when.reference if when is not None else None,
            statement=statement,
            type=kind,
        )
