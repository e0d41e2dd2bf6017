"""The recipe of the scorer of tellings across articles, on toy data."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

pytest.importorskip("sklearn")

from evaluation.task import read_rows
from onrecord.corpus.events.beside import surroundings
from onrecord.corpus.events.scorer import LEAST
from onrecord.corpus.events.told import Told, tellings_of
from onrecord.pairs.judge import LOOKS, judge
from tests.happened import Report, day
from training.same_events import train
from training.trees import write_looks

CITIES = ("Tunis", "Quito", "Hanoi", "Lagos", "Perth", "Turin")


def told(number: int, city: str) -> Told:
    """A raid on a city's bank, told by an article of its own."""
    made = Report(f"Gunmen raided the bank of {city}, report {number}.", f"Post {number}", day(6))
    made.event("raided", ["Gunmen"], [f"the bank of {city}"])
    (telling,) = tellings_of(made.coding())
    return msgspec.structs.replace(telling, story=(1, 2))


def toy(number: int, *, again: bool = False) -> tuple[train.Story, list[str]]:
    """Six tellings of two raids; ``again``, one of another raid in the same city."""
    cities = (CITIES[number % 6], CITIES[(number + 1) % 6])
    found = [told(10 * number + at, cities[at % 2]) for at in range(7 if again else 6)]
    event = {t.mention: cities[n % 2] if n < 6 else "again" for n, t in enumerate(found)}
    return train.story(str(number), found, event)


STORIES, NAMES = [toy(n)[0] for n in range(30)], toy(0)[1]


def test_all_tellings_of_a_story_are_compared() -> None:
    assert len(STORIES[0].pairs) == 15
    assert sum(STORIES[0].same) == 6


LESSONS = [train.Lesson(one.rows, one.same) for one in STORIES]


def test_what_was_learned_joins_what_is_one(tmp_path: Path) -> None:
    stories = [toy(n, again=n % 3 == 0)[0] for n in range(30)]
    looks, limit = train.both_looks(stories, NAMES)
    file = tmp_path / "scorer.npz"
    write_looks(file, looks, limit)
    with np.load(file) as arrays:
        first, second = (judge(arrays, name) for name in LOOKS)
        assert float(arrays["threshold"]) == limit
    one = STORIES[1]
    chances = dict(zip(one.pairs, first.trees.chances(one.rows).tolist(), strict=True))
    likely = {pair: chance for pair, chance in chances.items() if chance >= LEAST}
    again = {pair: second.chances([row])[0] for pair, row in surroundings(one.told, likely)}
    assert train.outcome(one, again, limit).scores == (100, 100, 100)


def test_the_second_look_sees_the_story_and_small_parts_of_it() -> None:
    one = STORIES[0]
    seen = train.beside(one, [0.5] * len(one.pairs))
    assert seen.pairs == one.pairs
    small = len(seen.lesson.rows) - len(one.pairs)
    assert small == 6 + 1  # six articles are dealt out in parts of four and two
    assert seen.lesson.same[: len(one.pairs)] == one.same


def test_what_is_out_of_the_question_is_not_looked_at_again() -> None:
    one = STORIES[0]
    assert train.beside(one, [0.01] * len(one.pairs)).pairs == []


def test_the_same_data_give_the_same_trees() -> None:
    one, other = train.fit(LESSONS).arrays(), train.fit(LESSONS).arrays()
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
