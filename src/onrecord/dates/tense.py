"""Whether the verb that governs an expression points to the past or to the future."""

from enum import Enum

from spacy.tokens import Token

from onrecord.dates.vocabulary import future_words, linking_words
from onrecord.language.parse import Parse
from onrecord.text import Span

_MODIFIES_NOUN = frozenset({"compound", "nmod", "poss", "amod", "nummod"})
_PERFECT = frozenset({"has", "have", "'s", "'ve", "’s", "’ve", "having"})
_TAKES_PLACE = frozenset({"at", "during", "after", "since", "following"})
"""Prepositions that put the verb into the noun's event: "voted at its Monday meeting"."""
_CLIMB = 12
"""Steps up the tree before the search ends; only broken parses go deeper."""


class Direction(Enum):
    """Where the verb points, seen from the day of publication."""

    PAST = "past"
    FUTURE = "future"
    PRESENT = "present"
    NONE = "none"
    """There is no verb, or the date belongs to a noun ("the October vote")."""


def direction(parse: Parse, span: Span) -> Direction:
    """The direction of the nearest finite verb above ``span``."""
    token = parse.head(span)
    if token is None:
        return Direction.NONE
    if token.dep_ in _MODIFIES_NOUN and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            if _calls_for(token, span):
                return Direction.FUTURE
            found = _of_verb(token)
            if found is not None:
                return found
        elif token.pos_ in ("NOUN", "ADJ") and _calls_future(token):
            return Direction.FUTURE
        if token.head.i == token.i:
            return _of_broken(token)
        token = token.head
    return Direction.NONE


def _of_broken(root: Token) -> Direction:
    """The direction where the parse has put a preposition above the main verb."""
    if root.pos_ != "ADP":
        return Direction.NONE
    verbs = (token for token in root.subtree if token.pos_ in {"VERB", "AUX"})
    found = (_of_verb(verb) for verb in verbs if verb.dep_ in {"advcl", "ccomp", "relcl"})
    return next((one for one in found if one is not None), Direction.NONE)


def modifies_noun(parse: Parse, span: Span) -> bool:
    """Whether the expression belongs to a noun, so that the verb tells little of its date.

    It stands before the noun as its modifier ("Thursday's vote") or inside the subject ("the wins
    on Tuesday will help").
    """
    token = parse.head(span)
    if token is None:
        return False
    if token.dep_ in _MODIFIES_NOUN and token.head.pos_ in ("NOUN", "PROPN"):
        return token.head.head.lower_ not in _TAKES_PLACE
    for _ in range(_CLIMB):
        if token.dep_ in ("nsubj", "nsubjpass"):
            return True
        if token.dep_ not in ("prep", "pobj", "npadvmod", "advmod", "appos", "conj"):
            return False
        token = token.head
    return False


def _of_verb(verb: Token) -> Direction | None:
    """The direction of ``verb`` itself; ``None`` where the verb above it has to say."""
    _, modals = future_words()
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    tags = {child.tag_ for child in helpers}
    if any(child.lower_ in modals for child in helpers if child.tag_ == "MD"):
        perfect = any(child.lower_ == "have" for child in helpers)
        return Direction.PAST if perfect else Direction.FUTURE
    if "TO" in tags and not any(child.lower_ == "have" for child in helpers):
        return _of_infinitive(verb)
    perfect = any(c.lower_ in _PERFECT and c.dep_ == "aux" for c in helpers)
    if verb.tag_ == "VBD" or "VBD" in tags or (perfect and verb.tag_ != "VBG"):
        return Direction.FUTURE if _is_scheduled(verb) else Direction.PAST
    if verb.tag_ in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        return _of_present(verb)
    if verb.tag_ == "VBN" and not helpers:
        return Direction.PAST
    return None


def _of_infinitive(verb: Token) -> Direction | None:
    if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "oprd"):
        return Direction.FUTURE if _calls_future(verb.head) else None
    return Direction.FUTURE if verb.dep_ == "ROOT" else None


def _of_present(verb: Token) -> Direction:
    """A passive present ("is killed") and a bare one (headlines) tell what was; a plan does not."""
    if _is_scheduled(verb):
        return Direction.FUTURE
    return Direction.PRESENT


def _is_scheduled(verb: Token) -> bool:
    """Whether the verb itself sets a time for something ahead ("is scheduled for Friday")."""
    return verb.tag_ in ("VBN", "JJ") and verb.lemma_ in (
        "schedule",
        "slate",
        "expect",
        "set",
        "plan",
    )


def _calls_for(verb: Token, span: Span) -> bool:
    """Whether the verb calls for an event that the expression stands behind."""
    if verb.lemma_.lower() not in linking_words().asking:
        return False
    aims = [c for c in verb.children if c.lower_ == "for" and verb.i < c.i and c.idx < span.start]
    nouns = (noun.lemma_.lower() for aim in aims for noun in aim.children if noun.dep_ == "pobj")
    lists = linking_words()
    return any(noun in lists.occasions or noun in lists.happenings for noun in nouns)


def _calls_future(word: Token) -> bool:
    governors, _ = future_words()
    return word.lemma_.lower() in governors
