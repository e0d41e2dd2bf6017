"""Who held the post that an actor without a name is named by: "the defense secretary" of 2004."""

import datetime as dt
from collections.abc import Iterable, Iterator

from onrecord.actors.base import ABOVE_STATES
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.actors.posts import post_of, posts
from onrecord.records import Actor, ActorCandidate, ActorKind, Article

_DAY = len("2004-01-31")


def candidates(
    article: Article, clusters: Iterable[Cluster], actors: Iterable[Actor]
) -> Iterator[ActorCandidate]:
    """The holders on the article's day; nothing where the article has no date."""
    if article.date is None:
        return
    for cluster, actor in zip(clusters, actors, strict=True):
        nominal = _nominal(cluster)
        if nominal is not None and actor.country is not None:
            yield from _of_post(article, article.date, nominal, actor)


def _nominal(cluster: Cluster) -> Candidate | None:
    """The first member, where it is one person without a name who is in office."""
    first = cluster.members[0]
    person = cluster.kind is ActorKind.PERSON and not cluster.named and cluster.code is None
    past = any(member.former for member in cluster.members)
    return first if person and not past and not first.plural and not first.owners else None


def _of_post(
    article: Article, day: dt.date, nominal: Candidate, actor: Actor
) -> Iterator[ActorCandidate]:
    country = actor.country or ""
    post = None if country in ABOVE_STATES else post_of(nominal.noun, country)
    held = posts().on(country, post, day) if post is not None else ()
    for tenure in held:
        yield ActorCandidate(
            article=article.id,
            actor=actor.id,
            span=nominal.span,
            name=tenure.name,
            country=country,
            post=tenure.post,
            date_from=_day(tenure.start),
            date_to=_day(tenure.end),
            origin=tenure.origin,
            score=round(1 / len(held), 2),
        )


def _day(text: str) -> dt.date | None:
    """The day, or nothing where the source has only the month or year."""
    return dt.date.fromisoformat(text) if len(text) == _DAY else None
