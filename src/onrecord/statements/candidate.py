"""What the finders of the statement stage hand on: a possible statement and how it was found."""

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from onrecord.text import Span


class Family(StrEnum):
    """The construction in which a statement stands; each has its own confidence."""

    CLAUSE = "clause"
    """A verb with a clause: "said that it would", "it would, he said"."""
    QUOTE = "quote"
    """A verb with quoted words that the parse does not connect."""
    INFINITIVE = "infinitive"
    """A verb with an infinitive: "vowed to leave"."""
    OBJECT = "object"
    """A verb with an object: "condemned the attack"."""
    PREPOSITION = "preposition"
    """A verb with a preposition: "called for calm"."""
    PASSIVE = "passive"
    """A passive: "was condemned by the council", "is expected to win"."""
    LIGHT = "light"
    """A verb with a noun that speaks: "issued a warning about"."""
    STATE = "state"
    """A form of "be" with an adjective: "was critical of", "it is unclear whether"."""
    NOUN = "noun"
    """A noun that speaks: "his claim that", "criticism of the plan"."""
    ACCORDING = "according"
    """A phrase that names the source: "according to police", "in the words of"."""
    HEARSAY = "hearsay"
    """One word that names nobody: "allegedly", "the alleged attack"."""
    COLON = "colon"
    """A headline that gives the source before a colon or after a dash."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible statement.

    Spans are code points of the article. ``cue`` and ``content`` hold at least one span;
    ``source`` is empty where nobody is named.
    """

    family: Family
    lemma: str
    """What the lexicon knows the cue by, such as "say", "call for"."""
    head: Token
    """The syntactic head of the cue."""
    source_head: Token | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
