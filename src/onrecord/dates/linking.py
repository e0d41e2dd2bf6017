"""Which time reference dates an event: the one that its words govern, and none in doubt."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from onrecord.dates.holders import holder, is_eventive
from onrecord.dates.ranges import ranged
from onrecord.dates.tense import Direction, direction
from onrecord.dates.vocabulary import linking_words
from onrecord.events.scene import neighbours
from onrecord.language.parse import Parse, span_of
from onrecord.records import TimeReference, TimexType
from onrecord.text import Span

_NOUN_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "pobj", "compound"})
_JOINING = frozenset({"on", "in"})
_BROAD = 370
"""Days; a vague time that is longer ("in recent decades") dates nothing."""


class Held(msgspec.Struct, frozen=True):
    """A time and the word whose time it is."""

    time: TimeReference
    holder: Token


def held(parse: Parse, times: Sequence[TimeReference], published: dt.date | None) -> list[Held]:
    """The ``times`` of one sentence that can date something, with the words that they date."""
    found = []
    for one in ranged(parse, times):
        dates = dates_something(one.time) and not _is_of_another_year(parse, one.time, times)
        word = holder(parse, one, published) if dates else None
        if word is not None and not _sets_hour(one.time, word):
            found.append(Held(one.time, word))
    return found


def _is_of_another_year(parse: Parse, time: TimeReference, times: Sequence[TimeReference]) -> bool:
    """Whether it is a day of a longer time beside it, in which it does not lie as it was resolved.

    "Two years ago on Monday", "on this day in 1973": the longer one says when it was.
    """
    longer = [other for other in times if _length(other) > _length(time)]
    return any(_are_joined(parse, time.span, o.span) and not _lies_in(time, o) for o in longer)


def _are_joined(parse: Parse, one: Span, other: Span) -> bool:
    """Whether nothing but "on" or "in" stands between two times."""
    first, second = sorted((one, other), key=lambda span: span.start)
    between = parse.tokens(Span(first.end, max(first.end, second.start)))
    return [token.lower_ in _JOINING for token in between] == [True]


def _lies_in(time: TimeReference, longer: TimeReference) -> bool:
    days = (longer.date_from, time.date_from, time.date_to, longer.date_to)
    known = [day for day in days if day is not None]
    return len(known) < len(days) or known == sorted(known)


def _sets_hour(time: TimeReference, noun: Token) -> bool:
    """Whether ``time`` is the hour that a measure sets rather than that of the measure."""
    before = time.span.end <= noun.idx and time.timex is TimexType.TIME
    return before and noun.lemma_.lower() in linking_words().appointed


def link(
    parse: Parse, trigger: Span, near: Sequence[Held], published: dt.date | None
) -> TimeReference | None:
    """The time among those of its sentence that dates the event of ``trigger``.

    First the references that hang on the trigger itself, then those on a word that shares the
    trigger's clause and is not an event of its own, then those on another word of the same scene.
    Of several, the one with the shortest interval wins; two different ones of the same length are
    a doubt, and so are the times of a list. References without an interval date nothing. A date
    that the tense of the trigger contradicts is a doubt, too.
    """
    word = parse.head(trigger)
    if word is None:
        return None
    free = [one for one in near if not one.time.span.overlaps(trigger)]
    found = _clearest(_nearest(parse, trigger, word, free))
    if found is None or found.basis is None or _contradicted(parse, trigger, found, published):
        return None
    return found


def _nearest(parse: Parse, trigger: Span, word: Token, near: Sequence[Held]) -> list[TimeReference]:
    """The times that stand closest to the event: its own, those of its clause, of its scene."""
    whole = _whole(word)
    own = [
        one.time
        for one in near
        if trigger.covers(span_of(one.holder))
        or one.holder.i == whole.i
        or _adjoins(parse, trigger, one.time.span, one.holder)
    ]
    if own or not near:
        return own
    told = [one.time for one in near if _describes(one.holder, word)]
    if told:  # "lifted on Sunday the curfew that it put in place on Thursday"
        return told
    clause = [one.time for one in near if shares(word, one.holder) or shares(whole, one.holder)]
    if clause:
        return clause
    for other in neighbours(word):
        found = [o.time for o in near if o.holder.i == other.i or shares(other, o.holder)]
        if found:
            return found
    return []


def _whole(noun: Token) -> Token:
    """The word for how many there are, whose day is that of each: "a series of attacks"."""
    of = noun.head
    several = noun.dep_ == "pobj" and of.lower_ == "of"
    return of.head if several and of.head.lemma_.lower() in linking_words().several else noun


def dates_something(time: TimeReference) -> bool:
    """Whether the interval of ``time`` is narrow enough to say when an event was."""
    if time.date_from is None or time.date_to is None:
        return False
    open_ended = time.timex is TimexType.DURATION or (time.value or "").endswith("_REF")
    return not open_ended or _length(time) <= _BROAD


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


def shares(word: Token, governor: Token) -> bool:
    """Whether the date of ``governor`` is also that of ``word``."""
    return word.i != governor.i and (
        _is_argument(word, governor)
        or _is_argument_date(word, governor)
        or _is_joined(word, governor)
        or _is_clause_of(word, governor)
        or _begins(word, governor)
        or _is_means(word, governor)
    )


def _is_means(word: Token, verb: Token) -> bool:
    """What is done by doing something else: "answered on Monday by closing the border"."""
    return word.dep_ == "pcomp" and word.head.lower_ == "by" and word.head.head.i == verb.i


def _begins(word: Token, governor: Token) -> bool:
    """What begins or ends on the day of its verb: "began bombing on Monday", by the parse."""
    begun = governor.dep_ == "xcomp" and governor.tag_ == "VBG" and governor.head.i == word.i
    return begun and word.lemma_.lower() in linking_words().starting


def _is_argument(word: Token, verb: Token) -> bool:
    """A noun and the verb that it is an argument of: "launched an attack Tuesday"."""
    lists = linking_words()
    if verb.pos_ not in ("VERB", "AUX") or word.pos_ not in ("NOUN", "PROPN"):
        return False
    word = _first_joined(word)
    if verb.lemma_.lower() in lists.telling or word.dep_ not in _NOUN_ROLES:
        return False
    head = word.head
    if head.pos_ != "ADP":
        return head.i == verb.i or _is_set(head, verb)
    return head.head.i == verb.i and (head.lower_ in lists.within or _meets_for(verb, head, word))


def _is_set(main: Token, verb: Token) -> bool:
    """Whether the subject of ``main`` is what begins by ``verb``: "the trial is set to begin"."""
    lists = linking_words()
    above = verb.head
    plan = verb.dep_ == "xcomp" and above.lemma_.lower() in lists.scheduling
    said_of = above.head if above.dep_ == "acomp" else above
    return plan and verb.lemma_.lower() in lists.starting and said_of.i == main.i


def _first_joined(noun: Token) -> Token:
    """The first of the nouns that ``noun`` is joined to: "threw stones and petrol bombs"."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun


def _is_argument_date(word: Token, noun: Token) -> bool:
    """A verb and a noun in it: "killed in an attack on Tuesday", with the date at the noun.

    What is said shares the day of its occasion only ("in a speech on Friday").
    """
    lists = linking_words()
    head = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or head.pos_ != "ADP" or head.head.i != word.i:
        return False
    if word.pos_ == "NOUN":  # "a role in the 2001 attacks"
        return head.lower_ in {"in", "during"} and is_eventive(noun)
    if word.pos_ != "VERB":
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
    if _describes(governor, word):
        return True
    if word.dep_ == "xcomp" and word.head.i == governor.i:
        return governor.lemma_ not in lists.telling
    return False


def _describes(clause: Token, noun: Token) -> bool:
    """Whether ``clause`` tells of ``noun`` as of a happening: "the attack launched on Tuesday"."""
    if clause.dep_ not in ("relcl", "acl") or noun.pos_ != "NOUN":
        return False
    told = clause.lemma_ in linking_words().telling
    return not told and noun.i in (clause.head.i, _described(clause))


def _described(clause: Token) -> int | None:
    """The noun after "of" right before a clause, which parsers often give to the noun above.

    "The failure of the offensive that rebels launched on Monday".
    """
    left = min(token.i for token in clause.subtree)
    noun = clause.doc[left - 1] if left else clause
    inner = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    return noun.i if inner and noun.head.head.i == clause.head.i else None


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
