"""What an article says is to come: predictions, promises, threats and plans."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from onrecord.coding import Coding
from onrecord.corpus.events.happening import codes_of, names_of
from onrecord.corpus.events.told import Told
from onrecord.records import (
    Certainty,
    EventTime,
    Forecast,
    ForecastKind,
    Modality,
    PloverType,
    Statement,
    StatementAct,
    TimeReference,
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


def forecasts_of(coding: Coding, tellings: Sequence[Told]) -> Iterator[Forecast]:
    """The forecasts of an article, in the order of the text."""
    found = _Reading(coding, tellings)
    yield from sorted(
        [*found.statements(), *found.plans()], key=lambda one: (one.start, one.end, one.id)
    )


class _Reading:
    def __init__(self, coding: Coding, tellings: Sequence[Told]) -> None:
        self.coding = coding
        self.tellings = [t for t in tellings if t.type_sure is None or t.type_sure >= _LEAST]
        self.act: Mapping[str, StatementAct | None] = {s.id: s.act for s in coding.statements}

    def statements(self) -> Iterator[Forecast]:
        """One for each statement that predicts, promises or threatens."""
        for said in self.coding.statements:
            kind = KIND.get(said.act) if said.act else None
            if kind is None or not said.content or self._is_retold(said):
                continue
            inside = [t for t in self.tellings if t.statement == said.id]
            ahead = [t for t in inside if not t.happened and t.modality != Modality.CONDITIONAL]
            telling = ahead[0] if ahead else None
            if telling is not None and _is_of_others(telling):
                kind = ForecastKind.PREDICTION
            if telling is None or not (telling.headline and self._is_told_below(telling)):
                yield self._forecast(kind, _whole(said.content), telling, said)

    def _is_retold(self, said: Statement) -> bool:
        """Whether it is an old word that the article only recalls ("had predicted")."""
        text = self.coding.article.text
        return any("had" in cue.of(text).lower().split() for cue in said.cue)

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
            planned = telling.modality == Modality.PLANNED and telling.time == EventTime.FUTURE
            if planned and surely and self.act.get(telling.statement or "") in _PLAIN:
                span = Span(telling.quote_start, telling.quote_end)
                yield self._forecast(ForecastKind.PLAN, span, telling, None)

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
            actors=names_of([telling.actors]) if telling else (),
            actor_codes=codes_of([telling.actors]) if telling else (),
            recipients=names_of([telling.recipients]) if telling else (),
            recipient_codes=codes_of([telling.recipients]) if telling else (),
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
        if telling is not None and telling.date_to is not None and telling.date_from is not None:
            first, last = map(dt.date.fromordinal, (telling.date_from, telling.date_to))
            if day is None or last >= day:
                return first, last
        ahead = [t for t in self.coding.times if _lies_ahead(t, span, day)]
        if not ahead:
            return None, None
        last_one = ahead[-1]
        return (day or last_one.date_from), last_one.date_to


def _is_of_others(telling: Told) -> bool:
    """Whether others than the speaker and whom they speak for are to act: nobody vows for them."""
    actors = [p for p in telling.actors if p.code or p.names]
    known = telling.side is not None and telling.teller is not None
    return (
        known
        and bool(actors)
        and not any(telling.side in (p.code, p.country) or p.name == telling.teller for p in actors)
    )


def _lies_ahead(time: TimeReference, span: Span, day: dt.date | None) -> bool:
    inside = span.covers(time.span) and time.date_to is not None
    return inside and (day is None or (time.date_to is not None and time.date_to >= day))


def _whole(spans: Sequence[Span]) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))
