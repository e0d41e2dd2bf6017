"""What is known of an event's status on the way down to its trigger."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.events.status_lexicon import Signature
from onrecord.records import Certainty, Modality

_STRENGTH = {Certainty.CERTAIN: 2, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 0}


def weaker(one: Certainty, other: Certainty | None) -> Certainty:
    """The less sure of the two."""
    if other is None or _STRENGTH[one] <= _STRENGTH[other]:
        return one
    return other


@dataclass(frozen=True, slots=True)
class State:
    """Modality and certainty with the words that decided them."""

    modality: Modality = Modality.ACTUAL
    certainty: Certainty = Certainty.CERTAIN
    evidence: tuple[Token, ...] = ()
    purpose: bool = False
    """Whether an infinitive of purpose made it planned: its time is that of the main verb."""
    hits: tuple[str, ...] = ()
    """Names of the rules that fired, outermost first: features of the factuality model."""

    def embed(self, signature: Signature, *words: Token) -> "State":
        """The state of a complement whose embedding word is in this state."""
        target = self._outcome(signature)
        hits = (*self.hits, f"{signature.name}|{self.modality}")
        if signature.name == "fact":
            return State(hits=hits)
        if target is Modality.ACTUAL and self.modality is not Modality.ACTUAL:
            return State(hits=hits)
        changed = target is not self.modality or signature.certainty is not None
        return State(
            modality=target,
            certainty=weaker(self.certainty, signature.certainty),
            evidence=(*self.evidence, *words) if changed else self.evidence,
            purpose=self.purpose and not changed,
            hits=hits,
        )

    def _outcome(self, signature: Signature) -> Modality:
        if self.modality is Modality.ACTUAL:
            target = signature.asserted
        elif self.modality is Modality.NEGATED:
            target = signature.denied
        else:
            target = signature.open
        return self.modality if target is None else target

    def within(self, inner: Modality, certainty: Certainty | None, *words: Token) -> "State":
        """This state with a modal, negation or adjective of the event's own clause."""
        hits = (*self.hits, f"own:{inner}")
        if inner is Modality.ACTUAL and certainty is None:
            return replace(self, hits=hits)
        if inner is Modality.NEGATED and self.modality is Modality.NEGATED:
            return State(hits=hits)
        denies = inner is Modality.NEGATED and self.modality is not Modality.CONDITIONAL
        takes = self.modality is Modality.ACTUAL or denies
        return State(
            modality=inner if takes else self.modality,
            certainty=weaker(self.certainty, certainty if takes else None),
            evidence=(*self.evidence, *words),
            purpose=self.purpose,
            hits=hits,
        )

    def hedged(self, certainty: Certainty, word: Token) -> "State":
        """The same, less sure."""
        return replace(
            self,
            certainty=weaker(self.certainty, certainty),
            evidence=(*self.evidence, word),
            hits=(*self.hits, f"hedge:{certainty}"),
        )

    def fact(self, why: str) -> "State":
        """A fact whatever stands above it, such as a relative clause."""
        return State(hits=(*self.hits, why))

    def supposed(self, word: Token) -> "State":
        """Only the case if something else is."""
        hits = (*self.hits, "supposed")
        return State(Modality.CONDITIONAL, Certainty.POSSIBLE, (word,), hits=hits)

    def noted(self, why: str) -> "State":
        """The same, with a rule that fired without deciding."""
        return replace(self, hits=(*self.hits, why))
