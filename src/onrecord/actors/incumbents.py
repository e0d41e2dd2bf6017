"""Who held the post that an actor without a name is named by: "the defense secretary" of 2004."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from onrecord.actors.base import ABOVE_STATES
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.actors.posts import Tenure, post_of, posts
from onrecord.language.parse import Parse
from onrecord.records import (
    Actor,
    ActorCandidate,
    ActorKind,
    Article,
    MentionForm,
    TimeReference,
    TimexType,
)

_DAY = len("2004-01-31")
_CLAUSES = frozenset(("relcl", "acl"))
_NEXT = dt.timedelta(days=1)


class Times:
    """The days other than the article's that its sentences tell of."""

    def __init__(self, parse: Parse, references: Iterable[TimeReference]) -> None:
        self._of_sentence: dict[int, list[tuple[Token, TimeReference]]] = {}
        for reference in references:
            head = parse.head(reference.span)
            if head is not None and reference.timex in (TimexType.DATE, TimexType.TIME):
                self._of_sentence.setdefault(head.sent.start, []).append((head, reference))

    def of(self, member: Candidate, day: dt.date) -> set[dt.date]:
        """The days on which whoever ``member`` names was in office.

        First and last day of a time in the past; the day of the article, if there is none. Whom a
        sentence tells of a time to come, or of another one in a clause of his own ("the president,
        elected in 2008, said"), is in office on the article's day as well.
        """
        days: set[dt.date] = set()
        as_well = False
        for head, told in self._of_sentence.get(member.head.sent.start, ()):
            first, last = told.date_from, told.date_to
            if first is not None and last is not None and not first <= day <= last:
                days |= {first, last}
                as_well |= first > day or _in_clause(head, member.head)
        return days | {day} if as_well or not days else days


def _in_clause(head: Token, noun: Token) -> bool:
    """Whether a word stands in a clause that says more about ``noun``."""
    between = [head, *head.ancestors]
    return any(token.dep_ in _CLAUSES and token.head.i == noun.i for token in between)


def candidates(
    article: Article, clusters: Iterable[Cluster], actors: Iterable[Actor], times: Times
) -> Iterator[ActorCandidate]:
    """Those who held the post on all days for which the text names it.

    That is the article's day, or the time that the sentence gives. Nobody where the
    article has no date or a sentence tells of the terms of several.
    """
    if article.date is None:
        return
    for cluster, actor in zip(clusters, actors, strict=True):
        nominal = _nominal(cluster)
        if nominal is not None and actor.country is not None:
            titles = [m for m in cluster.members if m.form is MentionForm.NOMINAL]
            days = set().union(*(times.of(member, article.date) for member in titles))
            yield from _of_post(article, sorted(days), nominal, actor)


def _nominal(cluster: Cluster) -> Candidate | None:
    """The first member, where it is one person without a name who is in office."""
    first = cluster.members[0]
    person = cluster.kind is ActorKind.PERSON and not cluster.named and cluster.code is None
    past = any(member.former for member in cluster.members)
    return first if person and not past and not first.plural and not first.owners else None


def _of_post(
    article: Article, days: Sequence[dt.date], nominal: Candidate, actor: Actor
) -> Iterator[ActorCandidate]:
    country = actor.country or ""
    post = None if country in ABOVE_STATES else post_of(nominal.noun, country)
    held = _held(country, post, days) if post is not None else []
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


def _held(country: str, post: str, days: Sequence[dt.date]) -> list[Tenure]:
    """Those who held the post on each of ``days``.

    On the first day of a term that is also the one who held it the day before: "soldiers deposed
    the president" tells of the one who goes, "the president took the oath" of the one who comes.
    """
    each = []
    for day in days:
        found = posts().on(country, post, day)
        comes = any(tenure.start == day.isoformat() for tenure in found)
        before = posts().on(country, post, day - _NEXT) if comes else ()
        each.append(list(dict.fromkeys((*found, *before))))
    return [tenure for tenure in each[0] if all(tenure in held for held in each)]


def _day(text: str) -> dt.date | None:
    """The day, or nothing where the source has only the month or year."""
    return dt.date.fromisoformat(text) if len(text) == _DAY else None
