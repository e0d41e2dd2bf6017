"""The execution task: the measures of given stages, and what is given of an incident."""

from evaluation.execution import measures, with_gold


def test_f1_of_each_stage_and_their_mean() -> None:
    gold = ["ACCOMPLISHED", "ACCOMPLISHED", "THREATENED", "ATTEMPTED"]
    made = ["ACCOMPLISHED", "THREATENED", "THREATENED", "ATTEMPTED"]
    found = {m.name: round(m.value, 1) for m in measures(gold, made)}
    assert found["accomplished F1"] == 66.7
    assert found["threatened F1"] == 66.7
    assert found["attempted F1"] == 100.0
    assert found["macro F1"] == 77.8


def test_an_incident_is_given_without_its_stage_or_its_harm() -> None:
    mention = {"text": "mill", "start": 4, "end": 8}
    template = {
        "incident_type": [{"value": "BOMBING"}],
        "incident_stage_of_execution": [{"value": "ACCOMPLISHED / ATTEMPTED"}],
        "phys_tgt_id": [{"mentions": [mention, {"text": "?", "start": None, "end": None}]}],
        "phys_tgt_effect_of_incident": [{"value": "DESTROYED", "mentions": [mention]}],
    }
    row = with_gold({"id": "a", "text": "The mill burned.", "templates": [template]})
    assert row["gold"] == ["ACCOMPLISHED"]
    parties = [{"role": "thing", "spans": [[4, 8]]}]
    assert row["incidents"] == [{"type": "BOMBING", "parties": parties}]
