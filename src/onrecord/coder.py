"""From an article to its records: the stages put together."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import cast

import msgspec

from onrecord import knowledge
from onrecord.actors.stage import ActorStage
from onrecord.dates.stage import DateStage
from onrecord.errors import InputError
from onrecord.events.figures import FigureStage
from onrecord.events.joining import JoinStage
from onrecord.events.stage import EventStage
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Given, Pipeline, Stage
from onrecord.places.stage import PlaceStage
from onrecord.records import (
    Actor,
    Article,
    ArticleEvent,
    EventMention,
    Figure,
    Mention,
    Place,
    Record,
    Run,
    Statement,
    TimeReference,
)
from onrecord.statements.stage import StatementStage
from onrecord.text import canonical


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """An article and all that was read from it."""

    article: Article
    run: Run
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeReference, ...] = ()
    statements: tuple[Statement, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[ArticleEvent, ...] = ()

    def records(self) -> Iterable[Record]:
        """Every record of the article, a kind after the other."""
        for name in FIELD_OF.values():
            yield from cast("tuple[Record, ...]", getattr(self, name))


FIELD_OF: dict[type[Record], str] = {
    Actor: "actors",
    Mention: "mentions",
    Place: "places",
    TimeReference: "times",
    Statement: "statements",
    EventMention: "event_mentions",
    Figure: "figures",
    ArticleEvent: "events",
}
"""The field of `Coding`, and the table of the store, that holds each kind of record."""


def default_stages() -> list[Stage]:
    """The stages of the main job; the pipeline finds their order."""
    return [
        SyntaxStage(),
        DateStage(),
        PlaceStage(),
        ActorStage(),
        StatementStage(),
        EventStage(),
        FigureStage(),
        JoinStage(),
    ]


class Coder:
    """Codes articles; holds the models, so make one and use it for many articles."""

    def __init__(self, stages: Sequence[Stage] | None = None) -> None:
        self.pipeline = Pipeline(default_stages() if stages is None else stages)

    @cached_property
    def run(self) -> Run:
        """What makes the records of this coder."""
        models = [stage.model for stage in self.pipeline.stages if isinstance(stage, SyntaxStage)]
        return Run(
            version=version("onrecord"),
            models=dict(models),
            knowledge=knowledge.digests(),
            stages=tuple(stage.name for stage in self.pipeline.stages),
        )

    def code(self, article: Article) -> Coding:
        """Every record of ``article``."""
        given = self.products(article)
        made = {name: given.all(kind) for kind, name in FIELD_OF.items()}
        return msgspec.convert(
            {"article": article, "run": self.run, **made}, Coding, from_attributes=True
        )

    def products(self, article: Article, wanted: Iterable[type] | None = None) -> Given:
        """What the stages make of ``article``: all, or only what ``wanted`` kinds need."""
        return self.pipeline.run(article, wanted)


def make_article(
    text: str,
    *,
    key: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    url: str | None = None,
    date: dt.date | str | None = None,
    language: str = "en",
) -> Article:
    """An article from bare text.

    Args:
        text: the text; offsets of all records are code points of it.
        key: what names the article across versions; by default the address, else the text.
        date: day of publication, ISO 8601 where it is a string.

    Raises:
        InputError: the text is empty or the date is no date.
    """
    if not text.strip():
        raise InputError("the article is empty: give it a text")
    if isinstance(date, str):
        try:
            date = dt.date.fromisoformat(date)
        except ValueError as error:
            raise InputError(f"'{date}' is no date: write it as 2020-01-31") from error
    text = canonical(text)
    return Article(
        key=key or url or text,
        text=text,
        title=title,
        outlet=outlet,
        author=author,
        url=url,
        date=date,
        language=language,
    )
