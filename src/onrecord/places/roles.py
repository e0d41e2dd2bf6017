"""Whether a place name stands for a location or for those who act there."""

from spacy.tokens import Doc, Token

from onrecord.places.mentions import Mention
from onrecord.places.words import words
from onrecord.records import PlaceRole

_PARTNERS = frozenset({"with", "against", "by"})
"""Prepositions whose object takes part: "talks with Iran", "sanctions against Iran"."""


def role_of(doc: Doc, mention: Mention) -> PlaceRole:
    """The role of ``mention``.

    It acts, as a metonym, if it is the subject or agent of a verb that does something
    ("Tehran denied"), a partner ("talks with Iran"), the object of a verb of address ("accused
    Iran") or the modifier of a noun for people and acts of a state ("U.S. officials").
    """
    head = doc[mention.start : mention.end].root
    if _is_modifier(mention, head):
        return PlaceRole.METONYM
    for _ in range(len(doc[mention.start].sent)):
        if head.dep_ not in {"conj", "appos"}:
            break
        head = head.head
    return PlaceRole.METONYM if _takes_part(head) else PlaceRole.LOCATION


def _takes_part(head: Token) -> bool:
    verb, lists = head.head, words()
    if head.dep_ in {"nsubj", "csubj"}:
        return verb.pos_ == "VERB" and verb.lemma_ not in lists.describing
    if head.dep_ == "pobj":
        return verb.dep_ == "agent" or verb.lower_ in _PARTNERS or _among(verb)
    if head.dep_ in {"dobj", "nsubjpass", "dative"}:
        return verb.lemma_ in lists.addressing
    return False


def _is_modifier(mention: Mention, head: Token) -> bool:
    noun = head.head
    if head.dep_ not in {"compound", "amod", "nmod", "poss"} or noun.i < mention.end:
        return False
    return noun.lemma_.lower() in words().acting


def _among(preposition: Token) -> bool:
    """ "talks between X and Y", but not "the border between X and Y"."""
    noun = preposition.head
    between = preposition.lower_ in {"between", "among"}
    return between and noun.pos_ == "NOUN" and noun.lemma_ not in words().parts
