"""The recipe of the scorer of tellings across articles, on toy data."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

pytest.importorskip("sklearn")

from evaluation.task import read_rows
from onrecord.corpus.events.told import Told, tellings_of
from onrecord.pairs.forest import forest
from tests.happened import Report, day
from training.same_events import train
from training.trees import write

CITIES = ("Tunis", "Quito", "Hanoi", "Lagos", "Perth", "Turin")


def told(number: int, city: str) -> Told:
    """A raid on a city's bank, told by an article of its own."""
    made = Report(f"Gunmen raided the bank of {city}, report {number}.", f"Post {number}", day(6))
    made.event("raided", ["Gunmen"], [f"the bank of {city}"])
    (telling,) = tellings_of(made.coding())
    return msgspec.structs.replace(telling, story=(1, 2))


def toy(number: int) -> tuple[train.Story, list[str]]:
    """Six tellings of two raids."""
    cities = (CITIES[number % 6], CITIES[(number + 1) % 6])
    found = [told(10 * number + at, cities[at % 2]) for at in range(6)]
    return train.story(str(number), found, {t.mention: cities[n % 2] for n, t in enumerate(found)})


STORIES, NAMES = [toy(n)[0] for n in range(30)], toy(0)[1]


def test_all_tellings_of_a_story_are_compared() -> None:
    assert len(STORIES[0].pairs) == 15
    assert sum(STORIES[0].same) == 6


def test_what_was_learned_joins_what_is_one(tmp_path: Path) -> None:
    trees = train.fit(STORIES)
    found = [train.outcome(one, train.chances_of(trees, one), 0.5) for one in STORIES]
    assert {one.scores for one in found} == {(100, 100, 100)}
    file = tmp_path / "scorer.npz"
    write(file, trees, NAMES, 0.5)
    with np.load(file) as arrays:
        rows = STORIES[0].rows
        assert (forest(arrays).chances(rows) == trees.chances(rows)).all()


def test_the_same_data_give_the_same_trees() -> None:
    one, other = train.fit(STORIES).arrays(), train.fit(STORIES).arrays()
    assert all((one[name] == other[name]).all() for name in one)


def test_a_telling_takes_the_event_of_the_words_that_it_overlaps() -> None:
    telling = told(1, "Tunis")
    at = (telling.start, telling.end)
    row = {"events": [[["a", *at], ["b", 0, 5]]], "alone": [["c", *at]]}
    key, other, new = (train._judged(row, [(key, telling)]) for key in ("a", "c", "d"))
    assert key == {telling.mention: "event 0"}
    assert other == {telling.mention: "alone 0"}
    assert new == {}


def test_the_marks_stand_in_the_invented_texts() -> None:
    for row in read_rows(train.STORIES):
        if not (train.ROOT / row["source"]).exists():
            continue
        length = {a.key: len(a.text) for a in train._articles(row, Path())}
        assert set(length) == set(row["articles"])
        marks = [mark for event in row["events"] for mark in event] + row["alone"]
        assert all(0 <= start < end <= length[key] for key, start, end in marks)
