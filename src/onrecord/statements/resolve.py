"""From drafts to the statements of an article: which stay, what goes on, who tells."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from onrecord.language.parse import Parse
from onrecord.statements.draft import Draft
from onrecord.statements.quotes import Quotation, Quotations
from onrecord.statements.syntax import NEAR, sentence_end, sentence_start
from onrecord.text import Span


def choose(drafts: Iterable[Draft]) -> list[Draft]:
    """One of ``drafts`` for each cue, in the order of the text.

    Of two that share words of a cue, or that each lie in the other's content, the likelier stays.
    """
    kept: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda item: (-item.chance, item.cue, item.content)):
        place = draft.anchor.i // NEAR
        near = [item for at in (place - 1, place, place + 1) for item in kept.get(at, ())]
        if not any(_clash(draft, other) for other in near):
            kept.setdefault(place, []).append(draft)
    return sorted(chain(*kept.values()), key=lambda item: (item.cue, item.content))


def within(inner: Iterable[Draft], kept: Sequence[Draft]) -> list[Draft]:
    """Those of ``inner`` whose cue no statement of ``kept`` has already."""
    taken = sorted(span for draft in kept for span in draft.cue)
    starts = [span.start for span in taken]

    def is_free(span: Span) -> bool:
        at = bisect_right(starts, span.start)
        return not any(near.overlaps(span) for near in taken[max(0, at - 2) : at + 2])

    return [draft for draft in inner if all(is_free(span) for span in draft.cue)]


def _clash(one: Draft, other: Draft) -> bool:
    if any(a.overlaps(b) for a in one.cue for b in other.cue):
        return True
    return _tells(one, other) and _tells(other, one)


def _tells(teller: Draft, told: Draft) -> bool:
    return any(span.covers(told.cue[0]) for span in teller.content)


def go_on(chosen: Sequence[Draft], parse: Parse, quotations: Quotations) -> list[Draft]:
    """``chosen`` with the quotations that go on without naming the speaker again.

    After "...," he said. a further quotation of the same paragraph, or paragraphs that are
    nothing but quotation, belong to the same speaker as long as no other statement comes between.
    """
    added: dict[int, list[Span]] = {}
    owner: int | None = None
    at = 0
    paragraph_of = _paragraphs_of(parse, quotations)
    last_end, last_paragraph = 0, -1
    for quotation, paragraph in zip(quotations.all, paragraph_of, strict=True):
        while at < len(chosen) and chosen[at].cue[0].start < quotation.span.end:
            at += 1
        holder = _holder(chosen, at, quotation)
        if holder is not None:
            owner, last_end, last_paragraph = holder, quotation.span.end, paragraph
            continue
        if owner is None:
            continue
        if _continues(parse, quotations, quotation, paragraph, last_end, last_paragraph) and not (
            _other_between(chosen, owner, at, last_end, quotation.span)
        ):
            added.setdefault(owner, []).append(quotation.span)
            last_end, last_paragraph = quotation.span.end, paragraph
        else:
            owner = None
    return [_extended(draft, added[i]) if i in added else draft for i, draft in enumerate(chosen)]


def _holder(chosen: Sequence[Draft], at: int, quotation: Quotation) -> int | None:
    """The statement near place ``at`` whose content holds ``quotation``, told from outside it."""
    for i in range(max(0, at - 3), min(len(chosen), at + 2)):
        candidate = chosen[i]
        if quotation.span.covers(candidate.cue[0]):
            continue
        if any(span.overlaps(quotation.span) for span in candidate.content):
            return i
    return None


def _paragraphs_of(parse: Parse, quotations: Quotations) -> list[int]:
    found, at = [], 0
    for quotation in quotations.all:
        while not parse.paragraphs[at].covers(quotation.span):
            at += 1
        found.append(at)
    return found


def _continues(
    parse: Parse,
    quotations: Quotations,
    quotation: Quotation,
    paragraph: int,
    last_end: int,
    last_paragraph: int,
) -> bool:
    """Whether ``quotation`` stands where a speaker goes on: a sentence of its own, close by."""
    text, whole = quotations.text, parse.paragraphs[paragraph]
    start, end = quotation.span.start, quotation.span.end
    if paragraph == last_paragraph:
        between = text[last_end:start].rstrip()
        return not between or between[-1] in ".!?:," or between.endswith(_JOINTS)
    covers = start - whole.start <= 1 and whole.end - end <= 1
    goes_on = covers and paragraph == last_paragraph + 1 and start - last_end < 4
    return goes_on and end - start >= _SENTENCE


_SENTENCE = 40
"""Characters of a quoted paragraph; what is shorter is a heading."""
_JOINTS = (" but", " and")
"""What may lead from the attribution to more of the quotation: "he said, but "..."."""


def _other_between(
    chosen: Sequence[Draft], owner: int, at: int, start: int, quotation: Span
) -> bool:
    """Whether another sentence between ``start`` and ``quotation`` tells something itself."""
    gap = Span(start, max(start + 1, quotation.start))
    told = chosen[owner].anchor
    first, last = sentence_start(told), sentence_end(told)
    for i in range(at - 1, owner, -1):
        candidate = chosen[i]
        if candidate.cue[0].end <= start:
            break
        if candidate.cue[0].overlaps(gap) and not first <= candidate.anchor.i < last:
            return True
    return False


def _extended(draft: Draft, spans: Sequence[Span]) -> Draft:
    return replace(draft, content=tuple(sorted((*draft.content, *spans))))


def parents(chosen: Sequence[Draft]) -> list[int | None]:
    """For each statement the place of the innermost one whose content holds its cue."""
    spans = sorted(
        (span.start, span.end, i) for i, draft in enumerate(chosen) for span in draft.content
    )
    by_cue = sorted(range(len(chosen)), key=lambda i: chosen[i].cue[0])
    found: list[int | None] = [None] * len(chosen)
    open_spans: list[tuple[int, int, int]] = []
    at = 0
    for i in by_cue:
        cue = chosen[i].cue[0]
        while at < len(spans) and spans[at][0] <= cue.start:
            open_spans.append(spans[at])
            at += 1
        open_spans = [span for span in open_spans if span[1] > cue.start]
        holding = [(end - start, j) for start, end, j in open_spans if end >= cue.end and j != i]
        found[i] = min(holding)[1] if holding else None
    return found
