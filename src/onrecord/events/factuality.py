"""Factuality as a number, from -3 (certainly did not happen) to 3 (certainly did).

It is what the trained reader of events says of a word. The scale is that of M.-C. de Marneffe,
C. Manning and C. Potts, "Did it happen?" (2012), and of the corpora that continue it.
"""

from onrecord.events.reader import EventReading
from onrecord.text import Span

LOWEST, HIGHEST = -3.0, 3.0


def factuality(reading: EventReading, span: Span) -> float:
    """How far the text commits itself to the event that ``span`` names.

    Returns:
        A number from -3 to 3; 0 says nothing, and stands for a span without a word.
    """
    at = reading.head(span)
    return 0.0 if at is None else min(HIGHEST, max(LOWEST, float(reading.judged.facts[at])))
