"""What is put off, called off or foiled: it was only planned, and it has not taken place."""

import re
from collections.abc import Collection
from functools import cache

from onrecord.corpus.events.forms import base
from onrecord.corpus.events.lexicon import settings

_WORD = re.compile(r"[^\W_]+")
_REACH = 5


def is_put_off(text: str, heads: Collection[str], reach: int = _REACH) -> bool:
    """Whether a thing with one of ``heads`` for its noun is told as put off or called off.

    Args:
        reach: words around what is put off in which it is named.
    """
    return _is_beside(_any_of("putting_off"), text, heads, reach)


def is_prevented(text: str, heads: Collection[str], reach: int) -> bool:
    """Whether it is told as called off, as `is_put_off`, or as foiled by others."""
    return is_put_off(text, heads, reach) or _is_beside(_any_of("foiling"), text, heads, reach)


def _is_beside(said: re.Pattern[str], text: str, heads: Collection[str], reach: int) -> bool:
    for match in said.finditer(text.lower()):
        before = _WORD.findall(text[: match.start()])[-reach:]
        behind = _WORD.findall(text[match.end() :])[:reach]
        if not set(heads).isdisjoint(map(base, (*before, *behind))):
            return True
    return False


@cache
def putting_off_words() -> frozenset[str]:
    """The words that say so, in their base forms."""
    return frozenset(base(line.split()[0]) for line in _phrases("putting_off"))


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_phrases(name))})\b")


def _phrases(name: str) -> list[str]:
    return str(settings()["echoes"][name]).strip().splitlines()
