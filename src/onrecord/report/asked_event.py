"""One event with all its tellings, as lines to read in a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.asking.event import Difference, EventStory, EventTelling, FigureRange, Given
from onrecord.records import FigureKind, SourceKind, Stance
from onrecord.report import words
from onrecord.report.asked import indented, one_line
from onrecord.report.asked_events import STANDING, counts, sides, type_of, when

_STANCE = {
    Stance.ASSERTS.value: "says so",
    Stance.CONFIRMS.value: "confirms it",
    Stance.DENIES.value: "DENIES it",
    Stance.CONTESTS.value: "contests it",
    Stance.EXPECTS.value: "expects it",
    Stance.WITHDRAWS.value: "takes it back",
}
_BASIS = {
    "first": "the earliest telling",
    "article": "one happening within the article",
    "copy": "the same sentence",
    "match": "joined",
    "judgement": "joined by a person",
}


def story_lines(story: EventStory) -> Iterator[str]:
    """The event, then whether it happened, its figures, differences and all tellings."""
    row = story.event
    yield one_line(f"{row.id}  {when(row)}  {type_of(row)}")
    if row.doubtful:
        yield words.LANE[words.Lane.UNSURE][2]
    yield one_line(f"{STANDING[row.standing].capitalize()}: {sides(row)}")
    yield ""
    yield "WHETHER IT HAPPENED"
    for telling in story.happened:
        yield from _said(telling)
    if story.figures:
        yield ""
        yield "FIGURES"
        for one in story.figures:
            yield from _range(one)
    if story.differences:
        yield ""
        yield "WHERE THE TELLINGS DIFFER"
        for difference in story.differences:
            yield from _difference(difference)
    yield ""
    yield f"ALL TELLINGS ({counts(row)})"
    yield from _tellings(story.tellings)


def _said(telling: EventTelling) -> Iterator[str]:
    day = telling.published or "date not given"
    before = ", as is recalled," if telling.recalled else ""
    yield indented(2, f"{day}  {_who(telling)}{before} {_STANCE[telling.stance]}")
    yield indented(
        6, f"“{telling.quote}”  {telling.outlet or telling.key} @{telling.start}-{telling.end}"
    )


def _who(telling: EventTelling) -> str:
    if telling.teller is None:
        return f"{telling.outlet or telling.key}, the article itself,"
    kind = f" [{words.SOURCE_KIND[SourceKind(telling.kind)]}]" if telling.kind else ""
    return f"{telling.teller}{kind}"


def _range(one: FigureRange) -> Iterator[str]:
    unit = f" {one.unit}" if one.unit else ""
    of = "" if one.subject == "people" else f" ({one.subject})"
    name = words.FIGURE_KIND[FigureKind(one.kind)]
    bounds = ", ".join(
        f"{label} {words.number(value)}{unit}"
        for label, value in (("low", one.low), ("best", one.best), ("high", one.high))
        if value is not None
    )
    yield indented(2, f"{name}{of}: {bounds or 'no exact number holds'}")
    for given in one.figures:
        yield from _given(given, unit)


def _given(given: Given, unit: str) -> Iterator[str]:
    day = given.published or "date not given"
    who = given.teller or f"{given.outlet or given.key}, the article itself"
    fate = f"  [{given.standing} by {given.answer}]" if given.answer else ""
    yield indented(4, f"{day}  {bounds(given)}{unit}  {who}{fate}")
    yield indented(8, f"“{given.quote}”  {given.outlet or given.key} @{given.start}-{given.end}")


def bounds(given: Given) -> str:
    """The bounds of a figure, such as "at least 12"."""
    if given.low is not None and given.low == given.high:
        return words.number(given.low)
    if given.low is not None and given.high is not None:
        return f"{words.number(given.low)} to {words.number(given.high)}"
    if given.low is not None:
        return f"at least {words.number(given.low)}"
    return f"at most {words.number(given.high)}" if given.high is not None else "no number"


def _difference(difference: Difference) -> Iterator[str]:
    yield f"  {difference.about}"
    for version in difference.versions:
        told = words.counted(len(version.tellings), "telling")
        origins = words.counted(version.origins, "origin")
        yield indented(
            4, f"{version.value}  ({told}, {origins}): {words.listed(version.tellers[:4])}"
        )


def _tellings(tellings: Sequence[EventTelling]) -> Iterator[str]:
    by_origin = sorted(tellings, key=lambda t: _first_of(t, tellings))
    for origin, found in groupby(by_origin, key=lambda t: t.origin or t.article):
        yield f"  origin {origin[:8]}"
        for telling in found:
            day = telling.published or "date not given"
            title = telling.title or telling.key
            yield indented(
                4, f"{telling.mention[:8]}  {day}  {telling.outlet or telling.key}  {title}"
            )
            yield indented(8, f"“{telling.words}” @{telling.start}-{telling.end}  {_why(telling)}")


def _first_of(telling: EventTelling, tellings: Sequence[EventTelling]) -> tuple[str, str, str, int]:
    """Origins in the order of their first telling."""
    mine = [t for t in tellings if (t.origin or t.article) == (telling.origin or telling.article)]
    first = min(str(t.published or "9999") for t in mine)
    day = str(telling.published or "9999")
    return first, telling.origin or telling.article, f"{day} {telling.key}", telling.start


def _why(telling: EventTelling) -> str:
    said = _BASIS[telling.basis]
    if telling.basis != "match":
        return said
    return (
        f"{said} to {(telling.joined_by or '')[:8]} ({telling.score}): {'; '.join(telling.reasons)}"
    )
