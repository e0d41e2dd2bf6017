"""What the words of a phrase say about what it names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from spacy.tokens import Doc, Token

from onrecord import knowledge
from onrecord.actors.base import first_names, nouns, word_set
from onrecord.actors.nounphrase import base_form
from onrecord.actors.quotations import Quotations
from onrecord.actors.spelling import skeleton
from onrecord.coreference.phrases import Phrase
from onrecord.text import fold

AREA = "coreference"


class Sort(IntEnum):
    """What kind of expression a phrase is."""

    NAME = 0
    DEFINITE = 1
    POINTING = 2
    """With "this", "that", "these", "those"."""
    OWNED = 3
    """With a possessor."""
    OTHER = 4
    """Any other noun."""
    HE = 5
    SHE = 6
    IT = 7
    THEY = 8
    I = 9  # noqa: E741
    WE = 10
    YOU = 11
    THIS = 12
    """A pointing word alone."""


PRONOUNS = frozenset((Sort.HE, Sort.SHE, Sort.IT, Sort.THEY, Sort.I, Sort.WE, Sort.YOU, Sort.THIS))


class Being(IntEnum):
    """What is named; nought where the words do not tell."""

    UNKNOWN = 0
    PERSON = 1
    BODY = 2
    PLACE = 3
    TIME = 4
    THING = 5


class Role(IntEnum):
    """Of the head in its sentence."""

    SUBJECT = 0
    OBJECT = 1
    OWNER = 2
    COMPLEMENT = 3
    PREDICATE = 4
    APPOSITION = 5
    MODIFIER = 6
    OTHER = 7


_ROLES = {
    **dict.fromkeys(("nsubj", "nsubjpass", "csubj", "agent", "expl"), Role.SUBJECT),
    **dict.fromkeys(("dobj", "iobj", "dative"), Role.OBJECT),
    **dict.fromkeys(("poss",), Role.OWNER),
    **dict.fromkeys(("pobj",), Role.COMPLEMENT),
    **dict.fromkeys(("attr", "oprd", "acomp"), Role.PREDICATE),
    **dict.fromkeys(("appos",), Role.APPOSITION),
    **dict.fromkeys(("compound", "amod", "nmod"), Role.MODIFIER),
}
_BEINGS = {
    "PERSON": Being.PERSON,
    "ORG": Being.BODY,
    **dict.fromkeys(("GPE", "LOC", "FAC"), Being.PLACE),
    **dict.fromkeys(("DATE", "TIME"), Being.TIME),
    **dict.fromkeys(("PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"), Being.THING),
}
_SMALL = frozenset(("DET", "ADP", "PUNCT", "SPACE", "CCONJ", "PART", "AUX", "PRON", "SCONJ"))
_CHAIN = 4


@dataclass(frozen=True, slots=True)
class Look:
    """A phrase with all that pairs are compared by."""

    phrase: Phrase
    text: str
    """Folded, without a determiner in front and the possessive mark at the end."""
    head: str
    """Singular of the head in lower case."""
    sound: str
    words: frozenset[str]
    """Folded content words."""
    core: frozenset[str]
    """Those up to the head."""
    acronym: str
    sort: Sort
    being: Being
    gender: int
    """1 male, 2 female, 0 not told."""
    plural: int
    """1 singular, 2 plural, 0 not told."""
    role: Role
    governor: int
    sentence: int
    quoted: bool
    quote: int
    """A number for each speaker of quotations, 0 outside."""
    speaker: int
    """The token that speaks the quotation around it, -1 if none."""
    length: int
    modified: bool
    joined: bool
    reflexive: bool
    owner: int
    """The head of its possessor, -1 if none."""
    label: str
    inside_name: bool
    """Whether it stands in a longer name."""
    under_name: bool
    under_noun: bool
    """Whether the head depends on a name or on another noun."""
    entity: bool
    """Whether the tagger marked exactly these words, but for determiner and possessive mark."""
    after_comma: bool
    whole: bool
    """Whether it is all that hangs on its head."""
    only: bool
    """Whether no other phrase has the same head."""


@cache
def _sorted_nouns() -> dict[str, Being]:
    lists = knowledge.toml(AREA, "nouns.toml")
    return {word: Being[name.upper()] for name, words in lists.items() for word in words}


@cache
def _pronouns() -> dict[str, Sort]:
    lists = {
        Sort.HE: ("he", "him", "his", "himself"),
        Sort.SHE: ("she", "her", "hers", "herself"),
        Sort.IT: ("it", "its", "itself"),
        Sort.THEY: ("they", "them", "their", "theirs", "themselves", "themself"),
        Sort.I: ("i", "me", "my", "mine", "myself"),
        Sort.WE: ("we", "us", "our", "ours", "ourselves"),
        Sort.YOU: ("you", "your", "yours", "yourself", "yourselves"),
        Sort.THIS: ("this", "that", "these", "those"),
    }
    return {word: sort for sort, words in lists.items() for word in words}


def looks(doc: Doc, found: Sequence[Phrase]) -> list[Look]:
    """What each phrase of ``doc`` looks like, in their order."""
    sentences = _sentences(doc)
    quotes = Quotations(doc)
    heads = Counter(phrase.head for phrase in found)
    return [_look(doc, phrase, sentences, quotes, heads[phrase.head] == 1) for phrase in found]


def _sentences(doc: Doc) -> list[int]:
    numbers, number = [], -1
    for token in doc:
        number += bool(token.is_sent_start)
        numbers.append(number)
    return numbers


def _look(doc: Doc, phrase: Phrase, sentences: list[int], quotes: Quotations, only: bool) -> Look:
    head = doc[phrase.head]
    tokens = list(doc[phrase.start : phrase.end])
    body = [t for t in tokens if t.pos_ not in _SMALL and t.tag_ != "POS"] or [head]
    sort = _sort(head, tokens, phrase)
    core = [t for t in body if t.i <= phrase.head] or [head]
    words = [fold(t.text) for t in body]
    speaker = quotes.speaker(head) if quotes.inside(head) else None
    capitals = [t.text[0] for t in tokens if t.text[:1].isupper() and t.is_alpha]
    return Look(
        phrase=phrase,
        text=_bare(tokens),
        head=head.lower_ if sort in PRONOUNS else base_form(head),
        sound=skeleton(fold(head.text)) if sort is Sort.NAME else "",
        words=frozenset(words),
        core=frozenset(fold(t.text) for t in core),
        acronym="".join(capitals).lower() if len(capitals) > 1 else "",
        sort=sort,
        being=_being(head, sort, phrase),
        gender=_gender(head, tokens, sort),
        plural=_plural(head, sort, phrase),
        role=_role(head),
        governor=head.head.i,
        sentence=sentences[phrase.head],
        quoted=quotes.inside(head),
        quote=speaker.i + 1 if speaker is not None else 0,
        speaker=speaker.i if speaker is not None else -1,
        length=phrase.end - phrase.start,
        modified=any(t.i > phrase.head and t.tag_ != "POS" for t in tokens),
        joined=head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.rights),
        reflexive=head.lower_.endswith(("self", "selves")),
        owner=next((c.i for c in head.lefts if c.dep_ == "poss"), -1),
        label=head.ent_type_,
        inside_name=head.pos_ == "PROPN" and _name_around(doc, phrase),
        under_name=head.head.i != head.i and head.head.pos_ == "PROPN",
        under_noun=head.head.i != head.i and head.head.pos_ == "NOUN",
        entity=_is_entity(doc, tokens),
        after_comma=phrase.start > 0 and doc[phrase.start - 1].text == ",",
        whole=phrase.start <= head.left_edge.i and phrase.end > head.right_edge.i,
        only=only,
    )


def _name_around(doc: Doc, phrase: Phrase) -> bool:
    before = doc[phrase.start - 1] if phrase.start else None
    after = doc[phrase.end] if phrase.end < len(doc) else None
    return any(t is not None and t.pos_ == "PROPN" and t.is_title for t in (before, after))


def _is_entity(doc: Doc, tokens: Sequence[Token]) -> bool:
    named = [t for t in tokens if t.ent_type_]
    if not named:
        return False
    first, last = named[0], named[-1]
    rest = [t for t in tokens if not t.ent_type_ and t.pos_ != "DET" and t.tag_ != "POS"]
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    return not rest and first.ent_iob_ == "B" and (after is None or after.ent_iob_ != "I")


def _bare(tokens: Sequence[Token]) -> str:
    first = 1 if len(tokens) > 1 and tokens[0].pos_ == "DET" else 0
    last = len(tokens) - (len(tokens) > 1 and tokens[-1].tag_ == "POS")
    return " ".join(fold(token.text) for token in tokens[first:last])


def _sort(head: Token, tokens: Sequence[Token], phrase: Phrase) -> Sort:
    if len(tokens) == 1 and head.lower_ in _pronouns() and head.pos_ != "PROPN":
        return _pronouns()[head.lower_]
    if head.pos_ == "PROPN" and not phrase.several:
        return Sort.NAME
    first = tokens[0].lower_
    if first == "the":
        return Sort.DEFINITE
    if first in ("this", "that", "these", "those"):
        return Sort.POINTING
    if any(child.dep_ == "poss" for child in head.lefts):
        return Sort.OWNED
    return Sort.OTHER


def _being(head: Token, sort: Sort, phrase: Phrase) -> Being:
    if sort in (Sort.HE, Sort.SHE, Sort.I, Sort.WE, Sort.YOU):
        return Being.PERSON
    if sort in PRONOUNS or phrase.several:
        return Being.UNKNOWN
    if head.ent_type_ in _BEINGS and sort is Sort.NAME:
        return _BEINGS[head.ent_type_]
    base = base_form(head)
    if base in _sorted_nouns():
        return _sorted_nouns()[base]
    if base in word_set("kinds", "organization"):
        return Being.BODY
    if base in word_set("kinds", "country"):
        return Being.PLACE
    if _is_person(base):
        return Being.PERSON
    return _BEINGS.get(head.ent_type_, Being.UNKNOWN)


def _is_person(base: str) -> bool:
    return base in nouns() or base in word_set("kinds", "group")


def _gender(head: Token, tokens: Sequence[Token], sort: Sort) -> int:
    if sort in (Sort.HE, Sort.SHE):
        return 1 if sort is Sort.HE else 2
    if sort is Sort.NAME:
        for token in tokens:
            word = token.lower_.rstrip(".")
            if word in word_set("titles", "male"):
                return 1
            if word in word_set("titles", "female"):
                return 2
        if head.ent_type_ == "PERSON":
            first = next((t for t in tokens if t.ent_type_ == "PERSON"), head)
            return {"m": 1, "f": 2}.get(first_names().get(first.lower_, ""), 0)
        return 0
    base = base_form(head)
    if base in _gendered()["male"]:
        return 1
    return 2 if base in _gendered()["female"] else 0


@cache
def _gendered() -> dict[str, frozenset[str]]:
    lists = knowledge.toml(AREA, "genders.toml")
    return {key: frozenset(value) for key, value in lists.items()}


def _plural(head: Token, sort: Sort, phrase: Phrase) -> int:
    if phrase.several or sort in (Sort.THEY, Sort.WE):
        return 2
    if sort in (Sort.HE, Sort.SHE, Sort.IT, Sort.I):
        return 1
    if sort is Sort.THIS:
        return 2 if head.lower_ in ("these", "those") else 1
    if sort is Sort.YOU:
        return 0
    return 2 if head.tag_ in ("NNS", "NNPS") else 1


def _role(head: Token) -> Role:
    first = head
    for _ in range(_CHAIN):
        first = first.head if first.dep_ == "conj" else first
    return _ROLES.get(first.dep_, Role.OTHER)
