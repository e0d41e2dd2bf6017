"""Whether a source says that it says nothing: "neither confirmed nor denied", "refused to say"."""

import re
from functools import cache

from onrecord import knowledge


def says_nothing(words: str) -> bool:
    """Whether it is said so in ``words``, a cue with what stands beside it."""
    return _nothing().search(words.lower()) is not None


@cache
def _nothing() -> re.Pattern[str]:
    lists = knowledge.toml("statements", "cues.toml")["declining"]
    refusing, modals, saying = (
        "|".join(str(lists[name]).split()) for name in ("refusing", "modals", "saying")
    )
    either = r"(?:confirm|den)\w+"
    return re.compile(
        rf"\bneither {either} nor {either}|\b(?:{refusing}) to (?:{saying})\b"
        rf"|\b(?:{modals}) not (?:{saying})\b"
    )
