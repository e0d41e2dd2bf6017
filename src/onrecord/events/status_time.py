"""When an event lies, seen from the day of publication."""

import datetime as dt

from spacy.tokens import Token

from onrecord.events.status_background import BACKGROUND, background, clause_head
from onrecord.events.status_clause import has_perfect, is_verbal, modal_of
from onrecord.events.status_lexicon import Lexicon
from onrecord.events.status_state import State
from onrecord.records import EventTime, Modality, TimeReference

_OPEN = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL})


def time_of(
    trigger: Token,
    state: State,
    when: TimeReference | None,
    published: dt.date | None,
    lexicon: Lexicon,
) -> tuple[EventTime, tuple[Token, ...]]:
    """The time and the words that show it, beside those that already showed the modality."""
    verb = clause_head(trigger)
    past = is_verbal(verb) and (verb.tag_ in {"VBD", "VBN"} or has_perfect(verb))
    dated = _dated(when, published, verb)
    if dated is EventTime.HISTORICAL and state.modality in _OPEN and not past:
        # Nobody plans for what is over: the date is that of something else.
        dated = None
    if dated is not None:
        return dated, ()
    cue = background(trigger, verb, published, lexicon)
    if cue and (state.modality not in _OPEN or past):
        return EventTime.HISTORICAL, cue
    return _by_modality(trigger, verb, state, lexicon), ()


def _by_modality(trigger: Token, verb: Token, state: State, lexicon: Lexicon) -> EventTime:
    modal = modal_of(verb, lexicon) if is_verbal(verb) else None
    if state.modality in _OPEN:
        past = has_perfect(verb) and (modal is not None or _is_past_perfect(verb))
        told = state.modality is Modality.POSSIBLE and (trigger.tag_ == "VBD" or _did(verb))
        return EventTime.CURRENT if past or told or state.purpose else EventTime.FUTURE
    if state.modality is Modality.NEGATED and modal is not None and modal[0] in {"will", "shall"}:
        return EventTime.FUTURE
    return EventTime.CURRENT


def _dated(when: TimeReference | None, published: dt.date | None, verb: Token) -> EventTime | None:
    if when is None or published is None or when.date_from is None or when.date_to is None:
        return None
    if published - when.date_to > BACKGROUND:
        return EventTime.HISTORICAL
    if when.date_from > published and verb.tag_ != "VBD":
        return EventTime.FUTURE
    return None


def _is_past_perfect(verb: Token) -> bool:
    """Whether an imagined past is told: "if the guards had not fired"."""
    return any(t.dep_ == "aux" and t.lower_ in {"had", "'d", "’d"} for t in verb.lefts)


def _did(verb: Token) -> bool:
    """Whether a question asks about the past: "did the guards shoot?"."""
    return any(t.dep_ == "aux" and t.lower_ == "did" for t in verb.lefts)
