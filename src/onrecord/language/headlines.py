"""Verbs of headlines that the parser takes for nouns: "Army rejects report that it fired".

It reads "army rejects" as those who report. These verbs are hardly ever nouns, and in front of a
word for what others say they deny or confirm it.
"""

from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from onrecord import knowledge

_ATTRIBUTES: list[int | str] = ["HEAD", "DEP", "TAG", "POS", "LEMMA"]
_NOUNS = frozenset({"NOUN", "PROPN"})


def with_verbs(doc: Doc) -> Doc:
    """``doc`` with the tree of such headlines put right; most are left as they are."""
    found = [token for token in doc if _is_misread(token)]
    if not found:
        return doc
    rows: Any = doc.to_array(_ATTRIBUTES)  # its stub says floats
    strings = doc.vocab.strings

    def put(word: Token, head: Token, dep: str, tag: str, pos: str, lemma: str) -> None:
        values = [(head.i - word.i) % 2**64, *(strings.add(v) for v in (dep, tag, pos, lemma))]
        rows[word.i] = values

    for verb in found:
        told, subject = verb.head, verb.nbor(-1)
        above = verb if told.head.i == told.i else told.head
        put(verb, above, told.dep_, "VBZ", "VERB", _verbs()[verb.lower_])
        put(told, verb, "dobj", "NN", "NOUN", told.lemma_)
        put(subject, verb, "nsubj", subject.tag_, subject.pos_, subject.lemma_)
        for word in verb.lefts:
            if word.i != subject.i:
                put(word, subject, word.dep_, word.tag_, word.pos_, word.lemma_)
        for word in told.rights:
            dep, head = ("acl", told) if word.dep_ == "ccomp" else (word.dep_, verb)
            put(word, head, dep, word.tag_, word.pos_, word.lemma_)
    return doc.from_array(_ATTRIBUTES, rows)


def _is_misread(word: Token) -> bool:
    """Whether it is such a verb, read as the noun that is the subject of the next word."""
    return (
        word.lower_ in _verbs()
        and word.pos_ in _NOUNS
        and word.dep_ == "nsubj"
        and word.head.i == word.i + 1
        and word.head.lemma_.lower() in _tellings()
        and word.i > 0
        and word.nbor(-1).pos_ in _NOUNS
        and word.nbor(-1).head.i == word.i
    )


@cache
def _verbs() -> dict[str, str]:
    """The lemmas of the verbs, by their form in a headline."""
    verbs: dict[str, str] = knowledge.toml("language", "headlines.toml")["verbs"]
    return verbs


@cache
def _tellings() -> frozenset[str]:
    return frozenset(knowledge.toml("language", "headlines.toml")["tellings"])
