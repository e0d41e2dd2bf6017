"""When the events of an article were: from their own words, or from those of another telling."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from onrecord.dates.counted import Counted, counted, shifted
from onrecord.dates.linking import Held, dates_something, held, link
from onrecord.dates.retelling import Retelling
from onrecord.dates.scenes import hosts, since_of, when_clause
from onrecord.dates.tense import Direction, direction
from onrecord.language.parse import Parse, span_of
from onrecord.records import DateBasis, Granularity, TimeReference
from onrecord.text import Span

_HOPS = 3
"""Clauses from an event to the one whose day it shares."""


class Dated(NamedTuple):
    """The time of an event and what it rests on."""

    reference: TimeReference
    """The time expression, with the interval of the event: "this month" ends with the day of
    publication for what has happened."""
    basis: DateBasis


class Dating:
    """The dates of one article's events; see `when`."""

    def __init__(
        self, parse: Parse, times: Sequence[TimeReference], published: dt.date | None
    ) -> None:
        self.times = times
        self._parse = parse
        self._published = published
        self._by_sentence: dict[int, list[TimeReference]] = {}
        for time in times:
            head = parse.head(time.span)
            if head is not None:
                self._by_sentence.setdefault(head.sent.start, []).append(time)
        self._held: dict[int, list[Held]] = {}
        self._counted: dict[int, list[Counted]] = {}
        self._known: dict[tuple[Span, int], TimeReference | None] = {}
        self._retelling = Retelling(parse, self._told_at, published)

    def when(self, trigger: Span) -> Dated | None:
        """The time of the event at ``trigger``; never the day of publication by default.

        In this order: the time that its own clause or scene gives; one that is reckoned from
        another event ("five days after ..."); that of another telling of the same happening, of
        the same speaker's words before, or of the sentence that a headline sums up. The last
        three are inherited. A longer time gives way to a shorter one within it, if another telling
        has one.
        """
        word = self._parse.head(trigger)
        if word is None:
            return None
        found = self._told(trigger)
        basis = found.basis if found is not None else DateBasis.INHERITED
        if found is None and not self._is_vague(trigger, word):
            found = self._retelling.inherited(word, trigger)
        if found is None or basis is None:
            return None
        finer = self._retelling.finer(word, found)
        return Dated(finer or self._cut(found, trigger), basis)

    def before(self, trigger: Span) -> list[Token]:
        """The words of earlier tellings that the noun at ``trigger`` may take up."""
        word = self._parse.head(trigger)
        return self._retelling.before(word) if word is not None else []

    def _told(self, trigger: Span, hops: int = _HOPS) -> TimeReference | None:
        """The time that the sentence of ``trigger`` gives it."""
        key = (trigger, hops)
        if key not in self._known:
            self._known[key] = self._find(trigger, hops)
        return self._known[key]

    def _find(self, trigger: Span, hops: int) -> TimeReference | None:
        word = self._parse.head(trigger)
        if word is None or not self._by_sentence.get(word.sent.start):
            return None
        near = self._times_of(word.sent)
        return (
            link(self._parse, trigger, near, self._published)
            or self._of_clause(word)
            or self._reckoned(word, hops)
            or self._of_host(word, trigger, hops)
        )

    def _of_clause(self, word: Token) -> TimeReference | None:
        """The time whose clause ``word`` is ("since May, when ..."), or since which it goes on."""
        for time in self._by_sentence[word.sent.start]:
            if dates_something(time) and when_clause(self._parse, time, word):
                return time
            if self._published and since_of(self._parse, time, word):
                assert time.date_from is not None
                if time.date_from <= self._published:
                    return _until(time, self._published)
        return None

    def _reckoned(self, word: Token, hops: int) -> TimeReference | None:
        """The time told by the distance from another event."""
        if hops == 0:
            return None
        for pair in self._counted[word.sent.start]:
            if word.i in (pair.later.i, pair.earlier.i):
                forward = word.i == pair.later.i
                other = span_of(pair.earlier if forward else pair.later)
                known = self._told(other, hops - 1)
                found = shifted(pair, known, forward=forward) if known is not None else None
                if found is not None:
                    return found
        return None

    def _of_host(self, word: Token, trigger: Span, hops: int) -> TimeReference | None:
        """The time of a clause whose moment ``word`` shares."""
        if hops == 0:
            return None
        for host in hosts(word):
            found = None if trigger.covers(span_of(host)) else self._told(span_of(host), hops - 1)
            if found is not None:
                return None if self._ahead(trigger, found) else found
        return None

    def _times_of(self, sentence: DocSpan) -> list[Held]:
        start = sentence.start
        if start not in self._held:
            times = self._by_sentence.get(start, [])
            self._held[start] = held(self._parse, times, self._published)
            self._counted[start] = list(counted(self._parse, times))
        return self._held[start]

    def _told_at(self, token: Token) -> TimeReference | None:
        return self._told(span_of(token))

    def _is_vague(self, trigger: Span, word: Token) -> bool:
        """Whether the words of the event itself give a time that is no date ("for years")."""
        for time in self._by_sentence.get(word.sent.start, ()):
            head = self._parse.head(time.span)
            if head is None or dates_something(time) or trigger.overlaps(time.span):
                continue
            if word.i in (head.head.i, head.head.head.i):
                return True
        return False

    def _ahead(self, trigger: Span, time: TimeReference) -> bool:
        """Whether what is told as past would lie ahead."""
        if self._published is None or time.date_from is None:
            return False
        ahead = time.date_from > self._published
        return ahead and direction(self._parse, trigger) is Direction.PAST

    def _cut(self, time: TimeReference, trigger: Span) -> TimeReference:
        """``time`` up to the day of publication for what was, and from it on for what will be."""
        today = self._published
        if today is None or time.date_from is None or time.date_to is None:
            return time
        if time.basis is not DateBasis.RELATIVE or not time.date_from < today < time.date_to:
            return time
        match direction(self._parse, trigger):
            case Direction.PAST:
                return msgspec.structs.replace(time, date_to=today)
            case Direction.FUTURE:
                return msgspec.structs.replace(time, date_from=today)
        return time


def _until(time: TimeReference, day: dt.date) -> TimeReference:
    return msgspec.structs.replace(
        time, date_to=day, granularity=Granularity.VAGUE, basis=DateBasis.RELATIVE
    )
