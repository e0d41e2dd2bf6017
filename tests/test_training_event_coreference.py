"""The recipe of event coreference, on toy data."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from onrecord.pairs.forest import forest
from training.event_coreference import concepts, train

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
    train.write(file, trees, ["a", "b", "c"], 0.4)
    with np.load(file) as arrays:
        assert (forest(arrays).chances(rows) == chances).all()


def test_the_same_data_give_the_same_trees() -> None:
    rows = np.random.default_rng(2).random((300, 2)).astype(np.float32)
    same = rows[:, 0] > rows[:, 1]
    one, other = train.fit(rows, same).arrays(), train.fit(rows, same).arrays()
    assert all((one[name] == other[name]).all() for name in one)
