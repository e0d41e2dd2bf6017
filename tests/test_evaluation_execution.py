"""The execution task: from the tellings of an incident to its stage."""

from evaluation.execution import Telling, measures, stage


def test_the_stage_is_what_the_tellings_say_together() -> None:
    done = Telling("explode", "ACCOMPLISHED", "a bomb exploded at the mill.")
    placed = Telling("place", "ACCOMPLISHED", "the bomb placed at the mill was defused.")
    feared = Telling("attack", "THREATENED", "they may attack the mill.")
    assert stage([done, feared]) == "ACCOMPLISHED"
    assert stage([placed]) == "ATTEMPTED"
    assert stage([feared]) == "THREATENED"
    assert stage([]) == "ACCOMPLISHED"


def test_f1_of_each_stage_and_their_mean() -> None:
    gold = ["ACCOMPLISHED", "ACCOMPLISHED", "THREATENED", "ATTEMPTED"]
    made = ["ACCOMPLISHED", "THREATENED", "THREATENED", "ATTEMPTED"]
    found = {m.name: round(m.value, 1) for m in measures(gold, made)}
    assert found["accomplished F1"] == 66.7
    assert found["threatened F1"] == 66.7
    assert found["attempted F1"] == 100.0
    assert found["macro F1"] == 77.8
