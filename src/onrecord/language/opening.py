"""A time that opens a sentence right before its subject, which parsers take for a part of that.

"On 3/4/2018 gunmen attacked a bank", "This spring rebels shelled the port".
"""

import re

from spacy.tokens import Token

_LEADING = frozenset({"in", "on", "during", "since"})
_WHICH = frozenset({"this", "last", "next"})
_FIGURES = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:1[89]|20)\d\d|\d{4}-\d\d-\d\d")
_TIMES = frozenset({"DATE", "TIME"})
_LONGEST = 6
"""Words of such a time."""
_SEVERAL = frozenset({"NNS", "NNPS"})


def is_subject(noun: Token) -> bool:
    """Whether ``noun`` can stand without an article, so that a time before it may open."""
    return noun.tag_ in _SEVERAL or noun.lower_ == "police"


def after_opening(head: Token) -> int:
    """The first token after a time that opens the sentence of ``head``, or of the sentence."""
    start = head.sent.start
    first = head.doc[start]
    at = start + (first.lower_ in _LEADING)
    opens = at > start or first.lower_ in _WHICH
    if not opens or not is_subject(head) or head.i - start > _LONGEST:
        return start
    end = at
    while end < head.i and _is_time(head.doc[end]):
        end += 1
    return end if end > at else start


def _is_time(token: Token) -> bool:
    return token.ent_type_ in _TIMES or _FIGURES.fullmatch(token.text) is not None
