"""Where the content after a cue ends: a linear model chooses between the breaks of the sentence.

The parser often hangs what follows a reported clause on the wrong verb, so its right edge is one
opinion among others. The model is trained by ``training/statements/train.py``.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.statements.candidate import Candidate, Family
from onrecord.statements.judge import Judge
from onrecord.statements.lexicon import Lexicon
from onrecord.statements.quotes import Quotations
from onrecord.statements.syntax import sentence_end
from onrecord.text import Span

_BREAK_TAGS = frozenset({"IN", "CC", "WDT", "WP", "WRB", "TO", "VBG", "RB", "WP$", "MD"})
_REACH = 120
"""Tokens after the start of a content within which its end is looked for."""


class EndChooser:
    """Moves the end of contents to where a statement most likely ends."""

    def __init__(self, weights: Judge, quotations: Quotations, words: Lexicon) -> None:
        self._weights = weights
        self._quotations = quotations
        self._words = words

    def settle(self, candidate: Candidate) -> Candidate:
        """``candidate`` with the likeliest end of the last part of its content."""
        scored = [
            (self._weights.score(names), -at, end)
            for at, (end, names) in enumerate(self.options(candidate))
        ]
        if len(scored) < 2:
            return candidate
        last = candidate.content[-1]
        best = Span(last.start, max(scored)[2])
        return replace(candidate, content=(*candidate.content[:-1], best))

    def options(self, candidate: Candidate) -> Iterator[tuple[int, list[str]]]:
        """Each possible end, as an offset, with the names of its features; the parse's first."""
        last = candidate.content[-1]
        doc = candidate.head.doc
        if last.start < candidate.cue[-1].end or candidate.family is Family.ACCORDING:
            return
        found = doc.char_span(last.start, last.end, alignment_mode="expand")
        if found is None or self._quotations.around(Span(last.end - 1, last.end)) is not None:
            return
        first, edge = found.start, found.end - 1
        stop = self._stop(candidate, first, edge)
        order = [
            edge,
            *(i for i in range(first, stop + 1) if i != edge and self._breaks(doc, i, stop)),
        ]
        for at in order:
            end = doc[at].idx + len(doc[at])
            if at == edge:
                end = last.end
            elif self._inside_quotation(end):
                continue
            yield end, list(self._features(candidate, first, edge, stop, at))

    def _stop(self, candidate: Candidate, first: int, edge: int) -> int:
        """The last token that the content may hold: before the final full stop or the source."""
        doc = candidate.head.doc
        stop = max(edge, min(sentence_end(candidate.head) - 1, first + _REACH))
        for span in candidate.source:
            if span.start > doc[first].idx:
                stop = edge
        while stop > edge and (doc[stop].is_punct or doc[stop].is_space):
            stop -= 1
        return stop

    def _breaks(self, doc: Doc, at: int, stop: int) -> bool:
        if doc[at].is_punct or doc[at].is_space or doc[at].dep_ == "cc":
            return False
        if at == stop:
            return True
        after = doc[at + 1]
        return after.is_punct or after.tag_ in _BREAK_TAGS or after.ent_type_ in {"DATE", "TIME"}

    def _inside_quotation(self, end: int) -> bool:
        holder = self._quotations.around(Span(end - 1, end))
        return holder is not None and end < holder.span.end

    def _features(
        self, candidate: Candidate, first: int, edge: int, stop: int, at: int
    ) -> Iterator[str]:
        doc = candidate.head.doc
        family = candidate.family.value
        side = "parse" if at == edge else ("inside" if at < edge else "beyond")
        if at == stop:
            side += " stop"
        yield f"side={side}"
        yield f"side+family={side} {family}"
        yield f"side+word={side} {candidate.lemma}"
        yield f"side+length={side} {min((at - first) // 4, 10)}"
        yield f"last={doc[at].tag_}"
        yield f"last+side={doc[at].dep_} {side}"
        after = doc[at + 1] if at + 1 < len(doc) else None
        if after is None or at == stop:
            yield f"stop {family}"
            return
        yield from self._of_next(candidate, first, at, after, side)

    def _of_next(
        self, candidate: Candidate, first: int, at: int, after: Token, side: str
    ) -> Iterator[str]:
        doc, family = after.doc, candidate.family.value
        name = _name(after)
        yield f"next={name}"
        yield f"next+side={name} {side}"
        yield f"next+family={name} {family}"
        if after.is_punct and at + 2 < len(doc):
            after = doc[at + 2]
            name = f"{name} {_name(after)}"
            yield f"two={name}"
            yield f"two+side={name} {side}"
            yield f"two+family={name} {family}"
        hung = _hung(after, candidate.head, first, at)
        yield f"hung={hung} {side}"
        yield f"hung+next={hung} {name}"
        yield f"hung+dep={hung} {after.dep_} {family}"
        if after.tag_ == "VBG":
            kind = self._words.verb_class(after.lemma_.lower())
            yield f"saying={kind} {side}"


def _name(token: Token) -> str:
    if token.ent_type_ in {"DATE", "TIME"}:
        return token.ent_type_
    closed = token.is_punct or token.tag_ in {"IN", "CC", "WDT", "WP", "WRB", "TO", "DT"}
    return token.lower_ if closed else token.tag_


def _hung(token: Token, cue: Token, first: int, at: int) -> str:
    """Where the parse hangs the phrase that begins with ``token``."""
    top = token
    while top.head.i != top.i and top.head.i > at:
        top = top.head
    if top.head.i == cue.i:
        return "cue"
    if first <= top.head.i <= at:
        return "inside"
    return "top" if top.head.i == top.i else "other"
