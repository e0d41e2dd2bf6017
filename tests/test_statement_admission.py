"""Which readings may stand as statements, on sentences made for these tests."""

import pytest

import onrecord
from onrecord.records import Statement


def statements(text: str) -> tuple[Statement, ...]:
    return onrecord.code(text).statements


def cues(text: str, inner: bool | None = None) -> list[str]:
    return [
        " ".join(span.of(text) for span in item.cue)
        for item in statements(text)
        if inner is None or (item.parent is not None) is inner
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She called on President Duarte to retaliate against Bolivia for interference in the vote.",
        "The bishop urged the rebels to condemn the raid on the convent.",
        "The union refused to accept that the mine would close in spring.",
        "The envoy said that nobody would question the result of the count.",
    ],
)
def test_who_is_asked_or_may_speak_has_said_nothing(text: str) -> None:
    assert cues(text, inner=False)
    assert cues(text, inner=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "The speaker said the recent spate of shootings demands that all citizens listen more.",
        "The judge said the death of the witness shows that the town is not safe.",
    ],
)
def test_a_happening_says_nothing(text: str) -> None:
    assert cues(text, inner=True) == []


def test_those_who_speak_inside_stay() -> None:
    text = "The clerk said that hotel staff remembered how the banker feared the raid."
    assert "remembered" in cues(text, inner=True)


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed credit for the attack yet.",
        "Nobody has claimed the attack on the depot.",
        "Guardsmen, called to service by the governor after some marches turned violent, patrol.",
        "The navy arrested 12 Somali and Yemeni pirates on Friday.",
        "The navy sailed with a record of the new wording of the treaty.",
        "Kenya responded on Monday by closing the border.",
        "Kenya retaliated by expelling two diplomats of Somalia.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert statements(text) == ()


def test_who_answers_by_words_says_something() -> None:
    assert cues("Kenya responded on Monday by saying that the border would stay open.")
    assert cues("Kenya responded that it had closed the border.")


def test_what_is_believed_needs_no_source() -> None:
    text = "Nine miners are believed to be alive on the fourth level."
    assert cues(text) == ["are believed"]
    assert statements(text)[0].source == ()


def test_a_verb_has_the_subject_that_it_shares() -> None:
    text = "The Foreign Ministry denied that it read the letters, and has called the charge absurd."
    sources = [span.of(text) for item in statements(text) for span in item.source]
    assert sources == ["The Foreign Ministry", "The Foreign Ministry"]
