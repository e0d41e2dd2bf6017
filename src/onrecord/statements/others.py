"""Statements that hang on a noun, on "according to" or on an adverb."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.language.parse import Parse, span_of
from onrecord.statements.candidate import Candidate, Family
from onrecord.statements.lexicon import Lexicon
from onrecord.statements.quotes import Quotations
from onrecord.statements.spans import content_spans, source_span
from onrecord.statements.syntax import child, sentence_end, sentence_start, span_between
from onrecord.text import Span


class NounFinder:
    """Finds claims, warnings, criticism and the like, with whoever utters them."""

    def __init__(self, parse: Parse, quotations: Quotations, words: Lexicon) -> None:
        self._doc: Doc = parse.doc
        self._quotations = quotations
        self._words = words

    def candidates(self) -> Iterator[Candidate]:
        """At most one candidate a noun, in the order of the text."""
        for token in self._doc:
            if token.pos_ in {"NOUN", "PROPN"} and self._words.speaking_noun(token.lemma_.lower()):
                found = self._of_noun(token)
                if found is not None:
                    yield found

    def _of_noun(self, noun: Token) -> Candidate | None:
        who, uses = self._utterer(noun)
        last, body, lemma = noun.i, None, noun.lemma_.lower()
        for kid in noun.children:
            if kid.i <= noun.i or kid.i in uses:
                continue
            if kid.dep_ == "prep" and kid.lower_ in {
                "of",
                "about",
                "for",
                "on",
                "against",
                "to",
                "over",
                "with",
                "in",
            }:
                body = child(kid, "pobj", "pcomp")
                last, lemma = kid.i, f"{lemma} {kid.lower_}"
                break
            if kid.dep_ in {"acl", "ccomp", "relcl", "appos"} and (
                kid.dep_ != "relcl" or kid.left_edge.lower_ == "that"
            ):
                body = kid
                lemma = f"{lemma} {kid.dep_ if kid.left_edge.lower_ != 'that' else 'that'}"
                break
        if body is None or body.right_edge.i <= last:
            return None
        return self._made(noun, lemma, last, body, who)

    def _made(
        self, noun: Token, lemma: str, last: int, body: Token, who: Token | None
    ) -> Candidate | None:
        first = noun.i
        while first > noun.left_edge.i and self._doc[first - 1].dep_ in {"amod", "compound"}:
            first -= 1
        cue = span_between(noun, first, last)
        source = () if who is None else (source_span(who, cue, self._quotations),)
        if source and source[0].overlaps(cue):
            source = ()
        left = max(body.left_edge.i, last + 1)
        reach = span_between(noun, left, max(left, body.right_edge.i))
        content = content_spans(reach, (cue, *source), self._quotations)
        if not content:
            return None
        return Candidate(Family.NOUN, lemma, noun, who if source else None, source, (cue,), content)

    def _utterer(self, noun: Token) -> tuple[Token | None, set[int]]:
        owner = child(noun, "poss")
        if owner is not None:
            return owner, set()
        for kid in noun.children:
            if kid.dep_ in {"prep", "agent"} and kid.lower_ in {"by", "from"}:
                inner = child(kid, "pobj")
                if inner is not None:
                    return inner, {kid.i}
        return None, set()


_WORDS = frozenset({"words", "opinion", "view", "eyes", "telling"})
"""Nouns of "in the words of" and its kin."""


class PhraseFinder:
    """Finds "according to" and its kin, and adverbs that hold a report at arm's length."""

    def __init__(self, parse: Parse, quotations: Quotations, words: Lexicon) -> None:
        self._doc: Doc = parse.doc
        self._quotations = quotations
        self._words = words

    def candidates(self) -> Iterator[Candidate]:
        """The candidates in the order of the text."""
        for token in self._doc:
            if token.lower_ == "according":
                found = self._according(token)
            elif token.lower_ in _WORDS and token.i > 1:
                found = self._in_words_of(token)
            elif token.dep_ in {"advmod", "amod"} and self._words.is_hearsay(token.lower_):
                found = self._hearsay(token)
            else:
                found = None
            if found is not None:
                yield found

    def _according(self, token: Token) -> Candidate | None:
        if token.i + 1 >= len(self._doc) or self._doc[token.i + 1].lower_ != "to":
            return None
        return self._phrase(token, token.i, token.i + 1, "according to")

    def _in_words_of(self, token: Token) -> Candidate | None:
        """ "in the words of": the source follows, the content is the rest of the sentence."""
        doc, at = self._doc, token.i
        if at + 1 >= len(doc) or doc[at + 1].lower_ != "of" or doc[at - 2].lower_ != "in":
            return None
        return self._phrase(token, at - 2, at + 1, "in the words of")

    def _phrase(self, token: Token, first: int, last: int, lemma: str) -> Candidate | None:
        who = child(self._doc[last], "pobj") or child(token, "pobj")
        if who is None:
            return None
        cue = span_between(token, first, last)
        source = source_span(who, cue, self._quotations)
        start, end = self._around(token, sentence_start(token), sentence_end(token) - 1)
        reach = Span(self._doc[start].idx, self._doc[end].idx + len(self._doc[end]))
        content = content_spans(reach, (cue, source), self._quotations)
        if not content:
            return None
        return Candidate(Family.ACCORDING, lemma, token, who, (source,), (cue,), content)

    def _around(self, token: Token, start: int, end: int) -> tuple[int, int]:
        while start < token.i and (self._doc[start].dep_ == "cc" or self._doc[start].is_punct):
            start += 1
        return start, end

    def _hearsay(self, token: Token) -> Candidate | None:
        told = token.head
        cue = span_of(token)
        left, right = told.left_edge.i, told.right_edge.i
        reach = Span(self._doc[left].idx, self._doc[right].idx + len(self._doc[right]))
        content = content_spans(reach, (cue,), self._quotations)
        if not content:
            return None
        return Candidate(Family.HEARSAY, token.lower_, token, None, (), (cue,), content)
