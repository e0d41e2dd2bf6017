"""The trigger lexicon: words, the conditions on their company and what they tell of.

The notation of the entries is explained at the top of ``knowledge/events/triggers.toml``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from onrecord import knowledge
from onrecord.errors import KnowledgeError
from onrecord.events.codebook import standard
from onrecord.records import PloverType

Side = Literal["actor", "recipient", "neither"]
ObjectRole = Literal["recipient", "content", "thing"]

_NO_EVENT = "NONE"
_PLURAL = "/s"
_SIGNS = re.compile(r" ([+\-<~]) ")


@dataclass(frozen=True, slots=True)
class Group:
    """What the words of a group share; ``type`` is empty for readings that are no event."""

    type: PloverType | None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    need: int = 0
    both: int = 0
    object: ObjectRole = "recipient"
    to: frozenset[str] = frozenset()
    poss: Side = "actor"
    of: Side = "recipient"
    named: Side = "actor"
    giver: Side = "recipient"
    """The side of what "from" brings to a noun: "criticism from the UN"."""
    reciprocal: bool = False
    undergone: bool = False
    """Whether the subject of the verb is acted upon and nobody acts: "died in the attack"."""
    complement: frozenset[str] = frozenset()
    notsubject: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One trigger with its conditions.

    ``before`` and ``after`` are words next to the head; ``objects``, ``blocked`` and ``subjects``
    are lemmas.
    """

    lemma: str
    group: Group
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    plural: bool = False

    @property
    def weight(self) -> int:
        """How much the entry asks for: the most demanding one that fits wins."""
        conditions = (self.objects, self.subjects, self.group.complement, self.group.complement)
        return 2 * (len(self.before) + len(self.after)) + 3 * sum(map(bool, conditions))


@dataclass(frozen=True, slots=True)
class Carriers:
    """Words that lend their sides to an event noun."""

    light: frozenset[str] = frozenset()
    """Verbs whose subject acts in the event that is their object."""
    receiving: frozenset[str] = frozenset()
    """Verbs whose subject is acted upon in it."""
    perceiving: frozenset[str] = frozenset()
    """Verbs whose subject takes no part in what they govern: who hears or sees it."""
    exposed: frozenset[str] = frozenset()
    """Verbs whose subject does not act in what they govern: who flees it."""
    answering: frozenset[str] = frozenset()
    """Verbs whose subject answers the blame that they govern: who rejects an allegation."""
    appraising: frozenset[str] = frozenset()
    """Verbs whose subject says or does something about a deed that they govern and not the deed."""
    judging: frozenset[str] = frozenset()
    """Verbs whose subject judges somebody for what they govern: who convicts of a deed."""
    punishing: frozenset[str] = frozenset()
    """Verbs whose subject answers a deed after which it is done: who imposes sanctions."""
    telling: frozenset[str] = frozenset()
    """Verbs whose subject only tells what the clause behind them does."""
    recording: frozenset[str] = frozenset()
    """Those of them whose subject does not act in a noun that is their object either."""
    involved: frozenset[str] = frozenset()
    """Verbs whose subject takes part in what a preposition brings."""
    instruments: frozenset[str] = frozenset()
    """The means of an event, never its recipient."""
    collective: frozenset[str] = frozenset()
    """Words that name both sides at once ("a deal between the two countries")."""
    empty: frozenset[str] = frozenset()
    """Nouns whose infinitives tell of nothing."""
    acting: frozenset[str] = frozenset()
    """Modifiers of an event noun that say who acts, such as "rebel" in "rebel attack"."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Words of events that are done by saying something."""

    verbs: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    """Pronouns that stand for the speaker."""
    denying: frozenset[str] = frozenset()
    """Verbs that say of their content that it is not so."""
    bare: frozenset[str] = frozenset()
    """Nouns for what is denied that do not say what."""
    future: frozenset[str] = frozenset()
    duty: frozenset[str] = frozenset()
    duty_verbs: frozenset[str] = frozenset()
    bad: frozenset[str] = frozenset()
    promised: frozenset[str] = frozenset()
    """Types that are promised when one says that one will do them."""
    threatened: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by part of speech and head lemma, the most demanding first."""

    verbs: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    carriers: Carriers = field(default_factory=Carriers)
    speech: Speech = field(default_factory=Speech)


@cache
def lexicon() -> Lexicon:
    """The whole lexicon, read and checked once.

    Raises:
        KnowledgeError: an entry names an unknown type, mode, context or list.
    """
    base = knowledge.toml("events", "triggers.toml")
    lists = {name: frozenset(words.split("|")) for name, words in base["lists"].items()}
    return Lexicon(
        verbs=_by_lemma(_entries("verbs.toml", base, lists)),
        nouns=_by_lemma(_entries("nouns.toml", base, lists)),
        speech=_speech(base["speech"], lists),
        carriers=Carriers(**{k: frozenset(v.split()) for k, v in base["carriers"].items()}),
    )


def _speech(raw: Mapping[str, str], lists: Mapping[str, frozenset[str]]) -> Speech:
    given = {key: frozenset(words.split()) for key, words in raw.items() if key != "bad"}
    return Speech(bad=_words(raw["bad"], lists), **given)


def _by_lemma(entries: Iterator[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for item in entries:
        found.setdefault(item.lemma, []).append(item)
    return {k: tuple(sorted(v, key=lambda item: -item.weight)) for k, v in found.items()}


def _entries(
    name: str, base: Mapping[str, Any], lists: Mapping[str, frozenset[str]]
) -> Iterator[Entry]:
    nouns = name == "nouns.toml"
    for raw in knowledge.toml("events", name)["group"]:
        group = _group(name, raw, base, lists)
        for word in raw["words"].replace("\n", " ").split(";"):
            if word.strip():
                yield parse_entry(word.strip(), group, lists, head_last=nouns)


def _group(
    name: str, raw: dict[str, Any], base: Mapping[str, Any], lists: Mapping[str, frozenset[str]]
) -> Group:
    given = {key: value for key, value in raw.items() if key not in {"words", "type", "to"}}
    for key in ("complement", "notsubject"):
        if key in given:
            given[key] = _words(given[key], lists)
    if "contexts" in given:
        given["contexts"] = tuple(given["contexts"])
    if raw["type"] == _NO_EVENT:
        return Group(type=None, **given)
    kind = PloverType(raw["type"])
    given["to"] = frozenset(raw.get("to", base["sides"][kind]).split())
    given["giver"] = "actor" if "from" not in given["to"] else "recipient"
    given.setdefault("named", base["named"][kind])
    group = Group(type=kind, **given)
    if standard().mode(kind, group.mode) != group.mode:
        raise KnowledgeError(f"events/{name}: {kind} has no mode {group.mode}")
    if unknown := set(group.contexts) - set(standard().contexts(group.contexts)):
        raise KnowledgeError(f"events/{name}: unknown contexts {sorted(unknown)}")
    return group


def parse_entry(
    text: str, group: Group, lists: Mapping[str, frozenset[str]], *, head_last: bool
) -> Entry:
    """The entry that ``text`` writes in the notation of the lexicon.

    Raises:
        KnowledgeError: it names a list that does not exist.
    """
    parts = _SIGNS.split(text)
    conditions = dict(zip(parts[1::2], parts[2::2], strict=True))
    words = _split(parts[0].removesuffix(_PLURAL))
    if head_last:
        before, lemma, after = words[:-1], words[-1], _split(conditions.get("~", ""))
    else:
        at = parts[0].split()[0].count("-") * 2
        before, lemma, after = words[:at], words[at], words[at + 1 :]
    return Entry(
        lemma=lemma,
        group=group,
        before=before,
        after=after,
        objects=_words(conditions.get("+", ""), lists),
        blocked=_words(conditions.get("-", ""), lists),
        subjects=_words(conditions.get("<", ""), lists),
        plural=parts[0].endswith(_PLURAL),
    )


def _split(text: str) -> tuple[str, ...]:
    """Words as the tokenizer cuts them: hyphens stand alone."""
    return tuple(text.replace("-", " - ").split())


def _words(text: str, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in filter(None, text.split("|")):
        if word.startswith("@"):
            if word[1:] not in lists:
                raise KnowledgeError(f"events/triggers.toml: unknown list {word}")
            found |= lists[word[1:]]
        else:
            found.add(word)
    return frozenset(found)
