"""The measures of entity coreference, on cases worked out by hand and in print."""

import pytest

from evaluation.clusters import b_cubed, ceaf_e, muc, scores, without_single
from evaluation.entities import dev_documents, gold_chains

GOLD = [frozenset("abc"), frozenset("defg")]
MADE = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]
"""The example of Pradhan et al. 2014, figure 1."""


def test_the_example_in_print() -> None:
    assert muc(GOLD, MADE) == (2, 5, 2, 5)
    right, gold, kept, made = b_cubed(GOLD, MADE)
    assert (round(right / gold, 2), round(kept / made, 2)) == (0.42, 0.5)
    assert ceaf_e(GOLD, MADE) == pytest.approx((1.3, 2.0, 1.3, 3.0))


def test_the_same_chains_score_full() -> None:
    found = scores([(GOLD, GOLD)])
    assert (found.muc, found.b3, found.ceafe, found.mentions) == (100, 100, 100, 100)
    assert found.conll == 100


def test_nothing_found_scores_nothing() -> None:
    found = scores([(GOLD, [])])
    assert (found.muc, found.b3, found.ceafe, found.mentions) == (0, 0, 0, 0)


def test_one_chain_of_everything_keeps_the_links_but_not_the_chains() -> None:
    whole = [frozenset("abcdefg")]
    found = scores([(GOLD, whole)])
    assert muc(GOLD, whole) == (5, 5, 5, 6)
    assert found.muc > found.b3 > found.ceafe


def test_sums_run_over_documents_before_they_are_divided() -> None:
    both = scores([(GOLD, GOLD), (GOLD, [])])
    assert both.muc == pytest.approx(2 * 100 * 0.5 / 1.5)


def test_single_mentions_are_no_chain() -> None:
    assert list(without_single([["a"], ["b", "c"]])) == [frozenset("bc")]


def test_half_of_the_news_is_held() -> None:
    rows = [{"doc": f"d{n}", "genre": "news" if n < 9 else "fiction"} for n in range(20)]
    held = dev_documents(rows)
    assert len(held) == 5
    assert held <= {f"d{n}" for n in range(9)}


def test_gold_chains_leave_out_single_mentions() -> None:
    marked = [("1", 0, 2), ("1", 5, 8), ("2", 9, 10)]
    mentions = [{"cluster": c, "start": s, "end": e} for c, s, e in marked]
    assert gold_chains({"mentions": mentions}) == [frozenset({(0, 2), (5, 8)})]
