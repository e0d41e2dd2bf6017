"""The scorer of attributions, on rows made for these tests."""

from pathlib import Path

import msgspec
import pytest

from evaluation.attribution import TASK, agree, entities, matched, tags
from onrecord import Coder

ROW = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 20]]}
OFFSETS = [[0, 4], [5, 9], [10, 14], [15, 20]]


def test_triples_agree_where_all_parts_overlap() -> None:
    assert agree(ROW, {"source": [[3, 4]], "cue": [[5, 6]], "content": [[19, 30]]})
    assert not agree(ROW, {"source": [[4, 5]], "cue": [[5, 6]], "content": [[19, 30]]})


def test_empty_source_agrees_only_with_empty_source() -> None:
    nobody = {**ROW, "source": []}
    assert agree(nobody, nobody)
    assert not agree(nobody, ROW)


def test_each_gold_attribution_is_matched_once() -> None:
    assert matched([ROW, ROW], [ROW]) == 1


def test_matching_gives_way_to_find_the_most_pairs() -> None:
    wide = {**ROW, "content": [[10, 40]]}
    late = {**ROW, "content": [[30, 40]]}
    assert matched([wide, ROW], [ROW, late]) == 2


def test_tags_are_cut_to_the_tokens_of_the_paragraph() -> None:
    assert tags(OFFSETS, [{**ROW, "content": [[12, 99]]}]) == [
        "B-source",
        "B-cue",
        "B-content",
        "I-content",
    ]
    assert tags(OFFSETS, [{**ROW, "source": [[200, 210]]}])[0] == "O"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["B-cue", "I-cue", "O"], [("cue", 0, 2)]),
        (["B-cue", "B-cue"], [("cue", 0, 1), ("cue", 1, 2)]),
        (["O", "I-cue", "I-source"], [("cue", 1, 2), ("source", 2, 3)]),
    ],
)
def test_entities_follow_seqeval(labels: list[str], expected: list[tuple[str, int, int]]) -> None:
    assert [tuple(entity) for entity in entities(labels)] == expected


def test_tags_and_entities_are_inverse() -> None:
    made = list(entities(tags(OFFSETS, [ROW])))
    assert [tuple(entity) for entity in made] == [
        ("source", 0, 1),
        ("cue", 1, 2),
        ("content", 2, 4),
    ]


def test_predicts_outermost_attributions_only() -> None:
    text = "Officials said Iran denied that it had fired on the tanker."
    (row,) = TASK.predict([{"id": "a", "text": text, "date": None}], Coder())
    (only,) = row["attributions"]
    assert text[slice(*only["source"][0])] == "Officials"


def test_scores_rows_of_a_folder(tmp_path: Path) -> None:
    text = "Police said that six men fled."
    gold = {"source": [[0, 6]], "cue": [[7, 11]], "content": [[12, 29]]}
    offsets = [[0, 6], [7, 11], [12, 16], [17, 20], [21, 24], [25, 29], [29, 30]]
    labels = ["B-source", "B-cue", "B-content", "I-content", "I-content", "I-content", "O"]
    folder = tmp_path / "attribution"
    folder.mkdir()
    row = {"id": "a", "text": text, "date": None, "primary": True, "attributions": [gold]}
    (folder / "polnear_dev.jsonl").write_bytes(msgspec.json.encode(row))
    paragraph = {"id": "a", "offsets": offsets, "labels": labels}
    (folder / "cofenet_valid.jsonl").write_bytes(msgspec.json.encode(paragraph))
    values = {measure.name: measure.value for measure in TASK.score(tmp_path, Coder())}
    assert values["triple overlap F1"] == 100
    assert values["exact F1 content"] == 100
