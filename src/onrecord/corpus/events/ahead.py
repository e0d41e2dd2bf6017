"""Words that look ahead: of a statement, of a plan, of a clause that says what will be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from onrecord.corpus.events.dues import time_given, ultimatum
from onrecord.corpus.events.forms import has_condition
from onrecord.corpus.events.lexicon import listed
from onrecord.corpus.events.sentences import clauses_of, sentences_of
from onrecord.corpus.story import stem, weight_of
from onrecord.text import Span

_listed = partial(listed, "forecasts")
_WORD = re.compile(r"[a-z]+")
_LEAST = 1.0
"""Weight of a word that says what is foretold."""
_REACH = 6
"""Words before "to" among which the one for planning stands."""
_MODAL = r"\b(?:will|would|shall|won['’]t|wouldn['’]t)\b|['’]ll\b"
_AHEAD = re.compile(
    rf"{_MODAL}|\b(?:could|may|might|should)\b"
    r"|\b(?:going|ready|about|due|preparing) to\b|\b(?:is|are) (?:not )?to\b"
    r"|\b(?:soon|tomorrow|tonight|coming|far off)\b"
)
_TO_DO = re.compile(r"\W*(?:not )?to [a-z]+\b")
_IF = re.compile(r"\b(?:if|unless)\b.*", re.S)
_CLAUSE = re.compile(r"\A\W*that\b|\b(?:was|were|had|did|is|are|has|have)\b")
_MEANT = re.compile(r"\b(?:is|are|was|were|been) (?:\w+ly )?(?:meant|supposed|intended)\b")
_WARNED = re.compile(r"\bwarn\w* of\b")
_BEING = re.compile(r"\b(?:is|are|was|were|be|been)\b")
_PERFECT = re.compile(r"\bhad (?:\w+ ){0,2}been(?: \w+)?$")
_TO = re.compile(r"\bto(?: [a-z]+ly)?(?: be)? ?$")

_ADVERB = r"(?:(?:\w+ly|now|still|also|not|never|soon) )?"
_SURE = (
    rf"(?<!the )(?<!his )(?<!her )(?<!their )(?<!free )\b(?:will|shall)(?= {_ADVERB}[a-z]+)"
    r"(?! have been)",
    rf"(?<!that )(?<!who )\b(?:is|are) {_ADVERB}(?:due|set|scheduled|expected|slated|going|bound)"
    r" (?:to|for|in|on|at|by|back|before|next|this|tomorrow)\b",
    r"(?<!that )(?<!who )\b(?:is|are) to (?!blame\b)[a-z]+",
    r", (?:now |still )?(?:set|scheduled|due|planned) (?:for|in|on|at)\b",
    r"\b(?:nobody|no one) (?:\w+ )?expects?\b(?= [^.;]{1,40}? to [a-z])",
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )(?<!than )(?<!as )"
    r"\bexpect(?:s|ed) (?:[a-z]+ ){1,4}(?=within\b|in the (?:next|coming)\b)",
)
_UNSURE = (
    r"\b(?:would|could|may|might)(?= [a-z]+)(?! (?:not|like|prefer|mean)\b)"
    r"(?! (?:never |also )?have\b)",
    rf"\b(?:was|were) {_ADVERB}(?:due|set|scheduled|expected|slated)"
    r" (?:to|for|in|on|at|by|back|before)\b",
    r"\b(?:was|were) to (?!blame\b)[a-z]+",
    r"\b(?:agreed|decided|resolved) to [a-z]+",
)
_CALL = (
    r"\b(?:calls?|called|summon(?:s|ed)|urge[sd]?)\b[^.;:]{0,60}? to "
    r"(?:gather|march|rally|assemble|protest|demonstrate|strike|walk out|stay)\b"
)
_ULTIMATUM = f"{time_given()}|{ultimatum()}"
_MARK = re.compile(
    f"(?P<sure>{'|'.join(_SURE)}|{_ULTIMATUM})|(?P<call>{_CALL})"
    f"|(?P<unsure>{'|'.join(_UNSURE)})".replace(" ", r"\s")
)
_OWN = frozenset({"he", "she", "it", "they", "and", "but", "i", "we"})
_ASKS = re.compile(r"\W*(?:and |but )?(?:how|what|who|when|where|why|whether)\b|\bwhether\b", re.I)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that says what will be."""

    span: Span
    mark: Span
    """The words by which it does."""
    sure: bool
    """Whether they look ahead by themselves; "would" and "could" only do so beside a day."""
    call: bool
    """Whether they call for something: a weekday beside it is the next one."""
    own: bool
    """Whether they say what the one who speaks would do: "he would stay"."""


def foretells(content: str, cue: str, *, behind: bool) -> bool:
    """Whether what a statement says is to come: "a truce" is where somebody promised it.

    Args:
        content: the words of the statement.
        cue: the words by which it is made.
        behind: whether the content stands behind them.
    """
    words, cues = content.lower(), cue.lower()
    told = _WORD.findall(cues)
    full = [w for w in _WORD.findall(words) if len(w) > 2 and w not in _listed("hollow")]
    if not any(weight_of(stem(word)) >= _LEAST for word in full):
        return False
    if not _listed("denying").isdisjoint(told):
        return False
    if _TO_DO.match(words):
        return not _MEANT.search(cues)
    if _AHEAD.search(words):
        return True
    if _CLAUSE.search(_IF.sub("", words)):
        return False
    if not _listed("foretelling").isdisjoint(told) or _WARNED.search(f"{cues} {words}"):
        return behind or _BEING.search(cues) is not None
    first = next(iter(_WORD.findall(words)))
    announced = not _listed("announcing").isdisjoint(told)
    return announced and behind and first not in _listed("definite") and "than" not in words.split()


def is_planned(before: str, *, headline: bool) -> bool:
    """Whether the words of a sentence before a deed say that it is planned.

    "Britain plans to", "will", and in a headline "Britain to"; what was done "to" some end is no
    plan of that end.
    """
    words = " ".join(before.lower().split())
    infinitive = _TO.search(words)
    if infinitive is None:
        return not _listed("ahead").isdisjoint(_WORD.findall(words)) or "’ll" in words
    governing = words[: infinitive.start()].strip()
    if _PERFECT.search(governing):
        return False
    near = governing.rpartition(",")[2].split()[-_REACH:]
    if near and near[-1] in ("is", "are"):
        return True
    if not _listed("planning").isdisjoint(near):
        return True
    return headline


def clauses_ahead(text: str, start: int) -> Iterator[Clause]:
    """The clauses of a text from ``start`` on that say what will be, without a condition."""
    for sentence in sentences_of(text):
        if sentence.start < start or sentence.of(text).rstrip("\"”’' ").endswith("?"):
            continue
        for clause in clauses_of(text, sentence):
            mark = _MARK.search(text, clause.start, clause.end)
            words = clause.of(text)
            if mark is None or has_condition(words):
                continue
            if _ASKS.search(text[clause.start : mark.start()].rpartition(",")[2]):
                continue
            before = text[clause.start : mark.start()].lower().split()
            own = mark[0].lower() == "would" and _OWN.issuperset(before[-1:])
            span, at = _bare(text, clause), Span(*mark.span())
            yield Clause(span, at, mark["sure"] is not None, mark["call"] is not None, own)


def _bare(text: str, clause: Span) -> Span:
    """A clause without "and" or "but" before it and without the stop behind."""
    start = re.compile(r"[\s;:,]*(?:(?:and|but)\s)?").match(text, clause.start, clause.end)
    end = clause.start + len(clause.of(text).rstrip(" .,;:"))
    return Span(start.end() if start else clause.start, end)
