"""Statements that are certain by their form: a clause, a comma, a source and a reporting verb.

"Two soldiers died in the attack, state television reported." The judge learned from one kind of
news and doubts words that it seldom saw; this form leaves nothing to doubt.
"""

from functools import cache

from onrecord import knowledge
from onrecord.statements.candidate import Candidate, Family

CHANCE = 0.9
"""The chance of a statement of this form, at the least."""


@cache
def _verbs() -> frozenset[str]:
    words: str = knowledge.toml("statements", "cues.toml")["tail"]["words"]
    return frozenset(words.split())


def is_tail(candidate: Candidate) -> bool:
    """Whether the teller stands behind a comma at the end of what is told."""
    cue, source = candidate.head, candidate.source_head
    if candidate.family is not Family.CLAUSE or source is None or cue.tag_ != "VBD":
        return False
    if cue.lemma_.lower() not in _verbs() or source.head.i != cue.i or source.i > cue.i:
        return False
    told = [child for child in cue.children if child.dep_ == "ccomp" and child.i < source.i]
    return any(
        cue.doc[child.right_edge.i + 1].text == ","
        and child.right_edge.i + 2 == source.left_edge.i
        and any(part.dep_ in ("nsubj", "nsubjpass") for part in child.children)
        for child in told
    )
