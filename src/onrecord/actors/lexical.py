"""Names of countries, groups and bodies in a text, by the lexicon."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from onrecord.actors.base import Entry, Form, first_names, lexicon, word_set, words_of

_ACRONYM = re.compile(r"^[A-Z0-9.&+\-]{2,6}$")
_LONG_TEXT_WORDS = 65536


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``[start, end)`` that spell a form of the lexicon."""

    start: int
    end: int
    entry: Entry


@lru_cache(maxsize=_LONG_TEXT_WORDS)
def _words(text: str) -> tuple[str, ...]:
    return words_of(text)


def matches(doc: Doc, own: Mapping[str, tuple[Form, ...]]) -> list[Match]:
    """The longest matches from left to right, without overlaps; linear in the text's length.

    ``own`` holds names by their first word that go before those of the lexicon.
    """
    stream = [(word, token.i) for token in doc for word in _words(token.text)]
    found, at = [], 0
    while at < len(stream):
        form = _form_at(doc, stream, at, own)
        if form is None:
            at += 1
            continue
        size = len(form.words)
        match = Match(stream[at][1], stream[at + size - 1][1] + 1, form.entry)
        added = form in own.get(form.words[0], ())
        if added or not _part_of_name(doc, match):
            found.append(match)
        at += size
    return found


def _form_at(
    doc: Doc, stream: list[tuple[str, int]], at: int, own: Mapping[str, tuple[Form, ...]]
) -> Form | None:
    first = stream[at][0]
    for form in (*own.get(first, ()), *lexicon().get(first, ())):
        piece = stream[at : at + len(form.words)]
        if tuple(word for word, _ in piece) != form.words:
            continue
        if _whole(stream, at, len(form.words)) and _spelt(doc[piece[0][1]], form):
            return form
    return None


def _whole(stream: list[tuple[str, int]], at: int, size: int) -> bool:
    """Whether the match takes all words of its first and of its last token."""
    before = at > 0 and stream[at - 1][1] == stream[at][1]
    end = at + size
    after = end < len(stream) and stream[end][1] == stream[end - 1][1]
    return not before and not (after and stream[end][0] not in ("led", "backed"))


def _spelt(first: Token, form: Form) -> bool:
    """Whether the case fits: an acronym in capitals, a name with a capital letter."""
    if _ACRONYM.match(form.text) and form.text.upper() == form.text:
        return _bare(first.text) == _bare(form.text)
    return form.text[0].islower() or first.text[0].isupper()


def _bare(acronym: str) -> str:
    """An acronym without dots and without what a hyphen adds ("U.S.-led")."""
    return acronym.replace(".", "").partition("-")[0]


def _part_of_name(doc: Doc, match: Match) -> bool:
    """Whether a country word is a part of another name ("Michael Jordan", "Gulf States")."""
    if match.entry.part == "adjective" or match.end - match.start > 1:
        return False
    before = doc[match.start - 1] if match.start else None
    if doc[match.start].lower_ in word_set("names", "with_article"):
        return before is None or before.lower_ != "the"
    if before is not None and before.text == "New":
        return doc[match.start].lower_ in word_set("names", "after_new")
    after = doc[match.end] if match.end < len(doc) else None
    if before is not None and before.ent_type_ == "PERSON" and _is_first(before.lower_):
        return doc[match.start].ent_type_ == "PERSON"
    own = doc[match.start].text.lower()
    named = after is not None and after.ent_type_ == "PERSON" and after.ent_iob_ == "I"
    return named and _is_first(own) and not is_title(after)


def _is_first(word: str) -> bool:
    return word in first_names() or word in word_set("names", "given")


def is_title(token: Token | None) -> bool:
    """Whether a token is a word of an office or a title."""
    lists = ("male", "female", "short", "office")
    return token is not None and token.lower_.rstrip(".") in word_set("titles", *lists)


def countries_in(found: list[Match], start: int, end: int) -> Iterator[Match]:
    """The matches inside tokens ``[start, end)``."""
    for match in found:
        if start <= match.start and match.end <= end:
            yield match
