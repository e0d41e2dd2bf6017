"""Why an input was left out: each refusal has a reason that one can count and a message."""

from enum import StrEnum

import msgspec

from onrecord.errors import InputError


class Reason(StrEnum):
    """Why something is not coded; the value is how a summary says it."""

    EMPTY = "empty"
    BINARY = "not a text"
    ENCODING = "not in UTF-8"
    TOO_LONG = "too long"
    NO_LETTERS = "without letters"
    NO_ARTICLE = "a page without an article"
    LANGUAGE = "not in English"
    DAMAGED = "damaged line"
    DATE = "not a date"
    FORMAT = "unknown format"
    ACCESS = "cannot be read"
    FAILED = "a fault of onrecord"


class RefusedError(InputError):
    """An input that is left out; the run goes on with the next."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """One input that was left out."""

    source: str
    """The file as the user named it, or "standard input"."""
    line: int | None = None
    """Line of the file, from 1, where the format has one article a line."""
    reason: Reason
    message: str
    """What is wrong and what to do about it."""

    @property
    def where(self) -> str:
        """File and line."""
        return self.source if self.line is None else f"{self.source}, line {self.line}"
