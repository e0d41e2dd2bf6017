"""Forms of words that are compared across sentences."""

import re
from functools import cache, lru_cache

from onrecord.corpus.events.lexicon import lemma_of, settings
from onrecord.corpus.events.recalls import listed

_WORD = re.compile(r"[^\W_]+")
ASKED_OFTEN = 1 << 15
"""Later sentences of which is kept what many forecasts ask of them."""


@cache
def base(word: str) -> str:
    """A word without its ending, the same for the forms of a verb: "stopped", "stop"."""
    low = word.lower()
    found = _irregular().get(low) or lemma_of(low)
    doubled = found[-1:] == found[-2:-1] and found[-1:] not in "aeiouls"
    if doubled and found != low and len(found) > 3:
        found = found[:-1]
    return found.removesuffix("e") if len(found) > 2 else found


@lru_cache(ASKED_OFTEN)
def bases_in(text: str) -> frozenset[str]:
    """The words of a text in their base forms."""
    return frozenset(base(word) for word in _WORD.findall(text))


def is_time(word: str) -> bool:
    """Whether it is a word of times: they stand in every report."""
    return word.lower() in listed("times") and word not in ("march", "may")


def has_condition(text: str) -> bool:
    """Whether what is told hangs on something ("if", "unless")."""
    return not listed("conditions").isdisjoint(text.lower().split())


@cache
def _irregular() -> dict[str, str]:
    lines = str(settings()["echoes"]["irregular"]).strip().splitlines()
    return {form: line.split()[0] for line in lines for form in line.split()}


def tells_of(told: str, foretold: str) -> bool:
    """Whether a base form can tell what another foretold: "approved", where a vote was to be."""
    if told == foretold:
        return True
    return any(foretold in left and told in (left | right) for left, right in _families())


def is_deed(word: str) -> bool:
    """Whether a base form is known to name something that is done: "funeral", "vote"."""
    return any(word in left for left, _ in _families())


@cache
def _families() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    lines = str(settings()["deeds"]["families"]).strip().splitlines()
    halves = [[frozenset(map(base, half.split())) for half in line.split(">")] for line in lines]
    return tuple((half[0], half[1] if len(half) > 1 else frozenset()) for half in halves)
