"""The coreference task, and its measure on cases worked out by hand."""

import pytest

from evaluation.clusters import scores
from evaluation.coreference import TASK, chains, head_lemma_in_stories, marked
from evaluation.task import Row
from onrecord.coder import Coder

FIRE = "A fire destroyed the old mill in Tarnby. Firemen said nobody was hurt."
AGAIN = "The mill in Tarnby burned down. The fire spread from a kiln, firemen said."
VOTE = "Voters in Orkland elected a new council. Turnout was low."


def rows() -> list[Row]:
    def mention(text: str, word: str, chain: str, *, checked: bool = True) -> dict[str, object]:
        at = text.index(word)
        return {
            "start": at,
            "end": at + len(word),
            "chain": chain,
            "is_event": True,
            "validated": checked,
        }

    return [
        {"id": "a", "doc": "a", "text": FIRE, "mentions": [mention(FIRE, "fire", "blaze")]},
        {
            "id": "b",
            "doc": "b",
            "text": AGAIN,
            "mentions": [
                mention(AGAIN, "fire", "blaze"),
                mention(AGAIN, "spread", "spreading", checked=False),
            ],
        },
        {"id": "c", "doc": "c", "text": VOTE, "mentions": [mention(VOTE, "elected", "vote")]},
    ]


def test_conll_by_hand() -> None:
    """Gold {1 2 3} {4}; made {1 2} {3 4}: MUC 1/2 and 1/2; B3 recall (4/3 + 1/3 + 1) / 4, precision
    (2 + 1/2 + 1/2) / 4; CEAFe (4/5 + 2/3) / 2 both ways."""
    gold = chains((c, i) for c, i in zip("AAAB", "1234", strict=True))
    made = chains((c, i) for c, i in zip("XXYY", "1234", strict=True))
    found = scores([(gold, made)])
    assert found.muc == pytest.approx(50)
    recall, precision = (4 / 3 + 1 / 3 + 1) / 4, 3 / 4
    assert found.b3 == pytest.approx(200 * recall * precision / (recall + precision))
    assert found.ceafe == pytest.approx(100 * (4 / 5 + 2 / 3) / 2)


def test_singletons_count() -> None:
    gold = chains((c, i) for c, i in zip("AB", "12", strict=True))
    assert scores([(gold, gold)]).b3 == 100
    assert scores([(gold, chains((0, i) for i in "12"))]).b3 < 100


def test_only_checked_mentions_are_scored() -> None:
    found = marked(rows(), Coder())
    assert found.chains == [["blaze"], ["blaze"], ["vote"]]


def test_the_prediction_has_one_number_a_mention() -> None:
    given = [
        {**row, "mentions": [[m["start"], m["end"]] for m in row["mentions"]]} for row in rows()
    ]
    made = list(TASK.predict(given, Coder()))
    assert [row["id"] for row in made] == ["a", "b", "c"]
    assert [len(row["events"]) for row in made] == [1, 2, 1]
    assert made[0]["events"][0] == made[1]["events"][0] != made[2]["events"][0]


def test_the_baseline_joins_a_lemma_within_a_story_only() -> None:
    found = marked(rows(), Coder())
    base = head_lemma_in_stories(rows(), found.accounts)
    fire, again, vote = (account.tellings[0].id for account in found.accounts)
    assert base[vote] not in {base[fire], base[again]}
