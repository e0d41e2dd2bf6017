"""The recipe of the choice among the countries that a text names, on toy cases.

It needs PyTorch; ``dev.py recipes`` installs it and runs this file.
"""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from onrecord.actors.chooser import VIEWS, Chooser  # noqa: E402
from onrecord.actors.surroundings import CLASSES, FEATURES, LEAST, NONE  # noqa: E402
from training.actors.surroundings import Case, answers, fit, scores  # noqa: E402

SIZE = 8
KNOWN = len(CLASSES) + len(NONE)


def toy_cases() -> list[Case]:
    """The right one of two choices is the last that was named, or lies along the phrase."""
    rng = np.random.default_rng(5)
    found = []
    for number in range(1500):
        told = np.zeros((2, len(FEATURES) + KNOWN), np.float32)
        named = rng.normal(0, 0.1, (2, VIEWS, SIZE)).astype(np.float32)
        head = rng.normal(0, 0.1, SIZE).astype(np.float32)
        right = int(rng.integers(2))
        told[right, FEATURES.index("last")] = 1
        nobody = np.zeros(KNOWN, np.float32)
        found.append(Case(number, told, nobody, head, named, right))
    return found


def test_it_learns_which_feature_tells() -> None:
    cases = toy_cases()
    told = list(answers(fit(cases), cases))
    assert len(told) > LEAST * len(cases)
    assert all(told)


def test_the_program_runs_the_same_layers() -> None:
    cases = toy_cases()
    network = fit(cases[:64])
    weights = {name: array.astype(np.float32) for name, array in network.arrays()}
    case = cases[70]
    made = Chooser(weights).chances(case.told, case.nobody, case.head, case.named)
    with torch.no_grad():
        wanted = scores(network, [case]).softmax(-1)[0].numpy()
    assert np.allclose(made, wanted, atol=2e-3)
