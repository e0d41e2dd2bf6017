"""Factuality as a number, from -3 (certainly did not happen) to 3 (certainly did).

Two readings that err on different texts are mixed: that of the trained reader of events, and a
regression over words and syntax (`factuality_words`), which knows edited news better. The scale is
that of M.-C. de Marneffe, C. Manning and C. Potts, "Did it happen?" (2012), and of the corpora that
continue it.
"""

from onrecord.events.factuality_words import by_words
from onrecord.events.reader import EventReading
from onrecord.records import Modality
from onrecord.text import Span

LOWEST, HIGHEST = -3.0, 3.0
_IN_NEWS, _ELSEWHERE = 0.15, 0.6
"""Share of the trained reader in the number; chosen on the dev rows of the three corpora."""

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
    words, is_news = by_words(reading.parse, reading.words.tokens[at])
    share = _IN_NEWS * is_news + _ELSEWHERE * (1 - is_news)
    fact = float(reading.judged.facts[at])
    if reading.judged.modality[at][_NEGATED] >= _SURE:
        fact = min(fact, _DENIED)
    number = share * fact + (1 - share) * words
    return min(HIGHEST, max(LOWEST, number))
