"""Small questions to the parse that the statement stage asks."""

from spacy.tokens import Token

NEAR = 250
"""Tokens from a word beyond which nothing belongs to it: text without full stops parses as one
sentence, and looking through all of it for each verb would take time quadratic in its length."""


def child(token: Token, *deps: str) -> Token | None:
    """The first child of ``token`` with one of ``deps``."""
    return next((kid for kid in token.children if kid.dep_ in deps), None)


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
