"""What governs an event says of it: one rule for each kind of link in the tree."""

from collections.abc import Callable
from itertools import islice

from spacy.tokens import Token

from onrecord.events.status_clause import (
    SUBJECTS,
    children_of,
    form,
    inverted,
    is_definite,
    is_infinitive,
    is_verbal,
    modal_of,
)
from onrecord.events.status_lexicon import Lexicon, Signature
from onrecord.events.status_state import State
from onrecord.events.status_walk import Step, frame_of, keys_of
from onrecord.records import Certainty, Modality, PloverType

Rule = Callable[[Step, State, Lexicon], State]

_QUOTES = frozenset({'"', "“", "''", "``", "‘"})
_OF_TELLINGS = frozenset({"deny", "wonder", "doubt"})
"""What is said to somebody's claim is said to what it claims."""
_ASKING = frozenset({"WP", "WRB", "WDT", "WP$"})
_OPENING_WORDS = 2
_MEETINGS = frozenset({PloverType.CONSULT, PloverType.AGREE, PloverType.COOPERATE})


def through(step: Step, state: State, lexicon: Lexicon, kind: PloverType | None) -> State:
    """The state of the child of ``step``, given that of its head.

    ``kind`` is the type of the event at the end of the way. Meetings and deals are what plans are
    about; of other events, a plan names those that it takes for granted.
    """
    if state.modality is Modality.PLANNED and step.dep in {"dobj", "pobj"}:
        granted = kind is not None and kind not in _MEETINGS
        if granted and is_definite(step.child, lexicon) and not _is_complement(step, lexicon):
            return state.fact("granted")
    rule = _RULES.get(step.dep, _complement)
    return rule(step, state, lexicon)


def _is_complement(step: Step, lexicon: Lexicon) -> bool:
    return lexicon.signature(frame_of(step), *keys_of(step)) is not None


def shares_clause(step: Step) -> bool:
    """Whether a conjunct takes part in the modals and negation of the first one."""
    child, head = step.child, step.head
    if step.dep != "conj":
        return step.dep != "appos"
    links = {t.lower_ for t in children_of(head) if t.dep_ == "cc" and head.i < t.i < child.i}
    if "but" in links:
        return False
    if not is_verbal(child) or not is_verbal(head):
        return True
    if any(t.dep_ in SUBJECTS or t.dep_ in {"aux", "auxpass"} for t in child.lefts):
        return False
    if child.lower_ == child.lemma_ or links & {"or", "nor"}:
        return True
    bare = any(t.dep_ == "aux" for t in head.lefts)
    return not (bare and child.tag_ in {"VBD", "VBZ", "VBP"})


def _kept(step: Step, state: State, lexicon: Lexicon) -> State:  # noqa: ARG001
    return state


def _relative(step: Step, state: State, lexicon: Lexicon) -> State:
    """A relative clause is told for itself, unless it only describes an imagined thing."""
    if is_infinitive(step.child):
        return _participle(step, state, lexicon)
    if state.modality is Modality.CONDITIONAL:
        return state
    for child in step.head.lefts:
        if child.lower_ in lexicon.words["determiner.any"]:
            return state.supposed(child)
    return state.fact("relcl")


def _participle(step: Step, state: State, lexicon: Lexicon) -> State:
    """Clauses inside a noun phrase: "a plan to attack", "claims that", "people killed"."""
    frame = frame_of(step)
    signature = lexicon.signature(frame, *keys_of(step)) if frame in {"to", "that"} else None
    if state.modality is Modality.NEGATED and frame == "that":
        # "rejected claims that", "no evidence that"
        return state.noted("acl")
    if signature is not None:
        return state.embed(signature, step.head)
    if frame == "to":
        if any(
            t.dep_ == "amod" and t.tag_ in {"JJS", "JJ"} and _ordinal(t) for t in step.head.lefts
        ):
            return state
        return _planned(step, state, lexicon)
    if frame == "that" and step.child.tag_ != "VBN":
        return state.embed(lexicon.classes["report"], step.head)
    return state.fact("acl") if step.child.tag_ == "VBN" else _unless_denied(state, "acl")


def _ordinal(token: Token) -> bool:
    return token.lower_ in {"first", "second", "third", "last", "latest", "only", "next"} or (
        token.ent_type_ == "ORDINAL"
    )


def _adverbial(step: Step, state: State, lexicon: Lexicon) -> State:
    child = step.child
    frame = frame_of(step)
    if frame == "to":
        if (too := _too(step.head)) is not None:
            return state.within(Modality.NEGATED, None, too)
        signature = lexicon.signature("to", *keys_of(step))
        if signature is not None and not _is_sent(step, lexicon):
            return state.embed(signature, step.head, *_to(child))
        if step.head.lemma_.lower() in lexicon.words["purpose.done"] or _only(child):
            return state
        return _purpose(step, state, lexicon)
    if (before := _never_came(child, lexicon)) is not None:
        return State(hits=state.hits).within(Modality.NEGATED, None, before)
    opening = _opening(child, lexicon)
    if opening is not None:
        outcome, word = opening
        return State(hits=state.hits).within(outcome, None, word).noted("advcl")
    if state.modality is Modality.ACTUAL:
        return state
    granted = state.modality is Modality.NEGATED or child.tag_ == "VBD"
    bare = child.tag_ == "VBN" and not any(
        t.dep_ in {"mark", "advmod", "aux", "auxpass"} for t in child.lefts
    )
    if granted or bare or _is_told_apart(child, lexicon):
        return state.fact("advcl")
    return state


def _never_came(child: Token, lexicon: Lexicon) -> Token | None:
    """The "before" of "turned back before it could land", "defused before it went off"."""
    modal = modal_of(child, lexicon)
    foiled = lexicon.signature("noun", child.head.lemma_.lower())
    never = foiled is not None and foiled.name == "foil"
    if not never and (modal is None or modal[0] not in {"can", "could"}):
        return None
    return next((t for t in child.lefts if t.dep_ == "mark" and t.lower_ == "before"), None)


def _only(child: Token) -> bool:
    """Whether an infinitive tells an outcome: "only to find"."""
    return any(t.dep_ == "advmod" and t.lower_ == "only" for t in child.lefts)


def _is_told_apart(child: Token, lexicon: Lexicon) -> bool:
    """Reasons and concessions are facts; "adding that" begins what is told anew."""
    if any(t.lower_ in lexicon.words["conjunction.fact"] for t in child.lefts):
        return True
    telling = lexicon.signature("that", child.lemma_.lower())
    return child.tag_ == "VBG" and telling is not None and telling.name in {"report", "claim"}


def _opening(child: Token, lexicon: Lexicon) -> tuple[Modality, Token] | None:
    """What the conjunction of a clause makes of it, and that word."""
    for token in child.lefts:
        if token.dep_ not in {"mark", "advmod", "prep", "cc"}:
            continue
        word = form(token)
        pair = f"{word} {token.nbor().lower_}" if token.i + 1 < len(token.doc) else word
        if word in lexicon.words["conjunction.conditional"]:
            return Modality.CONDITIONAL, token
        if pair in lexicon.words["conjunction.conditional_phrases"]:
            return Modality.CONDITIONAL, token
        if word in lexicon.words["conjunction.possible"]:
            return Modality.POSSIBLE, token
    if child.lefts and inverted(child):
        return Modality.CONDITIONAL, next(iter(child.lefts))
    return None


def _complement(step: Step, state: State, lexicon: Lexicon) -> State:
    """Objects, complements and whatever hangs on a preposition."""
    frame = frame_of(step)
    if step.links and (frame != "that" or step.dep in {"pcomp", "pobj"}):
        found = _preposition(step, state, lexicon)
        if found is not None:
            return found
    if frame == "to":
        return _infinitive(step, state, lexicon)
    if frame == "that":
        return _clause(step, state, lexicon)
    signature = lexicon.signature(frame, *keys_of(step))
    if signature is None and frame == "ing" and not step.links:
        signature = lexicon.signature("noun", *keys_of(step))
    if frame == "noun" and _is_spurned(step, lexicon):
        return state.fact("spurned")
    if frame == "noun" and _is_a_telling(step.child, lexicon):
        # "dismissed claims that they fired", "is investigating reports that they fired"
        said = lexicon.signature("that", *keys_of(step))
        signature = said if said is not None and said.name in _OF_TELLINGS else signature
    if frame == "noun" and state.modality is Modality.NEGATED and _is_granted(step, lexicon):
        return state.fact("granted")
    if signature is not None:
        return state.embed(_on_topic(step, signature, lexicon), step.head, *step.links)
    return state if frame == "ing" else _object(step, state, lexicon)


def _on_topic(step: Step, signature: Signature, lexicon: Lexicon) -> Signature:
    """Talk about what is known takes it for a fact; talk about what is new leaves it open.

    So does whoever orders or calls it: what "that killed" is said of was carried out.
    """
    if signature.name == "summon" and _is_called_untrue(step, lexicon):
        return lexicon.classes["deny"]
    if signature.name not in {"topic", "summon"} or frame_of(step) != "noun":
        return lexicon.classes["wish"] if signature.name == "topic" else signature
    if step.dep in {"oprd", "attr", "acomp"}:
        # "called it an attack"
        return lexicon.classes["report"]
    if _is_carried_out(step.child):
        return lexicon.classes["fact"]
    if signature.name == "summon":
        return signature
    more = any(t.lower_ in lexicon.words["determiner.more"] for t in step.child.subtree)
    known = is_definite(step.child, lexicon) and not more
    return lexicon.classes["fact" if known else "wish"]


def _is_called_untrue(step: Step, lexicon: Lexicon) -> bool:
    """Whether somebody "called the reported killing a lie"."""
    following = step.head.doc[step.child.i + 1 : step.head.sent.end]
    return step.head.lemma_ == "call" and any(
        t.pos_ == "NOUN" and t.lemma_.lower() in lexicon.words["speech.untrue"] for t in following
    )


def _is_carried_out(noun: Token) -> bool:
    """Whether a relative clause tells what an event did: "a strike that killed eleven"."""
    return any(
        clause.dep_ == "relcl"
        and clause.tag_ == "VBD"
        and any(t.tag_ in {"WDT", "WP"} and t.dep_ in SUBJECTS for t in clause.lefts)
        for clause in noun.rights
    )


def _about_past(step: Step, signature: Signature | None, lexicon: Lexicon) -> Signature | None:
    """A warning or fear of what has taken place only tells it: "warned that groups grew"."""
    if signature is None or signature.name != "predict":
        return signature
    child = step.child
    past = child.tag_ == "VBD" or any(
        t.dep_ in {"aux", "auxpass"} and t.tag_ in {"VBD", "VBZ", "VBP"} and t.lemma_ != "do"
        for t in child.lefts
    )
    if not past or child.tag_ == "VBG" or modal_of(child, lexicon) is not None:
        return signature
    warned = step.head.lemma_.lower() in {"warn", "caution", "warning"}
    return lexicon.classes["report" if warned else "seem"]


def _is_spurned(step: Step, lexicon: Lexicon) -> bool:
    """Whether somebody turned down what another said: the offer, the accusation were made."""
    return (
        step.child.lemma_.lower() in lexicon.words["speech.nouns"]
        and not _has_clause(step.child)
        and step.head.lemma_.lower() in lexicon.words["speech.spurned_by"]
    )


def _is_a_telling(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun says what somebody told: "claims that they fired"."""
    return noun.lemma_.lower() in lexicon.words["speech.nouns"] and _has_clause(noun)


def _has_clause(noun: Token) -> bool:
    return any(t.dep_ in {"acl", "relcl", "ccomp"} for t in noun.rights)


def _is_granted(step: Step, lexicon: Lexicon) -> bool:
    """Whether who did not do it is asked of what is known: "did not call the strike".

    Who is behind a deed is asked of what took place; whether a deal is approved is not.
    """
    behind = step.head.lemma_.lower() in lexicon.words["deed.behind"]
    return behind and not step.links and _is_a_deed(step.child, lexicon)


def _is_a_deed(noun: Token, lexicon: Lexicon) -> bool:
    return is_definite(noun, lexicon) and noun.lemma_.lower() in lexicon.words["deed.nouns"]


def _infinitive(step: Step, state: State, lexicon: Lexicon) -> State:
    if (too := _too(step.head)) is not None:
        return state.within(Modality.NEGATED, None, too)
    whether = next((t for t in step.child.lefts if t.lower_ == "whether"), None)
    if whether is not None:
        return state.within(Modality.POSSIBLE, Certainty.POSSIBLE, whether)
    if not is_infinitive(step.child) and _is_order(step, lexicon):
        return state.within(Modality.POSSIBLE, Certainty.POSSIBLE, step.child)
    if step.head.lemma_ == "have":
        return _have_to(step, state, lexicon)
    if any(t.dep_ == "attr" and any(map(_ordinal, t.lefts)) for t in step.head.rights):
        # "became the first country to sign"
        return state
    if _is_sent(step, lexicon):
        return _purpose(step, state, lexicon)
    signature = lexicon.signature("to", *keys_of(step))
    if signature is not None:
        return state.embed(signature, step.head, *step.links)
    return _planned(step, state, lexicon)


def _is_sent(step: Step, lexicon: Lexicon) -> bool:
    """Whether somebody was sent to do it: the purpose of what has been done."""
    head = step.head
    sent = head.tag_ in {"VBD", "VBN"} and head.dep_ not in {"acomp", "ccomp"}
    if not sent or head.lemma_.lower() not in lexicon.words["purpose.sent"]:
        return False
    return any(t.dep_ in {"dobj", "prt"} or t.dep_ == "nsubjpass" for t in head.children)


def _have_to(step: Step, state: State, lexicon: Lexicon) -> State:
    """ "Had to flee" was done, "have to leave" is a duty, "has yet to sign" is not done."""
    yet = next((t for t in step.child.doc[step.head.i : step.child.i] if t.lower_ == "yet"), None)
    if yet is not None:
        return state.within(Modality.NEGATED, None, yet)
    done = step.head.tag_ in {"VBD", "VBN"}
    return state.embed(lexicon.classes["imply" if done else "wish"], step.head)


def _too(head: Token) -> Token | None:
    """The "too" of "too early to say", the "little" of "did little to help"."""
    for token in head.rights:
        if token.dep_ == "dobj" and token.lower_ in {"little", "nothing"}:
            return token
    for token in (head, *(t for t in head.rights if t.dep_ == "acomp")):
        for child in token.lefts:
            if child.dep_ == "advmod" and child.lower_ == "too":
                return child
    return None


def _is_order(step: Step, lexicon: Lexicon) -> bool:
    """Whether a bare verb is what somebody says: an imperative inside speech."""
    if any(t.dep_ in SUBJECTS for t in step.child.lefts):
        return False
    telling = lexicon.signature("that", step.head.lemma_.lower())
    quoted = step.child.i > 0 and step.child.nbor(-1).text in _QUOTES
    return (telling is not None and telling.name == "report") or (
        quoted and step.dep == "ccomp" and step.child.tag_ == "VB"
    )


def _preposition(step: Step, state: State, lexicon: Lexicon) -> State | None:
    link = step.links[-1]
    word = link.lower_
    if link.i + 1 < len(link.doc) and link.nbor().lower_ in {"of", "than"}:
        word = f"{word}_{link.nbor().lower_}"
    elif step.head.lower_ in {"instead", "rather", "far"}:
        word = f"{step.head.lower_}_{word}"
    elif link.i > 0 and link.nbor(-1).lower_ == "rather":  # "Rather than attack, they dug in"
        word = f"rather_{word}"
    for outcome in (Modality.NEGATED, Modality.POSSIBLE, Modality.CONDITIONAL):
        if word in lexicon.words.get(f"preposition.{outcome}", frozenset()):
            return State(hits=state.hits).within(outcome, None, link)
    if word in lexicon.words["preposition.fact"] and state.modality is not Modality.PLANNED:
        return state.fact("prep")
    return None


def _clause(step: Step, state: State, lexicon: Lexicon) -> State:
    whether = next((t for t in step.child.lefts if _opens_question(t, lexicon)), None)
    if whether is not None:
        # "It is not known whether": what is asked is open, whatever is known of the answer.
        return State(hits=state.hits).within(Modality.POSSIBLE, Certainty.POSSIBLE, whether)
    if step.child.left_edge.i > step.head.i and asks_for_part(step.child):
        # "have not said who attacked it", and not "who they say attacked it"
        return state.fact("asked")
    signature = _about_past(step, lexicon.signature("that", *keys_of(step)), lexicon)
    if signature is not None:
        return state.embed(signature, step.head, *step.links)
    opening = _opening(step.child, lexicon)
    if opening is not None:
        return state.within(Modality.POSSIBLE, Certainty.POSSIBLE, opening[1])
    return state.embed(lexicon.classes["report"], step.head)


def asks_for_part(verb: Token) -> bool:
    """Whether a question takes the event for granted: "who killed", "why did they attack"."""
    return any(t.tag_ in _ASKING or _asks(t) for t in verb.lefts)


def _asks(word: Token) -> bool:
    """Whether a phrase opens with a question word: "which army", "in whose name"."""
    return word.dep_ not in {"ccomp", "advcl", "relcl"} and any(
        t.tag_ in _ASKING for t in islice(word.subtree, _OPENING_WORDS)
    )


def _opens_question(word: Token, lexicon: Lexicon) -> bool:
    return word.dep_ in {"mark", "advmod"} and word.lower_ in lexicon.words["conjunction.possible"]


def _object(step: Step, state: State, lexicon: Lexicon) -> State:
    """A noun under a word without a signature: what is known exists, what is new may not."""
    if state.modality in {Modality.ACTUAL, Modality.PLANNED}:
        return state
    return state.fact("definite") if is_definite(step.child, lexicon) else state


def _subject(step: Step, state: State, lexicon: Lexicon) -> State:
    if step.head.dep_ == "ccomp" and step.head.head.lemma_ == "have":
        # "may have his veto overridden"
        return state
    verb = next((t for t in step.head.rights if t.dep_ == "xcomp" and is_infinitive(t)), None)
    signature = lexicon.signature("subj", *keys_of(step))
    if verb is not None:
        if lexicon.signature("subj", verb.lemma_.lower()) is None:
            return _presupposed(step, state, lexicon)
        raised = lexicon.signature("to", *keys_of(step))
        signature = raised or signature
    if signature is not None:
        return state.embed(signature, step.head)
    return _presupposed(step, state, lexicon)


def _presupposed(step: Step, state: State, lexicon: Lexicon) -> State:
    """A subject that acts is a fact, unless the sentence only imagines it ("sanctions would")."""
    if state.modality is Modality.ACTUAL:
        return state
    modal = modal_of(step.head, lexicon)
    imagined = modal is not None and modal[0] in {"would", "could", "might", "should"}
    known = any(t.lower_ in {"the", "this", "that", "these", "those"} for t in step.child.lefts)
    known = known or any(t.dep_ in {"acl", "relcl"} and t.tag_ == "VBN" for t in step.child.rights)
    return state if imagined and not known else state.fact("subject")


def _modifier(step: Step, state: State, lexicon: Lexicon) -> State:
    """The first part of a compound: "coup attempt", "peace plan"."""
    if step.dep == "amod" and step.child.tag_ == "VBN":
        return state.fact("amod")
    if is_verbal(step.head):
        return _presupposed(step, state, lexicon)
    signature = lexicon.signature("noun", step.head.lemma_.lower())
    return state if signature is None else state.embed(signature, step.head)


def _unless_denied(state: State, why: str) -> State:
    return state.fact(why) if state.modality is Modality.NEGATED else state


def _planned(step: Step, state: State, lexicon: Lexicon) -> State:
    return state.embed(lexicon.classes["plan"], *(_to(step.child) or [step.head]))


def _purpose(step: Step, state: State, lexicon: Lexicon) -> State:
    made = _planned(step, state, lexicon)
    if made.modality is not Modality.PLANNED or state.modality is not Modality.ACTUAL:
        return made
    return State(made.modality, made.certainty, made.evidence, purpose=True, hits=made.hits)


def _to(child: Token) -> list[Token]:
    return [t for t in child.lefts if t.tag_ == "TO"]


_RULES: dict[str, Rule] = {
    "conj": _kept,
    "appos": _kept,
    "parataxis": _kept,
    "dep": _kept,
    "relcl": _relative,
    "acl": _participle,
    "advcl": _adverbial,
    "nsubj": _subject,
    "csubj": _subject,
    "compound": _modifier,
    "amod": _modifier,
    "nmod": _modifier,
    "poss": _kept,
}
