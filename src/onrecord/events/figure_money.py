"""Sums of money: which currency a number is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import knowledge


@dataclass(frozen=True, slots=True)
class Currencies:
    """ISO 4217 codes by sign, by name and by country and name."""

    signs: dict[str, str]
    names: dict[str, str]
    national: dict[str, str]


@cache
def currencies() -> Currencies:
    """The table of the knowledge file, read once a process."""
    table = knowledge.toml("figures", "currencies.toml")
    signs = {sign.lower(): code for sign, code in table["signs"].items()}
    return Currencies(signs=signs, names=table["names"], national=table["national"])


def sign_before(words: Sequence[str], at: int) -> str | None:
    """The code of the currency sign right before ``words[at]``."""
    return currencies().signs.get(words[at - 1]) if at > 0 else None


def name_after(words: Sequence[str], end: int) -> tuple[str, int] | None:
    """The code of the currency that ``words[end]`` begins to name, and where the name ends.

    Args:
        words: lower-case words.
    """
    known = currencies()
    for size in (3, 2):
        name = " ".join(words[end : end + size])
        for stem in (name, name.removesuffix("s")):
            if stem in known.national:
                return known.national[stem], end + size
    while end + 1 < len(words) and words[end] in {"u.s.", "us", "of"}:
        # "hundreds of billions of dollars", "2 million U.S. dollars"
        end += 1
    for stem in _stems(words, end):
        if stem in known.names:
            return known.names[stem], end + 1
    return None


def _stems(words: Sequence[str], at: int) -> tuple[str, ...]:
    if at >= len(words):
        return ()
    return words[at], words[at].removesuffix("s")
