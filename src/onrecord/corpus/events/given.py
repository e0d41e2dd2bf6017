"""Deeds that a source takes as given, and of which it only says something else.

Who condemns a killing does not claim it, nor who "called the arrests a good first step": that it
took place is told by the article that words it so. What is quoted is in the source's own words.
"""

from collections.abc import Sequence

from onrecord.records import Form, Statement, StatementAct
from onrecord.text import Span

_DEFINITE = frozenset({"the", "this", "these", "those"})
_WANTS = (StatementAct.DEMANDS, StatementAct.PROMISES, StatementAct.THREATENS)
"""Acts of which the object is not there yet: "demanded the withdrawal"."""
_BEFORE = 40
"""Characters before a deed in which its article stands."""


def takes_as_given(text: str, said: Statement, deed: Span, dissents: Sequence[Span]) -> bool:
    """Whether ``said`` takes it as given that ``deed``, which it tells of, took place.

    Args:
        text: of the article.
        said: a statement in which the deed is told.
        deed: the words that tell it.
        dissents: the words of the article that tell of condemning or protest.
    """
    cues = [cue for cue in said.cue if cue.end > cue.start]
    if any(cue.overlaps(dissent) for cue in cues for dissent in dissents):
        return True
    if said.form is Form.DIRECT or said.act is StatementAct.DENIES:
        return False
    before = text[max(0, deed.start - _BEFORE) : deed.start].split()
    if not before or before[-1].lower() not in _DEFINITE or _is_quoted(text, deed):
        return False
    first = min((span.start for span in said.content), default=deed.start)
    wanted = said.act in _WANTS and not text[first : deed.start].split()[1:]
    return not wanted


def _is_quoted(text: str, span: Span) -> bool:
    """Whether quotation marks are open before ``span`` in its paragraph."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return before.count('"') % 2 == 1 or before.count("\u201c") > before.count("\u201d")
