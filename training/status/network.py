"""The networks of factuality: fitted with PyTorch, written as plain arrays.

`onrecord.events.factuality_heads` reads them with numpy alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from onrecord.events.factuality_heads import EPSILON

Floats = NDArray[np.float32]
WIDTH, NARROW = 128, 32
"""Of the layers, and of the vectors of features."""
_AVERAGED = 8
"""Steps between two updates of the averaged weights."""
_NEWS, _WEB = 0, 1


@dataclass(frozen=True, slots=True)
class Pace:
    """How the networks learn; what was tried beside it is in the card."""

    seeds: tuple[int, ...] = (1, 2, 3)
    epochs: int = 5
    batch: int = 128
    rate: float = 1.5e-3
    drop: float = 0.5
    hidden: float = 0.2
    """Share of features that are hidden."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Predicates, one row each."""

    seen: Floats
    features: list[list[int]]
    """Numbers of the features, from 1."""
    gold: Floats
    is_news: NDArray[np.bool_]
    weight: Floats


class Network(nn.Module):
    """One number for news and one for other writing."""

    def __init__(self, size: int, features: int, drop: float) -> None:
        super().__init__()
        self.join = nn.Linear(size, WIDTH)
        self.features = nn.EmbeddingBag(features + 1, NARROW, mode="sum", padding_idx=0)
        self.turn = nn.Linear(NARROW, WIDTH, bias=False)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.mix, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 2)
        self.drop, self.gelu = nn.Dropout(drop), nn.GELU("tanh")
        nn.init.normal_(self.features.weight, std=0.05)
        with torch.no_grad():
            self.features.weight[0] = 0

    def forward(self, seen: Tensor, found: Tensor) -> Tensor:
        """Both numbers, shape (rows, 2); 0 in ``found`` is no feature."""
        x = self.join(self.drop(seen)) + self.turn(self.features(found))
        x = self.drop(self.gelu(self.norm(x)))
        x = self.drop(self.gelu(self.mix(x)))
        made: Tensor = self.out(x)
        return made


def fitted(lessons: Lessons, features: int, pace: Pace) -> dict[str, Floats]:
    """The arrays of the networks, one slice for each seed; ``features`` is the number of names."""
    mean, spread = lessons.seen.mean(0), lessons.seen.std(0) + 1e-5
    seen = torch.from_numpy((lessons.seen - mean) / spread)
    found = pad_sequence([torch.tensor(row, dtype=torch.long) for row in lessons.features], True)
    networks = [_fit(seed, seen, found, lessons, features, pace) for seed in pace.seeds]
    parts = [_arrays(network, mean, spread) for network in networks]
    return {name: np.stack([part[name] for part in parts]) for name in parts[0]}


def _fit(
    seed: int, seen: Tensor, found: Tensor, lessons: Lessons, features: int, pace: Pace
) -> Network:
    torch.manual_seed(seed)
    network = Network(seen.shape[1], features, pace.drop)
    gold, weight = torch.from_numpy(lessons.gold), torch.from_numpy(lessons.weight)
    column = torch.from_numpy(np.where(lessons.is_news, _NEWS, _WEB))
    with torch.no_grad():
        for at in (_NEWS, _WEB):
            if (column == at).any():
                network.out.bias[at] = gold[column == at].mean()
    optimizer = torch.optim.AdamW(_groups(network), lr=pace.rate)
    total = pace.epochs * -(-len(gold) // pace.batch)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    step = 0
    for _ in range(pace.epochs):
        for rows in torch.randperm(len(gold)).split(pace.batch):
            for group in optimizer.param_groups:
                group["lr"] = pace.rate * _share(step, total)
            shown = found[rows] * (torch.rand(found[rows].shape) >= pace.hidden)
            made = network(seen[rows], shown).gather(1, column[rows, None])[:, 0]
            lost = (weight[rows] * functional.mse_loss(made, gold[rows], reduction="none")).mean()
            optimizer.zero_grad()
            (lost / 2).backward()
            optimizer.step()
            step += 1
            if step % _AVERAGED == 0:
                _average(average, network, step // _AVERAGED)
    network.load_state_dict(average)
    network.eval()
    return network


def _groups(network: Network) -> list[dict[str, object]]:
    table = network.features.weight
    others = [p for p in network.parameters() if p is not table]
    return [{"params": others, "weight_decay": 0.01}, {"params": [table], "weight_decay": 0.1}]


def _share(step: int, total: int) -> float:
    """The share of the full rate: up in a straight line, then down."""
    return min(1.0, (step + 1) / 100) * max(0.02, 1 - step / total)


def _average(average: dict[str, Tensor], network: Network, count: int) -> None:
    keep = min(0.97, (1 + count) / (4 + count))
    with torch.no_grad():
        for name, value in network.state_dict().items():
            average[name].lerp_(value, 1 - keep)


def _arrays(network: Network, mean: Floats, spread: Floats) -> dict[str, Floats]:
    """The weights as `Heads` reads them, for what is seen as it is."""
    join = network.join.weight / torch.from_numpy(spread)
    made = {
        "join": join.T,
        "join_bias": network.join.bias - join @ torch.from_numpy(mean),
        "features": network.features.weight[1:],
        "turn": network.turn.weight.T,
        "scale": network.norm.weight,
        "shift": network.norm.bias,
        "mix": network.mix.weight.T,
        "mix_bias": network.mix.bias,
        "out": network.out.weight.T,
        "out_bias": network.out.bias,
    }
    return {name: value.detach().numpy().copy() for name, value in made.items()}


def numbered(found: Sequence[Sequence[str]], names: Sequence[str]) -> list[list[int]]:
    """The numbers of the features in ``names``, from 1."""
    place = {name: at for at, name in enumerate(names, 1)}
    return [[place[name] for name in row if name in place] for row in found]
