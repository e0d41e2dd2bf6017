"""Whether a source says that it says nothing: "neither confirmed nor denied", "refused to say"."""

import re
from functools import cache

from onrecord import knowledge
from onrecord.text import Span

_BESIDE = 24
"""Characters beside a cue that can say it."""


def says_nothing(text: str, cue: Span) -> bool:
    """Whether ``cue`` and what stands around it in ``text`` say so; not what ends before it."""
    first = max(0, cue.start - _BESIDE)
    found = _nothing().finditer(text[first : cue.end + _BESIDE].lower())
    return any(first + match.end() > cue.start for match in found)


@cache
def _nothing() -> re.Pattern[str]:
    lists = knowledge.toml("statements", "cues.toml")["declining"]
    refusing, modals, saying = (
        "|".join(str(lists[name]).split()) for name in ("refusing", "modals", "saying")
    )
    either = r"(?:confirm\w*|den\w+)"
    return re.compile(
        rf"\bneither {either} nor {either}|\b(?:{refusing}) to (?:{saying})\b"
        rf"|\b(?:{modals}) not (?:{saying})\b"
    )
