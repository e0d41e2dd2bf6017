"""What the coding of one article comes to: the article, the run and every record read from it."""

from collections.abc import Iterable
from typing import cast

import msgspec

from onrecord.records import (
    Actor,
    ActorCandidate,
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


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """An article and all that was read from it."""

    article: Article
    run: Run
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actor_candidates: tuple[ActorCandidate, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeReference, ...] = ()
    statements: tuple[Statement, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    article_events: tuple[ArticleEvent, ...] = ()

    def _repr_html_(self) -> str:
        """The page of this article, in a frame of its own; notebooks call this."""
        from html import escape

        from onrecord.report.page import render  # the page brings a template engine with it

        page = escape(render([self]), quote=True)
        return f'<iframe srcdoc="{page}" style="width:100%;height:42rem;border:0"></iframe>'

    def records(self) -> Iterable[Record]:
        """Every record of the article, a kind after the other."""
        for name in FIELD_OF.values():
            yield from cast("tuple[Record, ...]", getattr(self, name))


FIELD_OF: dict[type[Record], str] = {
    Actor: "actors",
    Mention: "mentions",
    ActorCandidate: "actor_candidates",
    Place: "places",
    TimeReference: "times",
    Statement: "statements",
    EventMention: "event_mentions",
    Figure: "figures",
    ArticleEvent: "article_events",
}
"""The field of `Coding`, and the table of the store, that holds each kind of record."""
