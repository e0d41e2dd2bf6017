"""Train the network that puts phrases into chains; numpy alone, about ten minutes on one core.

Run from the repository root::

    python -m training.coreference.train DATA

``DATA`` holds ``coref/ontogum_train.jsonl``. Same data, same weights on the same machine.
"""

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.coreference.network import Floats, Layer, pack
from training.coreference.data import Example, examples

TARGET = Path("src/onrecord/knowledge/coreference/chains.npz")
UNITS = (100, 50)
SEEDS = 3
EPOCHS = 20
DROP = 0.3
"""Share of units left out; 0.2 for 12 epochs scored 1 point less."""
RATE = 1e-3
FALSE_LINK, FALSE_NEW, WRONG_LINK = 0.4, 1.0, 1.0
"""Costs added to the scores of wrong answers (Wiseman et al. 2015, section 4.1)."""
BIAS = -1.0
"""For "new" when it is run; the flat top of the curve on the dev documents."""
_SCALE = 50.0
"""Phrases that make up one step of full weight."""


class Learner:
    """One network under training, with Adam's moments."""

    def __init__(self, width: int, rng: np.random.Generator) -> None:
        sizes = (width, *UNITS, 1)
        self.weights = [
            (rng.standard_normal((a, b)) * np.sqrt(2 / a)).astype(np.float32)
            for a, b in pairwise(sizes)
        ]
        self.biases = [np.zeros(b, dtype=np.float32) for b in sizes[1:]]
        self._first = [np.zeros_like(p) for p in self._parameters]
        self._second = [np.zeros_like(p) for p in self._parameters]
        self._steps = 0
        self._rng = rng

    @property
    def _parameters(self) -> list[Floats]:
        return [*self.weights, *self.biases]

    def step(self, example: Example, rate: float) -> float:
        """Learn from one document; gives its loss."""
        values, masks = [example.rows.astype(np.float32)], []
        for weights, biases in zip(self.weights[:-1], self.biases[:-1], strict=True):
            mask = (self._rng.random(weights.shape[1]) > DROP).astype(np.float32) / (1 - DROP)
            values.append(np.maximum(values[-1] @ weights + biases, np.float32(0)) * mask)
            masks.append(mask)
        scores = (values[-1] @ self.weights[-1] + self.biases[-1])[:, 0]
        slope, loss = _slope(scores, example)
        self._descend(self._gradients(values, masks, slope * example.weight / _SCALE), rate)
        return loss

    def _gradients(
        self, values: Sequence[Floats], masks: Sequence[Floats], slope: Floats
    ) -> list[Floats]:
        back = slope[:, None].astype(np.float32)
        of_weights: list[Floats] = []
        of_biases: list[Floats] = []
        for depth in range(len(self.weights) - 1, -1, -1):
            if depth < len(self.weights) - 1:
                back = back * (values[depth + 1] > 0) * masks[depth]
            of_weights.insert(0, values[depth].T @ back)
            of_biases.insert(0, back.sum(axis=0))
            back = back @ self.weights[depth].T
        return [*of_weights, *of_biases]

    def _descend(self, gradients: Sequence[Floats], rate: float) -> None:
        """One step of Adam (Kingma and Ba 2015)."""
        self._steps += 1
        moments = zip(self._parameters, gradients, self._first, self._second, strict=True)
        for parameter, gradient, first, second in moments:
            first += np.float32(0.1) * (gradient - first)
            second += np.float32(0.001) * (gradient * gradient - second)
            mean = first / np.float32(1 - 0.9**self._steps)
            spread = np.sqrt(second / np.float32(1 - 0.999**self._steps))
            parameter -= np.float32(rate) * mean / (spread + np.float32(1e-7))


def _slope(scores: Floats, example: Example) -> tuple[Floats, float]:
    """Gradient and value of the loss: minus the log of the chance of all right antecedents."""
    starts, right = example.starts, example.right
    number = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(scores))))
    raised = scores + _costs(example, number)
    powers = np.exp(raised - np.maximum.reduceat(raised, starts)[number])
    total = np.add.reduceat(powers, starts)
    kept = np.where(right, powers, np.float32(0))
    share = np.maximum(np.add.reduceat(kept, starts), np.float32(1e-12))
    slope = powers / total[number] - kept / share[number]
    return slope.astype(np.float32), float(-np.log(share / total).sum())


def _costs(example: Example, number: npt.NDArray[np.int64]) -> Floats:
    is_new_row = np.zeros(len(example.right), dtype=bool)
    is_new_row[example.starts] = True
    truly_new = example.right[example.starts][number]
    wrong = np.where(truly_new, FALSE_LINK, np.where(is_new_row, FALSE_NEW, WRONG_LINK))
    return np.where(example.right, 0, wrong).astype(np.float32)


def train(found: Sequence[Example], seed: int) -> list[Layer]:
    """The layers of one network."""
    rng = np.random.default_rng(seed)
    learner = Learner(found[0].rows.shape[1], rng)
    for epoch in range(EPOCHS):
        rate = RATE * (1 - epoch / EPOCHS)
        loss = sum(learner.step(found[at], rate) for at in rng.permutation(len(found)))
        print(f"network {seed}, epoch {epoch + 1}: loss {loss:.0f}", flush=True)
    return list(zip(learner.weights, learner.biases, strict=True))


def main(data: Path) -> None:
    """Train the networks and write the weights."""
    found = list(examples(data))
    members = [train(found, seed) for seed in range(SEEDS)]
    np.savez_compressed(TARGET, allow_pickle=False, **pack(members, BIAS))
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
