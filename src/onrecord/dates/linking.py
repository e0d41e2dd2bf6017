"""Which time reference dates an event: the one that its words govern, and none in doubt."""

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.dates.tense import Direction, direction
from onrecord.dates.vocabulary import linking_words
from onrecord.language.parse import Parse
from onrecord.records import DateBasis, TimeReference
from onrecord.text import Span

_STEPS = frozenset({"prep", "pobj", "pcomp", "npadvmod", "advmod", "dative", "quantmod", "agent"})
_NOUN_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "pobj", "compound"})
_DEPTH = 8
"""Steps up the tree from a time expression to the word it belongs to."""


def when(
    parse: Parse, trigger: Span, times: Sequence[TimeReference], published: dt.date | None
) -> tuple[TimeReference, DateBasis] | None:
    """The time reference that dates the event of ``trigger``, and what its date rests on.

    First the references that hang on the trigger itself, then those on a word that shares the
    trigger's clause and is not an event of its own. Of several, the one with the shortest interval
    wins; two different ones of the same length are a doubt. References without an interval date
    nothing. A date that the tense of the trigger contradicts is a doubt, too.
    """
    word = parse.head(trigger)
    if word is None:
        return None
    sentence = Span(word.sent.start_char, word.sent.end_char)
    near = [
        (time, governor)
        for time in times
        if _dates_something(time) and sentence.covers(time.span) and not time.span.overlaps(trigger)
        if (governor := governor_of(parse, time.span)) is not None
    ]
    own = [
        time
        for time, governor in near
        if trigger.covers(_span(governor)) or _adjoins(parse, trigger, time.span, governor)
    ]
    found = _clearest(own or [time for time, governor in near if _shares(word, governor)])
    if found is None or found.basis is None or _contradicted(parse, trigger, found, published):
        return None
    return found, found.basis


def _dates_something(time: TimeReference) -> bool:
    return time.date_from is not None and time.date_to is not None


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _adjoins(parse: Parse, trigger: Span, time: Span, governor: Token) -> bool:
    """Whether the two stand side by side: "the 2001 attacks", "bombed Tuesday"."""
    ours, theirs, word = parse.tokens(trigger), parse.tokens(time), parse.head(trigger)
    if word is None or not theirs:
        return False
    if time.end <= trigger.start:
        between = parse.doc[theirs[-1].i + 1 : ours[0].i]
        return word.pos_ == "NOUN" and all(token.tag_ == "POS" for token in between)
    telling, _ = linking_words()
    free = word.pos_ == "VERB" or governor.lemma_.lower() not in telling
    return free and ours[-1].i + 1 == theirs[0].i


def governor_of(parse: Parse, span: Span) -> Token | None:
    """The verb or noun that a time expression belongs to, past prepositions and adverbs.

    Parsers often hang "in July" on a name before it; names have no dates, so it goes on up there.
    """
    token = parse.head(span)
    if token is None:
        return None
    for _ in range(_DEPTH):
        if token.head.i == token.i:
            return None if span.overlaps(_span(token)) else token
        above = token.head
        outside = not span.overlaps(_span(above))
        slipped = above.pos_ == "PROPN" and token.dep_ in ("prep", "npadvmod")
        if outside and not slipped and above.pos_ not in ("ADP", "SCONJ", "ADV", "PART"):
            return _told(above, parse.tokens(span)[-1])
        token = above
    return None


def _told(verb: Token, time: Token) -> Token:
    """What a teller behind the time and a comma tells, else the verb itself.

    "The strike killed the general on Friday, the ministry confirmed": parsers often give the day
    to the telling.
    """
    telling, _ = linking_words()
    if verb.lemma_.lower() not in telling or verb.i < time.i:
        return verb
    if not any(token.text == "," for token in verb.doc[time.i + 1 : verb.i]):
        return verb
    if verb.dep_ in ("advcl", "parataxis", "conj") and verb.head.i < time.i:
        return verb.head
    told = (child for child in verb.children if child.dep_ == "ccomp" and child.i < time.i)
    return next(told, verb)


def _shares(word: Token, governor: Token) -> bool:
    """Whether the date of ``governor`` is also that of ``word``."""
    return (
        _is_argument(word, governor)
        or _is_argument_date(word, governor)
        or _is_joined(word, governor)
        or _is_clause_of(word, governor)
    )


def _is_argument(word: Token, verb: Token) -> bool:
    """A noun and the verb that it is an argument of: "launched an attack Tuesday"."""
    telling, within = linking_words()
    if verb.pos_ not in ("VERB", "AUX") or word.pos_ not in ("NOUN", "PROPN"):
        return False
    if verb.lemma_.lower() in telling or word.dep_ not in _NOUN_ROLES:
        return False
    head = word.head
    if head.pos_ == "ADP":
        return head.lower_ in within and head.head.i == verb.i
    return head.i == verb.i


def _is_argument_date(word: Token, noun: Token) -> bool:
    """A verb and a noun in it: "killed in an attack on Tuesday", with the date at the noun."""
    _, within = linking_words()
    if noun.pos_ not in ("NOUN", "PROPN") or word.pos_ != "VERB":
        return False
    head = noun.head
    return head.pos_ == "ADP" and head.lower_ in within and head.head.i == word.i


def _is_joined(word: Token, governor: Token) -> bool:
    """Two verbs of one subject: "arrested the men and charged them on Tuesday"."""
    first, second = sorted((word, governor), key=lambda token: token.i)
    if second.dep_ != "conj" or second.head.i != first.i or first.pos_ != second.pos_:
        return False
    return not any(child.dep_ in ("nsubj", "nsubjpass") for child in second.children)


def _is_clause_of(word: Token, governor: Token) -> bool:
    """A noun and the clause that tells of it, or a verb and what it led to.

    "the bombing Tuesday that killed 12", "the attack carried out on Tuesday".
    """
    telling, _ = linking_words()
    if word.dep_ in ("relcl", "acl") and word.head.i == governor.i:
        return word.lemma_ not in telling
    if governor.dep_ in ("relcl", "acl") and governor.head.i == word.i:
        return governor.lemma_ not in telling and word.pos_ == "NOUN"
    if word.dep_ == "xcomp" and word.head.i == governor.i:
        return governor.lemma_ not in telling
    return False


def _clearest(times: Sequence[TimeReference]) -> TimeReference | None:
    if not times:
        return None
    shortest = min(_length(time) for time in times)
    best = [time for time in times if _length(time) == shortest]
    same = {(time.date_from, time.date_to) for time in best}
    return best[0] if len(same) == 1 else None


def _length(time: TimeReference) -> int:
    if time.date_from is None or time.date_to is None:
        return 0
    return (time.date_to - time.date_from).days


def _contradicted(
    parse: Parse, trigger: Span, time: TimeReference, published: dt.date | None
) -> bool:
    """Whether what is told as past would lie ahead."""
    if published is None or time.date_from is None:
        return False
    return direction(parse, trigger) is Direction.PAST and time.date_from > published
