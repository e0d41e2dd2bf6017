"""When events were: own marked events of many years, and the events of whole articles.

`event_date_gold.jsonl` holds short reports written for this project, 1991 to 2022. Each marks
events with the first and the last day that the words give, and what the date rests on; ``null``
marks events that the words do not date. A third of the reports is held out: it was marked before
any answer of the program was seen and is only scored, not read. A date is right if both ends are
those marked; where the words are vague ("in recent weeks"), if it lies inside the widest interval
that they allow. The baseline gives every event the day of publication.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from evaluation.task import Measure, Row, article_of, read_rows
from onrecord import Coder
from onrecord.dates.dating import Dated, Dating
from onrecord.language.parse import Parse
from onrecord.records import TimeReference
from onrecord.text import Span

OWN = Path(__file__).with_name("event_date_gold.jsonl")


class Answer(msgspec.Struct, frozen=True):
    """A marked event and what the program says of it."""

    gold: Row
    first: dt.date | None
    last: dt.date | None
    basis: str | None
    published: dt.date

    @property
    def right(self) -> bool:
        """Whether the date is the marked one."""
        return _fits(self.gold, self.first, self.last)

    @property
    def right_by_publication(self) -> bool:
        """Whether the day of publication would be right."""
        return _fits(self.gold, self.published, self.published)


def _fits(gold: Row, first: dt.date | None, last: dt.date | None) -> bool:
    if first is None or last is None or gold["from"] is None:
        return False
    if gold.get("vague"):
        return bool(gold["from"] <= first.isoformat() and last.isoformat() <= gold["to"])
    return (first.isoformat(), last.isoformat()) == (gold["from"], gold["to"])


def own_measures(coder: Coder) -> Iterator[Measure]:
    """The measures on the open and on the held-out reports."""
    rows = read_rows(OWN)
    for part, held in (("own", False), ("held", True)):
        found = [a for row in rows if row["held"] is held for a in answers(row, coder)]
        dated = [a for a in found if a.gold["from"] is not None]
        undated = [a for a in found if a.gold["from"] is None]
        right = [a for a in dated if a.right]
        given = [a for a in found if a.first is not None]
        yield Measure(
            name=f"{part}: event dates right",
            value=_share(len(right), len(dated)),
            baseline=_share(sum(a.right_by_publication for a in dated), len(dated)),
        )
        yield Measure(name=f"{part}: given dates right", value=_share(len(right), len(given)))
        empty = sum(a.first is None for a in undated)
        yield Measure(name=f"{part}: undated kept empty", value=_share(empty, len(undated)))
        based = sum(a.basis == a.gold["basis"] for a in right)
        yield Measure(name=f"{part}: basis right", value=_share(based, len(right)))


def answers(row: Row, coder: Coder) -> Iterator[Answer]:
    """What the program says of each marked event of ``row``."""
    article = article_of(row)
    dating = _dating(coder, row)
    assert article.date is not None
    for event in row["events"]:
        found = dating.when(Span(*event["trigger"]))
        time = found.reference if found is not None else None
        yield Answer(
            gold=event,
            first=time.date_from if time is not None else None,
            last=time.date_to if time is not None else None,
            basis=found.basis.value if found is not None else None,
            published=article.date,
        )


def _dating(coder: Coder, row: Row) -> Dating:
    article = article_of(row)
    given = coder.products(article, {TimeReference, Parse})
    return Dating(given.one(Parse), given.all(TimeReference), article.date)


def article_measures(rows: Sequence[Row], coder: Coder) -> Iterator[Measure]:
    """Whether the words that date an event are resolved, linked to it, and nothing else is."""
    resolved, given_dates, linked, right, wrong = 0, 0, 0, 0, 0
    for row in rows:
        dating = _dating(coder, row)
        for event in row["events"]:
            trigger = Span(*event["span"])
            found = dating.when(trigger)
            if event["date"] and event["date_text"]:
                given_dates += 1
                told = _told(row["text"], event["date_text"], trigger, dating.times)
                resolved += any(agrees(event["date"], one) for one in told)
                right += found is not None and agrees(event["date"], found.reference)
            linked += found is not None
            wrong += found is not None and _contradicts(event, found)
    yield Measure(name="event dates resolved", value=_share(resolved, given_dates))
    yield Measure(name="event dates linked", value=_share(right, given_dates))
    low = _share(wrong, linked)
    yield Measure(name="linked dates wrong", value=low, higher_is_better=False)


def _told(
    text: str, words: str, trigger: Span, times: Sequence[TimeReference]
) -> list[TimeReference]:
    """The time references in the words that date an event: the ones nearest to its trigger."""
    places = [match.span() for match in re.finditer(re.escape(words), text)]
    if not places:
        return []
    near = Span(*min(places, key=lambda place: abs(place[0] - trigger.start)))
    return [time for time in times if time.span.overlaps(near)]


def agrees(date: str, time: TimeReference) -> bool:
    """Whether the interval of ``time`` begins or ends within ``date`` ("2016", "2016-03-17")."""
    ends = (time.date_from, time.date_to)
    return any(end is not None and end.isoformat().startswith(date) for end in ends)


def _contradicts(event: Row, found: Dated) -> bool:
    """Whether a linked date is not the event's: another one, or one where the gold has none."""
    if event["date"]:
        return not agrees(event["date"], found.reference)
    return not event["date_text"]


def _share(part: int, whole: int) -> float:
    return 100 * part / max(whole, 1)
