"""What the program reads in the marked stories, and which of it is of one event."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluation.task import Row, article_of, read_rows
from onrecord.coder import Coder
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Told
from onrecord.events.joining.look import Looking
from onrecord.events.sense import seen
from onrecord.ingest.source import Known
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.records import Actor, Article, Place
from onrecord.service import gather

STORIES = Path(__file__).with_name("stories.jsonl")
ROOT = Path(__file__).parent.parent.parent

Floats = NDArray[np.float32]


class Reading(NamedTuple):
    """What the program reads in a story, and which of it is of one event."""

    name: str
    told: list[Told]
    """Those that were judged, by day."""
    event: dict[str, str]
    """Of each telling: the name of its event, which no other has if it stands alone."""
    views: Floats
    """Of each telling what its sense is made of, shape (tellings, numbers of `seen`)."""

    @property
    def events(self) -> list[str]:
        """The event of each telling, in their order."""
        return [self.event[telling.mention] for telling in self.told]


def read(data: Path, coder: Coder) -> Iterator[Reading]:
    """What the program reads in each story."""
    for row in read_rows(STORIES):
        told: list[tuple[str, Told]] = []
        views: dict[str, Floats] = {}
        for article in sorted(articles(row, data), key=lambda a: (str(a.date), a.key)):
            given = coder.products(article)
            coding = coder.coding_of(article, given)
            told += [(article.key, telling) for telling in tellings_of(coding)]
            looking = Looking(
                given.one(Parse), given.one(Encoding), given.all(Actor), given.all(Place)
            )
            if looks := looking.looks(coding.event_mentions):
                found = zip(looks, seen(looks), strict=True)
                views |= {look.mention.id: row for look, row in found}
        event = judged(row, told)
        kept = [telling for _, telling in told if telling.mention in event]
        yield Reading(row["story"], kept, event, np.stack([views[t.mention] for t in kept]))


def articles(row: Row, data: Path) -> Iterator[Article]:
    """The articles of a story, from the repository or from the data."""
    keys = set(row["articles"])
    own = ROOT / row["source"]
    if own.exists():
        items = gather([own]).items(Known())
        found = (item.found for item in items if isinstance(item.found, Article))
    else:
        found = (article_of(r) for r in read_rows(data / row["source"]) if r["id"] in keys)
    yield from (article for article in found if article.key in keys)


def judged(row: Row, told: Sequence[tuple[str, Told]]) -> dict[str, str]:
    """The event of each telling, given with its article's key, whose words overlap judged ones."""
    marks = [(tuple(mark), f"event {n}") for n, e in enumerate(row["events"]) for mark in e]
    marks += [(tuple(mark), f"alone {n}") for n, mark in enumerate(row["alone"])]
    by_article: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (key, start, end), name in marks:
        by_article[key].append((start, end, name))
    found = {}
    for key, telling in told:
        near = [m for m in by_article[key] if m[0] < telling.end and m[1] > telling.start]
        if near:
            found[telling.mention] = min(near, key=lambda m: abs(m[0] - telling.start))[2]
    return found
