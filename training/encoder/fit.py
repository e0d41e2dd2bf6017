"""The loop that fits the shared encoder and the heads of several courses at once."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor, nn

_AVERAGED = 8
"""Steps between two updates of the averaged weights."""
_REPORTED = 50


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast to learn; what was tried beside it is in the card."""

    epochs: int
    encoder_rate: float
    rate: float
    layer_decay: float = 0.9
    """Each layer of the encoder learns by this factor slower than the one above."""
    warm_up: float = 0.06
    seed: int = 1


Step = Callable[[], Tensor]
"""The loss of one batch."""


class Course(Protocol):
    """What is to be learned from one kind of data."""

    def steps(self, epoch: int, chance: random.Random) -> list[Step]:
        """The batches of an epoch."""
        ...


Watch = Callable[[int], None]


def fit(
    network: nn.Module, courses: Sequence[Course], pace: Pace, watch: Watch | None = None
) -> None:
    """Train ``network`` in place; at the end it holds the averaged weights.

    The encoder's parameters are those whose names hold ``encoder.``. ``watch`` is called after
    each epoch with its number, while the network holds the averaged weights.
    """
    chance = random.Random(pace.seed)
    torch.manual_seed(pace.seed)
    network.train()
    optimizer = torch.optim.AdamW(list(_groups(network, pace)), betas=(0.9, 0.98), fused=True)
    average = {k: v.clone() for k, v in network.state_dict().items() if v.is_floating_point()}
    step, total, began = 0, 0, time.monotonic()
    for epoch in range(pace.epochs):
        steps = [one for course in courses for one in course.steps(epoch, chance)]
        chance.shuffle(steps)
        total = total or len(steps) * pace.epochs
        for loss in steps:
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * _share(step, total, pace.warm_up)
            lost = loss()
            optimizer.zero_grad()
            lost.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % _AVERAGED == 0:
                _average(average, network, step // _AVERAGED)
            if step % _REPORTED == 0:
                seconds = time.monotonic() - began
                done = f"epoch {epoch} step {step}/{total}"
                print(f"{done} loss {lost.item():.3f} {seconds:.0f} s", flush=True)
        if watch is not None and epoch + 1 < pace.epochs:
            kept = {name: value.clone() for name, value in network.state_dict().items()}
            _settle(network, average, step)
            network.eval()
            watch(epoch)
            network.load_state_dict(kept)
            network.train()
    _settle(network, average, step)
    network.eval()
    if watch is not None:
        watch(pace.epochs - 1)


@contextmanager
def only(network: nn.Module, learning: Sequence[nn.Module]) -> Iterator[None]:
    """Within it all parameters but those of ``learning`` stay as they are."""
    chosen = {id(p) for part in learning for p in part.parameters()}
    for parameter in network.parameters():
        parameter.requires_grad_(id(parameter) in chosen)
    yield
    for parameter in network.parameters():
        parameter.requires_grad_(True)


def _settle(network: nn.Module, average: dict[str, Tensor], steps: int) -> None:
    """Put the averaged weights in, once there are any."""
    if steps >= _AVERAGED:
        network.load_state_dict({**network.state_dict(), **average})


def _share(step: int, total: int, warm_up: float) -> float:
    """The share of the full rate: up in a straight line, then down."""
    return min(1.0, (step + 1) / (warm_up * total)) * max(0.02, 1 - step / total)


def _average(average: dict[str, Tensor], network: nn.Module, count: int) -> None:
    keep = min(0.96, (1 + count) / (4 + count))
    with torch.no_grad():
        state = network.state_dict()
        for name, value in average.items():
            value.lerp_(state[name], 1 - keep)


def _groups(network: nn.Module, pace: Pace) -> Iterator[dict[str, object]]:
    depths = {n: _depth(n) for n, _ in network.named_parameters() if "encoder" in n.split(".")}
    top = max(depths.values(), default=0)
    for name, value in network.named_parameters():
        rate = pace.rate
        if name in depths:
            depth = top if "pooler" in name else depths[name]
            rate = pace.encoder_rate * pace.layer_decay ** (top - depth)
        decay = 0.0 if value.dim() < 2 else 0.01
        yield {"params": [value], "lr": rate, "full": rate, "weight_decay": decay}


def _depth(name: str) -> int:
    """0 for the embeddings, then the number of the layer from 1."""
    _, found, rest = name.partition("layer.")
    return int(rest.split(".")[0]) + 1 if found else 0
