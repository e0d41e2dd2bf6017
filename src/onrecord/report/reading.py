"""A coding with its records by id, and the answers that every view asks of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.coding import Coding
from onrecord.records import (
    Actor,
    EventMention,
    Figure,
    Mention,
    Participant,
    Place,
    SourceKind,
    Statement,
    Status,
    TimeReference,
)
from onrecord.report import words
from onrecord.text import Span

SHORT = 60
"""Characters of a source's words where only a label has room."""

_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|refut\w+|rebut\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, as it is shown."""

    text: str
    note: str = ""
    span: Span | None = None
    """The characters that it was read from."""
    record: str | None = None
    """Id of another record that it opens."""
    opens: str = "record"
    """What the link to that record says, where ``text`` leads to the characters."""
    quoted: bool = False
    """Whether ``text`` is words of the article."""
    anchor: str | None = None
    """Id of the record that this value is all there is to show of."""


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled field; without values it is shown as not given."""

    label: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A record as a list of fields."""

    id: str
    kind: str
    title: str
    fields: tuple[Field, ...]
    spans: tuple[Span, ...]
    """The characters that the record as a whole stands in."""
    note: str = ""
    """What tells it from others of its kind, where only one line has room."""


class Reading:
    """The records of one article, by id."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.text = coding.article.text
        self.actors: dict[str, Actor] = {r.id: r for r in coding.actors}
        self.places: dict[str, Place] = {r.id: r for r in coding.places}
        self.times: dict[str, TimeReference] = {r.id: r for r in coding.times}
        self.statements: dict[str, Statement] = {r.id: r for r in coding.statements}
        self.tellings: dict[str, EventMention] = {r.id: r for r in coding.event_mentions}
        self.mentions: dict[str, list[Mention]] = {}
        for mention in coding.mentions:
            self.mentions.setdefault(mention.actor, []).append(mention)
        self.told: dict[str, list[EventMention]] = {}
        for telling in coding.event_mentions:
            self.told.setdefault(telling.statement or "", []).append(telling)
        self.figures: dict[str, list[Figure]] = {}
        for figure in coding.figures:
            if figure.event is not None:
                self.figures.setdefault(figure.event, []).append(figure)

    def words(self, spans: Span | Iterable[Span]) -> str:
        """The characters of ``spans`` on one line; gaps between spans are marked."""
        pieces = [spans] if isinstance(spans, Span) else spans
        return " … ".join(" ".join(span.of(self.text).split()) for span in pieces)

    def quoted(self, span: Span) -> Value:
        """The characters of ``span`` as a value."""
        return Value(self.words(span), span=span, quoted=True)

    def participant(self, of: Participant) -> Value:
        """Who takes part: the words, the name behind them, and the codes."""
        actor = self.actors.get(of.actor) if of.actor else None
        codes = words.codes(of.country, of.sectors, of.code)
        codes = f"{codes} · from context" if of.by_context else codes
        said = self.words(of.span)
        if actor is None:
            return Value(said, codes, of.span, quoted=True)
        name = shortened(actor.name)
        opens = "actor" if name.casefold() == said.casefold() else name
        return Value(said, codes, of.span, actor.id, opens, quoted=True)

    def name(self, of: Participant) -> str:
        """The shortest plain name of a participant."""
        actor = self.actors.get(of.actor) if of.actor else None
        return shortened(actor.name if actor else self.words(of.span))

    def speaker(self, statement: Statement) -> str:
        """Who speaks: the actor's name, else the words of the source."""
        actor = self.actors.get(statement.speaker) if statement.speaker else None
        if actor is not None:
            return shortened(actor.name)
        return shortened(self.words(statement.source)) or words.NO_SOURCE

    def unnamed(self, statement: Statement) -> bool:
        """Whether the article does not name the source."""
        actor = self.actors.get(statement.speaker) if statement.speaker else None
        if statement.source_kind is SourceKind.UNNAMED_PERSON or not statement.source:
            return actor is None or not actor.named
        return actor is not None and not actor.named and statement.source_kind is None

    def chain(self, statement: str | None) -> tuple[Statement, ...]:
        """The statement with this id and those that tell it, the innermost first."""
        found: list[Statement] = []
        while statement in self.statements and len(found) < len(self.statements):
            found.append(self.statements[statement])
            statement = found[-1].parent
        return tuple(found)

    def teller(self, statement: str | None) -> str:
        """Such as "Ana Ruiz, as told by La Hora"; the narrator where there is no statement."""
        if statement is None:
            return words.NARRATOR
        names = [words.inside(self.speaker(link)) for link in self.chain(statement)]
        return ", as told by ".join(dict.fromkeys(names)) or words.SOMEBODY

    def tellers(self, statements: Sequence[str]) -> str:
        """The tellers of several statements, each once."""
        return words.listed(list(dict.fromkeys(self.teller(one) for one in statements)))

    def status(self, status: Status, claims: Sequence[str]) -> str:
        """Whether it happened, in plain words.

        Args:
            claims: ids of the statements that tell it; empty if the article itself does.
        """
        if not claims:
            return words.status(status)
        by = self.tellers(claims)
        if self._denied(status, claims):
            return f"denied by {by}"
        return f"{words.status(status)}, according to {by}"

    def claim(self, status: Status, claims: Sequence[str]) -> str:
        """The same without the teller, but never as a fact where only a source tells it."""
        if not claims:
            return words.status(status)
        return "denied" if self._denied(status, claims) else words.claim(status)

    def _denied(self, status: Status, claims: Sequence[str]) -> bool:
        if words.lane(status) is not words.Lane.DENIED:
            return False
        cues = [span for one in claims for link in self.chain(one)[:1] for span in link.cue]
        return _DENIES.search(self.words([*cues, *status.evidence])) is not None


def shortened(text: str, limit: int = SHORT) -> str:
    """``text`` on one line, cut at a word if it is longer than ``limit`` characters."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0] + " …"
