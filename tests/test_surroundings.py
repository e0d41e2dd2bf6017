"""Who gets the country of those around, with a mark that says so; how the weights are fitted."""

import numpy as np
import pytest

from onrecord.actors.base import rows
from onrecord.actors.surroundings import CLASSES, FEATURES, LEAST, NONE, Key, Surroundings, Weights
from onrecord.coder import Coder, make_article
from onrecord.language.parse import Parse
from onrecord.records import Actor, EventMention, Mention, Participant, Place
from training.actors.surroundings import Case, answers, fit, lines

VOTE = (
    "Kenyan voters rejected the plan. Kenya's parliament had backed it in Nairobi.\n\n"
    "The Kenyan president praised the lawmakers. The government attacked the critics."
)


def sides(coder: Coder, text: str) -> dict[str, Participant]:
    """The participants of the events of ``text`` by their words."""
    article = make_article(text, date="2015-06-01")
    found = coder.products(article, {EventMention}).all(EventMention)
    return {p.span.of(text): p for m in found for p in (*m.actors, *m.recipients)}


def around(coder: Coder, text: str) -> tuple[Parse, Surroundings]:
    article = make_article(text, date="2015-06-01")
    given = coder.products(article, {Parse, Actor, Mention, Place})
    parse = given.one(Parse)
    return parse, Surroundings(parse, given.all(Mention), given.all(Actor), given.all(Place))


def test_the_country_of_those_around_is_marked_as_such(coder: Coder) -> None:
    found = sides(coder, VOTE)
    critics = found["the critics"]
    assert (critics.country, critics.by_context) == ("KEN", True)
    assert not found["Kenyan voters"].by_context


def test_a_holder_of_an_office_may_be_placed_but_a_private_person_is_not(coder: Coder) -> None:
    found = sides(coder, f"{VOTE} Governor Wanjiru Kamau condemned the critics.")
    governor = next(p for words, p in found.items() if "Kamau" in words)
    assert (governor.country, governor.by_context) == ("KEN", True)
    found = sides(coder, f"{VOTE} Wanjiru Kamau condemned the critics.")
    private = next(p for words, p in found.items() if "Kamau" in words)
    assert (private.country, private.by_context) == (None, False)


def test_a_text_that_names_no_country_gives_none(coder: Coder) -> None:
    found = sides(coder, "Police arrested the protesters. The mayor condemned them.")
    assert found
    assert all(p.country is None and not p.by_context for p in found.values())


def test_two_countries_that_are_as_likely_give_none(coder: Coder) -> None:
    text = "Peru and Chile met in Geneva. France and Spain were there, too. Gunmen shot a woman."
    assert sides(coder, text)["a woman"].country is None


def test_a_place_that_takes_part_brings_its_country(coder: Coder) -> None:
    found = sides(coder, "Militants attacked Aleppo on Monday.")
    assert (found["Aleppo"].country, found["Aleppo"].by_context) == ("SYR", False)


def test_the_choices_are_those_that_the_text_names(coder: Coder) -> None:
    _, found = around(coder, "Iran and Hamas spoke in Cairo. Iranian officials left.")
    assert found.keys[0] == Key("IRN", None)
    assert {key.text for key in found.keys} == {"IRN", "HMS", "EGY"} or len(found.keys) == 3


def test_the_features_of_a_phrase(coder: Coder) -> None:
    text = "Iran spoke. Omani envoys and brokers met."
    parse, found = around(coder, text)
    (head,) = (token for token in parse.doc if token.text == "brokers")
    table = found.rows(head)
    assert table.shape == (len(found.keys) + 1, len(FEATURES) + len(NONE))
    oman = table[found.keys.index(Key("OMN", None))]
    iran = table[found.keys.index(Key("IRN", None))]
    assert oman[FEATURES.index("same_before")] == 1 == oman[FEATURES.index("joined")]
    assert iran[FEATURES.index("sentence_before")] == 1 != iran[FEATURES.index("same_before")]


def test_the_table_names_only_what_there_is() -> None:
    table = [tuple(row) for row in rows("surroundings.csv")]
    assert {kind for kind, _, _ in table} <= {"all", *CLASSES}
    assert {feature for _, feature, _ in table} <= {*FEATURES, *NONE}
    Weights(table)


@pytest.mark.parametrize("kind", ["person", "people"])
def test_the_recipe_learns_which_feature_tells(kind: str) -> None:
    rng = np.random.default_rng(5)
    cases = []
    for number in range(60):
        table = np.zeros((3, len(FEATURES) + len(NONE)))
        right = int(rng.integers(2))
        table[right, FEATURES.index("last")] = 1
        table[int(rng.integers(2)), FEATURES.index("opens")] = 1
        table[2, -len(NONE)] = 1
        cases.append(Case(number, table, kind, right))
    weights = fit(cases)
    assert lines(weights) == lines(fit(cases))
    told = list(answers(weights, cases))
    assert len(told) > LEAST * len(cases)
    assert all(told)
