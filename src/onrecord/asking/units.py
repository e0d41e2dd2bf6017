"""What series are counted by; apart from them, for the command line reads it at every start."""

from enum import StrEnum


class Period(StrEnum):
    """How long the periods are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Unit(StrEnum):
    """What is counted by."""

    DYAD = "dyad"
    """Who acts and to whom it is done, by codes."""
    COUNTRY = "country"
    """Where it is told to have taken place."""
