"""The recipe of event coreference, on toy data."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from onrecord.corpus.sameness.conflict import Told
from onrecord.corpus.sameness.telling import Account, Telling
from onrecord.pairs.judge import LOOKS, Judge, judge
from onrecord.text import Span
from training.event_coreference import concepts, train
from training.trees import write_looks

SYNSETS = {
    "data.verb": [
        "00000010 35 v 02 wallop 0 thump 0 001 @ 00000020 v 0000 01 + 08 00 | beat hard",
        "00000020 35 v 01 beat 0 000 01 + 08 00 | give blows",
        "00000030 38 v 01 stroll 0 000 01 + 02 00 | walk about",
    ],
    "data.noun": ["00000040 04 n 01 thumping 0 001 + 00000010 v 0102 | a hard beating"],
    "data.adj": [],
    "index.sense": [
        "wallop%2:35:00:: 00000010 1 3",
        "thump%2:35:00:: 00000010 1 2",
        "beat%2:35:00:: 00000020 1 9",
        "stroll%2:38:00:: 00000030 1 1",
        "thumping%1:04:00:: 00000040 1 1",
    ],
}


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    for name, lines in SYNSETS.items():
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="latin-1")
    return tmp_path


def test_a_lemma_touches_its_senses_what_is_above_and_what_is_derived(wordnet: Path) -> None:
    net = concepts.read(wordnet)
    shared = concepts.nodes(net, "wallop").keys() & concepts.nodes(net, "thump").keys()
    assert ("v", "00000010") in shared
    assert ("v", "00000020") in concepts.nodes(net, "wallop")
    assert ("v", "00000010") in concepts.nodes(net, "thumping")
    assert not concepts.nodes(net, "stroll").keys() & concepts.nodes(net, "beat").keys()


def test_the_table_keeps_each_lemma_with_its_kind(wordnet: Path) -> None:
    arrays = concepts.table(concepts.read(wordnet))
    lemmas = arrays["lemmas"].tobytes().decode().split("\n")
    assert lemmas == ["beat", "stroll", "thump", "thumping", "wallop"]
    assert dict(zip(lemmas, arrays["kinds"].tolist(), strict=True))["thumping"] == 4
    assert len(arrays["starts"]) == len(lemmas) + 1


def test_trees_learn_and_come_back_from_their_file(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    rows = rng.random((600, 3)).astype(np.float32)
    same = (rows[:, 0] > 0.5) & (rows[:, 1] > 0.3)
    trees = train.fit(rows, same)
    chances = trees.chances(rows)
    assert ((chances > 0.5) == same).mean() > 0.95
    file = tmp_path / "scorer.npz"
    look = Judge(trees, ("a", "b", "c"))
    write_looks(file, [look, look._replace(names=("d", "e", "f"))], 0.4)
    with np.load(file) as arrays:
        first, second = (judge(arrays, name) for name in LOOKS)
    assert (first.trees.chances(rows) == chances).all()
    assert (first.names, second.names) == (look.names, ("d", "e", "f"))


def test_the_same_data_give_the_same_trees() -> None:
    rows = np.random.default_rng(2).random((300, 2)).astype(np.float32)
    same = rows[:, 0] > rows[:, 1]
    one, other = train.fit(rows, same).arrays(), train.fit(rows, same).arrays()
    assert all((one[name] == other[name]).all() for name in one)


def test_no_pair_is_judged_by_trees_that_saw_its_topic() -> None:
    folds = np.array([0, 1] * 100)
    same = folds == 1
    rows = folds[:, None].astype(np.float32)
    chances = train.crossed(rows, same, folds, train.FIRST)
    assert (chances[same] < 0.5).all()


def lesson() -> train.Lesson:
    """Eight articles on one topic, each with the same two words for two happenings."""
    words = ("clash", "brawl")
    accounts = [
        Account(
            f"article {n}",
            None,
            b"",
            b"",
            tuple(
                Telling(f"{n} {w}", Span(0, 5), 0, w, w, w, governor="", verb=True) for w in words
            ),
        )
        for n in range(8)
    ]
    told = [Told(account, telling) for account in accounts for telling in account.tellings]
    pairs = [(a, b) for b in range(len(told)) for a in range(b)]
    lemmas = [item.telling.lemma for item in told]
    rows = np.zeros((len(pairs), 1), np.float32)
    return train.Lesson(told, lemmas, ["fights"] * len(told), sorted(pairs), rows, ("none",))


def test_small_collections_hold_few_articles_and_all_their_pairs() -> None:
    of = lesson()
    few = train.thinned(of, dict.fromkeys(of.pairs, 0.5))
    assert len(few) == 2 * (8 * 7 // 2)
    for one in range(len(of.told)):
        near = {of.told[b if a == one else a].account.article for a, b in few if one in (a, b)}
        assert len(near) == train.SMALL


def test_only_likely_pairs_are_looked_at_twice() -> None:
    of = lesson()
    chances = {pair: float(same) for pair, same in zip(of.pairs, of.same, strict=True)}
    again = train.beside(of, chances)
    assert of.same[again.pairs].all()
    assert again.rows.shape == (of.same.sum(), len(again.names))
    assert train.conll(of, chances, 0.5) == 100
