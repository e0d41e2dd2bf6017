"""What is said beside an answer: that it is empty, what it leaves out, what no longer counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
import typer

from onrecord.asking.widening import asked, wider

if TYPE_CHECKING:
    from onrecord.asking.judging import LostJudgement

Question = TypeVar("Question", bound=msgspec.Struct)


def say_empty(
    what: str,
    question: Question,
    options: Mapping[str, str],
    ask: Callable[[Question], Sequence[object]],
    store: Path,
    *,
    on_stdout: bool,
) -> None:
    """Say that there is no ``what``; on standard error where rows are for programs.

    Args:
        options: the options of the command by the field of the question that each one sets.
        ask: answers a question.
    """
    names = list(options)
    if not asked(question, names):
        message = f"{store} has no {what}: 'onrecord articles --store {store}' lists what it holds"
    else:
        found = [
            f"without {options[name]} {count:,}" for name, count in wider(question, names, ask)
        ]
        given = ", ".join(options[name] for name in asked(question, names))
        message = f"no {what} answers this; " + (
            f"there would be, {', '.join(found)}"
            if found
            else f"to widen it, leave out more than one of {given}"
        )
    typer.echo(message, err=not on_stdout)


def say_doubtful(left: int, *, on_stdout: bool) -> None:
    """Say how many events are left out because they are likely misread, if any are."""
    if left:
        events = "1 event that is" if left == 1 else f"{left:,} events that are"
        message = (
            f"left out: {events} more likely misread than right; --doubtful gives them as well"
        )
        typer.echo(message, err=not on_stdout)


def say_lost(lost: Iterable["LostJudgement"], *, on_stdout: bool) -> None:
    """Say which judgements count for nothing, because the articles have changed."""
    for one in lost:
        made, by = one.judgement, f" by {one.judgement.by}" if one.judgement.by else ""
        told = " and ".join(
            f"“{words}” in {key}" for words, key in zip(one.words, one.keys, strict=True)
        )
        message = f"judgement {made.number} ({made.verdict.value}{by}) no longer finds its words"
        typer.echo(f"{message}, {told}: 'onrecord judge' makes it again", err=not on_stdout)


def say_no_group(store: Path, least: int, *, on_stdout: bool) -> None:
    """Say that no origin has as many articles."""
    message = f"{store} has no article: 'onrecord code' puts some in"
    if least > 1:
        message = f"no origin has {least} articles or more. Ask with a lower --least"
    typer.echo(message, err=not on_stdout)
