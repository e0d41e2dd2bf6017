"""The ledger task: events, figures, contradictions and outcomes over whole episodes of reports.

The keys were made by hand (``evaluation/ledger_gold``). Each item of them is found or not; what the
program says beyond them is counted as false. One episode is kept aside: nobody who sets rules or
weights reads it or what is missed in it. "Crowd" is the later episodes once more, all in one store
with the fresh ones, as a reader of many stories has them.
"""

import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.task import Measure, Row
from onrecord import Coder
from onrecord.asking.event import EventStory, event
from onrecord.asking.events import EventQuestion, EventRow, events
from onrecord.asking.forecasts import ForecastRow, forecasts
from onrecord.ingest.source import Known
from onrecord.records import Article, FigureStanding, Outcome, Standing
from onrecord.service import StoreSink, Summary, code_items, gather
from onrecord.store.store import Store

FOLDER = Path(__file__).with_name("ledger_gold")
EXAMPLES = Path(__file__).parent.parent / "examples"
STORIES = Path(__file__).parent.parent / "training" / "same_events" / "episodes"
PARTS = ("dev", "tankers", "balakot", "lanka", "kept")
"""The episodes of `examples/` together, those beside them, and the one kept aside."""
FRESH = ("flotilla", "haiti", "kosovo", "marikana", "mh17", "niger", "peru", "yemen")
"""Stories with many words for one thing, counted together."""
LATER = (
    "armenia",
    "brasilia",
    "burkina",
    "capitol",
    "guinea",
    "ivory",
    "jerusalem17",
    "kazakhstan",
    "khashoggi",
    "rangoon07",
    "zamboanga",
)
"""As they, made later: no rule was set by them."""
TOGETHER = {"fresh": FRESH, "later": LATER}
"""Episodes that are counted as one."""
_LISTED = (Standing.ADMITTED, Standing.DISPUTED)
_TOLD = (Outcome.CAME_TRUE, Outcome.PARTLY, Outcome.DID_NOT)
Item = dict[str, Any]


@dataclass
class Tally:
    """Items of one kind: how many the key has, how many are found, what is wrong."""

    items: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, *, right: bool) -> None:
        """Count one item, found or not."""
        self.items += 1
        self.found += right
        if not right:
            self.wrong.append(what)

    @property
    def share(self) -> float:
        """Found items in per cent."""
        return 100 * self.found / self.items if self.items else 100.0


class LedgerTask:
    """Whole episodes against their keys."""

    name = "ledger"
    needs: tuple[str, ...] = ()
    fast = False

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:  # noqa: ARG002
        """Nothing: the items of a key go over articles, and no row stands alone."""
        yield from ()

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:  # noqa: ARG002
        """Items found and false ones of the dev episodes and of the one kept aside."""
        for part in PARTS:
            yield from measures(part, tallies_of(part, coder))
        for name, parts in TOGETHER.items():
            yield from measures(name, together(tallies_of(part, coder) for part in parts))
        yield from measures("crowd", crowded(FRESH, LATER, coder))


def tallies_of(part: str, coder: Coder) -> dict[str, Tally]:
    """Items found and false ones of one episode."""
    return crowded((), (part,), coder)


def crowded(around: Sequence[str], parts: Sequence[str], coder: Coder) -> dict[str, Tally]:
    """Items found and false ones of episodes that share a store with each other and others."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "ledger.duckdb"
        fill(store, [reports_of(part) for part in (*around, *parts)], coder)
        return together(check(store, read_key(part), keys_of(part)) for part in parts)


def keys_of(part: str) -> set[str]:
    """The keys of the articles of an episode."""
    items = gather([reports_of(part)]).items(Known())
    return {item.found.key for item in items if isinstance(item.found, Article)}


def reports_of(part: str) -> Path:
    """Where the reports of an episode stand."""
    if part == "dev":
        return EXAMPLES
    return (FOLDER if part in PARTS else STORIES) / f"{part}.jsonl"


def together(parts: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    """The tallies of several episodes as those of one."""
    found: dict[str, Tally] = {}
    for part in parts:
        for kind, tally in part.items():
            total = found.setdefault(kind, Tally())
            total.items += tally.items
            total.found += tally.found
            total.wrong += tally.wrong
    return found


def fill(store: Path, reports: Sequence[Path], coder: Coder) -> None:
    """Code ``reports`` into a new store."""
    summary = Summary()
    with Store(store) as opened:
        sink = StoreSink(opened, coder.run, summary)
        for path in reports:
            code_items(gather([path]).items(Known()), coder, sink, summary)


def read_key(part: str) -> dict[str, list[Item]]:
    """The key of a part by kind of item."""
    found: dict[str, list[Item]] = tomllib.loads(
        (FOLDER / f"{part}.toml").read_text(encoding="utf-8")
    )
    return found


def measures(part: str, tallies: dict[str, Tally]) -> Iterator[Measure]:
    """One number a kind of item, then all items and all that is false."""
    for kind, tally in tallies.items():
        if kind != "false":
            yield Measure(name=f"{part}: {kind}", value=tally.share)
    found = sum(t.found for kind, t in tallies.items() if kind != "false")
    items = sum(t.items for kind, t in tallies.items() if kind != "false")
    yield Measure(name=f"{part}: items found", value=100 * found / items if items else 100.0)
    false = len(tallies["false"].wrong)
    yield Measure(name=f"{part}: false items (number)", value=false, higher_is_better=False)


def check(store: Path, key: dict[str, list[Item]], articles: set[str]) -> dict[str, Tally]:
    """The items of ``key`` that ``store`` shows, by kind, and what it shows beyond them.

    Args:
        articles: keys of the articles of the episode; what others tell is none of its.
    """
    return _Checking(store, key, articles).run()


class _Checking:
    def __init__(self, store: Path, key: dict[str, list[Item]], articles: set[str]) -> None:
        self.path = store
        self.key = key
        self.articles = articles
        names = ("events together", "standing", "origins", "figures", "forecasts", "false")
        self.tallies = {name: Tally() for name in names}
        rows = events(store, EventQuestion(everything=True))  # which brings them up to date
        with Store(store, read_only=True) as opened:
            texts = opened.query("SELECT id, key, text FROM articles").fetchall()
            self.texts = {str(k): (str(i), str(t)) for i, k, t in texts if k in articles}
            members = opened.query(
                "SELECT event, article, start, quote_start, quote_end FROM event_members"
            ).fetchall()
            counted = opened.query(
                "SELECT DISTINCT kind, low, event FROM event_figures ORDER BY ALL"
            ).fetchall()
        own = {article for article, _ in self.texts.values()}
        self.members = [member for member in members if member[1] in own]
        told = {member[0] for member in self.members}
        self.mixed = {event for event, article, *_ in members if article not in own} & told
        self.rows: dict[str, EventRow] = {row.id: row for row in rows if row.id in told}
        self.counted: dict[tuple[str, float], list[str]] = {}
        for kind, low, id_ in counted:
            self.counted.setdefault((kind, low), []).append(id_)
        self.stories: dict[str, EventStory] = {}
        self.of_item: dict[str, str] = {}

    def run(self) -> dict[str, Tally]:
        for item in self.key.get("event", ()):
            self._event(item)
        for item in self.key.get("figure", ()):
            self._figure(item)
        self._forecasts(forecasts(self.path))
        self._false_events()
        return self.tallies

    # --- events -------------------------------------------------------------------------------

    def _event(self, item: Item) -> None:
        at = [self._event_at(*place) for place in item["tellings"]]
        known = [one for one in at if one is not None]
        main = max(sorted(set(known)), key=known.count, default=None)
        together = main is not None and all(one == main for one in at)
        places = [p[0] for p, one in zip(item["tellings"], at, strict=True) if one != main]
        self.tallies["events together"].count(f"{item['name']}: {places}", right=together)
        if main is None:
            self.tallies["standing"].count(f"{item['name']}: no event", right=False)
            return
        self.of_item[item["name"]] = main
        row = self.rows[main]
        said = f"{item['name']}: {row.standing}, not {item['standing']}"
        self.tallies["standing"].count(said, right=row.standing == item["standing"])
        if "origins" in item:
            said = f"{item['name']}: {row.origins} origins, not {item['origins']}"
            self.tallies["origins"].count(said, right=row.origins == item["origins"])

    def _event_at(self, key: str, words: str) -> str | None:
        """The event told at ``words``, or by the nearest telling of the same sentence."""
        article, at = self._place(key, words)
        end = at + len(words)
        near = [
            (not at <= start < end, abs(start - at), event)
            for event, where, start, first, last in self.members
            if where == article and first <= at < last
        ]
        return min(near)[2] if near else None

    def _place(self, key: str, words: str) -> tuple[str, int]:
        """The article whose address ends in ``key`` and where ``words`` stand in it."""
        (found,) = [value for name, value in self.texts.items() if name.endswith(f"/{key}")]
        if words not in found[1]:
            raise ValueError(f"the key is wrong: {key} has no '{words}'")
        return found[0], found[1].index(words)

    def _story(self, id_: str) -> EventStory:
        if id_ not in self.stories:
            self.stories[id_] = event(self.path, id_)
        return self.stories[id_]

    # --- figures ------------------------------------------------------------------------------

    def _figure(self, item: Item) -> None:
        name = f"{item['event']}: {item['kind']} {item['value']} in {item['article']}"
        given = [
            (one.kind, number)
            for event_ in self._events_of(item)
            for one in self._story(event_).figures
            for number in one.figures
            if number.low == item["value"] and number.key.endswith(f"/{item['article']}")
        ]
        kinds = [number for kind, number in given if kind == item["kind"]]
        said = kinds[0].standing if kinds else "not there"
        right = any(number.standing == item["standing"] for number in kinds)
        self.tallies["figures"].count(f"{name}: {said}", right=right)

    def _events_of(self, item: Item) -> list[str]:
        """The event of a figure; any that has it, where the key has no such event."""
        if all(item["event"] != one["name"] for one in self.key.get("event", ())):
            return self.counted.get((item["kind"], item["value"]), [])
        main = self.of_item.get(item["event"])
        return [main] if main else []

    # --- forecasts ----------------------------------------------------------------------------

    def _forecasts(self, found: Sequence[ForecastRow]) -> None:
        taken = set()
        found = [row for row in found if row.key in self.texts]
        for item in self.key.get("forecast", ()):
            article, at = self._place(item["article"], item["words"])
            end = at + len(item["words"])
            mine = [
                row
                for row in found
                if self.texts[row.key][0] == article and row.start < end and at < row.end
            ]
            best = min(mine, key=lambda row: row.end - row.start, default=None)
            taken |= {row.text for row in mine}
            said = best.outcome if best is not None else "not there"
            name = f"{item['article']} {item['words']}: {said}, not {item['outcome']}"
            self.tallies["forecasts"].count(name, right=said == item["outcome"])
        for row in found:
            if row.outcome in _TOLD and row.text not in taken:
                self.tallies["false"].wrong.append(f"{row.outcome}: {row.text} ({row.answer_text})")

    # --- what the key does not have -----------------------------------------------------------

    def _false_events(self) -> None:
        wrong = self.tallies["false"].wrong
        names: dict[str, list[str]] = {}
        for item in self.key.get("event", ()):
            at = {self._event_at(*place) for place in item["tellings"]}
            for id_ in sorted(str(one) for one in at if one is not None):
                names.setdefault(id_, []).append(item["name"])
        wrong += [f"one event: {', '.join(found)}" for found in names.values() if len(found) > 1]
        wrong += [
            f"with another story: {self.rows[id_].type} {self.rows[id_].actors}"
            for id_ in sorted(self.mixed)
        ]
        for row in self.rows.values():
            if row.standing in _LISTED and row.id not in names:
                wrong.append(f"{row.standing}: {row.type} {row.actors} {row.recipients}")
        for main in dict.fromkeys(self.of_item.values()):
            self._false_figures(main)

    def _false_figures(self, main: str) -> None:
        """Figures that are said not to hold although the key does not say so.

        Articles that pass on a figure share what became of it, unless the key has theirs.
        """
        mine = [f for f in self.key.get("figure", ()) if self.of_item.get(f["event"]) == main]
        gone = {(f["kind"], f["value"]) for f in mine if f["standing"] != FigureStanding.HOLDS}
        held = [
            (f["kind"], f["value"], f["article"])
            for f in mine
            if f["standing"] == FigureStanding.HOLDS
        ]
        for one in self._story(main).figures:
            for given in one.figures:
                holds = any(
                    (one.kind, given.low) == (kind, value) and given.key.endswith(f"/{article}")
                    for kind, value, article in held
                )
                listed = (one.kind, given.low) in gone and not holds
                own = given.answer == given.key  # the words that say so
                if given.key not in self.articles:
                    continue
                if given.standing != FigureStanding.HOLDS and not listed and not own:
                    said = f"{given.standing}: {one.kind} {given.low} in {given.key}"
                    self.tallies["false"].wrong.append(said)


TASK = LedgerTask()
