"""Command line of the evaluation: predict, score, wrong, speed.

python -m evaluation predict TASK IN.jsonl OUT.jsonl
python -m evaluation score [TASK ...] [--fast] [--data DIR] [--note TEXT]
python -m evaluation wrong events [--kept] [--data DIR]
python -m evaluation speed
python -m evaluation growth [ARTICLES] [MORE] [--note TEXT]
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

from evaluation.floors import FLOORS_FILE, below, read_floors
from evaluation.results import append_result
from evaluation.task import Measure, Task, read_rows
from onrecord.coder import Coder

TASKS = (
    "events",
    "attribution",
    "relation",
    "dates",
    "places",
    "actors",
    "offices",
    "entities",
    "speakers",
    "kinds",
    "nested",
    "status",
    "execution",
    "figures",
    "factuality",
    "origins",
    "coreference",
    "ledger",
)
"""The tasks in the order in which `score` prints them: what a user gets comes first."""

_DATA = Path(__file__).parent.parent.parent / "shared" / "data"


def task_named(name: str) -> Task:
    """The task of the module `evaluation.<name>`."""
    task: Task = import_module(f"evaluation.{name}").TASK
    return task


def predict(name: str, source: Path, target: Path) -> None:
    """Write one prediction for each row of ``source``, in the same order."""
    task, rows = task_named(name), read_rows(source)
    with target.open("w", encoding="utf-8") as out:
        for row in task.predict(rows, Coder()):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def score(names: Iterable[str], data: Path, *, fast: bool, note: str | None) -> int:
    """Print the measures of the tasks with floors and baselines; 1 if one is below its floor."""
    coder, floors, failed = Coder(), read_floors(), False
    for name in names:
        task = task_named(name)
        if fast and not task.fast:
            continue
        missing = [need for need in task.needs if not (data / need).exists()]
        if missing:
            print(_explain_missing(name, data, missing))
            continue
        measures = list(task.score(data, coder))
        low = below(floors.get(name, {}), measures)
        failed |= bool(low)
        _print(name, measures, floors.get(name, {}), low)
        if note is not None:
            append_result(name, measures, note)
    return int(failed)


def _explain_missing(name: str, data: Path, missing: Sequence[str]) -> str:
    files = ", ".join(missing)
    return (
        f"{name}: skipped, {data} has no {files}. "
        "Name the folder that holds the marked data with --data DIR."
    )


def _print(name: str, measures: Iterable[Measure], floors: dict[str, float], low: set[str]) -> None:
    print(f"\n{name}\n{'':42}{'value':>9}{'floor':>9}{'baseline':>10}")
    for measure in measures:
        floor, base = floors.get(measure.name), measure.baseline
        cells = f"{measure.value:9.2f}"
        cells += f"{floor:9.2f}" if floor is not None else f"{'':9}"
        cells += f"{base:10.2f}" if base is not None else f"{'':10}"
        print(f"  {measure.name:40}{cells}{'  BELOW ITS FLOOR' if measure.name in low else ''}")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 1 if a measure is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("predict", help="predict the rows of a file")
    one.add_argument("task", choices=TASKS)
    one.add_argument("source", type=Path)
    one.add_argument("target", type=Path)
    two = commands.add_parser("score", help=f"score the dev files; floors are in {FLOORS_FILE}")
    two.add_argument("tasks", nargs="*", metavar="TASK", help=f"all, or some of {', '.join(TASKS)}")
    two.add_argument("--data", type=Path, default=_DATA, help="folder with the marked data")
    two.add_argument("--fast", action="store_true", help="only tasks that end in a minute")
    two.add_argument("--note", help="add a row with this note to docs/results.md")
    three = commands.add_parser("wrong", help="print the wrong cases of the dev articles")
    three.add_argument("task", choices=("events",))
    three.add_argument("--kept", action="store_true", help="those of the kept texts instead")
    three.add_argument("--data", type=Path, default=_DATA, help="folder with the marked data")
    commands.add_parser("speed", help="time the stages against spaCy's own pipeline")
    four = commands.add_parser("growth", help="time a made-up store that grows")
    four.add_argument("articles", nargs="?", type=int, default=2_500, help="of four events each")
    four.add_argument("more", nargs="?", type=int, default=250, help="that come later")
    four.add_argument("--note", help="add a row with this note to docs/results.md")
    four.add_argument("--store", type=Path, help="keep it here; one that is here only grows")
    chosen = parser.parse_args(arguments)
    if chosen.command == "predict":
        predict(chosen.task, chosen.source, chosen.target)
        return 0
    if chosen.command == "wrong":
        import_module("evaluation.wrong").report(chosen.data, kept=chosen.kept)
        return 0
    if chosen.command == "speed":
        import_module("evaluation.speed").report()
        return 0
    if chosen.command == "growth":
        growth = import_module("evaluation.growth_events")
        growth.report(chosen.articles, chosen.more, chosen.note, chosen.store)
        return 0
    unknown = sorted(set(chosen.tasks) - set(TASKS))
    if unknown:
        parser.error(f"no task {', '.join(unknown)}; there are {', '.join(TASKS)}")
    return score(chosen.tasks or TASKS, chosen.data, fast=chosen.fast, note=chosen.note)


if __name__ == "__main__":
    sys.exit(main())
