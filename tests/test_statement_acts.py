"""Acts and kinds that the words of a statement rule out, on sentences made for these tests."""

import pytest

import onrecord
from onrecord.records import SourceKind, Statement, StatementAct


def first(text: str) -> Statement:
    return onrecord.code(text).statements[0]


@pytest.mark.parametrize(
    "text",
    [
        '"The exact cause of the fire has not been determined," Okoye said.',
        "The president said she had warned Mr Rojas of grave consequences at a summit.",
    ],
)
def test_a_negative_or_grave_sentence_is_no_denial(text: str) -> None:
    assert first(text).act is not StatementAct.DENIES


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that he had never taken money from the firm.",
        '"There is no list," a palace spokesman said.',
        "The army denied that its guns had been fired.",
    ],
)
def test_a_denial_is_one(text: str) -> None:
    assert first(text).act is StatementAct.DENIES


def test_what_is_past_is_no_promise() -> None:
    text = "President Laura Stein has said that she ordered Chile's Pedro Rojas to stop."
    assert first(text).act not in {StatementAct.PROMISES, StatementAct.THREATENS}


def test_who_did_not_criticise_accuses_nobody() -> None:
    assert first("The mayor did not criticise his successor.").act is not StatementAct.ACCUSES


@pytest.mark.parametrize(
    ("text", "is_outlet"),
    [
        ("The Grand Mufti of Oman condemned the attack.", False),
        ("An informer reported that the killing had been ordered by two men.", False),
        ("The Amber Movement said the raid was wrong.", False),
        ("State television reported that the road was shut.", True),
    ],
)
def test_only_outlets_are_media(text: str, is_outlet: bool) -> None:
    assert (first(text).source_kind is SourceKind.MEDIA) is is_outlet
