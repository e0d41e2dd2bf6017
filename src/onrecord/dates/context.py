"""What a rule may look at beside the expression itself: the day of publication, the verb, and
the dates told before."""

import datetime as dt
from typing import TYPE_CHECKING

from onrecord.dates.reading import Reading
from onrecord.dates.tense import Direction, direction
from onrecord.dates.tokens import Tokens
from onrecord.dates.vocabulary import conventions
from onrecord.language.parse import Parse
from onrecord.records import TimexType
from onrecord.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Token as DocToken


class Context:
    """The surroundings of the expressions of one article; grows while they are read in order."""

    def __init__(self, text: str, parse: Parse, tokens: Tokens, reference: dt.date | None) -> None:
        self.parse = parse
        self.text = text
        self.tokens = tokens
        self.reference = reference
        """The day that relative expressions count from; unknown leaves them open."""
        self._told: list[tuple[Span, Reading]] = []

    def tell(self, span: Span, reading: Reading) -> None:
        """Keep a reading for the expressions after it to count from."""
        self._told.append((span, reading))

    def anchor(self, at: int, *, day: bool = False) -> Reading | None:
        """The nearest date told before ``at`` that has an interval, within the reach of an anchor.

        With ``day`` only a date of one day counts.
        """
        reach = conventions().reach
        for span, reading in reversed(self._told):
            if at - span.end > reach:
                return None
            if reading.first is None or reading.timex not in (TimexType.DATE, TimexType.TIME):
                continue
            if not day or reading.first == reading.last:
                return reading
        return None

    def direction(self, span: Span) -> Direction:
        """Where the governing verb points."""
        return direction(self.parse, span)

    def doc_token(self, span: Span) -> "DocToken | None":
        """The first token of the parse in ``span``."""
        found = self.parse.tokens(span)
        return found[0] if found else None
