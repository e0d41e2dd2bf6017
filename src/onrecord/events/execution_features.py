"""What is known of a happening that says how far it came (`execution`)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from onrecord import knowledge
from onrecord.events.setting import Setting
from onrecord.language.parse import Parse, span_of
from onrecord.records import EventTime, Modality, Status
from onrecord.text import Span

TABLE = "execution.toml"
_CUES = ("foiled", "threat")
_PASSAGES = 5
"""Sentences that are read; more of them tell of other things as well."""
_WORDS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX", "SCONJ", "PART"})
"""Parts of speech that carry over to other texts; names do not."""
_TELLING = frozenset({"NOUN", "VERB"})
_LINKS = frozenset(
    {"dobj", "nsubj", "nsubjpass", "xcomp", "ccomp", "advcl", "acl", "relcl", "aux", "amod"}
    | {"compound", "pobj", "prep", "mark", "conj", "neg"}
)
_OPENING = 0.1
"""Share of the text that a report opens with."""
_MANY = 6
"""Parties from which on their number says no more."""
_OPEN = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that tells of the happening."""

    sentence: DocSpan
    weight: float
    """How much it names of the parties, as a share of what the best sentence names."""


class Role(StrEnum):
    """What part a party has."""

    DOER = "doer"
    PERSON = "person"
    """Someone to whom it is done."""
    THING = "thing"
    """Something to which it is done."""
    MEANS = "means"


@dataclass(frozen=True, slots=True)
class Party:
    """One of those that a happening has, and the places that name it."""

    role: Role
    spans: tuple[Span, ...]


def passages(parse: Parse, parties: Sequence[Party]) -> list[Passage]:
    """The sentences that name most of the parties; without any, those that open the text.

    A party that many sentences name says little about each of them.
    """
    weights: dict[int, float] = {}
    sentences: dict[int, DocSpan] = {}
    for party in parties:
        naming = {head.sent.start: head.sent for head in _heads(parse, party)}
        sentences |= naming
        for start in naming:
            weights[start] = weights.get(start, 0.0) + len(naming) ** -0.5
    if not weights:
        return [Passage(sentence, 1.0) for sentence in parse.sentences[:_PASSAGES]]
    best = sorted(weights, key=lambda start: (-weights[start], start))[:_PASSAGES]
    return [Passage(sentences[start], weights[start] / weights[best[0]]) for start in best]


def features(
    parse: Parse, setting: Setting, kind: str, parties: Sequence[Party]
) -> dict[str, float]:
    """What is known of the happening, and what its passages say.

    Of each finding the weight of the best passage that has it counts.
    """
    told = passages(parse, parties)
    found = _known(parse, kind, parties, told)
    for passage in told:
        for token in passage.sentence:
            for name in _findings(token, setting):
                found[name] = max(found.get(name, 0.0), passage.weight)
        for cue in _CUES:
            if _cue(cue).search(passage.sentence.text.lower()):
                found[f"{cue} here"] = max(found.get(f"{cue} here", 0.0), passage.weight)
    return found | _together(parse, setting, kind, parties)


def _known(
    parse: Parse, kind: str, parties: Sequence[Party], told: Sequence[Passage]
) -> dict[str, float]:
    """What is known without reading the passages."""
    known = {f"kind {kind}": 1.0, "parties": min(len(parties), _MANY) / _MANY}
    known |= {f"has {party.role}": 1.0 for party in parties}
    if told and told[0].sentence.start < _OPENING * len(parse.doc):
        known["opens the text"] = 1.0
    return known


def _findings(token: Token, setting: Setting) -> Iterator[str]:
    """The word, its link to the word above it, and the word with its status."""
    lemma = token.lemma_.lower()
    if token.pos_ not in _WORDS or not lemma.isalpha():
        return
    yield f"word {lemma}"
    if token.dep_ in _LINKS and token.head.pos_ in _WORDS:
        yield f"link {token.head.lemma_.lower()} {lemma}"
    if token.pos_ in _TELLING:
        yield f"told {lemma} {_class(_status(token, setting))}"


def _together(
    parse: Parse, setting: Setting, kind: str, parties: Sequence[Party]
) -> dict[str, float]:
    """What the tellings of the happening say together, and what cues stand beside them."""
    told = _tellings(parse, kind, parties)
    classes = [_class(_status(token, setting)) for token in told]
    means = _words("means", "words")
    deeds = zip(told, classes, strict=True)
    done = sum(one == "done" and token.lemma_.lower() not in means for token, one in deeds)
    sentences = {token.sent.text.lower() for token in told} | _of_means(parse, parties)
    found = {f"any {one}": 1.0 for one in classes}
    found |= {f"share {one}": classes.count(one) / len(classes) for one in classes}
    found |= {cue: 1.0 for cue in _CUES if any(map(_cue(cue).search, sentences))}
    if done <= 1:
        # A single word that says so is easily misread.
        found |= {f"{name}, hardly done": 1.0 for name in list(found)}
    if not done:
        found |= {f"{name}, nothing done": 1.0 for name in _CUES if name in found}
        found["nothing done"] = 1.0
    if classes.count("tried") > max(0, done - 1):
        found["more tried than done"] = 1.0
    if "open" in classes and "done" not in classes:
        found["open only"] = 1.0
    return found


def _tellings(parse: Parse, kind: str, parties: Sequence[Party]) -> list[Token]:
    """The words that tell of such a happening beside its parties; else those of the whole text."""
    words = _words("kinds", kind)
    found = [t for t in parse.doc if t.pos_ in _TELLING and t.lemma_.lower() in words]
    naming = {head.sent.start for party in parties for head in _heads(parse, party)}
    return [token for token in found if token.sent.start in naming] or found


def _of_means(parse: Parse, parties: Sequence[Party]) -> set[str]:
    """The sentences that take up a means, in lower case."""
    means = [head for p in parties if p.role is Role.MEANS for head in _heads(parse, p)]
    lemmas = {head.lemma_.lower() for head in means}
    return {token.sent.text.lower() for token in parse.doc if token.lemma_.lower() in lemmas}


def _heads(parse: Parse, party: Party) -> list[Token]:
    return [head for span in party.spans if (head := parse.head(span)) is not None]


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(knowledge.toml("events", TABLE)[table].get(name, "").split())


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile("|".join(knowledge.toml("events", TABLE)["cues"][name]))


def _status(token: Token, setting: Setting) -> Status:
    span = span_of(token)
    return setting.status(token, None, setting.when(span), setting.statement(span))


def _class(status: Status) -> str:
    if status.happened:
        return "done"
    if status.modality is Modality.ATTEMPTED:
        return "tried"
    is_open = status.modality in _OPEN or status.time is EventTime.FUTURE
    return "open" if is_open else "denied"
