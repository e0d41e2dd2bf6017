"""What is no event of politics, and what is one in the same words."""

import pytest

from onrecord.coder import Coder, make_article
from onrecord.events.apolitical import tables
from onrecord.records import EventMention


def told(coder: Coder, text: str) -> list[str]:
    """The types of the events of ``text``."""
    given = coder.products(make_article(text), {EventMention})
    return [str(mention.type) for mention in given.all(EventMention)]


@pytest.mark.parametrize(
    "text",
    [
        "Portugal destroyed Norway 5-0 in the semi-final of the tournament.",
        "The cyclone attacked the islands and killed forty people.",
        "A shark attacked a swimmer near the pier.",
        "A drunken neighbour stabbed his wife in a flat in Lille.",
        "The brewery signed a deal with its largest shareholder.",
        "A bus crashed into a ravine and killed nine passengers.",
        "In the new thriller a general attacks the city of Paris.",
        "He fought a long battle against cancer.",
    ],
)
def test_words_of_war_in_other_fields_tell_no_event(coder: Coder, text: str) -> None:
    assert told(coder, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway destroyed a Russian jet near the border.", "ASSAULT"),
        ("Rebels attacked a stadium during a football match.", "ASSAULT"),
        ("France boycotted the World Cup because of the war.", "SANCTION"),
        ("Police arrested the novelist who had mocked the king.", "COERCE"),
        ("Japan signed a trade deal with Chile.", "COOPERATE"),
        ("Fans marched against the government before the final.", "PROTEST"),
        ("A bomb exploded on a passenger train near Lodz, killing nine people.", "ASSAULT"),
    ],
)
def test_a_word_of_politics_overrules_the_field(coder: Coder, text: str, kind: str) -> None:
    assert kind in told(coder, text)


def test_no_word_counts_twice_in_a_field_and_neutral_words_are_known() -> None:
    for domain in tables().domains:
        assert not domain.strong & domain.weak
        assert domain.types
    assert "police" not in tables().political
    assert "rebel" in tables().political
