"""Quoted passages and who speaks them, as far as the words next to them tell."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.actors.base import word_set

_OPEN = frozenset(("“", "„", "«"))
_CLOSE = frozenset(("”", "»"))
_PLAIN = frozenset(('"', "''", "``"))
_CHAIN = 3
"""Quotations back in the same paragraph that may have the same speaker."""
_FAR = 40
_NEAR = 8
"""Tokens after a quotation within which its verb of speech stands."""


class Quotations:
    """For each token the quotation that it stands in, and for each quotation its speaker."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._spans = list(_spans(doc))
        self._speakers: dict[int, Token | None] = {}
        self._at = {i: n for n, (a, b) in enumerate(self._spans) for i in range(a, b)}

    def inside(self, token: Token) -> bool:
        """Whether the token is quoted."""
        return token.i in self._at

    def speaker(self, token: Token) -> Token | None:
        """The subject of the verb of speech of the quotation around ``token``."""
        number = self._at.get(token.i)
        for _ in range(_CHAIN):
            if number is None:
                return None
            if number not in self._speakers:
                self._speakers[number] = self._speaker(*self._spans[number])
            if (found := self._speakers[number]) is not None:
                return found
            number = self._same_paragraph(number - 1, self._spans[number][0])
        return None

    def _same_paragraph(self, number: int, start: int) -> int | None:
        """The quotation before, if no line ends between the two."""
        if number < 0:
            return None
        between = self._doc[self._spans[number][1] : start]
        broken = len(between) > _FAR or any("\n" in token.text for token in between)
        return None if broken else number

    def _speaker(self, start: int, end: int) -> Token | None:
        for at in self._around(start, end):
            verb = self._doc[at]
            if at not in self._at and verb.lemma_ in word_set("pronouns", "speech"):
                subjects: list[Token] = [child for child in verb.children if child.dep_ == "nsubj"]
                if subjects and subjects[0].i not in self._at:
                    return subjects[0]
        return None

    def _around(self, start: int, end: int) -> Iterator[int]:
        """Tokens after the quotation, then those before it, up to the end of the sentence."""
        for at in range(end, min(end + _FAR, len(self._doc))):
            if at > end + _NEAR and self._doc[at].is_sent_start:
                break
            yield at
        for at in range(start - 1, max(start - _FAR, -1), -1):
            yield at
            if self._doc[at].is_sent_start:
                break


def _spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """Tokens ``[start, end)`` between quotation marks; a line end closes what is open."""
    start: int | None = None
    for token in doc:
        text = token.text
        if start is not None and (text in _CLOSE or text in _PLAIN or "\n" in text):
            if token.i > start:
                yield start, token.i
            start = None
        elif start is None and (text in _OPEN or text in _PLAIN):
            start = token.i + 1
    if start is not None and start < len(doc):
        yield start, len(doc)
