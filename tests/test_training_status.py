"""The recipe of factuality, on toy data."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")
pytest.importorskip("torch")

import torch

from onrecord.events.factuality_heads import FILE, Heads, read_heads
from training.status import network
from training.status import train_factuality as recipe

SIZE = 8
PACE = network.Pace(seeds=(1, 2), epochs=40, batch=16, rate=1e-2, drop=0.0)


def toys(count: int = 120) -> list[recipe.Example]:
    """Predicates that happened unless they are "not"; what lies ahead did not on the web."""
    made = []
    for at in range(count):
        web, negated, ahead = at % 2 == 0, at % 3 == 0, at % 5 == 0
        found = ["bias", *["neg=not"] * negated, *["aux=will"] * ahead]
        gold = -3.0 if negated else (-2.0 if web else 1.0) if ahead else 3.0
        seen = np.random.default_rng(at).normal(size=SIZE).astype(np.float16)
        gate = ["bias", "word=lol" if web else "word=ministry"]
        made.append(recipe.Example("uds_ih2" if web else "uw", found, gate, seen, gold))
    return made


def test_what_was_learned_is_what_the_program_reads(tmp_path: Path) -> None:
    recipe.make(toys(), tmp_path, PACE)
    heads = read_heads((tmp_path / FILE).read_bytes())
    seen = np.zeros(SIZE, dtype=np.float32)
    plain = heads.numbers(seen, ["bias", "unseen"])
    negated = heads.numbers(seen, ["bias", "neg=not"])
    ahead = heads.numbers(seen, ["bias", "aux=will"])
    assert max(negated) < -1 < 1 < min(plain)
    assert ahead.web < ahead.news < plain.news
    with np.load(tmp_path / "factuality.npz") as arrays:
        gate = dict(zip(arrays["gate_names"].tolist(), arrays["gate"].tolist(), strict=True))
    assert gate["word=lol"] < 0 < gate["word=ministry"]


def test_numpy_computes_what_pytorch_does() -> None:
    rng = np.random.default_rng(5)
    seen = rng.normal(2.0, 3.0, size=(40, SIZE)).astype(np.float32)
    lessons = network.Lessons(
        seen=seen,
        features=[[1, 3], [2]] * 20,
        gold=rng.normal(size=40).astype(np.float32),
        is_news=rng.random(40) < 0.5,
        weight=np.ones(40, dtype=np.float32),
    )
    pace = network.Pace(seeds=(3,), epochs=2, drop=0.0)
    heads = Heads(["a", "b", "c"], network.fitted(lessons, 3, pace))
    mean, spread = seen.mean(0), seen.std(0) + 1e-5
    fitted = network._fit(
        3,
        torch.from_numpy((seen - mean) / spread),
        torch.tensor([[1, 3], [2, 0]] * 20),
        lessons,
        3,
        pace,
    )
    with torch.no_grad():
        wanted = fitted(torch.from_numpy((seen[:1] - mean) / spread), torch.tensor([[1, 3]]))
    assert heads.numbers(seen[0], ["a", "c", "d"]) == pytest.approx(wanted[0].tolist(), abs=1e-4)
