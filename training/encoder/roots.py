"""Fit the heads of roots anew, on the shipped encoder left as it is.

    python -m training.encoder.roots --data ../shared/data

The first head stays what the encoder's training left; the others begin from random weights, each
from its own, and learn the pairs alone. Their mean errs less than any of them, and less on texts of
other sources. Writes ``knowledge/events/roots.onnx``; about ten minutes on one core.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import nn

from onrecord.language.pieces import Pieces
from onrecord.language.stage import SyntaxStage
from training.encoder.fit import Pace, fit, only
from training.encoder.shipped import read_back
from training.encoder.train import KNOWLEDGE, Events, Joint, arguments
from training.events import loss as event_loss
from training.events.data import OF_ARTICLE, examples
from training.events.export import export_roots
from training.events.lessons import EventPage, event_lesson
from training.events.network import RootHead

NEW_HEAD = Pace(epochs=8, encoder_rate=0.0, rate=6e-4)
_STAYS = Pace(epochs=0, encoder_rate=0.0, rate=0.0)


def main() -> None:
    """Read the data, train, write."""
    chosen = arguments("Fit the heads of roots anew.").parse_args()
    torch.set_num_threads(chosen.threads)
    syntax = SyntaxStage()
    pieces = Pieces((chosen.base / "tokenizer.json").read_text("utf-8"))
    names = json.loads((KNOWLEDGE / "statements/reader.json").read_text("utf-8"))["names"]
    told = [one for one in examples(chosen.data) if one.pair is not None]
    pages = [page for one in told for page in event_lesson(one, syntax, pieces).pages(names)]
    joint = Joint(chosen.base, names)
    read_back(joint.statements, joint.events, names, KNOWLEDGE)
    fit_root_heads(joint, pages, _STAYS, NEW_HEAD)
    export_roots(joint.events, chosen.out / "events")


def fit_root_heads(joint: Joint, pages: Sequence[EventPage], first: Pace, new: Pace) -> None:
    """Each head of roots by itself, on the words as the event heads see them.

    The first goes on from what it is; the others begin anew if ``new`` has epochs.
    """
    own = list(joint.events.root_heads)
    pairs = [page for page in pages if page.pair is not None and not _of_article(page)]
    for number in range(1, len(own)):
        if new.epochs:
            torch.manual_seed(number)
            own[number] = RootHead()
    for number, head in enumerate(own):
        joint.events.root_heads = nn.ModuleList([head])
        with only(joint, [head]):
            course = Events(joint, pairs, event_loss.SHARES)
            fit(joint, [course], replace(new, seed=number) if number else first)
    joint.events.root_heads = nn.ModuleList(own)


def _of_article(page: EventPage) -> bool:
    """Whether it is a part of a marked article of the data sets.

    Their pairs teach the head of roots less than they cost on the pairs of PLV.
    """
    return page.page.lesson.id.startswith(OF_ARTICLE)


if __name__ == "__main__":
    main()
