"""Finding the words that tell of an event, with the lexicon and the company they keep."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.events import syntax
from onrecord.events.lexicon import Entry, Group, Lexicon

_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})
_NOUN_TAGS = frozenset({"NOUN", "PROPN"})
_MODIFIER = frozenset({"compound", "nmod"})
_NO_EVENT_ENTITIES = frozenset({"DATE", "TIME", "MONEY", "WORK_OF_ART"})
_COMPANY_POS = frozenset({"ADP", "ADV", "SCONJ", "ADJ"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BODIES = frozenset({"PERSON", "ORG", "NORP"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of the text and the entry that it meets."""

    token: Token
    group: Group
    verbal: bool
    company: tuple[Token, ...] = ()
    """The other words of the entry, in the order of the text."""
    objects: tuple[Token, ...] = ()
    """The object that the entry asks for: heads of noun phrases or clauses."""

    @property
    def preposition(self) -> Token | None:
        """The preposition that belongs to the entry, such as "on" of "crack down on"."""
        last = self.company[-1] if self.company else None
        return last if last is not None and last.i > self.token.i and last.dep_ == "prep" else None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words to mark: the trigger and those of its entry that stand right by it."""
        found = [self.token]
        for word in self.company:
            if word.i == found[-1].i + 1 and word.tag_ != "TO":
                found.append(word)
        if not self.verbal:
            found = [w for w in self.company if w.i < self.token.i] + found
        return tuple(found)


def find(doc: Doc, lexicon: Lexicon) -> Iterator[Trigger]:
    """The triggers of ``doc`` in the order of the text; one word triggers at most once."""
    for token in doc:
        if _part_of_name(token) or _is_compounded(token):
            continue
        if token.pos_ == "VERB" and not _follows(token, lexicon.carriers.empty):
            found = _verb(token, lexicon.verbs.get(token.lemma_.lower(), ()))
        elif token.pos_ in _NOUN_TAGS and token.dep_ not in _MODIFIER:
            found = _noun(token, lexicon.nouns.get(noun_lemma(token), ()))
        else:
            continue
        if found is not None and found.group.type is not None:
            yield found


def _follows(verb: Token, nouns: frozenset[str]) -> bool:
    """Whether ``verb`` is the infinitive of one of ``nouns``."""
    before = verb.doc[verb.i - 2].lemma_ if verb.i > 1 else ""
    return verb.head.lemma_ in nouns or before in nouns


def _part_of_name(token: Token) -> bool:
    """Whether it belongs to a date, a title or the name of a body."""
    if token.ent_type_ == "ORG":
        return token.pos_ == "PROPN"
    return token.ent_type_ in _NO_EVENT_ENTITIES


def _is_compounded(token: Token) -> bool:
    """Whether it is the second half of an adjective, such as "rebel-held"."""
    if token.i < 2 or token.nbor(-1).text != "-" or token.tag_ not in {"VBN", "VBG", "VBD"}:
        return False
    return token.dep_ in {"amod", "nmod", "compound"} or token.nbor(-2).dep_ == "npadvmod"


def noun_lemma(token: Token) -> str:
    """The lemma of a noun, also where capitals make the tagger keep the plural."""
    lemma = token.lemma_.lower()
    plural = token.tag_ == "NNPS" or (token.tag_ == "NNP" and lemma.endswith("s"))
    return lemma.removesuffix("s") if plural and not lemma.endswith("ss") else lemma


def _verb(token: Token, entries: tuple[Entry, ...]) -> Trigger | None:
    if not entries:
        return None
    objects = syntax.objects(token)
    heads = syntax.arguments(token).subjects
    subjects = [noun_lemma(t) for head in heads for t in (head, *head.lefts)]
    object_lemmas = _kinds(token, objects)
    for entry in entries:
        company = _company(token, entry)
        if company is None or not _object_fits(token, entry, company, object_lemmas):
            continue
        if entry.subjects and not entry.subjects.intersection(subjects):
            continue
        if entry.group.notsubject.intersection(subjects):
            continue
        if entry.group.reciprocal and company and syntax.is_passive(token):
            continue
        if entry.group.complement and not _complement(token, entry.group.complement):
            continue
        return Trigger(token, entry.group, True, company, tuple(objects) if entry.objects else ())
    return None


def _kinds(verb: Token, objects: tuple[Token, ...]) -> set[str]:
    """The lemmas of the objects and, with a percent sign, what stands by the verb."""
    found = {noun_lemma(syntax.quantified(t)) for t in objects} | set(map(noun_lemma, objects))
    for noun in objects:
        found.add("%object")
        found |= {"%place"} if noun.ent_type_ in _PLACES else set()
        found |= {"%name"} if noun.ent_type_ in _BODIES else set()
        found |= {"%people"} if noun.ent_type_ == "NORP" else set()
    for child in verb.rights:
        found |= {"%infinitive"} if _infinitive(child) else set()
        found |= {"%clause"} if child.dep_ == "ccomp" else set()
        found |= {"%complement"} if child.dep_ in {"oprd", "acomp"} else set()
    return found


def _object_fits(token: Token, entry: Entry, company: tuple[Token, ...], objects: set[str]) -> bool:
    if not entry.objects and not entry.blocked:
        return True
    found = set(objects)
    for word in company:
        found |= {noun_lemma(t) for t in syntax.complements(word)}
    if company:
        found |= {t.lemma_.lower() for t in token.children if t.dep_ == "xcomp"}
    if entry.blocked and found & entry.blocked:
        return False
    return not entry.objects or bool(found & entry.objects)


def _complement(token: Token, wanted: frozenset[str]) -> bool:
    """Whether what the verb calls its object ("called it shameful") is among ``wanted``."""
    for child in token.rights:
        if child.dep_ in {"oprd", "acomp", "attr", "ccomp", "xcomp"} or child.lower_ == "as":
            near = [child, *child.children, *(g for c in child.children for g in c.children)]
            if any(word.lemma_.lower() in wanted for word in near):
                return True
    return False


def _company(token: Token, entry: Entry) -> tuple[Token, ...] | None:
    """The words that ``entry`` asks for beside ``token``; ``None`` where one is missing."""
    before = _before(token, entry.before)
    if before is None:
        return None
    after: list[Token] = []
    for word in entry.after:
        found = _after(token, after[-1] if after else token, word)
        if found is None:
            return None
        after.append(found)
    return (*before, *after)


def _before(token: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    start = token.i - len(words)
    if start < 0:
        return None
    found = tuple(token.doc[start : token.i])
    fits = all(_is(t, word) for t, word in zip(found, words, strict=True))
    return found if fits else None


def _after(verb: Token, last: Token, word: str) -> Token | None:
    """``word`` right after ``last`` (an article may stand between), or hanging on either."""
    if word == "TO":
        return _infinitive_mark(verb)
    for at in range(last.i + 1, min(last.i + 3, len(verb.doc))):
        if _is(verb.doc[at], word):
            return None if _tells_time(verb.doc[at]) else verb.doc[at]
        if verb.doc[at].pos_ not in {"DET", "PRON", "ADJ"}:
            break
    for holder in dict.fromkeys((last, verb)):
        for child in holder.rights:
            fits = child.i > last.i and child.pos_ in _COMPANY_POS and _is(child, word)
            if fits and not _tells_time(child):
                return child
    if word == "to":
        return _infinitive_mark(verb)
    return None


def _tells_time(preposition: Token) -> bool:
    return any(t.ent_type_ in {"DATE", "TIME"} for t in syntax.heads(preposition))


def _infinitive_mark(verb: Token) -> Token | None:
    marks = (_infinitive(child) for child in verb.rights)
    return next((mark for mark in marks if mark is not None), None)


def _infinitive(clause: Token) -> Token | None:
    """The "to" of an infinitive that completes a verb."""
    if clause.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return None
    return next((t for t in clause.lefts if t.lower_ == "to" and t.dep_ == "aux"), None)


def _is(token: Token, word: str) -> bool:
    if word == "oneself":
        return token.lower_ in _REFLEXIVE
    return word in (token.lower_, token.lemma_.lower())


def _noun(token: Token, entries: tuple[Entry, ...]) -> Trigger | None:
    for entry in entries:
        company = _company(token, entry)
        if company is None:
            continue
        if entry.blocked and entry.blocked & _neighbours(token):
            continue
        if entry.plural and token.tag_ not in {"NNS", "NNPS"}:
            continue
        return Trigger(token, entry.group, False, company)
    return None


def _neighbours(token: Token) -> set[str]:
    near = token.doc[max(token.i - 1, 0) : token.i + 2]
    return {t.lemma_.lower() for t in near if t.i != token.i} | {
        t.lemma_.lower() for t in token.lefts if t.dep_ in {"compound", "amod"}
    }
