"""Whether what came is less than was foretold, or another than the one that was foretold.

"All airports" and "four airports", "500 soldiers" and "200 soldiers"; "a second warship" is not
"a third warship".
"""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from math import inf

from onrecord.corpus.events.forms import ASKED_OFTEN
from onrecord.corpus.events.lexicon import listed
from onrecord.corpus.story import stem
from onrecord.events.numbers import number_at, quantity_at

_listed = partial(listed, "shortfall")
_WORD = re.compile(r"[a-z]+|\d[\d,.]*\d|\d")
_MEASURED = re.compile(r"[a-z]+|\d[\d,.]*\d|\d|[.;:]")
_REACH = 2
"""Words behind a number or an ordinal that can be what it counts."""
_LESS = 0.9
"""Share of the number foretold below which what came is less: counts are rounded."""
_FORECASTS = 16
"""Forecasts of which is kept what is asked again for each sentence."""
_YEARS = range(1900, 2100)


def other_item(foretold: str, told: str) -> bool:
    """Whether ordinals say that something else of its kind is told."""
    first, second = _ordinals(foretold), _ordinals(told)
    shared = first.keys() & second.keys()
    return bool(shared) and all(first[noun] != second[noun] for noun in shared)


def falls_short(foretold: str, told: str) -> bool:
    """Whether fewer are told than were foretold."""
    whole, counts = set(_wholes(foretold)), dict(_counts(foretold))
    every = set(_wholes(told))
    for noun, number in _counts(told):
        if noun in whole and noun not in every:
            return True
        if number is not None and (counts.get(noun) or 0) * _LESS > number:
            return True
    return False


def kept_within(foretold: str, told: str) -> bool | None:
    """Whether a measure told later lies within the bound foretold for it: "below 50 percent".

    Empty where no bound is foretold, or where what is told leaves it open. Of people and things
    that are counted, fewer than foretold come short of it (`falls_short`).
    """
    bounds = _bounds(foretold)
    if not bounds:
        return None
    for unit, low, high in _measured(told):
        if unit in bounds and None not in (low, high):
            least, most = bounds[unit]
            return (least or -inf) <= (low or 0.0) and (high or 0.0) <= (most or inf)
    return None


@lru_cache(_FORECASTS)
def _bounds(text: str) -> dict[str, tuple[float | None, float | None]]:
    """The measures that are bounded on one side only, by unit."""
    return {unit: (low, high) for unit, low, high in _measured(text) if None in (low, high)}


def _measured(text: str) -> Iterator[tuple[str, float | None, float | None]]:
    """The unit of each measure in figures, with its bounds."""
    words = _MEASURED.findall(text.lower().replace("%", " percent").replace("per cent", "percent"))
    for at in range(len(words)):
        if not words[at][0].isdigit():
            continue
        found = quantity_at(words, at)
        if found is None or found.end == len(words):
            continue
        unit = words[found.end]
        if unit in _listed("measures"):
            yield stem(unit), found.low, found.high


@lru_cache(ASKED_OFTEN)
def _ordinals(text: str) -> dict[str, str]:
    """What an ordinal behind an article is said of, and the ordinal."""
    words = _words(text)
    return {
        stem(noun): word
        for at, word in enumerate(words[1:], 1)
        if word in _listed("ordinals") and words[at - 1] in _listed("determiners")
        for noun in words[at + 1 : at + 1 + _REACH]
    }


def _wholes(text: str) -> Iterator[str]:
    """What all or both of are told of."""
    words = _words(text)
    for at, word in enumerate(words):
        if word in _listed("wholes"):
            rest = [w for w in words[at + 1 :] if w not in _listed("determiners") and w != "of"]
            yield from map(stem, rest[:_REACH])


def _counts(text: str) -> Iterator[tuple[str, float | None]]:
    """What a number or a word for some of them stands before."""
    words, at = _words(text), 0
    while at < len(words):
        number = number_at(words, at)
        some = words[at] in _listed("some")
        if number is None and not some:
            at += 1
            continue
        end = at + 1 if number is None else number.end
        value = None if number is None else number.value
        while end < len(words) and (words[end] == "of" or words[end] in _listed("determiners")):
            end += 1
        if value is None or value not in _YEARS or not value.is_integer():
            nouns = [w for w in words[end : end + _REACH] if w not in _listed("measures")]
            yield from ((stem(noun), value) for noun in nouns)
        at = end


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
