"""What is put off or called off: so far it was only planned, and it has not taken place."""

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
    for match in _putting_off().finditer(text.lower()):
        before = _WORD.findall(text[: match.start()])[-reach:]
        behind = _WORD.findall(text[match.end() :])[:reach]
        if not set(heads).isdisjoint(map(base, (*before, *behind))):
            return True
    return False


@cache
def putting_off_words() -> frozenset[str]:
    """The words that say so, in their base forms."""
    return frozenset(base(line.split()[0]) for line in _phrases())


@cache
def _putting_off() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_phrases())})\b")


def _phrases() -> list[str]:
    return str(settings()["echoes"]["putting_off"]).strip().splitlines()
