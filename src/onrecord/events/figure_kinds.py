"""What a number counts: people killed, wounded, missing, detained, displaced, or troops."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.events.figure_totals import totals
from onrecord.events.figure_words import KindWords, is_people, kind_words
from onrecord.records import FigureKind

_ASKS_FOR_PEOPLE = frozenset(
    {"seize", "hold", "capture", "lose", "take", "net", "pick", "bury", "execute", "hang", "stone"}
)
_ALSO_ACT = frozenset({"refugee", "migrant", "seeker", "prisoner", "inmate", "detainee"})
"""Nouns that name a kind only where no verb says what befell those people."""
_MAX_CONJUNCTS = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """The word that a number counts by (itself, where it stands alone), its kind and governor."""

    head: Token
    kind: FigureKind
    governor: Token
    """The word that gave the kind."""


def counted_by(number: Token, head: Token) -> Counted | None:
    """What ``number`` counts, where ``head`` is the noun with it (or the number itself)."""
    words = kind_words()
    if [t.lower_ for t in number.doc[number.i + 1 : number.i + 3]] == ["shot", "dead"]:
        return Counted(number, FigureKind.KILLED, number.nbor(1))
    if head.lemma_.lower() in words.units:
        return None
    for kind, governor in _readings(number, head, words):
        if kind is not FigureKind.TROOPS and _needs_people(governor) and not is_people(head):
            continue
        return Counted(head, kind, governor)
    return None


def _needs_people(governor: Token) -> bool:
    return governor.lemma_.lower() in _ASKS_FOR_PEOPLE


def _readings(number: Token, head: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    """Kinds and the words that give them, the surest first."""
    yield from _own(head, words)
    for top in _conjuncts(head):
        yield from _governed(top, words)
    yield from totals(head, words)
    yield from _plights(head, words)
    yield from _following(number, head, words)
    if (kind := words.roles["noun"].get(head.lemma_.lower())) is not None:
        yield kind, head


def _own(head: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    """The counted word itself or what describes it: "34 dead", "12 wounded men", "12 who died"."""
    for token in (head, *head.children):
        if token is not head and token.dep_ not in {"amod", "acl", "relcl", "appos"}:
            continue
        kind = words.roles["state"].get(token.lower_)
        if kind is not None and token.dep_ != "relcl":
            yield kind, token
        if token.dep_ == "acl" and token.tag_ == "VBN" and _is_held(token, head, words):
            yield FigureKind.DETAINED, token
        if token.dep_ == "relcl":
            role = "object" if any(t.dep_ == "nsubjpass" for t in token.lefts) else "subject"
            if (kind := words.roles[role].get(token.lemma_)) is not None:
                yield kind, token
    lemma = head.lemma_.lower()
    kind = words.roles["noun"].get(lemma)
    if kind is not None and kind is not FigureKind.TROOPS and lemma not in _ALSO_ACT:
        yield kind, head


def _is_held(verb: Token, head: Token, words: KindWords) -> bool:
    """ "Sixteen held in night of raids", as headlines leave the auxiliary out."""
    held = words.roles["object"].get(verb.lemma_) is FigureKind.DETAINED
    told = any(t.dep_ in {"prep", "agent"} for t in verb.rights)
    aside = any(t.dep_ in {"prt", "dobj", "aux", "auxpass"} for t in verb.children)
    return held and told and not aside and is_people(head)


def _conjuncts(head: Token) -> Iterator[Token]:
    """The counted word and those that it is joined to: "12 soldiers and 3 civilians"."""
    for _ in range(_MAX_CONJUNCTS):
        yield head
        if head.dep_ not in {"conj", "appos"} or head.head.i == head.i:
            return
        head = head.head


def _governed(head: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    governor = head.head
    if governor.i == head.i:
        return
    role = {"dobj": "object", "nsubjpass": "object", "nsubj": "subject"}.get(head.dep_)
    if role is not None:
        if _suffers(governor, role, words):
            yield FigureKind.WOUNDED, governor
        if role == "subject" and governor.tag_ == "VBD" and _is_held(governor, head, words):
            yield FigureKind.DETAINED, governor
        yield from _verb_kinds(head, governor, role, words)
        if role != "subject" or not any(t.dep_ == "dobj" or _counts(t) for t in governor.rights):
            yield from _predicates(governor, words)
    if head.dep_ == "dative" and _lives(governor, words):
        yield FigureKind.KILLED, governor
    if head.dep_ == "pobj":
        yield from _nominal(head, governor, words)


def _verb_kinds(
    head: Token, verb: Token, role: str, words: KindWords
) -> Iterator[tuple[FigureKind, Token]]:
    """What a verb says befell those counted, or one that shares them: "were shot and killed"."""
    if role == "subject" and _lives(verb, words):
        yield FigureKind.KILLED, verb
    if _child(verb, "to", {"death"}) is not None and role == "object":
        yield FigureKind.KILLED, verb
    kind = _verb_kind(verb, role, words)
    if kind is not None and not (verb.lemma_ == "lose" and head.lemma_ in words.followers):
        yield kind, verb
    for other in verb.conjuncts if role != "object" or head.dep_ == "nsubjpass" else ():
        if other.i < verb.i or any(t.dep_ in {"nsubj", "nsubjpass"} for t in other.lefts):
            continue
        passive = any(t.dep_ == "auxpass" for t in other.lefts)
        passive |= role == "object" and not any(t.dep_ in {"aux", "dobj"} for t in other.children)
        if passive and _child(other, "to", {"death"}) is not None:
            yield FigureKind.KILLED, other
        kind = words.roles["object" if passive else "subject"].get(other.lemma_)
        if kind is not None and (passive or role == "subject"):
            yield kind, other


def _counts(state: Token) -> bool:
    """Whether it has a number of its own: "the quakes left ten dead"."""
    return any(t.dep_ in {"nummod", "nsubj"} for t in state.lefts)


def _lives(verb: Token, words: KindWords) -> bool:
    """ "12 lost their lives", "cost 12 people their lives", "claimed the lives of 12"."""
    ends = verb.lemma_ in words.sufferings["ends"]
    return ends and any(t.dep_ == "dobj" and t.lemma_ == "life" for t in verb.rights)


def _child(token: Token, preposition: str, nouns: Container[str]) -> Token | None:
    """The preposition after ``token`` that has one of ``nouns`` under it."""
    for child in token.rights:
        led = [t for t in child.rights if t.dep_ == "pobj"]
        fits = child.lower_ == preposition and child.dep_ in {"prep", "dative"}
        if fits and any(t.lower_ in nouns or t.lemma_ in nouns for t in led):
            return child
    return None


def _plights(head: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    """ "14 men are under arrest", "were taken to hospital", "has 14 men in custody"."""
    for plight in words.plights:
        for preposition, noun in sorted(plight.phrases):
            if plight.noun_too and _child(head, preposition, {noun}) is not None:
                yield plight.kind, head
            verb = head.head
            placed = head.dep_ in {"nsubj", "nsubjpass", "dobj"} and verb.lemma_ in plight.verbs
            if placed and _child(verb, preposition, {noun}) is not None:
                yield plight.kind, verb


def _verb_kind(verb: Token, role: str, words: KindWords) -> FigureKind | None:
    found = words.roles[role]
    for particle in verb.rights:
        if particle.dep_ in {"prt", "acomp", "oprd", "advmod"}:
            kind = found.get(f"{verb.lemma_}_{particle.lower_}")
            if kind is not None:
                return kind
    if role == "subject" and verb.tag_ in {"VBD", "VBN"}:
        # Headlines leave the auxiliary out: "12 injured in blast".
        return found.get(verb.lemma_) or words.roles["state"].get(
            verb.lower_ if _bare(verb) else ""
        )
    return found.get(verb.lemma_)


def _suffers(verb: Token, role: str, words: KindWords) -> bool:
    """ "12 suffered burns", "had brain injuries"; "were treated for concussion"."""
    part = "verbs" if role == "subject" else "treating"
    if verb.lemma_.lower() not in words.sufferings[part]:
        return False
    return any(
        token.lemma_.lower() in words.sufferings["nouns"]
        for token in verb.subtree
        if token.i > verb.i and token.dep_ in {"dobj", "pobj", "conj"}
    )


def _bare(verb: Token) -> bool:
    return not any(t.dep_ in {"dobj", "aux", "auxpass"} for t in verb.children)


def _predicates(verb: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    """ "12 are missing", "were found dead", "left 12 homeless", "are feared dead"."""
    for child in verb.rights:
        if child.dep_ not in {"acomp", "oprd", "xcomp", "ccomp", "attr", "advcl"}:
            continue
        if (kind := words.roles["state"].get(child.lower_)) is not None:
            yield kind, child
        if child.dep_ in {"xcomp", "ccomp"}:
            kind = words.roles["subject"].get(child.lemma_)
            if kind is not None:
                yield kind, child


def _nominal(
    head: Token, preposition: Token, words: KindWords
) -> Iterator[tuple[FigureKind, Token]]:
    """ "the killing of 12", "the bodies of 12", "the lives of 12", "a battalion of 800 men"."""
    governor = preposition.head
    if preposition.lower_ != "of":
        return
    of = words.roles["of"]
    if kind := of.get(governor.lower_) or of.get(governor.lemma_.lower()):
        yield kind, governor
    if governor.lemma_ == "life" and _lives(governor.head, words):
        yield FigureKind.KILLED, governor.head
    if governor.lemma_ in words.bodies and (head.like_num or head.lemma_ in {"man", "soldier"}):
        yield FigureKind.TROOPS, governor


def _following(number: Token, head: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    """A participle right after the number or its noun, where the parse does not show the link."""
    doc = number.doc
    at = max(number.i, head.i) + 1
    for i in range(at, min(at + 3, len(doc))):
        token = doc[i]
        if token.is_punct or token.dep_ == "cc" or token.like_num:
            return
        acts = token.tag_ == "VBD" or any(t.dep_ == "dobj" for t in token.rights)
        if not acts and (kind := words.roles["state"].get(token.lower_)) is not None:
            yield kind, token
            return
