"""A noun phrase that may name an actor, and what its own words say about it."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.actors.base import Entry
from onrecord.records import ActorKind, MentionForm
from onrecord.text import Span


@dataclass(slots=True)
class Candidate:
    """One noun phrase; the finders fill it, the joiner and the resolver only read it."""

    start: int
    end: int
    """First token and the token after the last."""
    head: Token
    form: MentionForm
    kind: ActorKind | None = None
    entry: Entry | None = None
    """Of a name that the lexicon knows."""
    name: tuple[int, int] = (0, 0)
    """Tokens of the bare name, without titles."""
    words: tuple[str, ...] = ()
    """Folded words of the bare name."""
    noun: str = ""
    """The agent noun (phrase) of a nominal or of the title before a name, in lower case."""
    sectors: tuple[str, ...] = ()
    """Of the agent noun or title."""
    countries: tuple[str, ...] = ()
    """ISO3 or PLOVER codes of the words that modify it, without doubles."""
    group: Entry | None = None
    """The group with a code of its own that it belongs to ("Boko Haram fighters")."""
    plural: bool = False
    former: bool = False
    gender: str = ""
    beside_leader: bool = False
    """Whether a name of one word is joined by "and" with that of a head of state."""
    owners: list[Token] = field(default_factory=list)
    """Tokens of persons or pronouns that it belongs to ("the Obama administration", "his")."""

    @property
    def span(self) -> Span:
        """Its characters."""
        doc = self.head.doc
        last = doc[self.end - 1]
        return Span(doc[self.start].idx, last.idx + len(last))

    @property
    def name_span(self) -> Span:
        """The characters of the bare name, or of all of it where it has none."""
        first, end = self.name if self.name[1] else (self.start, self.end)
        doc = self.head.doc
        return Span(doc[first].idx, doc[end - 1].idx + len(doc[end - 1]))
