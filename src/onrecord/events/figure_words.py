"""The word lists that say what a number counts."""

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


@dataclass(frozen=True, slots=True)
class Plight:
    """What verbs with a phrase say of people: "were taken to hospital", "are under arrest"."""

    kind: FigureKind
    verbs: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    """Prepositions with their nouns."""
    noun_too: bool
    """Whether the phrase says it right after the people as well: "14 men in custody"."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Words by which a text tells a sum: "the number of dead rose to 12"."""

    nouns: frozenset[str]
    prepositions: frozenset[str]
    """They lead from the verb to the sum."""
    verbs: frozenset[str]
    """Their subject is the noun and their object the sum."""


@dataclass(frozen=True, slots=True)
class KindWords:
    """The word lists of ``figures/kinds.toml``: each word to its kind, by the part it plays."""

    roles: dict[str, dict[str, FigureKind]]
    people: frozenset[str]
    units: frozenset[str]
    sufferings: dict[str, frozenset[str]]
    """Verbs whose subjects are hurt, with the nouns that must follow them."""
    plights: tuple[Plight, ...]
    totals: Totals
    bodies: frozenset[str]
    """Bodies of troops that are counted in men."""
    followers: frozenset[str]
    """People whom one loses without their death."""


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
        sufferings={part: frozenset(words) for part, words in table["sufferings"].items()},
        plights=tuple(_plight(**row) for row in table["plights"]),
        totals=Totals(**{part: frozenset(words) for part, words in table["totals"].items()}),
        bodies=frozenset(table["bodies"]["nouns"]),
        followers=frozenset(table["followers"]["nouns"]),
    )


def _plight(kind: str, verbs: list[str], phrases: list[str], *, noun_too: bool) -> Plight:
    pairs = (tuple(phrase.split()) for phrase in phrases)
    return Plight(FigureKind(kind), frozenset(verbs), frozenset((a, b) for a, b in pairs), noun_too)


def is_people(head: Token) -> bool:
    """Whether the counted word can stand for people."""
    lemma = head.lemma_.lower()
    if lemma in kind_words().people or head.lower_ in kind_words().people:
        return True
    if head.pos_ == "NUM" or head.like_num or head.ent_type_ in {"NORP", "CARDINAL"}:
        return True
    return lemma.endswith(("er", "or", "ist", "ian", "man", "men", "ee", "ant"))
