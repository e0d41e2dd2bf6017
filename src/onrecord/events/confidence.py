"""From which chance on the trained reader of events is believed, and how sure a telling is."""

from functools import cache
from math import exp, log
from typing import NamedTuple

import msgspec

from onrecord import knowledge
from onrecord.events.found import Found

_LEAST = 1e-4


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """From which chance on the reader is believed; all from 0 to 1."""

    lexical: float
    """That a word of the lexicon tells an event."""
    counted: float
    """The same where a number says to how many it is done."""
    new: float
    """That a word that the lexicon does not know tells one."""
    retyped: float
    """That a word of the lexicon tells an event of another type than the lexicon says."""
    said: float
    """That a plain word of saying tells blame, which then lies in what is said alone."""
    speech: float
    """That a word of saying tells the act that is said to be done."""
    side: float
    """That a word heads an actor or a recipient, where grammar does not say so."""
    linked: float
    """That a word heads an actor or a recipient, where grammar says so."""
    sure: float
    """That a word heads an actor or a recipient, where grammar says another."""
    believed: float
    """That an event took place, below which the rules' fact is none."""
    fact: float
    """That an event took place, from which a plan or a doubt by the rules is a fact."""
    past: float
    """That an event is background, where the rules say that it is news."""
    near: float
    """Share of the chance of the likeliest actor, or recipient, that another must have."""


@cache
def limits() -> Limits:
    """The limits of ``confidence.toml``."""
    return msgspec.convert(knowledge.toml("events", "confidence.toml")["reader"], Limits)


class Scales(msgspec.Struct, frozen=True, kw_only=True):
    """From the log odds of the reader's chances to calibrated ones: a constant, then weights.

    Platt scaling (Platt 1999), fitted by ``training/events/calibrate.py`` on texts from which the
    reader has not learned.
    """

    type: tuple[float, float]
    sides: tuple[float, float]
    status: tuple[float, float]
    whole: tuple[float, float, float, float]
    """Of type, sides and status together."""


@cache
def scales() -> Scales:
    """The scales of ``scales.json``."""
    return msgspec.json.decode(knowledge.path("events", "scales.json").read_bytes(), type=Scales)


class Sureness(NamedTuple):
    """The chances that parts of a telling are right, and all of them."""

    type: float
    sides: float
    status: float
    whole: float

    @classmethod
    def of(cls, found: Found, status: float) -> "Sureness":
        """Calibrated; ``status`` is the reader's chance of whether it happened."""
        odds = [log_odds(chance) for chance in (found.chance, found.sides_chance, status)]
        sure = scales()
        parts = zip((sure.type, sure.sides, sure.status), odds, strict=True)
        kind, sides, fact = (_chance(base + weight * one) for (base, weight), one in parts)
        base, *weights = sure.whole
        whole = base + sum(w * one for w, one in zip(weights, odds, strict=True))
        return cls(kind, sides, fact, _chance(whole))


def log_odds(chance: float) -> float:
    """Of a chance that is neither 0 nor 1 for sure."""
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))


def _chance(odds: float) -> float:
    return round(1 / (1 + exp(-odds)), 4)
