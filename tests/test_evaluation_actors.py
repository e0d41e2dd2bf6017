"""The measure of actors: which answers count as right, wrong or empty."""

import pytest

from evaluation.actors import TASK, Answer, judged, nearest, normal
from onrecord.coder import Coder
from onrecord.text import Span

TEXT = "Kenyan police stopped Hizbollah men. The United Nations and Sam Poe objected."


def row_of(actor: list[str], texts: list[str]) -> dict[str, object]:
    event = {
        "span": [14, 21],
        "actor": actor,
        "actor_text": texts,
        "recipient": [],
        "recipient_text": [],
    }
    return {"id": "one", "text": TEXT, "date": "2016-01-01", "events": [event]}


@pytest.mark.parametrize(
    ("gold", "words", "verdict"),
    [
        ("KEN", "Kenyan police", "right"),
        ("HIZBOLLAH", "Hizbollah", "right"),
        ("UN", "The United Nations", "right"),
        ("USA", "Kenyan police", "wrong"),
        ("USA", "Sam Poe", "empty"),
        ("KEN", "words that are not there", "empty"),
    ],
)
def test_verdicts(coder: Coder, gold: str, words: str, verdict: str) -> None:
    answers = list(judged(row_of([gold], [words]), coder))
    assert [answer.verdict for answer in answers] == [verdict]


def test_words_and_codes_that_do_not_pair_up_are_not_counted(coder: Coder) -> None:
    assert list(judged(row_of(["KEN", "UGA"], ["Kenyan police"]), coder)) == []


def test_words_are_looked_for_closest_to_the_event() -> None:
    text = "He left. She spoke. He sat."
    assert nearest(text, "He", Span(24, 27)) == Span(20, 22)
    assert nearest(text, "e", Span(24, 27)) is None


def test_gold_spellings_of_a_group_are_one_code() -> None:
    assert normal("HIZBOLLAH") == normal("HEZBOLLAH") == "HEZBOLLAH"
    assert normal("EUR") == "EU"
    assert normal("FRA") == "FRA"


def test_an_empty_answer_is_not_a_wrong_one() -> None:
    assert Answer("he", "USA", None, None).verdict == "empty"


def test_predictions_name_the_actor_of_each_mention(coder: Coder) -> None:
    (row,) = TASK.predict([{"id": "one", "text": TEXT, "date": None}], coder)
    assert {mention[2] for mention in row["mentions"]} == set(row["actors"])
    assert "KEN" in {actor["country"] for actor in row["actors"].values()}
