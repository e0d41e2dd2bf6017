"""Chains: phrases of a text that name the same thing, and their extents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.coder import Coder, make_article
from onrecord.coreference.chains import chains
from onrecord.coreference.phrases import phrases
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Pipeline

PIPELINE = Pipeline([SyntaxStage()])
TEXT = (
    "Amina Odhiambo founded a bakery in Kisumu in 1994. The bakery grew quickly. "
    "Odhiambo sold it last year, and she now teaches at a school in the city."
)


def words_of(text: str) -> list[list[str]]:
    """The chains of ``text`` as words."""
    doc = PIPELINE.run(make_article(text)).one(Parse).doc
    return [[doc[p.start : p.end].text for p in chain] for chain in chains(doc)]


def test_names_nouns_and_pronouns_are_joined() -> None:
    found = words_of(TEXT)
    assert ["Amina Odhiambo", "Odhiambo", "she"] in found
    assert any(chain[0].startswith("a bakery") and "The bakery" in chain for chain in found)


def test_single_phrases_are_no_chain() -> None:
    assert all(len(chain) > 1 for chain in words_of(TEXT))
    assert words_of("Rain fell.") == []


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("The mayor of Kisumu, who had resigned, left.", "The mayor of Kisumu, who had resigned"),
        ("Odhiambo's bakery closed.", "Odhiambo's"),
        ("U.S. officials left.", "U.S."),
        ("Anna and Ben left.", "Anna and Ben"),
        ("Anna and Ben left.", "Anna"),
    ],
)
def test_extents(text: str, extent: str) -> None:
    doc = PIPELINE.run(make_article(text)).one(Parse).doc
    assert extent in [doc[p.start : p.end].text for p in phrases(doc)]


def test_relative_pronouns_are_no_phrases() -> None:
    doc = PIPELINE.run(make_article("The man who left returned.")).one(Parse).doc
    assert "who" not in [doc[p.start : p.end].text for p in phrases(doc)]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .,'\"\n()-éш中😀AB"), min_size=1, max_size=80))
def test_odd_text_gives_chains_without_doubles(text: str) -> None:
    if not text.strip():
        return
    doc = PIPELINE.run(make_article(text)).one(Parse).doc
    found = [phrase for chain in chains(doc) for phrase in chain]
    assert len(found) == len(set(found))


def test_the_same_text_gives_the_same_chains(coder: Coder) -> None:
    doc = coder.products(make_article(TEXT), {Parse}).one(Parse).doc
    assert chains(doc) == chains(doc)
