"""What is kept of an article so that its events can be compared with those of others.

An `Account` is made from one article alone (see ``describe``), is small, and goes into the store as
bytes; the comparison of tellings reads accounts and nothing else, never a text.
"""

import datetime as dt

import msgspec

from onrecord.records import Modality, PloverType, Precision
from onrecord.text import Span


class Party(msgspec.Struct, frozen=True, array_like=True):
    """Somebody or something that takes part."""

    head: str
    """Lemma of the head of the words, in lower case."""
    name: str = ""
    """The full name, folded, where the article gives one."""
    country: str | None = None
    code: str | None = None


class Locality(msgspec.Struct, frozen=True, array_like=True):
    """Where it was, as far as it is resolved."""

    name: str
    """Folded."""
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    """Degrees, WGS 84."""
    precision: Precision | None = None
    country: str | None = None
    admin1: str | None = None


class Telling(msgspec.Struct, frozen=True, array_like=True):
    """One mention of an event, as the comparison sees it."""

    id: str
    """Id of the event mention; of given spans, whatever the caller names them by."""
    trigger: Span
    sentence: int
    """Number of its sentence in the article, from 0."""
    lemma: str
    """Of the head of the trigger, in lower case."""
    words: str
    """The trigger as it stands, in lower case."""
    phrase: str
    """The lemmas of the trigger and of the particle of its verb, joined by "_": "gun_down"."""
    governor: str
    """Lemma of the word that the trigger hangs on; empty for the root of its sentence."""
    verb: bool
    senses: tuple[PloverType, ...] = ()
    """The types that the lexicon of triggers knows for the lemma, sorted."""
    type: PloverType | None = None
    """As coded; empty for given spans."""
    quad: int | None = None
    happened: bool | None = None
    """Whether it is told as a fact that took place; empty for given spans."""
    modality: Modality | None = None
    doers: tuple[Party, ...] = ()
    """By grammar: subjects, agents, possessors."""
    undergoers: tuple[Party, ...] = ()
    """By grammar: objects, subjects of passives, what "of" brings."""
    around: tuple[Party, ...] = ()
    """By grammar: what other prepositions bring."""
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    """As coded; empty for given spans."""
    place: Locality | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    numbers: tuple[str, ...] = ()
    """Figures of the sentence, as written."""
    vectors: bytes = b""
    """Of the trigger, its sentence, the doers and all others who take part; see ``vectors``."""
    terms: bytes = b""
    """Sorted 32-bit hashes, little-endian, of the words of its sentence that carry weight."""
    weights: bytes = b""
    """Their weights, 32-bit floats, of unit length together."""


class Account(msgspec.Struct, frozen=True, array_like=True):
    """All events that one article tells."""

    article: str
    date: dt.date | None
    """Day of publication."""
    terms: bytes
    weights: bytes
    """What the article is about, as those of a telling."""
    tellings: tuple[Telling, ...] = ()
    """In the order of the text."""
    joined: tuple[tuple[int, ...], ...] = ()
    """Numbers of the tellings that are one within the article already; those alone are left out."""


def to_bytes(account: Account) -> bytes:
    """``account`` for the store."""
    return msgspec.msgpack.encode(account)


def from_bytes(data: bytes) -> Account:
    """The account that `to_bytes` wrote.

    Raises:
        msgspec.DecodeError: it was written by another version.
    """
    return _DECODER.decode(data)


_DECODER = msgspec.msgpack.Decoder(Account)
