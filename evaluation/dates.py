"""Time expressions: TempEval-3 measures on news, and the dates of events in whole articles.

MEANTIME marks the time expressions of the first six lines of each document (headline, date and four
sentences), so only these are scored. The document creation time is a markable of its own: its
value is the ``date`` of the row. As in TempEval-3 (UzZaman et al., SemEval-2013 Task 1, section 5)
it is left out of the gold, with whatever is predicted on its characters, and so are markables
without characters.

`timex_gold.jsonl` holds own sentences, written for this project, dated 1968 to 2022: parts of the
day, modified times, sets, lengths, fiscal years, decades, years before Christ. A third is held
out. Expressions whose extent or value is a matter of convention are marked as open, and neither
asked for nor counted.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dateparser.date import DateDataParser

from evaluation.event_dates import article_measures, own_measures
from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord import Coder
from onrecord.language.parse import Parse
from onrecord.records import TimeReference
from onrecord.text import Span

MEANTIME = "dates/meantime_dev.jsonl"
MARKED_LINES = 6
ARTICLES = "events/article_gold_dev.jsonl"
OWN = Path(__file__).with_name("timex_gold.jsonl")


class Timex(NamedTuple):
    """A time expression as the measures see it."""

    span: Span
    value: str | None


class Dates:
    """The task."""

    name = "dates"
    needs = (MEANTIME, ARTICLES)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """Time expressions of each row."""
        for row in rows:
            times = coder.products(article_of(row), {TimeReference}).all(TimeReference)
            yield {"id": row["id"], "timexes": [_timex_row(time) for time in times]}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """TempEval-3 measures beside spaCy with dateparser, then the dates of events."""
        yield from _tempeval(read_rows(data / MEANTIME), coder)
        yield from _own(read_rows(OWN), coder)
        yield from article_measures(read_rows(data / ARTICLES), coder)
        yield from own_measures(coder)


def _timex_row(time: TimeReference) -> dict[str, Any]:
    return {
        "start": time.span.start,
        "end": time.span.end,
        "type": time.timex.value,
        "value": time.value or "",
    }


# --- TempEval-3 -----------------------------------------------------------------------------


def meantime_article(row: Row) -> Row:
    """The row of the contract for a MEANTIME document: id, text and date."""
    created = _created(row)
    date = created["value"] if created is not None else None
    return {"id": row["doc"], "text": row["text"], "date": date}


def _created(row: Row) -> dict[str, Any] | None:
    for mark in row["markables"]:
        if mark["tag"] == "TIMEX3" and mark.get("functionInDocument") == "CREATION_TIME":
            return dict(mark)
    return None


def meantime_gold(row: Row) -> tuple[list[Timex], list[Span]]:
    """The gold expressions, and the stretches in which predictions count."""
    created = _created(row)
    gold = [
        Timex(Span(mark["start"], mark["end"]), mark["value"])
        for mark in row["markables"]
        if mark["tag"] == "TIMEX3"
        and mark.get("start") is not None
        and mark.get("functionInDocument") != "CREATION_TIME"
    ]
    end = len("\n".join(row["text"].split("\n")[:MARKED_LINES]))
    if created is None or created.get("start") is None:
        return gold, [Span(0, end)]
    return gold, [Span(0, created["start"]), Span(created["end"], end)]


def _tempeval(rows: Sequence[Row], coder: Coder) -> Iterator[Measure]:
    ours, theirs = Counts(), Counts()
    for row in rows:
        gold, counted = meantime_gold(row)
        article = meantime_article(row)
        given = coder.products(article_of(article), {TimeReference, Parse})
        found = [Timex(time.span, time.value) for time in given.all(TimeReference)]
        ours.add(gold, _inside(found, counted))
        simple = _entities(given.one(Parse), article["date"])
        theirs.add(gold, _inside(simple, counted))
    for name, value in ours.measures().items():
        yield Measure(name=name, value=value, baseline=theirs.measures()[name])


def _own(rows: Sequence[Row], coder: Coder) -> Iterator[Measure]:
    """The same measures on own sentences of many years, open and held out; see the module."""
    for part, held in (("own timex", False), ("held timex", True)):
        ours, theirs, same, asked = Counts(), Counts(), 0, 0
        for row in (row for row in rows if row["held"] is held):
            given = coder.products(article_of(row), {TimeReference, Parse})
            times = given.all(TimeReference)
            gold = [Timex(Span(*t["span"]), t["value"]) for t in row["times"] if "value" in t]
            unsure = [Span(*time["span"]) for time in row["times"] if "open" in time]
            ours.add(gold, _apart(((t.span, t.value) for t in times), unsure))
            theirs.add(gold, _apart(_entities(given.one(Parse), row["date"]), unsure))
            mods = {time.span: time.mod for time in times}
            modified = [time for time in row["times"] if "mod" in time]
            asked += len(modified)
            same += sum(mods.get(Span(*time["span"])) == time["mod"] for time in modified)
        for name, value in ours.measures().items():
            yield Measure(name=f"{part}: {name}", value=value, baseline=theirs.measures()[name])
        yield Measure(name=f"{part}: mod right", value=100 * same / max(asked, 1))


def _apart(found: Iterable[tuple[Span, str | None]], unsure: Sequence[Span]) -> list[Timex]:
    """What was found, without expressions on words that the gold leaves open."""
    return [Timex(*one) for one in found if not any(s.overlaps(one[0]) for s in unsure)]


def _inside(found: Iterable[Timex], counted: Sequence[Span]) -> list[Timex]:
    return [one for one in found if any(span.covers(one.span) for span in counted)]


def _entities(parse: Parse, date: str | None) -> list[Timex]:
    """spaCy's dates and times with dateparser's values, as precise as it says."""
    base = dt.datetime.fromisoformat(date) if date else None
    settings: Any = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"} if base else {}
    parser = DateDataParser(languages=["en"], settings=settings)
    found = []
    for entity in parse.doc.ents:
        if entity.label_ in ("DATE", "TIME"):
            read = parser.get_date_data(entity.text)
            width = {"year": 4, "month": 7}.get(str(read.period), 10)
            value = read.date_obj.date().isoformat()[:width] if read.date_obj else None
            found.append(Timex(Span(entity.start_char, entity.end_char), value))
    return found


class Counts:
    """What the TempEval-3 measures are made of."""

    def __init__(self) -> None:
        self.gold = self.found = self.strict = self.relaxed = self.value = 0

    def add(self, gold: Sequence[Timex], found: Sequence[Timex]) -> None:
        """Match each gold expression with one that overlaps it; equal spans come first."""
        self.gold += len(gold)
        self.found += len(found)
        for one, other in pairs(gold, found):
            self.relaxed += 1
            self.strict += one.span == other.span
            self.value += one.value == other.value

    def measures(self) -> dict[str, float]:
        """F1 in per cent; a value counts on a relaxed match (TempEval-3)."""
        counts = {"strict": self.strict, "relaxed": self.relaxed, "value": self.value}
        return {f"{name} F1": prf(n, self.found, self.gold)[2] for name, n in counts.items()}


def pairs(gold: Sequence[Timex], found: Sequence[Timex]) -> Iterator[tuple[Timex, Timex]]:
    """Each gold expression with the predicted one that is its match, one to one."""
    free = list(found)
    later = []
    for one in gold:
        same = next((other for other in free if other.span == one.span), None)
        if same is None:
            later.append(one)
        else:
            free.remove(same)
            yield one, same
    for one in later:
        near = next((other for other in free if other.span.overlaps(one.span)), None)
        if near is not None:
            free.remove(near)
            yield one, near


TASK = Dates()
