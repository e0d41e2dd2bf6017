"""Whose work an article says it carries or tells: credits and citations, with the words.

A credit (byline, dateline, credit line) says that an agency's text was used. A citation ("told the
Guardian", "the Times reported") says that another outlet found it out. One article is enough to
find both; what they lead back to is decided over the store.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache, cached_property
from itertools import accumulate

import msgspec

from onrecord import knowledge
from onrecord.corpus.outlets import AREA, Named, Outlets, key, outlets
from onrecord.corpus.words import headline_end, paragraphs_of
from onrecord.records import Article
from onrecord.text import Span


class Place(StrEnum):
    """Where an article credits or cites an outlet."""

    BYLINE = "byline"
    DATELINE = "dateline"
    LINE = "line"
    HELP = "help"
    """A line that thanks for a part: "with files from"."""
    CITATION = "citation"


class Credit(msgspec.Struct, frozen=True, array_like=True):
    """An outlet that an article credits or cites."""

    outlet: str
    place: Place
    span: Span | None
    """The words in the text; ``None`` where they stand in the article's author line."""

    @property
    def whole(self) -> bool:
        """Whether the article as a whole is said to be the outlet's."""
        return self.place in (Place.BYLINE, Place.DATELINE, Place.LINE)


class Credits(msgspec.Struct, frozen=True, array_like=True):
    """All that one article says of where it comes from."""

    given: tuple[Credit, ...] = ()
    """Credits and citations of other outlets, in the order of the text."""
    retold: str | None = None
    """The outlet whose report the article as a whole retells: cited at its beginning and for half
    of its text, with no sign of reporting of its own."""


LEADING = 2
"""Paragraphs or, of a text in one block, sentences that may name whom the article retells."""
RETOLD_SHARE = 0.5
"""Share of its text that a retelling article cites for."""
_LINE_LENGTH = 160
"""Characters of a credit line at most."""
_TAIL = 200
"""Characters at the end of a long paragraph that may be a credit."""


def credits_of(article: Article) -> Credits:
    """The credits and citations in ``article``, its own outlet left out."""
    reader = _Reader(article, outlets(), _patterns())
    lines = set(reader.credits())
    taken = _Taken(line.span for line in lines if line.span)
    cited = {c for c in reader.citations() if c.span and not taken.hits(c.span)}
    return Credits(given=tuple(sorted(lines | cited, key=_order)), retold=reader.retold())


class _Taken:
    """Spans, to be asked whether one of them overlaps another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._ends = list(accumulate((span.end for span in self._spans), max))

    def hits(self, span: Span) -> bool:
        """Whether ``span`` shares a character with one of the spans."""
        before = bisect_left(self._spans, Span(span.end, span.end))
        return before > 0 and self._ends[before - 1] > span.start


def _order(credit: Credit) -> tuple[int, str, str]:
    return (credit.span.start if credit.span else -1, credit.place, credit.outlet)


class _Patterns:
    """The phrases of ``credits.toml``, compiled."""

    def __init__(self) -> None:
        table = knowledge.toml(AREA, "credits.toml")
        lines, cited = table["lines"], table["citations"]
        helping = _any(p for p in _list(lines["before"]) if "with" in p or "additional" in p)
        self.helping = re.compile(rf"(?:{helping}|{_any(_list(lines['after']))})", re.I)
        self.opens = re.compile(rf"\W*(?:{_any(_list(lines['before']))})[\s:]", re.I)
        long = [p for p in _list(lines["before"]) if p.count(" ") >= 2]
        self.inside = re.compile(rf"(?:{_any(long)})\W+(?:\w+\W+){{0,8}}?$", re.I)
        self.after_line = re.compile(rf"[\w\s,/&.]{{0,40}}?(?:{_any(_list(lines['after']))})", re.I)
        between = _any(_list(cited["between"]))
        filler = (
            rf"(?:the|an?|its|[\w.]+-based|[A-Z]\w+(?:n|sh|se|ch|li|qi)|state(?:-\w+)?|official|"
            rf"semi-official|local|private|independent|opposition|pro-\w+|business|news|{between})"
        )
        self.before = re.compile(
            rf"\b(?i:{_any(_list(cited['before']))})\s+(?:{filler}\s+){{0,5}}$"
        )
        self.after = re.compile(
            rf"(?:['’]s)?(?:\s+(?:{between}))?(?:\s*,[^,.\n]{{1,80}},)?"
            rf"\s*,?\s+(?:{_any(_list(cited['after']))})\b"
        )
        said = _any(_list(cited["after"]))
        told = r"told|according to|told to|quoted by|cited by|reported by|by|to|with"
        again = rf"\b[Tt]he (?:{_any(_list(cited['again']))})"
        speaks = rf"(?:['’]s|(?:\s*,[^,.]{{1,60}},)? (?:{said})\b)"
        self.again = re.compile(rf"(?:\b(?i:{told}) )?{again}{speaks}|\b(?i:{told}) {again}\b")
        self.own = re.compile(rf"\b(?:{_any(_list(cited['own']))})\b", re.I)
        self.state = re.compile(rf"\b(?:[A-Z][\w.]+ )?(?i:{_any(_list(cited['state']))})\b")


def _list(phrases: str) -> list[str]:
    return [" ".join(p.split()) for p in phrases.split("|") if p.strip()]


def _any(phrases: "Iterator[str] | list[str]") -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


@cache
def _patterns() -> _Patterns:
    return _Patterns()


_DATELINE = re.compile(
    r"\W*[^\n(/]{0,60}[(/]([^()/\n]{2,60}(?:/[^()/\n]{2,40})*)[)/]\s*[-–—―_:.]+\s"
)
_STATE_TV = re.compile(r"state(?:-run|-owned)? (?:tv|television)", re.I)
_JOINED = re.compile(r",? (?:and |& )?(?:the |The )?")
_LONG_PARAGRAPH = 450
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)][.!?])[\"”’']?\s+(?=[A-Z\"“])")
_SPLIT = re.compile(r"\s*(?:/|,|&|\band\b)\s*")


class _Reader:
    """Reads one article; nothing is kept between articles."""

    def __init__(self, article: Article, known: Outlets, patterns: _Patterns) -> None:
        self.article, self.text = article, article.text
        self.known, self.patterns = known, patterns
        self.own = key(known.canonical(article.outlet)) if article.outlet else None
        self._named: dict[Span, list[Named]] = {}

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs without the headline."""
        end = headline_end(self.article)
        return [p for p in paragraphs_of(self.text) if p.start >= end]

    @cached_property
    def cited(self) -> list[Credit]:
        """The citations, the outlet's own name among them, in the order of the text."""
        return list(self._cited())

    def named(self, paragraph: Span) -> list[Named]:
        """The outlets that a paragraph names."""
        if paragraph not in self._named:
            self._named[paragraph] = list(self.known.named(self.text, paragraph))
        return self._named[paragraph]

    def is_own(self, outlet: str) -> bool:
        return key(outlet) == self.own

    # --- credits ------------------------------------------------------------------------------

    def credits(self) -> Iterator[Credit]:
        """Credits in the byline, in datelines and in lines at both ends of the text."""
        yield from self._byline(self.article.author or "")
        last = len(self.paragraphs) - 5
        for number, paragraph in enumerate(self.paragraphs):
            if number < 3:
                yield from self._dateline(paragraph)
            if number < 2 or number > last:
                yield from self._line(paragraph)

    def _byline(self, author: str) -> Iterator[Credit]:
        found = list(self.known.named(author, Span(0, len(author))))
        rest = author
        for named in found:
            rest = rest.replace(named.span.of(author), "")
        alone = re.search(r"[A-Z]\w+ [A-Z]\w+", rest) is None  # nobody is named besides
        for named in found:
            ours = set((self.own or "").split()) & set(key(named.outlet).split())
            if not ours:
                yield Credit(named.outlet, Place.BYLINE if alone else Place.HELP, None)

    def _dateline(self, paragraph: Span) -> Iterator[Credit]:
        match = _DATELINE.match(self.text, paragraph.start, paragraph.end)
        if match is None:
            return
        for name in _SPLIT.split(match[1]):
            if name[:1].isupper() or self.known.resolve(name) is not None:
                outlet = self.known.canonical(name)
                if not self.is_own(outlet) and not any(c.isdigit() for c in outlet):
                    yield Credit(outlet, Place.DATELINE, Span(*match.span(1)))

    def _line(self, paragraph: Span) -> Iterator[Credit]:
        """Credits in a short paragraph, or in the last words of a long one."""
        long = paragraph.end - paragraph.start > _LINE_LENGTH
        tail = Span(max(paragraph.start, paragraph.end - _TAIL), paragraph.end)
        names = self.named(tail if long else paragraph)
        alone = not long and not re.search(r"\w", self._without(names, paragraph))
        for named in names:
            if self.is_own(named.outlet):
                continue
            place = Place.LINE if alone else self._place(tail, named, long)
            if place is not None:
                yield Credit(named.outlet, place, named.span if long else paragraph)

    def _place(self, line: Span, named: Named, long: bool) -> Place | None:
        before = self.text[line.start : named.span.start]
        after = self.text[named.span.end : line.end]
        said = line.of(self.text)
        opens = not long and (self.patterns.opens.match(said) or said.startswith("By "))
        if opens or self.patterns.after_line.match(after) or self.patterns.inside.search(before):
            return Place.HELP if self.patterns.helping.search(said) else Place.LINE
        return None

    def _without(self, names: list[Named], paragraph: Span) -> str:
        """What a paragraph says besides the names of outlets."""
        left, at = "", paragraph.start
        for named in names:
            left, at = left + self.text[at : named.span.start], named.span.end
        return re.sub(r"\band\b", "", left + self.text[at : paragraph.end])

    # --- citations ----------------------------------------------------------------------------

    def citations(self) -> Iterator[Credit]:
        """Citations of other outlets."""
        return (credit for credit in self.cited if not self.is_own(credit.outlet))

    def _cited(self) -> Iterator[Credit]:
        last: str | None = None
        short: dict[str, str] = {}
        for paragraph in [Span(0, headline_end(self.article)), *self.paragraphs]:
            for credit in self._in_paragraph(paragraph, last, short):
                yield credit
                last = credit.outlet
                short.setdefault(key(last).split()[-1], last)

    def _in_paragraph(
        self, paragraph: Span, last: str | None, short: dict[str, str]
    ) -> Iterator[Credit]:
        found: list[Credit] = []
        listed = -1  # where a list of outlets that are cited together ends
        for named in self._names(paragraph, short):
            before = self.text[max(paragraph.start, named.span.start - 90) : named.span.start]
            after = self.text[named.span.end : min(paragraph.end, named.span.end + 120)]
            ahead = self.patterns.before.search(before)
            behind = self.patterns.after.match(after)
            joined = listed >= 0 and _JOINED.fullmatch(self.text[listed : named.span.start])
            if ahead or joined or behind:
                start = named.span.start - (len(before) - ahead.start() if ahead else 0)
                end = named.span.end + (behind.end() if behind and not ahead else 0)
                found.append(Credit(named.outlet, Place.CITATION, Span(start, end)))
                listed = named.span.end if ahead or joined else -1
        if found:
            last = found[0].outlet
        taken = _Taken(c.span for c in found if c.span)
        for match in self.patterns.again.finditer(self.text, paragraph.start, paragraph.end):
            span = Span(*match.span())
            if last is not None and not taken.hits(span):
                found.append(Credit(last, Place.CITATION, span))
        yield from sorted(found, key=_order)

    def _names(self, paragraph: Span, short: dict[str, str]) -> Iterator[Named]:
        """Outlets named in a paragraph; "the Courier" takes up the Harbor Courier."""
        taken = [
            Named(named.span, short.get(key(named.outlet), named.outlet))
            for named in self.named(paragraph)
        ]
        yield from taken
        places = _Taken(named.span for named in taken)
        yield from self._unnamed(paragraph, places)
        for word, outlet in short.items():
            pattern = re.compile(rf"\b[Tt]he {re.escape(word)}\b", re.I)
            for match in pattern.finditer(self.text, paragraph.start, paragraph.end):
                span = Span(match.start() + 4, match.end())
                if not places.hits(span):
                    yield Named(span, outlet)

    def _unnamed(self, paragraph: Span, taken: "_Taken") -> Iterator[Named]:
        """State media that are cited without a name, by the words for them."""
        for match in self.patterns.state.finditer(self.text, paragraph.start, paragraph.end):
            span = Span(*match.span())
            if not taken.hits(Span(span.start, span.end + 2)):  # "state news agency TASS" has one
                yield Named(span, _STATE_TV.sub("state television", match[0]))

    # --- retelling ----------------------------------------------------------------------------

    def retold(self) -> str | None:
        """The outlet whose report the whole article retells."""
        units = self._units()
        if not units or self._reports_itself():
            return None
        others = [(c.outlet, c.span) for c in self.citations() if c.span is not None]
        begin = units[:LEADING][-1].end
        leading = Counter(outlet for outlet, span in others if span.start < begin)
        if not leading:
            return None
        outlet = min(leading, key=lambda name: (-leading[name], name))
        spans = [span for name, span in others if name == outlet]
        taken = _Taken(spans)
        citing = [unit for unit in units if taken.hits(unit)]
        return outlet if _length(citing) >= RETOLD_SHARE * _length(units) else None

    def _units(self) -> list[Span]:
        """Paragraphs, where they are as short as in the news; else their sentences."""
        units = []
        for paragraph in self.paragraphs:
            start = paragraph.start
            if paragraph.end - start > _LONG_PARAGRAPH:
                for end in _SENTENCE_END.finditer(self.text, start, paragraph.end):
                    units.append(Span(start, end.start()))
                    start = end.end()
            units.append(Span(start, paragraph.end))
        return units

    def _reports_itself(self) -> bool:
        """Whether somebody spoke to this outlet."""
        if self.patterns.own.search(self.text):
            return True
        return any(self.is_own(credit.outlet) for credit in self.cited)


def _length(spans: list[Span]) -> int:
    return sum(span.end - span.start for span in spans)
