"""Quoted passages and who speaks them, as far as the words next to them tell."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.actors.base import word_set

_OPEN = frozenset(("“", "„", "«"))
_CLOSE = frozenset(("”", "»"))
_PLAIN = frozenset(('"', "''", "``"))
_INNER = frozenset(("'", "‘", "’"))
"""Marks of a quotation inside another, which apostrophes look like."""
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
        self._nested = {
            i: (inner, outer)
            for outer in self._spans
            for inner in _inner_spans(doc, *outer)
            for i in range(*inner)
        }

    def inside(self, token: Token) -> bool:
        """Whether the token is quoted."""
        return token.i in self._at

    def speaker(self, token: Token) -> Token | None:
        """The subject of the verb of speech of the innermost quotation around ``token``."""
        if token.i in self._nested:
            return self._inner_speaker(*self._nested[token.i])
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

    def _inner_speaker(self, inner: tuple[int, int], outer: tuple[int, int]) -> Token | None:
        """Who speaks inside a quotation, by its words alone: "He told us, 'We did it.'\""""
        start, end = inner
        before = range(start - 1, max(start - _FAR, outer[0] - 1), -1)
        after = range(end, min(end + _NEAR, outer[1]))
        for at in (*after, *before):
            verb = self._doc[at]
            if at not in self._nested and verb.lemma_ in word_set("pronouns", "speech"):
                own: list[Token] = [child for child in verb.children if child.dep_ == "nsubj"]
                if own and outer[0] <= own[0].i < outer[1]:
                    return own[0]
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


def _inner_spans(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The quotations in single marks among tokens ``[start, end)``; one that is not closed is none.

    A mark opens behind a space and before a word; one that owns or leaves out letters is none.
    """
    opened: int | None = None
    for at in range(start, end):
        token = doc[at]
        if token.text not in _INNER or token.tag_ == "POS":
            continue
        free = at == start or bool(doc[at - 1].whitespace_) or doc[at - 1].is_punct
        if opened is None and free and not token.whitespace_:
            opened = at + 1
        elif opened is not None and not doc[at - 1].whitespace_:
            yield opened, at
            opened = None
