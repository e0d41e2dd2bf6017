"""Words that place an event long before the report.

Years and months gone by, "ago" and "in past decades", names of past conflicts, anniversaries, eras
that have ended ("under the dictatorship"), and what was so "two years before" something else.
"""

import datetime as dt
import re
from calendar import month_name
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.events.status_clause import children_of, has_perfect, is_infinitive, is_verbal
from onrecord.events.status_lexicon import Lexicon

BACKGROUND = dt.timedelta(days=31)
"""What ended longer ago than this is background, not news (PLOVER 2.0 asks for "recent")."""
MAX_CLAUSE = 80
"""Words of a clause that are looked at for cues."""
_HOPS = 4
"""Clauses without a tense of their own between an event and the finite verb above it."""

_YEAR = re.compile(r"((?:1[5-9]|20)\d)(\d)(?:(?<=0)s)?")
_LONGEST_NAME = 4
_MONTHS = {name: at for at, name in enumerate(month_name) if name}
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "acl"})
_GOVERNED = frozenset(
    {"xcomp", "pcomp", "advcl", "acl", "dobj", "pobj", "prep", "conj", "compound"}
)
_WITHIN = frozenset({"in", "during", "throughout"})
_AFTER = frozenset({"after", "since", "before"})


def background(
    trigger: Token, verb: Token, published: dt.date | None, lexicon: Lexicon
) -> tuple[Token, ...]:
    """Words that place the event of ``trigger`` long ago; empty if there are none.

    ``verb`` is the head of its clause (`clause_head`).
    """
    for child in children_of(trigger):
        if child.dep_ in {"amod", "advmod"} and child.lower_ in lexicon.words["words.historical"]:
            return (child,)
    found = _remembered(trigger, lexicon) or _reckoned(trigger, verb, lexicon)
    if found is not None:
        return (found,)
    for token in _near(trigger, verb):
        cue = _cue(token, published, lexicon)
        if cue:
            return cue
    return ()


def clause_head(token: Token) -> Token:
    """The nearest verb at or above ``token``; the root where there is none."""
    for _ in range(MAX_CLAUSE):
        if is_verbal(token) or token.head.i == token.i:
            return token
        token = token.head
    return token


def finite_head(verb: Token) -> Token:
    """The verb with a tense that ``verb``, an infinitive or a gerund, belongs to."""
    for _ in range(_HOPS):
        if not _is_nonfinite(verb) or verb.dep_ not in _GOVERNED:
            return verb
        above = clause_head(verb.head)
        if above.i == verb.i:
            return verb
        verb = above
    return verb


def clause_tokens(head: Token) -> Iterator[Token]:
    """The words of the clause of ``head`` without the clauses below it, breadth first."""
    queue, seen = [head], 0
    while queue and seen < MAX_CLAUSE:
        token = queue.pop(0)
        seen += 1
        yield token
        for child in children_of(token):
            other = child.dep_ in _OTHER_CLAUSES or (child.dep_ == "conj" and is_verbal(child))
            if not other:
                queue.append(child)


def _is_nonfinite(verb: Token) -> bool:
    if is_infinitive(verb):
        return True
    return verb.tag_ == "VBG" and not any(t.dep_ in {"aux", "auxpass"} for t in verb.lefts)


def _near(trigger: Token, verb: Token) -> Iterator[Token]:
    """The words of the event's noun phrase and clause, and of clauses that date it."""
    yield from clause_tokens(trigger)
    finite = finite_head(verb)
    for head in dict.fromkeys((verb, finite)):
        if head.i != trigger.i and head.tag_ not in {"VBZ", "VBP", "VB"}:
            yield from clause_tokens(head)
    yield from _opening(finite)
    yield from _described(trigger, finite)
    if finite.dep_ == "relcl" and not is_verbal(finite.head):
        # "until 2012, when he broke"
        yield finite.head


def _opening(verb: Token) -> Iterator[Token]:
    """What opens the clause before: "in 1998 they came and burned the mill"."""
    first = verb.head
    if verb.dep_ == "conj" and is_verbal(first) and verb.tag_ in {"VBD", "VBN"}:
        yield from (token for token in clause_tokens(first) if token.i < first.i)


def _described(trigger: Token, verb: Token) -> Iterator[Token]:
    """Relative clauses of the event and of what it was part of: "the war that began in 1991"."""
    nouns = [trigger] if not is_verbal(trigger) else []
    nouns += [
        noun
        for prep in verb.rights
        if prep.dep_ == "prep" and prep.lower_ in _WITHIN
        for noun in prep.rights
        if noun.dep_ == "pobj"
    ]
    for noun in nouns:
        for clause in noun.rights:
            past = clause.tag_ in {"VBD", "VBN"} or has_perfect(clause)
            if clause.dep_ in {"relcl", "acl"} and past:
                yield from clause_tokens(clause)


def _cue(token: Token, published: dt.date | None, lexicon: Lexicon) -> tuple[Token, ...]:
    if _is_past_year(token, published) or _is_past_month(token, published):
        return (token,)
    if _is_ago(token, lexicon) or _is_long_span(token, lexicon) or _is_era(token, lexicon):
        return (token,)
    if _is_decade(token, lexicon):
        return (token,)
    return _past_name(token, published, lexicon)


def _remembered(trigger: Token, lexicon: Lexicon) -> Token | None:
    """What is only remembered: "the anniversary of the massacre"."""
    noun = trigger
    for _ in range(_HOPS):
        prep = noun.head
        if prep.dep_ != "prep" or prep.head.i == prep.i:
            return None
        noun = prep.head
        if noun.lemma_.lower() in lexicon.words["words.remembering"]:
            return noun
    return None


def _reckoned(trigger: Token, verb: Token, lexicon: Lexicon) -> Token | None:
    """ "Twenty years since the bombing", "months after the siege was lifted"."""
    words = [trigger.head] if trigger.dep_ == "pobj" else []
    words += [t for t in verb.lefts if t.dep_ == "mark"]
    for word in words:
        if word.lower_ not in _AFTER or word.i == 0:
            continue
        unit = word.nbor(-1)
        if unit.lemma_.lower() in lexicon.words["words.ago"]:
            return unit
    return None


def _past_name(token: Token, published: dt.date | None, lexicon: Lexicon) -> tuple[Token, ...]:
    """The words of a named past conflict that end in ``token``."""
    if published is None or token.text not in lexicon.past_name_ends:
        return ()
    for size in range(1, _LONGEST_NAME + 1):
        start = token.i + 1 - size
        if start < 0:
            return ()
        words = token.doc[start : token.i + 1]
        last = lexicon.past_names.get(words.text)
        if last is not None and published.year > last:
            return tuple(words)
    return ()


def _is_past_year(token: Token, published: dt.date | None) -> bool:
    year = _YEAR.fullmatch(token.text)
    if published is None or year is None or _is_count(token):
        return False
    last = int(year[1] + ("9" if token.text.endswith("s") else year[2]))
    return published - dt.date(last, 12, 31) > BACKGROUND


def _is_count(token: Token) -> bool:
    """Whether four digits count something: "1995 people" against "the 1995 massacre"."""
    return token.dep_ == "nummod" and token.ent_type_ != "DATE"


def _is_past_month(token: Token, published: dt.date | None) -> bool:
    """A month without a year, "in March", is the last one of that name before publication."""
    month = _MONTHS.get(token.text.rstrip("."))
    if published is None or month is None or token.ent_type_ != "DATE":
        return False
    if _is_bound(token) or any(t.like_num for t in _neighbours(token)):
        # With a day or a year the date stage knows better; what a month bounds is still to come.
        return False
    if {t.lower_ for t in token.lefts} & {"next", "this", "coming"}:
        return False
    months_ago = (published.month - month) % 12
    return months_ago >= 2


def _is_bound(token: Token) -> bool:
    """Whether something is bounded by the month: "before the November election"."""
    at = token.head if token.dep_ in {"compound", "nmod"} else token
    return at.head.dep_ == "prep" and at.head.lower_ in {"before", "until", "till", "by"}


def _neighbours(token: Token) -> list[Token]:
    doc = token.doc
    return [doc[i] for i in (token.i - 1, token.i + 1, token.i + 2) if 0 <= i < len(doc)]


def _is_long_span(token: Token, lexicon: Lexicon) -> bool:
    """ "Last year", "in recent decades", "over the past four years", "in recent months"."""
    unit = token.lemma_.lower()
    months = unit == "month" and token.tag_ == "NNS"
    if unit not in lexicon.words["words.spans"] and not months:
        return False
    return any(t.lower_ in lexicon.words["words.before"] for t in token.lefts)


def _is_ago(token: Token, lexicon: Lexicon) -> bool:
    if token.lower_ in {"ago", "earlier"}:
        return any(t.lemma_.lower() in lexicon.words["words.ago"] for t in token.lefts)
    return False


def _is_era(token: Token, lexicon: Lexicon) -> bool:
    """ "During the dictatorship", "before the revolution"; without a word of today."""
    if token.dep_ != "pobj" or token.head.lower_ not in lexicon.words["words.era_links"]:
        return False
    if token.lemma_.lower() not in lexicon.words["words.eras"]:
        return False
    return any(t.lower_ == "old" for t in token.lefts) or token.lemma_.lower() != "regime"


def _is_decade(token: Token, lexicon: Lexicon) -> bool:
    """ "In the seventies"."""
    return token.lower_ in lexicon.words["words.decades"] and any(
        t.lower_ == "the" for t in token.lefts
    )
