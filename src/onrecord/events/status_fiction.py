"""What is told of a film, a satire or an exercise, and so did not take place in the world."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events import syntax
from onrecord.records import PloverType

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BESIDE = frozenset({"amod", "compound", "nmod", "poss"})
_INSIDE = frozenset({"in", "during", "for", "throughout"})
_EXERCISED = frozenset({PloverType.ASSAULT, PloverType.COERCE, PloverType.PROTEST})
_BELONGING = frozenset({"of", "from", "in", "for"})
_OWN = frozenset({"its", "our"})
_OWNED = frozenset({"the", "this"})
_MAX_WORDS = 60
"""Words of a phrase that are looked at."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(knowledge.toml("status", "fiction.toml")[name].split())


def in_fiction(trigger: Token, kind: PloverType | None) -> Token | None:
    """The word that makes it fiction or play: "film", "exercise".

    ``kind`` is the event's type where it is known: only harm is played in exercises, for troops
    are moved and allies meet in them indeed.
    """
    below = trigger
    for token in (trigger, *trigger.ancestors):
        found = _around(token) or _told_by(token, below)
        if found is None and kind in _EXERCISED:
            found = _exercised(token, trigger)
        if found is not None:
            return found
        below = token
    return _of_character(trigger) or _played(trigger, kind)


def _around(token: Token) -> Token | None:
    """ "In the film, ...", "according to the screenplay"."""
    for child in token.children:
        if child.dep_ != "prep":
            continue
        inside = child.lower_ in _INSIDE
        if inside or child.lower_ == "according":
            found = next((noun for noun in syntax.heads(child) if is_fiction(noun)), None)
            if found is not None:
                return found
    return None


def _told_by(verb: Token, below: Token) -> Token | None:
    """The work that tells it: "the novel tells how", "the season opens with"."""
    if below.dep_ in _SUBJECTS or below.i == verb.i:
        return None
    lemma = verb.lemma_.lower()
    runs = lemma in _words("running") and verb.tag_ == "VBZ"
    told = lemma in _words("telling") and below.dep_ != "advcl"
    if not (runs or told) or _is_of_itself(below):
        return None
    subjects = (c for c in verb.lefts if c.dep_ in _SUBJECTS)
    return next((noun for noun in subjects if is_fiction(noun)), None)


def _is_of_itself(clause: Token) -> bool:
    """Whether who tells it tells of itself: even a satirical paper has "its offices"."""
    return any(t.lower_ in _OWN for t in islice(clause.subtree, _MAX_WORDS))


def is_fiction(noun: Token) -> bool:
    """Whether a noun phrase names a work of fiction or a joke, or a part of one."""
    lemma = noun.lemma_.lower()
    beside = _beside(noun)
    if beside & _words("factual"):
        return False
    of = [t for c in noun.rights if c.lower_ in _BELONGING for t in syntax.heads(c)]
    if lemma in _words("works"):
        return noun.pos_ == "NOUN" and not of
    if lemma in _words("definite") and not of and _is_definite(noun):
        return True
    if lemma not in _words("parts"):
        return False
    if lemma in _words("shown") and (beside & _words("broadcast") or _is_of_a_day(noun)):
        return not of or any(_is_show(t) for t in of)
    invented = _words("invented")
    if lemma not in _words("games"):
        invented -= _words("plain_video")
    owners = [c for c in noun.lefts if c.dep_ == "poss"]
    return bool(beside & (invented | _words("works"))) or any(map(_is_show, (*of, *owners)))


def _is_show(noun: Token) -> bool:
    return noun.lemma_.lower() in _words("definite") | {"show"} or is_fiction(noun)


def _beside(noun: Token) -> set[str]:
    """The words that belong to a noun, those with a hyphen as well."""
    left = [t for t in islice(noun.subtree, _MAX_WORDS) if t.i < noun.i]
    found = {t.lemma_.lower() for t in left} | {t.lower_ for t in left}
    found |= {
        f"{a.lower_}-{c.lower_}"
        for a, b, c in zip(left, left[1:], left[2:], strict=False)
        if b.text == "-"
    }
    return found


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in _OWNED or c.dep_ == "poss" for c in noun.lefts)


def _is_of_a_day(noun: Token) -> bool:
    return any(c.dep_ == "poss" and c.ent_type_ == "DATE" for c in noun.lefts)


def _exercised(token: Token, trigger: Token) -> Token | None:
    """The exercise in or as part of which somebody does it.

    Who is hurt in an exercise without somebody who does it is hurt indeed, and so is who is hurt
    by mistake.
    """
    if syntax.is_passive(trigger) or {t.lower_ for t in trigger.sent} & _words("mishaps"):
        return None
    for child in token.children:
        if child.dep_ == "prep":
            before = child.i < trigger.i
            nouns = (n for n in _settings(child) if _mock(n) or (before and _is_exercise(n)))
            if (found := next(nouns, None)) is not None:
                return found
    return None


def _settings(preposition: Token) -> Iterator[Token]:
    """What something is done in, or "as part of"."""
    if preposition.lower_ == "in":
        yield from syntax.heads(preposition)
    if preposition.lower_ == "as":
        for noun in syntax.heads(preposition):
            if noun.lower_ == "part":
                yield from (t for c in noun.rights if c.lower_ == "of" for t in syntax.heads(c))


def _is_exercise(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma == "game":
        return bool(_beside(noun) & _words("exercise_games"))
    # "in an exercise of power"
    owned = any(c.lower_ == "of" for c in noun.rights)
    return lemma in _words("exercises") and not owned


def _of_character(verb: Token) -> Token | None:
    """The work whose hero acts or is acted upon."""
    for noun in (*syntax.arguments(verb).holders, *syntax.objects(verb)):
        if noun.lemma_.lower() in _words("characters"):
            owners = [c for c in noun.lefts if c.dep_ in _BESIDE]
            owners += [t for c in noun.rights if c.lower_ in {"of", "in"} for t in syntax.heads(c)]
            found = next((t for t in owners if is_fiction(t)), None)
            if found is not None:
                return found
    return None


def _played(trigger: Token, kind: PloverType | None) -> Token | None:
    """ "A mock attack", "stormed a mock village"."""
    if kind not in _EXERCISED:
        return None
    nouns = (trigger, *syntax.objects(trigger))
    return next((word for noun in nouns if (word := _mock(noun)) is not None), None)


def _mock(noun: Token) -> Token | None:
    near = (c for c in noun.lefts if c.dep_ in {"amod", "compound"})
    return next((c for c in near if c.lower_ in _words("played")), None)
