"""How words of a question are looked for."""

import re

_MARK = re.compile(r"([!-/:-@\[-^`{-~])")
"""Marks that can mean something in a pattern; the database knows no other escapes."""
_WHOLE_WORD = r"(?i)(^|\W){}(\W|$)"


def pattern(words: str) -> str:
    """Matches ``words`` as whole words, in any case."""
    escaped = r"\s+".join(_MARK.sub(r"\\\1", word) for word in words.split())
    return _WHOLE_WORD.format(escaped)


def longest(words: str) -> str:
    """The longest of ``words`` in lower case, to be looked for before the pattern of all."""
    return max(words.lower().split(), key=len, default="")


def code_of(words: str) -> str | None:
    """``words`` in capitals, if they can be a country code or the code of a body or group."""
    can_be = re.fullmatch(r"[A-Za-z]{2,3}|[A-Z][A-Z ]{3,}", words)
    return words.upper() if can_be else None
