"""Whom an agreement, a refusal or a threat reaches: whoever the act itself would reach.

"Ruritania refused to send medics to Freedonia" is a refusal towards Freedonia, not the medics.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.events import syntax
from onrecord.events.found import Found
from onrecord.events.lexicon import lexicon
from onrecord.events.participants import NOBODY
from onrecord.events.sameness import POINTING
from onrecord.events.triggers import Trigger
from onrecord.records import PloverType

_CONTENT = frozenset({"ccomp", "xcomp"})
_HOPS = 4
"""Words between what is perceived and the verb: "woke to the sound of shelling"."""
_GOVERNED = frozenset({"dobj", "xcomp", "ccomp", "prep"})
_TAKING_PLACE = frozenset({"take", "happen", "occur", "begin", "end", "continue"})
"""Verbs that tell no more of their subject than when it was."""
_JUDGED = frozenset({"of", "for", "over", "with"})
"""Prepositions that bring the deed to a verdict; "to" brings the punishment."""
_ANSWERED = frozenset({"after", "following"})
"""Prepositions that bring the deed to what is done about it."""
_BETWEEN = frozenset({"pobj", "pcomp", "compound", "conj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_SHARING = frozenset({"xcomp", "nsubj", "nsubjpass"})
"""What shares the subject of the verb above, or is it."""
ABOUT_AN_ACT = frozenset({PloverType.AGREE, PloverType.REJECT, PloverType.THREATEN})


def denied(trigger: Trigger) -> frozenset[int]:
    """The words of the clause that a denial is about: nobody in it is turned to.

    "Ruritania denied that its boats stopped the tanker" answers those who said so.
    """
    verb = trigger.token
    if trigger.group.type is not PloverType.REJECT or not trigger.verbal:
        return frozenset()
    if verb.lemma_.lower() not in lexicon().speech.denying:
        return frozenset()
    clauses = (child for child in verb.rights if child.dep_ in _CONTENT)
    return frozenset(token.i for clause in clauses for token in clause.subtree)


def pitied(trigger: Trigger, known: Mapping[int, Trigger]) -> frozenset[int]:
    """A deed that is condemned and to whom it was done: "deplored the expulsion of the envoy".

    Args:
        known: the triggers of the text by their token.
    """
    if trigger.group.type is not PloverType.ACCUSE or not trigger.verbal:
        return frozenset()
    nouns = (noun for noun in syntax.objects(trigger.token) if noun.i in known)
    deeds = [noun for noun in nouns if known[noun.i].group.of == "recipient"]
    links = [t for deed in deeds for t in deed.rights if t.dep_ == "prep" and t.lower_ == "of"]
    hurt = {token.i for link in links for token in link.subtree}
    return frozenset(hurt | {link.head.i for link in links})


def blamed(trigger: Trigger) -> frozenset[int]:
    """On whom what a noun tells is blamed: "the explosion, blamed on the rebels"."""
    noun = trigger.token
    verbs = [noun.head, *noun.rights] if not trigger.verbal else []
    links = (t for verb in verbs if verb.lemma_.lower() == "blame" for t in verb.rights)
    on = (t for t in links if t.dep_ == "prep" and t.lower_ == "on")
    return frozenset(token.i for link in on for token in link.subtree)


def perceivers(trigger: Trigger) -> frozenset[int]:
    """Who only perceives what the trigger tells: "residents heard shelling"."""
    return _governing(trigger.token, lexicon().carriers.perceiving)


def idle(trigger: Trigger) -> frozenset[int]:
    """Who does not act in what the trigger tells, whoever else does: who flees, answers or judges.

    "Villagers fled shelling", "Ruritania rejected the allegation", "a court convicted them of it".
    """
    carriers = lexicon().carriers
    found = _governing(trigger.token, carriers.exposed) | _judges(trigger.token)
    if not trigger.verbal:
        found |= _governing(trigger.token, carriers.appraising) | _punishes(trigger.token)
        if trigger.group.type is PloverType.ACCUSE:
            found |= _governing(trigger.token, carriers.answering)
    return found


def tellers(trigger: Trigger) -> frozenset[int]:
    """Who only tells what the trigger tells: "the ministry said a blast", "reported a blast".

    Who reports that they did something ("reported killing five") is told to have done it.
    """
    token = trigger.token
    alone = not trigger.verbal and not trigger.group.reciprocal  # talks may be the teller's own
    if alone and token.dep_ == "nsubj" and token.head.lemma_ in _TAKING_PLACE:
        token = token.head  # "the navy said that the attack never took place"
    while token.head.i != token.i and token.dep_ not in _SHARING:
        above = token.head
        if _only_tells(above, token):
            return frozenset(noun.i for noun in syntax.arguments(above).subjects)
        token = above
    return frozenset()


def _only_tells(verb: Token, below: Token) -> bool:
    """Whether ``verb`` tells what ``below``, a word that it governs, brings."""
    carriers, lemma = lexicon().carriers, verb.lemma_.lower()
    if verb.pos_ != "VERB":
        return False
    if below.dep_ == "dobj":  # who confirms a strike may well have made it
        return lemma in carriers.recording
    own = any(child.dep_ in _SUBJECTS for child in below.children)
    return lemma in carriers.telling and below.dep_ == "ccomp" and own


def _governing(token: Token, verbs: frozenset[str]) -> frozenset[int]:
    """The subjects of the one of ``verbs`` that governs ``token``."""
    for _ in range(_HOPS):
        above = token.head
        governed = token.dep_ in _GOVERNED or _is_noun_beside(token)
        if governed and above.lemma_.lower() in verbs:
            return frozenset(noun.i for noun in syntax.arguments(above).holders)
        if not governed and token.dep_ not in _BETWEEN:
            break
        token = above
    return frozenset()


def _judges(token: Token) -> frozenset[int]:
    """Who judges somebody for what ``token`` tells; who is judged may well have done it."""
    brought = False  # "convicted them of plotting": parsers hang "of" on either word
    for _ in range(_HOPS):
        above, brought = token.head, brought or token.lower_ in _JUDGED
        if brought and above.lemma_.lower() in lexicon().carriers.judging:
            return frozenset(noun.i for noun in syntax.arguments(above).subjects)
        if token.dep_ not in _GOVERNED | _BETWEEN:
            break
        token = above
    return frozenset()


def _punishes(noun: Token) -> frozenset[int]:
    """Who does something about the deed that it names: "imposed sanctions after the attack".

    Who only arrests somebody may have made the raid after which they did.
    """
    link = noun.head
    known = any(child.lower_ in POINTING for child in noun.lefts)
    if not known or link.dep_ != "prep" or link.lower_ not in _ANSWERED:
        return frozenset()
    carriers, verb = lexicon().carriers, link.head
    if verb.lemma_.lower() not in carriers.appraising | carriers.punishing:
        return frozenset()
    return frozenset(subject.i for subject in syntax.arguments(verb).subjects)


def _is_noun_beside(token: Token) -> bool:
    """Whether a word in "-ing" is taken for a second verb: "heard gunfire and shelling"."""
    bare = token.tag_ == "VBG" and not any(c.dep_ == "aux" for c in token.lefts)
    return token.dep_ == "conj" and bare and token.head.tag_ != "VBG"


def reaching(found: Sequence[Found]) -> list[Found]:
    """``found``, where what is about an act has the recipients of the event that the act is."""
    by_token = {item.trigger.token.i: item for item in found}
    return [_reach(item, by_token) for item in found]


def _reach(item: Found, by_token: dict[int, Found]) -> Found:
    if item.trigger.group.type not in ABOUT_AN_ACT or not item.trigger.verbal:
        return item
    act = syntax.content_verb(item.trigger.token)
    if (
        act is None
        or act.i in denied(item.trigger)
        or any(side.participant.span.start < act.idx for side in item.recipients)
    ):
        return item
    for token in (act, *syntax.objects(act)):
        inner = by_token.get(token.i)
        if inner is not None and any(side.rank > NOBODY for side in inner.recipients):
            return replace(item, recipients=inner.recipients)
    return item
