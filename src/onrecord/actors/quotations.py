"""Quoted passages and who speaks them, as far as the words next to them tell."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.actors.base import word_set

_OPEN = frozenset(("“", "„", "«"))
_CLOSE = frozenset(("”", "»"))
_PLAIN = frozenset(('"', "''", "``"))
_NEAR = 8
"""Tokens after a quotation within which its verb of speech stands."""


class Quotations:
    """For each token the quotation that it stands in, and for each quotation its speaker."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._spans = list(_spans(doc))
        self._at = {i: n for n, (a, b) in enumerate(self._spans) for i in range(a, b)}

    def inside(self, token: Token) -> bool:
        """Whether the token is quoted."""
        return token.i in self._at

    def speaker(self, token: Token) -> Token | None:
        """The subject of the verb of speech of the quotation around ``token``."""
        number = self._at.get(token.i)
        while number is not None:
            found = self._speaker(*self._spans[number])
            if found is not None:
                return found
            number = self._same_paragraph(number - 1, self._spans[number][0])
        return None

    def _same_paragraph(self, number: int, start: int) -> int | None:
        """The quotation before, if no line ends between the two."""
        if number < 0:
            return None
        between = self._doc[self._spans[number][1] : start]
        broken = any("\n" in token.text for token in between) or len(between) > 3 * _NEAR
        return None if broken else number

    def _speaker(self, start: int, end: int) -> Token | None:
        first = self._doc[start].sent.start
        last = max(self._doc[end - 1].sent.end, min(end + _NEAR, len(self._doc)))
        near = [*range(end, last), *range(start - 1, first - 1, -1)]
        for at in near:
            verb = self._doc[at]
            if at not in self._at and verb.lemma_ in word_set("pronouns", "speech"):
                subjects: list[Token] = [child for child in verb.children if child.dep_ == "nsubj"]
                if subjects and subjects[0].i not in self._at:
                    return subjects[0]
        return None


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
