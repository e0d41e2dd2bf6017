"""Small codings with events, for tests of what is made across articles; no model is needed."""

import datetime as dt
import zlib
from base64 import b64encode
from collections.abc import Iterable, Sequence

import numpy as np

from onrecord.coding import Coding
from onrecord.events.sense import SIZE
from onrecord.ingest.article import make_article
from onrecord.pairs.vectors import pack
from onrecord.records import (
    Actor,
    ActorKind,
    Certainty,
    DateBasis,
    EventMention,
    EventTime,
    Figure,
    FigureKind,
    Form,
    Granularity,
    Mention,
    MentionForm,
    Modality,
    Participant,
    PloverType,
    Run,
    SourceKind,
    Statement,
    StatementAct,
    Status,
    TimeReference,
    TimexType,
)
from onrecord.text import Span

RUN = Run(version="test", models={}, knowledge={}, stages=())
OTHER_RUN = Run(version="test", models={"a": "2"}, knowledge={}, stages=())
YES = Status(modality=Modality.ACTUAL, certainty=Certainty.CERTAIN, time=EventTime.CURRENT)
NO = Status(modality=Modality.NEGATED, certainty=Certainty.CERTAIN, time=EventTime.CURRENT)
AHEAD = Status(modality=Modality.POSSIBLE, certainty=Certainty.POSSIBLE, time=EventTime.FUTURE)
COUNTRIES = {"Iran": "IRN", "Ukraine": "UKR", "Canada": "CAN", "Britain": "GBR", "Yemen": "YEM"}
COUNTRIES |= {"Houthi": "YEM", "European Union": "EUR", "Europeans": "EUR"}
GROUPS = {"Houthi": "HOU", "European Union": "EU"}
"""Groups and bodies with a code of their own."""


class Report:
    """An article that is put together by naming words of its text."""

    def __init__(self, text: str, outlet: str, day: dt.date, key: str | None = None) -> None:
        name = key or f"https://{outlet.lower()}.example/{day}"
        self.article = make_article(text, key=name, outlet=outlet, date=day)
        self._actors: dict[str, Actor] = {}
        self._mentions: list[Mention] = []
        self._statements: list[Statement] = []
        self._events: list[EventMention] = []
        self._figures: list[Figure] = []
        self._times: list[TimeReference] = []

    def span(self, words: str) -> Span:
        """Where ``words`` stand."""
        at = self.article.text.index(words)
        return Span(at, at + len(words))

    def actor(self, words: str) -> Actor:
        """The actor that ``words`` name; countries by `COUNTRIES`."""
        if words not in self._actors:
            span = self.span(words)
            code = next((code for name, code in COUNTRIES.items() if name in words), None)
            kind = ActorKind.COUNTRY if words in COUNTRIES else ActorKind.GROUP
            made = Actor(
                article=self.article.id,
                name=words,
                name_span=span,
                kind=kind,
                named=words[0].isupper(),
                country=code,
                code=next((code for name, code in GROUPS.items() if name in words), None),
            )
            self._actors[words] = made
            self._mentions.append(
                Mention(article=self.article.id, span=span, form=MentionForm.NAME, actor=made.id)
            )
        return self._actors[words]

    def says(
        self,
        who: str,
        cue: str,
        content: str,
        act: StatementAct | None = None,
        kind: SourceKind = SourceKind.OFFICE,
    ) -> str:
        """Add a statement; returns its id."""
        made = Statement(
            article=self.article.id,
            source=(self.span(who),),
            cue=(self.span(cue),),
            content=(self.span(content),),
            form=Form.INDIRECT,
            source_kind=kind,
            act=act,
            speaker=self.actor(who).id,
        )
        self._statements.append(made)
        return made.id

    def event(
        self,
        trigger: str,
        actors: Sequence[str] = (),
        recipients: Sequence[str] = (),
        *,
        type_: PloverType = PloverType.ASSAULT,
        mode: str | None = None,
        status: Status = YES,
        day: dt.date | None = None,
        statement: str | None = None,
        sure: float | None = None,
        whole: float | None = None,
    ) -> str:
        """Add a telling. ``sure``: how likely it is of its type; ``whole``: right in all."""
        made = EventMention(
            article=self.article.id,
            trigger=self.span(trigger),
            type=type_,
            mode=mode,
            quad=4,
            goldstein=-8.0,
            actors=tuple(self._participant(words) for words in actors),
            recipients=tuple(self._participant(words) for words in recipients),
            status=status,
            statement=statement,
            date_from=day,
            date_to=day,
            date_basis=DateBasis.EXPLICIT if day else None,
            type_confidence=sure,
            confidence=whole,
            sense=made_up_sense([type_, *" ".join([*actors, *recipients]).split()]),
        )
        self._events.append(made)
        return made.id

    def time(self, words: str, first: dt.date, last: dt.date | None = None) -> None:
        """Add a time with the days that it stands for."""
        self._times.append(
            TimeReference(
                article=self.article.id,
                span=self.span(words),
                timex=TimexType.DATE,
                date_from=first,
                date_to=last or first,
                granularity=Granularity.DAY,
            )
        )

    def figure(
        self,
        words: str,
        kind: FigureKind,
        value: float,
        event: str,
        statement: str | None = None,
        counted: str | None = None,
        *,
        least: bool = False,
    ) -> None:
        """Add a figure that an event has; ``least``: it has no upper bound."""
        self._figures.append(
            Figure(
                article=self.article.id,
                span=self.span(words),
                kind=kind,
                low=value,
                high=None if least else value,
                counted=self.span(counted) if counted else None,
                event=event,
                statement=statement,
            )
        )

    def coding(self, run: Run = RUN) -> Coding:
        """The coding so far."""
        return Coding(
            article=self.article,
            run=run,
            times=tuple(self._times),
            actors=tuple(self._actors.values()),
            mentions=tuple(self._mentions),
            statements=tuple(self._statements),
            event_mentions=tuple(sorted(self._events, key=lambda e: e.trigger)),
            figures=tuple(self._figures),
        )

    def _participant(self, words: str) -> Participant:
        actor = self.actor(words)
        span = self.span(words)
        return Participant(span=span, actor=actor.id, country=actor.country, code=actor.code)


def made_up_sense(words: Iterable[str]) -> str:
    """A sense that lies near that of a telling with the same words, the first above all."""
    seeds = [zlib.crc32(word.lower().encode()) for word in words]
    rows = [np.random.default_rng(seed).normal(size=SIZE) for seed in seeds]
    found = np.asarray(rows[0] * 2 + sum(rows), np.float32)
    return b64encode(pack(found[None])).decode("ascii")


def day(number: int, month: int = 1) -> dt.date:
    """A day of 2020."""
    return dt.date(2020, month, number)


def claim() -> Report:
    """Canada says that Iran shot an airliner down; Iran denies it."""
    made = Report(
        "Canada said that Iran shot down an airliner of Ukraine with 176 people on Wednesday. "
        "Iranian officials denied that a missile hit the airliner.",
        "Meridian",
        day(9),
    )
    said = made.says("Canada", "said", "that Iran shot down an airliner of Ukraine")
    downed = made.event("shot down", ["Iran"], ["airliner of Ukraine"], day=day(8), statement=said)
    made.figure("176", FigureKind.KILLED, 176, downed, said)
    no = made.says("Iranian officials", "denied", "a missile hit the airliner", StatementAct.DENIES)
    made._actors["Iranian officials"] = made.actor("Iranian officials")
    made.event("hit", [], ["airliner of Ukraine"], status=NO, statement=no)
    return made


def admission(outlet: str = "Courier") -> Report:
    """Iran admits it."""
    made = Report(
        f"Iran admitted on Saturday, the {outlet} wrote, that it shot down the airliner of "
        "Ukraine, and all 176 people were killed.",
        outlet,
        day(11),
    )
    said = made.says("Iran", "admitted", "it shot down the airliner", StatementAct.CONFIRMS)
    made.event("shot down", ["Iran"], ["airliner of Ukraine"], statement=said)
    return made


def strike(number: int) -> Report:
    """A strike on each day."""
    made = Report(
        f"Britain bombed a depot of Iran near the port, the ministry of day {number} said.",
        "Post",
        day(number),
    )
    made.event("bombed", ["Britain"], ["depot of Iran"], day=day(number))
    return made
