"""Which time reference dates an event: the one that its words govern, and none in doubt."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from onrecord.dates.tense import Direction, direction
from onrecord.dates.vocabulary import linking_words
from onrecord.events.scene import neighbours
from onrecord.language.parse import Parse, span_of
from onrecord.records import DateBasis, Granularity, TimeReference, TimexType
from onrecord.text import Span

_NOUN_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "pobj", "compound"})
_DEPTH = 8
"""Steps up the tree from a time expression to the word it belongs to."""
_BROAD = 31
"""Days; a vague time that is longer ("recently", "in the past years") dates nothing."""
_FINE = frozenset({Granularity.DAY, Granularity.HOUR, Granularity.MINUTE})
_LISTED = re.compile(r",?\s*(?:and|or|to|through|until|-|–)(?:\s+(?:in|on|again))*\s*")
"""What stands between two times of a list or a range."""


def when(
    parse: Parse, trigger: Span, times: Sequence[TimeReference], published: dt.date | None
) -> tuple[TimeReference, DateBasis] | None:
    """The time reference that dates the event of ``trigger``, and what its date rests on.

    First the references that hang on the trigger itself, then those on a word that shares the
    trigger's clause and is not an event of its own, then those on another word of the same scene.
    Of several, the one with the shortest interval wins; two different ones of the same length are
    a doubt, and so are the times of a list. References without an interval date nothing. A date
    that the tense of the trigger contradicts is a doubt, too.
    """
    word = parse.head(trigger)
    if word is None:
        return None
    sentence = Span(word.sent.start_char, word.sent.end_char)
    inside = [time for time in times if sentence.covers(time.span)]
    near = [
        (time, governor)
        for time in _unlisted(parse.doc.text, inside)
        if _dates_something(time) and not time.span.overlaps(trigger)
        if (governor := _holder(parse, time, published)) is not None
    ]
    found = _clearest(_nearest(parse, trigger, word, near))
    if found is None or found.basis is None or _contradicted(parse, trigger, found, published):
        return None
    return found, found.basis


def _nearest(
    parse: Parse, trigger: Span, word: Token, near: Sequence[tuple[TimeReference, Token]]
) -> list[TimeReference]:
    """The times that stand closest to the event: its own, those of its clause, of its scene."""
    own = [
        time
        for time, governor in near
        if trigger.covers(span_of(governor)) or _adjoins(parse, trigger, time.span, governor)
    ]
    if own or not near:
        return own
    clause = [time for time, governor in near if _shares(word, governor)]
    if clause:
        return clause
    for other in neighbours(word):
        found = [time for time, holder in near if holder.i == other.i or _shares(other, holder)]
        if found:
            return found
    return []


def _dates_something(time: TimeReference) -> bool:
    if time.date_from is None or time.date_to is None:
        return False
    open_ended = time.timex is TimexType.DURATION or (time.value or "").endswith("_REF")
    return not open_ended or _length(time) <= _BROAD


def _unlisted(text: str, times: Sequence[TimeReference]) -> list[TimeReference]:
    """``times`` without those of lists and ranges ("in May 2003 and May 2004")."""
    listed: set[str] = set()
    for one, other in pairwise(times):
        alike = one.granularity is other.granularity and one.date_from != other.date_from
        if alike and _LISTED.fullmatch(text[one.span.end : other.span.start]):
            listed |= {one.id, other.id}
    return [time for time in times if time.id not in listed]


def _adjoins(parse: Parse, trigger: Span, time: Span, governor: Token) -> bool:
    """Whether the two stand side by side: "the 2001 attacks", "bombed Tuesday"."""
    ours, theirs, word = parse.tokens(trigger), parse.tokens(time), parse.head(trigger)
    if word is None or not theirs:
        return False
    if time.end <= trigger.start:
        between = parse.doc[theirs[-1].i + 1 : ours[0].i]
        return word.pos_ == "NOUN" and all(token.tag_ == "POS" for token in between)
    free = word.pos_ == "VERB" or governor.lemma_.lower() not in linking_words().telling
    return free and ours[-1].i + 1 == theirs[0].i


def _holder(parse: Parse, time: TimeReference, published: dt.date | None) -> Token | None:
    """The verb or noun whose day ``time`` is."""
    found = governor_of(parse, time.span)
    if found is None:
        return None
    earlier = _bounding_noun(found, parse.tokens(time.span)[0])
    if earlier is not None or time.granularity not in _FINE:
        return earlier or found
    if found.idx < time.span.start:
        found = _past_lasting(found, parse.tokens(time.span)[0])
    return _past_state(found, time, published)


def _bounding_noun(verb: Token, time: Token) -> Token | None:
    """The noun right before a time that parsers give to the verb: "fled after a raid on Friday"."""
    at = time.i - 2 if time.nbor(-1).pos_ == "ADP" else time.i - 1 if time.i else 0
    noun = verb.doc[max(at, 0)]
    if noun.pos_ == "PROPN" and noun.dep_ == "pobj":  # "after a raid in X on Friday"
        noun = noun.head.head
    if verb.pos_ != "VERB" or noun.pos_ != "NOUN" or noun.dep_ != "pobj" or noun.i < verb.i:
        return None
    bound = noun.head.lower_ in {"after", "before", "since", "until", "till", "following"}
    happens = noun.lemma_.lower() not in linking_words().lasting | linking_words().hours
    return noun if bound and happens else None


def _past_lasting(noun: Token, time: Token) -> Token:
    """What is done by or to people, bodies and places: they have no day of their own.

    Nor has an apposition before a comma ("killed Y, the head of Z, on Friday").
    """
    token = noun
    for _ in range(_DEPTH):
        aside = token.dep_ == "appos" and any(t.text == "," for t in token.doc[token.i : time.i])
        lasts = token.lemma_.lower() in linking_words().lasting or token.ent_type_ == "PERSON"
        climbs = token.pos_ in {"NOUN", "PROPN"} and (aside or lasts)
        if not climbs and token.pos_ not in {"ADP", "PROPN"}:
            return token
        if token.head.i == token.i:
            return noun
        token = token.head
    return noun


def _past_state(verb: Token, time: TimeReference, published: dt.date | None) -> Token:
    """What a clause in the present is set into, if the day lies in the past.

    "Fired at two bases that house troops early on Wednesday": the day is that of the firing.
    """
    if published is None or time.date_to is None or verb.tag_ not in {"VBZ", "VBP"}:
        return verb
    if verb.dep_ not in {"relcl", "acl"} or any(c.dep_ == "aux" for c in verb.children):
        return verb
    state = verb.lemma_.lower() in linking_words().states
    if time.date_to >= published and not (state and time.date_to == published):
        return verb
    above = (token for token in verb.ancestors if token.pos_ == "VERB")
    found = next(above, verb)
    return found if found.tag_ in {"VBD", "VBN", "VBG"} else verb


def governor_of(parse: Parse, span: Span) -> Token | None:
    """The verb or noun that a time expression belongs to, past prepositions and adverbs.

    Parsers often hang "in July" on a name before it; names have no dates, so it goes on up there.
    ``None`` where the time is only a bound ("since 2006", "by Friday").
    """
    token = parse.head(span)
    if token is None:
        return None
    lists = linking_words()
    bounded = False
    for _ in range(_DEPTH):
        if token.head.i == token.i:
            return None if bounded or span.overlaps(span_of(token)) else token
        above = token.head
        outside = not span.overlaps(span_of(above))
        if outside and above.pos_ == "NOUN" and above.dep_ == "compound":
            return None  # "the 9/11 plotter Atta": the day tells who he is
        hour = above.lower_ in lists.hours and outside
        named = above.pos_ == "PROPN" and outside
        if named and token.lower_ == "of":  # "the Conventions of 1949"
            return None
        slipped = hour or (named and token.dep_ in ("prep", "npadvmod"))
        if outside and not slipped and above.pos_ not in ("ADP", "SCONJ", "ADV", "PART"):
            return None if bounded else _told(above, parse.tokens(span)[-1])
        bounded = bounded or (above.lower_ in lists.bounding and token.lower_ not in lists.hours)
        token = above
    return None


def _told(verb: Token, time: Token) -> Token:
    """What a teller behind the time and a comma tells, else the verb itself.

    "The strike killed the general on Friday, the ministry confirmed": parsers often give the day
    to the telling.
    """
    if verb.lemma_.lower() not in linking_words().telling or verb.i < time.i:
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
    lists = linking_words()
    if verb.pos_ not in ("VERB", "AUX") or word.pos_ not in ("NOUN", "PROPN"):
        return False
    if verb.lemma_.lower() in lists.telling or word.dep_ not in _NOUN_ROLES:
        return False
    head = word.head
    if head.pos_ != "ADP":
        return head.i == verb.i
    return head.head.i == verb.i and (head.lower_ in lists.within or _meets_for(verb, head, word))


def _is_argument_date(word: Token, noun: Token) -> bool:
    """A verb and a noun in it: "killed in an attack on Tuesday", with the date at the noun.

    What is said shares the day of its occasion only ("in a speech on Friday").
    """
    lists = linking_words()
    head = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or word.pos_ != "VERB":
        return False
    if head.pos_ != "ADP" or head.head.i != word.i:
        return False
    if word.lemma_.lower() in lists.telling:
        return head.lower_ in lists.within and noun.lemma_.lower() in lists.occasions
    return head.lower_ in lists.within or _meets_for(word, head, noun)


def _meets_for(verb: Token, prep: Token, noun: Token) -> bool:
    """An occasion that people come to: "will meet for talks on Monday"."""
    lists = linking_words()
    comes = verb.lemma_.lower() in lists.gathering and noun.lemma_.lower() in lists.occasions
    return prep.lower_ == "for" and comes


def _is_joined(word: Token, governor: Token) -> bool:
    """Two verbs of one subject: "arrested the men and charged them on Tuesday"."""
    first, second = sorted((word, governor), key=lambda token: token.i)
    if second.dep_ != "conj" or second.head.i != first.i or first.pos_ != second.pos_:
        return False
    if any(child.lower_ in linking_words().later for child in second.children):
        return False
    return not any(child.dep_ in ("nsubj", "nsubjpass") for child in second.children)


def _is_clause_of(word: Token, governor: Token) -> bool:
    """A noun and the clause that tells of it, or a verb and what it led to.

    "the bombing Tuesday that killed 12", "the attack carried out on Tuesday".
    """
    lists = linking_words()
    if word.dep_ in ("relcl", "acl") and word.head.i == governor.i:
        happens = governor.lemma_.lower() in lists.happenings | lists.occasions
        return word.lemma_ not in lists.telling and (happens or word.tag_ == "VBN")
    if governor.dep_ in ("relcl", "acl") and governor.head.i == word.i:
        return governor.lemma_ not in lists.telling and word.pos_ == "NOUN"
    if word.dep_ == "xcomp" and word.head.i == governor.i:
        return governor.lemma_ not in lists.telling
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
