"""Who gets the country of those around, with a mark that says so; how the weights are fitted."""

import numpy as np

from onrecord.actors.chooser import VIEWS, Chooser, chooser
from onrecord.actors.surroundings import CLASSES, FEATURES, NONE, Key, Surroundings
from onrecord.coder import Coder, make_article
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.records import Actor, EventMention, Mention, Participant, Place

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
    given = coder.products(article, {Parse, Actor, Mention, Place, Encoding})
    parse, encoding = given.one(Parse), given.one(Encoding)
    named = given.all(Mention), given.all(Actor), given.all(Place)
    return parse, Surroundings(parse, *named, encoding)


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


def test_the_vectors_of_a_choice_are_those_of_the_words_that_name_it(coder: Coder) -> None:
    parse, found = around(coder, "Iran spoke. Envoys met. Iran and Oman agreed.")
    (head,) = (token for token in parse.doc if token.text == "Envoys")
    told, nobody, _, named = found.seen(head, "people")
    assert told.shape == (2, len(FEATURES) + len(CLASSES) + len(NONE))
    assert nobody.shape == (len(NONE) + len(CLASSES),)
    iran, oman = (named[found.keys.index(Key(code, None))] for code in ("IRN", "OMN"))
    assert np.allclose(iran[0], (iran[1] + iran[2]) / 2, atol=1e-5)
    assert not oman[1].any()
    assert np.allclose(oman[0], oman[2])


def test_chances_sum_to_one_and_follow_the_choices() -> None:
    shapes = {name: array.shape for name, array in chooser().weights.items()}
    features, size = shapes["choice"][0] - 4 * shapes["alone"][1], shapes["alone"][0]
    rng = np.random.default_rng(3)
    told, named = (rng.random(s, np.float32) for s in ((4, features), (4, VIEWS, size)))
    nobody, head = (rng.random(n, np.float32) for n in (len(NONE) + len(CLASSES), size))
    made = Chooser(chooser().weights).chances(told, nobody, head, named)
    turned = chooser().chances(told[::-1], nobody, head, named[::-1])
    assert made.shape == (5,)
    assert np.isclose(made.sum(), 1.0)
    assert np.allclose(made[:-1], turned[:-1][::-1], atol=1e-6)
