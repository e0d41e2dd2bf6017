"""Places: own sentences with the places that a reader takes from them."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.coder import make_article
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Pipeline
from onrecord.places.gazetteer import gazetteer, key_of, spelling
from onrecord.places.linking import where
from onrecord.places.resolution import kilometres
from onrecord.places.stage import PlaceStage
from onrecord.records import Place, PlaceRole, Precision
from onrecord.text import Span

Read = tuple[str, Parse, list[Place]]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline([SyntaxStage(), PlaceStage()])


def read(pipeline: Pipeline, text: str) -> Read:
    made = pipeline.run(make_article(text))
    return text, made.one(Parse), list(made.all(Place))


def names(text: str, places: Sequence[Place]) -> list[str]:
    return [place.span.of(text) for place in places]


def only(places: Sequence[Place], text: str, name: str) -> Place:
    return next(place for place in places if place.span.of(text) == name)


# --- the gazetteer --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Baghdad", "city", "IRQ"),
        ("the Netherlands", "country", "NLD"),
        ("Anbar", "admin1", "IRQ"),
        ("Kanawha County", "admin2", "USA"),
        ("West Bank", "area", "PSE"),
        ("Strait of Hormuz", "water", None),
        ("Green Zone", "site", "IRQ"),
        ("Kursk", "admin1", "RUS"),
        ("Deir Ezzor", "city", "SYR"),
    ],
)
def test_the_gazetteer_knows(name: str, kind: str, country: str | None) -> None:
    assert (kind, country) in {(place.kind, place.country) for place in gazetteer().find(name)}


def test_accents_dots_and_case_do_not_matter() -> None:
    assert key_of("São Paulo") == key_of("SAO PAULO")
    assert key_of("St. Louis") == key_of("St Louis")
    assert spelling("Łódź") == "lodz"


def test_a_city_of_both_layers_is_one_candidate() -> None:
    found = [one for one in gazetteer().find("Ramadi") if one.kind == "city"]
    assert len(found) == 1
    assert found[0].listed
    assert found[0].geonames is not None


def test_capitals_are_marked() -> None:
    marked = {one.country for one in gazetteer().find("Tripoli") if one.capital}
    assert marked == {"LBY"}


def test_distance_of_london_and_paris() -> None:
    assert np.isclose(kilometres(51.5074, -0.1278, 48.8566, 2.3522), 343.5, atol=2)


# --- which names are places -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two bombs went off in Baghdad on Monday.", ["Baghdad"]),
        ("The minister flew from Cairo to Damascus.", ["Cairo", "Damascus"]),
        ("She was born in Alexandria, Va., and lives in Boston.", ["Alexandria", "Va.", "Boston"]),
        ("Pirates seized a tanker in the Gulf of Aden.", ["Gulf of Aden"]),
        ("Iranian officials rejected the offer.", []),
        ("He told The Washington Post that he would stay.", []),
        ("Paris Hilton arrived late, her spokesman said.", []),
        ("Michael Jordan said he was pleased. Jordan said he would return.", []),
        ("WALLACE: Senator, you have the floor.", []),
    ],
)
def test_names_that_are_places(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert names(*read(pipeline, text)[::2]) == expected


def test_a_dateline_is_a_place(pipeline: Pipeline) -> None:
    text, _, places = read(
        pipeline, "BAGHDAD (Reuters) - Gunmen killed four policemen in Mosul on Sunday."
    )
    assert only(places, text, "BAGHDAD").country == "IRQ"


# --- what they resolve to -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Police in Alexandria, Egypt, held two men.", "Alexandria", "EGY", "06"),
        ("Police in Alexandria, Virginia, held two men.", "Alexandria", "USA", "VA"),
        ("The mayor of London, Ontario, resigned.", "London", "CAN", "08"),
        ("The mayor of London resigned, the British government said.", "London", "GBR", "ENG"),
        ("Rebels took Tripoli, and Libyan troops fled to Misrata.", "Tripoli", "LBY", "77"),
        ("Soldiers left Cordoba for Rosario, in northern Argentina.", "Cordoba", "ARG", "05"),
    ],
)
def test_context_decides(
    pipeline: Pipeline, text: str, name: str, country: str, admin1: str
) -> None:
    _, _, places = read(pipeline, text)
    found = only(places, text, name)
    assert (found.country, found.admin1) == (country, admin1)


def test_georgia_is_a_country_among_its_neighbours_and_a_state_among_states(
    pipeline: Pipeline,
) -> None:
    one, _, places = read(
        pipeline,
        "Russian tanks rolled into Georgia. Troops left Gori for Tbilisi, and Russia "
        "said that Georgian forces had shelled Tskhinvali.",
    )
    assert only(places, one, "Georgia").country == "GEO"
    two, _, places = read(
        pipeline, "The storm hit Georgia and Alabama. Police in Atlanta and Macon closed roads."
    )
    assert only(places, two, "Georgia").country == "USA"


def test_one_name_is_one_place_in_an_article(pipeline: Pipeline) -> None:
    text, _, places = read(
        pipeline, "A fire broke out in Paris, Texas. No one in Paris was hurt, the mayor said."
    )
    found = {place.geonames for place in places if place.span.of(text) == "Paris"}
    assert len(found) == 1
    assert only(places, text, "Paris").admin1 == "TX"


def test_precision_tells_what_was_named(pipeline: Pipeline) -> None:
    text, _, places = read(
        pipeline,
        "Protesters in Iraq gathered in Basra and outside the Green Zone. "
        "Others came from Anbar province.",
    )
    found = {place.span.of(text): place.precision for place in places}
    assert found["Iraq"] is Precision.COUNTRY
    assert found["Basra"] is Precision.CITY
    assert found["Green Zone"] is Precision.POINT
    assert found["Anbar"] is Precision.REGION


def test_an_unknown_place_has_no_coordinates(pipeline: Pipeline) -> None:
    text, _, places = read(pipeline, "Four people died in Qarzhumbatha, Iraq, on Friday.")
    for place in places:
        if place.span.of(text) == "Qarzhumbatha":
            assert (place.lat, place.lon, place.precision, place.country) == (None,) * 4


# --- roles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Tehran denied the report.", "Tehran", PlaceRole.METONYM),
        ("U.S. officials met in Geneva.", "U.S.", PlaceRole.METONYM),
        ("U.S. officials met in Geneva.", "Geneva", PlaceRole.LOCATION),
        ("The sanctions were imposed by France.", "France", PlaceRole.METONYM),
        ("Washington accused Russia of lying.", "Russia", PlaceRole.METONYM),
        ("Five people were killed in Russia.", "Russia", PlaceRole.LOCATION),
        ("They opened talks with Cuba.", "Cuba", PlaceRole.METONYM),
    ],
)
def test_roles(pipeline: Pipeline, text: str, name: str, role: PlaceRole) -> None:
    _, _, places = read(pipeline, text)
    assert only(places, text, name).role is role


# --- the place of an event ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Gunmen killed ten people in Karachi on Friday.", "killed", "Karachi"),
        ("A bomb exploded on the outskirts of Kabul.", "exploded", "Kabul"),
        ("The attacks in Paris shocked Germany.", "attacks", "Paris"),
        ("Leaders condemned the Mumbai attacks.", "attacks", "Mumbai"),
        ("The minister visited Israel last week.", "visited", "Israel"),
        ("Russia sent troops to Syria.", "sent", "Syria"),
        ("Washington accused Iran of lying.", "accused", None),
        ("The government denounced the ruling.", "denounced", None),
    ],
)
def test_where(pipeline: Pipeline, text: str, trigger: str, expected: str | None) -> None:
    _, parse, places = read(pipeline, text)
    start = text.index(trigger)
    found = where(parse, Span(start, start + len(trigger)), places)
    assert (found.span.of(text) if found else None) == expected


# --- promises -------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Paris",
                ",",
                "in",
                "Texas",
                "said",
                "Va.",
                "🎉",
                "U.S.",
                "the",
                "Al-",
                "(",
                "«",
                "باريس",
                "BAGHDAD",
                "-",
                "Gulf",
                "of",
                "Aden",
                ".",
                "São",
                "'s",
                "Mr.",
                "3rd",
                "\n\n",
            ]
        ),
        min_size=1,
        max_size=30,
    ).filter(lambda words: any(word.strip() for word in words))
)
def test_any_words_give_spans_in_order_without_overlaps(words: list[str]) -> None:
    text = " ".join(words)
    pipeline = Pipeline([SyntaxStage(), PlaceStage()])
    _, _, places = read(pipeline, text)
    assert all(place.span.inside(text) for place in places)
    for one, other in pairwise(places):
        assert one.span.end <= other.span.start
    for place in places:
        assert (place.lat is None) == (place.lon is None) == (place.precision is None)
        assert place.confidence is None or 0 <= place.confidence <= 1


def test_the_same_text_gives_the_same_places(pipeline: Pipeline) -> None:
    text = "Troops left Homs for Aleppo. Turkey and Jordan closed their borders with Syria."
    assert read(pipeline, text)[2] == read(pipeline, text)[2]


@pytest.mark.parametrize(
    ("text", "word", "admin1", "precision"),
    [
        ("Talks in Washington ended on Friday.", "Washington", "DC", "city"),
        ("Seattle and Tacoma lie in Washington.", "Washington", "WA", "region"),
        ("Washington state sued the ministry.", "Washington", "WA", "region"),
        ("Protests in Mexico grew.", "Mexico", None, "country"),
    ],
)
def test_a_division_gives_way_to_the_country_or_capital_of_its_name(
    pipeline: Pipeline, text: str, word: str, admin1: str | None, precision: str
) -> None:
    (place,) = (place for place in read(pipeline, text)[2] if place.span.of(text) == word)
    assert (place.admin1, place.precision) == (admin1, precision)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A blast hit the church of St. Peter and St. Paul in Cairo.", ["Cairo"]),
        ("Police searched St. Peter Cathedral.", []),
        ("Floods cut off roads near St. Louis.", ["St. Louis"]),
        ("The Al-Ahram daily told of the raid in Homs.", ["Homs"]),
        ("Kenya Airways halted flights to Lagos.", ["Lagos"]),
        ("Coast guards searched the sea off Malta.", ["Malta"]),
        ("Ana Rey, executive director of AROS, flew to Quito on Friday.", ["Quito"]),
        ("AROS, Norway - The mayor resigned on Friday.", ["AROS", "Norway"]),
        ("Planes bombed ROME on Friday, the navy said.", ["ROME"]),
    ],
)
def test_no_place_stands_inside_the_name_of_a_body_a_church_a_paper_or_a_firm(
    pipeline: Pipeline, text: str, expected: list[str]
) -> None:
    assert names(text, read(pipeline, text)[2]) == expected


def test_a_part_of_a_town_is_not_looked_for_abroad(pipeline: Pipeline) -> None:
    text = "Two men were shot in Giza's Haram district."
    made = read(pipeline, text)[2]
    assert only(made, text, "Giza").country == "EGY"
    assert all(place.country in {"EGY", None} for place in made)


def test_an_older_spelling_of_a_country_is_the_country(pipeline: Pipeline) -> None:
    text = "The ban on airlines from Surinam was lifted."
    assert only(read(pipeline, text)[2], text, "Surinam").country == "SUR"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("In the Lebanese city of Tripoli shops shut. Libya mourned.", "Tripoli", "LBN"),
        ("Bombs hit the Lebanese port city Tripoli. Libya mourned.", "Tripoli", "LBN"),
        ("Crowds met in Libya's capital, Tripoli. Lebanon mourned.", "Tripoli", "LBY"),
        ("Crowds met in Spain's Cordoba. Argentina mourned.", "Cordoba", "ESP"),
        ("Crowds met in Spanish Cordoba. Argentina mourned.", "Cordoba", "ESP"),
        ("Fire broke out in Spain's southern city of Cordoba.", "Cordoba", "ESP"),
        ("A mill shut in the English city of Birmingham. Alabama mourned.", "Birmingham", "GBR"),
        ("The American Baghdad embassy was shelled.", "Baghdad", "IRQ"),
        ("The Russian-held city of Kherson was shelled.", "Kherson", "UKR"),
        ("The mostly Serbian town of Mitrovica was calm.", "Mitrovica", "XKX"),
    ],
)
def test_the_country_before_a_name_settles_where_it_is(
    pipeline: Pipeline, text: str, name: str, country: str
) -> None:
    assert only(read(pipeline, text)[2], text, name).country == country


def test_two_countries_make_two_places_of_one_name(pipeline: Pipeline) -> None:
    text = "Bombs hit the Lebanese city of Tripoli. Fighting went on in the Libyan city of Tripoli."
    found = [place.country for place in read(pipeline, text)[2] if place.name == "Tripoli"]
    assert found == ["LBN", "LBY"]


def test_a_region_told_later_makes_no_earlier_mention_sure(pipeline: Pipeline) -> None:
    text = "Bombs hit two pubs in Birmingham. A church burnt in Birmingham, Alabama, that year."
    early, late = (p for p in read(pipeline, text)[2] if p.span.of(text) == "Birmingham")
    assert (early.confidence or 0.0) < 0.5
    assert (late.confidence or 0.0) > 0.9
