"""Numbers in words and digits: "some two dozen", "1.5 million", "between 30 and 40".

`number_at` reads one plain number; `quantity_at` reads it with the words around it that make it a
bound or a range. Both work on lower-case words, so that they can be tested without a parser.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord import knowledge

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SUFFIXED = re.compile(r"(\d[\d,.]*)(k|m|mn|bn|tn|b)", re.IGNORECASE)
_RANGE = re.compile(r"(\d[\d,.]*)[-–—](\d[\d,.]*)")
MAX_WORDS = 24
"""Longer runs of number words are lists, not numbers."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of words ``[start, end)``; ``value`` is ``None`` for "dozens"."""

    start: int
    end: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds of words ``[start, end)``; ``None`` where the text gives none."""

    start: int
    end: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The word lists of ``figures/numbers.toml``."""

    units: dict[str, float]
    scales: dict[str, float]
    suffixes: dict[str, float]
    vague: frozenset[str]
    at_least: tuple[tuple[str, ...], ...]
    at_most: tuple[tuple[str, ...], ...]
    about: tuple[tuple[str, ...], ...]
    or_more: tuple[tuple[str, ...], ...]
    or_fewer: tuple[tuple[str, ...], ...]


@cache
def number_words() -> NumberWords:
    """The words of the knowledge file, read once a process."""
    table = knowledge.toml("figures", "numbers.toml")
    bounds: dict[str, Any] = table["bounds"]
    phrases = {name: _phrases(words) for name, words in bounds.items()}
    return NumberWords(
        units={word: float(value) for word, value in table["units"].items()},
        scales={word: float(value) for word, value in table["scales"].items()},
        suffixes={word: float(value) for word, value in table["suffixes"].items()},
        vague=frozenset(table["vague"]["words"]),
        **phrases,
    )


def _phrases(words: list[str]) -> tuple[tuple[str, ...], ...]:
    """Longest first, so that "no more than" is not read as "more than"."""
    return tuple(sorted((tuple(w.split()) for w in words), key=lambda p: (-len(p), p)))


def number_at(words: Sequence[str], at: int) -> Number | None:
    """The longest plain number that starts at ``words[at]``.

    Args:
        words: lower-case words; hyphens may stand as words of their own or inside one.
    """
    if at >= len(words):
        return None
    vague = _vague_at(words, at)
    if vague is not None:
        return vague
    lists = number_words()
    total, current, end, seen = 0.0, 0.0, at, False
    while end < min(len(words), at + MAX_WORDS):
        word = words[end]
        value = _value(word, lists, first=not seen)
        if value is not None and (not seen or _may_follow(words[end - 1], word, current)):
            current += value
        elif word in lists.scales and (seen or _may_open(words, at)):
            current = (current if seen else 1.0) * lists.scales[word]
            if lists.scales[word] >= 1000:
                total, current = total + current, 0.0
        elif not (seen and _joins(words, end, lists)):
            break
        else:
            end += 1
            continue
        seen, end = True, end + 1
    return Number(at, end, total + current) if seen else None


_OPEN = frozenset({"several", "few", "many"})
"""Words that leave open how many of a scale there are."""


def _vague_at(words: Sequence[str], at: int) -> Number | None:
    """ "dozens", "hundreds of thousands", "several million": numbers without a value."""
    lists = number_words()
    if words[at] not in lists.vague:
        return None
    end = at + 1
    if words[at] in _OPEN and end < len(words) and words[end] in lists.scales:
        return Number(at, end + 1, None)
    while end + 1 < len(words) and words[end] == "of" and words[end + 1] in lists.vague:
        end += 2
    return Number(at, end, None)


def _may_open(words: Sequence[str], at: int) -> bool:
    """Whether a scale opens a number by itself: "a hundred" does, through its article."""
    return (
        words[at] in {"dozen", "hundred", "thousand", "million"}
        and at > 0
        and words[at - 1]
        in {
            "a",
            "one",
            "per",
            "some",
        }
    )


def _value(word: str, lists: NumberWords, *, first: bool) -> float | None:
    if word in lists.units:
        return lists.units[word]
    if "-" in word and all(part in lists.units for part in word.split("-")):
        return sum(lists.units[part] for part in word.split("-"))
    if not first:
        return None
    return digits(word)


def digits(word: str) -> float | None:
    """The value of a number in digits, with thousands marks and suffixes: "1,200", "20m"."""
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    suffixed = _SUFFIXED.fullmatch(word)
    if suffixed is not None and _DIGITS.fullmatch(suffixed[1]):
        scale = number_words().suffixes.get(suffixed[2].lower())
        if scale is not None:
            return float(suffixed[1].replace(",", "")) * scale
    return None


def _may_follow(before: str, word: str, current: float) -> bool:
    """Whether ``word`` continues a number: units after tens, anything small after a scale."""
    lists = number_words()
    value = _value(word, lists, first=False)
    if value is None:
        return False
    if before in lists.scales or before == "and":
        return True
    return (before == "-" or before in lists.units) and _takes_unit(current) and value < 10


def _takes_unit(current: float) -> bool:
    """Whether a number ends in a ten that a unit may follow: "thirty", "one hundred and twenty"."""
    return 20 <= current % 100 <= 90 and current % 10 == 0


def _joins(words: Sequence[str], at: int, lists: NumberWords) -> bool:
    """Whether ``words[at]`` is the "and" or hyphen inside a number."""
    if at + 1 >= len(words):
        return False
    after, before = words[at + 1], words[at - 1]
    if words[at] == "-":
        ten = before in lists.units and _takes_unit(lists.units[before])
        unit = ten and after in lists.units and lists.units[after] < 10
        return unit or (after in lists.scales and before in lists.units)
    return (
        words[at] == "and"
        and before in {"hundred", "thousand", "million"}
        and (
            after in lists.units or ("-" in after and _value(after, lists, first=False) is not None)
        )
    )


def quantity_at(words: Sequence[str], at: int, lead: int | None = None) -> Quantity | None:
    """The quantity whose plain number starts at ``words[at]``, with bounds before and after it.

    The span takes in the bounding words: "at least 12", "30 to 40", "100 or more". ``lead`` is
    where the bounding words before it end, if not at ``at``: a currency sign stands between.
    """
    joined = _RANGE.fullmatch(words[at])
    if joined is not None:
        low, high = digits(joined[1]), digits(joined[2])
        if low is not None and high is not None and low < high:
            return Quantity(at, at + 1, low, high)
    number = number_at(words, at)
    if number is None:
        return None
    return _ranged(words, number) or _bounded(words, number, at if lead is None else lead)


def _ranged(words: Sequence[str], number: Number) -> Quantity | None:
    """ "between 30 and 40", "from 30 to 40", "30 to 40", "30 - 40"."""
    if number.end + 1 >= len(words) or number.value is None:
        return None
    link = words[number.end]
    before = words[number.start - 1] if number.start else ""
    opened = before in {"between", "from"}
    if link not in {"to", "-", "–", "—"} and not (link == "and" and before == "between"):
        return None
    other = number_at(words, number.end + 1)
    if other is None or other.value is None:
        return None
    low, high = number.value, other.value
    scale = _scale_of(words, other)
    if low < high and scale > 1 and low * scale <= high and number.value < 1000:
        low *= scale
    if low >= high:
        return None
    start = number.start - opened
    start -= _ends_with(words[max(0, start - 5) : start], number_words().about)
    return Quantity(start, other.end, low, high)


def _scale_of(words: Sequence[str], number: Number) -> float:
    """The scale that ends a number: "two to three million" means two million to three."""
    return number_words().scales.get(words[number.end - 1], 1.0)


def _bounded(words: Sequence[str], number: Number, start: int) -> Quantity:
    lists = number_words()
    low = high = number.value
    end = number.end
    article = start > 1 and words[start - 1] == "a" and words[number.start] in lists.scales
    start -= article  # of "at least a dozen"
    before = words[max(0, start - 5) : start]
    at_least, at_most = _ends_with(before, lists.at_least), _ends_with(before, lists.at_most)
    # "no fewer than" also ends in "fewer than": the longer phrase counts.
    if at_most > at_least:
        low = None
    elif at_least:
        high = None
    start -= max(at_least, at_most) or _ends_with(before, lists.about)
    after = words[end : end + 4]
    if size := _starts_with(after, lists.or_more):
        high, end = None, end + size
    elif size := _starts_with(after, lists.or_fewer):
        low, end = None, end + size
    return Quantity(start, end, low, high)


def _ends_with(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> int:
    """How many words the longest of ``phrases`` at the end of ``words`` has; 0 if none is there."""
    return next((len(p) for p in phrases if tuple(words[len(words) - len(p) :]) == p), 0)


def _starts_with(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> int:
    return next((len(p) for p in phrases if tuple(words[: len(p)]) == p), 0)
