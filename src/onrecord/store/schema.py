"""The tables of the store, derived once from the record types.

A table a kind of record, one for the participants of event mentions and one for all spans of all
records. Exports and the documentation read the same list.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from onrecord.coding import FIELD_OF
from onrecord.records import (
    Article,
    Event,
    EventFigure,
    EventMember,
    EventMention,
    Forecast,
    Judgement,
    Origin,
    OriginMember,
    Participant,
    Record,
    Run,
)
from onrecord.store.shape import Kind, fields


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    sql: str
    nullable: bool = False
    path: tuple[str, ...] = ()
    """Attributes from the record to the value; empty where the store adds the column."""
    owner: type[msgspec.Struct] | None = None
    """The type that defines the field; ``None`` where the store adds the column."""
    vocabulary: type[StrEnum] | None = None
    meaning: str = ""
    """What it holds, where the store adds the column; of a field, its class says it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the store."""

    name: str
    record: type[msgspec.Struct] | None
    """The type that its rows hold."""
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    """Columns that put the rows in an order that does not depend on when they were stored."""

    @property
    def ddl(self) -> str:
        """The statement that creates it."""
        lines = (f'"{c.name}" {c.sql}{"" if c.nullable else " NOT NULL"}' for c in self.columns)
        return f"CREATE TABLE {self.name} ({', '.join(lines)})"


def columns_of(kind: type[msgspec.Struct], path: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The columns of the values of ``kind``, those of structs inside it included."""
    found: list[Column] = []
    for field in fields(kind):
        here = (*path, field.name)
        if field.kind is Kind.VALUE:
            name = "_".join(here)
            found.append(Column(name, field.sql, field.nullable, here, kind, field.vocabulary))
        elif field.kind is Kind.STRUCT and field.struct is not None:
            found.extend(columns_of(field.struct, here))
    return tuple(found)


RUNS = Table("runs", Run, columns_of(Run), ("id",))

ARTICLES = Table(
    "articles",
    Article,
    (
        *columns_of(Article),
        Column(
            "version", "BIGINT", meaning="1 for the first text under its key, then 2 and so on."
        ),
        Column("run", "VARCHAR", meaning="Id of the run that made its records."),
    ),
    ("key", "version"),
)

_ARTICLE = Column("article", "VARCHAR", meaning="Id of the article.")
_ORDINAL = Column("ordinal", "BIGINT", meaning="Place in the article's records, from 0.")

PARTICIPANTS = Table(
    "participants",
    Participant,
    (
        _ARTICLE,
        Column("event_mention", "VARCHAR", meaning="Id of the event mention."),
        Column("role", "VARCHAR", meaning="actor (who acts) or recipient (to whom it is done)."),
        Column("ordinal", "BIGINT", meaning="Place among those with this role, from 0."),
        *columns_of(Participant),
    ),
    ("article", "event_mention", "role", "ordinal"),
)

ROLES = {"actors": "actor", "recipients": "recipient"}
"""Field of an event mention and the role of those who stand in it."""

SPANS = Table(
    "spans",
    None,
    (
        _ARTICLE,
        Column("record_table", "VARCHAR", meaning="Table of the record that points here."),
        Column("record", "VARCHAR", meaning="Id of that record."),
        Column("field", "VARCHAR", meaning="Its field, such as trigger or status.evidence."),
        Column("ordinal", "BIGINT", meaning="Place in the field, from 0."),
        Column("start", "BIGINT", meaning="First character, in code points of the text, from 0."),
        Column("end", "BIGINT", meaning="The character after the last."),
        Column("exact", "VARCHAR", meaning="The characters themselves."),
        Column("prefix", "VARCHAR", meaning="Up to 32 characters before them."),
        Column("suffix", "VARCHAR", meaning="Up to 32 characters after them."),
    ),
    ("article", "start", "end", "record_table", "record", "field", "ordinal"),
)


def _record_table(kind: type[Record], name: str) -> Table:
    children = {f.name for f in fields(kind) if f.kind is Kind.CHILDREN}
    if children and (kind is not EventMention or children != ROLES.keys()):
        raise TypeError(f"the store has no table for {sorted(children)} of {kind.__name__}")
    return Table(name, kind, (*columns_of(kind), _ORDINAL), ("article", "ordinal"))


RECORD_TABLES = {kind: _record_table(kind, name) for kind, name in FIELD_OF.items()}

ORIGINS = Table("origins", Origin, columns_of(Origin), ("article",))
ORIGIN_MEMBERS = Table(
    "origin_members", OriginMember, columns_of(OriginMember), ("article", "whole", "id")
)

EVENTS = Table("events", Event, columns_of(Event), ("first", "id"))
EVENT_MEMBERS = Table(
    "event_members",
    EventMember,
    columns_of(EventMember),
    ("event", "published", "article", "start"),
)
EVENT_FIGURES = Table(
    "event_figures",
    EventFigure,
    columns_of(EventFigure),
    ("event", "published", "article", "start"),
)
FORECASTS = Table(
    "forecasts", Forecast, columns_of(Forecast), ("published", "article", "start", "id")
)
JUDGEMENTS = Table("judgements", Judgement, columns_of(Judgement), ("number",))
"""Not made from anything else: kept when all that can be made again is thrown away."""

ORIGIN_TABLES: dict[type[Record], Table] = {Origin: ORIGINS, OriginMember: ORIGIN_MEMBERS}
EVENT_TABLES: dict[type[Record], Table] = {
    Event: EVENTS,
    EventMember: EVENT_MEMBERS,
    EventFigure: EVENT_FIGURES,
    Forecast: FORECASTS,
}
CORPUS_TABLES = {**ORIGIN_TABLES, **EVENT_TABLES}
"""What is made across articles: it can be made again from the rest, and is when articles come."""

TABLES = (
    RUNS,
    ARTICLES,
    *RECORD_TABLES.values(),
    PARTICIPANTS,
    SPANS,
    *CORPUS_TABLES.values(),
    JUDGEMENTS,
)
"""Every table, in the order of the documentation."""
