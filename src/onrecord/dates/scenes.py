"""Clauses that share their moment with another one beyond what one scene tells."""

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.dates.vocabulary import linking_words
from onrecord.events.scene import neighbours
from onrecord.language.parse import Parse
from onrecord.records import TimeReference

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SELF = frozenset({"i", "we", "he", "she", "they", "it"})
_PERFECT = frozenset({"has", "have", "'s", "'ve", "’s", "’ve"})


def hosts(word: Token) -> Iterator[Token]:
    """The verbs whose day ``word`` shares, the nearest first.

    "Forcing troops to halt" is done when it is forced; "tanks rolled in and soldiers surrounded
    the palace" tells one day; "as fighting raged" is the moment of the main verb.
    """
    lists = linking_words()
    head = word.head
    if word.dep_ in {"xcomp", "ccomp"} and head.lemma_.lower() in lists.driving:
        yield head
    if word.dep_ == "conj" and word.pos_ == "VERB" and _goes_on(word, head):
        yield head
    happens = word.pos_ == "NOUN" or word.tag_ == "VBG"
    if word.dep_ in _SUBJECTS and happens and head.dep_ == "advcl":
        yield head
    if word.dep_ == "advcl" and _is_errand(word):
        yield head
    if word.dep_ == "pcomp" and (head.lower_ in {"by", "in"} or _accompanies(word)):
        yield head.head
    if word.dep_ == "conj" and word.tag_ == head.tag_ == "VBG" and not _is_later(word):
        yield head
    if _speaks_of_self(word, head):
        yield head
    yield from neighbours(word)


def _accompanies(word: Token) -> bool:
    """Whether it tells what went with the main verb: "was settled, with the firm paying a fine"."""
    subject = any(child.dep_ in _SUBJECTS for child in word.children)
    return word.head.lower_ == "with" and word.tag_ == "VBG" and subject


def _is_later(verb: Token) -> bool:
    return any(child.lower_ in linking_words().later for child in verb.children)


def _speaks_of_self(word: Token, telling: Token) -> bool:
    """Whether somebody does by saying so what ``word`` tells: "she said she supports the bill"."""
    lists = linking_words()
    if word.dep_ != "ccomp" or word.tag_ not in {"VBZ", "VBP"}:
        return False
    told = {word.lemma_.lower(), telling.lemma_.lower()} <= lists.telling
    own = any(c.dep_ == "nsubj" and c.lower_ in _SELF for c in word.children)
    return told and own


def _goes_on(second: Token, first: Token) -> bool:
    """Whether a joined clause goes on with what the first one tells, in the same past tense."""
    lists = linking_words()
    told = {second.lemma_.lower(), first.lemma_.lower()} & lists.telling
    past = all(_simple_past(verb) for verb in (second, first))
    return past and not told and not _is_later(second)


def _simple_past(verb: Token) -> bool:
    """Whether it is in the simple past, active or passive ("one was shot")."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if not helpers:
        return verb.tag_ in {"VBD", "VBN"}
    return all(child.tag_ == "VBD" and child.lemma_ == "be" for child in helpers)


def _is_errand(verb: Token) -> bool:
    """What somebody went somewhere to do: "flew to Moscow on Tuesday to broker a truce"."""
    goes = verb.head.lemma_.lower() in linking_words().gathering
    return goes and any(child.tag_ == "TO" for child in verb.lefts)


def when_clause(parse: Parse, time: TimeReference, verb: Token) -> bool:
    """Whether ``verb`` tells what was at ``time``: "since May, when a minister was killed"."""
    opens = any(child.lower_ == "when" and child.i < verb.i for child in verb.children)
    tokens = parse.tokens(time.span)
    if not opens or verb.dep_ not in {"relcl", "advcl", "acl"} or not tokens:
        return False
    at = tokens[-1].i + 1
    left = min(token.i for token in verb.subtree)
    return at <= left <= at + 1 and all(token.is_punct for token in parse.doc[at:left])


def since_of(parse: Parse, time: TimeReference, verb: Token) -> bool:
    """Whether ``verb`` tells what has been going on since ``time``."""
    head = parse.head(time.span)
    if time.date_from is None or head is None or head.head.lower_ != "since":
        return False
    perfect = any(c.dep_ == "aux" and c.lower_ in _PERFECT for c in verb.children)
    climbing = head.head.head
    if climbing.pos_ == "NOUN" and climbing.head.pos_ == "VERB":
        climbing = climbing.head
    told = verb.lemma_.lower() in linking_words().telling
    return perfect and not told and climbing.i == verb.i
