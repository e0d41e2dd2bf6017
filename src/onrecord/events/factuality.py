"""Factuality as a number, from -3 (certainly did not happen) to 3 (certainly did).

What a number means depends on who writes: of edited news, annotators give a plan a number about
zero; of what people write themselves on the web, one near -2. So there are two numbers, each a mix
of networks over the encoder's vectors (`factuality_heads`) and a regression over words and syntax
(`factuality_words`), which err on different texts, and the chance of news mixes the two. The scale
is that of M.-C. de Marneffe, C. Manning and C. Potts, "Did it happen?" (2012), and of the corpora
that continue it.
"""

from onrecord.events.factuality_heads import heads, view
from onrecord.events.factuality_words import by_words, chance_of_news, features
from onrecord.events.reader import EventReading
from onrecord.records import Modality
from onrecord.text import Span

LOWEST, HIGHEST = -3.0, 3.0
_HEADS, _READER = 0.7, 0.2
"""Shares of the networks, and of the trained reader of events in the number of what is no news;
chosen on the dev rows of the three corpora, as is the next."""
_SPREAD = 1.2
"""Regressions keep to the middle: numbers lie this much farther from certainty than they say."""

_NEGATED, _SURE, _DENIED = tuple(Modality).index(Modality.NEGATED), 0.9, -2.0
"""Where the reader is sure that something did not happen, its number is no higher than that."""


def factuality(reading: EventReading, span: Span) -> float:
    """How far the text commits itself to the event that ``span`` names.

    Returns:
        A number from -3 to 3; 0 says nothing, and stands for a span without a word.
    """
    at = reading.head(span)
    if at is None:
        return 0.0
    token = reading.words.tokens[at]
    found = features(reading.parse, token)
    seen = heads().numbers(view(reading.vectors, reading.words, at), found)
    news, web = (_HEADS * a + (1 - _HEADS) * b for a, b in zip(seen, by_words(found), strict=True))
    web = _READER * _read(reading, at) + (1 - _READER) * web
    is_news = chance_of_news(token, found)
    number = is_news * news + (1 - is_news) * web
    return min(HIGHEST, max(LOWEST, HIGHEST - _SPREAD * (HIGHEST - number)))


def _read(reading: EventReading, at: int) -> float:
    """The number of the trained reader of events."""
    fact = float(reading.judged.facts[at])
    return min(fact, _DENIED) if reading.judged.modality[at][_NEGATED] >= _SURE else fact
