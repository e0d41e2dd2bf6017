"""Events counted over time: by dyad or country, by type and quad, with what was read at all.

An event counts once, however often it is told, in the period in which its days lie; events whose
days are not known, or lie in two periods, stand in rows of their own without a period. What only
sources claim, that it happened or that this one did it, is counted beside, and never as an event.
Each period says how many articles and outlets were read, so a quiet day and a missing feed look
different.
"""

import datetime as dt
from pathlib import Path

import msgspec

from onrecord.asking.opening import with_events
from onrecord.asking.units import Period, Unit
from onrecord.store.store import Store


class SeriesQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which series are asked for."""

    unit: Unit = Unit.DYAD
    period: Period = Period.MONTH
    by_type: bool = False
    """Rows by type; without it, by quad."""
    actor: str | None = None
    recipient: str | None = None
    """Codes of the sides of a dyad."""
    country: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    origins: int = 1
    """Independent origins of an event at least."""
    doubtful: bool = False
    """Also events that are more likely misread than right."""


class SeriesRow(msgspec.Struct, frozen=True, kw_only=True):
    """One period of one series."""

    period: dt.date | None
    """First day; empty for events whose period is not known."""
    actor: str | None = None
    recipient: str | None = None
    country: str | None = None
    type: str | None = None
    quad: int | None = None
    events: int
    """Confirmed or admitted, with an actor whom not only others name."""
    mentions: int
    """Tellings of those events."""
    goldstein: float | None
    """Mean over those that have a score, each event once."""
    claimed: int
    """Further events that are claimed or disputed, or that only others say this one did."""
    claimed_goldstein: float | None
    """Mean over those that have a score."""
    articles: int | None
    outlets: int | None
    """Articles of the period in the store and their outlets, whatever they are about."""


class CoverageRow(msgspec.Struct, frozen=True, kw_only=True):
    """How much was read of an outlet on a day."""

    date: dt.date | None
    outlet: str | None
    articles: int
    event_mentions: int


_SURE = "standing IN ('confirmed', 'admitted')"
"""Standings that count as having happened."""
_CLAIMED = "standing IN ('claimed', 'disputed')"
"""Standings that count as being told so."""

_KNOWN = f"""
    CASE WHEN len(known) > 0 THEN known
    WHEN {_SURE} OR len(blamed) = 0 THEN [NULL] ELSE [] END
"""
"""The actors that stand as such; where it happened and nobody does, a row without an actor."""
_SIDED = {
    Unit.DYAD: f"""
        SELECT *, unnest(CASE WHEN len(hit) = 0 THEN [NULL] ELSE hit END) AS recipient,
            NULL::VARCHAR AS land
        FROM (SELECT *, unnest({_KNOWN} || blamed) AS actor FROM held)
    """,
    Unit.COUNTRY: "SELECT *, NULL::VARCHAR AS recipient, country AS land, NULL::VARCHAR AS actor "
    "FROM held",
}
"""Every actor beside every recipient, or the country of the place."""
_KNOWN_ONE = {
    Unit.DYAD: f"{_SURE} AND NOT coalesce(list_contains(blamed, actor), false)",
    Unit.COUNTRY: _SURE,
}
"""Whether it happened and this one did it."""

_ACTING = "actor_own_codes || claimed_actor_own_codes"
_MUTUAL = f"len({_ACTING}) > 1 AND list_sort({_ACTING}) = list_sort(recipient_own_codes)"
"""Where all act on each other ("China and Russia met"), nobody acts on itself."""


def series(store: Path | str, question: SeriesQuestion | None = None) -> list[SeriesRow]:
    """The rows of the series that a question asks for, by series and period.

    Periods in which a series has no event, but articles were read, have rows with 0.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    question = question or SeriesQuestion()
    sql, parameters = _query(question)
    with with_events(store) as opened:
        found = opened.ask(sql, parameters)
    names = SeriesRow.__struct_fields__
    return [SeriesRow(**dict(zip(names, row, strict=True))) for row in found]


def doubtful_in_series(store: Path | str, question: SeriesQuestion | None = None) -> int:
    """How many events `series` does not count because they are likely misread.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    question = question or SeriesQuestion()
    if question.doubtful:
        return 0
    _, bounds = _between(question)
    parameters = _conditions(question)[1] | bounds | {"origins": question.origins}
    sql = f"SELECT count(*) FROM events WHERE {_held(question)} AND doubtful"
    with with_events(store) as opened:
        ((count,),) = opened.ask(sql, parameters)
    return int(count)


def _query(question: SeriesQuestion) -> tuple[str, dict[str, object]]:
    period, kind = question.period.value, "type" if question.by_type else "NULL::VARCHAR"
    quad = "NULL::BIGINT" if question.by_type else "quad"
    conditions, parameters = _conditions(question)
    days, bounds = _between(question)
    parameters |= bounds | {"origins": question.origins}
    sure_enough = "true" if question.doubtful else "NOT doubtful"
    same = "date_trunc('{0}', date_from) = date_trunc('{0}', date_to)".format(period)  # noqa: UP032
    sql = f"""
        WITH read AS (
            SELECT date_trunc('{period}', date)::DATE AS period, count(*) AS articles,
                count(DISTINCT outlet) AS outlets
            FROM articles a WHERE date IS NOT NULL AND {days.format(day="date")} AND NOT EXISTS (
                SELECT 1 FROM articles b
                WHERE b.version > 1 AND b.key = a.key AND b.version > a.version
            ) GROUP BY 1
        ), held AS MATERIALIZED (
            SELECT {_COUNTED}, {_parties(question)} FROM events
            WHERE {_held(question)} AND {sure_enough}
        ), told AS (
            SELECT CASE WHEN {same} THEN date_trunc('{period}', date_from)::DATE END AS period,
                actor, recipient, land AS country, {kind} AS type, {quad} AS quad, mentions,
                goldstein, {_MUTUAL} AS mutual, {_KNOWN_ONE[question.unit]} AS sure
            FROM ({_SIDED[question.unit]})
        ), counted AS (
            SELECT period, actor, recipient, country, type, quad,
                count(*) FILTER (sure) AS events, sum(mentions) FILTER (sure) AS mentions,
                avg(goldstein) FILTER (sure) AS goldstein, count(*) FILTER (NOT sure) AS claimed,
                avg(goldstein) FILTER (NOT sure) AS claimed_goldstein
            FROM told WHERE {conditions} AND NOT (mutual AND coalesce(actor = recipient, false))
            GROUP BY ALL
        ), lines AS (SELECT DISTINCT actor, recipient, country, type, quad FROM counted),
        grid AS (SELECT * FROM read CROSS JOIN lines)
        SELECT coalesce(c.period, g.period) AS period, coalesce(c.actor, g.actor) AS actor,
            coalesce(c.recipient, g.recipient) AS recipient,
            coalesce(c.country, g.country) AS country, coalesce(c.type, g.type) AS type,
            coalesce(c.quad, g.quad) AS quad, coalesce(c.events, 0) AS events,
            coalesce(c.mentions, 0)::BIGINT AS mentions, round(c.goldstein, 4),
            coalesce(c.claimed, 0), round(c.claimed_goldstein, 4), g.articles, g.outlets
        FROM grid g FULL JOIN counted c ON c.period = g.period
            AND c.actor IS NOT DISTINCT FROM g.actor
            AND c.recipient IS NOT DISTINCT FROM g.recipient
            AND c.country IS NOT DISTINCT FROM g.country
            AND c.type IS NOT DISTINCT FROM g.type AND c.quad IS NOT DISTINCT FROM g.quad
        ORDER BY actor, recipient, country, type, quad, period NULLS LAST
    """
    return sql, parameters


_COUNTED = """
    date_from, date_to, country, type, quad, mentions, goldstein, standing,
    actor_own_codes, claimed_actor_own_codes, recipient_own_codes
"""
"""What is read of an event to count it."""
_HOLDS = {
    "actor": "(list_contains(actor_codes, $actor) OR list_contains(claimed_actor_codes, $actor))",
    "recipient": "list_contains(recipient_codes, $recipient)",
    "country": "country = $country",
}
"""Events that have a series at all: asked before every actor is put beside every recipient."""


def _parties(question: SeriesQuestion) -> str:
    """Who acts, who is blamed and who is hit, each party by one code.

    A side that is asked for by a code has that code: a country then stands for its groups as well.
    """
    sides = (
        ("known", "actor", "actor_codes", "actor_own_codes"),
        ("blamed", "actor", "claimed_actor_codes", "claimed_actor_own_codes"),
        ("hit", "recipient", "recipient_codes", "recipient_own_codes"),
    )
    return ", ".join(
        f"{own} AS {name}"
        if getattr(question, asked) is None
        else f"CASE WHEN list_contains({codes}, ${asked}) THEN [${asked}] ELSE [] END AS {name}"
        for name, asked, codes, own in sides
    )


def _held(question: SeriesQuestion) -> str:
    """Events that count in some way, however surely they were read."""
    days = _between(question)[0].format(day="date_from")
    told = f"({_SURE} OR {_CLAIMED}) AND origins >= $origins AND (date_from IS NULL OR ({days}))"
    return " AND ".join(
        [told, *(sql for name, sql in _HOLDS.items() if getattr(question, name) is not None)]
    )


def _conditions(question: SeriesQuestion) -> tuple[str, dict[str, object]]:
    wanted = {name: getattr(question, name) for name in ("actor", "recipient", "country")}
    given: dict[str, object] = {n: code.upper() for n, code in wanted.items() if code is not None}
    return " AND ".join(["true", *(f"{name} = ${name}" for name in given)]), given


def _between(question: SeriesQuestion) -> tuple[str, dict[str, object]]:
    parts, bounds = ["true"], dict[str, object]()
    if question.since is not None:
        parts.append("{day} >= $since")
        bounds["since"] = question.since
    if question.until is not None:
        parts.append("{day} <= $until")
        bounds["until"] = question.until
    return " AND ".join(parts), bounds


def coverage(store: Path | str) -> list[CoverageRow]:
    """Articles and event mentions of each outlet and day in the newest texts.

    Raises:
        StoreError: the store cannot be opened.
    """
    sql = """
        SELECT a.date, a.outlet, count(*), coalesce(sum(m.n), 0)::BIGINT FROM articles a
        JOIN article_versions v ON v.id = a.id AND v.current
        LEFT JOIN (SELECT article, count(*) AS n FROM event_mentions GROUP BY article) m
        ON m.article = a.id GROUP BY a.date, a.outlet ORDER BY a.date NULLS LAST, a.outlet
    """
    with Store(store, read_only=True) as opened:
        found = opened.ask(sql, {})
    names = CoverageRow.__struct_fields__
    return [CoverageRow(**dict(zip(names, row, strict=True))) for row in found]
