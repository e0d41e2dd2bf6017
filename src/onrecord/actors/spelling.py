"""Spellings of the same name in other transliterations."""

import re
from functools import cache

_SOUNDS = (
    (re.compile(r"^(al|el|ul)(?=[a-z]{4})"), ""),
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"kh|gh|q|ck|g(?![ei])|c(?![eih])|x"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"sch|sh|ch|tch|zh"), "s"),
    (re.compile(r"th|dh|d"), "t"),
    (re.compile(r"[zc]"), "s"),
    (re.compile(r"w|b(?=h)"), "v"),
    (re.compile(r"j|dj|g(?=[ei])"), "j"),
    (re.compile(r"(?<!^)[aeiouyh]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@cache
def skeleton(word: str) -> str:
    """The consonants of a folded word, alike for usual transliterations of one name.

    ``qassem``, ``qasem`` and ``kassem`` all give ``ksm``. Short words come back as they are: too
    little of them would be left to tell names apart.
    """
    if len(word) < 4:
        return word
    sound = word
    for pattern, put in _SOUNDS:
        sound = pattern.sub(put, sound)
    first = "a" if sound[:1] in ("a", "e", "i", "o", "u", "y") else sound[:1]
    sound = first + sound[1:]
    return sound if len(sound) > 1 else word
