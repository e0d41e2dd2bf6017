"""Numbers in words and figures."""

from collections.abc import Sequence

from onrecord.dates.tokens import Token

_NUMERIC = frozenset({"DAYN", "YEAR", "DIGITS", "NWORD", "HUNDRED"})


def quantity(tokens: Sequence[Token]) -> float | None:
    """What the number words of a match amount to; ``None`` for "several", "a few" and nothing.

    "twenty-five", "two and a half", "a hundred", "half a", "a" and figures are understood.
    """
    if any(token.kind == "VAGUE" for token in tokens) or not tokens:
        return None
    total, seen = 0.0, False
    for token in tokens:
        if token.kind in _NUMERIC:
            total, seen = _added(total, float(token.value)), True
    if any(token.kind == "HALF" for token in tokens):
        return total + 0.5
    return total if seen else 1.0


def _added(total: float, number: float) -> float:
    if number in (100, 1000):
        return (total or 1) * number
    return total + number


def count_text(number: float | None) -> str:
    """The number as TIMEX3 writes it: "X" where it is vague, no ".0"."""
    if number is None:
        return "X"
    return str(int(number)) if number == int(number) else f"{number:g}"
