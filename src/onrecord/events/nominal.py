"""Who does what to whom where a noun tells it: possessors, modifiers, prepositions, light verbs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.events import syntax
from onrecord.events.lexicon import Carriers, Group
from onrecord.events.triggers import Trigger

_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod"})
_BETWEEN = frozenset({"between", "among"})
_HOLDING = frozenset({"dobj", "nsubjpass", "attr"})
_TAKING_PART = frozenset({"in", "into", "to", "on", "for"})


@dataclass(slots=True)
class Sides:
    """Heads of the noun phrases on either side of an event."""

    actors: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)

    def add(self, side: str, tokens: Iterable[Token]) -> None:
        """Put ``tokens`` on ``side`` unless they stand on one already or are on neither."""
        if side == "neither":
            return
        target = self.actors if side == "actor" else self.recipients
        target += [t for t in tokens if t not in self.actors and t not in self.recipients]


def sides(trigger: Trigger, words: Carriers) -> Sides:
    """The sides of the event that a noun names."""
    noun, group = trigger.token, trigger.group
    found = Sides()
    _modified(trigger, words, found)
    _prepositions(noun, noun, group, found)
    for clause in noun.rights:
        if clause.dep_ in {"acl", "relcl"} and clause.lemma_.lower() in words.light:
            found.add("actor", syntax.arguments(clause).subjects if _carries(clause, noun) else ())
            _prepositions(clause, noun, group, found)
    _carried(noun, group, words, found)
    return found


def _carries(clause: Token, noun: Token) -> bool:
    return noun not in syntax.arguments(clause).subjects


def _modified(trigger: Trigger, words: Carriers, found: Sides) -> None:
    group = trigger.group
    for child in trigger.token.lefts:
        if child in trigger.company:
            continue
        if child.dep_ == "poss":
            found.add(group.poss, syntax.conjuncts(syntax.antecedent(child)))
        elif child.dep_ in _MODIFIERS:
            whole = _names_people(child, words)
            for word in (child,) if whole else (*child.lefts, child, *child.rights):
                if word.ent_type_ in {"GPE", "NORP", "ORG", "PERSON"} or _names_people(word, words):
                    found.add(_side_of_name(word, group), [word])


def _side_of_name(word: Token, group: Group) -> str:
    """Adjectives act ("Israeli raid"); nouns do as the group says ("Iran sanctions")."""
    bare_noun = word.ent_type_ == "GPE" and word.dep_ == "compound" and "." not in word.text
    return group.named if bare_noun and not word.text.isupper() else "actor"


def _names_people(word: Token, words: Carriers) -> bool:
    return word.dep_ in _MODIFIERS and word.lemma_.lower() in words.acting


def _prepositions(holder: Token, noun: Token, group: Group, found: Sides) -> None:
    for child in holder.rights:
        if child.dep_ not in {"prep", "agent", "dative"} or child.i < noun.i:
            continue
        word, nouns = child.lower_, syntax.heads(child)
        if word == "by":
            found.add("actor", nouns)
        elif word == "of" and holder.i == noun.i:
            found.add(group.of, nouns)
        elif word == "from" and group.giver == "actor":
            found.add("actor", nouns)
        elif word in _BETWEEN:
            acting = nouns if group.reciprocal else nouns[:1]
            found.add("actor", acting)
            found.add("recipient", nouns[1:])
        elif word in group.to:
            found.add("recipient", nouns)


def _carried(noun: Token, group: Group, words: Carriers, found: Sides) -> None:
    """What the verb adds whose object the noun is ("Israel launched an attack on Gaza")."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN"}:
        first = first.head
    verb = first.head
    if first.dep_ == "pobj":
        _taken_part(first, group, words, found)
    elif first.dep_ in _HOLDING and verb.pos_ in {"VERB", "AUX"}:
        receiving = verb.lemma_.lower() in words.receiving
        if verb.lemma_.lower() not in words.light and not receiving:
            return
        subjects = () if first.dep_ == "attr" else syntax.arguments(verb).subjects
        if subjects and all(actor.tag_ == "PRP$" for actor in found.actors):
            found.actors.clear()
        if not found.actors or receiving:
            found.add("recipient" if receiving else "actor", subjects)
        _prepositions(verb, noun, group, found)
        datives = [c for c in verb.rights if c.dep_ == "dative" and c.pos_ != "ADP"]
        found.add("recipient", datives)


def _taken_part(noun: Token, group: Group, words: Carriers, found: Sides) -> None:
    preposition = noun.head
    verb = preposition.head
    if preposition.lower_ not in _TAKING_PART or found.actors:
        return
    if verb.lemma_.lower() in words.involved and verb.pos_ in {"VERB", "AUX"}:
        found.add("actor", syntax.arguments(verb).holders)
        _prepositions(verb, noun, group, found)
