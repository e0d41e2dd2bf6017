"""The way from an event's trigger up to whatever tells it.

Each step pairs a word with the word that governs it. Prepositions are no steps of their own: they
belong to the link between the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.events.status_clause import SUBJECTS, is_infinitive
from onrecord.events.status_lexicon import Frame, Lexicon
from onrecord.text import Span

MAX_STEPS = 40
"""Deeper trees are parse errors on run-on text; the bound keeps the walk linear."""


_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Step:
    """A word on the way up, and how it hangs on the next."""

    child: Token
    head: Token
    links: tuple[Token, ...]
    """Prepositions between the two, from the child up."""

    @property
    def dep(self) -> str:
        """The relation of the child to the first word above it."""
        return str(self.child.dep_)


def step_up(token: Token, lexicon: Lexicon) -> Step | None:
    """The step above ``token``; ``None`` at the root of its sentence."""
    links: list[Token] = []
    head = token.head
    if head.i == token.i:
        return None
    noun = _owner(token, lexicon)
    if noun is not None:
        return Step(token, noun, ())
    if token.dep_ == "conj" and token.tag_ in _FINITE and is_infinitive(head):
        # A finite verb does not go on with an infinitive: "failed to pay and closed".
        head = head.head
    while head.dep_ in {"prep", "agent", "dative"} and head.pos_ in {"ADP", "SCONJ", "ADV", "VERB"}:
        links.append(head)
        if head.head.i == head.i:
            break
        head = head.head
    return Step(token, head, tuple(links))


def _owner(token: Token, lexicon: Lexicon) -> Token | None:
    """The noun right before "to" whose infinitive the parser gave to the verb.

    As in "foiled a plot to bomb": the verb takes no infinitive of its own.
    """
    if token.dep_ not in {"xcomp", "advcl", "ccomp"} or not is_infinitive(token):
        return None
    to = next(t for t in token.lefts if t.tag_ == "TO")
    if to.i == 0:
        return None
    noun = to.nbor(-1)
    if noun.pos_ != "NOUN" or noun.head.i != token.head.i or noun.dep_ not in {"dobj", "nsubjpass"}:
        return None
    if lexicon.signature("to", token.head.lemma_.lower()) is not None:
        return None
    return noun if lexicon.signature("to", noun.lemma_.lower()) is not None else None


def way_up(
    trigger: Token, content: Sequence[Span], lexicon: Lexicon
) -> tuple[list[Step], Step | None]:
    """The steps inside ``content`` (all, where it is empty), and the one that leaves it."""
    steps: list[Step] = []
    token = trigger
    while len(steps) < MAX_STEPS:
        step = step_up(token, lexicon)
        if step is None:
            return steps, None
        if content and not any(span.start <= step.head.idx < span.end for span in content):
            return steps, step
        steps.append(step)
        token = step.head
    return steps, None


def frame_of(step: Step) -> Frame:
    """The shape of the complement that the child of ``step`` is."""
    child = step.child
    if step.dep in SUBJECTS and step.dep not in {"nsubjpass", "csubjpass"}:
        return "subj"
    if is_infinitive(child):
        return "to"
    if child.pos_ not in {"VERB", "AUX"}:
        return "that" if step.dep in {"ccomp", "acl"} and _has_subject(child) else "noun"
    if any(t.dep_ == "mark" and t.lower_ == "that" for t in child.lefts):
        return "that"
    if child.tag_ == "VBG" and not _has_finite(child):
        return "ing"
    if child.tag_ == "VB" and not _has_finite(child):
        return "to"
    return "that" if step.dep not in {"pobj", "dobj", "compound", "amod"} else "noun"


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.lefts)


def _has_finite(token: Token) -> bool:
    return any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in {"MD", "VBD", "VBZ", "VBP"}
        for child in token.lefts
    )


def keys_of(step: Step) -> tuple[str, ...]:
    """What to look the head up by: with preposition or particle, then bare."""
    head = step.head
    lemmas = [*_copula(head), head.lemma_.lower()]
    if head.lower_ != lemmas[-1] and head.pos_ == "ADJ":
        lemmas.append(head.lower_)
    particle = next((t.lower_ for t in head.rights if _completes(t)), None)
    found: list[str] = []
    for lemma in lemmas:
        stem = f"{lemma}_{particle}" if particle and lemma == lemmas[-1] else lemma
        if step.links:
            found.append(f"{stem}_{step.links[-1].lower_}")
            if stem != lemma:
                found.append(f"{lemma}_{step.links[-1].lower_}")
        else:
            found.append(stem)
            if stem != lemma:
                found.append(lemma)
    return tuple(found)


def _completes(token: Token) -> bool:
    """Whether it makes one word with its verb: "call off", "stop short of", "take place"."""
    if token.dep_ == "prt":
        return True
    if token.lower_ == "place":
        return token.dep_ == "dobj" and token.head.lemma_ == "take" and not any(token.children)
    return token.dep_ == "advmod" and token.lower_ == "short"


def _copula(head: Token) -> list[str]:
    """What "be" or "seem" says of its subject: the adjective or noun after it, then the subject."""
    if head.lemma_ not in {"be", "seem", "appear", "remain", "become", "look", "feel"}:
        return []
    after = [t for t in head.rights if t.dep_ in {"acomp", "attr", "oprd"}]
    described = [f"{t.lower_}_{noun.lower_}" for noun in after for t in noun.lefts]
    words = [w for t in after for w in dict.fromkeys((t.lower_, t.lemma_.lower()))]
    before = [t.lemma_.lower() for t in head.lefts if t.dep_ == "nsubj" and t.pos_ == "NOUN"]
    return described + words + before
