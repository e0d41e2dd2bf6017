"""Views: what is asked for often, by name. They hold no data of their own."""

import hashlib
from dataclasses import dataclass
from functools import cache

from onrecord.store.schema import TABLES, Column, Table

FORMAT = 1
"""Version of the layout; a store with a higher one was made by a later onrecord."""


@dataclass(frozen=True, slots=True)
class View:
    """A query with a name."""

    table: Table
    """Its name and columns, as those of a table."""
    sql: str
    about: str

    @property
    def ddl(self) -> str:
        """The statement that creates it."""
        return f"CREATE VIEW {self.table.name} AS {self.sql}"


ARTICLE_VERSIONS = View(
    Table(
        "article_versions",
        None,
        (
            Column("id", "VARCHAR", meaning="Id of the article."),
            Column("key", "VARCHAR", meaning="What its versions share."),
            Column("version", "BIGINT", meaning="1 for the first text under its key."),
            Column("current", "BOOLEAN", meaning="Whether it is the newest text under its key."),
        ),
        ("key", "version"),
    ),
    """
    SELECT id, key, version, version = coalesce(latest, version) AS current FROM articles
    LEFT JOIN (
        SELECT key AS newer, max(version) AS latest FROM articles WHERE version > 1 GROUP BY key
    ) ON newer = key
    """,
    "Which text of an article is the newest.",
)


def _told(name: str, sql: str, meaning: str, expression: str) -> tuple[Column, str]:
    nullable = expression not in _ALWAYS
    return Column(name, sql, nullable, meaning=meaning), f"{expression} AS {name}"


_ALWAYS = frozenset(
    {"e.article", "a.key", "e.type", "e.quad", "told.words[1]", "e.id", "told.start"}
    | {"e.status_modality", "e.status_certainty", "e.status_time"}
)
"""What no telling lacks."""


_TOLD = (
    _told("article", "VARCHAR", "Id of the article.", "e.article"),
    _told("key", "VARCHAR", "Its address, your id or its file.", "a.key"),
    _told("published", "DATE", "Day of publication.", "a.date"),
    _told("outlet", "VARCHAR", "Who published it.", "a.outlet"),
    _told("actors", "VARCHAR[]", "Who acts, in the words of the article.", "actors.words"),
    _told("actor_countries", "VARCHAR[]", "One for each, empty if not known.", "actors.countries"),
    _told("actor_country_basis", "VARCHAR[]", "From its words or its context.", "actors.bases"),
    _told("type", "VARCHAR", "PLOVER type.", "e.type"),
    _told("mode", "VARCHAR", "PLOVER mode.", "e.mode"),
    _told("quad", "BIGINT", "1 and 2 cooperation, 3 and 4 conflict: word and deed.", "e.quad"),
    _told("goldstein", "DOUBLE", "Goldstein score.", "e.goldstein"),
    _told("trigger", "VARCHAR", "The words that tell the event.", "told.words[1]"),
    _told("recipients", "VARCHAR[]", "To whom it is done.", "recipients.words"),
    _told("recipient_countries", "VARCHAR[]", "One for each.", "recipients.countries"),
    _told("recipient_country_basis", "VARCHAR[]", "As of the actors.", "recipients.bases"),
    _told("modality", "VARCHAR", "Whether it took place.", "e.status_modality"),
    _told("certainty", "VARCHAR", "How sure the teller is.", "e.status_certainty"),
    _told("time", "VARCHAR", "Past, present or future of the report.", "e.status_time"),
    _told("source", "VARCHAR[]", "According to whom; empty: the article itself.", "source.words"),
    _told("source_kind", "VARCHAR", "What kind of source that is.", "s.source_kind"),
    _told("act", "VARCHAR", "What the source does with it.", "s.act"),
    _told("speaker", "VARCHAR", "The fullest name of the source.", "speaker.name"),
    _told("place", "VARCHAR", "Name of the place.", "p.name"),
    _told("lat", "DOUBLE", "Degrees, WGS 84.", "p.lat"),
    _told("lon", "DOUBLE", "Degrees, WGS 84.", "p.lon"),
    _told("place_country", "VARCHAR", "ISO 3166-1 alpha-3.", "p.country"),
    _told("place_geonames", "BIGINT", "Id of GeoNames.", "p.geonames"),
    _told("place_confidence", "DOUBLE", "Chance that it is this place.", "p.confidence"),
    _told("date_from", "DATE", "First day of the event.", "e.date_from"),
    _told("date_to", "DATE", "Last day of the event, included.", "e.date_to"),
    _told("event_mention", "VARCHAR", "Id of the event mention.", "e.id"),
    _told("start", "BIGINT", "Where the trigger begins in the text.", "told.start"),
)

TOLD_EVENTS = View(
    Table("told_events", None, tuple(column for column, _ in _TOLD), ("key", "start", "type")),
    f"""
    WITH words AS (
        SELECT record, field, list(exact ORDER BY ordinal) AS words, min(start) AS start
        FROM spans GROUP BY record, field
    ), sides AS (
        SELECT event_mention, role, list(exact ORDER BY p.ordinal) AS words,
            list(coalesce(country, '') ORDER BY p.ordinal) AS countries,
            list(CASE WHEN country IS NULL THEN '' WHEN by_context THEN 'context' ELSE 'words' END
                ORDER BY p.ordinal) AS bases
        FROM participants p JOIN spans w
            ON w.record = event_mention AND field = role || 's.span' AND w.ordinal = p.ordinal
        GROUP BY event_mention, role
    )
    SELECT {", ".join(expression for _, expression in _TOLD)}
    FROM event_mentions e
    JOIN articles a ON a.id = e.article
    JOIN article_versions v ON v.id = a.id AND v.current
    JOIN words told ON told.record = e.id AND told.field = 'trigger'
    LEFT JOIN sides actors ON actors.event_mention = e.id AND actors.role = 'actor'
    LEFT JOIN sides recipients ON recipients.event_mention = e.id AND recipients.role = 'recipient'
    LEFT JOIN statements s ON s.id = e.statement
    LEFT JOIN words source ON source.record = s.id AND source.field = 'source'
    LEFT JOIN actors speaker ON speaker.id = s.speaker
    LEFT JOIN places p ON p.id = e.place
    """,
    "A sheet with one line for each telling of an event in the newest texts: who did what to whom, "
    "when and where, according to whom, and whether it happened.",
)

VIEWS = (ARTICLE_VERSIONS, TOLD_EVENTS)
"""Every view, each after those that it reads."""


@cache
def layout() -> str:
    """A hash of the layout, by which a store made with other record types is told."""
    parts = [table.ddl for table in TABLES] + [view.ddl for view in VIEWS]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
