"""Texts in capitals only, as old wire copy is: the case of each word is restored for reading.

Models that were trained on mixed case take every word in capitals for a name. A word is set in
small letters if it stands so in most texts, or if it is an inflection of such a word; names of
several words come from the tables of places and actors, and what is unknown is taken for a name.
The length stays, so every offset holds; the text of the article itself stays in capitals.
"""

import csv
import gzip
import re
from collections.abc import Iterator
from functools import cache

from onrecord import knowledge

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST = 0.95
_LEAST = 40
"""Letters from which a text can be told to be in capitals."""
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "'s", "’s")
_NO_VOWEL = re.compile(r"[^aeiouy]+")
_LONGEST_ACRONYM = 6
_LONGEST_NAME = 6
_OPENING = re.compile(r"(?:[.!?]['\"”’)]*\s+[\"“]?|\n\s*\n\s*[\"“]?|\[TEXT\]\s*|\)\s*--?\s*)$")
_LOOK_BACK = 14
"""Characters before a word that can show that it opens a sentence."""
_TABLES = (
    ("places", "places.csv", ("name", "aliases")),
    ("places", "countries.csv", ("name", "aliases", "capital")),
    ("places", "demonyms.csv", ("word",)),
    ("actors", "countries.csv", ("form",)),
    ("actors", "bodies.csv", ("name",)),
)
_CALENDAR = """January February March April May June July August September October November December
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
Monday Tuesday Wednesday Thursday Friday Saturday Sunday"""
_DAY = re.compile(r"\d{1,2}\s*$")


def restored(text: str) -> str:
    """``text`` with the case of its words restored, if it is all in capitals; of equal length."""
    if not in_capitals(text):
        return text
    out = list(text)
    acronyms = _acronyms(text)
    names = dict(_named(text))
    covered = {at for start, end in names for at in range(start, end)}
    for (start, _), form in names.items():
        out[start : start + len(form)] = form
    for match in _WORD.finditer(text):
        if match.start() in covered or match[0] in acronyms or _is_abbreviation(text, match):
            continue
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        word = _cased(match[0], opens=bool(_OPENING.search(before)))
        if _calendar(text, match):
            word = match[0].capitalize()
        if match.start() == 0:
            word = word[:1].upper() + word[1:]
        out[match.start() : match.end()] = word
    return "".join(out)


def in_capitals(text: str) -> bool:
    """Whether nearly all letters of ``text`` are capitals."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < _LEAST:
        return False
    return sum(char.isupper() for char in letters) >= _MOST * len(letters)


def _cased(word: str, *, opens: bool) -> str:
    lower = word.lower()
    if len(lower) != len(word):
        # A letter that has no small form of one character.
        return word
    if is_common(lower):
        return lower[:1].upper() + lower[1:] if opens else lower
    short = len(word) <= _LONGEST_ACRONYM and _NO_VOWEL.fullmatch(lower)
    if short and len(word) > 1:
        return word
    return _title(lower)


def is_common(lower: str) -> bool:
    """Whether a word stands in small letters, or is the inflection of one that does."""
    words = _lowercase()
    if lower in words or lower == "a":
        return True
    if lower.endswith("ies") and f"{lower[:-3]}y" in words:
        return True
    for ending in _ENDINGS:
        stem = lower.removesuffix(ending)
        if stem != lower and len(stem) > 2 and (stem in words or f"{stem}e" in words):
            return True
    return False


def _title(lower: str) -> str:
    """The first letter large, and the one after "Mc" and "O'"."""
    if lower.startswith(("o'", "o’", "d'", "d’")):
        return lower[0].upper() + lower[1] + lower[2:].capitalize()
    return lower[:1].upper() + lower[1:]


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    """Whether single letters stand with full stops ("U.S.")."""
    return len(match[0]) == 1 and text[match.end() : match.end() + 1] == "."


def _calendar(text: str, match: re.Match[str]) -> bool:
    """A month or weekday; one that is also a word ("may", "march") only beside a number."""
    if match[0].capitalize() not in _calendar_names():
        return False
    if not is_common(match[0].lower()):
        return True
    after = text[match.end() : match.end() + 3].strip()
    before = text[max(0, match.start() - 4) : match.start()]
    return bool(_DAY.search(before)) or after[:1].isdigit()


def _acronyms(text: str) -> frozenset[str]:
    """Short words that stand alone in brackets: the text gives them as acronyms."""
    found = re.findall(r"[(\[]([A-Z]{2,6})(?:-[A-Z]{2,6})?[)\]]", text)
    found += re.findall(r"\([A-Z]{2,6}-([A-Z]{2,6})\)", text)
    return frozenset(word for word in found if not is_common(word.lower()) or len(word) < 4)


def _named(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Names of several words and single ones of the tables, with where they stand."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        found = _longest(text, words, at)
        if found is None:
            at += 1
            continue
        size, form = found
        yield (words[at].start(), words[at + size - 1].end()), form
        at += size


def _longest(text: str, words: list[re.Match[str]], at: int) -> tuple[int, str] | None:
    for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        piece = text[words[at].start() : words[at + size - 1].end()]
        form = _names().get(" ".join(piece.split()).lower())
        if form is None or len(form) != len(piece):
            continue
        if size > 1 or not is_common(piece.lower()):
            # Line ends inside a name stay where they are.
            return size, _as_in(piece, form)
    return None


def _as_in(piece: str, form: str) -> str:
    return "".join(a if a.isspace() else b for a, b in zip(piece, form, strict=True))


@cache
def _names() -> dict[str, str]:
    """Names of places and actors by their small letters."""
    found: dict[str, str] = {}
    for area, file, columns in _TABLES:
        lines = knowledge.path(area, file).read_text(encoding="utf-8").splitlines()
        for row in csv.DictReader(lines):
            for column in columns:
                for name in row[column].split("|"):
                    if name and len(name) == len(name.lower()):
                        found.setdefault(name.lower(), name)
    return found


@cache
def _lowercase() -> frozenset[str]:
    blob = knowledge.path("language", "lowercase.txt.gz").read_bytes()
    return frozenset(gzip.decompress(blob).decode("utf-8").split())


@cache
def _calendar_names() -> frozenset[str]:
    return frozenset(_CALENDAR.split())
