"""Status by more than the event's own sentence: earlier tellings, stories of the past, doubts."""

import datetime as dt

import pytest

from onrecord.coder import Coder, make_article
from onrecord.events.setting import Setting
from onrecord.language.parse import Parse
from onrecord.records import (
    Certainty,
    EventMention,
    EventTime,
    Modality,
    Statement,
    Status,
    TimeReference,
)
from onrecord.text import Span


def status(coder: Coder, line: str) -> Status:
    """The status of the words in brackets, by all that their text says."""
    start, end = line.index("["), line.index("]") - 1
    span = Span(start, end)
    article = make_article(line.replace("[", "").replace("]", ""), date=dt.date(2021, 6, 15))
    given = coder.products(article, {Parse, Statement, TimeReference})
    parse = given.one(Parse)
    setting = Setting(
        parse,
        published=article.date,
        statements=given.all(Statement),
        places=(),
        times=given.all(TimeReference),
    )
    head = parse.head(span)
    assert head is not None
    return setting.status(head, None, setting.when(span), setting.statement(span))


@pytest.mark.parametrize(
    "line",
    [
        "The king ordered a raid that left six dead. The [raid] has angered the clans.",
        "Jets bombed the harbour on Sunday. The admiral who ordered the [bombing] has resigned.",
    ],
)
def test_a_noun_that_takes_up_a_fact_tells_a_fact(coder: Coder, line: str) -> None:
    assert status(coder, line).happened


def test_a_noun_that_takes_up_a_plan_is_planned(coder: Coder) -> None:
    made = status(coder, "The two sides plan a summit in May. The [summit] has two aims.")
    assert made.modality is Modality.PLANNED


def test_what_a_noun_takes_up_in_the_past_tense_took_place(coder: Coder) -> None:
    assert status(coder, "They planned a march. The [march] drew thousands.").happened


@pytest.mark.parametrize(
    "line",
    [
        "In 1993 a storm cut off the valley. Neighbours [sent] bread and blankets.",
        "The feud began in 2004. Herders [burned] two villages. Farmers [fled] to the coast.",
        "In 1998 soldiers entered the valley and [burned] the mill.",
        "Crowds marked the anniversary of the [uprising].",
        "Ten years after the [siege], the market is busy again.",
        "Under the dictatorship, monks were [jailed] for their sermons.",
        "It was a monarchy until 1958, when officers [seized] the palace.",
        "The [war] that split the island in 1974 is forgotten.",
    ],
)
def test_background_is_historical(coder: Coder, line: str) -> None:
    at = line.rindex("[")
    line = line[:at].replace("[", "").replace("]", "") + line[at:]
    assert status(coder, line).time is EventTime.HISTORICAL


@pytest.mark.parametrize(
    "line",
    [
        "In 1993 a storm cut off the valley. On Monday neighbours [sent] bread.",
        "In 1993 a storm cut off the valley. The mayor said that police [jailed] two men.",
        "In 1993 a storm cut off the valley.\n\nNeighbours [sent] bread and blankets.",
        "The dictatorship ended in 1993. Neighbours [are] at war.",
    ],
)
def test_a_story_of_the_past_ends_with_a_day_a_voice_or_a_paragraph(
    coder: Coder, line: str
) -> None:
    assert status(coder, line).time is EventTime.CURRENT


@pytest.mark.parametrize(
    "line",
    [
        "According to unverified accounts, soldiers [shelled] the monastery.",
        "Unconfirmed reports said that soldiers had [shelled] the monastery.",
        "The rebels said they had [downed] a jet, a claim that could not be verified.",
        "The rebels said they had [downed] a jet. The claim could not be independently confirmed.",
        "The rebels said they had [downed] a jet. There was no independent confirmation of it.",
        "The rumoured [mutiny] worries the palace.",
    ],
)
def test_what_nobody_could_verify_is_only_possible(coder: Coder, line: str) -> None:
    made = status(coder, line)
    assert made.certainty is Certainty.POSSIBLE
    assert made.evidence


def test_what_was_verified_or_denied_is_no_doubt(coder: Coder) -> None:
    made = status(coder, "The army [shelled] the monastery. The mayor confirmed the report.")
    assert made.certainty is Certainty.CERTAIN
    made = status(coder, "The army [shelled] the abbey. The mayor could not confirm his own name.")
    assert made.certainty is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("line", "modality"),
    [
        ("The trial [opens] on 20 August.", Modality.PLANNED),
        ("It is not known whether the pilots were [captured].", Modality.POSSIBLE),
        ("A return to [fighting] cannot be ruled out.", Modality.POSSIBLE),
        ("What if the generals [refuse]?", Modality.POSSIBLE),
        ("The boat sank before it could [deliver] the arms.", Modality.NEGATED),
        ("Not a single house was [searched].", Modality.NEGATED),
        ("Rather than [surrender], they dug in.", Modality.NEGATED),
        ("The story that guards had [mutinied] turned out to be untrue.", Modality.NEGATED),
        ("The rumour that guards had [mutinied] at noon proved unfounded.", Modality.NEGATED),
        ("Otherwise, the miners will [walk out].", Modality.CONDITIONAL),
        ("Provided that the rains come, the army will [leave].", Modality.CONDITIONAL),
        ("Both men floated the notion on Sunday of [expelling] the bishop.", Modality.POSSIBLE),
        ("It is unclear whether or not the king [resigned].", Modality.POSSIBLE),
    ],
)
def test_wordings_beyond_the_first_tables(coder: Coder, line: str, modality: Modality) -> None:
    assert status(coder, line).modality is modality


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("France will withdraw its troops from Niger by the end of the year.", "2021-12-31"),
        ("Chile will release the rebels before the November election.", "2021-10-31"),
        ("Iran plans to test a missile within two months.", "2021-08-15"),
        ("Troops will leave Mali no later than 30 September.", "2021-09-30"),
        ("Peru and Chile will meet in Lima before July.", "2021-06-30"),
        ("Peru will impose sanctions on Chile within weeks.", None),
        ("Police arrested the rebel leader before the end of the week.", None),
    ],
)
def test_a_deadline_is_the_interval_of_what_lies_ahead(
    coder: Coder, text: str, last: str | None
) -> None:
    article = make_article(text, date=dt.date(2021, 6, 15))
    first = coder.products(article, {EventMention}).all(EventMention)[0]
    assert first.status.happened is (text.startswith("Police"))
    assert (first.date_to.isoformat() if first.date_to else None) == last
    if last is not None:
        assert first.date_from == dt.date(2021, 6, 15)
        assert first.when is not None


def test_a_cue_that_is_no_word_of_telling_keeps_its_modals(coder: Coder) -> None:
    line = "The United States will impose [sanctions] on Iran in the coming weeks."
    assert not status(coder, line).happened
