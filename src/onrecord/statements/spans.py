"""Where sources and contents begin and end."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from onrecord.language.parse import span_of
from onrecord.statements.quotes import Quotations
from onrecord.text import Span

_EDGE = frozenset(" \t\n\xa0,;:.-–—―…")
_DASHES = frozenset({"--", "—", "–", "―"})
_DATELINE = 12
"""Words between the dash of a dateline and the head of the source after it."""
_TIMES = frozenset({"DATE", "TIME"})


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
    first, last = _without_edges(doc, start, end)
    if first > last:
        return span_of(head)
    last = _without_aside(head, last)
    first = _after_dateline(head, first)
    start, end = doc[first].idx, _end(doc[last])
    text = quotations.text
    if 0 <= cue.start - end - 1 <= 2 and text[end] == "," and ", " in text[start:end]:
        end += 1
    return Span(start, end)


def _without_edges(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """First and last token of ``[start, end)``, punctuation at the ends left out."""
    found = doc.char_span(start, end, alignment_mode="contract")
    if found is None:
        return 1, 0
    first, last = found.start, found.end - 1
    while last > first and (doc[last].is_space or _loose(doc[last])):
        last -= 1
    while first < last and (doc[first].is_space or _loose(doc[first])):
        first += 1
    return first, last


def _loose(token: Token) -> bool:
    return (token.is_punct and token.text not in {")", "]"}) or token.dep_ == "cc"


def _after_dateline(head: Token, first: int) -> int:
    """``first`` after the dash of a dateline: "GENEVA -- The envoy"."""
    for at in range(head.i - 1, max(first, head.i - _DATELINE) - 1, -1):
        if head.doc[at].text in _DASHES:
            return at + 1
    return first


def _without_aside(head: Token, last: int) -> int:
    """``last`` before what tells the circumstances: "Smith, speaking in Rome,", "Smith today"."""
    for kid in head.children:
        if kid.dep_ == "npadvmod" and kid.ent_type_ in _TIMES and kid.i > head.i:
            last = max(head.i, min(last, kid.left_edge.i - 1))
    for kid in head.children:
        after_comma = kid.left_edge.i > head.i + 1 and head.doc[kid.left_edge.i - 1].text == ","
        if kid.dep_ in {"acl", "advcl"} and kid.tag_ == "VBG" and after_comma:
            return max(head.i, min(last, kid.left_edge.i - 2))
    return last


def _side_of_cue(head: Token, start: int, end: int, cue: Span) -> tuple[int, int]:
    if head.idx < cue.start:
        return start, min(end, cue.start)
    return max(start, cue.end), end


def _short(span: Span) -> bool:
    """A nickname or a title in quotation marks, not a quoted sentence."""
    return span.end - span.start < 25


def _end(token: Token) -> int:
    return token.idx + len(token)


def content_spans(reach: Span, taken: Iterable[Span], quotations: Quotations) -> tuple[Span, ...]:
    """The parts of ``reach`` outside ``taken``, widened to whole quotations, without loose ends."""
    blocks = sorted(taken)
    near = quotations.overlapping(Span(reach.start, reach.end + 2))
    cue_free = [q for q in near if not any(q.span.overlaps(b) for b in blocks)]
    pieces = []
    at = reach.start
    for block in [*blocks, Span(reach.end, reach.end)]:
        if at < min(block.start, reach.end):
            pieces.append(Span(at, min(block.start, reach.end)))
        at = max(at, block.end)
    found: list[Span] = []
    for piece in pieces:
        widened = _trim(quotations.text, piece, quotations)
        if widened is None:
            continue
        for quotation in cue_free:
            if quotation.span.overlaps(widened) or quotation.span.start - widened.end == 1:
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
