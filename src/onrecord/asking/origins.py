"""Which articles go back to which origin, with the words that show it."""

import datetime as dt
from collections import defaultdict
from pathlib import Path

import msgspec

from onrecord.asking.opening import with_origins
from onrecord.store.store import Store

_TELLINGS = """
    SELECT m.id, m.origin, a.id, a.key, a.date, a.outlet, a.title, m.whole, m.basis, m.outlet,
        m.byline, m.share, b.key, len(m.statements)
    FROM origin_members m JOIN articles a ON a.id = m.article LEFT JOIN articles b ON b.id = m.other
    LEFT JOIN origins o ON o.id = m.origin
    ORDER BY NOT m.whole, o.article IS DISTINCT FROM m.article, a.date NULLS LAST, a.key, m.id
"""
_WORDS = """
    SELECT record, field, start, "end", exact FROM spans
    WHERE record_table = 'origin_members' ORDER BY record, field, ordinal
"""


class Words(msgspec.Struct, frozen=True):
    """Words of an article, with where they stand in its text."""

    start: int
    end: int
    exact: str


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One article that goes back to an origin; `OriginMember` says what the fields mean."""

    article: str
    key: str
    date: dt.date | None
    outlet: str | None
    title: str | None
    whole: bool
    basis: str
    credited: str | None
    """The outlet that it credits or cites."""
    byline: str | None
    share: float | None
    same_as: str | None
    """Key of the article that shares the passages or is the one cited."""
    statements: int
    """Statements that cite the outlet."""
    passages: tuple[tuple[Words, Words], ...] = ()
    """Here and in the other article."""
    credit: tuple[Words, ...] = ()


class OriginGroup(msgspec.Struct, frozen=True, kw_only=True):
    """An origin and every article that goes back to it."""

    id: str | None
    """Empty for all that goes back to an outlet whose report is not in the store."""
    article: str | None
    """Key of the article that stands for it."""
    outlet: str | None
    """Whose reporting it is."""
    articles: int
    """Articles that go back to it as wholes."""
    outlets: int
    """Outlets of those articles."""
    tellings: tuple[Telling, ...]
    """The article that stands for it first, then whole ones, then parts, by day."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One article of an origin as a row of a sheet."""

    origin: str | None
    origin_outlet: str | None
    origin_articles: int
    key: str
    date: dt.date | None
    outlet: str | None
    title: str | None
    whole: bool
    basis: str
    credited: str | None
    share: float | None
    same_as: str | None
    passage: str | None
    """The longest passage, with where it stands here and in the other article."""
    passage_start: int | None
    passage_end: int | None
    same_as_start: int | None
    same_as_end: int | None
    credit: str | None
    """The words that credit or cite the outlet."""


def flat(groups: list[OriginGroup]) -> list[Row]:
    """A row for each article of each origin."""
    return [_row(group, telling) for group in groups for telling in group.tellings]


def _row(group: OriginGroup, telling: Telling) -> Row:
    here, there = longest(telling) or (None, None)
    credit = " … ".join(words.exact for words in telling.credit) or telling.byline
    return Row(
        origin=group.id,
        origin_outlet=group.outlet,
        origin_articles=group.articles,
        key=telling.key,
        date=telling.date,
        outlet=telling.outlet,
        title=telling.title,
        whole=telling.whole,
        basis=telling.basis,
        credited=telling.credited,
        share=telling.share,
        same_as=telling.same_as,
        passage=here.exact if here else None,
        passage_start=here.start if here else None,
        passage_end=here.end if here else None,
        same_as_start=there.start if there else None,
        same_as_end=there.end if there else None,
        credit=credit,
    )


def longest(telling: Telling) -> tuple[Words, Words] | None:
    """The longest passage of an article, here and in the other one."""
    return max(telling.passages, key=lambda p: (p[0].end - p[0].start, -p[0].start), default=None)


def origins(store: Path | str, *, least: int = 1) -> list[OriginGroup]:
    """The origins of the articles in a store, those with most articles first.

    What is not yet known of new articles is worked out first and kept in the store.

    Args:
        least: articles, or parts of articles, that go back to an origin at least.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    with with_origins(store) as opened:
        known = opened.query(
            "SELECT o.id, a.key, o.outlet FROM origins o JOIN articles a ON a.id = o.article"
        ).fetchall()
        tellings = _tellings(opened)
    groups = [_group(id_, key, outlet, tellings[id_, None]) for id_, key, outlet in known]
    for (id_, cited), found in tellings.items():
        if id_ is None:
            groups.append(_group(None, None, cited, found))
    wanted = [group for group in groups if len(group.tellings) >= least]
    return sorted(wanted, key=_order)


def _order(group: OriginGroup) -> tuple[int, str, str, str]:
    first = min((str(t.date) for t in group.tellings if t.date), default="")
    return (-group.articles, first, group.article or "", group.outlet or "")


def _group(
    id_: str | None, key: str | None, outlet: str | None, tellings: list[Telling]
) -> OriginGroup:
    whole = [telling for telling in tellings if telling.whole]
    return OriginGroup(
        id=id_,
        article=key,
        outlet=outlet,
        articles=len(whole),
        outlets=len({telling.outlet or telling.key for telling in whole}),
        tellings=tuple(tellings),
    )


def _tellings(store: Store) -> dict[tuple[str | None, str | None], list[Telling]]:
    """The tellings by origin or, where that is not in the store, by the outlet that is cited."""
    words: dict[str, dict[str, list[Words]]] = defaultdict(lambda: defaultdict(list))
    for record, field, start, end, exact in store.query(_WORDS).fetchall():
        words[record][field].append(Words(start, end, exact))
    found: dict[tuple[str | None, str | None], list[Telling]] = defaultdict(list)
    for member, origin, *facts in store.query(_TELLINGS).fetchall():
        said = words[member]
        passages = tuple(zip(said["spans"], said["other_spans"], strict=True))
        names = Telling.__struct_fields__[: len(facts)]
        telling = Telling(
            **dict(zip(names, facts, strict=True)), passages=passages, credit=tuple(said["credit"])
        )
        found[origin, None if origin else telling.credited].append(telling)
    return found
