"""Who is to do what to what, in the words of a forecast, and whether a later sentence tells that.

Read without a parse: the verb stands behind "will" or "to", its subject before it and its object
behind.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from onrecord.corpus.events.forms import ASKED_OFTEN, base, is_time
from onrecord.corpus.events.lexicon import listed

_listed = partial(listed, "roles")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[,;:.]")
_REACH = 9
"""Words before a verb in which its subject stands."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Base forms of the verb of a forecast, of its subject and its object."""

    deed: str
    subject: str
    """Empty where it is done by somebody or other: "will be restored"."""
    object: str
    """Empty where there is none: "will resign"."""


def roles_in(text: str, teller: str, *, plan: bool) -> Roles | None:
    """The roles in the words of a forecast by ``teller``; a plan has them behind "will" only."""
    tokens = _TOKEN.findall(text)
    low = [token.lower() for token in tokens]
    will = [at for at, word in enumerate(low) if word in _listed("will")]
    to = [at for at, word in enumerate(low[:-1]) if word == "to" and _is_verb(tokens[at + 1])]
    found = will if plan else [*will, *to]
    if not found:
        return None
    at = found[0]
    verb, passive = at + 1, False
    while verb < len(low) and low[verb] in _listed("helpers"):
        passive = passive or low[verb] in ("be", "been")
        verb += 1
    if verb >= len(low):
        return None
    before = head_before(tokens[:at])
    if passive:
        return Roles(base(low[verb]), "", before)
    subject = before if before and before not in _listed("pronouns") else base(teller)
    return Roles(base(low[verb]), subject, head_behind(tokens[verb + 1 :]))


def differs(roles: Roles, sentence: str) -> bool:
    """Whether a sentence tells that the deed was done to another thing, which no name tells."""
    tokens, bases = _tokens(sentence)
    if roles.deed not in bases:
        return False
    for at in range(len(tokens) - 1):
        if bases[at] != roles.deed or tokens[at + 1].lower() in _listed("between"):
            continue
        head = head_behind(tokens[at + 1 :])
        names = {base(word) for word in tokens if not word.islower()}
        if roles.object and head and head != roles.object and head not in names:
            return True
    return False


@lru_cache(ASKED_OFTEN)
def _tokens(sentence: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words and stops of a sentence, and their base forms."""
    tokens = tuple(_TOKEN.findall(sentence))
    return tokens, tuple(map(base, tokens))


def _is_verb(word: str) -> bool:
    """Whether a word behind "to" can be a verb."""
    return word.islower() and word not in _listed("particles")


def tells(roles: Roles, sentence: str) -> bool:
    """Whether a sentence tells the deed of its subject and object."""
    tokens, bases = _tokens(sentence)
    found = [at for at, form in enumerate(bases) if form == roles.deed]
    return any(_tells_at(roles, tokens, at) for at in found)


def _tells_at(roles: Roles, tokens: Sequence[str], at: int) -> bool:
    before = [token.lower() for token in tokens[max(0, at - _REACH) : at]]
    if before[-1:] == ["to"] and before[-2:-1] not in (["failed"], ["refused"]):
        return False
    known = {base(token) for token in before}
    passive = not _listed("being").isdisjoint(before[-3:])
    if passive:
        return (roles.object or roles.subject) in known
    if roles.object and head_behind(tokens[at + 1 :]) != roles.object:
        return not roles.subject and roles.object in known  # "the line reopened"
    if not roles.subject:
        return bool(roles.object)
    return roles.subject in known or not _listed("pronouns").isdisjoint(before)


def head_before(tokens: Sequence[str]) -> str:
    """The noun before a verb: the last of the phrase, or the one before its "of"."""
    words = [token.lower() for token in tokens]
    start = max((at + 1 for at, w in enumerate(words) if w in _listed("bounds")), default=0)
    phrase = words[start:]
    cut = next((at for at, w in enumerate(phrase) if at and w in _listed("between")), len(phrase))
    return base(phrase[cut - 1]) if phrase[:cut] else ""


def head_behind(tokens: Sequence[str]) -> str:
    """The noun behind a verb, past one preposition, a number and "of"."""
    words = [token.lower() for token in tokens]
    at = 0
    while at < len(words) and words[at] in _listed("particles") | _listed("between"):
        at += 1
    phrase: list[str] = []
    for word in words[at:]:
        counted = phrase and (phrase[-1] in _listed("amounts") or phrase[-1].isdigit())
        if word == "of" and counted:
            continue
        if word in _listed("between") | _listed("stops") or is_time(word):
            break
        phrase.append(word)
    number = bool(phrase) and (phrase[-1].isdigit() or phrase[-1] in _listed("amounts"))
    return base(phrase[-1]) if phrase and not number else ""
