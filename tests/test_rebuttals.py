"""Denials that only point at what another said, and those of what they call a claim."""

import datetime as dt

import pytest

from onrecord.coder import Coder
from onrecord.corpus.events.standing import standing_of, words_of
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Told
from onrecord.ingest.article import make_article
from onrecord.records import Standing


def telling(coder: Coder, text: str, trigger: str) -> Told:
    """The telling of ``text`` by ``trigger``."""
    coding = coder.code(make_article(text, date=dt.date(2023, 3, 2)))
    (found,) = (t for t in tellings_of(coding) if t.trigger == trigger)
    return found


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Prisoners said guards had beaten them, which the police deny.", "beaten"),
        ("Some of the prisoners alleged torture; the police deny it.", "torture"),
        ("A charity said troops had burned homes. The army denied the charge.", "burned"),
        ("The union accused soldiers of shooting two men. But the army denied it.", "shooting"),
    ],
)
def test_who_denies_it_denies_what_another_said_before(
    coder: Coder, text: str, trigger: str
) -> None:
    assert standing_of(words_of([telling(coder, text, trigger)])) is Standing.DISPUTED


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The union said soldiers shot two men. The army denied that the mine was shut.", "shot"),
        ("The union said soldiers shot two men. It was denied a permit.", "shot"),
        ("The union said soldiers shot two men. It rained all day. The army denied it.", "shot"),
        ("The union said soldiers shot two men.\n\nThe army denied it.", "shot"),
    ],
)
def test_a_denial_of_something_else_answers_nothing(coder: Coder, text: str, trigger: str) -> None:
    assert standing_of(words_of([telling(coder, text, trigger)])) is Standing.CLAIMED


def test_pointing_denies_no_more_than_who_did_it_where_the_article_tells_the_deed(
    coder: Coder,
) -> None:
    claim = telling(
        coder, "The union accused soldiers of shooting two men. The army denied it.", "shooting"
    )
    fact = telling(coder, "Soldiers shot two men on Monday.", "shot")
    assert standing_of(words_of([claim, fact])) is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("The army denied reports by a paper that soldiers had shot two men.", Standing.DISPUTED),
        ("The army rejected allegations that soldiers had shot two men.", Standing.DISPUTED),
        ("The army denied that soldiers had shot two men.", Standing.DENIED),
        ("The army denied rumours that soldiers had shot two men.", Standing.DENIED),
    ],
)
def test_a_denied_claim_was_made_by_somebody(coder: Coder, text: str, standing: Standing) -> None:
    assert standing_of(words_of([telling(coder, text, "shot")])) is standing
