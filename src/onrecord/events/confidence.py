"""From which chance on the trained reader of events is believed."""

from functools import cache

import msgspec

from onrecord import knowledge


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """From which chance on the reader is believed; all from 0 to 1."""

    lexical: float
    """That a word of the lexicon tells an event."""
    new: float
    """That a word that the lexicon does not know tells one."""
    speech: float
    """That a word of saying tells the act that is said to be done."""
    side: float
    """That a word heads an actor or a recipient."""
    sure: float
    """That a word heads an actor or a recipient, where grammar says another."""
    believed: float
    """That an event took place, below which the rules' fact is none."""
    past: float
    """That an event is background, where the rules say that it is news."""
    near: float
    """Share of the chance of the likeliest actor, or recipient, that another must have."""


@cache
def limits() -> Limits:
    """The limits of ``confidence.toml``."""
    return msgspec.convert(knowledge.toml("events", "confidence.toml")["reader"], Limits)
