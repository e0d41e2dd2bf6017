"""A statement on its way: spans and how sure they are, before it is nested and joined."""

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.text import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What may become a statement.

    Spans are code points of the article. ``cue`` and ``content`` hold at least one span;
    ``source`` is empty where nobody is named.
    """

    anchor: Token
    """The word of the cue by which it was found."""
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    chance: float
    """How likely it is right, 0 to 1."""
