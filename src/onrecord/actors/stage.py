"""The actor stage: who is named, with mentions joined."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.actors.cluster import Cluster
from onrecord.actors.describing import describe, describe_by_kin
from onrecord.actors.finding import Finder
from onrecord.actors.home import place_at_home, place_by_likeness
from onrecord.actors.incumbents import Times, candidates
from onrecord.actors.joining import join_names
from onrecord.actors.neighbours import place_by_neighbours
from onrecord.actors.nominals import (
    Covering,
    Definites,
    inherit_from_owners,
    join_appositions,
)
from onrecord.actors.own import NONE, OwnActors
from onrecord.actors.pronouns import PronounLinker
from onrecord.coreference.chains import chains
from onrecord.language.parse import Parse, span_of
from onrecord.pipeline import Given
from onrecord.records import (
    Actor,
    ActorCandidate,
    Article,
    Mention,
    MentionForm,
    Place,
    TimeReference,
)
from onrecord.text import Span

CAUTION = 1.0
"""Log odds that a chain must have more than the evaluation of chains asks for."""


class ActorStage:
    """Actors and their mentions: names, nominals with an agent noun, and pronouns."""

    name = "actors"
    needs: frozenset[type] = frozenset({Parse, Place, TimeReference})
    gives: frozenset[type] = frozenset({Actor, Mention, ActorCandidate})

    def __init__(self, own: OwnActors = NONE) -> None:
        """``own`` are the actors that the user has added."""
        self._own = own

    def run(self, article: Article, given: Given) -> Iterable[object]:
        doc = given.one(Parse).doc
        located = _located(given.one(Parse), given.all(Place))
        clusters = join_appositions(
            join_names(Finder(doc, located, article.date, self._own).candidates())
        )
        describe(clusters, article.date)
        describe_by_kin(clusters)
        inherit_from_owners(clusters, Covering(clusters))
        found = [[phrase.head for phrase in chain] for chain in chains(doc, caution=CAUTION)]
        clusters = Definites(clusters, found).join()
        linker = PronounLinker(doc, clusters, Covering(clusters))
        linker.link()
        linker.link_chains(found)
        inherit_from_owners(clusters, linker)
        place_by_neighbours(clusters)
        place_by_likeness(clusters)
        place_at_home(clusters, set(located.values()))
        actors = [_actor(article, cluster) for cluster in clusters]
        yield from actors
        yield from _mentions(article, clusters, actors)
        times = Times(given.one(Parse), given.all(TimeReference))
        yield from candidates(article, clusters, actors, times)


def _located(parse: Parse, places: Iterable[Place]) -> dict[int, str]:
    """The country of each token that names a place."""
    return {
        token.i: place.country
        for place in places
        if place.country is not None
        for token in parse.tokens(place.span)
    }


def _actor(article: Article, cluster: Cluster) -> Actor:
    span = cluster.fullest.name_span
    return Actor(
        article=article.id,
        name=span.of(article.text),
        name_span=span,
        kind=cluster.kind,
        named=cluster.named,
        country=cluster.country,
        sectors=cluster.sectors,
        code=cluster.code,
    )


def _mentions(
    article: Article, clusters: Sequence[Cluster], actors: Sequence[Actor]
) -> Iterator[Mention]:
    found: dict[Span, Mention] = {}
    for cluster, actor in zip(clusters, actors, strict=True):
        spans = [(member.span, member.form) for member in cluster.members]
        spans += [(span_of(token), MentionForm.PRONOUN) for token in cluster.pronouns]
        for span, form in spans:
            made = Mention(article=article.id, span=span, form=form, actor=actor.id)
            found.setdefault(span, made)
    yield from (found[span] for span in sorted(found))
