"""Every record that onrecord makes. Read this first.

Records are frozen and name each other by id. An id is a hash of what the record was read from
(the article, the kind of record, the spans), so the same text gives the same ids on any machine,
in any order. Each class names in ``_identity`` the fields that make up its id. A field that the
text does not give is empty: ``None`` or ``()``, never a guess.

All spans are ``[start, end)`` in code points of the article's canonical text.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, ClassVar

import msgspec

from onrecord.text import Span

ID_LENGTH = 16
"""Hex digits of an id: 64 bits, so a store of a billion records expects no collision trouble."""


LIKELY = 0.5
"""From this chance on, a reading is more likely right than not; below it, it is doubtful."""

WHOLE = 0.2
"""Chance that type, sides and status are all right, below which a reading is doubtful as well: of
350 such on marked texts one in six was right (``docs/confidence.md``)."""


def is_doubtful(type_chance: float | None, whole_chance: float | None) -> bool:
    """Whether a reading is less likely than not an event of its type, or hardly right in all.

    What a program that gives no chances has read is not doubtful.
    """
    return _is_below(type_chance, LIKELY) or _is_below(whole_chance, WHOLE)


def _is_below(chance: float | None, limit: float) -> bool:
    return chance is not None and chance < limit


def content_id(*parts: object) -> str:
    """A short hash of ``parts``; equal parts give equal ids on every machine."""
    blob = msgspec.json.encode(parts)
    return hashlib.sha256(blob).hexdigest()[:ID_LENGTH]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the stored records: an id that is made from the identity fields."""

    _identity: ClassVar[tuple[str, ...]] = ()

    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            parts = [getattr(self, name) for name in self._identity]
            made = content_id(type(self).__name__, *parts)
            msgspec.structs.force_setattr(self, "id", made)


# --- vocabularies ---------------------------------------------------------------------------


class Form(StrEnum):
    """How a statement gives the words of its source."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SourceKind(StrEnum):
    """What kind of source makes a statement."""

    NAMED_PERSON = "named_person"
    OFFICE = "office"
    GROUP = "group"
    UNNAMED_PERSON = "unnamed_person"
    MEDIA = "media"
    DOCUMENT = "document"
    SOCIAL_POST = "social_post"


class StatementAct(StrEnum):
    """What a source does with what it says."""

    STATES = "states"
    CONFIRMS = "confirms"
    DENIES = "denies"
    ACCUSES = "accuses"
    PREDICTS = "predicts"
    THREATENS = "threatens"
    PROMISES = "promises"
    DEMANDS = "demands"
    QUESTIONS = "questions"
    DECLINES = "declines"


class MentionForm(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    COUNTRY = "country"


class Precision(StrEnum):
    """How exactly a place is given."""

    POINT = "point"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class PlaceRole(StrEnum):
    """Whether a place name stands for a location or for the people who act there."""

    LOCATION = "location"
    METONYM = "metonym"


class TimexType(StrEnum):
    """The TIMEX3 types (TimeML 1.2.1, section 2.2)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Granularity(StrEnum):
    """The unit in which a time is given."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


class TimexMod(StrEnum):
    """How a time is modified: the TIMEX3 values of ``mod`` (TimeML 1.2.1, section 2.2)."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"
    LESS_THAN = "LESS_THAN"
    MORE_THAN = "MORE_THAN"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"
    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"


class DayPart(StrEnum):
    """The part of a day that a time names."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class DateBasis(StrEnum):
    """What a date rests on."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    INHERITED = "inherited"


class PloverType(StrEnum):
    """The event types of PLOVER 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Modality(StrEnum):
    """Whether the event took place, from the point of view of whoever tells it."""

    ACTUAL = "actual"
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    NEGATED = "negated"


class Certainty(StrEnum):
    """How sure the teller is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class EventTime(StrEnum):
    """When the event lies, seen from the day of publication."""

    HISTORICAL = "historical"
    CURRENT = "current"
    FUTURE = "future"


class FigureKind(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DETAINED = "detained"
    DISPLACED = "displaced"
    TROOPS = "troops"
    MONEY = "money"


class OriginBasis(StrEnum):
    """What shows that an article goes back to an origin."""

    OWN = "own"
    """Nothing shows that it was taken from elsewhere."""
    COPY = "copy"
    """Passages that stand in another article word for word."""
    CREDIT = "credit"
    """A byline, dateline or line that credits an agency."""
    CITATION = "citation"
    """Words that cite another outlet for it."""


class Standing(StrEnum):
    """What all reports together say about whether an event happened."""

    CONFIRMED = "confirmed"
    """Told by outlets themselves, confirmed by a source, or a source's own word or decision."""
    CLAIMED = "claimed"
    """Only sources say so."""
    DISPUTED = "disputed"
    """Told by some, denied by others."""
    ADMITTED = "admitted"
    """Denied first, and later said to have happened by the same side."""
    DENIED = "denied"
    """Told only as not having happened."""
    WITHDRAWN = "withdrawn"
    """Told by sources that all took it back."""
    EXPECTED = "expected"
    """Planned, attempted, possible or conditional only."""


class Stance(StrEnum):
    """What a telling makes of the event."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    CONTESTS = "contests"
    """Denies something about it, such as who did it, or rejects it."""
    EXPECTS = "expects"
    """Planned, attempted, possible or conditional."""
    WITHDRAWS = "withdraws"
    """Takes back what was told before."""


class MemberBasis(StrEnum):
    """What joins a telling to its event."""

    FIRST = "first"
    """It is the earliest."""
    ARTICLE = "article"
    """The article itself tells both as one."""
    COPY = "copy"
    """The same sentence in another article."""
    MATCH = "match"
    """Alike in what, who, where and when."""
    JUDGEMENT = "judgement"
    """A person said so."""


class FigureStanding(StrEnum):
    """What became of a figure."""

    HOLDS = "holds"
    REPLACED = "replaced"
    """The same source gave another one later, or it was a count that has grown."""
    WITHDRAWN = "withdrawn"
    """It was taken back or corrected."""


class ForecastKind(StrEnum):
    """What kind of word about the future it is."""

    PREDICTION = "prediction"
    PROMISE = "promise"
    THREAT = "threat"
    PLAN = "plan"
    """Told as planned or expected, outside such a statement."""


class Agreement(StrEnum):
    """How a later event answers a forecast."""

    FULL = "full"
    PART = "part"
    """It answers some of it: another place, fewer."""
    CONTRARY = "contrary"
    """A report says that it did not happen, or not until it was overdue."""


class Outcome(StrEnum):
    """What came of a forecast by a day."""

    PENDING = "pending"
    CAME_TRUE = "came true"
    PARTLY = "partly"
    DID_NOT = "did not"
    """A report says that it did not happen, or it happened after it was due."""
    PAST_DUE = "past due"
    """The time is over, and no report says what came of it."""


class Verdict(StrEnum):
    """What a person judged about two tellings."""

    MERGE = "merge"
    SPLIT = "split"


# --- records --------------------------------------------------------------------------------


class Run(Record, frozen=True, kw_only=True):
    """What made a record: the versions and hashes of code, models and knowledge."""

    _identity = ("version", "models", "knowledge", "stages")

    version: str
    """Version of onrecord."""
    models: dict[str, str]
    """Name and version of each model."""
    knowledge: dict[str, str]
    """Name and SHA-256 of each knowledge file."""
    stages: tuple[str, ...]
    """Names of the stages, in the order they ran."""


class Article(Record, frozen=True, kw_only=True):
    """One published text of one outlet."""

    _identity = ("key", "text", "title", "outlet", "author", "url", "date", "language")

    key: str
    """What stays the same when the text changes: the address, the user's own id or the file."""
    text: str
    """The canonical text; every span points into it."""
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    date: dt.date | None = None
    """Day of publication."""
    language: str = "en"
    """ISO 639-1 code."""


class Actor(Record, frozen=True, kw_only=True):
    """A person, group, organisation or country of one article; its mentions are joined."""

    _identity = ("article", "name_span")

    article: str
    name: str
    """The fullest words that the article uses."""
    name_span: Span
    kind: ActorKind | None = None
    named: bool = True
    """Whether it has a name; "a former official" has none and is never merged with one that has."""
    country: str | None = None
    """ISO 3166-1 alpha-3, or a PLOVER code for bodies above states (UNO, EUR, IGO ...)."""
    sectors: tuple[str, ...] = ()
    """PLOVER sector codes."""
    code: str | None = None
    """Short code of an armed group or international body, where the knowledge has one."""


class Mention(Record, frozen=True, kw_only=True):
    """Words that name an actor."""

    _identity = ("article", "span")

    article: str
    span: Span
    form: MentionForm
    actor: str
    """Id of the actor."""


class ActorCandidate(Record, frozen=True, kw_only=True):
    """Somebody whom an actor without a name may be: who held the post at the time told."""

    _identity = ("article", "actor", "name")

    article: str
    actor: str
    span: Span
    """The words that name the post."""
    name: str
    """Of the holder; the text does not give it."""
    country: str
    post: str
    """president, monarch, supreme, government, foreign, defence or interior."""
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    """First and last day of the term, where the source has the day."""
    origin: str
    """Where the table has the term from: wikidata or own."""
    score: float
    """From 0 to 1: 1 where nobody else is known to have held the post on that day."""


class Place(Record, frozen=True, kw_only=True):
    """A place name and what it resolves to; coordinates are empty where it cannot be resolved."""

    _identity = ("article", "span")

    article: str
    span: Span
    name: str | None = None
    """The gazetteer's name."""
    lat: float | None = None
    lon: float | None = None
    """Degrees, WGS 84."""
    precision: Precision | None = None
    geonames: int | None = None
    """GeoNames id."""
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    admin1: str | None = None
    """GeoNames code of the first-order division."""
    role: PlaceRole = PlaceRole.LOCATION
    confidence: float | None = None


class TimeReference(Record, frozen=True, kw_only=True):
    """A time expression and the interval that it stands for."""

    _identity = ("article", "span")

    article: str
    span: Span
    timex: TimexType
    value: str | None = None
    """TIMEX3 value; empty where the text does not let one say."""
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    """First and last day, both included; empty for durations and sets without an anchor."""
    granularity: Granularity | None = None
    basis: DateBasis | None = None
    mod: TimexMod | None = None
    """What words such as "early", "nearly" and "at least" make of the value."""
    part_of_day: DayPart | None = None


class Statement(Record, frozen=True, kw_only=True):
    """Who said what: an attribution of content to a source."""

    _identity = ("article", "source", "cue", "content")

    article: str
    source: tuple[Span, ...]
    """Empty where nobody is named ("it was reported")."""
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    source_kind: SourceKind | None = None
    act: StatementAct | None = None
    """What the source does; empty where no act is likely enough."""
    speaker: str | None = None
    """Id of the actor who speaks."""
    parent: str | None = None
    """Id of the statement that tells this one."""
    confidence: float | None = None


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in an event: the words, and the actor that they name."""

    span: Span
    actor: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str | None = None
    by_context: bool = False
    """Whether country and code are likely from whom the text names around the words, and not told
    by the words themselves or by what is known of the actor."""


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """Whether it happened, from the point of view of the innermost source."""

    modality: Modality
    certainty: Certainty
    time: EventTime
    evidence: tuple[Span, ...] = ()
    """The words that decided: negations, modals, hedges, tenses."""

    @property
    def happened(self) -> bool:
        """Told as a fact that took place; plans, attempts, chances and denials are not."""
        return self.modality is Modality.ACTUAL and self.time is not EventTime.FUTURE


class EventMention(Record, frozen=True, kw_only=True):
    """One telling of an event."""

    _identity = ("article", "trigger", "type")

    article: str
    trigger: Span
    type: PloverType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    goldstein: float | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    status: Status
    statement: str | None = None
    """Id of the innermost statement that tells it; empty where the article itself does."""
    place: str | None = None
    """Id of the place."""
    when: str | None = None
    """Id of the time reference."""
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    granularity: Granularity | None = None
    date_basis: DateBasis | None = None
    confidence: float | None = None
    """The chance that type, sides and whether it happened are all right."""
    type_confidence: float | None = None
    """The chance that it is an event of this type at all."""
    sides_confidence: float | None = None
    """The chance that actors and recipients are right and none is missing."""
    status_confidence: float | None = None
    """The chance that it happened if it is told as a fact, or else that it is not one."""
    sense: str | None = None
    """What it means in its place: 64 signed numbers of 8 bits in base64, to compare tellings by."""


class Figure(Record, frozen=True, kw_only=True):
    """A reported quantity."""

    _identity = ("article", "span", "kind")

    article: str
    span: Span
    """The number words."""
    kind: FigureKind
    low: float | None = None
    high: float | None = None
    """Bounds; "dozens" gives none, "at least 12" a lower one only."""
    unit: str | None = None
    """Currency of a sum of money (ISO 4217)."""
    counted: Span | None = None
    """The words for whom or what it counts."""
    event: str | None = None
    """Id of the event mention."""
    statement: str | None = None
    """Id of the statement that gives it."""


class ArticleEvent(Record, frozen=True, kw_only=True):
    """One happening in one article, with all the places where the article tells it."""

    _identity = ("article", "mentions")

    article: str
    mentions: tuple[str, ...]
    """Ids of the event mentions, in the order of the text."""
    type: PloverType
    status: Status
    """The status of the telling that commits itself most; ``told_by_narrator`` says who does."""
    told_by_narrator: bool
    """Whether the article itself tells it at least once, outside any statement."""
    statements: tuple[str, ...] = ()
    """Ids of the statements that tell it."""
    place: str | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    date_basis: DateBasis | None = None


ARTICLE_RECORDS: tuple[type[Record], ...] = (
    Actor,
    Mention,
    ActorCandidate,
    Place,
    TimeReference,
    Statement,
    EventMention,
    Figure,
    ArticleEvent,
)
"""The records that stages make, in the order of the store's tables."""


class Origin(Record, frozen=True, kw_only=True):
    """An independent root of reporting: near-copies, pick-ups and retellings share one.

    Two reporters at one event are two origins, even where they write down the same quotation.
    """

    _identity = ("article", "outlet")

    article: str
    """Id of the article that stands for it: that of the credited outlet or else the earliest."""
    outlet: str | None = None
    """Whose reporting it is: the outlet that the members credit or cite, else the article's."""


class OriginMember(Record, frozen=True, kw_only=True):
    """An article, or a part of one, that goes back to an origin, with what shows it.

    Each article is a member as a whole once; it can be a member in part of others.
    """

    _identity = (
        "article",
        "origin",
        "whole",
        "basis",
        "outlet",
        "spans",
        "credit",
        "byline",
        "other",
        "other_spans",
        "share",
        "statements",
    )

    article: str
    origin: str | None
    """Id of the origin; empty where the cited outlet's report is not in the store."""
    whole: bool
    """Whether the article as a whole goes back to the origin; else the spans and statements do."""
    basis: OriginBasis
    outlet: str | None = None
    """The outlet that it credits or cites."""
    spans: tuple[Span, ...] = ()
    """The passages that stand in the other article, too."""
    credit: tuple[Span, ...] = ()
    """The words that credit or cite the outlet."""
    byline: str | None = None
    """The author line that credits the outlet; it is not part of the text."""
    other: str | None = None
    """Id of the article that shares the passages or is the one cited."""
    other_spans: tuple[Span, ...] = ()
    """The passages as they stand there."""
    share: float | None = None
    """Share of what the article tells, quotations left out, that stands in the other one."""
    statements: tuple[str, ...] = ()
    """Ids of the statements that cite the outlet."""


class Event(Record, frozen=True, kw_only=True):
    """One happening with all its tellings, in however many articles."""

    _identity = ("mention",)

    mention: str
    """Id of the telling that stands for it: the earliest by day, article and place in the text."""
    type: PloverType
    mode: str | None = None
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    goldstein: float | None = None
    standing: Standing
    words: tuple[str, ...] = ()
    """The words that tell it, those that most tellings use first."""
    actors: tuple[str, ...] = ()
    """Who acts: the names that most tellings use, else their words. Of what happened, only those
    whom an article itself names, a source confirms, or who say so of themselves."""
    actor_codes: tuple[str, ...] = ()
    """Countries and codes of armed groups and bodies of those who act."""
    actor_own_codes: tuple[str, ...] = ()
    """One code for each of those who act, by which series count: that of a group or body itself
    where it has one, else its country."""
    claimed_actors: tuple[str, ...] = ()
    """Whom only others name as acting, or who deny it."""
    claimed_actor_codes: tuple[str, ...] = ()
    """Their countries and codes, but for those that actors have as well."""
    claimed_actor_own_codes: tuple[str, ...] = ()
    """One code for each of them, but for those that actors have as well."""
    claimed_by: tuple[str, ...] = ()
    """The sources that name them, the first one first."""
    recipients: tuple[str, ...] = ()
    """To whom it is done."""
    recipient_codes: tuple[str, ...] = ()
    """Countries and codes of those to whom it is done."""
    recipient_own_codes: tuple[str, ...] = ()
    """One code for each of those to whom it is done."""
    place: str | None = None
    """Id of the most exact place."""
    place_name: str | None = None
    """Its name."""
    country: str | None = None
    """Country of the place: ISO 3166-1 alpha-3."""
    lat: float | None = None
    lon: float | None = None
    """Degrees, WGS 84."""
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    date_basis: DateBasis | None = None
    mentions: int
    """Tellings."""
    articles: int
    """Articles that tell it."""
    outlets: int
    """Outlets of those articles."""
    origins: int
    """Independent origins of those articles."""
    first: dt.date | None = None
    last: dt.date | None = None
    """First and last day of publication."""
    type_confidence: float | None = None
    """The chance that it is an event of its type at all, by the telling that is read most surely;
    empty where what coded a telling gives none."""
    doubtful: bool = False
    """Whether each telling is less likely than not an event of its type, or hardly right in all."""


class EventMember(Record, frozen=True, kw_only=True):
    """A telling and the event that it belongs to, with what joined them."""

    _identity = ("mention",)

    event: str
    """Id of the event."""
    mention: str
    """Id of the event mention."""
    article: str
    published: dt.date | None = None
    """Day of publication."""
    outlet: str | None = None
    start: int
    end: int
    """Where the words that tell it stand in the text."""
    quote_start: int
    quote_end: int
    """Where the sentence around them stands."""
    stance: Stance
    recalled: bool = False
    """Whether the article only recalls that the source said so before: "had denied"."""
    statement: str | None = None
    """Id of the innermost statement that tells it; empty where the article itself does."""
    teller: str | None = None
    """Who says so: the name or words of the source; empty where the article itself does."""
    side: str | None = None
    """Whom the teller speaks for: a country or code, else the name."""
    kind: SourceKind | None = None
    """Kind of source."""
    act: StatementAct | None = None
    """What the source does with it."""
    basis: MemberBasis
    joined_by: str | None = None
    """Id of the telling that it was joined to first."""
    score: float | None = None
    """How alike the two are; see docs/architecture.md."""
    reasons: tuple[str, ...] = ()
    """What speaks for it."""


class EventFigure(Record, frozen=True, kw_only=True):
    """A figure that belongs to an event."""

    _identity = ("event", "article", "start")

    event: str
    """Id of the event."""
    figure: str | None = None
    """Id of the figure; empty where only a number stands ("gave the toll as 170")."""
    article: str
    published: dt.date | None = None
    """Day of publication."""
    outlet: str | None = None
    kind: FigureKind
    subject: str
    """Whom or what it counts, shortened so that figures of one thing stand together."""
    low: float | None = None
    high: float | None = None
    """Bounds, as of the figure."""
    unit: str | None = None
    """Currency of a sum of money (ISO 4217)."""
    start: int
    end: int
    """Where it stands in the text."""
    statement: str | None = None
    """Id of the statement that gives it."""
    teller: str | None = None
    """Who gives it; empty where the article itself does."""
    standing: FigureStanding
    answer: str | None = None
    """Id of the article that takes it back or replaces it."""


class Forecast(Record, frozen=True, kw_only=True):
    """A prediction, promise, threat or plan, with what is known to have come of it."""

    _identity = ("article", "statement", "mention", "start")

    article: str
    published: dt.date | None = None
    """Day of publication."""
    outlet: str | None = None
    kind: ForecastKind
    statement: str | None = None
    """Id of the statement that makes it."""
    mention: str | None = None
    """Id of the event mention that it is about."""
    teller: str | None = None
    """Who makes it; empty where the article itself tells the plan."""
    named: bool
    """Whether whoever makes it has a name."""
    start: int
    end: int
    """Where its words stand in the text."""
    type: PloverType | None = None
    """What is to happen, where an event was read from the words."""
    mode: str | None = None
    """Mode of that type."""
    word: str | None = None
    """The word that tells it, without its ending."""
    negated: bool = False
    """Whether it is foretold that it will not happen."""
    actors: tuple[str, ...] = ()
    """Who is to act."""
    actor_codes: tuple[str, ...] = ()
    """Countries and codes of those who are to act."""
    recipients: tuple[str, ...] = ()
    """To whom it is to be done."""
    recipient_codes: tuple[str, ...] = ()
    """Countries and codes of those to whom it is to be done."""
    country: str | None = None
    """Country of the place, where one is named: ISO 3166-1 alpha-3."""
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    """When it is to happen, as far as the words say."""
    event: str | None = None
    """Id of the event that answers it."""
    answer: str | None = None
    """Id of the telling of that event that is shown beside the forecast."""
    answer_article: str | None = None
    """Id of the article that says what came of it."""
    answer_start: int | None = None
    """Where the sentence that says so begins in its text."""
    answer_end: int | None = None
    """Where it ends."""
    agreement: Agreement | None = None
    reasons: tuple[str, ...] = ()
    """What speaks for that answer."""


class Judgement(Record, frozen=True, kw_only=True):
    """What a person decided about two tellings. Judgements are only ever added; the last counts.

    A telling is named by its words, so that it is found again after the articles are coded anew.
    """

    _identity = ("number", "verdict", "one_article", "one_start", "other_article", "other_start")

    number: int
    """1 for the first, then 2 and so on."""
    verdict: Verdict
    one_article: str
    """Id of the article."""
    one_start: int
    one_end: int
    """Where the words stand in its text."""
    other_article: str
    """Id of the article."""
    other_start: int
    other_end: int
    """Where the words stand in its text."""
    by: str | None = None
    """Who judged."""
    note: str | None = None
    """Why."""


CORPUS_RECORDS: tuple[type[Record], ...] = (
    Origin,
    OriginMember,
    Event,
    EventMember,
    EventFigure,
    Forecast,
)
"""The records that are made across articles, from all that the store holds."""


def spans_of(record: Record) -> Iterator[tuple[str, int, Span]]:
    """Each span of ``record`` with the field it stands in and its place there.

    Spans inside participants and statuses come with a dotted field name, such as
    ``actors.span``.
    """
    for name in record.__struct_fields__:
        yield from _spans_in(name, getattr(record, name), 0)


def _spans_in(name: str, value: Any, at: int) -> Iterator[tuple[str, int, Span]]:
    if isinstance(value, Span):
        yield name, at, value
    elif isinstance(value, msgspec.Struct):
        for inner in value.__struct_fields__:
            yield from _spans_in(f"{name}.{inner}", getattr(value, inner), at)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _spans_in(name, item, index)
