"""Which of the possible names are places: a linear model over the words around them."""

from collections import Counter
from collections.abc import Sequence
from math import log10

import msgspec
from spacy.tokens import Doc, Token

from onrecord.language.parse import Parse
from onrecord.places.gazetteer import Candidate, spelling
from onrecord.places.linear import Features, logistic, score, weights
from onrecord.places.mentions import PLACE_LABELS, Mention
from onrecord.places.words import common_words, words

_AT = frozenset({"at", "in", "inside", "outside", "near", "to", "into", "around"})
"""Prepositions behind which a well-known building is a place."""
_JUST_ENOUGH = 0.01
"""Rating of such a building: a place, and no surer than the least sure one."""
_MARKS = frozenset({",", ".", "(", ")", "-", "--", "–", "—", ":", "/", "'s", "'"})


class Names(msgspec.Struct, frozen=True):
    """How an article uses its words: the evidence from other sentences."""

    surnames: frozenset[str]
    """Last words of persons' names of two words or more."""
    persons: frozenset[str]
    """Every word of such names."""
    labelled: dict[str, tuple[int, int]]
    """Of each name: how often the parser calls it a place, and how often anything."""
    lower: frozenset[str]
    """Words that also occur without a capital."""


def names_of(doc: Doc) -> Names:
    """The evidence of the whole article."""
    surnames, persons = set(), set()
    places: Counter[str] = Counter()
    any_: Counter[str] = Counter()
    for entity in doc.ents:
        name = spelling(entity.text)
        any_[name] += 1
        places[name] += entity.label_ in PLACE_LABELS
        if entity.label_ == "PERSON" and len(entity) > 1:
            parts = [token.lower_ for token in entity if token.is_alpha]
            persons.update(parts)
            surnames.update(parts[-1:])
    return Names(
        frozenset(surnames),
        frozenset(persons),
        {name: (places[name], count) for name, count in any_.items()},
        frozenset(token.text for token in doc if token.is_lower),
    )


def features(doc: Doc, mention: Mention, names: Names, chained: frozenset[int]) -> Features:
    """The features of ``mention``; ``chained`` are tokens where a name after a comma begins."""
    found: dict[str, float] = {"bias": 1.0}
    known = _known(mention.candidates)
    label = _label(doc, mention)
    found[f"known {known}"] = 1
    found[f"label {label}"] = 1
    found[f"{label} & {known}"] = 1
    found[f"words {min(mention.end - mention.start, 4)}"] = 1
    found["short"] = mention.short
    _before(doc, mention, label, found)
    _after(doc, mention, label, chained, found)
    _elsewhere(mention, names, found)
    if mention.name.lower() in common_words():
        found["everyday word"] = found[f"everyday word & {label}"] = 1
    return {name: value for name, value in found.items() if value}


def _known(candidates: Sequence[Candidate]) -> str:
    """The best-known thing that the name can be."""
    kinds = {candidate.kind for candidate in candidates if candidate.main}
    for kind in ("country", "area", "water", "site", "admin1"):
        if kind in kinds:
            return kind
    if not candidates:
        return "nothing"
    best = max(candidates, key=lambda candidate: candidate.population)
    size = int(log10(max(best.population, 100)))
    return f"{best.kind} {size}" + ("" if best.main else " alternate")


def _label(doc: Doc, mention: Mention) -> str:
    """The label of the entity, and whether the name is all of it, its start, end or middle."""
    first, last = doc[mention.start], doc[mention.end - 1]
    if not first.ent_type_ and not last.ent_type_:
        return "none"
    label = first.ent_type_ or last.ent_type_
    starts = first.ent_iob_ == "B" or doc[mention.start - 1].lower_ == "the"
    after = doc[mention.end] if mention.end < len(doc) else None
    ends = after is None or after.ent_iob_ != "I" or after.text in {"'s", "’s"}
    if starts and ends:
        return label
    return f"{label} {'start' if starts else 'end' if ends else 'middle'}"


def _class(token: Token | None) -> str:
    """What kind of word stands beside a name."""
    if token is None or token.is_space:
        return "edge"
    lists = words()
    low = token.lower_.rstrip(".")
    if token.text[0].isupper():
        for name in ("titles", "government", "organisation", "after_county", "after_city"):
            if low in getattr(lists, name):
                return f"capital {name}"
        return "capital verb" if token.pos_ in {"VERB", "AUX"} else "capital"
    if not token.text[0].isalpha():
        text = token.text.replace("’", "'")
        return "number" if text[0].isdigit() else text if text in _MARKS else "mark"
    if low in lists.after_division or low in lists.settlement:
        return "settlement"
    if low in lists.titles:
        return "title"
    return low if low in lists.locative else token.pos_


def _before(doc: Doc, mention: Mention, label: str, found: dict[str, float]) -> None:
    start = mention.start
    token = doc[start - 1] if start and not doc[start].is_sent_start else None
    if token is not None and token.lower_ == "the" and token.i:
        found["article before"] = 1
        token = doc[token.i - 1]
    kind = _class(token)
    found[f"before {kind}"] = 1
    found[f"before {kind} & {label.split()[0]}"] = 1
    if token is not None and token.i and token.lower_ in {"of", ","}:
        found[f"before {kind} {_class(doc[token.i - 1])}"] = 1


def _after(
    doc: Doc, mention: Mention, label: str, chained: frozenset[int], found: dict[str, float]
) -> None:
    end = mention.end
    token = doc[end] if end < len(doc) and not doc[end].is_sent_start else None
    kind = _class(token)
    found[f"after {kind}"] = 1
    found[f"after {kind} & {label.split()[0]}"] = 1
    found["chain starts"] = end in chained
    found["chain goes on"] = mention.start in chained
    head = doc[mention.start : mention.end].root
    found[f"role {head.dep_}"] = 1
    found[f"tag {head.pos_}"] = 1
    if head.dep_ in {"compound", "nmod"} and head.head.i >= end:
        found[f"before its noun {_class(head.head)}"] = 1
        found[f"before its noun {_class(head.head)} {head.head.pos_} & {label.split()[0]}"] = 1
    found["sentence starts"] = bool(doc[mention.start].is_sent_start)
    text = mention.name
    found["capitals"] = text.isupper() and len(text) > 4
    found["last word " + _class(doc[end - 1])] = mention.end - mention.start > 1


def _elsewhere(mention: Mention, names: Names, found: dict[str, float]) -> None:
    low = mention.name.lower()
    single = mention.end - mention.start == 1
    found["surname here"] = single and low in names.surnames
    found["in a person's name"] = single and low in names.persons
    found["lower-case here"] = single and low in names.lower
    places, all_ = names.labelled.get(spelling(mention.name), (0, 0))
    found["share as place"] = places / all_ if all_ else 0.0
    found["never a place"] = all_ > 0 and not places


def chained_tokens(doc: Doc, mentions: Sequence[Mention]) -> frozenset[int]:
    """Token after the town, and first token of the region, of each pair "town, region".

    The two form a pair if some place that the first can be lies in one that the second can be.
    """
    starts: dict[int, list[Mention]] = {}
    for mention in mentions:
        starts.setdefault(mention.start, []).append(mention)
    found = set()
    for mention in mentions:
        if mention.end + 1 >= len(doc) or doc[mention.end].text not in {",", "("}:
            continue
        if any(contains(mention, region) for region in starts.get(mention.end + 1, ())):
            found |= {mention.end, mention.end + 1}
    return frozenset(found)


def contains(town: Mention, region: Mention) -> bool:
    """Whether some reading of ``town`` lies in some reading of ``region``."""
    wholes = [c for c in region.candidates if c.kind in {"country", "admin1", "admin2", "area"}]
    return any(lies_in(part, whole) for part in town.candidates for whole in wholes)


def lies_in(part: Candidate, whole: Candidate) -> bool:
    """Whether ``part`` lies in the country or division ``whole``."""
    if part.country != whole.country or part.geonames == whole.geonames or not whole.country:
        return False
    if whole.kind == "country":
        return part.kind != "country"
    if whole.kind in {"admin1", "admin2"} and part.kind in {"city", "admin2"}:
        return part.admin1 == whole.admin1 and part.kind != whole.kind
    return False


class Recognised(msgspec.Struct, frozen=True):
    """A name that is taken for a place."""

    mention: Mention
    confidence: float


def _rating(doc: Doc, mention: Mention, value: float) -> float:
    """``value``, but at least just enough for a well-known building that something is at.

    The data mark few of them, as most act ("the White House said").
    """
    before = mention.start - 1
    while before >= 0 and doc[before].lower_ in {"the", "a"}:
        before -= 1
    at = before >= 0 and doc[before].lower_ in _AT
    site = at and any(one.kind == "site" and one.listed for one in mention.candidates)
    return max(value, _JUST_ENOUGH) if site else value


def recognise(parse: Parse, mentions: Sequence[Mention]) -> list[Recognised]:
    """The mentions that are places, without overlaps, in the order of the text."""
    doc = parse.doc
    by = weights("recognition.toml")
    names, chained = names_of(doc), chained_tokens(doc, mentions)
    rated = [(_rating(doc, m, score(features(doc, m, names, chained), by)), m) for m in mentions]
    rated.sort(key=lambda pair: (-pair[0], pair[1].start, -pair[1].end))
    taken = [False] * len(doc)
    kept: list[Recognised] = []
    for value, mention in rated:
        if value > 0 and not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
            kept.append(Recognised(mention, logistic(value)))
    return sorted(kept, key=lambda one: one.mention.start)
