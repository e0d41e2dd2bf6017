"""Events, forecasts and series as lines to read in a terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from onrecord.asking.events import EventRow
from onrecord.asking.forecasts import ForecastRow
from onrecord.asking.series import CoverageRow, SeriesRow
from onrecord.records import Outcome, PloverType, Standing
from onrecord.report import words
from onrecord.report.asked import indented, one_line

STANDING = {
    "confirmed": "confirmed",
    "claimed": "claimed by sources only",
    "disputed": "disputed",
    "admitted": "denied, later admitted",
    "denied": "denied",
    "withdrawn": "taken back",
    "expected": "expected",
}
OUTCOME = {
    Outcome.PENDING.value: "pending",
    Outcome.CAME_TRUE.value: "came true",
    Outcome.PARTLY.value: "came true in part",
    Outcome.DID_NOT.value: "did not happen",
    Outcome.PAST_DUE.value: "past due, no report",
}


def event_lines(found: Iterable[EventRow]) -> Iterator[str]:
    """Two lines an event."""
    for row in found:
        yield one_line(headline(row))
        yield indented(4, f"{sides(row)}")


def headline(row: EventRow) -> str:
    """Id, day, type, words and standing of an event."""
    doubt = "  (doubtful reading)" if row.doubtful else ""
    return f"{row.id[:8]}  {when(row)}  {type_of(row)}  [{STANDING[row.standing]}]{doubt}"


def when(row: EventRow) -> str:
    """The days of an event, else that there are none and when it was first reported."""
    reported = words.dates(row.first, row.first)
    unknown = f"date not given, reported {reported}" if reported else "date not given"
    return words.dates(row.date_from, row.date_to) or unknown


def type_of(row: EventRow) -> str:
    """Such as "Assault: drone, “killed”"."""
    name = words.EVENT[PloverType(row.type)][0]
    kind = f"{name}: {row.mode}" if row.mode else name
    return f"{kind}, “{row.words[0]}”" if row.words else kind


def sides(row: EventRow) -> str:
    """Who did it to whom, where, and how often it is told."""
    where = f", {row.place_name}" if row.place_name else ""
    return f"{parties(row)}{where} ({counts(row)})"


def parties(row: EventRow) -> str:
    """Such as "A → B", or "C (according to D) → B" where only D says that C did it.

    Or "C (who deny it) → B" where nobody says so.
    """
    if not row.claimed_actors:
        return words.parties(row.actors, row.recipients)
    denying = "who denied it at first" if row.standing == Standing.ADMITTED else "who deny it"
    by = f"according to {words.listed(row.claimed_by)}" if row.claimed_by else denying
    claimed = f"{words.listed(row.claimed_actors)} ({by})"
    return words.parties((*row.actors, claimed), row.recipients)


def counts(row: EventRow) -> str:
    """Such as "5 tellings, 3 articles, 3 outlets, 1 origin"."""
    parts = (
        words.counted(row.mentions, "telling"),
        words.counted(row.articles, "article"),
        words.counted(row.outlets, "outlet"),
        words.counted(row.origins, "origin"),
    )
    return ", ".join(parts)


def forecast_lines(found: Iterable[ForecastRow]) -> Iterator[str]:
    """Each forecast with its words and, below, the words that tell what came of it."""
    for row in found:
        due = words.dates(row.due_from, row.due_to)
        who = row.teller or "the article itself"
        yield one_line(
            f"{row.published or 'date not given'}  {row.kind} by {who}  [{OUTCOME[row.outcome]}]"
            + (f"  due {due}" if due else "")
        )
        yield indented(4, f"“{row.text}”  {row.outlet or row.key} @{row.start}-{row.end}")
        if row.answer_text is not None:
            when = row.answer_published or "date not given"
            where = f"{row.answer_outlet or row.answer_key} @{row.answer_start}-{row.answer_end}"
            yield indented(4, f"{when}  “{row.answer_text}”  {where}")
            yield indented(4, f"event {(row.event or '')[:8]}: {', '.join(row.reasons)}")


def series_lines(found: Iterable[SeriesRow]) -> Iterator[str]:
    """The periods of each series under its name."""
    for name, rows in groupby(found, key=_series_name):
        yield one_line(name)
        for row in rows:
            mean = words.signed(row.goldstein) if row.goldstein is not None else "–"
            when = str(row.period) if row.period else "period not known"
            read = ""
            if row.articles is not None:
                articles = words.counted(row.articles, "article")
                read = f"   of {articles} from {words.counted(row.outlets or 0, 'outlet')}"
            claimed = f"   and {row.claimed} claimed" if row.claimed else ""
            events = words.counted(row.events, "event")
            yield f"  {when:<18}{events:>10}  Goldstein {mean:>6}{claimed}{read}"


def _series_name(row: SeriesRow) -> str:
    what = row.type or (words.QUAD[row.quad] if row.quad else "all")
    if row.country is not None or (row.actor is None and row.recipient is None):
        return f"{row.country or 'place not given'}: {what}"
    return f"{row.actor or words.NOT_GIVEN} → {row.recipient or words.NOT_GIVEN}: {what}"


def coverage_lines(found: Iterable[CoverageRow]) -> Iterator[str]:
    """One line an outlet and day."""
    for row in found:
        day = str(row.date) if row.date else "date not given"
        outlet = row.outlet or "outlet not given"
        articles = words.counted(row.articles, "article")
        yield one_line(
            f"{day}  {outlet}  {articles}, {words.counted(row.event_mentions, 'event mention')}"
        )
