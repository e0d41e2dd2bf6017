"""The network that chooses among the countries and groups that a text names, as it is fitted.

`onrecord.actors.chooser` runs the same layers.
"""

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from onrecord.actors.chooser import VIEWS
from onrecord.actors.surroundings import CLASSES, FEATURES, NONE

WIDTH, HIDDEN = 48, 64
"""Numbers of a projected vector, and of the layer that reads all."""


class ChoiceNetwork(nn.Module):
    """Scores of choices and of none of them; ``size`` is that of the encoder's vectors."""

    def __init__(self, size: int = 384) -> None:
        super().__init__()
        self.asked = nn.ModuleList(nn.Linear(size, WIDTH) for _ in range(VIEWS))
        self.named = nn.ModuleList(nn.Linear(size, WIDTH) for _ in range(VIEWS))
        self.alone, self.hidden = nn.Linear(size, WIDTH), nn.Dropout(0.5)
        features = len(CLASSES) + len(NONE)
        told = len(FEATURES) + features + (VIEWS + 1) * WIDTH
        self.choice, self.chosen = nn.Linear(told, HIDDEN), nn.Linear(HIDDEN, 1)
        self.none, self.refused = (
            nn.Linear(features + WIDTH, HIDDEN // 2),
            nn.Linear(HIDDEN // 2, 1),
        )

    def forward(self, told: Tensor, nobody: Tensor, head: Tensor, named: Tensor) -> Tensor:
        """Scores of the choices and, last, of none: shape (cases, choices + 1).

        Shapes: ``told`` (cases, choices, features), ``nobody`` (cases, features), ``head`` (cases,
        size), ``named`` (cases, choices, VIEWS, size).
        """
        head, named = self.hidden(head), self.hidden(named)
        alone = self.alone(head)
        parts = [told]
        for view, (asked, choices) in enumerate(zip(self.asked, self.named, strict=True)):
            parts.append(asked(head)[:, None] * choices(named[:, :, view]))
        parts.append(alone[:, None].expand(-1, told.shape[1], -1))
        scores = self.chosen(self.choice(torch.cat(parts, -1)).relu()).squeeze(-1)
        none = self.refused(self.none(torch.cat([nobody, alone], -1)).relu())
        return torch.cat([scores, none], 1)

    def arrays(self) -> Iterator[tuple[str, NDArray[np.float16]]]:
        """The layers as `onrecord.actors.chooser` reads them, in half precision."""
        for name, part in self.named_children():
            parts = list(part) if isinstance(part, nn.ModuleList) else [part]
            if not isinstance(parts[0], nn.Linear):
                continue
            for end, values in (
                ("", [one.weight.detach().numpy().T for one in parts]),
                ("_bias", [one.bias.detach().numpy() for one in parts]),
            ):
                made = np.stack(values) if isinstance(part, nn.ModuleList) else values[0]
                yield name + end, made.astype(np.float16)
