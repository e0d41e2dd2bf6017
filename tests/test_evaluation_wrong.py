"""The wrong cases of the evaluation of events, on toy rows."""

from evaluation.task import Row
from evaluation.wrong import WrongCase, cases

TEXT = "It rained. Ruritania bombed a port. Freedonia may protest."


def gold(words: str, kind: str, actor: str | None, status: str = "actual") -> Row:
    start = TEXT.index(words)
    return {
        "span": [start, start + len(words)],
        "type": kind,
        "actor": [actor] if actor else [],
        "recipient": [],
        "status": status,
        "time": "current",
    }


def made(words: str, kind: str, actor: str | None = None) -> Row:
    start = TEXT.index(words)
    side = TEXT.index(actor) if actor else 0
    return {
        "trigger": [start, start + len(words)],
        "type": kind,
        "actors": [[side, side + len(actor)]] if actor else [],
        "actor_countries": [actor[:3].upper()] if actor else [],
        "recipients": [],
        "recipient_countries": [],
        "modality": "actual",
        "time": "current",
    }


def wrong(marked: list[Row], came: list[Row]) -> list[WrongCase]:
    return list(cases({"id": "a", "text": TEXT, "events": marked}, came))


def test_what_is_right_is_no_case() -> None:
    event = "bombed", "ASSAULT"
    assert not wrong([gold(*event, "RUR")], [made(*event, "Ruritania")])


def test_a_case_tells_its_sentence_what_the_gold_has_and_what_came() -> None:
    (case,) = wrong([gold("bombed", "ASSAULT", None)], [made("bombed", "ASSAULT", "Ruritania")])
    assert case == WrongCase(
        article="a",
        wrong="actor",
        sentence="Ruritania [bombed] a port.",
        gold="ASSAULT actual current; - > -",
        came="ASSAULT actual current; RUR “Ruritania” > -",
    )


def test_cases_stand_in_the_order_of_the_text() -> None:
    marked = [gold("protest", "PROTEST", None)]
    assert [case.wrong for case in wrong(marked, [made("rained", "AID")])] == ["spurious", "missed"]


def test_one_mention_can_be_wrong_in_several_ways() -> None:
    marked = [gold("protest", "PROTEST", "FRE", status="possible")]
    found = wrong(marked, [made("protest", "ACCUSE")])
    assert [case.wrong for case in found] == ["type", "told as a fact", "actor"]
