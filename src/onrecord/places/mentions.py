"""Spans that could be place names: named entities and runs of capitalised words."""

import re
from collections.abc import Iterable, Iterator

import msgspec
from spacy.tokens import Doc, Token

from onrecord.language.parse import Parse
from onrecord.places.gazetteer import Candidate, Gazetteer, spelling
from onrecord.places.words import abbreviations, demonyms, words
from onrecord.text import Span

LONGEST = 6
"""Words of the longest name that is looked up."""
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_INITIALS = re.compile(r"([A-Z]\.){2,}[A-Z]?")
"""Such as "U.S." and "H.I.V."; only those of the hand-written tables are places."""
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_DASHES = frozenset({"-", "--", "–", "—"})
_OPENING = frozenset({",", "(", ":", ";", "/"})
"""What stands behind the town of a dateline."""
_GENITIVES = ("'s", "’s", "'", "’")


class Mention(msgspec.Struct, frozen=True):
    """A possible place name: tokens ``[start, end)`` of the document."""

    start: int
    end: int
    span: Span
    name: str
    """The words as they are looked up."""
    candidates: tuple[Candidate, ...]
    short: bool = False
    """Whether it is an abbreviation such as "Va."."""

    @property
    def words(self) -> int:
        """How many tokens it has."""
        return self.end - self.start


class Finder:
    """Looks names up, each distinct one once an article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._seen: dict[str, tuple[Candidate, ...]] = {}

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The places that ``name`` can stand for."""
        if name not in self._seen:
            self._seen[name] = self._look_up(name)
        return self._seen[name]

    def _look_up(self, name: str) -> tuple[Candidate, ...]:
        if len(name) < 2 or spelling(name) in demonyms():
            return ()
        if len(name) <= 3 and name.isupper() and name not in {"US", "UK", "UAE", "USA", "DRC"}:
            return ()
        found = self._gazetteer.find(name)
        return tuple(c for c in found if c.listed) if _INITIALS.fullmatch(name) else found

    def division(self, form: str, *, free: bool) -> tuple[Candidate, ...]:
        """The divisions that the abbreviation ``form`` stands for."""
        return tuple(
            candidate
            for short in abbreviations().get(form, ())
            if short.free or not free
            for candidate in self._gazetteer.find(short.name)
            if candidate.kind == "admin1" and candidate.country == short.country
        )


def mentions(parse: Parse, finder: Finder) -> list[Mention]:
    """Every possible place name of the article; they may overlap. Sorted by where they stand."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in (*_shorts(parse.doc, finder), *_entities(parse.doc, finder)):
        found.setdefault((mention.start, mention.end), mention)
    for run in _runs(parse.doc):
        for mention in _names(parse.doc, run, finder):
            found.setdefault((mention.start, mention.end), mention)
    whole = _without_parts([found[key] for key in sorted(found)])
    held = _held(parse.doc)
    return [one for one in whole if one.start not in held and not _other(parse.doc, one)]


def _held(doc: Doc) -> frozenset[int]:
    """Tokens of well-known names that hold the name of a place: "Geneva Conventions"."""
    found: set[int] = set()
    holders = words().holders
    for start, end in _runs(doc):
        low = [token.lower_ for token in doc[start:end]]
        for first in range(len(low)):
            for last in range(first + 2, min(first + LONGEST, len(low)) + 1):
                if " ".join(low[first:last]) in holders:
                    found.update(range(start + first, start + last))
    return frozenset(found)


def _other(doc: Doc, mention: Mention) -> bool:
    if _is_acronym(doc, mention):
        return True
    named = _in_media(doc, mention) or _in_firm(doc, mention) or _of_church(doc, mention)
    return named or _is_half(doc, mention) or _speaks(doc, mention)


def _is_acronym(doc: Doc, mention: Mention) -> bool:
    """Whether capitals shorten a name that only happens to be that of a lesser place: "AROS".

    Datelines and whole lines are written in capitals as well.
    """
    token = doc[mention.start]
    if mention.words > 1 or not _ACRONYM.fullmatch(token.text):
        return False
    if any(c.listed or c.capital or c.kind == "country" for c in mention.candidates):
        return False
    after = doc[mention.end].text if mention.end < len(doc) else ""
    if after in _DASHES or (token.is_sent_start and after in _OPENING):
        return False
    others = [t.text for t in token.sent if t.is_alpha and len(t) > 1 and t.i != token.i]
    return sum(map(str.isupper, others)) * 2 < len(others)


def _in_media(doc: Doc, mention: Mention) -> bool:
    """Whether a newspaper or station is named after the place: "the X Morning News"."""
    at, lists = mention.end, words()
    while at < len(doc) and doc[at].lower_ in lists.media_between and doc[at].text[0].isupper():
        at += 1
    return at < len(doc) and doc[at].text[0].isupper() and doc[at].lower_ in lists.media


def _in_firm(doc: Doc, mention: Mention) -> bool:
    """Whether a firm is named after the place: "X Airways", "Air X"."""
    before = doc[mention.start - 1] if mention.start else None
    after = doc[mention.end] if mention.end < len(doc) else None
    behind = after is not None and after.lower_ in words().firms and after.text[0].isupper()
    return behind or (
        before is not None and before.lower_ in words().firms_before and before.text[0].isupper()
    )


def _of_church(doc: Doc, mention: Mention) -> bool:
    """Whether the name is that of the saint of a church.

    "The church of St. X and St. Y", "St. X Cathedral": the saint and not a town of that name.
    """
    if doc[mention.start].lower_.rstrip(".") not in words().saints:
        return False
    start, end = mention.start, mention.end
    while start > 0 and (_capital(doc[start - 1]) or doc[start - 1].lower_ == "and"):
        start -= 1
    while end < len(doc) and (_capital(doc[end]) or doc[end].lower_ in {"and", "'s", "’s"}):
        end += 1
    before = {token.lower_ for token in doc[max(start - 2, 0) : start]}
    inside = {token.lower_ for token in doc[mention.end : end]}
    churches = words().churches
    return bool(inside & churches) or ("of" in before and bool(before & churches))


def _is_half(doc: Doc, mention: Mention) -> bool:
    """Whether a hyphen joins the name to an article: neither half of "Al-Ahram" is a place."""
    start, end = mention.start, mention.end
    opens = mention.words == 1 and doc[start].lower_ in words().articles
    if opens and end < len(doc) and doc[end].text == "-":
        return True
    joined = start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_
    return joined and doc[start - 2].lower_ in words().articles


def _speaks(doc: Doc, mention: Mention) -> bool:
    """Whether the name labels a speaker in a transcript: "WALLACE: ..."."""
    colon = mention.end < len(doc) and doc[mention.end].text == ":"
    starts = bool(doc[mention.start].is_sent_start)
    return colon and starts and mention.name.isupper()


def _without_parts(found: list[Mention]) -> list[Mention]:
    """Without names inside well-known longer ones: no "Aden" in "Gulf of Aden"."""
    whole = [one for one in found if any(c.listed for c in one.candidates) and one.words > 1]
    covered = {at: one for one in whole for at in range(one.start, one.end)}
    kept = []
    for one in found:
        longer = covered.get(one.start)
        if longer is None or one.words >= longer.words or one.end > longer.end:
            kept.append(one)
    return kept


def _entities(doc: Doc, finder: Finder) -> Iterator[Mention]:
    for entity in doc.ents:
        if entity.label_ not in PLACE_LABELS:
            continue
        tokens = _bare(list(entity))
        if not tokens or not any(char.isupper() for token in tokens for char in token.text):
            continue
        mention = _mention(doc, tokens[0].i, tokens[-1].i + 1, finder)
        if spelling(mention.name) not in demonyms() and not _never(mention.name):
            yield mention


def _bare(tokens: list[Token]) -> list[Token]:
    """Without articles, punctuation and genitives at the ends."""
    while tokens and (tokens[0].lower_ in {"the", "a", "an"} or not tokens[0].text[0].isalnum()):
        tokens = tokens[1:]
    while tokens and (
        tokens[-1].text in _GENITIVES or tokens[-1].is_space or not _wordlike(tokens[-1])
    ):
        tokens = tokens[:-1]
    return tokens


def _wordlike(token: Token) -> bool:
    return token.text[0].isalnum() or len(token.text) > 1


def _mention(doc: Doc, start: int, end: int, finder: Finder) -> Mention:
    tokens = doc[start:end]
    span = Span(tokens.start_char, tokens.end_char)
    name = tokens.text
    with_article = start > 0 and doc[start - 1].lower_ == "the" and finder.find("the " + name)
    return Mention(start, end, span, name, with_article or finder.find(name))


def _shorts(doc: Doc, finder: Finder) -> Iterator[Mention]:
    """Abbreviated states: after a comma all of them, elsewhere the unmistakable ones."""
    forms = abbreviations()
    for token in doc:
        end = token.i + 1
        text = token.text
        if text not in forms and end < len(doc) and doc[end].text == ".":
            text, end = text + ".", end + 1
        if text not in forms:
            continue
        after_town = token.i > 1 and doc[token.i - 1].text == "," and _capital(doc[token.i - 2])
        candidates = finder.division(text, free=not after_town)
        if candidates:
            span = Span(token.idx, doc[end - 1].idx + len(doc[end - 1]))
            yield Mention(token.i, end, span, text, candidates, short=True)


def _capital(token: Token) -> bool:
    text = token.text
    return text[0].isupper() or (len(text) > 3 and text[:3].lower() in {"al-", "el-"})


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words with joining words between them."""
    start = None
    for token in doc:
        starts_new = token.is_sent_start and start is not None
        if start is not None and (starts_new or not (_capital(token) or _joins(doc, token))):
            yield start, token.i
            start = None
        if start is None and _capital(token):
            start = token.i
    if start is not None:
        yield start, len(doc)


def _joins(doc: Doc, token: Token) -> bool:
    """Whether ``token`` stands between two capitalised words and joins them."""
    if token.lower_ in words().joiners or token.text in {"-", "–"}:
        return any(_capital(doc[at]) for at in range(token.i + 1, min(token.i + 3, len(doc))))
    return False


def _names(doc: Doc, run: tuple[int, int], finder: Finder) -> Iterable[Mention]:
    """Names of the gazetteer that begin and end with a capitalised word of ``run``."""
    for start in range(*run):
        if not _capital(doc[start]):
            continue
        for end in range(min(start + LONGEST, run[1]), start, -1):
            if not _capital(doc[end - 1]) and not doc[end - 1].text[0].isdigit():
                continue
            mention = _mention(doc, start, end, finder)
            if mention.candidates and not _never(mention.name):
                yield mention


def _never(name: str) -> bool:
    return spelling(name) in words().never or spelling(name) in words().titles
