"""The rows that the event heads learn from, whatever file they come from, in one form."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.relation import QUADS, is_dev
from evaluation.task import Row, read_rows
from onrecord.events.roots import ROOT_OF
from onrecord.records import Certainty, Modality, PloverType
from onrecord.text import Span

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences.jsonl"
"""Own sentences with their events."""
REPORTS = HERE / "reports.jsonl"
"""Own reports of several paragraphs with their events."""
ARTICLES = HERE / "articles.jsonl"
"""Events of whole articles of the data sets, by id and offsets."""
OF_ARTICLE = "article-"
"""How the names of the examples from them begin."""
FACTUALITY = ("uw", "uds_ih2", "meantime")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as marked: its trigger, what it is, and who takes part."""

    trigger: Span
    type: PloverType
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    modality: str
    time: str
    certainty: str | None = None
    mode: str | None = None
    """Empty where the event has none, ``None`` where that was not marked."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and a target and the roots that may hold between them."""

    source: Span | None
    target: Span | None
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what is known of it."""

    id: str
    text: str
    whole: bool = False
    """Whether all events of the text are marked."""
    events: tuple[Told, ...] = ()
    facts: tuple[tuple[Span, float], ...] = ()
    """Predicates and how far the text commits itself to them, from -3 to 3."""
    pair: Pair | None = None


def examples(data: Path) -> list[Example]:
    """All examples to learn from; ``data`` is the folder of the marked data."""
    own = map(_own, (*read_rows(SENTENCES), *read_rows(REPORTS)))
    pairs = *_plv(data), *_quads(data), *_gsr(data)
    return [*articles_of(data), *own, *factuality(data, "train"), *pairs]


def articles_of(data: Path) -> Iterator[Example]:
    """The whole articles marked for this project; their texts are those of the data sets."""
    marked = read_rows(ARTICLES) if ARTICLES.exists() else []
    texts: dict[str, dict[str, str]] = {}
    for row in marked:
        if row["file"] not in texts:
            rows = read_rows(data / row["file"])
            texts[row["file"]] = {str(r.get("id", r.get("doc"))): r["text"] for r in rows}
        yield _whole(f"{OF_ARTICLE}{row['id']}", texts[row["file"]][row["id"]], row["events"])


def _own(row: Row) -> Example:
    events = [{**e, "mode": e["mode"] or ""} if "mode" in e else e for e in row["events"]]
    return _whole(row["id"], row["text"], events)


def _whole(name: str, text: str, events: Iterable[Row]) -> Example:
    return Example(name, text, whole=True, events=tuple(map(_told, events)))


def _told(event: Row) -> Told:
    actors, recipients = (
        tuple(Span(*span) for span in event[side]) for side in ("actors", "recipients")
    )
    return Told(
        trigger=Span(*event["trigger"]),
        type=PloverType(event["type"]),
        actors=actors,
        recipients=recipients,
        modality=event["modality"],
        time=event["time"],
        certainty=event["certainty"] if "certainty" in event else _of_hedge(event),
        mode=event.get("mode"),
    )


def _of_hedge(event: Row) -> str | None:
    """How sure the teller of a fact is, where only hedges were marked."""
    if event["modality"] != Modality.ACTUAL:
        return None
    return Certainty.PROBABLE.value if event["hedged"] else Certainty.CERTAIN.value


def factuality(data: Path, split: str) -> Iterator[Example]:
    """The rows of one split of the three corpora of factuality."""
    for name in FACTUALITY:
        for row in read_rows(data / f"factuality/{name}.jsonl"):
            if row["split"] == split:
                facts = tuple((Span(*e["span"]), float(e["factuality"])) for e in row["events"])
                yield Example(row["id"], row["text"], facts=facts)


def _plv(data: Path) -> Iterator[Example]:
    for row in read_rows(data / "events/plv_train.jsonl"):
        if not is_dev(row):
            pair = Pair(_span(row["source"]), _span(row["target"]), (row["root"],))
            yield Example(row["id"], row["text"], pair=pair)


def _quads(data: Path) -> Iterator[Example]:
    """Pairs of which only the quad class is known; those that PLV has too are left to it."""
    for row in read_rows(data / "events/cameo_quad.jsonl"):
        if row["in_plv"] or not row["quad_n"] or not row["sources"] or not row["targets"]:
            continue
        roots = tuple(root for root, quad in QUADS.items() if quad == row["quad_n"])
        pair = Pair(_span(row["sources"][0]), _span(row["targets"][0]), roots)
        yield Example(row["id"], row["text"], pair=pair)


def _gsr(data: Path) -> Iterator[Example]:
    """The example records of the PLOVER manual."""
    for row in read_rows(data / "events/plover_gsr.jsonl"):
        sides = [row[side][0] if row[side] else None for side in ("source", "target")]
        if row["in_plv"] is None and row["root"] in PloverType.__members__:
            source, target = (_span(side) if side else None for side in sides)
            root = ROOT_OF[PloverType(row["root"])]
            yield Example(row["id"], row["text"], pair=Pair(source, target, (root,)))


def _span(side: dict[str, Any]) -> Span | None:
    return Span(side["start"], side["end"]) if side.get("start") is not None else None


def dump(rows: Iterable[Row], path: Path) -> None:
    """Write JSON lines."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
