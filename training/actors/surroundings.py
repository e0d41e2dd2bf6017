"""Fit the network by which somebody gets the country of those whom the text names around.

    python -m training.actors.surroundings DATA

``participants.jsonl`` beside this file gives who takes part in the events of whole articles of the
data sets in ``DATA`` and of own reports, by id and offsets, each with a country, a group or nothing
(marked for this project by the guide of the whole-article gold). What the words themselves or the
actor tell is left out. Writes ``surroundings.npz``; prints, for five parts of the articles each
fitted without the part, how many get something and how many of those get the right thing. It needs
PyTorch. Run it again when the encoder has been trained anew. Same data, machine and program, same
bytes.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from evaluation.actors import normal
from evaluation.task import article_of, read_rows
from onrecord.actors.chooser import VIEWS, Floats
from onrecord.actors.lookup import ActorLookup
from onrecord.actors.surroundings import LEAST, Surroundings, class_of
from onrecord.coder import Coder
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.records import Actor, Mention, Place
from onrecord.text import Span
from training.actors.network import ChoiceNetwork
from training.events.data import REPORTS

TARGET = Path("src/onrecord/knowledge/actors/surroundings.npz")
MARKS = Path(__file__).with_name("participants.jsonl")
OWN = "reports"
"""What stands for the file of own reports."""
PARTS = 5
EPOCHS, BATCH, RATE, DECAY, SEED = 8, 64, 1.5e-3, 0.05, 1
_OFF = -1e4


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody whose words tell no country: what is seen and which choice is right."""

    article: int
    told: Floats
    nobody: Floats
    head: Floats
    named: Floats
    right: int
    """Number of the right choice; that behind the last is none of them."""


def cases(data: Path) -> Iterator[Case]:
    """The participants of the marked articles whose words tell no country."""
    coder = Coder()
    kinds = {Parse, Actor, Mention, Place, Encoding}
    texts: dict[str, dict[str, Any]] = {}
    for number, marked in enumerate(read_rows(MARKS)):
        file = marked["file"]
        if file not in texts:
            rows = read_rows(REPORTS if file == OWN else data / file)
            texts[file] = {str(row.get("id", row.get("doc"))): row for row in rows}
        given = coder.products(article_of(texts[file][marked["id"]]), kinds)
        parse, actors, mentions = given.one(Parse), given.all(Actor), given.all(Mention)
        places, encoding = given.all(Place), given.one(Encoding)
        around = Surroundings(parse, mentions, actors, places, encoding)
        lookup = ActorLookup(parse, mentions, actors)
        codes = [normal(key.text) for key in around.keys]
        for start, end, code in marked["participants"]:
            head = parse.head(Span(start, end))
            actor = lookup.actor_of(head) if head is not None else None
            told = actor is not None and (actor.country or actor.code)
            if head is None or told or not codes:
                continue
            wanted = normal(code) if code else ""
            right = codes.index(wanted) if wanted in codes else len(codes)
            yield Case(number, *around.seen(head, class_of(head, actor)), right)


def fit(found: Sequence[Case]) -> ChoiceNetwork:
    """The network fitted to ``found``; at least one case."""
    torch.manual_seed(SEED)
    network = ChoiceNetwork(len(found[0].head))
    steps = EPOCHS * (-(-len(found) // BATCH))
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    network.train()
    for _ in range(EPOCHS):
        for part in torch.randperm(len(found)).split(BATCH):
            chosen = [found[at] for at in part.tolist()]
            lost = functional.cross_entropy(scores(network, chosen), right(chosen))
            optimizer.zero_grad()
            lost.backward()
            optimizer.step()
            pace.step()
    network.eval()
    return network


def scores(network: ChoiceNetwork, found: Sequence[Case]) -> torch.Tensor:
    """Scores of the choices of each case, padded, and last of none."""
    most = max(len(case.told) for case in found)
    told = np.zeros((len(found), most, found[0].told.shape[1]), np.float32)
    named = np.zeros((len(found), most, VIEWS, len(found[0].head)), np.float32)
    off = np.full((len(found), most + 1), _OFF, np.float32)
    for at, case in enumerate(found):
        count = len(case.told)
        told[at, :count], named[at, :count], off[at, :count], off[at, -1] = (
            case.told,
            case.named,
            0,
            0,
        )
    nobody, head = (np.stack([getattr(c, n) for c in found]) for n in ("nobody", "head"))
    parts = (torch.from_numpy(np.asarray(a, np.float32)) for a in (told, nobody, head, named))
    made: torch.Tensor = network(*parts) + torch.from_numpy(off)
    return made


def right(found: Sequence[Case]) -> torch.Tensor:
    """The column of the right choice in `scores`."""
    most = max(len(case.told) for case in found)
    return torch.tensor([c.right if c.right < len(c.told) else most for c in found])


def answers(network: ChoiceNetwork, found: Sequence[Case]) -> Iterator[bool]:
    """For each case that gets something, whether it is right."""
    with torch.no_grad():
        chances = scores(network, found).softmax(-1)
    for row, wanted in zip(chances, right(found).tolist(), strict=True):
        best = int(row[:-1].argmax())
        if float(row[best]) >= LEAST:
            yield best == wanted


def main(data: Path) -> None:
    """Fit, say how good it is on articles not seen, and write the weights."""
    found = list(cases(data))
    told = [
        answer
        for part in range(PARTS)
        for answer in answers(
            fit([case for case in found if case.article % PARTS != part]),
            [case for case in found if case.article % PARTS == part],
        )
    ]
    known = sum(case.right < len(case.told) for case in found)
    print(
        f"{len(found)} cases, {known} with a right choice; {len(told)} answered, {sum(told)} right"
    )
    with TARGET.open("wb") as file:
        np.savez(file, allow_pickle=False, **dict(fit(found).arrays()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
