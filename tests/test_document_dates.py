"""Days that are those of a document, of an eve, of what time is spent on, of a means."""

import datetime as dt

import pytest

from onrecord.coder import Coder, make_article
from onrecord.dates.dating import Dating
from onrecord.language.parse import Parse
from onrecord.records import TimeReference
from onrecord.text import Span

PUBLISHED = dt.date(2024, 5, 18)
"""A Saturday."""

CASES = [
    # what is told in a document is told on the day on which it comes out
    ("She accused the clerks of lying in a statement released on Tuesday.", "accused", "05-14"),
    ("He demanded a vote in an interview that aired on Sunday.", "demanded", "05-12"),
    ("In a letter dated May 3, the governor rejected the bill.", "rejected", "05-03"),
    ("The rebels claimed to have burned the mill in a video posted on Monday.", "claimed", "05-13"),
    # and what is told is not of that day
    ("They claimed to have burned the mill in a video posted on Monday.", "burned", None),
    ("Aides said troops had shelled a farm in a report printed on Monday.", "shelled", None),
    ("The council condemned the report published on Tuesday.", "condemned", None),
    # an eve is another day, though in the same month
    ("On the eve of the talks on 9 April, rebels shelled the port.", "shelled", None),
    ("On the eve of the vote in April, rebels shelled the port.", "shelled", "04-01/04-30"),
    # a bound is one only for the time itself
    ("After his return to the party in March, he attacked the courts.", "return", "03-01/03-31"),
    ("Troops were to stay until March, when they attacked.", "stay", None),
    # time is spent on something
    ("The envoy spent Thursday holding talks with the junta.", "talks", "05-16"),
    ("Guerrillas spent Friday shelling the port.", "shelling", "05-17"),
    # what is done by doing something else
    ("On Monday the junta answered the envoys by closing the border.", "closing", "05-13"),
    ("Miners protested on Friday by blocking a road.", "blocking", "05-17"),
]


@pytest.mark.parametrize(("text", "word", "day"), CASES, ids=[case[0][:40] for case in CASES])
def test_the_day_is_what_the_words_say(coder: Coder, text: str, word: str, day: str | None) -> None:
    article = make_article(key="a", text=text, date=PUBLISHED)
    given = coder.products(article, {Parse, TimeReference})
    start = text.index(word)
    dating = Dating(given.one(Parse), given.all(TimeReference), PUBLISHED)
    found = dating.when(Span(start, start + len(word)))
    wanted = None if day is None else [f"2024-{part}" for part in day.split("/")]
    ends = [] if found is None else [found.reference.date_from, found.reference.date_to]
    assert sorted({str(end) for end in ends}) == sorted(set(wanted or ()))
