"""An actor under way: the phrases that name it and what is known about it."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.actors.candidate import Candidate
from onrecord.records import ActorKind, MentionForm


@dataclass(slots=True, eq=False)
class Cluster:
    """Candidates that name the same actor, in the order of the text, and pronouns for it."""

    members: list[Candidate]
    pronouns: list[Token] = field(default_factory=list)
    kind: ActorKind | None = None
    country: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    gender: str = ""
    offices: tuple[str, ...] = ()
    """Classes of the offices held on the article's day, by the table of holders."""
    past_offices: tuple[str, ...] = ()
    """Classes of the offices held before."""

    @property
    def named(self) -> bool:
        """Whether a member is a name."""
        return any(member.form is MentionForm.NAME for member in self.members)

    @property
    def fullest(self) -> Candidate:
        """The member with the most words of name, the first of equals."""
        names = [m for m in self.members if m.form is MentionForm.NAME] or self.members
        return max(
            names, key=lambda m: (_rank(m), len(m.words) if m.entry is None else 0, -m.start)
        )

    @property
    def nouns(self) -> frozenset[str]:
        """The agent nouns that its members carry."""
        return frozenset(member.noun for member in self.members if member.noun)

    @property
    def plural(self) -> bool:
        """Whether it is more than one person or thing by its first member."""
        return self.members[0].plural

    @property
    def last(self) -> int:
        """Token where it was last named."""
        return max(self.members[-1].head.i, self.pronouns[-1].i if self.pronouns else -1)


def _rank(member: Candidate) -> int:
    """Names before adjectives, so that the actor is called Iran and not Iranian."""
    return int(member.entry is None or member.entry.part in ("name", "people", "default"))
