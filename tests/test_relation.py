"""The relation between two parties: clear pairs with the shipped weights, and the split of PLV."""

import pytest

from evaluation.relation import is_dev, macro_f1
from onrecord.coder import Coder, make_article
from onrecord.events.relation import Relations
from onrecord.events.relation_words import features
from onrecord.events.roots import ROOTS
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.text import Span


def relations(coder: Coder, text: str) -> Relations:
    given = coder.products(make_article(text), {Parse, Encoding})
    return Relations(text, given.one(Parse), given.one(Encoding))


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Ruritania condemned Freedonia for the arrests.", "Ruritania", "Freedonia", "ACCUSE"),
        ("Rebels attacked an army post near the border.", "Rebels", "army post", "ASSAULT"),
        ("The bank provided aid to the islands.", "The bank", "the islands", "AID"),
        ("Ruritania rejected the demand of Freedonia.", "Ruritania", "Freedonia", "REJECT"),
    ],
)
def test_the_shipped_weights_name_clear_pairs(
    coder: Coder, text: str, source: str, target: str, root: str
) -> None:
    guess = relations(coder, text).guess(span(text, source), span(text, target))
    assert guess.root == root
    assert 0.2 < guess.probability <= 1


def test_a_party_may_be_missing(coder: Coder) -> None:
    text = "Two envoys were expelled from Freedonia."
    assert relations(coder, text).guess(None, span(text, "Two envoys")).root in ROOTS


def test_the_lexicon_says_what_lies_between_the_two(coder: Coder) -> None:
    text = "After the attack Ruritania condemned Freedonia, which denied it."
    parse = coder.products(make_article(text), {Parse}).one(Parse)
    names = {
        name
        for name, _ in features(parse, span(text, "Ruritania"), span(text, "Freedonia"))
        if name.startswith("hint-")
    }
    assert names == {
        "hint-before=ASSAULT",
        "hint-between=ACCUSE",
        "hint-first=ACCUSE",
        "hint-last=ACCUSE",
        "hint-after=REJECT",
    }


def test_a_party_beyond_the_window_is_left_out(coder: Coder) -> None:
    text = "Ruritania condemned the raid. " * 60 + "Freedonia was silent."
    guess = relations(coder, text).guess(span(text, "Ruritania"), span(text, "Freedonia"))
    assert guess.root == "ACCUSE"


def test_a_sentence_is_on_one_side_of_the_split() -> None:
    rows = [{"text": f"Sentence {number}."} for number in range(500)]
    share = sum(is_dev(row) for row in rows) / len(rows)
    assert 0.15 < share < 0.25
    assert is_dev({"text": "Sentence 1.", "id": "x"}) == is_dev({"text": "Sentence 1.", "id": "y"})


def test_macro_f1_leaves_out_labels_that_nobody_used() -> None:
    assert macro_f1(["a", "a"], ["a", "b"], "abc") == pytest.approx(100 * (2 / 3 + 0) / 2)
