"""Who said what, over all articles of a store."""

import datetime as dt
from pathlib import Path

import msgspec

from onrecord.asking import narrowing
from onrecord.asking.matching import code_of, longest, pattern
from onrecord.records import SourceKind
from onrecord.store.store import Store


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


_WORDS = """
    SELECT record, field, string_agg(exact, ' … ' ORDER BY ordinal) AS words,
        min(start) AS start, max("end") AS "end"
    FROM near_spans WHERE record_table = 'statements' AND article IN (SELECT article FROM wanted)
    AND record IN (SELECT id FROM wanted UNION SELECT parent FROM wanted) GROUP BY record, field
"""

_BY = """
    s.id IN (
        SELECT s.id FROM near_statements s JOIN near_actors sp ON sp.id = s.speaker
        WHERE sp.country = $code OR (contains(lower(sp.name), $by_word)
        AND regexp_matches(sp.name, $by))
        UNION ALL
        SELECT record FROM near_spans WHERE record_table = 'statements' AND field = 'source'
        AND contains(lower(exact), $by_word) AND regexp_matches(exact, $by)
    )
"""
_ABOUT = """
    s.id IN (
        SELECT record FROM near_spans WHERE record_table = 'statements' AND field = 'content'
        AND contains(lower(exact), $about_word) AND regexp_matches(exact, $about)
        UNION ALL
        SELECT c.record FROM near_actors t JOIN near_mentions n ON n.actor = t.id
        JOIN near_spans m ON m.record = n.id AND m.record_table = 'mentions'
        JOIN near_spans c ON c.article = m.article AND c.record_table = 'statements'
            AND c.field = 'content' AND m.start >= c.start AND m."end" <= c."end"
        WHERE contains(lower(t.name), $about_word) AND regexp_matches(t.name, $about)
    )
"""
_SQL = """
    WITH {near}, wanted AS MATERIALIZED (
        SELECT s.id, s.parent, s.article, s.speaker, s.source_kind, s.form FROM near_statements s
        JOIN articles a ON a.id = s.article
        JOIN article_versions v ON v.id = a.id AND v.current
        WHERE {conditions}
    ), words AS MATERIALIZED ({words})
    SELECT s.id, a.id, a.key, a.date, a.outlet, source.words, sp.name, sp.country,
        s.source_kind, coalesce(above.name, teller.words), cue.words, content.words,
        content.start, content."end", s.form
    FROM wanted s JOIN articles a ON a.id = s.article
    JOIN words content ON content.record = s.id AND content.field = 'content'
    LEFT JOIN words source ON source.record = s.id AND source.field = 'source'
    LEFT JOIN words cue ON cue.record = s.id AND cue.field = 'cue'
    LEFT JOIN words teller ON teller.record = s.parent AND teller.field = 'source'
    LEFT JOIN near_statements p ON p.id = s.parent
    LEFT JOIN near_actors above ON above.id = p.speaker
    LEFT JOIN near_actors sp ON sp.id = s.speaker
    ORDER BY a.date NULLS LAST, a.key, content.start, content."end", s.id
"""


def statements(store: Path | str, question: Question | None = None) -> list[Said]:
    """The statements that a question asks for, by day, article and place in the text.

    Raises:
        StoreError: the store cannot be opened.
    """
    question = question or Question()
    conditions, parameters = _conditions(question)
    with Store(store, read_only=True) as opened:
        near = narrowing.near(opened, question.by, question.about)
        sql = _SQL.format(near=near, conditions=" AND ".join(conditions), words=_WORDS)
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
        ("kind", "s.source_kind = $kind"),
        ("since", "a.date >= $since"),
        ("until", "a.date <= $until"),
    ):
        value = getattr(question, name)
        if value is not None:
            conditions.append(sql)
            parameters[name] = value
    return conditions, parameters
