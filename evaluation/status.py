"""The status task: whether an event took place, given its trigger, by all that the program asks.

Two sets: sentences written for this project (a third of them held back while the rules were
tuned), and the event mentions of marked articles. For both, the measures that matter most are how
many non-events are told as facts, and how many facts are kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.task import Measure, Row, article_of, read_rows
from onrecord import Coder
from onrecord.events.reader import EventReading, read_events
from onrecord.events.setting import Setting
from onrecord.events.status_reader import weighed
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import PloverType, Statement, Status, TimeReference
from onrecord.text import Span

ARTICLES = "events/article_gold_dev.jsonl"
OWN = Path(__file__).with_name("status_gold.jsonl")
NEEDS = frozenset({Parse, Statement, TimeReference, Encoding})


class StatusTask:
    """Modality, certainty and time of events whose triggers are given."""

    name = "status"
    needs: tuple[str, ...] = (ARTICLES,)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """``status: [{modality, certainty, time}]`` for the triggers of each row.

        Rows carry ``triggers``: ``[{span, type}]``, where the type may be null.
        """
        for row in rows:
            given = coder.products(article_of(row), NEEDS)
            reading = read_events(row["text"], given.one(Parse), given.one(Encoding))
            made = [_assess(row, trigger, given, reading) for trigger in row["triggers"]]
            yield {"id": row["id"], "status": [_as_row(status) for status in made]}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """The measures on each of the two sets; own sentences in two parts."""
        own = [_own_row(row) for row in read_rows(OWN)]
        for part, held in (("own", False), ("held", True)):
            rows = [row for row in own if row["held"] is held]
            yield from self._measures(part, rows, coder)
        yield from self._measures("articles", [_article_row(r) for r in _read(data)], coder)

    def _measures(self, part: str, rows: Sequence[Row], coder: Coder) -> Iterator[Measure]:
        counts: Counter[str] = Counter()
        for row, made in zip(rows, self.predict(rows, coder), strict=True):
            for gold, status in zip(row["gold"], made["status"], strict=True):
                _count(gold, status, counts)
        for name in ("modality", "certainty", "time"):
            if counts[f"{name} given"]:
                share = 100 * counts[name] / counts[f"{name} given"]
                yield Measure(name=f"{part}: {name} accuracy", value=share)
        yield Measure(
            name=f"{part}: non-events told as facts",
            value=100 * counts["told"] / max(1, counts["non-events"]),
            baseline=100.0,
            higher_is_better=False,
        )
        kept = 100 * counts["kept"] / max(1, counts["facts"])
        yield Measure(name=f"{part}: facts kept", value=kept, baseline=100.0)


def _read(data: Path) -> list[Row]:
    return read_rows(data / ARTICLES)


def _own_row(row: Row) -> Row:
    gold = {key: row[key] for key in ("modality", "certainty", "time")}
    return {**row, "triggers": [{"span": row["trigger"], "type": None}], "gold": [gold]}


def _article_row(row: Row) -> Row:
    events = row["events"]
    return {
        **row,
        "triggers": [{"span": e["span"], "type": e["type"]} for e in events],
        "gold": [{"modality": e["status"], "time": e["time"]} for e in events],
    }


def _assess(row: Row, trigger: dict[str, Any], given: Given, reading: EventReading) -> Status:
    span = Span(*trigger["span"])
    parse = given.one(Parse)
    head = parse.head(span)
    assert head is not None, f"no word at {span} of {row['id']}"
    kind = PloverType(trigger["type"]) if trigger["type"] else None
    setting = _setting(row, given)
    said = setting.statement(span)
    status = setting.status(head, kind, setting.when(span), said)
    return weighed(status, reading, head, kind, said)


def _setting(row: Row, given: Given) -> Setting:
    return Setting(
        given.one(Parse),
        published=article_of(row).date,
        statements=given.all(Statement),
        places=(),
        times=given.all(TimeReference),
    )


def _count(gold: dict[str, str], status: dict[str, str], counts: Counter[str]) -> None:
    for name, value in gold.items():
        counts[f"{name} given"] += 1
        counts[name] += status[name] == value
    happened = status["modality"] == "actual" and status["time"] != "future"
    fact = gold["modality"] == "actual"
    counts["facts" if fact else "non-events"] += 1
    if happened:
        counts["kept" if fact else "told"] += 1


def _as_row(status: Status) -> dict[str, str]:
    return {
        "modality": status.modality.value,
        "certainty": status.certainty.value,
        "time": status.time.value,
    }


TASK = StatusTask()
