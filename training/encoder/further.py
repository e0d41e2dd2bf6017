"""Train the shipped encoder and its heads further, with marks that were added since.

    python -m training.encoder.further --data ../shared/data

It starts from the weights of the 8-bit files of the release, so it needs no checkpoint and takes a
part of the time of ``training.encoder.train``. First encoder and heads learn together; then, with
the encoder left as it is, the heads of statements by themselves and each head of roots by itself:
the first goes on from what it is, the others begin anew.
"""

import gc
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from torch import nn

from evaluation.task import Row
from onrecord.language.pieces import Pieces
from onrecord.language.stage import SyntaxStage
from onrecord.statements.traits import Names
from training.encoder.fit import Pace, fit, only
from training.encoder.roots import NEW_HEAD, fit_root_heads
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
from training.events.data import Example
from training.events.lessons import event_lesson
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
    new_head: Pace = NEW_HEAD
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
    fit_root_heads(joint, pages, plan.root_head, plan.new_head)
    watch(plan.new_head.epochs)
    gc.unfreeze()
    write_table(out / "statements", names, weights(list(judged(marked, *made(out, pieces)))))


def statement_parts(joint: Joint) -> list[nn.Module]:
    """The heads of statements: all of that network but the encoder."""
    return [part for name, part in joint.statements.named_children() if name != "encoder"]


if __name__ == "__main__":
    main()
