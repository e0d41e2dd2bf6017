"""Small questions to the parse that the finders of statements share."""

from spacy.tokens import Token

from onrecord.text import Span

SUBJECTS = frozenset({"nsubj", "csubj", "expl", "nsubjpass", "csubjpass"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_GROUP = AUXILIARIES | {"advmod"}
_CONTROLLED = frozenset({"xcomp", "conj", "advcl", "pcomp", "ccomp", "dep"})
NEAR = 250
"""Tokens from a word beyond which nothing belongs to it: text without full stops parses as one
sentence, and looking through all of it for each verb would take time quadratic in its length."""
_CLIMB = 6
"""How many governors are asked for a subject; longer chains of control do not occur in news."""


def child(token: Token, *deps: str) -> Token | None:
    """The first child of ``token`` with one of ``deps``."""
    return next((kid for kid in token.children if kid.dep_ in deps), None)


def subject(verb: Token) -> Token | None:
    """Whoever does ``verb``: its own subject or the one it shares with the verbs above it."""
    at = verb
    for _ in range(_CLIMB):
        own = child(at, "nsubj", "nsubjpass")
        if own is not None:
            return own
        if child(at, "expl", "csubj") is not None:
            return None
        above = _governor(at)
        if above is None or above.pos_ in {"NOUN", "PROPN", "PRON"}:
            return above
        at = above
    return None


def _governor(verb: Token) -> Token | None:
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ in {"VBG", "VB", "VBN"}:
        return verb.head
    if verb.dep_ == "pcomp" and verb.head.dep_ in {"prep", "agent"}:
        return verb.head.head
    if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
        return None
    if verb.dep_ in _CONTROLLED and verb.head.i != verb.i:
        return verb.head
    return None


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is a passive participle."""
    if any(kid.dep_ in {"auxpass", "nsubjpass", "agent"} for kid in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "conj" and not any(k.dep_ in {"aux", "nsubj"} for k in verb.children):
        return is_passive(verb.head) if verb.head.i < verb.i else False
    return verb.dep_ in {"acl", "relcl", "advcl"} and not any(
        kid.dep_ == "aux" for kid in verb.children
    )


def verb_group(verb: Token) -> tuple[int, int]:
    """First and last token index of ``verb`` with its auxiliaries, adverbs and particle."""
    first = verb.i
    own = {kid.i for kid in verb.children if kid.dep_ in _GROUP}
    floor = sentence_start(verb)
    doc = verb.doc
    for at in range(verb.i - 1, floor - 1, -1):
        token = doc[at]
        inside = at in own or token.head.i in own
        if not inside or token.is_punct or token.lower_ in {"when", "how", "why", "where"}:
            break
        first = at
    while doc[first].dep_ == "advmod" and doc[first].i < verb.i and doc[first].is_sent_start:
        first += 1
    last = verb.i
    for at in range(verb.i + 1, min(verb.i + 3, sentence_end(verb))):
        if doc[at].dep_ == "prt" and doc[at].head.i == verb.i:
            last = at
    return first, last


def sentence_start(token: Token) -> int:
    """Index of the first token of the sentence of ``token``, or of what of it is near."""
    doc, at = token.doc, token.i
    floor = max(0, token.i - NEAR)
    while at > floor and not doc[at].is_sent_start:
        at -= 1
    return at


def sentence_end(token: Token) -> int:
    """Index after the last token of the sentence of ``token``, or of what of it is near."""
    doc, at = token.doc, token.i + 1
    ceiling = min(len(doc), token.i + NEAR)
    while at < ceiling and not doc[at].is_sent_start:
        at += 1
    return at


def span_between(anchor: Token, first: int, last: int) -> Span:
    """The characters from token ``first`` to token ``last``, as far as they are near ``anchor``."""
    doc = anchor.doc
    first, last = max(first, anchor.i - NEAR), min(last, anchor.i + NEAR)
    while last > first and doc[last].is_space:
        last -= 1
    while first < last and doc[first].is_space:
        first += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
