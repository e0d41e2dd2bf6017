"""Fit the projection after which tellings of one event lie near each other.

InfoNCE over the tellings of a few stories at once (van den Oord et al. 2018, "Representation
learning with contrastive predictive coding"): each is to find the others of its event among all of
them. The seed is fixed.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from onrecord.events.sense import SIZE, Floats, Projection

EPOCHS, RATE, DECAY, DROPPED, HEAT = 24, 1e-3, 0.05, 0.2, 0.05
TOGETHER = 4
"""Stories that are told apart at once."""
_SELF = -1e9

Lesson = tuple[Floats, Sequence[str]]
"""What is projected of the tellings of a story, and the event of each."""


def fit(lessons: Sequence[Lesson], seed: int = 0) -> Projection:
    """The projection learned from ``lessons``."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    given = [torch.tensor(views) for views, _ in lessons]
    named = [[f"{at} {event}" for event in events] for at, (_, events) in enumerate(lessons)]
    linear = torch.nn.Linear(given[0].shape[1], SIZE)
    network = torch.nn.Sequential(torch.nn.Dropout(DROPPED), linear)
    steps = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for _ in range(EPOCHS):
        order = chance.permutation(len(given)).tolist()
        for start in range(0, len(order), TOGETHER):
            some = order[start : start + TOGETHER]
            views = torch.cat([given[at] for at in some])
            same = _same([event for at in some for event in named[at]])
            steps.zero_grad()
            _loss(network(views), same).backward()
            steps.step()
    return Projection(linear.weight.detach().numpy().T.copy(), linear.bias.detach().numpy())


def _same(events: Sequence[str]) -> torch.Tensor:
    """Which other tellings are of the event of each."""
    number = torch.tensor(np.unique(list(events), return_inverse=True)[1])
    return (number[:, None] == number[None, :]).fill_diagonal_(False)


def _loss(found: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    """Mean over tellings with company of how hard it is to tell that from all others."""
    unit = torch.nn.functional.normalize(found, dim=1)
    near = (unit @ unit.T / HEAT).fill_diagonal_(_SELF)
    company = same.sum(1)
    told = company > 0
    return -((near.log_softmax(1) * same).sum(1)[told] / company[told]).mean()


def write(target: Path, made: Projection) -> None:
    """Write the weight file, in 16 bits a number."""
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        target, matrix=made.matrix.astype(np.float16), shift=made.shift.astype(np.float16)
    )
