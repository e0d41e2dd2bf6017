"""Whole texts of many kinds, marked by the guide of the marked articles and kept out of training.

``event_articles.jsonl`` holds ids and offsets of 63 texts: US politics, world news, local news,
reports of incidents, wire copy of the 1990s in capitals. Each was marked once, by one reader.
Sides: of the mentions that were found, the actors (recipients) that the program gives and those
that the reader marked, compared by the characters they share.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.task import Measure, Row, prf, read_rows
from onrecord.text import Span

SENTENCES = Path(__file__).with_name("event_sentences.jsonl")
"""Own sentences that were kept out of training: who acts and who is only near, what happened and
what is only told of, what is an event at all."""
MARKS = Path(__file__).with_name("event_articles.jsonl")
BLIND = Path(__file__).with_name("event_articles_blind.jsonl")
"""39 more texts, half of them machine-written stories; no limit was chosen with them."""
BLIND_REPORTS = Path(__file__).with_name("event_reports_blind.jsonl")
"""30 own reports of the length of real ones, written and marked by somebody who wrote none of those
to learn from; no limit was chosen with them either."""


def marked(data: Path, marks: Path = MARKS) -> Iterator[Row]:
    """The texts with their marks, in the form of the marked dev articles."""
    files: dict[str, Mapping[str, Row]] = {}
    for mark in read_rows(marks):
        name = mark["file"]
        if name not in files:
            files[name] = {str(r.get("id", r.get("doc"))): r for r in read_rows(data / name)}
        text = files[name][mark["id"]]
        events = [_gold(event) for event in mark["events"]]
        yield {"id": mark["id"], "text": text["text"], "date": text.get("date"), "events": events}


def own(marks: Path = SENTENCES) -> Iterator[Row]:
    """Own texts in the same form."""
    for row in read_rows(marks):
        yield {**row, "date": None, "events": [_gold(event) for event in row["events"]]}


def _gold(event: Row) -> Row:
    sides = {
        side: event.get(f"{side}_codes", event.get(f"{side}_countries"))
        for side in ("actor", "recipient")
    }
    return {**event, **sides, "span": event["trigger"], "status": event["modality"]}


def side_measures(found: Iterable[tuple[Row, Row]]) -> Iterator[Measure]:
    """Precision and recall of the sides of mentions, as (gold, made)."""
    found = list(found)
    for side in ("actors", "recipients"):
        gold, made = ([_spans(pair[part][side]) for pair in found] for part in (0, 1))
        hit = sum(side_hits(g, m) for g, m in zip(gold, made, strict=True))
        precision, recall, both = prf(hit, sum(map(len, made)), sum(map(len, gold)))
        yield Measure(name=f"{side} precision", value=precision)
        yield Measure(name=f"{side} recall", value=recall)
        yield Measure(name=f"{side} F1", value=both)


def _spans(ends: Sequence[Sequence[int]]) -> list[Span]:
    return [Span(*pair) for pair in ends]


def side_hits(gold: Sequence[Span], made: Sequence[Span]) -> int:
    """How many of ``made`` share characters with a gold span; each gold span counts once."""
    left = list(gold)
    hits = 0
    for span in made:
        one = next((g for g in left if g.overlaps(span)), None)
        if one is not None:
            left.remove(one)
            hits += 1
    return hits
