"""Which quotations a verb attributes, where the parse does not connect them."""

import re

from spacy.tokens import Doc, Token

from onrecord.statements.lexicon import Lexicon
from onrecord.statements.quotes import Quotation, Quotations
from onrecord.statements.spans import source_span
from onrecord.statements.syntax import child, sentence_start
from onrecord.text import Span

_ADJACENT = 3
"""Characters that may stand between a quotation and the words that attribute it: a comma, a
space, a dash."""
_LEAD_IN = 60
_LEAD_IN_WORDS = 8
"""Characters and words that may stand between a verb and a quotation after it: "in a letter: "."""
_LONGEST = 400
"""Characters of an attribution beyond which only its verb is looked at; the source is misread."""
_SENTENCE_END = re.compile(r"[;\n]|(?<!\b[A-Z])[.!?](?=\W|$)")
_OPENERS = frozenset({"however", "meanwhile", "still", "moreover", "nevertheless", "nonetheless"})


class QuoteMatcher:
    """Matches verbs to the quotations beside them."""

    def __init__(self, doc: Doc, quotations: Quotations, words: Lexicon) -> None:
        self._doc = doc
        self._text = quotations.text
        self._quotations = quotations
        self._words = words

    def beside(self, verb: Token, cue: Span, who: Token | None) -> tuple[Span, ...]:
        """The quotations that touch the words of the attribution, before and after it.

        The one before may begin with unquoted words of its sentence.
        """
        if self._quotations.around(cue) is not None or not self._words.speaks(verb.lemma_):
            return ()
        start, end = self._attribution(cue, who)
        near = self._quotations.overlapping(Span(max(0, start - 8), end + _LEAD_IN))
        clause = child(verb, "ccomp")
        indirect = clause is not None and clause.i > verb.i
        after = self._after(verb, clause if indirect else None, end, near)
        before = None
        if (after is not None or not indirect) and not _tells_more(verb):
            before = self._before(verb, start, near)
        return tuple(span for span in (before, after) if span is not None)

    def _attribution(self, cue: Span, who: Token | None) -> tuple[int, int]:
        source = cue if who is None else source_span(who, cue, self._quotations)
        start, end = min(cue.start, source.start), max(cue.end, source.end)
        return (start, end) if end - start <= _LONGEST else (cue.start, cue.end)

    def _before(self, verb: Token, start: int, near: list[Quotation]) -> Span | None:
        for quotation in reversed(near):
            end = quotation.span.end
            if end <= start and self._touches(verb, end, start):
                return Span(self._opening(verb, quotation.span), end)
        return None

    def _after(
        self, verb: Token, clause: Token | None, end: int, near: list[Quotation]
    ) -> Span | None:
        for quotation in near:
            if quotation.span.start >= end and self._leads(verb, end, quotation.span.start):
                first = quotation.span.start
                if clause is not None and clause.left_edge.idx < first and clause.idx < first:
                    return None
                return quotation.span
        return None

    def _opening(self, verb: Token, quoted: Span) -> int:
        if self._doc[sentence_start(verb)].idx < quoted.start:
            left = sentence_opening(verb, verb.i)
            return min(self._doc[left].idx, quoted.start)
        return quoted.start

    def _touches(self, verb: Token, end: int, start: int) -> bool:
        """Whether a quotation that ends at ``end`` runs on into the attribution at ``start``."""
        between = self._text[end:start]
        if len(between) > _ADJACENT or any(c.isalnum() or c == "\n" for c in between):
            return False
        closes_sentence = self._text[max(0, end - 2) : end].startswith(".")
        return not closes_sentence or end > self._doc[sentence_start(verb)].idx + 1

    def _leads(self, verb: Token, end: int, start: int) -> bool:
        """Whether nothing but a short lead-in stands before the quotation: "in a letter: "."""
        between = self._text[end:start].strip()
        if not any(c.isalnum() for c in between):
            return "." not in between
        if _SENTENCE_END.search(between):
            return False
        if between.endswith(":"):
            return len(between.split()) <= _LEAD_IN_WORDS
        takes_hearer = self._words.takes_hearer(verb.lemma_) or child(verb, "dobj") is None
        return between.endswith(",") and takes_hearer and len(between.split()) <= _LEAD_IN_WORDS


def _tells_more(verb: Token) -> bool:
    """A second verb of the same teller: "..., he said, and announced new sanctions"."""
    return verb.dep_ == "conj" and child(verb, "nsubj") is None and child(verb, "dobj") is not None


def sentence_opening(verb: Token, left: int) -> int:
    """The first word of the sentence of ``verb``, at most ``left``, after "But" or "However,"."""
    doc, start = verb.doc, sentence_start(verb)
    while start < left and (
        doc[start].dep_ == "cc"
        or doc[start].is_punct
        or doc[start].is_space
        or (doc[start].lower_ in _OPENERS and doc[start + 1].text == ",")
    ):
        start += 1
    return min(start, left)
