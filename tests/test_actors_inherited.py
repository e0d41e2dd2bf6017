"""Where the country of an actor comes from, if not from a word beside the noun."""

import datetime as dt

import pytest

from onrecord.actors.lookup import ActorLookup
from onrecord.actors.stage import ActorStage
from onrecord.dates.stage import DateStage
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Pipeline
from onrecord.places.stage import PlaceStage
from onrecord.records import Actor, Article, Mention, Place
from onrecord.text import Span

PIPELINE = Pipeline([SyntaxStage(), DateStage(), PlaceStage(), ActorStage()])


def code(text: str, words: str, after: str = "") -> str | None:
    """The short code or country of ``words``, the first after ``after``."""
    article = Article(key=text, text=text, date=dt.date(2016, 3, 1))
    made = PIPELINE.run(article, {Parse, Actor, Mention, Place})
    named = made.all(Mention), made.all(Actor), made.all(Place)
    start = text.index(words, text.index(after))
    who = ActorLookup(made.one(Parse), *named).participant(Span(start, start + len(words)))
    return who.code or who.country


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Omar Riaz, the owner of the Karachi Zebras, sued the board.", "Omar Riaz", "PAK"),
        ("The Boston Courier criticized the mayor.", "The Boston Courier", "USA"),
        ("The Minsk Format failed.", "The Minsk Format", None),
        ("The Clinton Fund sued the mayor.", "The Clinton Fund", None),
    ],
)
def test_a_body_is_of_the_big_city_in_its_name(text: str, words: str, wanted: str | None) -> None:
    assert code(text, words) == wanted


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Iran praised its Syrian ally. Talks ended.", "its Syrian ally", "SYR"),
        ("Syrian allies met.", "Syrian allies", None),
        ("NATO allies backed the plan.", "NATO allies", "NATO"),
        ("Gulf States signed the accord in Vienna.", "Gulf States", None),
    ],
)
def test_whose_an_ally_is(text: str, words: str, wanted: str | None) -> None:
    assert code(text, words) == wanted


SYRIANS = "Syrian refugees came to Athens. The mayor met more Syrian refugees on Monday."


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (f"{SYRIANS} Police moved the refugees to a camp.", "the refugees", "SYR"),
        (f"{SYRIANS} Any refugees may stay, he said.", "Any refugees", None),
        (
            "Syrian refugees came. Iraqi refugees left. Some sang to other refugees.",
            "other refugees",
            None,
        ),
        ("French soldiers came. More French soldiers left. He met soldiers.", "soldiers.", None),
    ],
)
def test_those_who_fled_are_of_the_one_country_that_the_text_tells(
    text: str, words: str, wanted: str | None
) -> None:
    assert code(text, words) == wanted


def test_a_surname_below_a_slogan_is_that_of_the_person() -> None:
    text = 'Marco Rubio spoke in the United States. "Stop Rubio," they sang. Rubio left.'
    assert code(text, "Rubio", after="sang") == "USA"


def test_a_middle_name_that_the_table_lacks_needs_the_country() -> None:
    assert code("Hillary Rodham Clinton left the United States.", "Hillary Rodham Clinton") == "USA"
    assert code("Hillary Rodham Clinton left Peru.", "Hillary Rodham Clinton") is None


def test_a_short_name_is_that_of_the_one_body_of_the_sort() -> None:
    text = "The Kenyan Commission on Health met. The Commission rejected the plan."
    assert code(text, "The Commission", after="met") == "KEN"
    text = f"The Ugandan Commission on Trade met. {text}"
    assert code(text, "The Commission", after="Health") is None


def test_two_bodies_in_one_name_are_two() -> None:
    text = "Harvard and Siemens signed the deal."
    assert (code(text, "Harvard"), code(text, "Siemens")) == ("USA", "DEU")


def test_a_suburb_is_where_its_city_is() -> None:
    text = "The Mombasa suburb rejected the plan. He lives in Mombasa."
    assert code(text, "The Mombasa suburb") == "KEN"
