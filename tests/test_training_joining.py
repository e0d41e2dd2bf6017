"""The recipe of the scorer that joins tellings within an article, on toy data."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from onrecord.coder import Coder
from onrecord.events.joining.happenings import Happenings
from onrecord.ingest.article import make_article
from onrecord.pairs.forest import forest
from training.joining import train
from training.trees import write


def toy(seed: int) -> train.Lesson:
    """Six mentions of two happenings; the first feature tells them apart, the second is noise."""
    noise = np.random.default_rng(seed).random(15)
    marks = {at: "odd" if at % 2 else "even" for at in range(6)}
    pairs = list(combinations(range(6), 2))
    rows = [[float(marks[a] == marks[b]), x] for (a, b), x in zip(pairs, noise, strict=True)]
    return train.Lesson(6, pairs, np.array(rows, np.float32), {}, marks)


TOYS = [toy(seed) for seed in range(40)]


def test_mentions_take_the_labels_of_the_marks_that_they_overlap() -> None:
    text = "Israel bombed Damascus. The bombing caused a fire. Russia condemned the strike."
    looks = Coder().products(make_article(text), {Happenings}).one(Happenings).looks
    start = text.index("bombed")
    event = {"trigger": [start, start + 6], "type": "ASSAULT", "same": "raid"}
    alone = {"trigger": [text.index("condemned"), len(text)], "type": "ACCUSE", "same": None}
    found = train.marked(looks, [event, alone])
    words = {looks[at].words: label for at, label in found.items()}
    assert words["bombed"] == "raid"
    assert words["condemned"] != "raid"
    assert "bombing" not in words


def test_what_was_learned_joins_what_is_one(tmp_path: Path) -> None:
    limit = train.threshold(TOYS)
    trees = train.fit(TOYS)
    found = train.outcome(TOYS, [train.chances_of(trees, one) for one in TOYS], limit)
    assert found.precision == found.recall == 100
    file = tmp_path / "scorer.npz"
    write(file, trees, ["same", "noise"], limit)
    with np.load(file) as arrays:
        assert (forest(arrays).chances(TOYS[0].rows) == trees.chances(TOYS[0].rows)).all()


def test_the_same_data_give_the_same_trees() -> None:
    one, other = train.fit(TOYS).arrays(), train.fit(TOYS).arrays()
    assert all((one[name] == other[name]).all() for name in one)
