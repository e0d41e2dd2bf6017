"""Tellings of events with how sure the program is of them, and which parts of them are right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.articles import side_hits
from evaluation.task import Row, article_of
from onrecord.coder import Coder
from onrecord.records import EventMention
from onrecord.text import Span


@dataclass(frozen=True, slots=True)
class Judged:
    """One telling; the parts are type, sides, status and whole."""

    sure: Mapping[str, float]
    right: Mapping[str, bool | None]
    """Sides and status are ``None`` where no event was marked."""


def judged(rows: Sequence[Row], coder: Coder) -> Iterator[Judged]:
    """The tellings found in marked texts (``evaluation.articles.marked`` says in which form)."""
    for row in rows:
        for made in coder.products(article_of(row), {EventMention}).all(EventMention):
            gold = [one for one in row["events"] if Span(*one["span"]).overlaps(made.trigger)]
            yield Judged(_sure(made), _right(made, gold))


def _sure(made: EventMention) -> dict[str, float]:
    parts = {
        "type": made.type_confidence,
        "sides": made.sides_confidence,
        "status": made.status_confidence,
        "whole": made.confidence,
    }
    return {part: value for part, value in parts.items() if value is not None}


def _right(made: EventMention, gold: Sequence[Row]) -> dict[str, bool | None]:
    if not gold:
        return {"type": False, "sides": None, "status": None, "whole": False}
    one = next((g for g in gold if g["type"] == made.type), gold[0])
    told = one["status"] == "actual" and one["time"] != "future"
    right = {
        "type": one["type"] == made.type,
        "sides": _sides_right(made, one),
        "status": told is made.status.happened,
    }
    return {**right, "whole": all(right.values())}


def _sides_right(made: EventMention, gold: Row) -> bool:
    """Whether each side that is given was marked, and none that was marked is empty."""
    for side in ("actors", "recipients"):
        spans = [one.span for one in getattr(made, side)]
        marked = [Span(*ends) for ends in gold[side]]
        if side_hits(marked, spans) < len(spans) or (marked and not spans):
            return False
    return True
