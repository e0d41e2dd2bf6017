"""Words of a sentence that tell of one scene, and so share its day and its place.

"Killed when a bomb went off", "stormed the base, killing 20", "marched to demand", "the blast
killed six": if one of the two has a day or a place, it is that of the other.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.dates.vocabulary import linking_words

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def neighbours(word: Token) -> Iterator[Token]:
    """The words that share the scene of ``word``, the nearest first."""
    yield from _causes(word)
    yield from _occasions(word)
    if word.dep_ == "advcl" and one_scene(word, word.head):
        yield word.head
    for child in word.children:
        if child.dep_ == "advcl" and one_scene(child, word):
            yield child
    yield from _harmed(word)


def one_scene(clause: Token, main: Token) -> bool:
    """Whether an adverbial ``clause`` tells of the moment of the verb ``main``.

    It opens with "when" or "as", is a participle without a subject ("..., killing six"), or says
    what people came together to voice. What somebody tells is not of the moment of the telling,
    but two acts of speech are one.
    """
    lists = linking_words()
    told = main.lemma_.lower() in lists.telling
    if _parted(clause, main):
        return False
    openers = {c.lower_ for c in clause.lefts if c.dep_ in {"mark", "advmod"} and c.tag_ != "RB"}
    if openers:
        return openers <= lists.meanwhile and not told
    if any(child.dep_ in _SUBJECTS for child in clause.children):
        return False
    spoken = clause.lemma_.lower() in lists.telling
    if clause.tag_ == "VBG":
        past = main.tag_ in {"VBD", "VBN"} or not spoken
        return told == spoken or (not told and past)
    purpose = any(child.tag_ == "TO" for child in clause.children)
    return purpose and not told and clause.lemma_.lower() in lists.voicing


def _parted(clause: Token, main: Token) -> bool:
    """Whether tense or an adverb puts ``clause`` at another time ("..., later freeing them")."""
    words = {child.lower_ for child in clause.children}
    if words & {"had", "having"} or words & linking_words().later:
        return True
    # Behind a relative clause, parsers give it what often belongs to the main verb.
    caused = clause.lemma_.lower() in linking_words().causing
    behind = clause.tag_ == "VBG" and main.dep_ == "relcl" and not caused
    return behind or (clause.tag_ in {"VBZ", "VBP"} and main.tag_ == "VBD")


def _causes(word: Token) -> Iterator[Token]:
    """A happening and the verb for what it did: "the blast killed six", "a raid that left ..."."""
    lists = linking_words()
    if word.pos_ == "VERB" and word.lemma_.lower() in lists.causing:
        if word.dep_ == "relcl" and word.head.lemma_.lower() in lists.happenings:
            yield word.head
        for child in word.children:
            if child.dep_ == "nsubj" and child.lemma_.lower() in lists.happenings:
                yield child
    elif word.lemma_.lower() in lists.happenings:
        for child in word.children:
            if child.dep_ == "relcl" and child.lemma_.lower() in lists.causing:
                yield child


def _harmed(verb: Token) -> Iterator[Token]:
    """The verb of harm that is joined to another one: "12 were killed and 20 wounded"."""
    lists = linking_words()
    joined = [child for child in verb.children if child.dep_ == "conj"]
    joined += [verb.head] if verb.dep_ == "conj" else []
    for other in joined:
        harm = {verb.lemma_.lower(), other.lemma_.lower()} <= lists.harming
        apart = any(child.lower_ in lists.later for child in (*verb.children, *other.children))
        if harm and not apart and verb.pos_ == other.pos_ == "VERB":
            yield other


def _occasions(verb: Token) -> Iterator[Token]:
    """What gave somebody the occasion to speak: "speaking in X on Monday, she warned"."""
    lists = linking_words()
    if verb.pos_ != "VERB":
        return
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    for holder in (verb, *subjects):
        for child in holder.children:
            clause = child.dep_ in {"advcl", "acl"} and child.tag_ == "VBG"
            if clause and child.lemma_.lower() in lists.speaking:
                yield child
