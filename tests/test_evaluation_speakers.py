"""The measure of speakers: which answers count as right, and whether the gold can be read."""

from pathlib import Path

from evaluation.speakers import EXAMPLES, GOLD, NOBODY, TASK, Answer, Reading
from evaluation.task import read_rows
from onrecord.coder import Coder
from onrecord.ingest import inputs
from onrecord.ingest.article import make_article
from onrecord.ingest.source import Known
from onrecord.language.parse import Parse
from onrecord.records import Actor, Article, Mention

TEXT = "Peter Lang met Maria Keller. A spokesman denied it. Lang said it was late."


def reading(coder: Coder) -> Reading:
    return Reading(coder.products(make_article(TEXT), {Parse, Actor, Mention}))


def test_an_actor_owns_what_one_of_its_mentions_names(coder: Coder) -> None:
    article = reading(coder)
    actor = article.speaker([[52, 56]])
    assert actor is not None
    assert article.owns(actor, [[0, 10]])
    assert not article.owns(actor, [[15, 27]])


def test_forms_of_a_source(coder: Coder) -> None:
    article = reading(coder)
    assert article.form([[52, 56]]) == "name"
    assert article.form([[29, 40]]) == "nominal"


def test_a_name_for_a_source_without_one_is_counted(coder: Coder) -> None:
    article = reading(coder)
    named, unnamed = article.speaker([[0, 10]]), article.speaker([[29, 40]])
    row = {"sort": "unnamed", "part": "tune"}
    assert Answer(row, "nominal", named, right=False).named_in_error
    assert not Answer(row, "nominal", unnamed, right=True).named_in_error
    assert not Answer(row, "nominal", None, right=False).wrong_given


def test_predictions_give_the_mentions_of_the_speaker(coder: Coder) -> None:
    rows = [{"id": "one", "text": TEXT, "source": [[52, 56]]}]
    (row,) = TASK.predict(rows, coder)
    assert row["speaker"] == [[0, 10], [52, 56]]
    assert row["named"]


def test_gold_of_the_examples_lies_in_their_texts() -> None:
    texts = {}
    for file in inputs.find([Path(EXAMPLES)]):
        assert isinstance(file, inputs.File)
        for item in inputs.read(file, Known()):
            assert isinstance(item.found, Article)
            texts[item.found.key] = item.found.text
    rows = [row for row in read_rows(GOLD) if row["set"] == "examples"]
    assert len(rows) > 100
    for row in rows:
        assert bool(row["speaker"]) == (row["sort"] not in NOBODY)
        for start, end in (*row["source"], *row["speaker"]):
            words = texts[row["article"]][start:end]
            assert words == words.strip() != ""
