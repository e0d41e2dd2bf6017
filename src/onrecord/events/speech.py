"""Events that are done by saying something without a verb of their own.

PLOVER codes what is said to be done in future as an agreement or a threat (manual 2.0, AGREE and
THREATEN), a refusal to do it as a rejection, and what another is told to do as a request:
"The rebels said they will release the crew", "Oman said Yemen must disarm".
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from onrecord.events import syntax
from onrecord.events.found import Found
from onrecord.events.lexicon import Group, Speech
from onrecord.events.participants import POLITICAL, SOMEBODY, Cast, Side
from onrecord.events.triggers import Trigger
from onrecord.records import PloverType

_NEGATIONS = frozenset({"neg"})
_COMPLEMENTS = frozenset({"attr", "acomp"})


def speech_acts(doc: Doc, told: Mapping[int, Found], cast: Cast, words: Speech) -> Iterator[Found]:
    """The speech acts of ``doc``; ``told`` are the events found so far by their token."""
    for verb in doc:
        if verb.pos_ != "VERB" or verb.i in told or verb.lemma_.lower() not in words.verbs:
            continue
        speakers = cast.sides(syntax.arguments(verb).subjects, things=False)
        clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        if clause is None or not any(side.rank == POLITICAL for side in speakers):
            continue
        found = _act(verb, clause, speakers, told, cast, words)
        if found is not None:
            yield found


def _act(
    verb: Token,
    clause: Token,
    speakers: tuple[Side, ...],
    told: Mapping[int, Found],
    cast: Cast,
    words: Speech,
) -> Found | None:
    subjects = [c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    modals = {c.lower_ for c in clause.lefts if c.dep_ == "aux"}
    if not subjects:
        return None
    if subjects[-1].lower_ in words.own:
        inner = _inner(clause, told)
        if inner is None or not modals & words.future or syntax.is_passive(clause):
            return None
        kind = _future(inner, clause, words)
        return _found(verb, kind, speakers, inner.recipients) if kind is not None else None
    others = cast.sides(syntax.conjuncts(subjects[-1]), things=False)
    if any(side.rank == POLITICAL for side in others) and _is_duty(clause, modals, words):
        return _found(verb, PloverType.REQUEST, speakers, others)
    if any(side.rank >= SOMEBODY for side in others) and _is_bad(clause, words):
        return _found(verb, PloverType.ACCUSE, speakers, others)
    return None


def _inner(clause: Token, told: Mapping[int, Found]) -> Found | None:
    """The event that the clause tells: its verb, what it governs, or its object."""
    near = [clause, *(c for c in clause.rights if c.dep_ in {"xcomp", "dobj"})]
    near += [t for c in clause.rights if c.dep_ == "prep" for t in syntax.heads(c)]
    return next((told[t.i] for t in near if t.i in told), None)


def _future(inner: Found, clause: Token, words: Speech) -> PloverType | None:
    kind = inner.trigger.group.type
    negated = any(c.dep_ in _NEGATIONS for c in clause.children)
    if kind in words.promised:
        return PloverType.REJECT if negated else PloverType.AGREE
    if kind in words.threatened and not negated:
        return PloverType.THREATEN
    return None


def _is_duty(clause: Token, modals: set[str], words: Speech) -> bool:
    if modals & words.duty:
        return True
    governs = any(c.dep_ == "xcomp" for c in clause.rights)
    return governs and clause.lemma_.lower() in words.duty_verbs


def _is_bad(clause: Token, words: Speech) -> bool:
    """Whether the clause calls its subject something bad ("is a terrorist state")."""
    if clause.lemma_ != "be" or any(c.dep_ in _NEGATIONS for c in clause.children):
        return False
    return any(c.lemma_.lower() in words.bad for c in clause.rights if c.dep_ in _COMPLEMENTS)


def _found(
    verb: Token, kind: PloverType, speakers: tuple[Side, ...], others: tuple[Side, ...]
) -> Found:
    spans = {side.participant.span for side in speakers}
    recipients = tuple(side for side in others if side.participant.span not in spans)
    trigger = Trigger(verb, Group(type=kind, need=POLITICAL), True)
    return Found(trigger, speakers, recipients, chance=1.0, sides_chance=1.0)
