"""Sums told by a noun: "the death toll reached 12", "raised the number of wounded to 30"."""

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.events.figure_words import KindWords, is_people
from onrecord.records import FigureKind


def totals(head: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    """Kinds that the number at ``head`` is the sum of, with the nouns that say so."""
    for noun in _sums(head, words):
        kind = _kind_of(noun, words)
        if kind is not None:
            yield kind, noun


def _sums(head: Token, words: KindWords) -> Iterator[Token]:
    """Nouns that the number can be the sum of, by the way the sentence leads to them."""
    above = head.head
    if head.dep_ in {"dobj", "attr"} and above.lemma_ in words.totals.verbs:
        yield from (t for t in above.lefts if t.dep_ == "nsubj")
    elif head.dep_ == "nummod" and above.lower_ == "number" and above.i < head.i:
        yield above  # "the dead number 12", read as a noun
    elif head.dep_ == "pobj" and above.lower_ in words.totals.prepositions:
        governor = above.head.head if above.head.dep_ == "prep" else above.head
        if above.lower_ != "of":
            yield from (t for t in governor.children if t.dep_ in {"nsubj", "nsubjpass", "dobj"})
        yield governor.head if governor.dep_ == "acl" else governor


def _kind_of(noun: Token, words: KindWords) -> FigureKind | None:
    """What ``noun`` is the sum of, if of people at all."""
    if noun.lemma_.lower() == "toll":
        return _toll(noun)
    if noun.lower_ in words.totals.nouns:
        return next((kind for token in _inner(noun) if (kind := _state(token, words))), None)
    counts = noun.tag_ == "NNS" and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}
    plural = words.roles["noun"].get(noun.lemma_.lower()) if counts else None
    named = plural if plural is not None and noun.lower_.endswith("s") else None
    described = any(t.dep_ == "det" for t in noun.lefts) and noun.pos_ != "NOUN"
    return words.roles["state"].get(noun.lower_) if described else named


def _inner(noun: Token) -> Iterator[Token]:
    """The words that say what a "number" counts."""
    yield from (t for t in noun.lefts if t.dep_ in {"amod", "compound"})
    for child in noun.rights:
        if child.dep_ in {"acl", "relcl"}:
            yield child
        for inner in child.rights if child.dep_ == "prep" and child.lower_ == "of" else ():
            yield inner
            if is_people(inner):
                yield from (t for t in inner.children if t.dep_ in {"acl", "relcl", "amod"})


def _state(token: Token, words: KindWords) -> FigureKind | None:
    if token.dep_ == "relcl" and not any(t.dep_ == "auxpass" for t in token.lefts):
        return words.roles["subject"].get(token.lemma_)
    state = words.roles["state"].get(token.lower_)
    participle = token.tag_ == "VBN" and token.dep_ in {"acl", "relcl"}
    passive = words.roles["object"].get(token.lemma_) if participle else None
    return state or passive or words.roles["noun"].get(token.lemma_.lower())


def _toll(toll: Token) -> FigureKind | None:
    described = {t.lower_ for t in toll.lefts}
    if described & {"injury", "injured", "wounded"}:
        return FigureKind.WOUNDED
    return (
        FigureKind.KILLED
        if described & {"death", "fatality", "dead"} or len(described) < 2
        else None
    )
