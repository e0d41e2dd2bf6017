"""What a number counts: people killed, wounded, missing, detained, displaced, or troops."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord import knowledge
from onrecord.records import FigureKind

HUMAN_KINDS = (
    FigureKind.KILLED,
    FigureKind.WOUNDED,
    FigureKind.MISSING,
    FigureKind.DETAINED,
    FigureKind.DISPLACED,
    FigureKind.TROOPS,
)
_ASKS_FOR_PEOPLE = frozenset(
    {"seize", "hold", "capture", "lose", "take", "net", "pick", "bury", "execute", "hang", "stone"}
)
_ALSO_ACT = frozenset({"refugee", "migrant", "seeker", "prisoner", "inmate", "detainee"})
"""Nouns that name a kind only where no verb says what befell those people."""
_MAX_CONJUNCTS = 6


@dataclass(frozen=True, slots=True)
class KindWords:
    """The word lists of ``figures/kinds.toml``: each word to its kind, by the part it plays."""

    roles: dict[str, dict[str, FigureKind]]
    people: frozenset[str]
    units: frozenset[str]
    sufferings: dict[str, frozenset[str]]
    """Verbs whose subjects are hurt, with the nouns that must follow them."""


@cache
def kind_words() -> KindWords:
    """The lists of the knowledge file, read once a process."""
    table = knowledge.toml("figures", "kinds.toml")
    roles: dict[str, dict[str, FigureKind]] = {}
    for kind in HUMAN_KINDS:
        for role, words in table[kind.value].items():
            roles.setdefault(role, {}).update(dict.fromkeys(words, kind))
    return KindWords(
        roles=roles,
        people=frozenset(table["people"]["nouns"]),
        units=frozenset(table["units"]["nouns"]),
        sufferings={part: frozenset(table["sufferings"][part]) for part in ("verbs", "nouns")},
    )


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
    if head.lemma_.lower() in words.units:
        return None
    for kind, governor in _readings(number, head, words):
        if kind is not FigureKind.TROOPS and _needs_people(governor) and not is_people(head):
            continue
        return Counted(head, kind, governor)
    return None


def is_people(head: Token) -> bool:
    """Whether the counted word can stand for people."""
    lemma = head.lemma_.lower()
    if lemma in kind_words().people or head.lower_ in kind_words().people:
        return True
    if head.pos_ == "NUM" or head.like_num or head.ent_type_ in {"NORP", "CARDINAL"}:
        return True
    return lemma.endswith(("er", "or", "ist", "ian", "man", "men", "ee", "ant"))


def _needs_people(governor: Token) -> bool:
    return governor.lemma_.lower() in _ASKS_FOR_PEOPLE


def _readings(number: Token, head: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    """Kinds and the words that give them, the surest first."""
    yield from _own(head, words)
    for top in _conjuncts(head):
        yield from _governed(top, words)
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
        if token.dep_ == "relcl":
            role = "object" if any(t.dep_ == "nsubjpass" for t in token.lefts) else "subject"
            if (kind := words.roles[role].get(token.lemma_)) is not None:
                yield kind, token
    lemma = head.lemma_.lower()
    kind = words.roles["noun"].get(lemma)
    if kind is not None and kind is not FigureKind.TROOPS and lemma not in _ALSO_ACT:
        yield kind, head


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
    if role == "subject" and _suffers(governor, words):
        yield FigureKind.WOUNDED, governor
    if role is not None:
        kind = _verb_kind(governor, role, words)
        if kind is not None:
            yield kind, governor
        yield from _predicates(governor, words)
    if head.dep_ == "pobj":
        yield from _nominal(governor, words)


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


def _suffers(verb: Token, words: KindWords) -> bool:
    """ "12 suffered burns", "had brain injuries", "were treated for concussion"."""
    if verb.lemma_.lower() not in words.sufferings["verbs"]:
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


def _nominal(preposition: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    """ "the killing of 12", "a toll of 34", "the toll rose to 34", "put the toll at 34"."""
    governor = preposition.head
    if preposition.lower_ in {"of", "to", "at"}:
        if governor.lemma_.lower() == "toll":
            kind = _toll(governor)
            if kind is not None:
                yield kind, governor
        elif preposition.lower_ == "of" and (
            kind := words.roles["of"].get(governor.lemma_.lower())
        ):
            yield kind, governor
    for noun in governor.children:
        if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and noun.lemma_.lower() == "toll":
            kind = _toll(noun)
            if kind is not None:
                yield kind, noun


def _toll(toll: Token) -> FigureKind | None:
    described = {t.lower_ for t in toll.lefts}
    if described & {"injury", "injured", "wounded"}:
        return FigureKind.WOUNDED
    return (
        FigureKind.KILLED
        if described & {"death", "fatality", "dead"} or len(described) < 2
        else None
    )


def _following(number: Token, head: Token, words: KindWords) -> Iterator[tuple[FigureKind, Token]]:
    """A participle right after the number or its noun, where the parse does not show the link."""
    doc = number.doc
    at = max(number.i, head.i) + 1
    for i in range(at, min(at + 3, len(doc))):
        token = doc[i]
        if token.is_punct or token.dep_ == "cc":
            return
        acts = token.tag_ == "VBD" or any(t.dep_ == "dobj" for t in token.rights)
        if not acts and (kind := words.roles["state"].get(token.lower_)) is not None:
            yield kind, token
            return
