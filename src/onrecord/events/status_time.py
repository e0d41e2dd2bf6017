"""When an event lies, seen from the day of publication."""

import datetime as dt
import re
from calendar import month_name
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.events.status_clause import children_of, has_perfect, is_verbal, modal_of
from onrecord.events.status_lexicon import Lexicon
from onrecord.events.status_state import State
from onrecord.records import EventTime, Modality, TimeReference

BACKGROUND = dt.timedelta(days=31)
"""What ended longer ago than this is background, not news (PLOVER 2.0 asks for "recent")."""
MAX_CLAUSE = 80
"""Words of a clause that are looked at for cues."""

_YEAR = re.compile(r"((?:1[5-9]|20)\d)(\d)(?:(?<=0)s)?")
_LONGEST_NAME = 4
_MONTHS = {name: at for at, name in enumerate(month_name) if name}

_OPEN = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL})
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "acl"})


def time_of(
    trigger: Token,
    state: State,
    when: TimeReference | None,
    published: dt.date | None,
    lexicon: Lexicon,
) -> tuple[EventTime, tuple[Token, ...]]:
    """The time and the words that show it, beside those that already showed the modality."""
    verb = clause_head(trigger)
    dated = _dated(when, published, verb)
    if dated is not None:
        return dated, ()
    cue = _background(trigger, verb, published, lexicon)
    past = is_verbal(verb) and (verb.tag_ in {"VBD", "VBN"} or has_perfect(verb))
    if cue and (state.modality not in _OPEN or past):
        return EventTime.HISTORICAL, cue
    return _by_modality(trigger, verb, state, lexicon), ()


def _by_modality(trigger: Token, verb: Token, state: State, lexicon: Lexicon) -> EventTime:
    modal = modal_of(verb, lexicon) if is_verbal(verb) else None
    if state.modality in _OPEN:
        past = modal is not None and has_perfect(verb)
        told = state.modality is Modality.POSSIBLE and trigger.tag_ == "VBD"
        return EventTime.CURRENT if past or told or state.purpose else EventTime.FUTURE
    if state.modality is Modality.NEGATED and modal is not None and modal[0] in {"will", "shall"}:
        return EventTime.FUTURE
    return EventTime.CURRENT


def _dated(when: TimeReference | None, published: dt.date | None, verb: Token) -> EventTime | None:
    if when is None or published is None or when.date_from is None or when.date_to is None:
        return None
    if when.date_to < published - BACKGROUND:
        return EventTime.HISTORICAL
    if when.date_from > published and verb.tag_ != "VBD":
        return EventTime.FUTURE
    return None


def clause_head(token: Token) -> Token:
    """The nearest verb at or above ``token``; the root where there is none."""
    for _ in range(MAX_CLAUSE):
        if is_verbal(token) or token.head.i == token.i:
            return token
        token = token.head
    return token


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


def _background(
    trigger: Token, verb: Token, published: dt.date | None, lexicon: Lexicon
) -> tuple[Token, ...]:
    """Words that place the event long ago; empty if there are none."""
    for child in children_of(trigger):
        if child.dep_ in {"amod", "advmod"} and child.lower_ in lexicon.words["words.historical"]:
            return (child,)
    for token in _near(trigger, verb):
        if _is_past_year(token, published) or _is_past_month(token, published):
            return (token,)
        if _is_ago(token, lexicon) or _is_long_span(token, lexicon):
            return (token,)
        name = _past_name(token, published, lexicon)
        if name:
            return name
    return ()


def _past_name(token: Token, published: dt.date | None, lexicon: Lexicon) -> tuple[Token, ...]:
    """The words of a named past conflict that end in ``token``."""
    for size in range(1, _LONGEST_NAME + 1):
        start = token.i + 1 - size
        if start < 0:
            return ()
        words = token.doc[start : token.i + 1]
        last = lexicon.past_names.get(words.text)
        if last is not None and published is not None and published.year > last:
            return tuple(words)
    return ()


def _near(trigger: Token, verb: Token) -> Iterator[Token]:
    yield from clause_tokens(trigger)
    if verb.i != trigger.i and verb.tag_ not in {"VBZ", "VBP", "VB"}:
        yield from clause_tokens(verb)


def _is_past_year(token: Token, published: dt.date | None) -> bool:
    year = _YEAR.fullmatch(token.text)
    if published is None or year is None or _is_count(token):
        return False
    last = int(year[1] + ("9" if token.text.endswith("s") else year[2]))
    return dt.date(last, 12, 31) < published - BACKGROUND


def _is_count(token: Token) -> bool:
    """Whether four digits count something: "1995 people" against "the 1995 massacre"."""
    return token.dep_ == "nummod" and token.ent_type_ != "DATE"


def _is_past_month(token: Token, published: dt.date | None) -> bool:
    """A month without a year, "in March", is the last one of that name before publication."""
    month = _MONTHS.get(token.text.rstrip("."))
    if published is None or month is None or token.ent_type_ != "DATE":
        return False
    if any(t.like_num for t in _neighbours(token)):
        # With a day or a year the date stage knows better.
        return False
    if {t.lower_ for t in token.lefts} & {"next", "this", "coming"}:
        return False
    months_ago = (published.month - month) % 12
    return months_ago >= 2


def _neighbours(token: Token) -> list[Token]:
    doc = token.doc
    return [doc[i] for i in (token.i - 1, token.i + 1, token.i + 2) if 0 <= i < len(doc)]


def _is_long_span(token: Token, lexicon: Lexicon) -> bool:
    """ "Last year", "in recent decades", "over the past four years"."""
    if token.lemma_.lower() not in lexicon.words["words.spans"]:
        return False
    return any(t.lower_ in lexicon.words["words.before"] for t in token.lefts)


def _is_ago(token: Token, lexicon: Lexicon) -> bool:
    if token.lower_ in {"ago", "earlier"}:
        return any(t.lemma_.lower() in lexicon.words["words.ago"] for t in token.lefts)
    return False
