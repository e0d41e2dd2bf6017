"""The country of a body whose name begins with that of a big city: "the Karachi Kings"."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from onrecord.actors.base import first_names, word_set
from onrecord.places.gazetteer import gazetteer
from onrecord.places.words import common_words

_LONGEST = 3
"""Words that the name of a city may have."""
_BIG = 300_000
"""People of the city that is meant: a small town's name is a family's more often."""
_SETTLED = frozenset(("city", "admin1", "admin2"))
_SHARE = 0.9
"""Of the people of all cities of that name, those of one country."""


def country_of_body(name: Sequence[Token]) -> str | None:
    """The country of the city with which the name begins and does not end.

    What states do together is named after the town where they met, and tells no country.
    """
    if not name or name[-1].lower_ in word_set("names", "of_meeting"):
        return None
    for size in range(min(_LONGEST, len(name) - 1), 0, -1):
        words = name[:size]
        if words[0].text[0].isupper() and (country := _country(" ".join(t.text for t in words))):
            return country
    return None


@cache
def _country(name: str) -> str | None:
    """The country of the cities of that name, if no person and no other place is called so."""
    if name.lower() in common_words() | first_names().keys():
        return None
    places = [place for place in gazetteer().find(name) if place.main]
    cities = [place for place in places if place.kind == "city"]
    if {place.kind for place in places} - _SETTLED or not any(c.population >= _BIG for c in cities):
        return None
    people: Counter[str | None] = Counter()
    for city in cities:
        people[city.country] += city.population
    country, most = people.most_common(1)[0]
    return country if most >= _SHARE * people.total() else None
