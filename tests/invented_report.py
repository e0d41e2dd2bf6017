"""A news report that was invented and marked by hand, with everything a record can hold."""

import datetime as dt

from onrecord.coder import Coding, make_article
from onrecord.records import (
    Actor,
    ActorKind,
    ArticleEvent,
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
    Place,
    PloverType,
    Precision,
    Run,
    SourceKind,
    Statement,
    Status,
    TimeReference,
    TimexType,
)
from onrecord.text import Span

TEXT = """Coast guard frees trawler crew off Port Maren

PORT MAREN - Veland's coast guard freed 14 fishermen from a hijacked trawler on Tuesday, ending a \
nine-day stand-off in the Gulf of Ansa.

"We boarded at dawn and nobody was hurt," said Admiral Ilse Marr, who leads the coast guard. A \
doctor at the harbour clinic, who asked not to be named, said two of the men had been beaten.

According to the Veland Post, Interior Minister Pavel Orlo said the hijackers had fired on a \
patrol boat on Sunday, and that at least three officers were wounded.

The Ansa Front, an armed group, denied seizing the vessel. "It was not us <ever> & we will sue," \
its spokesman wrote [sic] in a post.

In 2009 the group kidnapped dozens of sailors in the same waters. Veland plans to send two \
frigates to the gulf next month, and may impose sanctions if the Front attacks again.
"""


def where(words_: str, nth: int = 0) -> Span:
    """The span of the ``nth`` place where ``words_`` stand in the report."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words_, at + 1)
    return Span(at, at + len(words_))


def status(
    modality: Modality,
    time: EventTime = EventTime.CURRENT,
    certainty: Certainty = Certainty.CERTAIN,
    *evidence: Span,
) -> Status:
    return Status(modality=modality, certainty=certainty, time=time, evidence=evidence)


ARTICLE = make_article(
    TEXT,
    key="invented",
    outlet="Harbour Times",
    author="Jo Lund",
    url="https://news.example/trawler?a=1&b=2",
    date="2021-06-09",
)
A = ARTICLE.id
RUN = Run(version="0.1.0", models={"tiny": "1"}, knowledge={"a/b.toml": "ab" * 32}, stages=("x",))

GUARD = Actor(
    article=A,
    name="Veland's coast guard",
    name_span=where("Veland's coast guard"),
    kind=ActorKind.ORGANIZATION,
    country="VEL",
    sectors=("MIL",),
)
FRONT = Actor(
    article=A,
    name="The Ansa Front",
    name_span=where("The Ansa Front"),
    kind=ActorKind.GROUP,
    sectors=("REB",),
    code="ANF",
)
MARR = Actor(
    article=A, name="Ilse Marr", name_span=where("Ilse Marr"), kind=ActorKind.PERSON, country="VEL"
)
DOCTOR = Actor(
    article=A,
    name="A doctor at the harbour clinic",
    name_span=where("A doctor at the harbour clinic"),
    named=False,
)
MENTIONS = (
    Mention(article=A, span=where("Veland's coast guard"), form=MentionForm.NAME, actor=GUARD.id),
    Mention(article=A, span=where("the coast guard"), form=MentionForm.NOMINAL, actor=GUARD.id),
    Mention(article=A, span=where("We"), form=MentionForm.PRONOUN, actor=GUARD.id),
    Mention(article=A, span=where("Admiral Ilse Marr"), form=MentionForm.NAME, actor=MARR.id),
    Mention(article=A, span=where("The Ansa Front"), form=MentionForm.NAME, actor=FRONT.id),
    Mention(article=A, span=where("the group"), form=MentionForm.NOMINAL, actor=FRONT.id),
)
GULF = Place(
    article=A,
    span=where("the Gulf of Ansa"),
    name="Gulf of Ansa",
    lat=12.5,
    lon=-3.25,
    precision=Precision.REGION,
    confidence=0.7,
)
PORT = Place(article=A, span=where("PORT MAREN"))
TUESDAY = TimeReference(
    article=A,
    span=where("on Tuesday"),
    timex=TimexType.DATE,
    value="2021-06-08",
    date_from=dt.date(2021, 6, 8),
    date_to=dt.date(2021, 6, 8),
    granularity=Granularity.DAY,
    basis=DateBasis.RELATIVE,
)
YEAR = TimeReference(
    article=A,
    span=where("2009"),
    timex=TimexType.DATE,
    value="2009",
    date_from=dt.date(2009, 1, 1),
    date_to=dt.date(2009, 12, 31),
    granularity=Granularity.YEAR,
    basis=DateBasis.EXPLICIT,
)

DIRECT = Statement(
    article=A,
    source=(where("Admiral Ilse Marr, who leads the coast guard"),),
    cue=(where("said"),),
    content=(where('"We boarded at dawn and nobody was hurt,"'),),
    form=Form.DIRECT,
    source_kind=SourceKind.NAMED_PERSON,
    speaker=MARR.id,
    confidence=0.93,
)
UNNAMED = Statement(
    article=A,
    source=(where("A doctor at the harbour clinic, who asked not to be named,"),),
    cue=(where("said", 1),),
    content=(where("two of the men had been beaten"),),
    form=Form.INDIRECT,
    source_kind=SourceKind.UNNAMED_PERSON,
    speaker=DOCTOR.id,
)
POST = Statement(
    article=A,
    source=(where("the Veland Post"),),
    cue=(where("According to"),),
    content=(
        where(
            "Interior Minister Pavel Orlo said the hijackers had fired on a patrol boat on Sunday, "
            "and that at least three officers were wounded"
        ),
    ),
    form=Form.INDIRECT,
    source_kind=SourceKind.MEDIA,
)
NESTED = Statement(
    article=A,
    source=(where("Interior Minister Pavel Orlo"),),
    cue=(where("said", 2),),
    content=(
        where(
            "the hijackers had fired on a patrol boat on Sunday, "
            "and that at least three officers were wounded"
        ),
    ),
    form=Form.INDIRECT,
    source_kind=SourceKind.NAMED_PERSON,
    parent=POST.id,
)
DENIAL = Statement(
    article=A,
    source=(where("The Ansa Front, an armed group,"),),
    cue=(where("denied"),),
    content=(where("seizing the vessel"),),
    form=Form.INDIRECT,
    source_kind=SourceKind.GROUP,
    speaker=FRONT.id,
)
MIXED = Statement(
    article=A,
    source=(where("its spokesman"),),
    cue=(where("wrote"),),
    content=(where('"It was not us <ever> & we will sue,"'), where("in a post")),
    form=Form.MIXED,
    source_kind=SourceKind.SOCIAL_POST,
)


def who(words_: str, actor: Actor | None = None, nth: int = 0) -> Participant:
    return Participant(
        span=where(words_, nth),
        actor=actor.id if actor else None,
        country=actor.country if actor else None,
        sectors=actor.sectors if actor else (),
        code=actor.code if actor else None,
    )


FREED = EventMention(
    article=A,
    trigger=where("freed"),
    type=PloverType.RETREAT,
    mode="release_captives",
    contexts=("crime", "military"),
    cameo="0841",
    quad=2,
    goldstein=7.0,
    actors=(who("Veland's coast guard", GUARD),),
    recipients=(who("14 fishermen"),),
    status=status(Modality.ACTUAL),
    place=GULF.id,
    when=TUESDAY.id,
    date_from=dt.date(2021, 6, 8),
    date_to=dt.date(2021, 6, 8),
    granularity=Granularity.DAY,
    date_basis=DateBasis.RELATIVE,
    confidence=0.81,
)
FREES = EventMention(
    article=A,
    trigger=where("frees"),
    type=PloverType.RETREAT,
    quad=2,
    actors=(who("Coast guard", GUARD),),
    status=status(Modality.ACTUAL),
)
BEATEN = EventMention(
    article=A,
    trigger=where("beaten"),
    type=PloverType.ASSAULT,
    quad=4,
    recipients=(who("two of the men"),),
    status=status(Modality.ACTUAL, EventTime.CURRENT, Certainty.PROBABLE, where("had")),
    statement=UNNAMED.id,
)
FIRED = EventMention(
    article=A,
    trigger=where("fired on"),
    type=PloverType.ASSAULT,
    mode="firearms",
    cameo="190",
    quad=4,
    goldstein=-10.0,
    actors=(who("the hijackers"),),
    recipients=(who("a patrol boat"),),
    status=status(Modality.ACTUAL),
    statement=NESTED.id,
    date_from=dt.date(2021, 6, 6),
    date_to=dt.date(2021, 6, 6),
    granularity=Granularity.DAY,
    date_basis=DateBasis.RELATIVE,
)
SEIZED = EventMention(
    article=A,
    trigger=where("seizing"),
    type=PloverType.COERCE,
    mode="seize",
    quad=4,
    actors=(who("The Ansa Front", FRONT),),
    recipients=(who("the vessel"),),
    status=status(Modality.NEGATED, EventTime.CURRENT, Certainty.CERTAIN, where("denied")),
    statement=DENIAL.id,
)
KIDNAPPED = EventMention(
    article=A,
    trigger=where("kidnapped"),
    type=PloverType.ASSAULT,
    mode="abduct",
    quad=4,
    actors=(who("the group", FRONT),),
    recipients=(who("dozens of sailors"),),
    status=status(Modality.ACTUAL, EventTime.HISTORICAL),
    when=YEAR.id,
    date_from=dt.date(2009, 1, 1),
    date_to=dt.date(2009, 12, 31),
    granularity=Granularity.YEAR,
    date_basis=DateBasis.EXPLICIT,
)
SEND = EventMention(
    article=A,
    trigger=where("send"),
    type=PloverType.MOBILIZE,
    mode="troops",
    quad=3,
    actors=(who("Veland", None, 2),),
    status=status(Modality.PLANNED, EventTime.FUTURE, Certainty.CERTAIN, where("plans to")),
    date_from=dt.date(2021, 7, 1),
    date_to=dt.date(2021, 7, 31),
    granularity=Granularity.MONTH,
    date_basis=DateBasis.RELATIVE,
)
IMPOSE = EventMention(
    article=A,
    trigger=where("impose sanctions"),
    type=PloverType.SANCTION,
    quad=4,
    status=status(Modality.CONDITIONAL, EventTime.FUTURE, Certainty.POSSIBLE, where("may")),
)
TELLINGS = (FREES, FREED, BEATEN, FIRED, SEIZED, KIDNAPPED, SEND, IMPOSE)
FIGURES = (
    Figure(
        article=A,
        span=where("at least three"),
        kind=FigureKind.WOUNDED,
        low=3,
        counted=where("officers"),
        event=FIRED.id,
        statement=NESTED.id,
    ),
    Figure(article=A, span=where("dozens"), kind=FigureKind.DETAINED, counted=where("sailors")),
)


def joined(*tellings: EventMention) -> ArticleEvent:
    best = tellings[-1]
    told = tuple(one.statement for one in tellings if one.statement)
    return ArticleEvent(
        article=A,
        mentions=tuple(one.id for one in tellings),
        type=best.type,
        status=best.status,
        told_by_narrator=any(one.statement is None for one in tellings),
        statements=told,
        place=best.place,
        date_from=best.date_from,
        date_to=best.date_to,
        date_basis=best.date_basis,
    )


CODING = Coding(
    article=ARTICLE,
    run=RUN,
    actors=(GUARD, FRONT, MARR, DOCTOR),
    mentions=MENTIONS,
    places=(PORT, GULF),
    times=(TUESDAY, YEAR),
    statements=(DIRECT, UNNAMED, POST, NESTED, DENIAL, MIXED),
    event_mentions=TELLINGS,
    figures=FIGURES,
    article_events=(joined(FREES, FREED), *(joined(one) for one in TELLINGS[2:])),
)


def about(text: str, **given_: str) -> Coding:
    """A coding without records."""
    return Coding(article=make_article(text, **given_), run=RUN)
