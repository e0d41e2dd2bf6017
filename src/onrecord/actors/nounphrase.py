"""The extent of a noun phrase and the agent noun at its head."""

from spacy.tokens import Token

from onrecord.actors.base import nouns, word_set
from onrecord.language.opening import after_opening
from onrecord.records import ActorKind

_LEFT = frozenset(("det", "poss", "amod", "compound", "nmod", "nummod", "quantmod", "advmod"))
_BREAKS = frozenset(("--", "–", "—", ":", ";", "(", ")", "|"))
"""Marks that no noun phrase crosses, such as the dash after a dateline."""
_MODIFIERS = _LEFT - {"det", "poss"}
_PHRASE_WORDS = 3
"""Words before the head noun that an agent noun phrase may have."""
_AFTER_OF = 3
_LONGEST = 30
"""Tokens before the head beyond which a phrase is cut, so that time stays linear."""
_CAPITALS = 6
"""Tokens before and after one that tell whether the text is in capitals."""
_DEPTH = 4
"""Complements within complements that a phrase takes along."""


def left_edge(head: Token) -> int:
    """The first token of the phrase of ``head``: determiner, possessor and modifiers."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ == "punct" and child.i >= start - 1:
            continue
        if child.dep_ not in _LEFT or child.right_edge.i < start - 2 or child.is_space:
            break
        if child.left_edge.i < head.i - _LONGEST:
            break
        start = child.left_edge.i
    start = max(start, after_opening(head))
    for at in range(head.i - 1, start - 1, -1):
        token = head.doc[at]
        dash = token.text == "-" and bool(head.doc[at - 1].whitespace_)
        if dash or token.text in _BREAKS or "\n" in token.text:
            start = at + 1
            break
    while not any(char.isalnum() for char in head.doc[start].text):
        if start >= head.i:
            break
        start += 1
    return start


def right_edge(head: Token, depth: int = 0) -> int:
    """The token after the phrase of ``head``: up to the end of its "of" complements."""
    if depth == _DEPTH:
        return head.i + 1
    end = head.i + 1
    for child in head.rights:
        if child.lower_ != "of" or child.i != end or _goes_with_verb(head):
            break
        objects = [token for token in child.rights if token.dep_ == "pobj"]
        if not objects or left_edge(objects[0]) > child.i + 2:
            break
        end = right_edge(objects[0], depth + 1)
    return end


def _goes_with_verb(head: Token) -> bool:
    """Whether "of" after ``head`` belongs to a verb: "accused the general of murder"."""
    return head.dep_ in ("dobj", "nsubjpass") and head.head.lemma_ in word_set("verbs", "takes_of")


def agent_noun(head: Token) -> tuple[str, int] | None:
    """The longest agent noun phrase that ``head`` ends or begins, and its first token."""
    base = base_form(head)
    before = _before(head)
    for size in range(len(before), -1, -1):
        words = [token.lower_ for token in before[len(before) - size :]]
        for last in dict.fromkeys((base, head.lower_)):
            phrase = " ".join([*words, last])
            if phrase in nouns():
                with_of = _with_of(head, phrase) if size == 0 else None
                return with_of or phrase, head.i - size
    return None


def in_another_sense(head: Token, phrase: str) -> bool:
    """Whether a noun that can name a body is an occasion here ("an office party") or a corpse."""
    if phrase == "party":
        words = {token.lower_ for token in head.lefts}
        occasion = head.head.lower_ in word_set("sense", "occasion_prepositions")
        return occasion or bool(words & word_set("sense", "occasion"))
    if phrase == "body":
        of = head.head if head.dep_ == "pobj" else head
        verb = of.head.lemma_.lower()
        return head.dep_ in ("dobj", "nsubjpass") and verb in word_set("sense", "recover")
    return False


def base_form(token: Token) -> str:
    """The singular of a noun in lower case; the tagger takes capitalised plurals for names."""
    lemma = token.lemma_.lower()
    if lemma in nouns() or not lemma.endswith("s"):
        return lemma
    return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]


def _before(head: Token) -> list[Token]:
    found: list[Token] = []
    at = head.i - 1
    while at >= 0 and len(found) < _PHRASE_WORDS:
        token = head.doc[at]
        if token.is_space or token.is_punct or token.dep_ in ("det", "poss", "case"):
            break
        found.insert(0, token)
        at -= 1
    return found


def _with_of(head: Token, phrase: str) -> str | None:
    """The agent noun with what follows, such as "minister of defense"."""
    doc, at = head.doc, head.i + 1
    if at >= len(doc) or doc[at].lower_ not in ("of", "for", "in"):
        return None
    words = [token.lower_ for token in doc[at + 1 : at + 2 + _AFTER_OF] if token.lower_ != "the"]
    for size in range(min(_AFTER_OF, len(words)), 0, -1):
        longer = " ".join([phrase, doc[at].lower_, *words[:size]])
        if longer in nouns():
            return longer
    return None


def is_plural(head: Token) -> bool:
    """Whether the noun is plural, also where the tagger takes "Member States" for a name."""
    if head.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(head.morph):
        return True
    base = base_form(head) if head.tag_ == "NNP" else ""
    return base in nouns() and head.lower_ not in nouns() and head.lower_ != base


def joined(noun: Token) -> list[Token]:
    """``noun`` and the nouns that "and" joins to it."""
    found = [noun]
    for token in found:
        found += [child for child in token.rights if child.dep_ == "conj"][:_LONGEST]
    return found


def modifiers(head: Token) -> list[Token]:
    """Adjectives and nouns that modify ``head`` from the left."""
    return [child for child in head.lefts if child.dep_ in _MODIFIERS]


def has_determiner(head: Token) -> bool:
    """Whether a determiner, possessor, number or modifier makes the noun a phrase."""
    return any(child.dep_ in _LEFT and child.dep_ != "advmod" for child in head.lefts)


def in_capitals(token: Token) -> bool:
    """Whether the words around ``token`` are all in capitals, as in old wire copy."""
    near = token.doc[max(token.i - _CAPITALS, 0) : token.i + _CAPITALS]
    words = [t.text for t in near if t.is_alpha and len(t) > 1]
    return len(words) > _CAPITALS // 2 and all(word.isupper() for word in words)


def kind_of(head: Token) -> ActorKind:
    """What a nominal is, by its head noun."""
    base = base_form(head)
    for kind in (ActorKind.ORGANIZATION, ActorKind.COUNTRY, ActorKind.GROUP):
        if base in word_set("kinds", kind.value):
            plural = is_plural(head) and kind is not ActorKind.ORGANIZATION
            return ActorKind.GROUP if plural else kind
    return ActorKind.GROUP if is_plural(head) else ActorKind.PERSON


def is_supposed(head: Token) -> bool:
    """Whether a condition supposes somebody: "should a maker be willing to pay"."""
    if not any(kid.lower_ in word_set("pronouns", "anybody") for kid in head.lefts):
        return False
    before = (kid for kid in head.head.lefts if kid.i < head.i)
    return any(kid.lower_ in word_set("pronouns", "supposing") for kid in before)
