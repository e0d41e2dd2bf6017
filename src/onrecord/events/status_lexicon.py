"""The words that decide on status, as the knowledge files give them."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from onrecord import knowledge
from onrecord.records import Certainty, Modality

Frame = Literal["to", "that", "ing", "noun", "subj"]
"""The shape of a complement: infinitive, finite clause, gerund, noun, or the subject."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What an embedding word says of the event in its complement.

    ``None`` hands the status of the embedding word on. After Nairn, Condoravdi and Karttunen
    (2006), with the modal outcomes of embedding words that they leave open.
    """

    name: str
    asserted: Modality | None
    denied: Modality | None
    open: Modality | None
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class Modal:
    """What a modal verb makes of an event, plain and with "have"."""

    now: Modality
    past: Modality
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the status rules look up; keys are lower-case lemmas or forms."""

    signatures: dict[tuple[str, str], Signature]
    """By frame and lemma; a lemma may carry its preposition or particle (``call_for``)."""
    classes: dict[str, Signature]
    modals: dict[str, Modal]
    modal_forms: dict[str, str]
    adjectives: dict[str, Modality]
    hedges: dict[str, Certainty]
    adjective_hedges: dict[str, Certainty]
    past_names: dict[str, int]
    """Names of past conflicts, with the last year in which they were news."""
    past_name_ends: frozenset[str]
    """All that such a name may end with, so that most words need not be tried."""
    words: dict[str, frozenset[str]]
    """Plain word sets, as ``section.key``."""
    negating: frozenset[str]
    """Words that say of what hangs on them, or of what they hang on, that it is not so."""

    def signature(self, frame: Frame, *keys: str) -> Signature | None:
        """The signature of the first of ``keys`` that has one with this frame."""
        for key in keys:
            found = self.signatures.get((frame, key))
            if found is not None:
                return found
        return None


@cache
def lexicon() -> Lexicon:
    """The lexicon of the knowledge files, read once a process."""
    table = knowledge.toml("status", "signatures.toml")
    clauses = knowledge.toml("status", "clauses.toml")
    background = knowledge.toml("status", "background.toml")
    classes = {name: _signature(name, row) for name, row in table["class"].items()}
    past_names = {name: int(year) for year, names in background["names"].items() for name in names}
    signatures = {
        (frame, word): classes[name]
        for frame, lists in table["frame"].items()
        for name, words in lists.items()
        for word in words
    }
    adjectives, words = _by_word(clauses["adjective"], Modality), _word_sets(clauses)
    return Lexicon(
        signatures=signatures,
        classes=classes,
        modals={word: _modal(row) for word, row in clauses["modal"].items()},
        modal_forms=clauses["modal_forms"],
        adjectives=adjectives,
        hedges=_by_word(clauses["hedge"], Certainty),
        adjective_hedges=_by_word(clauses["adjective_hedge"], Certainty),
        past_names=past_names,
        past_name_ends=frozenset(name[at:] for name in past_names for at in range(len(name))),
        words=words | _word_sets(background),
        negating=words["negation.words"] | _negating(signatures, adjectives),
    )


def _negating(
    signatures: dict[tuple[str, str], Signature], adjectives: dict[str, Modality]
) -> frozenset[str]:
    # A verb counts whatever its particle: a word too many here only lets the reader have its say.
    embedding = {
        word.partition("_")[0]
        for (_, word), signature in signatures.items()
        if signature.asserted is Modality.NEGATED
    }
    return frozenset(embedding | {w for w, said in adjectives.items() if said is Modality.NEGATED})


def _signature(name: str, row: dict[str, str]) -> Signature:
    outcome = {
        side: None if row[side] == "keep" else Modality(row[side])
        for side in ("asserted", "denied", "open")
    }
    certainty = Certainty(row["certainty"]) if "certainty" in row else None
    return Signature(name=name, certainty=certainty, **outcome)


def _modal(row: dict[str, str]) -> Modal:
    certainty = Certainty(row["certainty"]) if "certainty" in row else None
    return Modal(Modality(row["now"]), Modality(row["past"]), certainty)


def _by_word(lists: dict[str, list[str]], kind: Any) -> dict[str, Any]:
    return {word: kind(value) for value, words in lists.items() for word in words}


def _word_sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {
        f"{section}.{key}": frozenset(words)
        for section, lists in table.items()
        for key, words in lists.items()
        if isinstance(words, list)
    }
