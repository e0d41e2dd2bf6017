"""What other sentences say of an event: earlier tellings, a story told of the past, doubts.

A noun that takes up an event ("the strike") shares the status of its earlier tellings; sentences
that go on from one of years ago are about years ago, too; and what "could not be verified" is not
certain, whoever says so.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import islice

import msgspec
from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from onrecord.events.sameness import POINTING
from onrecord.events.status_background import background, clause_head, finite_head
from onrecord.events.status_clause import has_perfect, is_verbal, negation_of
from onrecord.events.status_lexicon import Lexicon, lexicon
from onrecord.language.parse import Parse, span_of
from onrecord.records import EventTime, Modality, Statement, Status

_TELLINGS = 6
"""Earlier tellings that are compared, the nearest first."""
_SENTENCES = 5
"""Sentences back to the one that sets a story in the past."""
_OPEN = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL})

Judge = Callable[[Token], Status]
"""The status of another telling, by its own sentence alone."""


def taken_up(trigger: Token, own: Status, told: Sequence[Token], judge: Judge) -> Status:
    """``own``, or the status of what the noun ``trigger`` takes up.

    Args:
        told: the words of earlier tellings, the nearest first.
    """
    before = [(token, judge(token)) for token in told[:_TELLINGS]]
    if not before:
        return own
    facts = [(token, status) for token, status in before if status.happened]
    if facts:
        past = all(status.time is EventTime.HISTORICAL for _, status in facts)
        if own.happened and past and own.time is EventTime.CURRENT:
            return _like(own, facts[0], own.modality)
        return _like(own, facts[0], Modality.ACTUAL) if _is_ordered(trigger, own) else own
    open_ = next((pair for pair in before if pair[1].modality in _OPEN), None)
    points = any(child.lower_ in POINTING for child in trigger.lefts)
    if open_ and own.happened and points and not _is_past(clause_head(trigger)):
        return _like(own, open_, open_[1].modality)
    return own


def _like(own: Status, other: tuple[Token, Status], modality: Modality) -> Status:
    token, status = other
    return msgspec.structs.replace(
        own,
        modality=modality,
        certainty=own.certainty if modality is own.modality else status.certainty,
        time=status.time,
        evidence=(*own.evidence, span_of(token)),
    )


def _is_ordered(trigger: Token, own: Status) -> bool:
    """Whether it is only planned because it is the object of an order ("ordered the strike")."""
    if own.modality is not Modality.PLANNED or trigger.dep_ != "dobj":
        return False
    signature = lexicon().signature("noun", trigger.head.lemma_.lower())
    return signature is not None and signature.name == "summon"


def _is_past(verb: Token) -> bool:
    return is_verbal(verb) and (verb.tag_ in {"VBD", "VBN"} or has_perfect(verb))


class Story:
    """Whether a sentence goes on with what a sentence before it places years ago."""

    def __init__(
        self,
        parse: Parse,
        published: dt.date | None,
        is_historical: Callable[[Token], bool],
        is_dated: Callable[[Token], bool],
    ) -> None:
        """Take what says of a word whether its time lies long ago, and whether it has one."""
        self._published = published
        self._is_historical = is_historical
        self._is_dated = is_dated
        self._text = parse.doc.text
        self._sentences = parse.sentences
        self._at = {sentence.start: i for i, sentence in enumerate(self._sentences)}

    def goes_on(self, trigger: Token) -> Token | None:
        """The word that set the story in the past in which ``trigger`` stands."""
        sentence = trigger.sent
        verb = finite_head(clause_head(trigger))
        if not self._narrates(sentence) or not _is_past(verb) or verb.i not in _spine(sentence):
            return None
        at = self._at.get(sentence.start)
        if at is None:
            return None
        for other in reversed(self._sentences[max(0, at - _SENTENCES) : at]):
            if not self._shares_paragraph(other, sentence):
                return None
            root = other.root
            if self._is_historical(root):
                return root
            cue = background(root, clause_head(root), self._published, lexicon())
            if cue and _is_past(root):
                return cue[0]
            if not self._narrates(other):
                return None
        return None

    def _narrates(self, sentence: DocSpan) -> bool:
        """Whether a sentence only tells, in the past, without a day or a voice of today."""
        root = sentence.root
        words = lexicon().words
        if root.tag_ != "VBD" and not any(
            t.lower_ == "had" and t.dep_ == "aux" for t in root.lefts
        ):
            return False
        if root.lemma_.lower() in words["story.voices"] or self._is_dated(root):
            return False
        return not any(token.lower_ in words["story.today"] for token in sentence)

    def _shares_paragraph(self, one: DocSpan, other: DocSpan) -> bool:
        return "\n" not in self._text[one.start_char : other.start_char]


def _spine(sentence: DocSpan) -> frozenset[int]:
    """The main verb of a sentence and those that stand beside it."""
    found, queue = {sentence.root.i}, [sentence.root]
    while queue:
        verb = queue.pop()
        for child in islice(verb.rights, 20):
            if child.dep_ in {"conj", "relcl", "advcl"} and child.i not in found:
                found.add(child.i)
                queue.append(child)
    return frozenset(found)


def doubt(
    parse: Parse, trigger: Token, statement: Statement | None, after: DocSpan | None
) -> Token | None:
    """The word that says that nobody could verify what is told of ``trigger``.

    It stands in the names of the source ("unconfirmed reports"), in the same sentence ("a claim
    that could not be independently verified") or, of statements, in the sentence after it.
    """
    words = lexicon()
    if statement is not None:
        for span in (*statement.source, *statement.cue):
            for token in parse.tokens(span):
                if token.lower_ in words.words["doubt.words"]:
                    return token
    found = _unverified(trigger.sent, trigger, words)
    if found is None and statement is not None and after is not None:
        found = _unverified(after, None, words)
    return found


def _unverified(sentence: DocSpan, trigger: Token | None, words: Lexicon) -> Token | None:
    """A verb or noun of verifying that is denied, and that is about what is told."""
    for token in sentence:
        lemma = token.lemma_.lower()
        noun = lemma in words.words["doubt.nouns"] and token.pos_ == "NOUN"
        if noun and negation_of(token, words) is not None:
            return token
        if lemma not in words.words["doubt.verbs"] or not is_verbal(token):
            continue
        if trigger is not None and token.is_ancestor(trigger) and token.dep_ != "ROOT":
            continue
        if _denied(token, words) and _is_about_telling(token, words):
            return token
    return None


def _denied(verb: Token, words: Lexicon) -> bool:
    head = verb.head
    unable = verb.dep_ == "xcomp" and any(
        t.lower_ in {"unable", "impossible"} for t in (head, *head.children)
    )
    return unable or negation_of(verb, words) is not None


def _is_about_telling(verb: Token, words: Lexicon) -> bool:
    """Whether what was not verified is a telling: "the claim", "which", "it"."""
    tellings = words.words["doubt.tellings"]
    sides = [t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    if verb.dep_ == "relcl":
        sides.append(verb.head)
    return any(t.lemma_.lower() in tellings or t.lower_ in tellings for t in sides)
