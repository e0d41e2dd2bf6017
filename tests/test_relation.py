"""The relation model: features by hand, a toy model, and clear pairs with the shipped weights."""

import numpy as np
import pytest

from evaluation.relation import is_dev, macro_f1
from onrecord.coder import Coder, make_article
from onrecord.events.relation import BUCKETS, ROOTS, RelationModel, bucket, features, relation_model
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.records import EventMention, PloverType
from onrecord.text import Span

SYNTAX = [SyntaxStage()]


def parse(text: str) -> Parse:
    return Coder(SYNTAX).products(make_article(text)).one(Parse)


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_features_hide_the_names_and_keep_what_joins_them() -> None:
    text = "The minister of Ruritania condemned the Freedonian strike."
    pair = span(text, "The minister of Ruritania"), span(text, "the Freedonian strike")
    names = {name for name, _ in features(parse(text), *pair)}
    assert "m=condemn" in names
    assert "s-verb=condemn" in names
    assert not any("ruritania" in name or "freedonian" in name for name in names)


def test_a_pair_without_a_source_still_has_features() -> None:
    text = "The envoy was expelled from Freedonia."
    names = {name for name, _ in features(parse(text), None, span(text, "The envoy"))}
    assert "w=expel" in names


def test_probabilities_follow_the_weights() -> None:
    weights = np.zeros((BUCKETS, len(ROOTS)), np.float32)
    weights[bucket("m=condemn"), ROOTS.index("ACCUSE")] = 9
    model = RelationModel(weights, np.zeros(len(ROOTS), np.float32))
    text = "Ruritania condemned Freedonia."
    pair = span(text, "Ruritania"), span(text, "Freedonia")
    guess = model.guess(parse(text), *pair)
    assert guess.root == "ACCUSE"
    assert guess.probability > 0.9
    assert model.probabilities(parse(text), *pair).sum() == pytest.approx(1.0)


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
    text: str, source: str, target: str, root: str
) -> None:
    pair = span(text, source), span(text, target)
    assert relation_model().guess(parse(text), *pair).root == root


def test_a_sentence_is_on_one_side_of_the_split() -> None:
    rows = [{"text": f"Sentence {number}."} for number in range(500)]
    share = sum(is_dev(row) for row in rows) / len(rows)
    assert 0.15 < share < 0.25
    assert is_dev({"text": "Sentence 1.", "id": "x"}) == is_dev({"text": "Sentence 1.", "id": "y"})


def test_macro_f1_leaves_out_labels_that_nobody_used() -> None:
    assert macro_f1(["a", "a"], ["a", "b"], "abc") == pytest.approx(100 * (2 / 3 + 0) / 2)


def test_an_event_whose_type_the_model_names_too_is_surer(coder: Coder) -> None:
    text = "Ruritania condemned Freedonia. Ruritania and Freedonia held talks."
    found = coder.products(make_article(text), {EventMention}).all(EventMention)
    sure = {event.type: event.confidence for event in found}
    assert sure[PloverType.ACCUSE] == 0.96
