"""Texts in capitals: the case of the words is restored for reading, at the same length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.coder import Coder, make_article
from onrecord.language.capitals import in_capitals, restored
from onrecord.records import EventMention, Place

WIRE = (
    "LIMA, 4 MAY 90 (AFP) -- [TEXT] GUERRILLAS OF THE SHINING PATH ATTACKED A\n"
    "POLICE POST IN NORTHERN PERU TODAY. THE MINISTER, WHO MAY RESIGN, CONDEMNED THE RAID."
)


def test_words_names_months_and_sentences_get_their_case() -> None:
    made = restored(WIRE)
    assert made.startswith("Lima, 4 May 90 (AFP) -- ")
    assert "] Guerrillas of the " in made
    assert "attacked a\npolice post in northern Peru today. The minister, who may" in made
    assert len(made) == len(WIRE)


@pytest.mark.parametrize(
    "text",
    [
        "The Navy of PERU said that USS ENTERPRISE and HMS ARGYLL had left the port of CALLAO.",
        "NATO",
        "",
        "4 MAY 90 -- 12:30",
    ],
)
def test_a_text_that_is_not_in_capitals_or_too_short_stays(text: str) -> None:
    assert not in_capitals(text)
    assert restored(text) == text


def test_acronyms_that_the_text_gives_stay() -> None:
    text = "THE REVOLUTIONARY FRONT (URNU) SAID TODAY THAT THE URNU HAD LEFT THE TALKS IN THE U.S."
    made = restored(text)
    assert made.count("URNU") == 2
    assert made.endswith("U.S.")


@given(st.text())
def test_the_length_stays_whatever_the_text(text: str) -> None:
    for each in (text, text.upper(), f"{text.upper()} THE ARMY SAID THAT THE TALKS HAD FAILED"):
        assert len(restored(each)) == len(each)


def test_a_text_in_capitals_is_coded_at_its_own_offsets(coder: Coder) -> None:
    given_ = coder.products(make_article(WIRE), {EventMention, Place})
    attack = next(m for m in given_.all(EventMention) if str(m.type) == "ASSAULT")
    assert attack.trigger.of(WIRE) == "ATTACKED"
    assert any(place.span.of(WIRE) == "PERU" for place in given_.all(Place))
