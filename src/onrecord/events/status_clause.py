"""What an event's own clause or noun phrase says of it: modals, negation, hedges, adjectives."""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from onrecord.events.status_lexicon import Lexicon, Modal
from onrecord.events.status_state import State
from onrecord.records import Certainty, Modality

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_DENIED_STAYS_OPEN = frozenset({"may", "might", "should", "must", "need", "ought"})
_MAX_CHILDREN = 48
_STRETCH = 25
"""Words before a trigger that are searched for an opening "if"."""
_OBJECTS = frozenset({"dobj", "attr", "nsubj", "nsubjpass", "dative"})


def children_of(token: Token) -> Iterator[Token]:
    """The first children of ``token``: run-on text would make the look-ups quadratic."""
    return islice(token.children, _MAX_CHILDREN)


def form(token: Token) -> str:
    """The word in lower case, with a straight apostrophe."""
    return str(token.lower_).replace("’", "'")


def is_infinitive(token: Token) -> bool:
    """Whether ``token`` is a verb with "to"."""
    return any(t.tag_ == "TO" and t.dep_ == "aux" for t in token.lefts)


def is_verbal(token: Token) -> bool:
    """Whether ``token`` can carry modals and tense."""
    return token.pos_ in {"VERB", "AUX"}


def is_definite(token: Token, lexicon: Lexicon) -> bool:
    """Whether the noun is given as known: "the", "its", "Israel's", or a name."""
    if token.pos_ == "PROPN" and token.ent_type_:
        return True
    known = lexicon.words["determiner.definite"]
    return any(t.dep_ == "poss" or t.lower_ in known for t in token.lefts)


def modal_of(token: Token, lexicon: Lexicon) -> tuple[str, Token] | None:
    """The modal verb of a clause as its plain form, and its token."""
    for child in token.lefts:
        if child.dep_ not in {"aux", "auxpass"} or child.tag_ not in {"MD", "VB", "VBZ", "VBD"}:
            continue
        word = form(child)
        word = lexicon.modal_forms.get(word, word)
        if word in lexicon.modals and (child.tag_ == "MD" or word in {"will", "would"}):
            return word, child
    return None


def has_perfect(token: Token) -> bool:
    """Whether the clause has "have" as an auxiliary."""
    return any(t.dep_ == "aux" and t.lemma_ == "have" for t in token.lefts)


def negation_of(token: Token, lexicon: Lexicon, below: Token | None = None) -> Token | None:
    """The word that denies ``token``: an adverb, a determiner, or a subject or object "no one".

    What is said of ``below``, the next word on the way down, is left to that word.
    """
    words = lexicon.words["negation.words"]
    for child in children_of(token):
        if below is not None and child.i == below.i:
            continue
        if child.dep_ in {"neg", "det", "advmod", "preconj", "cc", "intj"} and form(child) in words:
            if child.dep_ == "cc" and child.i > token.i:
                continue
            if not is_cancelled(child, lexicon):
                return child
        if form(child) == "longer" and (no := _no_of(child, words)) is not None:
            return no
        if child.dep_ in _OBJECTS and is_verbal(token) and (no := _nobody(child, lexicon)):
            return no
    return None


def _nobody(noun: Token, lexicon: Lexicon) -> Token | None:
    if form(noun) in lexicon.words["negation.pronouns"]:
        return noun
    no = _no_of(noun, frozenset({"no", "neither", "hardly", "scarcely"}))
    return no or _not_one(noun)


def _not_one(noun: Token) -> Token | None:
    """The "not" of "not a single shot"."""
    first = next(iter(noun.lefts), None)
    if first is None or first.lower_ != "not" or first.i + 1 >= len(first.doc):
        return None
    return first if first.nbor().lower_ in {"a", "an", "one", "single"} else None


def _no_of(token: Token, words: frozenset[str]) -> Token | None:
    for child in token.lefts:
        if child.dep_ in {"det", "neg", "advmod", "preconj"} and form(child) in words:
            return child
    return None


def is_cancelled(negation: Token, lexicon: Lexicon) -> bool:
    """Whether the next word takes the denial back, as in "not only", or it only completes a
    "whether or not"."""
    if negation.i > 0 and negation.nbor(-1).lower_ == "or":
        return True
    if negation.i + 1 >= len(negation.doc):
        return False
    return negation.nbor().lower_ in lexicon.words["negation.cancelled_by"]


def own_clause(
    token: Token,
    state: State,
    lexicon: Lexicon,
    *,
    told_in_past: bool,
    below: Token | None = None,
) -> State:
    """``state`` with all that the clause or noun phrase of ``token`` itself says.

    ``below`` is the next word on the way down to the trigger, if ``token`` is not the trigger.
    """
    if is_verbal(token):
        no = negation_of(token, lexicon, below)
        state = _modal(token, state, lexicon, told_in_past=told_in_past, no=no)
    else:
        state = _noun_phrase(token, state, lexicon)
        state = _participles(token, state, lexicon)
        no = negation_of(token, lexicon)
        if no is not None:
            state = state.within(Modality.NEGATED, None, no)
    return _hedged(token, state, lexicon)


def _modal(
    token: Token, state: State, lexicon: Lexicon, *, told_in_past: bool, no: Token | None
) -> State:
    found = modal_of(token, lexicon)
    if found is not None and (condition := condition_of(token, lexicon)) is not None:
        return state.within(Modality.CONDITIONAL, None, condition, found[1])
    if found is None:
        state = _nearly(token, state, lexicon)
        return state if no is None else state.within(Modality.NEGATED, None, no)
    word, verb = found
    modal = lexicon.modals[word]
    state = state.noted(f"modal:{word}")
    past = has_perfect(token)
    if word in {"can", "could"} and token.lemma_ in lexicon.words["perception.verbs"]:
        return state if no is None else state.within(Modality.NEGATED, None, no)
    if no is not None and past and word in {"should", "ought"}:
        return state.noted("own:regretted")
    stays_open = word in _DENIED_STAYS_OPEN and not (past and word == "must")
    if no is not None and not (stays_open or (past and word == "would")):
        return state.within(Modality.NEGATED, None, verb, no)
    outcome, certainty = _outcome(word, modal, past=past, told_in_past=told_in_past)
    if no is not None:
        state = state.noted("own:negated")
    return state.within(outcome, certainty, verb)


def condition_of(verb: Token, lexicon: Lexicon) -> Token | None:
    """The "if" or "unless" of a clause that hangs on ``verb``."""
    for child in children_of(verb):
        if _is_proviso(child, lexicon):
            return child
        if child.dep_ != "advcl":
            continue
        if inverted(child):
            return next(child.lefts)
        for word in child.lefts:
            if word.dep_ in {"mark", "advmod"} and (
                form(word) in lexicon.words["conjunction.conditional"]
                and (word.i == 0 or word.nbor(-1).lower_ not in {"even", "as"})
            ):
                return word
    return None


def _is_proviso(word: Token, lexicon: Lexicon) -> bool:
    """ "Otherwise" at the head of a clause, and "provided that" where it is read as one word."""
    if word.dep_ == "advmod":
        return word.lower_ == "otherwise"
    if word.dep_ == "prep" and word.lower_ in {"on", "under"}:
        return any(t.lemma_.lower() in {"condition", "proviso"} for t in word.rights)
    return (
        word.dep_ == "prep"
        and form(word) in lexicon.words["conjunction.conditional"]
        and any(t.dep_ in {"ccomp", "pcomp"} for t in word.rights)
    )


def inverted(verb: Token) -> bool:
    """Whether the clause opens with its auxiliary: "should they attack", "had they agreed"."""
    lefts = list(verb.lefts)
    return (
        len(lefts) > 1
        and lefts[0].dep_ == "aux"
        and lefts[0].lower_ in {"should", "had", "were"}
        and any(t.dep_ in SUBJECTS for t in lefts[1:])
    )


def _is_question(token: Token) -> bool:
    return any(word.text == "?" for word in token.sent)


def condition_before(token: Token, lexicon: Lexicon) -> Token | None:
    """The "if" that opens the stretch of words up to ``token``, whatever the parser made of it."""
    for i in range(token.i - 1, max(0, token.i - _STRETCH) - 1, -1):
        word = token.doc[i]
        opens = bool(word.is_sent_start) or word.nbor(-1).text in {
            ",",
            ";",
            ":",
            "—",
            "-",
            '"',
            "“",
        }
        if word.is_punct or token.doc[i + 1].is_sent_start:
            return None
        if not opens:
            continue
        pair = f"{word.lower_} {word.nbor().lower_}"
        if word.is_sent_start and word.lower_ in {"should", "were", "had"}:
            return None if _is_question(token) else word
        if word.lower_ in lexicon.words["conjunction.conditional"] or (
            pair in lexicon.words["conjunction.conditional_phrases"]
        ):
            return word
    return None


def _outcome(
    word: str, modal: Modal, *, past: bool, told_in_past: bool
) -> tuple[Modality, Certainty | None]:
    """A "would" under a verb of saying in the past is that speaker's "will"."""
    if past:
        return modal.past, modal.certainty
    if word == "would" and told_in_past:
        return Modality.PLANNED, None
    return modal.now, modal.certainty


def _nearly(token: Token, state: State, lexicon: Lexicon) -> State:
    for child in token.lefts:
        if child.dep_ == "advmod" and child.lower_ in lexicon.words["negation.nearly"]:
            return state.within(Modality.NEGATED, None, child)
    return state


def _noun_phrase(token: Token, state: State, lexicon: Lexicon) -> State:
    for child in children_of(token):
        word = form(child)
        if child.dep_ in {"amod", "advmod", "compound", "nmod"} or (
            child.dep_ == "acl" and child.tag_ == "VBN" and child.i == token.i + 1
        ):
            if word in lexicon.adjectives:
                outcome = lexicon.adjectives[word]
                state = state.within(outcome, None, child)
            elif word in lexicon.adjective_hedges:
                state = state.hedged(lexicon.adjective_hedges[word], child)
        elif child.dep_ == "det" and word in lexicon.words["determiner.any"]:
            state = state.within(Modality.POSSIBLE, Certainty.POSSIBLE, child)
    return state


def _participles(token: Token, state: State, lexicon: Lexicon) -> State:
    """Participles and passive relative clauses after a noun: "a visit planned for Friday"."""
    if state.modality is not Modality.ACTUAL:
        return state
    for child in token.rights:
        if not _describes(child):
            continue
        particle = next((t.lower_ for t in child.rights if t.dep_ == "prt"), "")
        signature = lexicon.signature("noun", f"{child.lemma_}_{particle}", child.lemma_)
        if signature is None or signature.name in {"fact", "imply", "keep", "report", "topic"}:
            continue
        told = State()
        no = negation_of(child, lexicon)
        if no is not None:
            told = told.within(Modality.NEGATED, None, no)
        made = told.embed(signature, child)
        state = state.within(made.modality, made.certainty, *made.evidence)
    return state


def _describes(child: Token) -> bool:
    if child.tag_ != "VBN" or child.dep_ not in {"acl", "relcl"}:
        return False
    return child.dep_ == "acl" or any(
        t.dep_ == "nsubjpass" and t.tag_ in {"WDT", "WP"} for t in child.lefts
    )


def _hedged(token: Token, state: State, lexicon: Lexicon) -> State:
    for child in children_of(token):
        if child.dep_ in {"advmod", "amod"} and child.lower_ in lexicon.hedges:
            state = state.hedged(lexicon.hedges[child.lower_], child)
    return state
