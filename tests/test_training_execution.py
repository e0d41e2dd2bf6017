"""The recipe of the judge of execution, on toy data."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from onrecord.events.execution import Execution, Judge
from training.execution import train

WORDS = ("word explode", "word defuse", "word threaten")
TOYS = [
    train.Lesson(f"article {at}", {WORDS[at % 3]: 1.0, "word bomb": 1.0}, at % 3)
    for at in range(60)
]


def test_what_was_learned_is_what_the_program_reads(tmp_path: Path) -> None:
    file = tmp_path / "execution.npz"
    names, rows = train.table(TOYS)
    model = train.fit(rows, [lesson.stage for lesson in TOYS])
    train.write(file, names, model, train.limits(TOYS))
    with np.load(file) as arrays:
        names = arrays["names"].tobytes().decode().split("\n")
        judge = Judge(names, arrays["weights"].astype(np.float32), arrays["bias"])
    assert judge.execution({"word defuse": 1.0, "word unseen": 1.0}) is Execution.ATTEMPTED
    assert judge.execution({"word threaten": 1.0}) is Execution.THREATENED
    assert sum(judge.chances({}).values()) == pytest.approx(1)


def test_a_rare_feature_has_no_weight() -> None:
    names, rows = train.table([*TOYS, train.Lesson("once", {"word oddity": 1.0}, 0)])
    model = train.fit(rows, [*(lesson.stage for lesson in TOYS), 0])
    used = [name for name, weight in zip(names, model.weights, strict=True) if weight.any()]
    assert used == sorted(["word bomb", *WORDS])
