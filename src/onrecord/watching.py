"""What one sees of a long run: its progress, its summary, and Ctrl-C as a way to stop it."""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from onrecord.ingest.refusal import Refusal
from onrecord.service import Summary
from onrecord.store.store import Outcome

SHOWN = 20
"""Inputs left out that the summary names; the others are counted."""


class Bar:
    """A progress bar on standard error, if that is a terminal: rate and time left."""

    def __init__(self, console: Console, size: int | None) -> None:
        self._progress = Progress(
            TextColumn("coding"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[items]} articles, {task.fields[rate]:.1f}/s"),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._progress.add_task("coding", total=size, items=0, rate=0.0)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def step(self, size: int) -> None:
        """One more item, of ``size`` bytes."""
        task = self._progress.tasks[self._task]
        items = task.fields["items"] + 1
        rate = items / task.elapsed if task.elapsed else 0.0
        self._progress.update(self._task, advance=size, items=items, rate=rate)


class Stop:
    """Whether the user asked to stop."""

    def __init__(self, console: Console) -> None:
        self.asked = False
        self._console = console

    def ask(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """The first Ctrl-C asks to stop; the second stops at once."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self._console.print("Stopping after this article; Ctrl-C again stops at once.")


@contextmanager
def stopping(console: Console) -> Iterator[Stop]:
    """Let Ctrl-C inside the block end the run between two articles."""
    stop = Stop(console)
    before = signal.signal(signal.SIGINT, stop.ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def summarise(summary: Summary, target: str) -> Iterator[str]:
    """The lines of the summary of a run into ``target``."""
    done = summary.articles
    coded = done[Outcome.NEW] + done[Outcome.NEW_VERSION] + done[Outcome.RECODED]
    extra = ", ".join(
        f"{done[outcome]:,} {one if done[outcome] == 1 else many}"
        for outcome, one, many in (
            (Outcome.NEW_VERSION, "new version of a known one", "new versions of known ones"),
            (Outcome.RECODED, "coded again", "coded again"),
            (Outcome.UNCHANGED, "unchanged", "unchanged"),
        )
        if done[outcome]
    )
    yield f"{coded:,} {'article' if coded == 1 else 'articles'} coded into {target}" + (
        f" ({extra})" if extra else ""
    )
    if coded:
        counted = ("statements", "event_mentions", "article_events", "figures")
        yield "  " + ", ".join(_counted(summary.records[n], n.replace("_", " ")) for n in counted)
    yield from _reused(summary.reused_keys)
    yield from _left_out(summary.refusals)


def _counted(count: int, many: str) -> str:
    """Such as "1 statement" or "2 statements"."""
    return f"{count:,} {many.removesuffix('s') if count == 1 else many}"


def _reused(keys: list[str]) -> Iterator[str]:
    if keys:
        have = "1 article has" if len(keys) == 1 else f"{len(keys):,} articles have"
        kept = "it is kept as its version" if len(keys) == 1 else "they are kept as its versions"
        yield (
            f"{have} the address, id or file name of another article of this run, such as "
            f"'{keys[0]}': {kept}, and only the newest counts"
        )


def _left_out(refusals: list[Refusal]) -> Iterator[str]:
    if not refusals:
        return
    yield f"{len(refusals):,} left out:"
    left = SHOWN
    by_reason = Counter(refusal.reason for refusal in refusals).most_common()
    for reason, count in reversed(by_reason):  # what is rare is named before the room is used up
        yield f"  {reason.value} ({count:,})"
        named = [refusal for refusal in refusals if refusal.reason is reason][: max(1, left)]
        left -= len(named)
        for refusal in named:
            yield f"    {refusal.where}: {refusal.message}"
        if count > len(named):
            yield f"    and {count - len(named):,} more"
    if left < 0 or len(refusals) > SHOWN:
        yield "  --left-out FILE names all of them"
