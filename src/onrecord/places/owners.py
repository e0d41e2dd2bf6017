"""The country or division whose place is named: "the Lebanese city of X", "Spain's X"."""

from collections.abc import Mapping

from spacy.tokens import Doc

from onrecord.places.gazetteer import Candidate
from onrecord.places.mentions import Mention
from onrecord.places.recognition import lies_in
from onrecord.places.words import demonyms, words

_FARTHEST = 4
"""Words between a country and the noun for its place: "Spain's biggest southern port city"."""
_SIZE = 10_000
"""People of a town that an adjective right before its name is enough for: "Spanish Cordoba"."""
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_MODIFIERS = frozenset({"compound", "nmod", "amod", "poss"})
_HALVES = frozenset({"-", "–"})


def in_owner(doc: Doc, mention: Mention, by_end: Mapping[int, Mention]) -> tuple[Candidate, ...]:
    """The candidates in the country or division that the words before name; else nothing.

    ``by_end`` gives the place name that ends before a token.
    """
    noun = _noun_before(doc, mention)
    if noun is None:
        return _right_before(doc, mention, by_end)
    for at in range(noun - 1, max(noun - 1 - _FARTHEST, -1), -1):
        token = doc[at]
        if token.tag_ == "POS":
            return _inside(mention, _place(by_end, at))
        if (found := _of_people(doc, at, mention, by_end)) is not None:
            return found
        if found := _inside(mention, _place(by_end, at + 1)):
            return found
        if token.pos_ not in _BETWEEN or not token.is_alpha:
            return ()
    return ()


def _noun_before(doc: Doc, mention: Mention) -> int | None:
    """The noun that says what the place is: "the city of X", "the city X", "the capital, X"."""
    at = mention.start - 1
    if at > 0 and doc[at].lower_ in {"of", ","}:
        at -= 1
    return at if at > 0 and doc[at].lower_ in words().owned else None


def _right_before(
    doc: Doc, mention: Mention, by_end: Mapping[int, Mention]
) -> tuple[Candidate, ...]:
    """For "Spain's X" and "Spanish X"; none where X only says more about another noun."""
    at = mention.start - 1
    if at < 0:
        return ()
    head = doc[mention.start : mention.end].root
    lists = words()
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    whole = after in lists.after_division | lists.after_county | lists.after_city
    if head.dep_ in _MODIFIERS and not whole:
        return ()
    if doc[at].tag_ == "POS":
        return _inside(mention, _place(by_end, at))
    if any(candidate.kind == "country" for candidate in mention.candidates):
        return ()
    found = _of_people(doc, at, mention, by_end) or ()
    return found if any(c.main and c.population >= _SIZE for c in found) else ()


def _of_people(
    doc: Doc, at: int, mention: Mention, by_end: Mapping[int, Mention]
) -> tuple[Candidate, ...] | None:
    """The candidates in the country of the adjective at ``at``; ``None`` if it is none.

    Of "Russian-held", "pro-Russian", "mostly Russian" and "ethnic Russian" towns nothing is said.
    """
    token = doc[at]
    country = demonyms().get(token.lower_) if token.text[0].isupper() else None
    if country is None:
        return None
    before = doc[at - 1] if at else None
    joined = doc[at + 1].text in _HALVES or (before is not None and before.text in _HALVES)
    people = before is not None and (
        before.pos_ == "ADV" or before.lower_ in words().peopled or at in by_end
    )
    if joined or people or token.lower_ in words().peoples_only:
        return ()
    return tuple(c for c in mention.candidates if c.country == country and c.kind != "country")


def _place(by_end: Mapping[int, Mention], end: int) -> tuple[Candidate, ...]:
    return by_end[end].candidates if end in by_end else ()


def _inside(mention: Mention, owners: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    wholes = [c for c in owners if c.kind in {"country", "admin1"}]
    return tuple(c for c in mention.candidates if any(lies_in(c, whole) for whole in wholes))
