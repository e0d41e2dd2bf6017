"""Which phrases name an actor at all, and whose word a country's name is."""

import pytest

from tests.test_actors import read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two guests were shot at an office Christmas party.", "party"),
        ("A man was shot at a party on Friday.", "party"),
        ("Divers found two bodies.", "bodies"),
        ("The jet landed safely with all passengers.", "jet"),
        ("The entire fleet was grounded.", "fleet"),
        ("Police sealed off the neighborhood.", "neighborhood"),
        ("The judge approved the settlement.", "settlement"),
        ("In his State of the Union address he praised nobody.", "State of the Union"),
    ],
)
def test_a_thing_or_a_place_is_no_actor(text: str, words: str) -> None:
    found = read(text).who(words)
    assert found is None or words not in found.name


@pytest.mark.parametrize(
    ("text", "words", "sectors"),
    [
        ("The ruling party named a candidate.", "The ruling party", ("GOV",)),
        ("The party named its candidate.", "The party", ("PTY",)),
        ("Chadian jets bombed the town.", "Chadian jets", ("MIL",)),
        ("A Navy jet was shot down.", "A Navy jet", ("MIL",)),
        ("A Kenya Airways jet was hijacked.", "A Kenya Airways jet", ("BUS",)),
        ("The Bolivian flag carrier was sold.", "The Bolivian flag carrier", ("BUS",)),
        ("The Green Patriotic Union won two seats.", "Green Patriotic Union", ()),
        ("The Miners Union called a strike.", "Miners Union", ("LAB",)),
        ("The National Union of Mineworkers met.", "National Union of Mineworkers", ("LAB",)),
    ],
)
def test_the_sector_is_that_of_the_sense(text: str, words: str, sectors: tuple[str, ...]) -> None:
    found = read(text).who(words)
    assert found is not None
    assert found.sectors == sectors


def test_a_country_at_the_end_of_a_name_is_a_part_of_it() -> None:
    made = read("Air France have discussed the search with the ministry.")
    assert {actor.name for actor in made.actors} == {"Air France", "the ministry"}


def test_a_party_inside_the_name_of_another_body_does_not_tell_its_country() -> None:
    made = read("The Nationalist Republican Alliance condemned the killing.")
    assert {actor.country for actor in made.actors} == {None}


def test_people_of_whom_only_the_adjective_is_said_are_not_the_state() -> None:
    made = read("The navy arrested 12 Somali and Yemeni pirates, and Somalia asked for them.")
    people, state = made.who("Somali"), made.who("Somalia")
    assert people is not None
    assert state is not None
    assert (people.country, people.sectors, state.sectors) == ("SOM", ("CRM",), ())
    assert people.id != state.id


def test_a_saint_is_not_the_person_of_that_name() -> None:
    made = read("A bomb hit the church of St. Paul, the Rev. Paul Halim said.")
    assert not made.same("Paul", "Paul Halim")
