"""An actor under way: the phrases that name it and what is known about it."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.actors.candidate import Candidate
from onrecord.actors.nounphrase import base_form
from onrecord.records import ActorKind, MentionForm

_FIRST = -(2**31)


@dataclass(slots=True, eq=False)
class Cluster:
    """Candidates that name the same actor, in the order of the text, and pronouns for it."""

    members: list[Candidate] = field(default_factory=list)
    pronouns: list[Token] = field(default_factory=list)
    named: bool = False
    """Whether a member is a name."""
    nouns: set[str] = field(default_factory=set)
    """The agent nouns that its members carry."""
    heads: set[tuple[str, bool]] = field(default_factory=set)
    """Singular head nouns of nominals and last words of bodies' names, with "is plural"."""
    names: set[tuple[str, ...]] = field(default_factory=set)
    """The folded words of its names."""
    genders: set[str] = field(default_factory=set)
    """What titles before the name tell."""
    kin: list["Cluster"] = field(default_factory=list)
    """Persons with full names of whom a bare surname may be any."""
    kind: ActorKind | None = None
    country: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    gender: str = ""
    offices: tuple[str, ...] = ()
    """Classes of the offices held on the article's day, by the table of holders."""
    past_offices: tuple[str, ...] = ()
    """Classes of the offices held before."""

    def add(self, member: Candidate) -> None:
        """One more phrase that names the actor; the members stay in the order of the text."""
        insort(self.members, member, key=_place)
        if member.noun:
            self.nouns.add(member.noun)
        if member.gender:
            self.genders.add(member.gender)
        if member.form is MentionForm.NAME:
            self.named = True
            self.names.add(member.words)
        if member.form is not MentionForm.NAME or member.kind is not ActorKind.PERSON:
            self.heads.add((base_form(member.head), member.plural))
            self.heads.update((word, member.plural) for word in member.words[-1:])

    def named_between(self, start: int, end: int) -> bool:
        """Whether a member begins at tokens ``[start, end)``."""
        at = bisect_left(self.members, (start, _FIRST), key=_place)
        return at < len(self.members) and self.members[at].start < end

    @property
    def fullest(self) -> Candidate:
        """The member with the most words of name, the first of equals."""
        names = [m for m in self.members if m.form is MentionForm.NAME] or self.members
        return max(
            names,
            key=lambda m: (_rank(m), m.entry is not None, _length(m), -m.start),
        )

    @property
    def plural(self) -> bool:
        """Whether it is more than one person or thing by its first member."""
        return self.members[0].plural

    @property
    def last(self) -> int:
        """Token where it was last named."""
        return max(self.members[-1].head.i, self.pronouns[-1].i if self.pronouns else -1)


def _place(member: Candidate) -> tuple[int, int]:
    return member.start, -member.end


def _length(member: Candidate) -> int:
    """Words of the name, where the lexicon does not tell what it is."""
    return len(member.words) if member.entry is None else 0


def _rank(member: Candidate) -> int:
    """Names before adjectives, so that the actor is called Iran and not Iranian."""
    return int(member.entry is None or member.entry.part in ("name", "people", "default"))
