"""What a source denies without naming it: "the police deny it", "denied reports that".

Where the words of a denial only point at what another source said before, what that one said has
been denied. Where they name the claim of others, somebody has said so.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from onrecord.corpus.events.lexicon import settings
from onrecord.corpus.events.sentences import sentence_around
from onrecord.records import Statement, StatementAct
from onrecord.text import Span

_LEAD = 12
"""Characters before who denies in a sentence that answers the one before it: "But", "Later,"."""


def rebutted(
    text: str, statements: Sequence[Statement], telling: Collection[str]
) -> Mapping[str, Statement]:
    """By statement, the denial that points at it; only those of ``telling`` tell of events.

    A denial answers the last one before it in its sentence, or, where it opens its sentence, in the
    sentence before.
    """
    ordered = sorted((s for s in statements if s.cue), key=_at)
    found: dict[str, Statement] = {}
    for said in ordered:
        if said.act is not StatementAct.DENIES or not said.source or not _points(text, said):
            continue
        earlier = [s for s in ordered if s.id in telling and _at(s) < _at(said)]
        answered = _answered(text, said, earlier)
        if answered is not None:
            found.setdefault(answered.id, said)
    return found


def _answered(text: str, denial: Statement, earlier: Sequence[Statement]) -> Statement | None:
    last = next((s for s in reversed(earlier) if s.act is not StatementAct.DENIES), None)
    if last is None or last is not earlier[-1] or _source(text, last) == _source(text, denial):
        return None
    own = sentence_around(text, denial.cue[0])
    if own.start <= _at(last):
        return last
    opens = denial.source[0].start - own.start <= _LEAD
    before = text[: own.start].rstrip()
    if not opens or not before or "\n" in text[len(before) : own.start]:
        return None
    return (
        last
        if sentence_around(text, Span(len(before) - 1, len(before))).start <= _at(last)
        else None
    )


def reported(text: str, sentence: Span, trigger: Span) -> str | None:
    """The words by which a denial of ``trigger`` names it as the claim of others."""
    match = _named_claim().search(text[sentence.start : trigger.start].lower())
    return " ".join(match[1].split()) if match else None


def _at(statement: Statement) -> int:
    return statement.cue[0].start


def _source(text: str, statement: Statement) -> str:
    words = " ".join(span.of(text) for span in statement.source)
    return statement.speaker or words.lower()


def _points(text: str, statement: Statement) -> bool:
    """Whether what is denied is only a word for what was said: "it", "which", "the charge"."""
    content = " ".join(span.of(text) for span in statement.content).lower()
    return bool(_pointing().fullmatch(" ".join(content.split())))


@cache
def _pointing() -> re.Pattern[str]:
    words = settings()["rebutting"]
    return re.compile(
        rf"(?:(?:all|any) of )?(?:{_any(words['pointing'])})"
        rf"|(?:{_any(words['known'])}) (?:{_any(words['claims'])})"
    )


@cache
def _named_claim() -> re.Pattern[str]:
    """Matches "denied reports by a broadcaster that", and not "denied that reports of"."""
    words = settings()["rebutting"]
    return re.compile(
        rf"\b(?:{_any(words['denying'])}) (?:(?!\bthat\b)[^.;])*?"
        rf"(\b(?:{_any(words['claims'])})\b[^.;]{{0,60}}?) (?:that|of)\b[^.;]*$"
    )


def _any(words: str) -> str:
    return "|".join(words.split())
