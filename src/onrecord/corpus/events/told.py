"""What is known of one telling of an event, as far as it helps to find the other tellings."""

import msgspec

from onrecord.corpus.events.tallies import Tally
from onrecord.records import EventTime, Modality, PloverType, is_doubtful

FORCE = (PloverType.ASSAULT, PloverType.COERCE)
"""Of these, what a side says of its own people is a claim like any other until it admits it."""


class Party(msgspec.Struct, frozen=True, array_like=True):
    """Who acts or to whom it is done, by what can be compared across articles."""

    name: str
    """The fullest name that the article uses, else the words."""
    names: tuple[str, ...]
    """The words of the name in lower case; empty without a name."""
    head: str
    """Stem of the last word of the phrase."""
    code: str | None
    """Code of a group or body, else the country."""
    country: str | None
    kind: str | None
    start: int
    end: int
    """Where the words stand in the text."""
    official: bool = False
    """Whether it acts for what its code stands for: a country, an arm of its state, a body."""
    adjective: bool = False
    """Whether only an adjective names it: "Iraqi" of "Iraqi bases" says whose, not what was hit."""
    guessed: bool = False
    """Whether its codes were taken from the text around and not from its own words."""


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """Where it is told to have taken place."""

    id: str
    name: str | None
    geonames: int | None
    country: str | None
    lat: float | None
    lon: float | None
    exact: bool
    """Whether it is a city or a point in one."""
    own: bool = True
    """Whether its words stand in the sentence; else another telling of the article lent it."""


class Told(msgspec.Struct, frozen=True, array_like=True):
    """One telling; days are ordinals (`datetime.date.toordinal`)."""

    mention: str
    article: str
    outlet: str | None
    day: int | None
    """Of publication."""
    start: int
    end: int
    quote_start: int
    quote_end: int
    type: str
    mode: str | None
    quad: int
    goldstein: float | None
    trigger: str
    """The words that tell it, in lower case."""
    lemma: str
    """Stem of the last word that tells it."""
    modality: str
    certainty: str
    time: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    spot: Spot | None
    date_from: int | None
    date_to: int | None
    basis: str | None
    words: dict[int, float]
    """Hashed stems of the sentence around with their weights."""
    numbers: tuple[int, ...]
    sentence: int
    """Hash of the words of the sentence."""
    chain: str
    """Id of the happening within the article."""
    statement: str | None
    teller: str | None = None
    side: str | None = None
    named: bool = False
    """Whether the teller has a name."""
    kind: str | None = None
    act: str | None = None
    rejected: bool = False
    """Whether the source rejects the thing itself ("rejected the sanctions")."""
    headline: bool = False
    """Whether it stands in the headline."""
    leading: bool = False
    """Whether it stands in the first sentence below the headline."""
    back: str | None = None
    """Id of the telling that a definite noun takes up ("the attack")."""
    tallies: tuple[Tally, ...] = ()
    """Numbers that belong to it."""
    sure: float = 1.0
    """The chance that type, sides and whether it happened were read right."""
    type_sure: float | None = None
    """The chance that it is an event of its type at all, where the program gives one."""
    sides_sure: float = 1.0
    """The chance that both sides were read right and nobody is missing."""
    status_sure: float = 1.0
    """The chance that whether it happened was read right."""
    circumstance: bool = False
    """Whether only how or why it was done is denied ("denied that it acted on orders of")."""
    given: bool = False
    """Whether its source takes it as given: who condemns a deed does not claim it."""
    story: tuple[int, ...] = ()
    """Hashes of the strongest words of its article."""
    depth: float = 0.0
    """How many of the article's tellings stand before it, as a share of all."""
    definite: bool = False
    """Whether a word before it takes up what is known: "the attack", "its raid"."""
    indefinite: bool = False
    """Whether a word before it brings in something new: "an attack", "another raid"."""
    recalled: bool = False
    """Whether a word before it says that it is past: "last week's attack"."""
    miscredited: bool = False
    """Whether it repeats who an earlier version said to have done it, to take that back."""
    sense: bytes = b""
    """As `EventMention.sense`: signed numbers of 8 bits."""
    rebutted: str | None = None
    """For whom speaks who denies it in words that only point at it: "the police deny it"."""
    reported: str | None = None
    """The words by which a denial names it as what others say: "reports by a broadcaster"."""
    said_before: bool = False
    """Whether the report only recalls that its source said so: "had denied", "after denying"."""
    takes_back: bool = False
    """Whether its source or its outlet takes back what it had said."""
    called_off: bool = False
    """Whether it did not happen because it was called off or foiled."""

    @property
    def doubtful(self) -> bool:
        """As `is_doubtful`."""
        return is_doubtful(self.type_sure, self.sure)

    @property
    def open(self) -> bool:
        """Whether it is told as planned, attempted, possible or conditional."""
        return self.modality != Modality.NEGATED and not self.happened

    @property
    def denied(self) -> bool:
        """Whether it is told as not having happened."""
        return self.modality == Modality.NEGATED and not (self.rejected or self.circumstance)

    @property
    def happened(self) -> bool:
        """As `Status.happened`."""
        return self.modality == Modality.ACTUAL and self.time != EventTime.FUTURE
