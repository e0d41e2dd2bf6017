"""The noun phrases and pronouns of a text, with their extent.

Extents follow OntoNotes, and so OntoGUM: a phrase takes its complements, relative clauses and its
possessive mark; a name in front of a noun is a phrase, another noun there is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_NOT_IN_PHRASE = frozenset(("cc", "conj", "preconj"))
_TIGHT = frozenset(("compound", "amod", "nmod", "flat"))
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB", "EX"))
_POINTING = frozenset(("this", "that", "these", "those"))
_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "DATE"))
_OPENING = {")": "(", "]": "[", "”": "“", "’": "‘", "»": "«"}
_STRAIGHT = frozenset(('"', "''", "'"))
LONGEST = 60
"""Tokens of the longest phrase; a longer subtree is a parse gone wrong and is cut to its head."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``[start, end)`` around the token ``head``; ``several`` if they join two phrases."""

    start: int
    end: int
    head: int
    several: bool = False


def phrases(doc: Doc) -> list[Phrase]:
    """All phrases, each span once, outer ones before inner ones that begin with them."""
    found: dict[tuple[int, int], Phrase] = {}
    for phrase in _all(doc):
        if phrase.start < phrase.end:
            found.setdefault((phrase.start, phrase.end), phrase)
    return sorted(found.values(), key=lambda p: (p.start, -p.end))


def _all(doc: Doc) -> Iterator[Phrase]:
    entity = _entities(doc)
    for token in doc:
        if _is_pronoun(token):
            yield Phrase(token.i, token.i + 1, token.i)
        elif token.pos_ in ("NOUN", "PROPN", "NUM") and not token.is_punct:
            yield from _of_noun(token, entity)
    for ent in doc.ents:
        if ent.label_ in _NAMES:
            first = ent.start - (ent.start > 0 and doc[ent.start - 1].lower_ == "the")
            yield from _name(doc, *_trimmed(doc, first, ent.end))


def _name(doc: Doc, start: int, end: int) -> Iterator[Phrase]:
    """An entity whose head the parser took for a modifier or for another sort of word."""
    if start < end:
        head = doc[start:end].root
        if head.dep_ in _TIGHT or head.pos_ not in ("NOUN", "PROPN", "NUM"):
            yield Phrase(start, end, head.i)


def _entities(doc: Doc) -> dict[int, tuple[int, int]]:
    """The entity, as tokens, by the token at its head."""
    return {ent.root.i: _trimmed(doc, ent.start, ent.end) for ent in doc.ents}


def _is_pronoun(token: Token) -> bool:
    if token.tag_ in _RELATIVE:
        return False
    if token.tag_ in ("PRP", "PRP$"):
        return True
    return token.lower_ in _POINTING and token.dep_ not in ("det", "mark", "advmod")


def _of_noun(token: Token, entity: dict[int, tuple[int, int]]) -> Iterator[Phrase]:
    known = entity.get(token.i)
    if token.dep_ in _TIGHT:
        if token.pos_ == "PROPN" and (known is None or token.ent_type_ in _NAMES):
            yield Phrase(*(known or _run(token)), token.i)
        return
    if token.pos_ == "NUM" and token.ent_type_ not in ("DATE", "TIME"):
        return
    start, end = _own(token)
    if end - start > LONGEST:
        start, end = known or (token.i, token.i + 1)
    yield Phrase(start, end, token.i)
    short = _short_end(token, end)
    if short < end:
        yield Phrase(start, short, token.i)
    if token.dep_ != "conj" and any(child.dep_ == "conj" for child in token.rights):
        first, last = token.left_edge.i, token.right_edge.i + 1
        if last - first <= LONGEST:
            yield Phrase(*_trimmed(token.doc, first, last), token.i, several=True)


def _short_end(token: Token, end: int) -> int:
    """Where the phrase ends if what follows its first complement belongs to the verb."""
    for child in token.rights:
        tied = child.dep_ == "case" or child.lower_ == "of" or child.dep_ in ("appos", "punct")
        if child.i > token.i and not tied:
            return _trimmed(token.doc, token.i, max(child.left_edge.i, token.i + 1))[1]
    return end


def _run(token: Token) -> tuple[int, int]:
    """A name in front of a noun that the tagger did not mark, with its own first words."""
    return (min((t.i for t in token.subtree if t.dep_ == "compound"), default=token.i), token.i + 1)


def _own(token: Token) -> tuple[int, int]:
    """The subtree of ``token`` without what is joined to it."""
    start = end = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ in _NOT_IN_PHRASE or child.is_space:
            break
        start = child.left_edge.i
    for child in token.rights:
        if child.dep_ in _NOT_IN_PHRASE or child.is_space or _apart(child, token):
            break
        end = child.right_edge.i
    return _trimmed(token.doc, start, end + 1)


def _apart(child: Token, head: Token) -> bool:
    """Whether a right child only seems to belong to the phrase: the parser ran on."""
    verb = child.pos_ in ("VERB", "AUX") and child.dep_ in ("parataxis", "dep", "ccomp")
    return verb or (child.dep_ in ("advmod", "npadvmod") and head.pos_ == "PROPN")


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without marks at the ends that do not belong inside, and without prepositions in front."""
    while start < end and (_is_mark(doc[start]) or doc[start].pos_ == "CCONJ"):
        if doc[start].text in _STRAIGHT and _closed(doc, start, end):
            break
        start += 1
    while start < end and _is_mark(doc[end - 1]):
        opening = _OPENING.get(doc[end - 1].text)
        inside = {token.text for token in doc[start : end - 1]}
        if opening in inside or (doc[end - 1].text in _STRAIGHT and doc[end - 1].text in inside):
            break
        end -= 1
    return start, end


def _closed(doc: Doc, start: int, end: int) -> bool:
    return any(token.text == doc[start].text for token in doc[start + 1 : end])


def _is_mark(token: Token) -> bool:
    if token.tag_ == "POS":
        return False
    return token.pos_ == "ADP" or not any(char.isalnum() for char in token.text)
