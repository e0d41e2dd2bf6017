"""Statements without a verb: transcripts, headlines and signed quotations.

"PUTIN: We will win." - "Minister: talks to resume" - "“We will win.” — Vladimir Putin"
"""

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.language.parse import Parse
from onrecord.statements.draft import Draft
from onrecord.statements.quotes import Quotations
from onrecord.text import Span

_NAME = r"(?:[A-Z][\w.’'-]*|of|the|de|al|bin|von|van)"
_LABEL = re.compile(rf"({_NAME}(?:[ \xa0]{_NAME}){{0,5}})(:)[ \xa0]+(?=\S)")
_SIGNED = re.compile(r"[ \xa0\n]*([―—–-]{1,2})[ \xa0]*")
_AGAIN, _ONCE, _SIGNED_BY = 0.9, 0.5, 0.8
"""Chance of a label that comes again, of one that does not, and of a signed quotation."""
_ABBREVIATION = 4
"""Characters up to which a last word with a full stop may be "Jr." or "Sr."."""
_SIGNATURE = re.compile(rf"({_NAME}(?:[ \xa0]{_NAME}){{0,5}})(?=[,.\n]|[ \xa0]*\n|$)")


class LabelFinder:
    """Finds statements whose source stands before a colon or after a dash."""

    def __init__(self, parse: Parse, quotations: Quotations) -> None:
        self._parse = parse
        self._quotations = quotations

    def drafts(self) -> Iterator[Draft]:
        """The drafts in the order of the text, labels before signatures."""
        text = self._quotations.text
        found = [(_LABEL.match(text, p.start, p.end), p.end) for p in self._parse.paragraphs]
        labels = [(label, end) for label, end in found if label is not None]
        often = Counter(label[1] for label, _ in labels)
        for label, end in labels:
            sure = _AGAIN if often[label[1]] > 1 else _ONCE
            yield from self._made(sure, label.span(1), label.span(2), Span(label.end(), end))
        for quotation in self._quotations.all:
            dash = _SIGNED.match(text, quotation.span.end)
            name = _SIGNATURE.match(text, dash.end()) if dash is not None else None
            if dash is not None and name is not None:
                who = (name.start(1), name.start(1) + len(_unstopped(name[1])))
                yield from self._made(_SIGNED_BY, who, dash.span(1), quotation.span)

    def _made(
        self, chance: float, source: tuple[int, int], cue: tuple[int, int], content: Span
    ) -> Iterator[Draft]:
        who, mark = Span(*source), Span(*cue)
        sign = self._token(mark)
        if sign is None:
            return
        text = self._quotations.text
        end = content.end
        if text[end - 1] == "." and self._quotations.around(Span(end - 1, end)) is None:
            end -= 1
        if content.start < end:
            yield Draft(sign, (who,), (mark,), (Span(content.start, end),), chance)

    def _token(self, span: Span) -> Token | None:
        found = self._parse.tokens(span)
        return found[0] if found else None


def _unstopped(name: str) -> str:
    """``name`` without the full stop of its line; that of "Jr." stays."""
    return name[:-1] if name.endswith(".") and len(name.split()[-1]) > _ABBREVIATION else name
