"""What a mention means in its place: small numbers that can be kept and compared."""

from base64 import b64decode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.coder import Coder
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Told
from onrecord.events.sense import SIZE
from onrecord.ingest.article import make_article
from onrecord.pairs.vectors import pack, unpack


@pytest.fixture(scope="module")
def told() -> dict[str, Told]:
    text = (
        "Soldiers arrested the mayor of Quito on Monday. Police seized the mayor of Quito. "
        "Ruritania and Freedonia signed a treaty on fishing."
    )
    coding = Coder().code(make_article(text, key="a"))
    return {telling.trigger: telling for telling in tellings_of(coding)}


def near(one: Told, other: Told) -> float:
    return float((unpack(one.sense, SIZE) @ unpack(other.sense, SIZE).T).item())


def test_a_sense_is_kept_in_one_byte_a_number(told: dict[str, Told]) -> None:
    assert {len(telling.sense) for telling in told.values()} == {SIZE}


def test_the_same_deed_in_other_words_is_nearer_than_another_deed(told: dict[str, Told]) -> None:
    same = near(told["arrested"], told["seized"])
    assert same > 0.5
    assert same > near(told["arrested"], told["signed"]) + 0.3


def test_the_same_text_has_the_same_senses() -> None:
    article = make_article("Rebels shelled the port. Rebels freed a pilot.", key="a")
    one, other = Coder().code(article), Coder().code(article)
    senses = [mention.sense for mention in one.event_mentions]
    assert senses == [mention.sense for mention in other.event_mentions]
    assert all(len(b64decode(sense or "")) == SIZE for sense in senses)


NUMBERS = st.floats(-9, 9, width=32).filter(lambda number: number == 0 or abs(number) > 0.001)


@given(st.lists(NUMBERS, min_size=4, max_size=4))
def test_eight_bits_keep_the_direction_of_a_vector(numbers: list[float]) -> None:
    row = np.array([numbers], np.float32)
    length = float(np.linalg.norm(row))
    (found,) = unpack(pack(row), 4)
    if not row.any():
        assert not found.any()
    else:
        assert float(found @ row[0]) / length > 0.999
