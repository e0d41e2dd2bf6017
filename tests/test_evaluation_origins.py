"""The gold of origins is what its recipe makes, and the growth store is the same each time."""

from itertools import islice

from evaluation.growth import articles
from evaluation.origin_gold.build import HERE, build
from evaluation.task import read_rows


def test_the_pairs_are_those_of_the_stories() -> None:
    made = build()
    assert read_rows(HERE / "articles.jsonl") == made.articles
    assert read_rows(HERE / "pairs.jsonl") == made.pairs


def test_no_held_story_stands_in_a_dev_pair() -> None:
    held = {row["id"]: row["held"] for row in read_rows(HERE / "articles.jsonl")}
    for pair in read_rows(HERE / "pairs.jsonl"):
        assert held[pair["one"]] == held[pair["other"]] == pair["held"]


def test_a_larger_store_begins_as_a_smaller_one() -> None:
    assert list(articles(20)) == list(islice(articles(200), 20))
