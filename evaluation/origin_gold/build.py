"""Makes the articles and pairs of this folder from the stories: ``python -m
evaluation.origin_gold.build``.

The stories are reports in our own words on invented events, with invented persons; agencies and
outlets are named only because credits and citations name them. `edits` says what is done to them.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from evaluation.origin_gold import edits

HERE = Path(__file__).parent
STORIES = ("stories_1.txt", "stories_2.txt", "stories_3.txt", "stories_held.txt")
SEED = 20240101

PAPERS = (
    "Evening Ledger", "Prairie Sentinel", "Hillside Herald", "The Bayview Examiner",
    "Morgenblatt", "El Observador del Norte", "The Savannah Star", "Pacific Standard-Times",
    "Kenton Daily News", "La Voz de la Sierra", "The Eastern Mail", "Oslofjord Avis",
)  # fmt: skip
REPORTERS = ("Jane Holloway", "Peter Lindqvist", "Sana Iqbal", "Rui Carvalho", "Amy Tan", "O. Berg")

CREDITS = (
    "With files from {agency}.",
    "{agency} contributed to this report.",
    "Additional reporting by {agency}.",
    "({agency})",
    "Con información de {agency}.",
    "avec {agency}",
    "Mit Material von {agency}.",
    "© {year} {agency}. All rights reserved.",
    "Source: {agency}",
    "Compiled from {agency} reports by our foreign desk.",
)


@dataclass
class Story:
    """One story of the files: the report itself and what was written around it."""

    id: str
    date: str
    outlet: str
    author: str
    city: str
    held: bool
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    others: list[tuple[str, list[str], list[str]]] = field(default_factory=list)
    """Kind, the words behind it and the lines of each further text."""

    @property
    def agency(self) -> bool:
        return self.author.removeprefix("The ") in {self.outlet, f"{self.outlet} staff"} or (
            self.outlet in {"AFP", "dpa", "Kyodo", "PTI"}
        )


Article = dict[str, str | bool | None]
Pair = dict[str, str | bool]


def stories() -> list[Story]:
    """Every story, in the order of the files."""
    return [
        _story(block, "held" in name)
        for name in STORIES
        for block in re.split(r"^=== ", (HERE / name).read_text(encoding="utf-8"), flags=re.M)[1:]
    ]


def _story(block: str, held: bool) -> Story:
    first, *more = re.split(r"^--- ", block, flags=re.M)
    head, _, body = first.partition("\n")
    story = Story(*[part.strip() for part in head.split("|")], held=held)  # type: ignore[arg-type, misc]
    story.title, *story.paragraphs = _lines(body)
    for part in more:
        head, _, body = part.partition("\n")
        kind, *facts = [word.strip() for word in head.split("|")]
        story.others.append((kind, facts, _lines(body)))
    return story


def _lines(body: str) -> list[str]:
    return [line.removeprefix("# ") for line in body.splitlines() if line.strip()]


class Builder:
    """Collects articles and pairs."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.pairs: list[Pair] = []

    def article(self, story: Story, name: str, lines: list[str], **facts: str | None) -> str:
        """Add an article and return its id; ``lines`` are the title and the paragraphs."""
        made: Article = {"id": f"{story.id}-{name}", "held": story.held, "title": lines[0]}
        made |= {"outlet": None, "author": None, "date": story.date, **facts}
        made["text"] = lines[0] + "\n\n" + "\n\n".join(lines[1:])
        self.articles.append(made)
        return str(made["id"])

    def pair(self, story: Story, one: str, other: str, kind: str, same: bool) -> None:
        row: Pair = {"id": f"p{len(self.pairs) + 1:03}", "one": one, "other": other, "kind": kind}
        self.pairs.append({**row, "same": same, "held": story.held})


def build() -> Builder:
    """Articles and pairs; the same at each call."""
    made, all_stories = Builder(), stories()
    for number, story in enumerate(all_stories):
        _around(made, story, random.Random(SEED + number), number)
    _similar(made, all_stories)
    return made


def _around(made: Builder, story: Story, chance: random.Random, number: int) -> None:
    """The articles that belong to one story, and their pairs."""
    base = made.article(story, "base", [story.title, *_dated(story, story.paragraphs, True)],
                        outlet=story.outlet, author=story.author)  # fmt: skip
    copies = [_copy(made, story, chance, number)]
    if number % 2 == 0:
        copies.append(_reheadlined(made, story, chance))
    for copy in copies:
        made.pair(story, base, copy, copy.split("-")[1], True)
    if story.agency and number % 3 == 0:
        reworded = _reworded(made, story, chance, credit=True)
        made.pair(story, base, reworded, "reworded with credit", True)
    elif number % 3 == 1:
        reworded = _reworded(made, story, chance, credit=False)
        made.pair(story, base, reworded, "reworded without credit", True)
    pickups = list(_pickups(made, story, chance, number))
    for pickup in pickups:
        made.pair(story, base, pickup, "pick-up", True)
    if pickups:
        made.pair(story, copies[0], pickups[0], "two takers", True)
    _others(made, story, base, (pickups or copies)[0])


def _dated(story: Story, paragraphs: list[str], credit: bool) -> list[str]:
    """With a dateline, which names the agency if ``credit``."""
    name = f" ({story.outlet})" if credit and story.agency else ""
    return [f"{story.city}{name} - {paragraphs[0]}", *paragraphs[1:]]


def _copy(made: Builder, story: Story, chance: random.Random, number: int) -> str:
    lines = edits.joined(edits.light(edits.cut(story.paragraphs, 0.75, chance), chance), chance)
    lines = _dated(story, lines, number % 3 == 0) if number % 2 else lines
    return made.article(story, "copy", [story.title, *lines], outlet=chance.choice(PAPERS))


def _reheadlined(made: Builder, story: Story, chance: random.Random) -> str:
    lines = edits.cut(story.paragraphs, 0.9, chance)
    return made.article(story, "rehead", [edits.headline(lines[0]), *lines],
                        outlet=chance.choice(PAPERS), author=chance.choice(REPORTERS))  # fmt: skip


def _reworded(made: Builder, story: Story, chance: random.Random, *, credit: bool) -> str:
    lines = _dated(story, edits.heavy(edits.cut(story.paragraphs, 0.8, chance), chance), credit)
    return made.article(story, "reworded", [edits.headline(lines[0]), *lines],
                        outlet=chance.choice(PAPERS), author="Foreign desk")  # fmt: skip


def _pickups(made: Builder, story: Story, chance: random.Random, number: int) -> Iterator[str]:
    """Agency copy with local additions at the end, in the middle or at the beginning."""
    local = next((lines for kind, _, lines in story.others if kind == "local"), None)
    if local is None:
        return
    for turn in range(2):
        body = edits.light(edits.cut(story.paragraphs, (0.85, 0.6)[turn], chance), chance)
        at = (len(body), 2, 0)[(number + turn) % 3]
        lines = [*body[:at], *local, *body[at:]]
        facts: dict[str, str | None] = {"author": chance.choice(REPORTERS)}
        if (number + turn) % 4 == 0:
            facts["author"] = f"{facts['author']} and {story.outlet}"
        elif (number + turn) % 4 != 1:
            credit = chance.choice(CREDITS)
            lines.append(credit.format(agency=story.outlet, year=story.date[:4]))
        title = edits.headline(story.paragraphs[0]) if turn else story.title
        outlet = chance.choice(PAPERS)
        yield made.article(story, f"pickup{turn + 1}", [title, *lines], outlet=outlet, **facts)


def _others(made: Builder, story: Story, base: str, taker: str) -> None:
    """Hand-written texts: rewrites that cite, independent reports, follow-ups."""
    rewrites, independents = [], []
    for number, (kind, facts, lines) in enumerate(story.others):
        name = f"{kind}{number}"
        if kind == "rewrite":
            rewrites.append(made.article(story, name, lines, outlet=facts[0], author=facts[1]))
        elif kind == "independent":
            independents.append(made.article(story, name, lines, outlet=facts[0], author=facts[1]))
        elif kind == "followup":
            dated = [lines[0], *_dated(story, lines[1:], True)]
            own = {"outlet": story.outlet, "author": story.author, "date": facts[0]}
            later = made.article(story, name, dated, **own)
            made.pair(story, base, later, "follow-up", False)
            made.pair(story, taker, later, "follow-up", False)
    for rewrite in rewrites:
        made.pair(story, base, rewrite, "rewrite that cites", True)
        made.pair(story, taker, rewrite, "rewrite and copy", True)
    for one, other in pairwise(rewrites):
        made.pair(story, one, other, "two rewrites", True)
    for independent in independents:
        made.pair(story, base, independent, "independent", False)
        made.pair(story, taker, independent, "independent and copy", False)
        for rewrite in rewrites:
            made.pair(story, rewrite, independent, "independent and rewrite", False)


SIMILAR = (
    ("s04", "s05"), ("s09", "s10"), ("s25", "s26"), ("s39", "s40"), ("s01", "s06"), ("s02", "s18"),
    ("s08", "s33"), ("s17", "s37"), ("h05", "h06"), ("h12", "h13"), ("h01", "h08"), ("h02", "h11"),
)  # fmt: skip
"""Stories of like events: the same sort, place, people or course."""


def _similar(made: Builder, all_stories: list[Story]) -> None:
    """Different reports: like events, and the agency's other story of the same day."""
    by_id = {story.id: story for story in all_stories}
    for one, other in SIMILAR:
        made.pair(by_id[one], f"{one}-base", f"{other}-base", "like event", False)
        made.pair(by_id[one], f"{one}-copy", f"{other}-base", "like event", False)
    for held in (False, True):
        of_agency: dict[str, Story] = {}
        for story in all_stories:
            if story.held is held and story.agency:
                before = of_agency.get(story.outlet)
                of_agency[story.outlet] = story
                if before is not None:
                    moved = made.article(
                        story, "sameday", [story.title, *_dated(story, story.paragraphs[:4], True)],
                        outlet=story.outlet, author=story.author, date=before.date,
                    )  # fmt: skip
                    made.pair(story, f"{before.id}-base", moved, "same agency and day", False)


def main() -> None:
    """Write both files."""
    made = build()
    for name, rows in (("articles", made.articles), ("pairs", made.pairs)):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (HERE / f"{name}.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
