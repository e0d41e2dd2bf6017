"""From kinships to origins: which articles go back to which, and the record of why.

The outcome depends on the set of articles and kinships alone, never on the order in which they
came: groups are the connected parts, and everything is chosen by day and id.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.corpus.credits import Credit, Place
from onrecord.corpus.dossier import Dossier
from onrecord.corpus.kinship import Kinship
from onrecord.corpus.outlets import key
from onrecord.records import Origin, OriginBasis, OriginMember
from onrecord.text import Span

Citing = Mapping[str, Sequence[tuple[Span, str]]]
"""By article: the spans of the cue and source of its statements, with the statement's id."""


@dataclass(frozen=True)
class Found:
    """All origins and members of a set of articles."""

    origins: tuple[Origin, ...]
    members: tuple[OriginMember, ...]


def origins_of(
    dossiers: Iterable[Dossier],
    kinships: Iterable[Kinship],
    *,
    bylines: Mapping[str, str] | None = None,
    citing: Citing | None = None,
) -> Found:
    """The origins of all articles.

    Args:
        kinships: of any pairs of the articles.
        bylines: author lines by article, for members that are credited there.
        citing: where statements name their source, to say which of them cite an outlet.
    """
    by_id = {dossier.id: dossier for dossier in dossiers}
    links = sorted(kinships, key=lambda k: (k.one, k.other))
    return _Tracing(by_id, links, bylines or {}, citing or {}).found()


class _Tracing:
    """One run over a set of articles."""

    def __init__(
        self,
        dossiers: Mapping[str, Dossier],
        links: Sequence[Kinship],
        bylines: Mapping[str, str],
        citing: Citing,
    ) -> None:
        self.dossiers, self.bylines, self.citing = dossiers, bylines, citing
        self.links: dict[str, list[Kinship]] = defaultdict(list)
        for link in links:
            self.links[link.one].append(link)
            self.links[link.other].append(link)
        self.origin: dict[str, Origin] = {}
        """The origin of each article as a whole."""

    def found(self) -> Found:
        groups = self._groups()
        for group in groups:
            origin = self._origin(group)
            self.origin.update(dict.fromkeys(group, origin))
        origins = sorted({o.id: o for o in self.origin.values()}.values(), key=lambda o: o.article)
        members = [m for article in sorted(self.dossiers) for m in self._members(article)]
        return Found(tuple(origins), tuple(members))

    # --- groups -------------------------------------------------------------------------------

    def _groups(self) -> list[list[str]]:
        """The articles that whole kinships join, directly or through others."""
        above = {article: article for article in self.dossiers}

        def top(article: str) -> str:
            while above[article] != article:
                above[article] = above[above[article]]
                article = above[article]
            return article

        for article in sorted(self.links):
            for link in self.links[article]:
                if link.whole:
                    one, other = sorted((top(link.one), top(link.other)))
                    above[other] = one
        groups: dict[str, list[str]] = defaultdict(list)
        for article in sorted(self.dossiers):
            groups[top(article)].append(article)
        return list(groups.values())

    def _origin(self, group: Sequence[str]) -> Origin:
        named = Counter(
            (key(name), name) for article in group for name in self._claimed(self.dossiers[article])
        )
        credited = min(named, key=lambda n: (-named[n], n)) if named else None
        root = min(group, key=lambda article: self._rank(article, credited and credited[0]))
        outlet = credited[1] if credited else self.dossiers[root].outlet
        return Origin(article=root, outlet=outlet)

    def _claimed(self, dossier: Dossier) -> set[str]:
        """The outlets whose work an article says it is."""
        given = {c.outlet for c in dossier.credits.given if c.place is not Place.CITATION}
        return given | ({dossier.credits.retold} if dossier.credits.retold else set())

    def _rank(self, article: str, credited: str | None) -> tuple[bool, bool, dt.date, str]:
        dossier = self.dossiers[article]
        borrowed = bool(self._claimed(dossier))
        theirs = credited is not None and dossier.own == credited
        return (not theirs, borrowed, dossier.date or dt.date.max, article)

    # --- members ------------------------------------------------------------------------------

    def _members(self, article: str) -> Iterator[OriginMember]:
        """An article as a member of its origin, then the parts of it that go back to others."""
        whole = self._whole(article)
        yield whole
        parts = [link for link in self.links[article] if not link.whole]
        yield from self._passages(article, parts)
        yield from self._citations(article, parts, whole)

    def _whole(self, article: str) -> OriginMember:
        dossier, origin = self.dossiers[article], self.origin[article]
        claims = self._claims(dossier)
        link = self._best(article) if origin.article != article else None
        if link is not None:
            return self._member(dossier, origin, link.basis, claims, link=link)
        basis = OriginBasis.OWN
        if claims:
            retold = all(c.place is Place.CITATION for c in claims)
            basis = OriginBasis.CITATION if retold else OriginBasis.CREDIT
        return self._member(dossier, origin, basis, claims)

    def _claims(self, dossier: Dossier) -> list[Credit]:
        """The given that say whose work an article is; the most certain outlet's only."""
        given = [c for c in dossier.credits.given if c.whole] or [
            c for c in dossier.credits.given if c.place is Place.HELP
        ]
        if not given and dossier.credits.retold is not None:
            given = [c for c in dossier.credits.given if c.outlet == dossier.credits.retold]
        return [c for c in given if c.outlet == given[0].outlet]

    def _best(self, article: str) -> Kinship | None:
        """The kinship that shows best where an article belongs: that with the root, if any."""
        root = self.origin[article].article
        whole = [link for link in self.links[article] if link.whole]
        return min(
            whole,
            key=lambda k: (root not in (k.one, k.other), -k.words, _other(k, article)),
            default=None,
        )

    def _passages(self, article: str, parts: Sequence[Kinship]) -> Iterator[OriginMember]:
        """Passages taken from an earlier article of another origin, one member an origin."""
        best: dict[str, Kinship] = {}
        for link in parts:
            other = _other(link, article)
            if link.basis is not OriginBasis.COPY or self.origin[other] == self.origin[article]:
                continue
            if self._rank(other, None)[2:] < self._rank(article, None)[2:]:
                known = best.get(self.origin[other].id)
                if known is None or (-link.words, other) < (-known.words, _other(known, article)):
                    best[self.origin[other].id] = link
        for link in sorted(best.values(), key=lambda k: _other(k, article)):
            origin = self.origin[_other(link, article)]
            yield self._member(
                self.dossiers[article], origin, OriginBasis.COPY, [], link=link, whole=False
            )

    def _citations(
        self, article: str, parts: Sequence[Kinship], whole: OriginMember
    ) -> Iterator[OriginMember]:
        """Outlets that an article cites for a part of it, one member an outlet."""
        dossier = self.dossiers[article]
        origin = self.origin[article]
        done = {key(name) for name in (whole.outlet, origin.outlet) if name is not None}
        by_outlet: dict[str, list[Credit]] = defaultdict(list)
        for credit in dossier.credits.given:
            if key(credit.outlet) not in done:
                by_outlet[key(credit.outlet)].append(credit)
        for outlet, given in sorted(by_outlet.items()):
            link = self._cited(article, outlet, parts)
            cited = all(c.place is Place.CITATION for c in given)
            basis = OriginBasis.CITATION if cited else OriginBasis.CREDIT
            target = self.origin[_other(link, article)] if link else None
            yield self._member(dossier, target, basis, given, link=link, whole=False)

    def _cited(self, article: str, outlet: str, parts: Sequence[Kinship]) -> Kinship | None:
        """The report of ``outlet`` that an article cites, if it is among its kin."""
        reports = [
            link
            for link in parts
            if outlet in (kin := self.dossiers[_other(link, article)]).whole or kin.own == outlet
        ]
        return min(reports, key=lambda k: self._rank(_other(k, article), outlet), default=None)

    def _member(
        self,
        dossier: Dossier,
        origin: Origin | None,
        basis: OriginBasis,
        given: Sequence[Credit],
        *,
        link: Kinship | None = None,
        whole: bool = True,
    ) -> OriginMember:
        mine, theirs, share = _sides(link, dossier.id)
        spans = tuple(c.span for c in given if c.span is not None)
        byline = any(c.span is None for c in given)
        return OriginMember(
            article=dossier.id,
            origin=origin.id if origin else None,
            whole=whole,
            basis=basis,
            outlet=given[0].outlet if given else None,
            spans=mine,
            credit=spans,
            byline=self.bylines.get(dossier.id) if byline else None,
            other=_other(link, dossier.id) if link else None,
            other_spans=theirs,
            share=share,
            statements=self._statements(dossier.id, given),
        )

    def _statements(self, article: str, given: Iterable[Credit]) -> tuple[str, ...]:
        """The statements whose source or cue stands in the words of a citation."""
        spans = [c.span for c in given if c.place is Place.CITATION and c.span is not None]
        known = self.citing.get(article, ())
        hit = [one for at, one in known if any(at.overlaps(span) for span in spans)]
        return tuple(dict.fromkeys(hit))


def _other(link: Kinship, article: str) -> str:
    return link.other if link.one == article else link.one


def _sides(
    link: Kinship | None, article: str
) -> tuple[tuple[Span, ...], tuple[Span, ...], float | None]:
    """The passages in the article and in the other one, and the share of the article."""
    if link is None or not link.passages:
        return (), (), None
    at = 0 if link.one == article else 1
    mine = tuple(pair[at] for pair in link.passages)
    theirs = tuple(pair[1 - at] for pair in link.passages)
    return mine, theirs, round(link.share[at], 4)
