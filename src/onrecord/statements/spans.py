"""Where sources and contents begin and end."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from onrecord.language.parse import span_of
from onrecord.statements.quotes import Quotations
from onrecord.text import Span

_EDGE = frozenset(" \t\n\xa0,;:.-–—―…")
_OPENING = frozenset("“„«\"'‘`([")


def source_span(head: Token, cue: Span, quotations: Quotations) -> Span:
    """The words of a source: ``head`` with titles, appositions and relative clauses."""
    doc = head.doc
    left, right = head.left_edge.i, head.right_edge.i
    if head.dep_ == "poss":
        return Span(doc[left].idx, _end(doc[right]))
    start, end = doc[left].idx, _end(doc[right])
    if start < cue.end and cue.start < end:
        start, end = _side_of_cue(head, start, end, cue)
    for quotation in quotations.overlapping(Span(start, max(end, start + 1))):
        if quotation.span.start > head.idx and not _short(quotation.span):
            end = min(end, quotation.span.start)
        elif quotation.span.end <= head.idx:
            start = max(start, quotation.span.end)
    text = quotations.text
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    while start < end and text[start] in _EDGE:
        start += 1
    if start >= end:
        return span_of(head)
    if cue.start >= end and text[end : end + 1] == "," and ", " in text[start:end]:
        end += 1
    return Span(start, end)


def _side_of_cue(head: Token, start: int, end: int, cue: Span) -> tuple[int, int]:
    if head.idx < cue.start:
        return start, min(end, cue.start)
    return max(start, cue.end), end


def _short(span: Span) -> bool:
    """A nickname or a title in quotation marks, not a quoted sentence."""
    return span.end - span.start < 25


def _end(token: Token) -> int:
    return token.idx + len(token)


def content_spans(
    reach: Span, taken: Iterable[Span], quotations: Quotations
) -> tuple[Span, ...]:
    """The parts of ``reach`` outside ``taken``, widened to whole quotations, without loose ends."""
    blocks = sorted(taken)
    cue_free = [q for q in quotations.overlapping(reach) if not any(q.span.overlaps(b) for b in blocks)]
    pieces = []
    at = reach.start
    for block in [*blocks, Span(reach.end, reach.end)]:
        if at < min(block.start, reach.end):
            pieces.append(Span(at, min(block.start, reach.end)))
        at = max(at, block.end)
    found = []
    for piece in pieces:
        widened = _trim(quotations.text, piece, quotations)
        if widened is None:
            continue
        for quotation in cue_free:
            if quotation.span.overlaps(widened):
                widened = Span(
                    min(widened.start, quotation.span.start), max(widened.end, quotation.span.end)
                )
        if not any(widened.overlaps(other) for other in found):
            found.append(widened)
    return tuple(found)


def _trim(text: str, piece: Span, quotations: Quotations) -> Span | None:
    start, end = piece.start, piece.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not _inside(quotations, end):
        end -= 1
    piece = Span(start, end)
    has_word = any(c.isalnum() for c in text[start:end])
    return piece if has_word else None


def _inside(quotations: Quotations, end: int) -> bool:
    """Whether the character before ``end`` belongs to a quotation, which keeps its full stop."""
    return quotations.around(Span(end - 1, end)) is not None


def whole(spans: Sequence[Span]) -> Span:
    """From the first to the last character of ``spans``."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
