"""Who and what stands around a trigger, by grammar alone: the same for any word, coded or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.events import syntax

_OWNING = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_VERBAL = frozenset({"VERB", "AUX"})
_HELD = frozenset({"dobj", "nsubjpass", "attr", "pobj", "nsubj", "conj"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of phrases, in the order in which they were found, each once."""

    doers: tuple[Token, ...]
    undergoers: tuple[Token, ...]
    around: tuple[Token, ...]


def roles_of(trigger: Token) -> Roles:
    """The roles around ``trigger``, a verb or a noun."""
    found = _of_verb(trigger) if trigger.pos_ in _VERBAL else _of_noun(trigger)
    doers, undergoers, around = (_once(side, trigger) for side in found)
    return Roles(doers, undergoers, around)


_Sides = tuple[list[Token], list[Token], list[Token]]


def _of_verb(verb: Token) -> _Sides:
    around = [noun for _, noun in _brought(verb)]
    for child in verb.rights:
        if child.dep_ in {"xcomp", "ccomp"} and child.pos_ in _VERBAL:
            around += syntax.objects(child)
    return list(syntax.arguments(verb).subjects), list(syntax.objects(verb)), around


def _of_noun(noun: Token) -> _Sides:
    doers: list[Token] = []
    undergoers: list[Token] = []
    around: list[Token] = []
    for child in noun.lefts:
        if child.dep_ == "poss":
            doers += syntax.conjuncts(syntax.antecedent(child))
        elif child.dep_ in _OWNING:
            around.append(child)
    for word, other in _brought(noun):
        side = {"by": doers, "of": undergoers}.get(word, around)
        side.append(other)
    verb = noun.head
    if noun.dep_ in _HELD and verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ in _VERBAL and verb.i != noun.i:
        around += [*syntax.arguments(verb).holders, *syntax.objects(verb)]
        around += [other for _, other in _brought(verb)]
    return doers, undergoers, around


def _brought(holder: Token) -> Iterator[tuple[str, Token]]:
    for child in holder.rights:
        if child.dep_ in {"prep", "dative", "agent"} and child.pos_ in {"ADP", "SCONJ"}:
            for noun in syntax.heads(child):
                yield child.lower_, noun


def _once(tokens: Iterable[Token], trigger: Token) -> tuple[Token, ...]:
    return tuple({t.i: t for t in tokens if t.i != trigger.i and not t.is_punct}.values())
