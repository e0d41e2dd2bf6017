"""Whether an event took place, as the innermost source tells it.

The rules walk from the trigger up the dependency tree, as far as the content of the innermost
statement reaches, and then compose what they met from the outside in: each embedding word has a
signature that says what its complement becomes when it is itself asserted, denied or open (L.
Karttunen, "Implicative verbs", Language 47, 1971; R. Nairn, C. Condoravdi and L. Karttunen,
"Computing relative polarity for textual inference", ICoS-5, 2006).
"""

import datetime as dt
from collections.abc import Iterable
from itertools import islice

from spacy.tokens import Token

from onrecord.events.status_clause import (
    children_of,
    condition_before,
    is_infinitive,
    is_verbal,
    negation_of,
    own_clause,
)
from onrecord.events.status_frame import framed
from onrecord.events.status_lexicon import Lexicon, Signature, lexicon
from onrecord.events.status_links import asks_for_part, shares_clause, through
from onrecord.events.status_state import State
from onrecord.events.status_time import time_of
from onrecord.events.status_walk import Step, frame_of, keys_of, way_up
from onrecord.language.parse import Parse, span_of
from onrecord.records import (
    Certainty,
    EventTime,
    Modality,
    PloverType,
    Statement,
    Status,
    TimeReference,
)
from onrecord.text import Span

_LONGEST_QUESTION = 60
_TAKEN_AS_FACTS = frozenset(
    {"asked", *(f"{name}|{Modality.NEGATED}" for name in ("fail", "foil", "dispute", "doubt"))}
)
"""Rules by which words that mostly deny tell a fact: "failed to prevent", "nobody doubts"."""
_PAST_TELLING = frozenset({"VBD", "VBN"})


def assess(
    parse: Parse,
    trigger: Token,
    *,
    published: dt.date | None,
    when: TimeReference | None,
    statement: Statement | None,
    type: PloverType | None = None,  # noqa: A002
) -> Status:
    """The status of the event that ``trigger`` names.

    Args:
        trigger: the syntactic head of the trigger words.
        published: day of publication; without it, dates do not decide on the time.
        when: the time reference of the event, if it has one.
        statement: the innermost statement that tells it; what stands outside its content counts
            only by the meaning of the cue.
        type: the event's type, where it is known.
    """
    words = lexicon()
    state = state_of(parse, trigger, statement, type)
    time, cues = time_of(trigger, state, when, published, words)
    ahead = time is EventTime.FUTURE and state.modality is Modality.ACTUAL
    return Status(
        # "The trial opens on Monday": what has a date to come is planned.
        modality=Modality.PLANNED if ahead else state.modality,
        certainty=_settled(state),
        time=time,
        evidence=_spans((*state.evidence, *cues)),
    )


def _settled(state: State) -> Certainty:
    """Nobody who tells of a mere chance is certain of it."""
    chance = state.modality in {Modality.POSSIBLE, Modality.CONDITIONAL}
    return (
        Certainty.POSSIBLE if chance and state.certainty is Certainty.CERTAIN else state.certainty
    )


def state_of(
    parse: Parse,
    trigger: Token,
    statement: Statement | None,
    type: PloverType | None = None,  # noqa: A002
) -> State:
    """Modality and certainty of ``trigger``, with the rules that fired on the way."""
    words = lexicon()
    if statement is not None and is_bare(parse, statement):
        statement = None
    reach = () if statement is None else (*statement.content, *statement.cue)
    steps, leaving = way_up(trigger, reach, words)
    cue = () if statement is None else _in_cue(steps, statement)
    top = steps[-1].head if steps else trigger
    if statement is not None and not cue and leaving is not None:
        state = _cue(parse, leaving, statement, words)
    else:
        state = State() if cue else _free(top, words)
    past = statement is not None or _told_in_past(steps) or _told_beside(trigger, steps, words)
    for step in reversed(steps):
        if (no := _leaves_open(step.head)) is not None:
            state = State(hits=state.hits).within(Modality.POSSIBLE, Certainty.POSSIBLE, no)
            continue
        if step.head.i in cue:
            noun = None if statement is None else _noun_of(step, statement, parse, words)
            if noun is not None:
                state = state.embed(noun, step.head)
                continue
            state = _telling(step, state, statement, words)
            continue
        if shares_clause(step):
            state = own_clause(step.head, state, words, told_in_past=past, below=step.child)
        state = through(step, state, words, type)
    state = framed(trigger, own_clause(trigger, state, words, told_in_past=past), type)
    if state.modality in {Modality.ACTUAL, Modality.PLANNED}:
        condition = condition_before(trigger, words)
        if condition is not None:
            return state.supposed(condition)
    return state


def denies_a_denial(
    parse: Parse,
    trigger: Token,
    statement: Statement | None,
    type: PloverType | None = None,  # noqa: A002
) -> bool:
    """Whether words that mostly deny tell ``trigger`` as a fact: "failed to prevent the raid".

    So do "have not said who attacked it" and "nobody doubts that they did".
    """
    return not _TAKEN_AS_FACTS.isdisjoint(state_of(parse, trigger, statement, type).hits)


def is_bare(parse: Parse, statement: Statement) -> bool:
    """Whether a noun or adjective alone is the cue and nobody speaks: what governs it counts
    ("rejected claims that", "plans to withdraw were dropped", "the alleged raid never was")."""
    if statement.source or not statement.cue:
        return False
    cue = parse.head(statement.cue[0])
    return cue is not None and (not is_verbal(cue) or cue.dep_ == "amod")


def _in_cue(steps: Iterable[Step], statement: Statement) -> frozenset[int]:
    """The governing words on the way up that belong to the cue of the statement."""
    return frozenset(
        step.head.i
        for step in steps
        for span in statement.cue
        if span.start <= step.head.idx < span.end
    )


def _leaves_open(verb: Token) -> Token | None:
    """The "neither" of "neither confirmed nor denied", whichever of the two ``verb`` is."""
    both = {"confirm", "deny"}
    if verb.lemma_.lower() not in both:
        return None
    pair = [verb.head, verb] if verb.dep_ == "conj" else [verb, *verb.conjuncts]
    if {token.lemma_.lower() for token in pair[:2]} != both:
        return None
    return next((t for t in pair[0].lefts if t.lower_ == "neither"), None)


def _telling(step: Step, state: State, statement: Statement | None, words: Lexicon) -> State:
    """What a word of the cue says; its own modals are about the telling, not about the event."""
    return _vouched(step, _of_cue(step.head, state, words, step.child), statement, words)


def _of_cue(cue: Token, state: State, words: Lexicon, below: Token | None = None) -> State:
    """What the cue itself says: all of it, where it is no word of telling ("will impose")."""
    if words.signature("that", cue.lemma_.lower()) is None and is_verbal(cue):
        return own_clause(cue, state, words, told_in_past=True, below=below)
    no = negation_of(cue, words, below)
    return state if no is None else state.within(Modality.NEGATED, None, no)


def _vouched(step: Step, state: State, statement: Statement | None, words: Lexicon) -> State:
    """What a cue says; who claims a thing is sure of it, whatever the narrator thinks of that."""
    made = through(step, state, words, None)
    sure = step.head.lemma_.lower() in words.words["doubt.sure"]
    vouched = sure and statement is not None and bool(statement.source)
    if vouched and made.hits and made.hits[-1].startswith("claim|"):
        return state.embed(words.classes["report"], step.head)
    return made


def _cue(parse: Parse, leaving: Step, statement: Statement, words: Lexicon) -> State:
    state = State()
    cue = next((t for span in statement.cue if (t := parse.head(span)) is not None), None)
    if cue is None:
        return state
    if (no := _leaves_open(cue)) is not None:
        return state.within(Modality.POSSIBLE, Certainty.POSSIBLE, no)
    state = _of_cue(cue, state, words)
    noun = _noun_of(leaving, statement, parse, words)
    if noun is not None:
        return state.embed(noun, cue)
    if leaving.head.i == cue.i:
        return _vouched(leaving, state, statement, words)
    step = Step(leaving.child, cue, ())
    frame = frame_of(step)
    signature = words.signature("that" if frame == "subj" else frame, *keys_of(step))
    return state.embed(signature or words.classes["report"], cue)


def _noun_of(leaving: Step, statement: Statement, parse: Parse, words: Lexicon) -> Signature | None:
    """What a noun of the cue says of the content: "floated the notion on Sunday of admitting"."""
    if not leaving.links:
        return None
    nouns = (t for span in statement.cue for t in parse.tokens(span) if t.pos_ == "NOUN")
    keys = [f"{noun.lemma_.lower()}_{leaving.links[-1].lower_}" for noun in nouns]
    return words.signature(frame_of(leaving), *keys)


def _free(top: Token, words: Lexicon) -> State:
    """Questions, orders and headline infinitives, where nothing stands above the sentence."""
    state = State()
    mark = _question_mark(top)
    supposed = _what_if(top)
    if supposed is not None:
        return state.within(Modality.POSSIBLE, Certainty.POSSIBLE, supposed)
    told = top.tag_ == "VBD" and not any(t.dep_ in {"aux", "auxpass"} for t in top.lefts)
    if mark is not None and not told and not asks_for_part(top):
        return state.within(Modality.POSSIBLE, Certainty.POSSIBLE, mark)
    if not is_verbal(top):
        return state
    if is_infinitive(top):
        return state.embed(words.classes["plan"], *(t for t in top.lefts if t.tag_ == "TO"))
    helped = any(t.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "expl"} for t in top.lefts)
    if top.tag_ == "VB" and not helped:
        return state.within(Modality.POSSIBLE, Certainty.POSSIBLE, top)
    return state


def _what_if(top: Token) -> Token | None:
    """The "if" of "what if they refuse?"."""
    words = [token for token in islice(top.sent, 4) if token.is_alpha]
    pair = [word.lower_ for word in words[:2]]
    return words[1] if pair == ["what", "if"] else None


def _question_mark(top: Token) -> Token | None:
    """The question mark that ends the sentence of ``top``."""
    doc = top.doc
    for i in range(top.i + 1, min(len(doc), top.i + _LONGEST_QUESTION)):
        if doc[i].is_sent_start:
            return None
        if doc[i].text == "?" and all(
            t.is_punct for t in doc[i + 1 : i + 2] if not t.is_sent_start
        ):
            return doc[i]
    return None


def _told_in_past(steps: list[Step]) -> bool:
    return any(step.dep in {"ccomp", "acl"} and step.head.tag_ in _PAST_TELLING for step in steps)


def _told_beside(trigger: Token, steps: list[Step], words: Lexicon) -> bool:
    """Whether it is told in passing ("the summit, she said, would") or by a noun of telling."""
    for step in steps:
        if step.dep == "acl" and words.signature("that", step.head.lemma_.lower()) is not None:
            return True
    for token in (trigger, *(step.head for step in steps)):
        for child in children_of(token):
            if child.dep_ == "parataxis" and child.tag_ == "VBD":
                return True
    return False


def _spans(tokens: Iterable[Token]) -> tuple[Span, ...]:
    return tuple(span_of(t) for t in sorted(set(tokens), key=lambda t: t.i))
