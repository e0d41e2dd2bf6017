"""Whose word it is: the article for what a source takes as given, the source for a headline."""

import msgspec
import pytest

from onrecord.corpus.events.standing import standing_of, words_of
from onrecord.corpus.events.tellings import tellings_of
from onrecord.records import PloverType, Standing, StatementAct
from tests.happened import Report, day


def standing(
    content: str, deed: str, cue: str = "called", act: StatementAct = StatementAct.STATES
) -> Standing:
    """What comes of a deed that a ministry speaks of."""
    made = Report(f"Britain's ministry {cue} {content} on Monday.", "Post", day(6))
    said = made.says("Britain's ministry", cue, content, act)
    made.event(deed, type_=PloverType.COERCE, statement=said)
    return standing_of(words_of(tellings_of(made.coding())))


@pytest.mark.parametrize(
    ("content", "deed"),
    [
        ("the arrests a good first step", "arrests"),
        ("those responsible for these arrests fools", "arrests"),
        ('"fools" those who made the arrests', "arrests"),
    ],
)
def test_a_definite_noun_in_indirect_speech_is_told_by_the_article(content: str, deed: str) -> None:
    assert standing(content, deed) is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("content", "deed"),
    [
        ("it one of many arrests", "arrests"),
        ('it "a lie about the arrests"', "arrests"),
        ("it \u201ca lie about the arrests\u201d", "arrests"),
        ("nine people arrested", "arrested"),
    ],
)
def test_what_is_new_or_quoted_is_claimed_by_the_source(content: str, deed: str) -> None:
    assert standing(content, deed) is Standing.CLAIMED


def test_what_is_demanded_itself_is_not_given() -> None:
    demands = StatementAct.DEMANDS
    assert standing("the arrest of two men", "arrest", "ordered", demands) is Standing.CLAIMED
    content = "an inquiry into the arrest of two men"
    assert standing(content, "arrest", "ordered", demands) is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("Police said that nine people were arrested on Monday.", Standing.CLAIMED),
        ("Nine people were arrested on Monday.", Standing.CONFIRMED),
    ],
)
def test_a_headline_that_leaves_out_the_source_of_its_text_confirms_nothing(
    below: str, expected: Standing
) -> None:
    made = Report(f"Police hold nine in Minsk\n\n{below}", "Post", day(6))
    made.event("hold", type_=PloverType.COERCE)
    attributed = below.startswith("Police")
    said = made.says("Police", "said", "nine people were arrested") if attributed else None
    made.event("arrested", type_=PloverType.COERCE, statement=said)
    headline, text = tellings_of(made.coding())
    headline = msgspec.structs.replace(headline, headline=True)
    assert standing_of(words_of([headline, text])) is expected
    assert standing_of(words_of([headline])) is Standing.CONFIRMED


def test_a_headline_may_make_its_own_what_a_side_says_that_it_did() -> None:
    text = "Iran frees five sailors\n\nIran's ministry said that Iran freed five sailors."
    made = Report(text, "Post", day(6))
    made.event("frees", ["Iran"], type_=PloverType.RETREAT)
    said = made.says("Iran's ministry", "said", "Iran freed five sailors")
    made.event("freed", ["Iran"], type_=PloverType.COERCE, statement=said)
    headline, told = tellings_of(made.coding())
    headline = msgspec.structs.replace(headline, headline=True)
    assert standing_of(words_of([headline, told])) is Standing.CONFIRMED
    other = msgspec.structs.replace(told, side="CAN")
    assert standing_of(words_of([headline, other])) is Standing.CLAIMED
