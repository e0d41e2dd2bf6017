"""Offices: is the holder right on the day?

``office_gold.csv`` holds who was head of state, head of government, foreign and defence minister
of the twenty most reported countries on 408 days from 2000 to 2022, written from memory before
the table of posts was made and without a look at its sources. One holder given and right is
right; none or several are not.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from evaluation.task import Measure, Row
from onrecord.actors.base import words_of
from onrecord.actors.joining import same_person
from onrecord.actors.posts import posts
from onrecord.coder import Coder

GOLD = Path(__file__).with_name("office_gold.csv")
POSTS = {"state": "head of state", "government": "head of government"}
"""Names of the posts in the gold that are others in the table."""


class Answer(NamedTuple):
    """A day's holder by the gold and by the table."""

    country: str
    office: str
    date: str
    holder: str
    given: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether exactly the holder is given."""
        return len(self.given) == 1 and same_name(self.given[0], self.holder)


ALIKE = 0.75
"""Share of letters from which two spellings are taken for one name; holders of one post who
follow each other are further apart than that."""


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are of one person: one within the other, or nearly the same letters."""
    first, second = words_of(one), words_of(other)
    short, long = sorted((first, second), key=len)
    if set(short) <= set(long) or same_person(first, second):
        return True
    return SequenceMatcher(None, "".join(first), "".join(second), autojunk=False).ratio() >= ALIKE


def answers() -> Iterator[Answer]:
    """Every row of the gold with what the table gives."""
    with GOLD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            post = POSTS.get(row["office"], row["office"])
            held = posts().on(row["country"], post, dt.date.fromisoformat(row["date"]))
            yield Answer(
                row["country"],
                row["office"],
                row["date"],
                row["holder"],
                tuple(t.name for t in held),
            )


class OfficeTask:
    """The task ``offices``."""

    name = "offices"
    needs: tuple[str, ...] = ()
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:  # noqa: ARG002
        """The names of those who held ``office`` of ``country`` on ``date``."""
        for row in rows:
            held = posts().on(row["country"], row["office"], dt.date.fromisoformat(row["date"]))
            yield {"id": row["id"], "holders": [tenure.name for tenure in held]}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:  # noqa: ARG002
        """Shares of right, wrong and open answers."""
        found = list(answers())
        total = len(found)
        wrong = [a for a in found if len(a.given) == 1 and not a.right]
        yield Measure(name="holder right", value=100 * sum(a.right for a in found) / total)
        yield Measure(name="holder wrong", value=100 * len(wrong) / total, higher_is_better=False)
        yield Measure(
            name="several given",
            value=100 * sum(len(a.given) > 1 for a in found) / total,
            higher_is_better=False,
        )


TASK = OfficeTask()
"""What the command line looks for."""
