"""What the readers get and give: the contract of an input format.

A reader takes a binary stream and where it comes from and yields an item for each article or
refusal in it. A new format is one more module with such a function and one more line in
``formats.py``.
"""

import datetime as dt
from collections.abc import Iterator
from typing import BinaryIO, Protocol

import msgspec

from onrecord.ingest.refusal import Refusal, RefusedError
from onrecord.records import Article


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the user says about texts that do not say it themselves."""

    date: dt.date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a stream comes from."""

    key: str | None
    """Path below the folder that the user named, with ``/``; empty for standard input."""
    shown: str
    """What to call it in messages."""
    known: Known = Known()


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader found."""

    found: Article | Refusal
    size: int
    """Bytes of the input that it took, for the progress."""


class Reader(Protocol):
    """One input format."""

    def __call__(self, stream: BinaryIO, origin: Origin) -> Iterator[Item]:
        """The articles and refusals of ``stream``, in its order."""
        ...


def refusal(error: RefusedError, origin: Origin, line: int | None = None) -> Refusal:
    """The refusal that ``error`` means for the input ``origin``."""
    return Refusal(source=origin.shown, line=line, reason=error.reason, message=str(error))
