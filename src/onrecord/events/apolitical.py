"""Words of conflict and politics that tell of sport, weather, business, crime, accidents or films.

A domain shows itself by its words in the sentence; a word of politics in the same sentence
overrules it, and so does a country that takes part where countries are no teams.
"""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events import syntax
from onrecord.events.found import Found
from onrecord.events.participants import people
from onrecord.records import PloverType

_COUNTRIES = frozenset({"GPE", "NORP"})
_ACTING = frozenset({"nsubj", "nsubjpass", "dobj"})
_PLACES = frozenset({"in", "at", "near", "outside"})
_SIDES = frozenset({"with", "against"})
_MAX_WORDS = 120
"""Words of a sentence that are looked at: lists run on."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of life whose words are not those of politics."""

    strong: frozenset[str]
    weak: frozenset[str]
    unless: frozenset[str]
    """Words that it does not have: bombs go off in no accident."""
    types: frozenset[PloverType]
    countries: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """The whole of ``apolitical.toml``."""

    enough: int
    political: frozenset[str]
    domains: tuple[Domain, ...]
    acting: frozenset[str]
    undergone: frozenset[str]


@cache
def tables() -> Tables:
    """The tables, read once."""
    raw = knowledge.toml("events", "apolitical.toml")
    neutral = frozenset(raw["neutral"].split())
    return Tables(
        enough=raw["enough"],
        political=people().political - neutral,
        domains=tuple(_domain(row) for row in raw.values() if _is_domain(row)),
        acting=_words(raw["things"]["acting"]),
        undergone=_words(raw["things"]["undergone"]),
    )


def is_political(found: Found) -> bool:
    """Whether nothing shows that ``found`` is no event of politics."""
    token = found.trigger.token
    if _is_of_things(token):
        return False
    words = _lemmas(token.sent)
    if words & tables().political:
        return True
    kind = found.trigger.group.type
    text = f" {' '.join(t.lower_ for t in token.sent[:_MAX_WORDS])} "
    return not any(
        kind in domain.types
        and _weight(domain, words, text) >= tables().enough
        and words.isdisjoint(domain.unless)
        and not (domain.countries and _has_country(token))
        for domain in tables().domains
    )


def _is_domain(row: Any) -> bool:
    return isinstance(row, dict) and "strong" in row


def _domain(row: dict[str, Any]) -> Domain:
    kept = frozenset(row.get("keep", "").split())
    types = frozenset(row["types"].split()) if "types" in row else frozenset(PloverType) - kept
    return Domain(
        strong=_words(row["strong"]),
        weak=_words(row["weak"]),
        unless=_words(row.get("unless", "")),
        types=frozenset(PloverType(kind) for kind in types),
        countries=row["countries"],
    )


def _words(listed: str) -> frozenset[str]:
    """Words, and phrases in quotation marks."""
    return frozenset(shlex.split(listed))


def _lemmas(sentence: DocSpan) -> set[str]:
    near = sentence[:_MAX_WORDS]
    return {t.lemma_.lower() for t in near} | {t.lower_ for t in near} | set(_joined(near))


def _joined(near: DocSpan) -> Iterator[str]:
    """Words with a hyphen, which the tokenizer parts."""
    for i in range(1, len(near) - 1):
        if near[i].text == "-":
            yield f"{near[i - 1].lower_}-{near[i + 1].lemma_.lower()}"


def _weight(domain: Domain, words: set[str], text: str) -> int:
    strong = words & domain.strong or any(
        f" {phrase} " in text for phrase in domain.strong if " " in phrase
    )
    return (tables().enough if strong else 0) + len(words & domain.weak)


def _has_country(token: Token) -> bool:
    """Whether a country or people itself acts or is acted upon, not somebody in or from it."""
    if any(t.ent_type_ in _COUNTRIES and t.dep_ in _ACTING for t in token.sent):
        return True
    sides = (*syntax.arguments(token).subjects, *syntax.objects(token))
    sides += tuple(
        t
        for prep in token.rights
        if prep.dep_ in {"prep", "agent", "dative"} and prep.lower_ not in _PLACES
        for t in prep.rights
    )
    return any(side.ent_type_ in _COUNTRIES and side.dep_ != "compound" for side in sides)


def _is_of_things(token: Token) -> bool:
    """Whether weather, a disease or an animal acts, or a disease is acted upon."""
    subjects = [t.lemma_.lower() for t in syntax.arguments(token).subjects]
    if not subjects:
        # "a shark attack"
        subjects = [t.lemma_.lower() for t in token.lefts if t.dep_ in {"compound", "poss"}]
    if any(lemma in tables().acting for lemma in subjects):
        return True
    if any(t.lower_ in {"it", "they"} for t in syntax.arguments(token).subjects) and (
        _lemmas(token.sent) & tables().acting
    ):
        return not _lemmas(token.sent) & tables().political
    objects = [t.lemma_.lower() for t in syntax.objects(token)]
    objects += [
        t.lemma_.lower()
        for t in islice(token.subtree, _MAX_WORDS)
        if t.dep_ == "pobj" and t.head.lower_ in _SIDES
    ]
    return any(lemma in tables().undergone for lemma in objects)
