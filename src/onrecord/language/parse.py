"""The parse of an article: tokens, syntax and entities, all at the article's own offsets."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from onrecord.text import Span


@dataclass(frozen=True, slots=True)
class Parse:
    """A product of the syntax stage; it is not stored.

    ``doc`` covers the whole article: ``token.idx`` is an offset into the article's text, and no
    sentence crosses a paragraph.
    """

    doc: Doc
    paragraphs: tuple[Span, ...]
    """Paragraphs without the blank space around them, in the order of the text."""

    @property
    def sentences(self) -> list[DocSpan]:
        """The sentences that hold more than white space."""
        return [sent for sent in self.doc.sents if not all(token.is_space for token in sent)]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that overlap ``span``, without white space."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return [token for token in found if not token.is_space] if found is not None else []

    def head(self, span: Span) -> Token | None:
        """The syntactic head of ``span``: the token whose own head lies outside it."""
        tokens = self.tokens(span)
        inside = {token.i for token in tokens}
        for token in tokens:
            if (token.head.i not in inside or token.head.i == token.i) and not token.is_punct:
                return token
        return tokens[0] if tokens else None


def span_of(tokens: Token | DocSpan | Iterable[Token]) -> Span:
    """From the first to the last character of ``tokens`` (at least one), white space left out."""
    found = [tokens] if isinstance(tokens, Token) else [t for t in tokens if not t.is_space]
    first = min(found, key=lambda token: token.i)
    last = max(found, key=lambda token: token.i)
    return Span(first.idx, last.idx + len(last))
