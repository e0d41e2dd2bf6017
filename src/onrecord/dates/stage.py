"""The date stage: time expressions and their intervals."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from onrecord.dates.context import Context
from onrecord.dates.grammar import find
from onrecord.dates.modifiers import mod_of, part_of_day
from onrecord.dates.reading import Reading
from onrecord.dates.rules import RULES
from onrecord.dates.tokens import Tokens
from onrecord.dates.vocabulary import words
from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Article, DateBasis, Granularity, TimeReference
from onrecord.text import Span

_DATELINE_PARAGRAPHS = 4
_WORD = re.compile(r"[^\W\d_]+")
_FILED = 7
"""Days from a dateline to publication, at most."""
_DATELINE_WIDTH = 60
"""Characters of a paragraph within which a dateline's date ends."""


class DateStage:
    """The date stage: time expressions and their intervals."""

    name = "dates"
    needs: frozenset[type] = frozenset({Parse})
    gives: frozenset[type] = frozenset({TimeReference})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        parse = given.one(Parse)
        tokens = Tokens(article.text, parse.paragraphs)
        reference = _reference(article, parse)
        for span, reading in _readings(article.text, parse, tokens, reference):
            yield TimeReference(
                article=article.id,
                span=span,
                timex=reading.timex,
                value=reading.value,
                date_from=reading.first,
                date_to=reading.last,
                granularity=reading.granularity,
                basis=reading.basis,
                mod=mod_of(span.of(article.text)),
                part_of_day=part_of_day(reading.value),
            )


def _readings(
    text: str, parse: Parse, tokens: Tokens, reference: dt.date | None
) -> Iterator[tuple[Span, Reading]]:
    context = Context(text, parse, tokens, reference)
    for found in find(RULES, tokens, context):
        reading = found.rule.read(found, context)
        context.tell(found.span, reading)
        yield found.span, reading


def _reference(article: Article, parse: Parse) -> dt.date | None:
    """The day that relative expressions count from.

    That of a dateline, if the report came out some days later; else that of publication.
    """
    told = _dateline(article.text, parse, article.date)
    if article.date is None or (told is not None and _is_timely(told, article.date)):
        return told
    return article.date


def _is_timely(told: dt.date, published: dt.date) -> bool:
    """Whether a report of the one day can come out on the other."""
    return 0 <= (published - told).days <= _FILED


def _dateline(text: str, parse: Parse, published: dt.date | None) -> dt.date | None:
    """The day of a dateline: after the place or, where nothing else dates it, in a line of its own.

    "BAGHDAD, Jan. 3, 2020 (Reuters) -" gives one; "BAGHDAD, Jan. 3" only beside a day of
    publication, for it lacks the year.
    """
    head = parse.paragraphs[:_DATELINE_PARAGRAPHS]
    for span, reading in _readings(text, parse, Tokens(text, head), published):
        explicit = reading.basis is DateBasis.EXPLICIT or published is not None
        if not explicit or reading.granularity is not Granularity.DAY:
            continue
        paragraph = next(one for one in head if one.covers(span))
        before = text[paragraph.start : span.start].strip()
        after = text[span.end : paragraph.end].strip()
        if published is None and _is_date_line(f"{before} {after}"):
            return reading.first
        near = span.end - paragraph.start <= _DATELINE_WIDTH
        if near and before[:2].isupper() and after[:1] in ("(", "-", "–", "—", ":"):
            return reading.first
    return None


def _is_date_line(rest: str) -> bool:
    """Whether the ``rest`` of a line with a date holds nothing but "posted", "at", a time."""
    known = words()["dateline"]["words"]
    return all(word.lower() in known for word in _WORD.findall(rest))
