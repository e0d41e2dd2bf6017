"""By what something was done: "answered the raid by closing the border"."""

from spacy.tokens import Token

_JOINED = 10
"""Gerunds in a row that are followed back to the first."""


def done_by(gerund: Token) -> Token | None:
    """The verb of which a gerund with "by" tells how; of gerunds that are joined, all tell it."""
    for _ in range(_JOINED):
        if gerund.tag_ != "VBG" or gerund.dep_ != "conj":
            break
        gerund = gerund.head
    by = gerund.head
    means = gerund.tag_ == "VBG" and gerund.dep_ == "pcomp" and by.lower_ == "by"
    return by.head if means and by.head.pos_ == "VERB" else None
