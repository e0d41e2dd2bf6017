"""The words of time in a text, as a string of kinds that the grammar's rules are matched against.

Every token of the article becomes one character that stands for its kind, so a rule is a regular
expression over kinds and blank space, case and spelling variants are out of its sight.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from onrecord.dates.vocabulary import conventions, holidays, words
from onrecord.text import Span

_NUMBERS = ("YEAR", "DAYN", "DIGITS")
_CAPITAL_KINDS = frozenset({"ZONE", "WDSHORT"})
_TABLES = {
    "month": "MONTH",
    "weekday": "WDAY",
    "weekday_short": "WDSHORT",
    "season": "SEASON",
    "daypart": "DAYPART",
    "noon": "NOON",
    "deictic": "DEICTIC",
    "unit": "UNIT",
    "units": "UNITS",
    "number": "NWORD",
    "hundred": "HUNDRED",
    "ordinal": "ORDW",
    "decade_word": "DECWORD",
    "periodic": "PERIODIC",
    "zone": "ZONE",
    "phase": "PHASE",
    "phase_noun": "PHASEN",
    "phase_relative": "PHASEREL",
    "reference": "REFWORD",
}


class Token(NamedTuple):
    """A token and what it means for the grammar."""

    kind: str
    """Name of the kind, such as ``MONTH``."""
    span: Span
    word: str
    """In lower case."""
    value: int | float | str
    """Number of the month, day or year, code of the season or unit; the word where none."""


@cache
def kinds() -> dict[str, str]:
    """The character that stands for each kind: private-use code points, in a fixed order."""
    lexed = sorted(name for name in _lexer().groupindex if name.isupper())
    names = dict.fromkeys(["BREAK", *lexed, *_NUMBERS, *_TABLES.values(), *words()["kinds"]])
    return {name: chr(0xE000 + at) for at, name in enumerate(names)}


@cache
def _lexicon() -> dict[str, tuple[str, int | float | str]]:
    found: dict[str, tuple[str, int | float | str]] = {}
    for kind, members in words()["kinds"].items():
        found.update((word, (kind, word)) for word in members)
    for table, kind in _TABLES.items():
        found.update((word, (kind, value)) for word, value in words()[table].items())
    return found


@cache
def _lexer() -> re.Pattern[str]:
    named = "|".join(
        re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s") for name in holidays().names
    )
    return re.compile(
        rf"""
        (?P<ISO>\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?)(?![\d-])
        |(?P<SLASH>\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d))(?![\d/])
        |(?P<DOTTED>\d{{1,2}}\.\d{{1,2}}\.\d{{4}})(?!\d)
        |(?P<NINE>9/11)(?![\d/])
        |(?P<money>[$£€¥#]\s?\d[\d,.]*|\d[\d,.]*\s?(?:%|percent\b|per\s?cent\b))
        |(?P<CLOCK>\d{{1,2}}:\d\d(?::\d\d)?(?!\d)|\d{{1,2}}\.\d\d(?=\s?[ap]\.?\s?m\b))
        |(?P<DECADE>(?:\d{{3}}0|['’]?\d0)['’]?s\b)
        |(?P<ORDN>\d{{1,2}}(?:st|nd|rd|th)\b)
        |(?P<QUART>q[1-4]\b)
        |(?P<glued>(?-i:\b[A-Z]{{1,2}})[-–]\d\w*|[^\W\d_]+\d\w*|\d+(?!(?:am|pm|gmt|utc|z)\b)[^\W\d_]\w*)
        |(?P<SHORTYEAR>['’]\d\d)(?!\d)
        |(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)
        |(?P<AMPM>[ap]\.\s?m\.?(?!\w))
        |\b(?P<HOLIDAY>{named})\b
        |(?P<word>o['’]\s?clock|[^\W\d_]+)
        |(?P<DASH>[-–—‑/])
        |(?P<COMMA>,)|(?P<DOT>\.)|(?P<LPAR>\()|(?P<RPAR>\))
        |(?P<OTHER>\S)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


class Tokens:
    """The tokens of an article and the string of their kinds, of the same length."""

    def __init__(self, text: str, paragraphs: Iterable[Span]) -> None:
        self.items = list(_lex(text, paragraphs))
        code = kinds()
        self.kinds = "".join(code[token.kind] for token in self.items)

    def before(self, index: int) -> Token | None:
        """The token before ``index`` in the same paragraph."""
        return self._at(index - 1)

    def after(self, index: int) -> Token | None:
        """The token at ``index``, the end of a match, if the paragraph goes on."""
        return self._at(index)

    def _at(self, index: int) -> Token | None:
        if 0 <= index < len(self.items) and self.items[index].kind != "BREAK":
            return self.items[index]
        return None


def _lex(text: str, paragraphs: Iterable[Span]) -> Iterator[Token]:
    lexer = _lexer()
    for paragraph in paragraphs:
        for match in lexer.finditer(text, paragraph.start, paragraph.end):
            yield _token(match)
        yield Token("BREAK", Span(paragraph.end, paragraph.end), "", "")


def _token(match: re.Match[str]) -> Token:
    name, raw = match.lastgroup or "OTHER", match.group()
    span, word = Span(*match.span()), raw.lower().replace("’", "'")
    if name == "word":
        return _word(span, raw, word)
    if name == "number":
        return _number(span, word)
    if name in ("money", "glued"):
        return Token("OTHER", span, word, word)
    if name == "ORDN":
        return Token(name, span, word, int(word[:-2]))
    return Token(name, span, word, word)


def _word(span: Span, raw: str, word: str) -> Token:
    kind, value = _lexicon().get(word, ("OTHER", word))
    if kind in _CAPITAL_KINDS or word in words()["written"]["capital"]:
        enough = raw.isupper() if kind == "ZONE" else raw[0].isupper()
        if not enough:
            return Token("OTHER", span, word, word)
    return Token(kind, span, word, value)


def _number(span: Span, word: str) -> Token:
    if "." in word or "," in word:
        return Token("DIGITS", span, word, float(word.replace(",", "")))
    number = int(word[:12])
    if len(word) == 4 and number in conventions().years:
        return Token("YEAR", span, word, number)
    return Token("DAYN" if len(word) <= 2 and 1 <= number <= 31 else "DIGITS", span, word, number)
