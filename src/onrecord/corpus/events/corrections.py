"""What an outlet takes back of its own report: who it had said to have done it."""

import re
from functools import cache

from onrecord.corpus.events.lexicon import settings
from onrecord.text import Span


def miscredits(text: str, sentence: Span) -> bool:
    """Whether a sentence of ``text`` repeats from an earlier version who did it, to take it back.

    It names an earlier version, and it or what follows in its paragraph says that it is not known
    who did it or that those who were named did not. What is corrected may be a day or a place:
    without such words whoever was named stays.
    """
    own = sentence.of(text).lower()
    if not _earlier_version().search(own):
        return False
    end = text.find("\n", sentence.end)
    after = text[sentence.start : len(text) if end < 0 else end].lower()
    return bool(_wrongly().search(own) or _unknown().search(after))


@cache
def _earlier_version() -> re.Pattern[str]:
    words = settings()["correcting"]
    return re.compile(rf"\b(?:{_any(words['earlier'])})\b(?: \w+)? (?:{_any(words['versions'])})\b")


@cache
def _wrongly() -> re.Pattern[str]:
    """Matches "wrongly attributed the strike to the army"."""
    words = settings()["correcting"]
    return re.compile(
        rf"\b(?:{_any(words['wrongly'])})\b(?: \w+)? ?(?:{_any(words['crediting'])})\b"
    )


@cache
def _unknown() -> re.Pattern[str]:
    """Matches "it is not known who did it", "who fired it is unclear", "had no part in"."""
    words = settings()["correcting"]
    open_ = rf"(?:not (?:\w+ )?(?:{_any(words['known'])})|{_any(words['unknown'])})"
    denials = "|".join(line.strip() for line in str(words["cleared"]).strip().splitlines())
    return re.compile(
        rf"\b{open_} (?:\w+ ){{0,2}}?(?:who|which)\b|\bwho \w+[^.]{{0,60}}? {open_}\b"
        rf"|\b(?:{denials})\b"
    )


def _any(words: str) -> str:
    return "|".join(words.split())
