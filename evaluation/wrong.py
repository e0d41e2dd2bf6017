"""The wrong cases of a task, one below the other, to be read in their sentences.

What a case is wrong in, the article, the sentence with the words in question in [brackets], what
the gold has and what came. ``docs/errors.md`` counts the classes that were found in this way.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import articles, events
from evaluation.actors import normal
from evaluation.task import Row, read_rows
from onrecord.coder import Coder
from onrecord.text import Span

_ENDS = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")
_SIDES = ("actor", "recipient")

_Wrong = tuple[Sequence[int], str, Row | None, Row | None]
"""Where it stands, what is wrong, the gold mention and the one that came."""


@dataclass(frozen=True, slots=True)
class WrongCase:
    """One thing that is wrong about one mention."""

    article: str
    wrong: str
    """Missed, spurious, type, told as a fact, fact not told, actor or recipient."""
    sentence: str
    gold: str
    came: str

    def __str__(self) -> str:
        lines = (f"{self.wrong}  {self.article}", self.sentence, f"gold: {self.gold}")
        return "\n  ".join((*lines, f"came: {self.came}"))


def report(data: Path, *, kept: bool) -> None:
    """Print the wrong cases of the dev articles, or of the kept texts; never of a blind set."""
    rows = list(articles.marked(data)) if kept else read_rows(data / events.DEV_ARTICLES)
    for row, made in zip(rows, events.TASK.predict(rows, Coder()), strict=True):
        for case in cases(row, made["events"]):
            print(f"{case}\n")


def cases(row: Row, made: Sequence[Row]) -> Iterator[WrongCase]:
    """What is wrong about the mentions ``made`` of the marked text ``row``, in its order."""
    pairs = events.match(row["events"], made, typed=False)
    wrong: list[_Wrong] = [
        *((event["span"], "missed", event, None) for event in _beside(row["events"], pairs, 0)),
        *((event["trigger"], "spurious", None, event) for event in _beside(made, pairs, 1)),
    ]
    for pair in pairs:
        wrong += [(pair.gold["span"], name, pair.gold, pair.made) for name in _faults(pair)]
    for span, name, gold, came in sorted(wrong, key=lambda case: tuple(case[0])):
        sentence = _sentence(row["text"], Span(*span))
        yield WrongCase(str(row["id"]), name, sentence, _gold(gold), _came(came, row["text"]))


def _beside(mentions: Sequence[Row], pairs: Iterable[events.Match], side: int) -> list[Row]:
    """The mentions that nothing matches."""
    matched = [(pair.gold, pair.made)[side] for pair in pairs]
    return [one for one in mentions if all(one is not other for other in matched)]


def _faults(pair: events.Match) -> Iterator[str]:
    gold, made = pair.gold, pair.made
    if gold["type"] != made["type"]:
        yield "type"
    told = events.happened(made["modality"], made["time"])
    if told is not events.happened(gold["status"], gold["time"]):
        yield "told as a fact" if told else "fact not told"
    for side in _SIDES:
        known = {normal(code.upper()) for code in gold[side] or ()}
        if known != {normal(code.upper()) for code in made[f"{side}_countries"]}:
            yield side


def _sentence(text: str, span: Span) -> str:
    ends = [0, *(end.end() for end in _ENDS.finditer(text)), len(text)]
    start = max(end for end in ends if end <= span.start)
    end = min(end for end in ends if end >= span.end)
    before, after = text[start : span.start], text[span.end : end]
    return " ".join(f"{before}[{span.of(text)}]{after}".split())


def _gold(event: Row | None) -> str:
    if event is None:
        return "nothing"
    told = " ".join((event["type"], event["status"], event["time"]))
    return f"{told}; {' > '.join(','.join(event[side] or ()) or '-' for side in _SIDES)}"


def _came(event: Row | None, text: str) -> str:
    if event is None:
        return "nothing"
    told = " ".join((event["type"], event["modality"], event["time"]))
    return f"{told}; {' > '.join(_side(event, side, text) for side in _SIDES)}"


def _side(event: Row, side: str, text: str) -> str:
    words = " + ".join(Span(*ends).of(text) for ends in event[f"{side}s"])
    codes = ",".join(event[f"{side}_countries"])
    return " ".join(filter(None, (codes, f"“{words}”" if words else ""))) or "-"
