"""The recipe of the scorer of tellings across articles, on toy data."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

pytest.importorskip("sklearn")
pytest.importorskip("torch")

from evaluation.task import read_rows
from onrecord.corpus.events.beside import surroundings
from onrecord.corpus.events.scorer import LEAST
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Told
from onrecord.pairs.judge import LOOKS, judge
from onrecord.pairs.vectors import pack
from tests.happened import Report, day
from training.same_events import contrast, mixing, train
from training.same_events.reading import ROOT, STORIES, Reading, articles, judged
from training.trees import write_looks

CITIES = ("Tunis", "Quito", "Hanoi", "Lagos", "Perth", "Turin")


def told(number: int, city: str, on: int = 6) -> Told:
    """A raid on a city's bank, told by an article of its own."""
    made = Report(f"Gunmen raided the bank of {city}, report {number}.", f"Post {number}", day(on))
    made.event("raided", ["Gunmen"], [f"the bank of {city}"])
    (telling,) = tellings_of(made.coding())
    return msgspec.structs.replace(telling, story=(1, 2))


def raids(first: int, cities: tuple[str, str], count: int = 6) -> list[Told]:
    """Tellings of two raids by turns."""
    return [told(first + at, cities[at % 2]) for at in range(count)]


def toy(number: int, *, again: bool = False) -> mixing.Mixture:
    """Two stories of two raids each; ``again``, and of another raid in the same city."""
    cities = [CITIES[(number + at) % 6] for at in range(4)]
    count = 7 if again else 6
    stories = [raids(100 * number, (cities[0], cities[1]), count)]
    stories.append(raids(100 * number + 50, (cities[2], cities[3]), count))
    names = [f"{at % 2}" if at < 6 else "again" for at in range(count)]
    return mixing.mixture(stories, [names, names], [f"{number} a", f"{number} b"])


MIXTURES = [toy(n) for n in range(6)]


def test_pairs_of_two_stories_are_compared_and_never_one_event() -> None:
    one = MIXTURES[0]
    assert len(one.pairs) == 12 * 11 / 2
    assert sum(one.crossing) == 6 * 6
    assert sum(one.same) == 4 * 3
    assert not any(a and b for a, b in zip(one.same, one.crossing, strict=True))


def test_nothing_is_learned_from_pairs_of_stories_that_tell_the_same_things() -> None:
    events = [["a"] * 6, ["a"] * 6]
    stories = [raids(0, ("Tunis", "Quito")), raids(50, ("Tunis", "Quito"))]
    assert any(mixing.mixture(stories, events, ["paris15", "turkey"]).crossing)
    assert not any(mixing.mixture(stories, events, ["paris15", "brussels"]).crossing)


def test_a_story_is_moved_as_a_whole() -> None:
    given = [told(1, "Tunis", on=6), told(2, "Tunis", on=7), told(3, "Tunis", on=9)]
    found = mixing.moved(given, 737_000)
    assert [t.day for t in found] == [736_999, 737_000, 737_002]
    for before, after in zip(given, found, strict=True):
        assert before.day is not None
        assert after.day is not None
        dates = [(before.date_from, after.date_from), (before.date_to, after.date_to)]
        known = [(one, other) for one, other in dates if one is not None and other is not None]
        assert all(other - one == after.day - before.day for one, other in known)


def test_each_fold_has_senses_of_what_has_not_seen_it() -> None:
    chance = np.random.default_rng(0)
    readings = [
        Reading(f"story {n}", made, {t.mention: f"{at % 2}" for at, t in enumerate(made)}, views)
        for n in range(4)
        for made in [raids(100 * n, (CITIES[n], CITIES[n + 1]))]
        for views in [chance.normal(size=(6, 5)).astype(np.float32)]
    ]
    first, second = mixing.mixtures(readings, folds=2)
    assert (len(first.told), len(second.told)) == (12, 12)
    own = [(r.views, r.events) for r in readings[1::2]]
    wanted = contrast.fit(own).of(readings[0].views)
    assert [t.sense for t in first.told[:6]] == [pack(row[None]) for row in wanted]


def test_what_was_learned_joins_what_is_one(tmp_path: Path) -> None:
    looks, limit = train.both_looks([toy(n, again=n % 3 == 0) for n in range(24)])
    file = tmp_path / "scorer.npz"
    write_looks(file, looks, limit)
    with np.load(file) as arrays:
        first, second = (judge(arrays, name) for name in LOOKS)
        assert float(arrays["threshold"]) == limit
    one = MIXTURES[1]
    chances = dict(zip(one.pairs, first.trees.chances(one.rows).tolist(), strict=True))
    likely = {pair: chance for pair, chance in chances.items() if chance >= LEAST}
    again = {pair: second.chances([row])[0] for pair, row in surroundings(one.told, likely)}
    found = train.outcomes(one, again, limit)
    assert [found[story].scores for story in (0, 1)] == [(100, 100, 100)] * 2


def test_a_joined_pair_of_two_stories_is_half_of_each() -> None:
    one = toy(0)
    found = train.outcomes(one, {(0, 6): 0.9}, 0.5)
    assert [(o.made, o.gold, o.both) for o in found.values()] == [(0.5, 6, 0)] * 2


def test_the_second_look_sees_the_whole_and_small_parts_of_stories() -> None:
    one = MIXTURES[0]
    seen = train.beside(one, [0.5] * len(one.pairs))
    assert seen.pairs == one.pairs
    small = len(seen.lesson.rows) - len(one.pairs)
    assert small == 2 * (6 + 1)  # six articles are dealt out in parts of four and two
    assert seen.lesson.same[: len(one.pairs)] == one.same


def test_what_is_out_of_the_question_is_not_looked_at_again() -> None:
    one = MIXTURES[0]
    assert train.beside(one, [0.01] * len(one.pairs)).pairs == []


def test_pairs_of_two_stories_weigh_as_much_as_those_within() -> None:
    one = MIXTURES[0]
    weights = train.first_lesson(one).weights
    across = sum(w for w, two in zip(weights, one.crossing, strict=True) if two)
    assert across == pytest.approx(train.CROSSING * (sum(weights) - across))


def test_the_same_data_give_the_same_trees() -> None:
    lessons = [train.first_lesson(one) for one in MIXTURES]
    one, other = train.fit(lessons).arrays(), train.fit(lessons).arrays()
    assert all((one[name] == other[name]).all() for name in one)


def test_a_telling_takes_the_event_of_the_words_that_it_overlaps() -> None:
    telling = told(1, "Tunis")
    at = (telling.start, telling.end)
    row = {"events": [[["a", *at], ["b", 0, 5]]], "alone": [["c", *at]]}
    key, other, new = (judged(row, [(key, telling)]) for key in ("a", "c", "d"))
    assert key == {telling.mention: "event 0"}
    assert other == {telling.mention: "alone 0"}
    assert new == {}


def test_the_marks_stand_in_the_invented_texts() -> None:
    for row in read_rows(STORIES):
        if not (ROOT / row["source"]).exists():
            continue
        length = {a.key: len(a.text) for a in articles(row, Path())}
        assert set(length) == set(row["articles"])
        marks = [mark for event in row["events"] for mark in event] + row["alone"]
        assert all(0 <= start < end <= length[key] for key, start, end in marks)


def test_stories_that_share_an_event_are_those_of_the_list() -> None:
    names = {row["story"] for row in read_rows(STORIES)}
    assert all(some <= names for some in mixing.SHARING)
