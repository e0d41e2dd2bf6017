"""Who does what to whom, by grammar alone: subjects and objects of verbs, also unspoken ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

_DEPTH = 8
"""How many governors to climb for an unspoken subject; real sentences need fewer."""
_DATELINE = 8
"""Words that a dateline takes at most."""
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "offer", "pledge"})
_OBJECT_PREPOSITIONS = frozenset({"of", "for", "from", "into", "over"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NEVER_BARE = frozenset(
    {
        *("kill", "wound", "injure", "behead", "execute", "arrest", "detain", "jail", "imprison"),
        *("kidnap", "abduct", "displace", "hospitalize", "deport", "evict", "rescue", "free"),
    }
)
"""Verbs that always have an object: without one, their past form is a passive of headlines."""
_QUANTITY = frozenset(
    {
        *("plurality", "share"),
        *("dozen", "dozens", "hundred", "thousand", "million", "number", "group", "score", "some"),
        *("many", "most", "all", "one", "two", "three", "several", "majority", "part", "member"),
        *(
            "series",
            "wave",
            "lot",
            "couple",
            "pair",
            "half",
            "rest",
            "list",
            "round",
            "range",
            "%",
            "percent",
        ),
    }
)
_COMPLEMENTS = frozenset({"dobj", "dative", "ccomp", "xcomp", "prt"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Who acts and who is acted upon, as heads of noun phrases."""

    subjects: tuple[Token, ...] = ()
    patients: tuple[Token, ...] = ()
    """Subjects of a passive."""

    @property
    def holders(self) -> tuple[Token, ...]:
        """The grammatical subject, whatever its part."""
        return self.subjects or self.patients


def arguments(verb: Token, depth: int = _DEPTH) -> Arguments:
    """The subject of ``verb``, its own or an understood one, and the agent of a passive."""
    agents = tuple(t for child in verb.children if child.dep_ == "agent" for t in heads(child))
    if not agents and is_passive(verb):
        agents = tuple(t for c in verb.rights if c.lower_ == "by" for t in heads(c))
    own = [t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass", "csubj"}]
    own = own[-1:]  # of two, the parser took a dateline for the first
    found = tuple(t for child in own for t in conjuncts(antecedent(_past_dateline(child))))
    if not found and depth > 0:
        found = understood(verb, depth - 1)
    if is_passive(verb):
        return Arguments(agents, found)
    return Arguments(found)


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is a passive or a past participle that stands for one."""
    marks = {child.dep_ for child in verb.children}
    if marks & {"auxpass", "nsubjpass"}:
        return True
    if _is_clipped(verb, marks):
        return True
    if verb.tag_ != "VBN" or "aux" in marks:
        return False
    if verb.dep_ == "conj":
        return "nsubj" not in marks and is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "amod", "ccomp", "oprd", "xcomp"} or "agent" in marks


def _is_clipped(verb: Token, marks: set[str]) -> bool:
    """Whether it is the passive of a headline, without its auxiliary: "four miners killed"."""
    behind = {child.dep_ for child in verb.rights}
    if "nsubj" not in marks or "aux" in marks or behind & _COMPLEMENTS:
        return False
    bare = verb.tag_ in {"VBD", "VBN"} and verb.lemma_.lower() in _NEVER_BARE
    return bare or (verb.tag_ == "VBN" and verb.dep_ == "ROOT")


def understood(verb: Token, depth: int) -> tuple[Token, ...]:
    """The unspoken subject of ``verb``: shared, controlled or modified."""
    head = verb.head
    if head.i == verb.i:
        return ()
    if verb.dep_ in {"relcl", "acl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _modified(verb, head, depth)
    if head.pos_ == "ADJ":
        return _willing(head, depth)
    if verb.dep_ == "xcomp":
        return _controlled(verb, head, depth)
    if verb.dep_ == "pcomp":
        return _through_preposition(head, depth)
    if verb.dep_ in {"conj", "advcl", "ccomp", "dep", "prep"} and head.pos_ in {"VERB", "AUX"}:
        return arguments(head, depth).holders
    return ()


def _modified(verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    if verb.dep_ == "acl" and any(child.lower_ == "to" for child in verb.lefts):
        return _planner(noun, depth)
    return conjuncts(noun)


def _willing(adjective: Token, depth: int) -> tuple[Token, ...]:
    """Who is willing, ready or afraid to do something."""
    if adjective.dep_ == "amod":
        return conjuncts(adjective.head)
    if adjective.head.pos_ in {"VERB", "AUX"} and adjective.head.i != adjective.i:
        return arguments(adjective.head, depth).holders
    return ()


def _planner(noun: Token, depth: int) -> tuple[Token, ...]:
    """Whose plan, threat or decision to do something it is."""
    owners = [child for child in noun.lefts if child.dep_ == "poss"]
    owners += [t for c in noun.rights if c.lower_ in {"by", "for"} for t in heads(c)]
    if owners:
        return tuple(owners)
    names = [c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_]
    if names:
        return tuple(names[:1])
    if noun.dep_ in {"dobj", "nsubjpass"} and noun.head.pos_ in {"VERB", "AUX"} and depth > 0:
        return arguments(noun.head, depth - 1).subjects
    return ()


def _controlled(verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    if head.lemma_.lower() not in _SUBJECT_CONTROL:
        objects = [c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i]
        people = tuple(t for child in objects for t in conjuncts(child) if child.pos_ != "ADP")
        if people:
            return people
        for child in head.children:
            if child.dep_ == "prep" and child.i < verb.i and child.lower_ in {"on", "upon", "to"}:
                return heads(child)
    return arguments(head, depth).holders


def _through_preposition(preposition: Token, depth: int) -> tuple[Token, ...]:
    head = preposition.head
    if head.pos_ in {"NOUN", "PROPN"}:
        return _planner(head, depth)
    if preposition.lower_ in _OBJECT_PREPOSITIONS:
        objects = tuple(t for c in head.children if c.dep_ == "dobj" for t in conjuncts(c))
        passive = arguments(head, depth).patients
        if objects or passive:
            return objects or passive
    return arguments(head, depth).holders if head.pos_ in {"VERB", "AUX"} else ()


def objects(verb: Token) -> tuple[Token, ...]:
    """What ``verb`` acts upon: its objects, or the subject of a passive."""
    found = [
        t
        for child in verb.rights
        if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP"
        for t in conjuncts(antecedent(child))
    ]
    if is_passive(verb):
        found += [t for t in arguments(verb).patients if t not in found]
    if not found:
        found += _fronted(verb)
    return tuple(found)


def _fronted(verb: Token) -> Iterator[Token]:
    """The object that a relative clause modifies ("the man police arrested")."""
    for child in verb.lefts:
        if child.dep_ == "dobj":
            yield from conjuncts(antecedent(child))
            return
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    if verb.dep_ == "relcl" and subjects and subjects[0].lower_ not in _RELATIVE:
        open_prepositions = [c for c in verb.rights if c.dep_ == "prep" and not list(c.children)]
        if not open_prepositions:
            yield from conjuncts(verb.head)


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other word itself."""
    if token.lower_ not in _RELATIVE or token.tag_ not in {"WDT", "WP", "IN"}:
        return token
    clause = token.head
    for _ in range(_DEPTH):
        if clause.dep_ == "relcl":
            return clause.head
        if clause.head.i == clause.i:
            return token
        clause = clause.head
    return token


def _past_dateline(subject: Token) -> Token:
    """The subject itself where the parser took the dateline for it ("LIMA, Peru -- A court")."""
    if not subject.text.isupper() or subject.i - subject.sent.start > _DATELINE:
        return subject
    dash = next((t for t in subject.doc[subject.i + 1 : subject.i + _DATELINE] if _dash(t)), None)
    if dash is None:
        return subject
    inside = (t for t in subject.subtree if t.i > dash.i)
    return next((t for t in inside if t.dep_ in {"appos", "conj", "nsubj"}), subject)


def _dash(token: Token) -> bool:
    return token.text in {"-", "--", "–", "—"}


def conjuncts(token: Token) -> tuple[Token, ...]:
    """``token`` and the nouns joined to it, in the order of the text."""
    found = [token]
    for noun in found:
        found += [c for c in noun.rights if c.dep_ == "conj" and c.pos_ not in {"VERB", "AUX"}]
    return tuple(found)


def heads(preposition: Token) -> tuple[Token, ...]:
    """The nouns that a preposition brings, joined ones included."""
    found = [t for c in preposition.rights if c.dep_ == "pobj" for t in conjuncts(antecedent(c))]
    if not found:
        for child in preposition.rights:
            if child.dep_ == "prep":
                found += heads(child)
    if not found and preposition.dep_ == "prep" and preposition.head.dep_ == "relcl":
        found += [antecedent(c) for c in preposition.lefts if c.lower_ in _RELATIVE]
    return tuple(found)


def complements(word: Token) -> tuple[Token, ...]:
    """The nouns that belong to a word of an entry: brought by it, or itself."""
    return heads(word) if word.pos_ == "ADP" else ()


def content_verb(verb: Token) -> Token | None:
    """The verb that a verb of agreeing, refusing or threatening is about."""
    for child in verb.rights:
        if child.dep_ == "xcomp" and child.pos_ == "VERB":
            return child
        if child.dep_ == "prep":
            inner = next((g for g in child.rights if g.dep_ == "pcomp" and g.pos_ == "VERB"), None)
            if inner is not None:
                return inner
    return None


def brought(holder: Token, prepositions: frozenset[str]) -> Iterator[tuple[str, Token]]:
    """The nouns that ``prepositions`` bring to ``holder``, with the preposition."""
    for child in holder.rights:
        if child.dep_ in {"prep", "dative", "agent", "prt"} and child.lower_ in prepositions:
            for noun in heads(child):
                yield child.lower_, noun


def quantified(token: Token) -> Token:
    """What a word of quantity counts ("dozens of soldiers"); any other word itself."""
    if token.lemma_.lower() not in _QUANTITY:
        return token
    for child in token.rights:
        if child.lower_ == "of":
            return next(iter(heads(child)), token)
    return token
