"""Who said what, over all articles of a store."""

import datetime as dt
from pathlib import Path

import msgspec

from onrecord.asking import narrowing
from onrecord.asking.matching import code_of, longest, pattern
from onrecord.asking.opening import with_said
from onrecord.records import SourceKind


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements are asked for; what is empty asks for nothing."""

    by: str | None = None
    """Words of the name or description of whoever speaks, or a country code (IRN)."""
    about: str | None = None
    """Words of what is said, or of the name of somebody who is spoken of."""
    kind: SourceKind | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    """First and last day of publication, both included."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One statement in the newest text of an article."""

    statement: str
    article: str
    key: str
    date: dt.date | None
    """Day of publication."""
    outlet: str | None
    source: str | None
    """Who speaks, in the words of the article."""
    speaker: str | None
    """The fullest name of whoever speaks."""
    country: str | None
    kind: str | None
    """Kind of source."""
    told_by: str | None
    """Who tells that it was said, where that is not the article itself."""
    cue: str | None
    content: str
    start: int
    end: int
    """Where the content stands, from its first part to its last."""
    form: str


_BY = """
    (coalesce(s.country = $code, false)
    OR (contains(lower(s.speaker), $by_word) AND regexp_matches(s.speaker, $by))
    OR (contains(lower(s.source), $by_word) AND regexp_matches(s.source, $by)))
"""
_ABOUT = """
    ((contains(lower(s.content), $about_word) AND regexp_matches(s.content, $about))
    OR regexp_matches(array_to_string(s.about, ' | '), $about))
"""
_SQL = """
    WITH {near}
    SELECT s.statement, s.article, s.key, s.date, s.outlet, s.source, s.speaker, s.country, s.kind,
        s.told_by, s.cue, s.content, s.start, s."end", s.form
    FROM near_said s ANTI JOIN (
        SELECT a.id AS article FROM articles a JOIN (
            SELECT key, max(version) AS latest FROM articles WHERE version > 1 GROUP BY key
        ) b ON b.key = a.key WHERE a.version < b.latest
    ) old USING (article)
    WHERE {conditions}
    ORDER BY s.date NULLS LAST, s.key, s.start, s."end", s.statement
"""


def statements(store: Path | str, question: Question | None = None) -> list[Said]:
    """The statements that a question asks for, by day, article and place in the text.

    Raises:
        StoreError: the store cannot be opened.
    """
    question = question or Question()
    conditions, parameters = _conditions(question)
    with with_said(store) as opened:
        near = narrowing.near(opened, question.by, question.about)
        sql = _SQL.format(near=near, conditions=" AND ".join(conditions))
        found = opened.ask(sql, parameters)
    names = Said.__struct_fields__
    return [Said(**dict(zip(names, row, strict=True))) for row in found]


def _conditions(question: Question) -> tuple[list[str], dict[str, object]]:
    conditions, parameters = ["true"], dict[str, object]()
    if question.by is not None:
        conditions.append(_BY)
        code = code_of(question.by)
        parameters |= {"by": pattern(question.by), "by_word": longest(question.by), "code": code}
    if question.about is not None:
        conditions.append(_ABOUT)
        parameters |= {"about": pattern(question.about), "about_word": longest(question.about)}
    for name, sql in (
        ("kind", "s.kind = $kind"),
        ("since", "s.date >= $since"),
        ("until", "s.date <= $until"),
    ):
        value = getattr(question, name)
        if value is not None:
            conditions.append(sql)
            parameters[name] = value
    return conditions, parameters
