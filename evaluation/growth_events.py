"""Time of events in a growing store: ``python -m evaluation growth [ARTICLES] [MORE]``.

A made-up store: on each day, stories with parties, a place and figures of their own, told by an
agency and by papers in words of their own, some denied, some foretold; four event mentions an
article. Texts are short and made by seeded chance; records are made with them, so no model runs.
"""

import datetime as dt
import random
import tempfile
import time
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from evaluation.growth import AGENCIES, PAPERS, peak, timed
from evaluation.results import append_result
from evaluation.task import Measure
from onrecord.asking.event import event
from onrecord.asking.events import EventQuestion, events
from onrecord.asking.forecasts import ForecastQuestion, forecasts
from onrecord.asking.series import SeriesQuestion, series
from onrecord.asking.statements import Question, statements
from onrecord.asking.units import Period, Unit
from onrecord.coding import Coding
from onrecord.corpus import stage as origin_stage
from onrecord.corpus.events.stage import update as update_events
from onrecord.events.sense import SIZE
from onrecord.records import (
    Actor,
    ActorKind,
    Article,
    Certainty,
    DateBasis,
    EventMention,
    EventTime,
    Figure,
    FigureKind,
    Form,
    Modality,
    Participant,
    Place,
    PloverType,
    Precision,
    Run,
    SourceKind,
    Statement,
    StatementAct,
    Status,
)
from onrecord.store.store import Store
from onrecord.text import Span

FIRST = dt.date(2020, 1, 1)
STORIES_A_DAY = 60
RUN = Run(version="growth", models={}, knowledge={}, stages=())
COUNTRIES = tuple(f"{a}{b}{c}" for a in "ABCDEFGH" for b in "LMNR" for c in "AEI")
_DEEDS: tuple[tuple[str, PloverType, str | None, int], ...] = (
    ("bombed", PloverType.ASSAULT, "aerial", 4),
    ("attacked", PloverType.ASSAULT, None, 4),
    ("arrested", PloverType.COERCE, "arrest", 4),
    ("met", PloverType.CONSULT, None, 1),
    ("accused", PloverType.ACCUSE, "allege", 3),
    ("sanctioned", PloverType.SANCTION, None, 4),
    ("threatened", PloverType.THREATEN, None, 3),
    ("helped", PloverType.AID, None, 2),
)
_STATUS = {
    "yes": Status(modality=Modality.ACTUAL, certainty=Certainty.CERTAIN, time=EventTime.CURRENT),
    "no": Status(modality=Modality.NEGATED, certainty=Certainty.CERTAIN, time=EventTime.CURRENT),
    "ahead": Status(modality=Modality.PLANNED, certainty=Certainty.PROBABLE, time=EventTime.FUTURE),
}
_SYLLABLES = ("ba", "ko", "ra", "to", "di", "sa", "lo", "ve", "ni", "ma", "ze", "ku", "po", "re")


def report(articles: int, more: int, note: str | None = None, kept: Path | None = None) -> None:
    """Print how a store of ``articles`` grows by ``more``; with ``note``, keep that in a page.

    Args:
        kept: where the store stays. One that is there is of ``articles`` and is only added to.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = kept or Path(folder) / "growth.duckdb"
        measures = [Measure(name="articles", value=articles), *measured(articles, more, path)]
    for measure in measures:
        print(f"{measure.name:44}{measure.value:14,.1f}")
    if note is not None:
        append_result("growth", measures, note)


def measured(articles: int, more: int, path: Path) -> Iterator[Measure]:
    """Seconds of wall and processor of each step, milliseconds of questions, and room."""
    made = codings(articles + more)
    steps = [("first", articles), ("more", more)]
    if path.exists():
        del steps[0]
        deque(islice(made, articles), maxlen=0)
    for step, count in steps:
        timed(f"store {count:,}", partial(_add, path, made, count))
        for name, update in (("origins", _origins), ("events", _events)):
            taken = timed(f"{name} with {count:,}", partial(update, path))
            yield Measure(name=f"{name}, {step}: s", value=taken[0])
            yield Measure(name=f"{name}, {step}: s of processor", value=taken[1])
    for name, question in _questions(path).items():
        wall, own = min(_seconds(question) for _ in range(3))
        yield Measure(name=f"{name}: ms", value=1000 * wall)
        yield Measure(name=f"{name}: ms of processor", value=1000 * own)
    yield Measure(name="store: MB", value=path.stat().st_size / 1e6)
    yield Measure(name="peak memory: MB", value=peak())


def codings(count: int) -> Iterator[Coding]:
    """``count`` codings; the first ones are the same whatever the count."""
    number, story = 0, 0
    while number < count:
        for coding in _story(story):
            if number == count:
                return
            yield coding
            number += 1
        story += 1


def _story(number: int) -> Iterator[Coding]:
    """All articles on one story: an agency, and some papers in words of their own."""
    chance = random.Random(number)
    day = FIRST + dt.timedelta(days=number // STORIES_A_DAY)
    deeds = [_Deed(chance, day) for _ in range(4)]
    agency = chance.choice(AGENCIES)
    yield _Telling(f"{number}-0", agency, day, deeds, chance).coding()
    for turn in range(chance.choice((0, 0, 1, 2, 4))):
        later = day + dt.timedelta(days=turn % 2)
        paper = _Telling(f"{number}-{turn + 1}", chance.choice(PAPERS), later, deeds, chance)
        yield paper.coding()


class _Deed:
    """What happened: who did what to whom, where, and how many were hurt."""

    def __init__(self, chance: random.Random, day: dt.date) -> None:
        self.word, self.type, self.mode, self.quad = chance.choice(_DEEDS)
        self.actor, self.recipient = chance.sample(COUNTRIES, 2)
        self.person = _name(chance)
        self.place = _name(chance)
        self.at = chance.randrange(100_000)
        self.day = day
        self.number = chance.randint(2, 400)
        self.status = chance.choices(("yes", "no", "ahead"), (85, 7, 8))[0]
        self.says = chance.random() < 0.5
        self.sense = b64encode(bytes(chance.randrange(256) for _ in range(SIZE))).decode("ascii")


class _Telling:
    """One article, put together sentence by sentence."""

    def __init__(
        self, key: str, outlet: str, day: dt.date, deeds: list[_Deed], chance: random.Random
    ) -> None:
        self.key, self.outlet, self.day = key, outlet, day
        self.sentences = [self._sentence(deed, chance) for deed in deeds]
        text = "\n\n".join(sentence for sentence, _ in self.sentences)
        self.article = Article(key=key, text=text, outlet=outlet, date=day)
        self.made: dict[str, list[object]] = {}

    def _sentence(self, deed: _Deed, chance: random.Random) -> tuple[str, _Deed]:
        about = " ".join(_name(chance).lower() for _ in range(5))
        told = "denied that" if deed.status == "no" else "said that"
        head = f"Ministry {told} " if deed.says or deed.status == "no" else ""
        will = "will have " if deed.status == "ahead" else ""
        return (
            f"{head}{deed.actor} {will}{deed.word} {deed.person} of {deed.recipient} in "
            f"{deed.place}, where {deed.number} people were hurt, {about}.",
            deed,
        )

    def coding(self) -> Coding:
        """The article with its records."""
        at = 0
        for sentence, deed in self.sentences:
            self._records(sentence, deed, at)
            at += len(sentence) + 2
        fields = {name: tuple(found) for name, found in self.made.items()}
        return Coding(article=self.article, run=RUN, **fields)  # type: ignore[arg-type]

    def _records(self, sentence: str, deed: _Deed, start: int) -> None:
        def span(words: str) -> Span:
            at = start + sentence.index(words)
            return Span(at, at + len(words))

        article = self.article.id
        actor = self._actor(deed.actor, span(deed.actor), deed.actor)
        whom = self._actor(deed.person, span(deed.person), deed.recipient)
        hit = Participant(span=span(deed.person), actor=whom.id, country=deed.recipient)
        place = Place(
            article=article,
            span=span(deed.place),
            name=deed.place,
            precision=Precision.CITY,
            geonames=deed.at,
            country=deed.recipient,
            lat=deed.at % 160 - 80.0,
            lon=deed.at % 340 - 170.0,
        )
        said = self._statement(sentence, deed, start)
        event = EventMention(
            article=article,
            trigger=span(deed.word),
            type=deed.type,
            mode=deed.mode,
            quad=deed.quad,
            actors=(Participant(span=span(deed.actor), actor=actor.id, country=deed.actor),),
            recipients=(hit,),
            status=_STATUS[deed.status],
            statement=said.id if said else None,
            place=place.id,
            date_from=deed.day,
            date_to=deed.day,
            date_basis=DateBasis.RELATIVE,
            sense=deed.sense,
        )
        figure = Figure(
            article=article,
            span=span(str(deed.number)),
            kind=FigureKind.WOUNDED,
            low=deed.number,
            high=deed.number,
            event=event.id,
            statement=said.id if said else None,
        )
        for name, record in (
            ("actors", actor),
            ("actors", whom),
            ("places", place),
            ("statements", said),
            ("event_mentions", event),
            ("figures", figure),
        ):
            if record is not None:
                self.made.setdefault(name, []).append(record)

    def _actor(self, name: str, span: Span, country: str) -> Actor:
        kind = ActorKind.COUNTRY if name == country else ActorKind.PERSON
        return Actor(article=self.article.id, name=name, name_span=span, kind=kind, country=country)

    def _statement(self, sentence: str, deed: _Deed, start: int) -> Statement | None:
        if not sentence.startswith("Ministry"):
            return None
        denies = deed.status == "no"
        return Statement(
            article=self.article.id,
            source=(Span(start, start + 8),),
            cue=(Span(start + 9, start + (15 if denies else 13)),),
            content=(Span(start + (21 if denies else 19), start + len(sentence)),),
            form=Form.INDIRECT,
            source_kind=SourceKind.OFFICE,
            act=StatementAct.DENIES if denies else StatementAct.STATES,
        )


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(4)).capitalize()


def _add(path: Path, made: Iterator[Coding], count: int) -> str:
    mentions = 0
    with Store(path) as store:
        for at in range(0, count, 1_000):
            batch = [next(made) for _ in range(min(1_000, count - at))]
            mentions += sum(len(coding.event_mentions) for coding in batch)
            store.add(batch)
    return f"{mentions} event mentions"


def _origins(path: Path) -> str:
    with Store(path) as store:
        done = origin_stage.update(store)
    return f"{done.sketched} sketched, {done.compared} compared, {done.came} came, {done.went} went"


def _events(path: Path) -> str:
    with Store(path) as store:
        done = update_events(store)
    return f"{done.compared} pairs compared, {done.grouped} tellings in {done.events} events"


def _questions(path: Path) -> dict[str, Callable[[], object]]:
    """What is asked of the store, about a deed of its second day."""
    since = FIRST + dt.timedelta(days=1)
    until = since + dt.timedelta(days=30)
    one = next(row for row in events(path, EventQuestion(until=since)) if row.actor_codes)
    actor, other = one.actor_codes[0], one.recipient_codes[0]
    month = EventQuestion(actor=actor, since=since, until=until)
    where = EventQuestion(type=PloverType.ASSAULT, country=other, since=since, until=until)
    told = EventQuestion(type=PloverType.ASSAULT, origins=2, since=since, until=until)
    said = Question(by="Ministry", about=one.place_name)
    dyad = SeriesQuestion(period=Period.WEEK, actor=actor, recipient=other)
    country = SeriesQuestion(unit=Unit.COUNTRY, country=other)
    return {
        "events of an actor in a month": lambda: events(path, month),
        "events of a type and country in a month": lambda: events(path, where),
        "events of a type and two origins in a month": lambda: events(path, told),
        "one event": lambda: event(path, one.id),
        "statements by and about": lambda: statements(path, said),
        "forecasts of an actor": lambda: forecasts(path, ForecastQuestion(actor=actor)),
        "a dyad by week": lambda: series(path, dyad),
        "a country by month": lambda: series(path, country),
    }


def _seconds(job: Callable[[], object]) -> tuple[float, float]:
    """The seconds that a job takes, and those of processor."""
    start, own = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - start, time.process_time() - own
