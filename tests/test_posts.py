"""Posts at the head of a state on a day, and codes of countries."""

import datetime as dt

import pytest

from onrecord.actors.codes import codes, table
from onrecord.actors.posts import Posts, post_of, posts
from onrecord.coder import Coder, make_article

DAY = dt.date(2004, 5, 8)
TABLE = [
    ("AAA", "defence", "Ann Able", "2001-01-01", "2003-12-31", "", "own"),
    ("AAA", "defence", "Ben Best", "2003-12-31", "", "2020-01-01", "own"),
    ("BBB", "defence", "Cy Cole", "2000", "", "2010-01-01", "own"),
    ("BBB", "defence", "Di Dunn", "2002", "", "2010-01-01", "own"),
    ("CCC", "president", "Ed East", "1999-01-01", "2009-01-01", "", "own"),
]


def names(country: str, post: str, day: str) -> list[str]:
    return [t.name for t in Posts(TABLE).on(country, post, dt.date.fromisoformat(day))]


def test_the_holder_of_the_day_is_given() -> None:
    assert names("AAA", "defence", "2002-06-01") == ["Ann Able"]
    assert names("AAA", "defence", "2004-06-01") == ["Ben Best"]


def test_on_the_day_of_a_handover_it_is_the_one_who_comes() -> None:
    assert names("AAA", "defence", "2003-12-31") == ["Ben Best"]


def test_an_open_end_is_not_until_today() -> None:
    assert names("AAA", "defence", "2021-01-01") == []


def test_two_who_hold_it_are_both_given() -> None:
    assert names("BBB", "defence", "2004-06-01") == ["Di Dunn", "Cy Cole"]


def test_a_president_without_a_prime_minister_heads_the_government() -> None:
    assert names("CCC", "head of government", "2004-06-01") == ["Ed East"]
    assert names("CCC", "monarch", "2004-06-01") == []


def test_the_table_knows_the_defense_secretary_of_2004() -> None:
    assert [t.name for t in posts().on("USA", "defence", DAY)] == ["Donald Rumsfeld"]


@pytest.mark.parametrize(
    ("noun", "country", "post"),
    [
        ("defense secretary", "USA", "defence"),
        ("secretary of state", "USA", "foreign"),
        ("secretary of state", "GBR", None),
        ("minister", "GBR", None),
        ("premier", "ITA", "government"),
    ],
)
def test_posts_of_nouns(noun: str, country: str, post: str | None) -> None:
    assert post_of(noun, country) == post


@pytest.mark.parametrize(
    ("country", "day", "name", "cow", "then"),
    [
        ("RUS", dt.date(1985, 1, 1), "", "365", "SUN"),
        ("RUS", dt.date(2005, 1, 1), "Soviet Union", "365", "SUN"),
        ("RUS", dt.date(2005, 1, 1), "Russia", "365", "RUS"),
        ("DEU", dt.date(1985, 1, 1), "East Germany", "265", "DDR"),
        ("DEU", dt.date(1995, 1, 1), "Germany", "255", "DEU"),
        ("SRB", dt.date(1999, 1, 1), "Yugoslavia", "345", "YUG"),
        ("COD", dt.date(1990, 1, 1), "Zaire", "490", "ZAR"),
    ],
)
def test_codes_of_the_day(country: str, day: dt.date, name: str, cow: str, then: str) -> None:
    found = codes(country, day, name)
    assert found is not None
    assert (found.cow, found.iso3_then) == (cow, then)


def test_codes_that_could_be_of_two_states_are_empty() -> None:
    assert codes("DEU", dt.date(1985, 1, 1)) is None
    assert codes("UNO", dt.date(1985, 1, 1)) is None


def holders_in(coder: Coder, text: str, day: dt.date | None) -> list[str]:
    return [found.name for found in coder.code(make_article(text, date=day)).actor_candidates]


@pytest.mark.parametrize(
    ("text", "day", "names"),
    [
        ("The U.S. defense secretary flew to Kabul.", DAY, ["Donald Rumsfeld"]),
        ("The U.S. defense secretary flew to Kabul.", dt.date(2012, 3, 1), ["Leon Panetta"]),
        ("The U.S. defense secretary flew to Kabul.", None, []),
        ("The defense secretary flew to Kabul.", DAY, []),
        ("The former U.S. defense secretary flew to Kabul.", DAY, []),
        ("U.S. Defense Secretary Donald Rumsfeld flew to Kabul.", DAY, []),
    ],
)
def test_the_holder_of_the_post_is_a_candidate(
    coder: Coder, text: str, day: dt.date | None, names: list[str]
) -> None:
    assert holders_in(coder, text, day) == names


def test_a_candidate_points_at_the_words_of_the_post(coder: Coder) -> None:
    text = "The U.S. defense secretary flew to Kabul."
    (found,) = coder.code(make_article(text, date=DAY)).actor_candidates
    assert found.span.of(text) == "The U.S. defense secretary"
    assert (found.post, found.country, found.score) == ("defence", "USA", 1.0)
    assert found.date_from == dt.date(2001, 1, 20)


def test_codes_of_two_parts_are_a_list() -> None:
    parts = [part for row in table() for part in row.fips.split(";")]
    assert {len(part) for part in parts} <= {0, 2}
    assert {row.fips for row in table() if row.iso3 == "PSE"} == {"GZ;WE"}


@pytest.mark.parametrize(
    ("text", "day", "names"),
    [
        ("In 2003 the American president sent troops.", "2012-05-19", ["George W. Bush"]),
        ("In 2001 the American president sent troops.", "2012-05-19", []),
        ("In 2015 the American president will visit Cuba.", "2012-05-19", ["Barack Obama"]),
        ("In 2018 the American president will visit Cuba.", "2012-05-19", []),
        ("The American president, elected in 2008, sent troops.", "2012-05-19", []),
        ("The American president sent troops on Monday.", "2012-05-19", ["Barack Obama"]),
        (
            "Soldiers deposed the Malian president on Thursday.",
            "2012-03-22",
            ["Amadou Sanogo", "Amadou Toumani Touré"],
        ),
    ],
)
def test_a_candidate_held_the_post_when_the_sentence_says(
    coder: Coder, text: str, day: str, names: list[str]
) -> None:
    assert holders_in(coder, text, dt.date.fromisoformat(day)) == names
