"""Status: modality, certainty, time and the words that show them."""

import datetime as dt
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.coder import Coder, make_article
from onrecord.events.factuality import HIGHEST, LOWEST, factuality
from onrecord.events.reader import EventReading, read_events
from onrecord.events.status import assess
from onrecord.events.status_lexicon import lexicon
from onrecord.events.status_reader import is_negated
from onrecord.knowledge import toml
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Given
from onrecord.records import (
    Certainty,
    DateBasis,
    EventMention,
    EventTime,
    Form,
    Granularity,
    Modality,
    Statement,
    Status,
    TimeReference,
    TimexType,
)
from onrecord.text import Span

PUBLISHED = dt.date(2021, 6, 15)


@cache
def syntax() -> SyntaxStage:
    return SyntaxStage()


def parse(text: str) -> Parse:
    (made,) = syntax().run(make_article(text), Given({}))
    assert isinstance(made, Parse)
    return made


def marked(line: str) -> tuple[str, Span]:
    """The text of a line with ``[trigger]`` and where the trigger stands."""
    start, end = line.index("["), line.index("]") - 1
    return line.replace("[", "").replace("]", ""), Span(start, end)


def status(
    line: str,
    *,
    statement: Statement | None = None,
    when: TimeReference | None = None,
    published: dt.date | None = PUBLISHED,
) -> Status:
    text, span = marked(line)
    made = parse(text)
    head = made.head(span)
    assert head is not None
    return assess(made, head, published=published, when=when, statement=statement)


def words(line: str, made: Status) -> list[str]:
    text, _ = marked(line)
    return [span.of(text) for span in made.evidence]


@pytest.mark.parametrize(
    ("line", "modality"),
    [
        ("Rebels [seized] the bridge on Monday.", Modality.ACTUAL),
        ("Rebels did not [seize] the bridge.", Modality.NEGATED),
        ("Nobody was [killed] in the raid.", Modality.NEGATED),
        ("The envoy left without [meeting] the rebels.", Modality.NEGATED),
        ("The council failed to [agree].", Modality.NEGATED),
        ("The council did not fail to [agree].", Modality.ACTUAL),
        ("The spokesman denied [shelling] the school.", Modality.NEGATED),
        ("It is not true that troops [shelled] the school.", Modality.NEGATED),
        ("The mayor said it was untrue that troops [shelled] the school.", Modality.NEGATED),
        ("The army managed to [retake] the port.", Modality.ACTUAL),
        ("The army did not manage to [retake] the port.", Modality.NEGATED),
        ("The rebels plan to [attack] the port.", Modality.PLANNED),
        ("The king will [visit] Oslo.", Modality.PLANNED),
        ("Gunmen tried to [kill] the mayor.", Modality.ATTEMPTED),
        ("Police foiled a plot to [bomb] the station.", Modality.ATTEMPTED),
        ("The rebels may [attack] the port.", Modality.POSSIBLE),
        ("Residents fear an [invasion].", Modality.POSSIBLE),
        ("The minister called for [sanctions].", Modality.POSSIBLE),
        ("The rebels threatened to [kill] the hostages.", Modality.POSSIBLE),
        ("If the talks fail, the army will [attack].", Modality.CONDITIONAL),
        ("Had the police [intervened], the riot would have ended.", Modality.CONDITIONAL),
        ("World leaders condemned the [bombing].", Modality.ACTUAL),
        ("The president may condemn the [bombing].", Modality.ACTUAL),
        ("The court convicted him of [murdering] a policeman.", Modality.ACTUAL),
        ("Ministers to [meet] in Rome", Modality.PLANNED),
        ("The senate came within two votes of [ratifying] the pact.", Modality.ATTEMPTED),
        ("Ministers were on the point of [cancelling] the visit.", Modality.ATTEMPTED),
        ("Far from [condemning] the raid, the speaker praised it.", Modality.NEGATED),
        ("Rather than [storm] the embassy, the police dug a tunnel.", Modality.NEGATED),
        ("The general is readying an [assault] on the island.", Modality.PLANNED),
        ("The minister said more [searches] would follow.", Modality.PLANNED),
        ("More [searches] followed.", Modality.ACTUAL),
        ("The union said it did not call this [strike].", Modality.ACTUAL),
        ("The union did not call a [strike].", Modality.NEGATED),
        ("The colonel denied that he had ordered the [killings].", Modality.ACTUAL),
        ("The colonel did not order the [evacuation].", Modality.NEGATED),
        ("Nobody claimed the [bombing] in Karsk.", Modality.ACTUAL),
        ("The colonel denied that he had carried out the [bombing].", Modality.NEGATED),
        ("Norland dropped corruption [charges] against two ministers.", Modality.ACTUAL),
        ("Norland dropped [sanctions] against two ministers.", Modality.NEGATED),
        ("The [beating] did not take place.", Modality.NEGATED),
        ("The [election] took place on Sunday.", Modality.ACTUAL),
        ("The governor dismissed claims that guards [shot] two porters.", Modality.NEGATED),
        ("The governor dismissed the colonel who [shot] two porters.", Modality.ACTUAL),
        ("The governor called reports that guards [shot] two porters a lie.", Modality.NEGATED),
        ("Port rejects report that pirates [seized] ferry", Modality.NEGATED),
        ("The governor is examining claims that guards [shot] two porters.", Modality.POSSIBLE),
        ("Norland would neither confirm nor deny that it [shelled] the port.", Modality.POSSIBLE),
        ("The mayor called a [strike] at the mine, which lies near Karsk.", Modality.PLANNED),
        ("Norland neither confirmed nor denied the [shelling].", Modality.POSSIBLE),
        ("Norland confirmed the [shelling].", Modality.ACTUAL),
        ("The minister said the reported [arrest] was fake news.", Modality.NEGATED),
        ("The [arrest] was news to the minister.", Modality.ACTUAL),
        ("Nobody doubts that the militia [killed] the porters.", Modality.ACTUAL),
        ("Few doubt that the militia [killed] the porters.", Modality.POSSIBLE),
        ("Guards have not said who [attacked] the depot.", Modality.ACTUAL),
        ("Guards have not said whether rebels [attacked] the depot.", Modality.POSSIBLE),
    ],
)
def test_modality(line: str, modality: Modality) -> None:
    assert status(line).modality is modality


@pytest.mark.parametrize(
    ("line", "certainty"),
    [
        ("Rebels [seized] the bridge.", Certainty.CERTAIN),
        ("The guards apparently [opened] fire.", Certainty.PROBABLE),
        ("The prisoner was allegedly [beaten].", Certainty.POSSIBLE),
        ("The missile is believed to have been [fired] from a ship.", Certainty.PROBABLE),
        ("The brothers are accused of [financing] the cell.", Certainty.POSSIBLE),
        ("The rebels could [attack] within days.", Certainty.POSSIBLE),
    ],
)
def test_certainty(line: str, certainty: Certainty) -> None:
    assert status(line).certainty is certainty


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Rebels [seized] the bridge.", EventTime.CURRENT),
        ("The king will [visit] Oslo.", EventTime.FUTURE),
        ("In 1995 the army [razed] the village.", EventTime.HISTORICAL),
        ("The two states [fought] a war in the 1990s.", EventTime.HISTORICAL),
        ("The party was [banned] two decades ago.", EventTime.HISTORICAL),
        ("Gunmen [besieged] the city during the Bosnian War.", EventTime.HISTORICAL),
        ("Militants may have [used] chlorine.", EventTime.CURRENT),
    ],
)
def test_time(line: str, time: EventTime) -> None:
    assert status(line).time is time


def test_a_year_is_background_only_when_the_day_of_publication_is_known() -> None:
    line = "In 1995 the army [razed] the village."
    assert status(line, published=None).time is EventTime.CURRENT


def test_a_date_before_the_last_month_makes_it_historical() -> None:
    line = "Rebels [seized] the bridge on 2 March."
    when = TimeReference(
        article="a",
        span=Span(27, 37),
        timex=TimexType.DATE,
        value="2021-03-02",
        date_from=dt.date(2021, 3, 2),
        date_to=dt.date(2021, 3, 2),
        granularity=Granularity.DAY,
        basis=DateBasis.RELATIVE,
    )
    assert status(line, when=when).time is EventTime.HISTORICAL


def test_evidence_points_at_the_deciding_words() -> None:
    line = "The council did not manage to [agree]."
    assert words(line, status(line)) == ["not"]
    line = "The rebels threatened to [kill] the hostages."
    assert words(line, status(line)) == ["threatened"]
    line = "Rebels [seized] the bridge."
    assert words(line, status(line)) == []


@pytest.mark.parametrize("word", ["plan", "fail", "threaten", "deny", "try"])
def test_whatever_is_not_a_plain_fact_shows_why(word: str) -> None:
    line = f"The rebels {word} to [attack] the port."
    made = status(line)
    assert made.modality is not Modality.ACTUAL
    assert made.evidence


def told(text: str, source: str, cue: str, content: str) -> Statement:
    def span(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    return Statement(
        article="a", source=span(source), cue=span(cue), content=span(content), form=Form.INDIRECT
    )


def test_the_teller_is_sure_of_what_the_narrator_doubts() -> None:
    line = "The general claimed that his men had [taken] the hill."
    text, _ = marked(line)
    statement = told(text, "The general", "claimed", "that his men had taken the hill")
    assert status(line, statement=statement).certainty is Certainty.CERTAIN
    assert status(line).certainty is Certainty.POSSIBLE


def test_what_stands_outside_the_statement_does_not_count() -> None:
    line = "The senator may repeat that the army [shot] the boy."
    text, _ = marked(line)
    statement = told(text, "The senator", "repeat", "that the army shot the boy")
    assert status(line, statement=statement).modality is Modality.ACTUAL


def test_a_denial_is_of_the_source_itself() -> None:
    line = "The firm denied that it had [bribed] the judge."
    text, _ = marked(line)
    statement = told(text, "The firm", "denied", "that it had bribed the judge")
    assert status(line, statement=statement).modality is Modality.NEGATED


def test_each_word_of_a_compound_cue_counts() -> None:
    line = "The militia announced plans for an [attack] on the dam."
    text, _ = marked(line)
    statement = told(text, "The militia", "announced plans for", "an attack on the dam")
    assert status(line, statement=statement).modality is Modality.PLANNED


def test_nobody_vouches_for_a_claim_without_a_source() -> None:
    line = "The regime is said to have [bought] missiles."
    text, _ = marked(line)
    statement = Statement(
        article="a",
        source=(),
        cue=(Span(11, 18),),
        content=(Span(0, 10), Span(19, 43)),
        form=Form.INDIRECT,
    )
    assert text[11:18] == "is said"
    assert status(line, statement=statement).certainty is Certainty.POSSIBLE


def test_a_reported_would_is_a_plan() -> None:
    assert status("The premier said he would [resign].").modality is Modality.PLANNED
    assert status("An embargo would [hurt] farmers.").modality is Modality.POSSIBLE


@pytest.mark.parametrize("name", ["signatures.toml"])
def test_no_word_has_two_signatures_with_the_same_frame(name: str) -> None:
    for frame, classes in toml("status", name)["frame"].items():
        listed = [word for words_ in classes.values() for word in words_]
        assert len(listed) == len(set(listed)), frame


def test_every_class_of_the_frames_is_defined() -> None:
    table = toml("status", "signatures.toml")
    assert {name for frame in table["frame"].values() for name in frame} <= set(table["class"])
    assert lexicon().signature("to", "no such word", "plan") is not None


def read(coder: Coder, text: str) -> EventReading:
    """The text as the trained reader of events sees it."""
    made = coder.products(make_article(text), {Parse, Encoding})
    return read_events(text, made.one(Parse), made.one(Encoding))


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_odd_text_never_fails(coder: Coder, text: str) -> None:
    if not text.strip():
        return
    reading = read(coder, make_article(text).text)
    made = reading.parse
    for token in made.doc:
        if token.is_space:
            continue
        found = assess(made, token, published=PUBLISHED, when=None, statement=None)
        assert all(span.inside(made.doc.text) for span in found.evidence)
        plain = (Modality.ACTUAL, Certainty.CERTAIN, EventTime.CURRENT)
        assert found.evidence or (found.modality, found.certainty, found.time) == plain
        span = Span(token.idx, token.idx + len(token))
        assert LOWEST <= factuality(reading, span) <= HIGHEST


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Freedonia responded on Monday by closing the border.", Modality.ACTUAL),
        ("Freedonia responded by tightening rules and closing the border.", Modality.ACTUAL),
        ("Freedonia will respond on Monday by closing the border.", Modality.PLANNED),
        ("Freedonia may respond by closing the border.", Modality.POSSIBLE),
        ("Freedonia did not respond by closing the border.", Modality.NEGATED),
    ],
)
def test_by_what_something_is_done_is_as_sure_as_what_is_done(
    coder: Coder, text: str, modality: Modality
) -> None:
    found = coder.products(make_article(text, date="2021-06-15"), {EventMention}).all(EventMention)
    told = [event for event in found if event.trigger.of(text) == "closing"]
    assert [event.status.modality for event in told] == [modality]


def test_a_fact_is_more_factual_than_a_chance_and_a_chance_than_a_denial(coder: Coder) -> None:
    lines = [
        "Rebels [seized] the bridge.",
        "Rebels might [seize] the bridge.",
        "Rebels did not [seize] the bridge.",
    ]
    numbers = []
    for line in lines:
        text, span = marked(line)
        numbers.append(factuality(read(coder, text), span))
    assert numbers[0] > numbers[1] > numbers[2]


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("Rumours that rebels invaded the capital are false.", "invaded", Modality.NEGATED),
        ("Earlier reports that guards had been freed were wrong.", "freed", Modality.NEGATED),
        ("The army retracted a claim that it had taken the port.", "taken", Modality.NEGATED),
        ("False reports of an attack by rebels spread.", "attack", Modality.NEGATED),
        ("Reports that rebels attacked the base are not false.", "attacked", Modality.ACTUAL),
        ("In the film, rebels invade the capital.", "invade", Modality.CONDITIONAL),
        ("Soldiers pretended to attack the island.", "attack", Modality.NEGATED),
        ("Rebels attacked a base in the town.", "attacked", Modality.ACTUAL),
    ],
)
def test_what_is_called_false_or_is_fiction_did_not_happen(
    coder: Coder, text: str, trigger: str, modality: Modality
) -> None:
    made = coder.products(make_article(text), {EventMention}).all(EventMention)
    (status,) = (event.status for event in made if event.trigger.of(text) == trigger)
    assert status.modality is modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Israel said Iran attacked the ferry.", Modality.ACTUAL),
        ("There has been no fighting around Moundou.", Modality.NEGATED),
    ],
)
def test_nothing_is_denied_without_a_word_of_denial(
    coder: Coder, text: str, modality: Modality
) -> None:
    mentions = coder.products(make_article(text), {EventMention}).all(EventMention)
    assert [one.status.modality for one in mentions] == [modality]


@pytest.mark.parametrize(
    ("line", "negated"),
    [
        ("The talks fail and a new [strike] begins.", False),
        ("The talks fail and no [strike] begins.", True),
        ("The union denied that it had called off the [strike].", True),
        ("The dockers refused to work and held a [strike].", True),
        ("A new [strike] begins.", False),
    ],
)
def test_a_clause_that_goes_on_after_a_denial_is_told_by_itself(
    line: str, *, negated: bool
) -> None:
    text, trigger = marked(line)
    token = parse(text).head(trigger)
    assert token is not None
    assert is_negated(token) is negated


FICTION = [
    "In the final episode of the series, rebels [invade] Estonia.",
    "In Tuesday's episode, gunmen [bombed] the embassy in Paris.",
    "In the season finale, the president is [shot] by a rebel.",
    "The season of the show opens with rebels [attacking] the palace in Damascus.",
    "The thriller begins when Iranian agents [kidnap] the American secretary of state.",
    "The role-playing game begins as Soviet troops [occupy] Alaska.",
    "The soap opera's hero, a soldier, is [kidnapped] by rebels in Mali.",
    "The comedy sketch showed the minister [arresting] the leader of the opposition.",
    "According to the screenplay, militants [seized] the ministry.",
    "The satire site The Daily Turnip reported that troops had [arrested] the president.",
    "In a satirical article, the website said that Germany had [invaded] Denmark.",
    "As part of an exercise, soldiers [attacked] a village near the border.",
    "As part of a simulation, China [blockaded] Taiwan.",
    "In a war game on Thursday, Russian forces [seized] Narva.",
    "Soldiers [stormed] a mock village on Monday.",
]
FACTS = [
    "In the latest episode of violence, gunmen [attacked] a market in Jos.",
    "In a series of raids on Monday, rebels [killed] forty soldiers.",
    "Two soldiers were [killed] during a military exercise in Latvia.",
    "In an exercise of power, police [arrested] forty protesters.",
    "As part of the exercise, the United States [deployed] 500 troops to Estonia.",
    "As part of a crackdown, police [arrested] forty protesters.",
    "The documentary film shows how the army [killed] protesters in Conakry.",
    "The video shows soldiers [beating] a prisoner in Mali.",
    "In a video message, the rebels said they had [kidnapped] the ambassador.",
    "The satirical magazine said gunmen had [attacked] its offices in Paris.",
    "The new season opened as rebels [attacked] the capital.",
    "The website reported that gunmen had [killed] a judge in Lahore.",
    "Police [arrested] the director of the film on Monday.",
    "In the mission in Mali, soldiers [killed] four rebels.",
]


@pytest.mark.parametrize(
    ("line", "happened"),
    [*((line, False) for line in FICTION), *((line, True) for line in FACTS)],
)
def test_works_of_fiction_and_exercises_tell_no_fact(
    coder: Coder, line: str, happened: bool
) -> None:
    text, span = marked(line)
    made = coder.products(make_article(text), {EventMention}).all(EventMention)
    (status,) = (event.status for event in made if event.trigger.overlaps(span))
    assert status.happened is happened
