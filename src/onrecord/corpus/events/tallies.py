"""The numbers that an article gives of its events, those that it takes back among them.

Beside the figures that were read with what they count, numbers that stand alone are read ("gave
the toll as 170"), for by these a toll is raised, lowered and taken back.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

import msgspec

from onrecord.coding import Coding
from onrecord.corpus.events.lexicon import lemma_of, listed, results, settings, thing
from onrecord.corpus.events.numbers import (
    Plain,
    counted_by,
    counting,
    given_by,
    is_office,
    plain_numbers,
    recalled,
    value_of,
)
from onrecord.corpus.events.sentences import clauses_of, sentence_around
from onrecord.corpus.story import stem
from onrecord.events.numbers import number_at
from onrecord.records import (
    DateBasis,
    EventMention,
    Figure,
    FigureKind,
    Modality,
    PloverType,
    SourceKind,
)
from onrecord.text import Span

Teller = Callable[[str | None], tuple[str | None, str | None]]
"""Who makes a statement and whom they speak for."""

ANYBODY = "people"
"""The subject of figures that count whoever was hit."""
_listed = partial(listed, "numbers")
_NEAR = 700
"""Characters from a number to the event that it belongs to, where no word ties them."""
_OPENING = 25
"""Characters at the start of a paragraph that can name it a correction."""
_AFTER = 25
"""Characters behind a number where words can say that it was given before."""
_HARM = (FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.MISSING)
_BACK = 400
"""Characters before the sentence of a number that are searched for what it counts."""
_OTHER = re.compile(r"\d")
_TAKING = "abduct"
"""The mode of assaults that take people away; who was killed or wounded was so by another deed."""
_OLD = 7
"""Days before publication after which a deed is no news of the article any more."""


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """A number that an article gives of an event; ``value`` holds its bounds."""

    figure: str | None
    """Id of the figure; empty where only the number stands ("gave the toll as 170")."""
    kind: str
    subject: str
    low: float | None
    high: float | None
    unit: str | None
    start: int
    end: int
    statement: str | None
    teller: str | None
    side: str | None
    official: bool
    """Whether an office or body gives it."""
    withdrawn: bool
    """Whether the text says that this number was wrong or is taken back."""
    earlier: bool
    """Whether the text gives it as what was said before ("last week it gave the number as 11")."""


def tallies_of(coding: Coding, teller_of: Teller) -> Mapping[str, Sequence[Tally]]:
    """The numbers of an article by the event mention that they belong to."""
    found: dict[str, list[Tally]] = defaultdict(list)
    for tally, event in _Reading(coding, teller_of).tallies():
        found[event].append(tally)
    return found


class _Reading:
    def __init__(self, coding: Coding, teller_of: Teller) -> None:
        self.coding = coding
        self.text = coding.article.text
        self.teller_of = teller_of
        self.mentions = {m.id: m for m in coding.event_mentions}
        self.statements = {s.id: s for s in coding.statements}
        self.recalled = recalled(self.text)
        self.is_correction = bool(_words_in(self.text[:60], "correcting"))

    def tallies(self) -> Iterator[tuple[Tally, str]]:
        """Each number with its event, in the order of the text."""
        made = [self._of_figure(f) for f in self.coding.figures if not self._is_source(f)]
        taken = [Span(t.start, t.end) for t in made]
        plain = [n for n in plain_numbers(self.text) if not any(map(n.span.overlaps, taken))]
        events = {f.span.start: f.event for f in self.coding.figures}
        last: str | None = None
        for tally in sorted([*made, *self._named(plain, made)], key=lambda t: t.start):
            event = self._deed(self._tied(events.get(tally.start), tally))
            last = event or (last if tally.figure is None else None)
            if last is not None:
                yield tally, last

    def _is_source(self, figure: Figure) -> bool:
        """Whether the words only name who speaks: "an official said five people were killed"."""
        return any(
            figure.span.overlaps(span) for said in self.coding.statements for span in said.source
        )

    def _of_figure(self, figure: Figure) -> Tally:
        counted = figure.counted.of(self.text) if figure.counted else ""
        return self._tally(
            figure.span,
            figure.kind,
            counted or figure.span.of(self.text).lstrip("0123456789, "),
            (figure.low, figure.high),
            figure,
        )

    def _tally(
        self,
        span: Span,
        kind: FigureKind,
        counted: str,
        bounds: tuple[float | None, float | None],
        figure: Figure | None = None,
    ) -> Tally:
        statement = figure.statement if figure else self._statement_at(span)
        teller, side, official = self._giver(span, statement, figure)
        return Tally(
            figure=figure.id if figure else None,
            kind=kind.value,
            subject=subject_of(counted),
            low=bounds[0],
            high=bounds[1],
            unit=figure.unit if figure else None,
            start=span.start,
            end=span.end,
            statement=statement,
            teller=teller,
            side=side,
            official=official,
            withdrawn=self._withdrawn(span),
            earlier=any(map(span.overlaps, self.recalled))
            or (figure is None and self._is_earlier(span)),
        )

    def _giver(
        self, span: Span, statement: str | None, figure: Figure | None
    ) -> tuple[str | None, str | None, bool]:
        """Who gives a number, whom they speak for and whether that is an office."""
        counts = counted_by(self.text, span) or (None if figure else counting(self.text, span))
        if counts is not None:
            return self._named_at(counts)
        said = self.statements.get(statement or "")
        if said is not None:
            words = " ".join(part.of(self.text) for part in said.source)
            office = said.source_kind is SourceKind.OFFICE or is_office(words)
            return (*self.teller_of(statement), office)
        subject = given_by(self.text, span)
        return self._arresting(figure) if subject is None else self._named_at(subject)

    def _named_at(self, span: Span) -> tuple[str, str | None, bool]:
        """Who is named at ``span``, by the whole of the name that begins there."""
        named = [m.span for m in self.coding.mentions if m.span.start == span.start]
        whole = max([span, *named], key=lambda one: one.end)
        words = whole.of(self.text)
        return words, self._country_at(whole), is_office(words)

    def _arresting(self, figure: Figure | None) -> tuple[str | None, str | None, bool]:
        """Who arrests counts it, where the article names no other source."""
        event = self.mentions.get((figure.event if figure else None) or "")
        if event is None or event.mode != "arrest" or not event.actors:
            return None, None, False
        who = event.actors[0]
        words = who.span.of(self.text)
        return words, who.country, is_office(words)

    def _country_at(self, span: Span) -> str | None:
        """The country of the actor that is named at ``span``."""
        named = {m.actor for m in self.coding.mentions if m.span.start == span.start}
        return next((a.country for a in self.coding.actors if a.id in named), None)

    def _named(self, plain: Sequence[Plain], made: Sequence[Tally]) -> Iterator[Tally]:
        """Numbers that stand alone as tallies; one without a kind has that of the nearest."""
        known = [*made, *(self._of_plain(n, n.kind, n.of or "") for n in plain if n.kind)]
        yield from known[len(made) :]
        for number in plain:
            like = self._like(number, known) if number.kind is None else None
            if like is not None:
                yield self._of_plain(number, FigureKind(like.kind), number.of or like.subject)

    def _like(self, number: Plain, known: Sequence[Tally]) -> Tally | None:
        """The number of people that one without a word for what befell them counts as well.

        It is the nearest in its sentence, that before it first; else, unless other numbers stand
        there, the first in the last sentence before that has any. Where it tells whom it counts
        ("gave the number of Canadians as 63"), what befell them may be told behind it.
        """
        at = number.span.start
        own = sentence_around(self.text, number.span)
        people = [t for t in known if t.kind != FigureKind.MONEY and t.start != at]
        inside = [t for t in people if own.start <= t.start < own.end]
        if inside:
            return min(inside, key=lambda t: (t.start > at, abs(t.start - at)))
        before = [t for t in people if own.start - _BACK <= t.start < own.start]
        if not before and number.of is not None:
            return next((t for t in people if own.end <= t.start < own.end + _BACK), None)
        if not before or _OTHER.search(self.text, own.start, at):
            return None
        last = sentence_around(self.text, Span(before[-1].start, before[-1].end))
        return next(t for t in before if t.start >= last.start)

    def _of_plain(self, number: Plain, kind: FigureKind, counted: str) -> Tally:
        before = self.text[: number.span.start].rstrip().lower()
        least = before.endswith(("at least", "more than"))
        value = value_of(number.digits)
        return self._tally(number.span, kind, counted, (value, None if least else value))

    def _tied(self, event: str | None, tally: Tally) -> str | None:
        """The event that a number is tied to.

        The dead and wounded of what hurts nobody ("denied") belong to the nearest deed that does,
        who is held for a deed to the nearest arrest, if one is told.
        """
        found = self.mentions.get(event or "")
        if found is None:
            return self._nearest(tally)
        if tally.kind == FigureKind.DETAINED and found.type is PloverType.ASSAULT:
            return self._nearest(tally) or event
        astray = tally.kind in _HARM and not _does_harm(found)
        return self._nearest(tally) if astray else event

    def _deed(self, event: str | None) -> str | None:
        """The deed whose outcome ``event`` tells, if its words name one or one is told before it.

        "80 were killed" tells that of an attack, "the crew was detained" that of a seizure; "25
        were killed in the strikes" names it.
        """
        found = self.mentions.get(event or "")
        if found is None or not _is_outcome(found, self.text):
            return event
        if found.mode != "arrest" and (named := self._named_deed(found)) is not None:
            return named
        arrest = found.mode == "arrest"
        before = [
            m
            for m in self.coding.event_mentions
            if m.trigger.start < found.trigger.start
            and found.trigger.start - m.trigger.start <= _NEAR
            and m.status.happened
            and (m.mode == "seize" if arrest else _is_deed(m, self.text))
            and not self._marks_time(m.trigger)
        ]
        news = [m for m in before if not self._is_old(m)]
        return (news or before)[-1].id if before else event

    def _named_deed(self, outcome: EventMention) -> str | None:
        """The deed in which the words behind ``outcome`` say that people came to harm."""
        end = sentence_around(self.text, outcome.trigger).end
        behind = (
            m
            for m in self.coding.event_mentions
            if outcome.trigger.end <= m.trigger.start < end
            and m.status.happened
            and _is_deed(m, self.text)
            and _IN_WHICH.search(self.text, outcome.trigger.end, m.trigger.start)
        )
        return next((m.id for m in behind), None)

    def _marks_time(self, trigger: Span) -> bool:
        return _SINCE.search(self.text, max(0, trigger.start - 40), trigger.start) is not None

    def _nearest(self, tally: Tally) -> str | None:
        """The event that a number without a tie belongs to: the nearest deed that does harm."""
        if tally.kind not in (*_HARM, FigureKind.DETAINED):
            return None
        arrests = tally.kind == FigureKind.DETAINED
        able = [
            m
            for m in self.coding.event_mentions
            if (m.mode == "arrest" if arrests else _does_harm(m))
        ]
        near = [m for m in able if _distance(m, tally)[1] <= _NEAR]
        hurting = [m for m in near if m.type is PloverType.ASSAULT and m.mode != _TAKING]
        best = min(hurting or near, key=lambda m: _distance(m, tally), default=None)
        return best.id if best is not None else None

    def _is_old(self, mention: EventMention) -> bool:
        """Whether the article only recalls it."""
        day, last = self.coding.article.date, mention.date_to
        return day is not None and last is not None and (day - last).days > _OLD

    def _statement_at(self, span: Span) -> str | None:
        """The shortest statement whose content covers ``span``."""
        covering = [
            (sum(part.end - part.start for part in s.content), s.id)
            for s in self.coding.statements
            if any(part.covers(span) for part in s.content)
        ]
        return min(covering)[1] if covering else None

    def _is_earlier(self, span: Span) -> bool:
        before = self.text[sentence_around(self.text, span).start : span.end + _AFTER].lower()
        return any(phrase in before for phrase in _phrases("before"))

    def _withdrawn(self, span: Span) -> bool:
        sentence = sentence_around(self.text, span)
        clause = next(c for c in clauses_of(self.text, sentence) if c.start <= span.start < c.end)
        words = clause.of(self.text)
        if _words_in(words, "withdrawing"):
            return True
        if _words_in(words, "retracting") and _words_in(words, "said"):
            return True
        recalls = any(map(span.overlaps, self.recalled))
        if recalls and _words_in(words, "mistaken"):
            return True
        before = self.text[sentence.start : span.start]
        if _NOT.search(before) and not recalls:  # "nine people, not 19"
            return True
        if self._lives(sentence, span):
            return True
        if self.is_correction and recalls:
            return True
        corrects = self.is_correction or self._in_correction(span)
        return corrects and _words_in(before, "earlier")

    def _lives(self, sentence: Span, span: Span) -> bool:
        """Whether those counted as dead are then said to live: "thought dead, but survived"."""
        words = sentence.of(self.text)
        after = self.text[span.end : sentence.end]
        but = after.find(" but ")
        return but >= 0 and _words_in(words, "doubting") and _words_in(after[but:], "surviving")

    def _in_correction(self, span: Span) -> bool:
        """Whether its paragraph opens by saying that it corrects something."""
        start = self.text.rfind("\n", 0, span.start) + 1
        return bool(_words_in(self.text[start : start + _OPENING], "correcting"))


_NOT = re.compile(r", (?:and |but )?not (?:at least |about |some )?\Z")


def subject_of(counted: str) -> str:
    """What is counted, shortened: nationality or kind of people, one word for anybody."""
    found = re.findall(r"[a-z]+", counted.lower().replace("u.s.", "american"))
    words = [stem(word) for word in found if number_at([word], 0) is None]
    anybody = {stem(word) for word in _listed("anybody")}
    left = [word for word in words if word not in anybody and word not in _FILLERS]
    return thing(left[-1]) if left else ANYBODY


_FILLERS = frozenset(
    {
        "all",
        "the",
        "of",
        "on",
        "in",
        "board",
        "no",
        "at",
        "least",
        "about",
        "more",
        "than",
        "a",
        "an",
    }
    | {"some", "nearly", "almost", "around", "over"}
)


_IN_WHICH = re.compile(r"\b(?:in|by|during) (?:the|a|an|this|that|these|those) (?:\w+ )?\Z")
"""Matches before the deed in which people came to harm: "55 wounded in the strikes"."""
_SINCE = re.compile(r"\bsince (?:[\w'’]+ ){0,3}\Z")
"""Matches before what only marks a time: "the worst since the coup"."""


def _is_outcome(mention: EventMention, text: str) -> bool:
    """Whether it only tells whom something killed or hurt, without who, when or where."""
    own = mention.date_from is not None and mention.date_basis is not DateBasis.INHERITED
    bare = not mention.actors and mention.place is None and not own
    hurt = lemma_of(mention.trigger.of(text).lower().split()[0]) in results()
    return bare and (hurt or mention.mode == "arrest")


def _is_deed(mention: EventMention, text: str) -> bool:
    harm = mention.type is PloverType.ASSAULT or mention.mode == "weapons"
    harm &= mention.mode != _TAKING
    return harm and lemma_of(mention.trigger.of(text).lower().split()[-1]) not in results()


def _does_harm(mention: EventMention) -> bool:
    return mention.quad == 4 and mention.status.modality in (Modality.ACTUAL, Modality.NEGATED)


def _distance(mention: EventMention, tally: Tally) -> tuple[bool, int, str]:
    """Deeds told before a number come first."""
    return mention.trigger.start > tally.start, abs(mention.trigger.start - tally.start), mention.id


def _words_in(text: str, name: str) -> bool:
    return not _listed(name).isdisjoint(re.findall(r"[a-z]+", text.lower()))


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(str(settings()["numbers"][name]).strip().splitlines())
