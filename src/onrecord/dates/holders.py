"""Which word of its sentence a time expression belongs to."""

import datetime as dt

from spacy.tokens import Token

from onrecord.dates.ranges import Ranged
from onrecord.dates.vocabulary import families, linking_words
from onrecord.language.opening import after_opening, is_subject
from onrecord.language.parse import Parse, span_of
from onrecord.records import Granularity, TimeReference
from onrecord.text import Span

_DEPTH = 8
"""Steps up the tree from a time expression to the word it belongs to."""
_FINE = frozenset({Granularity.DAY, Granularity.HOUR, Granularity.MINUTE})
_MEDIA = frozenset({"in", "through", "via", "with"})
"""Prepositions that put what is told into a document."""
_EVENT_ENDINGS = ("ion", "ions", "ment", "ments", "ing", "ings")
"""Endings of nouns that tell of something that happens."""


def holder(parse: Parse, one: Ranged, published: dt.date | None) -> Token | None:
    """The verb or noun whose time ``one`` is."""
    found = _opened(parse, one.time.span) or governor_of(parse, one.time.span, by_ends=one.by_ends)
    if found is None:
        return None
    eve = next((t for t in (found, *found.ancestors) if t.lower_ == "eve"), None)
    if eve is not None and one.time.granularity in _FINE:
        return None  # "on the eve of the talks on 9 April" is another day
    if eve is not None:  # "on the eve of the vote in March"
        return next((t for t in eve.ancestors if t.pos_ == "VERB"), found)
    first = parse.tokens(one.time.span)[0]
    named = _spent_on(found, first) or _published(found) or _aimed_noun(found, first)
    return named or _by_position(found, one.time, first, published)


def _opened(parse: Parse, span: Span) -> Token | None:
    """The verb of the sentence that a time opens: "On 3/4/2018 gunmen attacked a bank"."""
    last = parse.tokens(span)[-1]
    noun = last.nbor(1) if last.i + 1 < last.sent.end else last
    if noun.i == last.i or not is_subject(noun) or after_opening(noun) != noun.i:
        return None
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return noun.head
    return noun.head.head if noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB" else None


def _by_position(
    found: Token, time: TimeReference, first: Token, published: dt.date | None
) -> Token:
    """The word whose time it is by where ``first``, the first word of the time, stands."""
    if found.tag_ == "VBN" and found.lemma_ in linking_words().scheduling:
        return _scheduled(found)
    found = _joined_behind(found, first)
    earlier = _bounding_noun(found, first)
    if earlier is not None:
        return earlier
    if found.idx < time.span.start and time.granularity not in _FINE:
        return _past_lasting(found, first)
    if time.granularity not in _FINE:
        return found
    if found.idx < time.span.start:
        found = _past_thing(_past_lasting(found, first), first)
    return _past_state(found, time, published)


def _spent_on(verb: Token, time: Token) -> Token | None:
    """What time is spent on: "spent Thursday holding talks"."""
    doing = (child for child in verb.children if child.tag_ == "VBG" and child.i > time.i)
    return next(doing, None) if verb.lemma_ == "spend" else None


def _published(clause: Token) -> Token | None:
    """The telling in a document, if ``clause`` says when that came out.

    "Accused them of lying in a statement released on Tuesday"; parsers often hang the document on
    what is told.
    """
    lists = linking_words()
    if clause.dep_ not in {"acl", "relcl"} or clause.lemma_.lower() not in lists.publishing:
        return None
    nouns = [token for token in (clause.head, *clause.head.ancestors) if token.pos_ == "NOUN"]
    document = next((n for n in nouns[:2] if n.lemma_.lower() in lists.documents), None)
    if document is None or document.dep_ != "pobj" or document.head.lower_ not in _MEDIA:
        return None
    above = (token for token in document.ancestors if token.pos_ == "VERB")
    return next((verb for verb in above if verb.lemma_.lower() in lists.telling), None)


def _joined_behind(verb: Token, time: Token) -> Token:
    """The second verb, if the time stands between "and" and it: "came and, on Friday, met"."""
    between = any(c.dep_ == "cc" and verb.i < c.i < time.i for c in verb.children)
    second = (c for c in verb.children if c.dep_ == "conj" and c.i > time.i)
    return next(second, verb) if between and verb.pos_ == "VERB" else verb


def _bounding_noun(verb: Token, time: Token) -> Token | None:
    """The noun right before a time that parsers give to the verb: "fled after a raid on Friday"."""
    if time.i < 2:
        return None
    noun = verb.doc[time.i - (2 if time.nbor(-1).pos_ == "ADP" else 1)]
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


def governor_of(parse: Parse, span: Span, *, by_ends: bool = False) -> Token | None:
    """The verb or noun that a time expression belongs to, past prepositions and adverbs.

    Parsers often hang "in July" on a name before it; names have no dates, so it goes on up there.
    ``None`` where the time is only a bound ("since 2006", "by Friday"). Of a stretch told
    ``by_ends`` ("from May to July"), both bounds belong to the event.
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
        slipped = slipped or (outside and _is_length(above))
        if outside and not slipped and above.pos_ not in ("ADP", "SCONJ", "ADV", "PART"):
            return None if bounded else _told(above, parse.tokens(span)[-1])
        # "his rise to a second term in March": parsers hang "in" on "to", which bounds nothing then
        own = token.lower_ not in lists.hours | {"in", "on"}
        bound = above.lower_ in lists.bounding and own
        bounded = bounded or (bound and not by_ends)
        token = above
    return None


def _is_length(noun: Token) -> bool:
    """Whether a noun says how long something goes on: "for eight months"."""
    known = noun.lemma_.lower() in linking_words().lengths
    return known and noun.dep_ == "pobj" and noun.head.lower_ == "for"


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


def _aimed_noun(verb: Token, time: Token) -> Token | None:
    """What a verb of speech aims at, if the day stands behind it: "called for a rally on Friday".

    For "blamed for the attack in October" so, too, but not for a mere day: "condemned the attack
    on Friday" may as well date the verb.
    """
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in linking_words().telling:
        return None
    at = time.i - 1
    while at > verb.i and time.doc[at].pos_ == "ADP":
        at -= 1
    phrase = [token for token in time.doc[verb.i + 1 : at + 1] if token.dep_ != "punct"]
    aims = [token for token in phrase if token.dep_ == "prep" and token.head.i == verb.i]
    if not aims or aims[0].lower_ not in {"for", "over"}:
        return None
    noun = next((child for child in aims[0].children if child.dep_ == "pobj"), None)
    if noun is None or noun.i > at or not is_eventive(noun):
        return None
    ahead = aims[0].lower_ == "for" and verb.lemma_.lower() in linking_words().asking
    weekday = time.lower_.endswith("day")
    return noun if ahead or not weekday else None


def _scheduled(verb: Token) -> Token:
    """What is planned or set for a day: "talks are planned for Friday"."""
    subjects = (child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"})
    noun = next(subjects, None)
    return noun if noun is not None and noun.pos_ in {"NOUN", "PROPN"} else verb


def _past_thing(noun: Token, time: Token) -> Token:
    """The verb above an object that does not happen: "condemned the move on Sunday"."""
    thing = noun.pos_ == "NOUN" and noun.i < time.i and not is_eventive(noun)
    if thing and noun.dep_ in {"dobj", "nsubjpass"} and noun.head.pos_ == "VERB":
        return noun.head
    return noun


def is_eventive(noun: Token) -> bool:
    """Whether a noun tells of something that happens."""
    lemma, lists = noun.lemma_.lower(), linking_words()
    if lemma in lists.unclear:
        return False
    known = lemma in lists.happenings or lemma in lists.occasions or lemma in families()
    return known or lemma.endswith(_EVENT_ENDINGS)
