"""Which of the drafts may stand, and who speaks where the reader found a cue without a source.

The reader weighs words by their looks. What it cannot know is that a statement needs somebody who
can speak, and that whoever is asked, urged or expected to speak has said nothing.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.language.means import done_by
from onrecord.language.parse import Parse, span_of
from onrecord.statements.draft import Draft
from onrecord.statements.kinds import source_kinds
from onrecord.statements.lexicon import lexicon
from onrecord.statements.syntax import NEAR, child
from onrecord.text import Span

THRESHOLD = 0.35
"""Least chance of a statement that is kept. On the dev split of PolNeAR 0.25 to 0.4 differ by less
than half a point of triple overlap F1; from here on precision is above recall."""
WITHOUT_SOURCE = 0.3
"""The same where nobody speaks, and a cue says that something is believed or said at large: these
are rare in the corpus, and the reader is less sure of them than it should be."""
WITHOUT_CUE_WORD = 0.7
"""The same for a cue without a word that attributes ("slapped", "features"); below it two in five
are right there."""
_PASSIVE = ("auxpass", "nsubjpass", "csubjpass")
_REASONS = frozenset({"for", "over", "as"})
_CLAUSES = frozenset({"conj", "advcl", "xcomp"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def may_stand(draft: Draft) -> bool:
    """Whether ``draft`` may be a statement of the article itself."""
    if _is_deed(draft) or _is_assault(draft):
        return False
    if not draft.source:
        return draft.chance >= WITHOUT_SOURCE and _needs_no_source(draft)
    least = THRESHOLD if _attributes(draft) else WITHOUT_CUE_WORD
    return draft.chance >= least and not _is_nobody(draft) and not _undergoes(draft)


def may_stand_inside(draft: Draft, teller: Draft) -> bool:
    """Whether ``draft`` may be a statement that ``teller`` tells of."""
    if draft.chance < THRESHOLD or _is_deed(draft) or _is_assault(draft):
        return False
    if _is_to_come(draft.anchor, teller):
        return False
    if not draft.source:
        return may_stand(draft)
    return _attributes(draft) and not _is_nobody(draft) and _can_speak(draft)


def _is_deed(draft: Draft) -> bool:
    """Whether the content is what somebody did in answer: "replied by closing the border"."""
    words = list(_tokens(draft, draft.content[:1]))
    first = next((token for token in words if token.lower_ != "by"), None)
    if first is None or lexicon().attributes(first.lemma_.lower()):
        return False
    answered = done_by(first)
    return answered is not None and any(t.i == answered.i for t in _tokens(draft, draft.cue))


def _is_assault(draft: Draft) -> bool:
    """Whether the cue tells of force and not of words: "attacked a police post".

    Who attacks somebody in words does so for something, in a quotation or by saying so.
    """
    verb = draft.anchor
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in lexicon().blows:
        return False
    tokens = list(_tokens(draft, draft.content))
    worded = any(t.is_quote or t.pos_ in {"VERB", "AUX"} or t.lower_ in _REASONS for t in tokens)
    return not worded and all(t.lower_ not in _REASONS for t in verb.rights)


def _undergoes(draft: Draft) -> bool:
    """Whether the source is who undergoes the cue: "guardsmen, called to service, patrol"."""
    anchor = draft.anchor
    return anchor.tag_ == "VBN" and anchor.dep_ == "acl" and anchor.head.i == _head(draft).i


def _is_nobody(draft: Draft) -> bool:
    """Whether the source is "no group" or "nobody"."""
    return any(word in lexicon().nobody for word in _words(draft, draft.source[:1])[:1])


def _words(draft: Draft, spans: tuple[Span, ...]) -> list[str]:
    return [token.lower_ for token in _tokens(draft, spans)]


def _tokens(draft: Draft, spans: tuple[Span, ...]) -> Iterator[Token]:
    doc = draft.anchor.doc
    for span in spans:
        found = doc.char_span(span.start, span.end, alignment_mode="expand")
        yield from found if found is not None else ()


def _attributes(draft: Draft) -> bool:
    """Whether a word of the cue is one that attributes; a colon is after somebody's name."""
    if draft.anchor.is_punct:
        head = _head(draft)
        return head.ent_type_ in _NAMES or source_kinds().of_noun(head) is not None
    return any(lexicon().attributes(token.lemma_.lower()) for token in _tokens(draft, draft.cue))


def _head(draft: Draft) -> Token:
    """The syntactic head of the source."""
    tokens = list(_tokens(draft, draft.source))
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside), tokens[0])


def _needs_no_source(draft: Draft) -> bool:
    """Whether the cue says that something is said, by whomever: "is believed", "rumours that"."""
    anchor, words = draft.anchor, lexicon()
    lemma = anchor.lemma_.lower()
    if words.is_hearsay(anchor.lower_):
        return True
    if anchor.pos_ in {"NOUN", "PROPN"}:
        return words.is_talk(lemma)
    return words.is_seeming(lemma) or (words.may_be_anybodys(lemma) and _is_passive(anchor))


def _is_passive(verb: Token) -> bool:
    return child(verb, *_PASSIVE) is not None or (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "ccomp", "ROOT"}
    )


def _is_to_come(anchor: Token, teller: Draft) -> bool:
    """Whether the telling is only what ``teller`` wants, or what may come.

    "called on the president to condemn it", "said that nobody would question it".
    """
    verb = anchor
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    if any(kid.tag_ == "MD" and kid.dep_ == "aux" for kid in anchor.lefts):
        return True
    bare = verb.tag_ == "VB" and not any(kid.lemma_ == "do" for kid in verb.lefts)
    return (
        bare
        and verb.dep_ in {"xcomp", "ccomp"}
        and any(token.i == verb.head.i for token in _tokens(teller, teller.cue))
    )


def _can_speak(draft: Draft) -> bool:
    """Whether the source is no mere happening: "the spate of shootings" says nothing."""
    head = _head(draft)
    if head.pos_ != "NOUN" or source_kinds().of_noun(head) is not None:
        return True
    return not lexicon().is_mute(head.lemma_.lower())


def with_source(draft: Draft, parse: Parse) -> Draft:
    """``draft`` with the subject that its verb shares with another, where the reader found none.

    "The Kremlin denies it and has called it indecent", "Implying that she knew, he said ..."
    A label in front ("Correction: ...") is nobody.
    """
    if all(word in lexicon().labels for word in _words(draft, draft.source)):
        draft = replace(draft, source=())
    if draft.source or _is_passive(draft.anchor) or draft.anchor.pos_ not in {"VERB", "AUX"}:
        return draft
    subject = _subject(draft.anchor)
    if subject is None or subject.pos_ not in {"NOUN", "PROPN", "PRON"} or _is_empty(subject):
        return draft
    whole = span_of(parse.doc[subject.left_edge.i : subject.right_edge.i + 1])
    short = span_of(parse.doc[subject.left_edge.i : subject.i + 1])
    others = (*draft.cue, *draft.content)
    for span in (whole, short):
        if not any(span.overlaps(other) for other in others):
            return replace(draft, source=(span,))
    return draft


def _is_empty(subject: Token) -> bool:
    """Whether nobody is meant: "it seems", "there are calls"."""
    return subject.lower_ in {"it", "there", "this", "that", "which", "what"}


def _is_subject(word: Token) -> bool:
    return word.dep_ == "nsubj" and word.lower_ not in lexicon().labels


def _subject(verb: Token) -> Token | None:
    """The subject that ``verb`` has, or shares with the verb that it is joined to."""
    for _ in range(NEAR):
        found = next((t for t in verb.lefts if _is_subject(t)), None)
        if found is not None or verb.dep_ not in _CLAUSES or verb.head.i == verb.i:
            return found
        if child(verb.head, "nsubjpass") is not None:
            return None
        verb = verb.head
    return None
