"""What an article says is to come: predictions, promises, threats and plans.

What is told twice, by headline and text or by two readings of one sentence, is one forecast.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from onrecord.coding import Coding
from onrecord.corpus.events.ahead import Clause, clauses_ahead, foretells, is_planned
from onrecord.corpus.events.dues import due_by, gives_time
from onrecord.corpus.events.lexicon import listed, same_kind
from onrecord.corpus.events.naming import Side, codes_of, names_of
from onrecord.corpus.events.sentences import clauses_of, sentence_around
from onrecord.corpus.events.told import Told
from onrecord.corpus.words import headline_end
from onrecord.records import (
    Certainty,
    DateBasis,
    EventTime,
    Forecast,
    ForecastKind,
    Modality,
    PloverType,
    Statement,
    StatementAct,
    TimeReference,
    TimexMod,
)
from onrecord.text import Span

KIND = {
    StatementAct.PREDICTS: ForecastKind.PREDICTION,
    StatementAct.PROMISES: ForecastKind.PROMISE,
    StatementAct.THREATENS: ForecastKind.THREAT,
}
_PLAIN = frozenset({StatementAct.STATES, StatementAct.CONFIRMS, None})
"""Acts of statements whose plans are told as plans."""

_LEAST = 0.2
"""Chance of its type below which a telling foretells nothing: no event could answer it."""
_OLD = 2
"""Days before publication after which what was said then is no news: "warned in April"."""
_PAST = re.compile(
    r"\b(?:would|could|might|should) (?:never |not )?have \w+|\bif\b[^.;]{0,60}?\bhad \w+"
)
"""What would have come about is not to come."""
_WILL = re.compile(r"\b(?:will|would|shall|(?:is|are) (?:going |due )?to)\b|['’]ll\b")
_TO_COME = re.compile(r"\b(?:will|would|shall|could|may|might|to|due)\b|['’]ll\b")
_SAID = re.compile(r"\b(?:says?|said|told|tells?|announced|added)\b")
_WEEK = dt.timedelta(7)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DEADLINE = re.compile(r"\b(by|until|till|before|than|within)(?: the)?(?: end of)?\s+$")
_BEING = re.compile(r"\b(?:is|are|was|were|been)\b")
_FURTHER = re.compile(r"[\s,]*(?:and|but) to\b")
_BREAK = re.compile(r"[.;:!?\n]")
_TO = re.compile(r"\s*(?:(?!and\b|or\b|but\b)[\w'’-]+\s+){0,5}?to\s+")


def forecasts_of(coding: Coding, tellings: Sequence[Told]) -> Iterator[Forecast]:
    """The forecasts of an article, in the order of the text."""
    found = _Reading(coding, tellings)
    told = [*found.statements(), *found.plans()]
    made = found.once([*told, *found.clauses(told)])
    yield from sorted(made, key=lambda one: (one.start, one.end, one.id))


class _Reading:
    def __init__(self, coding: Coding, tellings: Sequence[Told]) -> None:
        self.coding = coding
        self.tellings = [t for t in tellings if t.type_sure is None or t.type_sure >= _LEAST]
        self.text = coding.article.text
        self.told = {t.mention: t for t in self.tellings}
        self.act: Mapping[str, StatementAct | None] = {s.id: s.act for s in coding.statements}

    def statements(self) -> Iterator[Forecast]:
        """One for each statement that predicts, promises or threatens."""
        for said in self.coding.statements:
            ultimatum = self._is_ultimatum(said)
            kind = ForecastKind.THREAT if ultimatum else KIND.get(said.act) if said.act else None
            if kind is None or not said.content or self._is_retold(said):
                continue
            words = _whole(said.content).of(self.text)
            if _PAST.search(words.lower()) or not (ultimatum or self._foretells(said, words)):
                continue
            inside = [t for t in self.tellings if t.statement == said.id]
            ahead = [t for t in inside if not t.happened and t.modality != Modality.CONDITIONAL]
            telling = ahead[0] if ahead else None
            if telling is not None and _is_of_others(telling):
                kind = ForecastKind.PREDICTION
            if telling is None or not (telling.headline and self._is_told_below(telling)):
                span = _whole((*said.cue, *said.content)) if ultimatum else self._span(said)
                yield self._forecast(kind, span, telling, said)

    def _is_ultimatum(self, said: Statement) -> bool:
        """Whether it demands something by the end of a time that it gives."""
        demands = said.act is StatementAct.DEMANDS and bool(said.content)
        return demands and gives_time(_whole((*said.cue, *said.content)).of(self.text))

    def _foretells(self, said: Statement, words: str) -> bool:
        content, cue = _whole(said.content), _whole(said.cue)
        cues = " ".join(span.of(self.text) for span in said.cue)
        if self.text[: cue.start].endswith("than "):
            return False  # "more than first announced" compares
        if not content.covers(cue):
            return foretells(words, cues, behind=content.start > cue.start)
        # "he is expected to go", read as a whole, or "he will go, she said, and not return"
        parts = self.text[cue.end : content.end], self.text[content.start : cue.start]
        return foretells(parts[0], cues, behind=True) or foretells(parts[1], cues, behind=False)

    def _span(self, said: Statement) -> Span:
        """The words of a statement; with the rest of the clause behind "talks are expected"."""
        content, cue = _whole(said.content), _whole(said.cue)
        between = self.text[content.end : cue.start]
        passive = _BEING.search(cue.of(self.text)) is not None
        if cue.start < content.end or not passive or _BREAK.search(between):
            return content
        clauses = clauses_of(self.text, sentence_around(self.text, cue))
        end = next(c.end for c in clauses if cue.start < c.end or c is clauses[-1])
        return Span(content.start, max(end, cue.end))

    def _is_retold(self, said: Statement) -> bool:
        """Whether it is an old word that the article only recalls.

        "Had predicted", or "warned in April" in May.
        """
        if any("had" in cue.of(self.text).lower().split() for cue in said.cue):
            return True
        last, first = max(cue.end for cue in said.cue), min(span.start for span in said.content)
        day = self.coding.article.date
        return day is not None and any(
            last <= time.span.start < first
            and time.date_to is not None
            and (day - time.date_to).days > _OLD
            for time in self.coding.times
        )

    def _is_told_below(self, headline: Told) -> bool:
        """Whether the text below a headline tells with its source what it foretells."""
        return any(
            not t.headline and t.statement and not t.happened and t.lemma == headline.lemma
            for t in self.tellings
        )

    def plans(self) -> Iterator[Forecast]:
        """One for each event that is told as planned or expected, outside such statements."""
        for telling in self.tellings:
            surely = telling.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)
            if not surely or self.act.get(telling.statement or "") not in _PLAIN:
                continue
            span = Span(telling.quote_start, telling.quote_end)
            ahead = telling.time == EventTime.FUTURE
            if telling.modality == Modality.PLANNED and ahead and self._is_planned(telling):
                yield self._forecast(ForecastKind.PLAN, span, telling, None)
            elif telling.modality == Modality.POSSIBLE and ahead and self._is_dated(telling):
                yield self._forecast(ForecastKind.PREDICTION, span, telling, None)

    def _is_planned(self, telling: Told) -> bool:
        """Whether its own clause says that it is still to come."""
        quote = Span(telling.quote_start, telling.quote_end)
        clause = next(c for c in clauses_of(self.text, quote) if telling.start < c.end)
        start = clause.start
        if _FURTHER.match(self.text, start, telling.start):
            start = quote.start  # "plans to send ships and to expel an envoy"
        return is_planned(self.text[start : telling.start], headline=telling.headline)

    def _is_dated(self, telling: Told) -> bool:
        """Whether its own clause says that it will be by a day that is ahead."""
        day = self.coding.article.date
        if day is None or telling.date_to is None or telling.basis == DateBasis.INHERITED:
            return False
        before = self.text[telling.quote_start : telling.start].lower()
        will = list(_WILL.finditer(before))
        return (
            telling.date_to > day.toordinal()
            and bool(will)
            and len(before[will[-1].end() :].split()) <= 2
            and not _PAST.search(self.text[telling.quote_start : telling.quote_end].lower())
        )

    def clauses(self, told: Sequence[Forecast]) -> Iterator[Forecast]:
        """One for each clause that says what will be and that none of ``told`` holds."""
        for clause in clauses_ahead(self.text, headline_end(self.coding.article)):
            if any(one.start <= clause.mark.start < one.end for one in told):
                continue
            around = [
                s for s in self.coding.statements if any(c.covers(clause.mark) for c in s.content)
            ]
            if any(s.act not in _PLAIN or self._is_retold(s) for s in around):
                continue
            if _PAST.search(clause.span.of(self.text).lower()):
                continue
            said = min(around, key=_length, default=None)
            span = clause.span
            if said is not None:
                whole = _whole(said.content)
                span = Span(max(span.start, whole.start), min(span.end, whole.end))
            made = self._of_clause(clause, span, said)
            own = said is not None and (clause.own or self._hints(said))
            if clause.sure or made.due_to is not None or own:
                yield made

    def _hints(self, said: Statement) -> bool:
        """Whether somebody only lets it be understood: "hinted that troops might go"."""
        cues = " ".join(span.of(self.text) for span in said.cue).lower().split()
        return not listed("forecasts", "hinting").isdisjoint(cues)

    def _of_clause(self, clause: Clause, span: Span, said: Statement | None) -> Forecast:
        """What a clause foretells; a day before "would" is that of the telling."""
        told = [
            t for t in self.tellings if clause.mark.start <= t.start < span.end and not t.happened
        ]
        kind = ForecastKind.PLAN if said is None else ForecastKind.PREDICTION
        kind = ForecastKind.PROMISE if said is not None and clause.own else kind
        made = self._forecast(kind, span, told[0] if told else None, said)
        words = Span(clause.mark.start, span.end)
        due = self._called_for(words) if clause.call else self._due(words, None)
        day = self.coding.article.date
        old = day is not None and due[1] is not None and due[1] <= day and said is None
        if not clause.sure and old:
            due = (None, None)
        if due[1] is None and clause.sure:
            return made
        return msgspec.structs.replace(made, due_from=due[0], due_to=due[1])

    def once(self, found: Iterable[Forecast]) -> Iterator[Forecast]:
        """Those of ``found`` that are not told again, and better, by another of them."""
        kept: list[Forecast] = []
        for one in sorted(found, key=self._vagueness):
            if not any(self._is_again(one, other) for other in kept):
                kept.append(one)
        yield from kept

    def _vagueness(self, one: Forecast) -> tuple[bool, bool, bool, bool, int, int, str]:
        telling = self.told.get(one.mention or "")
        headline = telling is not None and telling.headline
        no_day, nobody = one.due_to is None, one.teller is None
        return headline, telling is None, no_day, nobody, one.start, one.end, one.id

    def _is_again(self, one: Forecast, other: Forecast) -> bool:
        """Whether both are one forecast."""
        if one.teller != other.teller and None not in (one.teller, other.teller):
            return False
        inside = one.start < other.end and other.start < one.end
        first, second = self.told.get(one.mention or ""), self.told.get(other.mention or "")
        if first is None or second is None:
            return inside
        if first.type != second.type:
            return inside and self._is_aim(first, second)
        if _apart(one, other):
            return False
        headline = first.headline or second.headline
        alike = headline or same_kind(first.lemma, second.lemma)
        return inside or (alike and _share_side(one, other))

    def _is_aim(self, one: Told, other: Told) -> bool:
        """Whether one only says what the other is for: "to send ships to escort a tanker"."""
        first, second = sorted((one, other), key=lambda t: t.start)
        return _TO.fullmatch(self.text[first.end : second.start]) is not None

    def _forecast(
        self, kind: ForecastKind, span: Span, telling: Told | None, said: Statement | None
    ) -> Forecast:
        article = self.coding.article
        due = self._due(span, telling)
        teller, named = self._teller(telling, said)
        return Forecast(
            article=article.id,
            published=article.date,
            outlet=article.outlet,
            kind=kind,
            statement=said.id if said else telling.statement if telling else None,
            mention=telling.mention if telling else None,
            teller=teller,
            named=named,
            start=span.start,
            end=span.end,
            type=PloverType(telling.type) if telling else None,
            mode=telling.mode if telling else None,
            word=telling.lemma if telling else None,
            negated=telling is not None and telling.denied,
            actors=names_of([Side(telling.actors)]) if telling else (),
            actor_codes=codes_of([Side(telling.actors)]) if telling else (),
            recipients=names_of([Side(telling.recipients)]) if telling else (),
            recipient_codes=codes_of([Side(telling.recipients)]) if telling else (),
            country=telling.spot.country if telling and telling.spot else None,
            due_from=due[0],
            due_to=due[1],
        )

    def _teller(self, telling: Told | None, said: Statement | None) -> tuple[str | None, bool]:
        """Who foretells it, and whether by a name."""
        if said is None:
            return (telling.teller, telling.named) if telling else (None, False)
        actor = next((a for a in self.coding.actors if a.id == said.speaker), None)
        if actor is not None:
            return actor.name, actor.named
        words = " … ".join(span.of(self.coding.article.text) for span in said.source)
        return words or "a source not named", False

    def _due(self, span: Span, telling: Told | None) -> tuple[dt.date | None, dt.date | None]:
        """When it is to happen: the days of the event or else of a time in the words."""
        day = self.coding.article.date
        times = [t for t in self.coding.times if self._lies_ahead(t, span)]
        if telling is not None and telling.date_to is not None and telling.date_from is not None:
            first, last = map(dt.date.fromordinal, (telling.date_from, telling.date_to))
            if day is None or last > day or (last == day and any(t.date_to == day for t in times)):
                return first, last
        if not times:
            last_day = due_by(span.of(self.text), day) if day is not None else None
            return (day, last_day) if last_day is not None else (None, None)
        return self._days_of(times[-1])

    def _called_for(self, span: Span) -> tuple[dt.date | None, dt.date | None]:
        """The day for which people are called up: a weekday just past is read as the next one."""
        day = self.coding.article.date
        for time in self.coding.times:
            last = time.date_to if span.covers(time.span) else None
            if day is None or last is None or last != time.date_from:
                continue
            if last < day <= last + _WEEK and _WEEKDAY.match(time.span.of(self.text)):
                last += _WEEK
            if last > day:
                return last, last
        return None, None

    def _days_of(self, time: TimeReference) -> tuple[dt.date | None, dt.date | None]:
        """The days of a time at which something is due, or until its deadline."""
        before = _DEADLINE.search(self.text[: time.span.start])
        if before is None:
            return time.date_from, time.date_to
        day, last = self.coding.article.date, time.date_to
        if before[1] == "before" and time.date_from is not None and time.mod is not TimexMod.END:
            last = time.date_from - dt.timedelta(1)
        return (None, None) if day and last and last < day else (day or time.date_from, last)

    def _lies_ahead(self, time: TimeReference, span: Span) -> bool:
        """Whether a time in ``span`` is to come; "said on Monday that" is the day of the word."""
        day = self.coding.article.date
        if not span.covers(time.span) or time.date_to is None or (day and time.date_to < day):
            return False
        between = _TO_COME.split(self.text[span.start : time.span.start])
        return time.date_to != day or (len(between) > 1 and not _SAID.search(between[-1]))


def _length(said: Statement) -> int:
    whole = _whole(said.content)
    return whole.end - whole.start


def _is_of_others(telling: Told) -> bool:
    """Whether others than the speaker and whom they speak for are to act: nobody vows for them."""
    actors = [p for p in telling.actors if p.code or p.names]
    known = telling.side is not None and telling.teller is not None
    return (
        known
        and bool(actors)
        and not any(telling.side in (p.code, p.country) or p.name == telling.teller for p in actors)
    )


def _share_side(one: Forecast, other: Forecast) -> bool:
    """Whether the same side acts or is hit, or one of them names none."""
    mine = {*one.actor_codes, *one.actors, *one.recipient_codes, *one.recipients}
    theirs = {*other.actor_codes, *other.actors, *other.recipient_codes, *other.recipients}
    return not mine or not theirs or bool(mine & theirs)


def _apart(one: Forecast, other: Forecast) -> bool:
    """Whether they are due at other times."""
    if None in (one.due_from, one.due_to, other.due_from, other.due_to):
        return False
    return one.due_to < other.due_from or other.due_to < one.due_from  # type: ignore[operator]


def _whole(spans: Sequence[Span]) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))
