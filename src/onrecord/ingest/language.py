"""Which language a text is in."""

import csv
import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from onrecord import knowledge

SAMPLE = 5_000
"""Code points from the beginning of a text that are looked at."""

SHORT = 200
"""Below this number of letters the identification must be sure to name another language."""

SURE = 0.5
"""Probability from which it is sure."""

ENGLISH_SHARE = 0.15
"""Share of English function words from which words in Latin letters are English; news has 0.3."""

ASCII_SHARE = 0.9
"""Share of the letters of an English text that are a to z."""

_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str | None:
    """The ISO 639 code of the language of ``text``; ``None`` if it is too short to tell."""
    sample = text[:SAMPLE]
    found, probability = _identifier().classify(sample)
    if found == "en" or reads_as_english(sample):
        return "en"
    letters = sum(char.isalpha() for char in sample)
    return None if letters < SHORT and probability < SURE else str(found)


def reads_as_english(text: str) -> bool:
    """Whether letters and function words are those of English."""
    words = _WORD.findall(text.lower())
    letters = "".join(words)
    if not letters:
        return False
    plain = sum(char.isascii() for char in letters) / len(letters)
    known = sum(word in _function_words() for word in words) / len(words)
    return plain >= ASCII_SHARE and known >= ENGLISH_SHARE


def code_of(given: str) -> str:
    """The ISO 639 code that a user's name for a language means: "en-GB" and "English" are en."""
    bare = re.split(r"[-_]", given.strip().lower())[0]
    by_name = {name.lower(): code for code, name in _names().items()}
    return "en" if bare == "eng" else by_name.get(bare, bare)


def name_of(code: str) -> str:
    """The English name of a language."""
    return _names().get(code, f"'{code}'")


@cache
def _identifier() -> LanguageIdentifier:
    """The model, loaded once a process; probabilities do not depend on what it saw before."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _names() -> dict[str, str]:
    with knowledge.path("ingest", "languages.csv").open(encoding="utf-8") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


@cache
def _function_words() -> frozenset[str]:
    return frozenset(knowledge.toml("ingest", "english.toml")["words"])
