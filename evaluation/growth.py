"""How long the origins of a growing store take: ``python -m evaluation.growth [ARTICLES] [MORE]``.

A made-up but realistic store: stories with names and figures of their own, told by an agency,
copied and cut by papers with and without credit, and reported independently; standing background
of agencies. Texts are made of news words as often as they are, by seeded chance, so the same
command makes the same store. Statements and events are not coded: this times what is done across
articles.
"""

import argparse
import csv
import datetime as dt
import math
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

from onrecord import knowledge
from onrecord.asking.origins import origins
from onrecord.coding import Coding
from onrecord.corpus.stage import update
from onrecord.records import Article, Run
from onrecord.store.store import Store

AGENCIES = ("Reuters", "AFP", "Associated Press", "Xinhua", "dpa", "EFE", "Kyodo", "TASS")
_TOWNS = ("Harbor", "Lakeside", "Hillside", "Northern", "Delta")
_NAMES = ("Courier", "Gazette", "Herald", "Tribune", "Times", "Post", "Mail")
PAPERS = tuple(f"{town} {name}" for town in _TOWNS for name in _NAMES)
FIRST = dt.date(2020, 1, 1)
STORIES_A_DAY = 40

_SYLLABLES = tuple(
    "bakoratisodaviloganpeshanuzitomaekriosul"[at : at + 2] for at in range(0, 40, 2)
)


def main(arguments: list[str] | None = None) -> None:
    """Print the seconds of a first run, of nothing new and of ``MORE`` articles added."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.growth", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    parser.add_argument("more", nargs="?", type=int, default=1_000)
    chosen = parser.parse_args(arguments)
    texts = articles(chosen.articles + chosen.more)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "growth.duckdb"
        first = [next(texts) for _ in range(chosen.articles)]
        timed(f"store {len(first)} articles", lambda: _add(path, first))
        timed(f"origins of {len(first)}", lambda: _update(path))
        timed("nothing new", lambda: _update(path))
        more = list(texts)
        timed(f"store {len(more)} more", lambda: _add(path, more))
        timed(f"origins with {len(more)} more", lambda: _update(path))
        timed("ask: origins of two articles or more", lambda: _ask(path))
        print(f"store {path.stat().st_size / 1e6:.0f} MB, peak memory {peak():.0f} MB")


def articles(count: int) -> Iterator[Article]:
    """``count`` articles; the first ones are the same whatever the count."""
    number, story = 0, 0
    while number < count:
        for article in _story(story):
            if number == count:
                return
            yield article
            number += 1
        story += 1


def _story(number: int) -> Iterator[Article]:
    """All articles on one story: two out of three are only told once."""
    chance = random.Random(number)
    names = [_name(chance) for _ in range(8)]
    day = FIRST + dt.timedelta(days=number // STORIES_A_DAY)
    agency = chance.choice(AGENCIES)
    wire = [_paragraph(names, chance) for _ in range(chance.randint(5, 12))]
    if chance.random() < 0.5:
        wire.append(_background(agency, chance))
    yield _article(
        number, 0, [f"{names[0].upper()} ({agency}) - {wire[0]}", *wire[1:]], agency, day
    )
    for taker in range(chance.choice((0, 0, 0, 0, 0, 1, 2, 4, 9))):
        paper = chance.choice(PAPERS)
        kept = wire[: chance.randint(3, len(wire))]
        if chance.random() < 0.4:
            kept.insert(chance.choice((0, len(kept))), _paragraph([*names, _name(chance)], chance))
        if chance.random() < 0.6:
            kept.append(f"With files from {agency}.")
        yield _article(number, taker + 1, kept, paper, day + dt.timedelta(days=taker % 2))
    for other in range(chance.choice((0, 0, 1))):
        seen = random.Random(f"{number} {other}")
        own = [_paragraph(names, seen) for _ in range(6)]
        yield _article(number, 50 + other, own, chance.choice(PAPERS), day)


def _article(story: int, turn: int, lines: list[str], outlet: str, day: dt.date) -> Article:
    return Article(key=f"{story}-{turn}", text="\n\n".join(lines), outlet=outlet, date=day)


def _paragraph(names: list[str], chance: random.Random) -> str:
    """One to three sentences of news words as often as they are, with names among them."""
    words, often = _vocabulary()
    sentences = []
    for _ in range(chance.randint(1, 3)):
        made = chance.choices(words, cum_weights=often, k=chance.randint(12, 24))
        for _ in range(3):
            made[chance.randrange(len(made))] = chance.choice(names)
        made[chance.randrange(len(made))] = str(chance.randint(3, 900))
        sentences.append(f"{' '.join(made).capitalize()}.")
    return " ".join(sentences)


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """The common words of the news with how often they come, summed up."""
    with knowledge.path("corpus", "words.csv").open(encoding="utf-8") as lines:
        rows = [(row["word"], int(row["per_thousand"])) for row in csv.DictReader(lines)]
    # the share of articles that hold a word says how often it comes: -log(1 - share)
    often = accumulate(-math.log(1 - min(share, 999) / 1000) for _, share in rows)
    return [word for word, _ in rows], list(often)


def _background(agency: str, chance: random.Random) -> str:
    """What an agency puts below many stories."""
    fixed = random.Random(f"{agency}{chance.randint(0, 20)}")
    return _paragraph([_name(fixed) for _ in range(3)], fixed)


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()


def _add(path: Path, found: list[Article]) -> str:
    run = Run(version="growth", models={}, knowledge={}, stages=())
    with Store(path) as store:
        for at in range(0, len(found), 1_000):
            store.add([Coding(article=article, run=run) for article in found[at : at + 1_000]])
    return ""


def _update(path: Path) -> str:
    with Store(path) as store:
        done = update(store)
    return f"{done.sketched} sketched, {done.compared} compared, {done.came} came, {done.went} went"


def _ask(path: Path) -> str:
    found = origins(path, least=2)
    return f"{len(found)} origins, the largest with {found[0].articles if found else 0} articles"


def timed(what: str, job: Callable[[], str]) -> tuple[float, float]:
    """Print how long ``job`` takes, and what it says; returns seconds, and those of processor."""
    start, cpu = time.perf_counter(), time.process_time()
    said = job()
    spent, own = time.perf_counter() - start, time.process_time() - cpu
    print(f"{what:40}{spent:9.1f} s {own:9.1f} s of processor   {said}", flush=True)
    return spent, own


def peak() -> float:
    """The most memory that this process held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
