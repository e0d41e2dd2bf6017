"""Train the shipped encoder and its heads further, with marks that were added since.

    python -m training.encoder.further --data ../shared/data

It starts from the weights of the 8-bit files of the release, so it needs no checkpoint and takes a
part of the time of ``training.encoder.train``. First encoder and heads learn together; then, with
the encoder left as it is, the heads of statements by themselves and the head of roots by itself.
"""

import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from torch import nn

from evaluation.task import Row
from onrecord.language.pieces import Pieces
from onrecord.language.stage import SyntaxStage
from onrecord.statements.traits import Names
from training.encoder.fit import Pace, fit
from training.encoder.shipped import read_back
from training.encoder.train import (
    KNOWLEDGE,
    Events,
    Joint,
    Statements,
    arguments,
    made,
    read,
    report,
    rows,
)
from training.events import loss as event_loss
from training.events.data import OF_ARTICLE, Example
from training.events.lessons import EventPage, event_lesson
from training.statements import loss as statement_loss
from training.statements.calibrate import judged, weights
from training.statements.export import write_table

JOINT = Pace(epochs=3, encoder_rate=1e-4, rate=6e-4)
STATEMENT_HEADS = Pace(epochs=3, encoder_rate=0.0, rate=3e-4)
ROOT_HEAD = Pace(epochs=5, encoder_rate=0.0, rate=6e-4)


@dataclass(frozen=True, slots=True)
class Plan:
    """The three stretches; what was tried beside it is in the card."""

    joint: Pace = JOINT
    statement_heads: Pace = STATEMENT_HEADS
    root_head: Pace = ROOT_HEAD
    share: float = 0.25
    """Share of the statement articles in each epoch of the first stretch."""
    facts: float = 0.5
    """Share of the sentences of factuality in each of them."""
    statements: statement_loss.Shares = statement_loss.SHARES
    events: event_loss.Shares = event_loss.SHARES


def main() -> None:
    """Read the data, train, write."""
    chosen = arguments("Train the shipped encoder and heads further.").parse_args()
    torch.set_num_threads(chosen.threads)
    go_on(*rows(chosen.data), chosen.base, chosen.out, Plan())


def go_on(
    train: Sequence[Row],
    held: Sequence[Row],
    told: Sequence[Example],
    base: Path,
    out: Path,
    plan: Plan,
    start: Path = KNOWLEDGE,
) -> None:
    """The whole recipe, from the files under ``start`` to those under ``out``."""
    syntax, pieces = SyntaxStage(), Pieces((base / "tokenizer.json").read_text("utf-8"))
    names: Names = json.loads((start / "statements/reader.json").read_text("utf-8"))["names"]
    lessons = [one for _, one in read(train, syntax, pieces)]
    marked = read(held, syntax, pieces)
    pages = [page for one in told for page in event_lesson(one, syntax, pieces).pages(names)]
    gc.freeze()  # as in train.py
    torch.manual_seed(plan.joint.seed)
    joint = Joint(base, names)
    read_back(joint.statements, joint.events, names, start)
    watch = partial(report, marked, names, out, pieces, joint)
    few = Statements(joint, lessons, names, plan.statements, plan.share)
    fit(joint, [few, Events(joint, pages, plan.events, plan.facts)], plan.joint, watch)
    with only(joint, statement_parts(joint)):
        every = Statements(joint, lessons, names, plan.statements)
        fit(joint, [every], plan.statement_heads, watch)
    with only(joint, root_parts(joint)):
        pairs = [page for page in pages if page.pair is not None and not of_article(page)]
        fit(joint, [Events(joint, pairs, plan.events)], plan.root_head, watch)
    gc.unfreeze()
    write_table(out / "statements", names, weights(list(judged(marked, *made(out, pieces)))))


@contextmanager
def only(network: nn.Module, learning: Sequence[nn.Module]) -> Iterator[None]:
    """Within it all parameters but those of ``learning`` stay as they are."""
    chosen = {id(p) for part in learning for p in part.parameters()}
    for parameter in network.parameters():
        parameter.requires_grad_(id(parameter) in chosen)
    yield
    for parameter in network.parameters():
        parameter.requires_grad_(True)


def statement_parts(joint: Joint) -> list[nn.Module]:
    """The heads of statements: all of that network but the encoder."""
    return [part for name, part in joint.statements.named_children() if name != "encoder"]


def root_parts(joint: Joint) -> list[nn.Module]:
    """The head of roots, on the words as the event heads see them."""
    heads = joint.events
    return [heads.party, heads.between, heads.paired, heads.weigh, heads.root]


def of_article(page: EventPage) -> bool:
    """Whether it is a part of a marked article of the data sets.

    Their pairs teach the head of roots less than they cost on the pairs of PLV.
    """
    return page.page.lesson.id.startswith(OF_ARTICLE)


if __name__ == "__main__":
    main()
