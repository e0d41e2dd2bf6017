"""What is foretold, once each, and what later reports say came of it."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.asking.forecasts import ForecastQuestion, ForecastRow, forecasts
from onrecord.coding import Coding
from onrecord.corpus.events.ahead import clauses_ahead, foretells
from onrecord.corpus.events.dues import due_by
from onrecord.corpus.events.foretold import forecasts_of
from onrecord.corpus.events.recalls import cues_in, looks_ahead
from onrecord.corpus.events.sentences import sentences_of
from onrecord.corpus.events.shortfall import falls_short, kept_within, other_item
from onrecord.corpus.events.stage import update
from onrecord.corpus.events.tellings import tellings_of
from onrecord.records import (
    Certainty,
    EventTime,
    Forecast,
    ForecastKind,
    Modality,
    Outcome,
    PloverType,
    StatementAct,
    Status,
)
from onrecord.store.store import Store
from tests.happened import AHEAD, NO, Report, day

PLANNED = Status(modality=Modality.PLANNED, certainty=Certainty.CERTAIN, time=EventTime.FUTURE)


def fill(path: Path, codings: Sequence[Coding]) -> Path:
    with Store(path) as store:
        store.add(codings)
        update(store)
    return path


def promise(who: str, content: str, act: StatementAct = StatementAct.PROMISES) -> Report:
    """``who`` promises ``content``; no event is read from it."""
    made = Report(f"{who} promised {content}.", "Sun", day(1))
    made.says(who, "promised", content, act)
    return made


def later(text: str, *names: str) -> Report:
    """What a later report says; ``names`` are those whom it names."""
    made = Report(text, "Post", day(9))
    for name in names:
        made.actor(name)
    return made


def came_of(path: Path, first: Report, second: Report) -> ForecastRow:
    row, *_ = forecasts(fill(path, [first.coding(), second.coding()]))
    return row  # what the second foretells itself comes behind


# --- when it is due ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("to open the dam within two weeks", dt.date(2020, 1, 29)),
        ("that both clerks would be gone within 24 hours", dt.date(2020, 1, 16)),
        ("in the next three days", dt.date(2020, 1, 18)),
        ("the fleet would sail before the month was out", dt.date(2020, 1, 31)),
        ("by the end of the year", dt.date(2020, 12, 31)),
        ("before the week is over", dt.date(2020, 1, 19)),
        ("to pay inside a month", dt.date(2020, 2, 14)),
        ("gave the men on the hill three days to go home", dt.date(2020, 1, 18)),
        ("were given a week to answer", dt.date(2020, 1, 22)),
        ("issued a 72-hour ultimatum to the junta", dt.date(2020, 1, 18)),
        ("the 72-hour ultimatum ran out", None),
        ("gave two days of talks a chance", None),
        ("within days", None),
        ("in the coming weeks", None),
        ("what it lost in two days of fighting", None),
        ("to sail in the north", None),
    ],
)
def test_a_length_of_time_says_when_it_is_due(words: str, due: dt.date | None) -> None:
    assert due_by(words, dt.date(2020, 1, 15)) == due


# --- what is foretold -------------------------------------------------------------------------


def foretold_in(made: Report) -> list[Forecast]:
    coding = made.coding()
    return list(forecasts_of(coding, list(tellings_of(coding))))


def test_what_would_have_come_about_is_not_foretold() -> None:
    assert foretold_in(promise("Britain", "it would send a ship"))
    assert not foretold_in(promise("Britain", "it would have sent a ship"))
    assert not foretold_in(promise("Britain", "it would send one if Iran had asked"))


def test_one_sentence_that_two_statements_read_foretells_once() -> None:
    made = Report("Ola Berg said she expected that Iran would bomb a depot.", "Sun", day(1))
    acts = (StatementAct.PREDICTS, StatementAct.PREDICTS)
    made.says("Ola Berg", "said", "she expected that Iran would bomb a depot", acts[0])
    inner = made.says("Ola Berg", "expected", "that Iran would bomb a depot", acts[1])
    made.event("bomb", ["Iran"], ["depot"], status=AHEAD, statement=inner)
    (only,) = foretold_in(made)
    assert only.statement == inner


def test_two_who_foretell_the_same_are_two_forecasts() -> None:
    made = Report("Britain vowed to bomb Iran. Canada predicted it will bomb Iran.", "Sun", day(1))
    one = made.says("Britain", "vowed", "to bomb Iran", StatementAct.THREATENS)
    other = made.says("Canada", "predicted", "it will bomb Iran", StatementAct.PREDICTS)
    made.event("bomb Iran.", ["Britain"], ["Iran"], status=AHEAD, statement=one)
    made.event("will bomb", ["Britain"], ["Iran"], status=AHEAD, statement=other)
    assert [f.teller for f in foretold_in(made)] == ["Britain", "Canada"]


def test_what_is_for_something_is_one_plan_and_two_deeds_are_two() -> None:
    sides = (["Britain"], ["Iran"])
    made = Report("Britain is ready to send ships to escort a tanker of Iran.", "Sun", day(1))
    made.event("send", *sides, type_=PloverType.MOBILIZE, status=PLANNED)
    made.event("escort", *sides, type_=PloverType.AID, status=PLANNED)
    assert len(foretold_in(made)) == 1
    made = Report("Britain plans to send ships and to expel an envoy of Iran.", "Sun", day(1))
    made.event("send", *sides, type_=PloverType.MOBILIZE, status=PLANNED)
    made.event("expel", *sides, type_=PloverType.SANCTION, status=PLANNED)
    assert len(foretold_in(made)) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("An inquiry was ordered by Britain.", 0),
        ("Britain launched an inquiry.", 0),
        ("Britain will open an inquiry.", 1),
        ("Britain plans an inquiry.", 1),
        # what was done to some end is no plan of that end, nor is a plan of old
        ("Britain sat down to open an inquiry.", 0),
        ("Britain had been set to open an inquiry.", 0),
        ("Britain is to open an inquiry.", 1),
        ("Britain agreed on Monday to open an inquiry.", 1),
    ],
)
def test_what_was_set_going_is_no_plan(text: str, count: int) -> None:
    made = Report(text, "Sun", day(1))
    made.event("inquiry", ["Britain"], type_=PloverType.ACCUSE, status=PLANNED)
    assert len(foretold_in(made)) == count


def test_a_demand_with_a_time_is_a_threat() -> None:
    text = "Britain issued a 48-hour ultimatum to Iran: free the crew or face a blockade."
    made = Report(text, "Sun", day(1))
    made.says("Britain", "issued", text[15:-1], StatementAct.DEMANDS)
    (only,) = foretold_in(made)
    assert (only.kind, only.teller, only.due_to) == (ForecastKind.THREAT, "Britain", day(3))
    plain = Report("Britain asked Iran to free the crew.", "Sun", day(1))
    plain.says("Britain", "asked", "Iran to free the crew", StatementAct.DEMANDS)
    assert not foretold_in(plain)


# --- how sentences recall ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "content", "behind", "right"),
    [
        ("promised", "cheap loans and new buses", True, True),
        ("threatened", "a strike", True, True),
        ("are expected", "talks", False, True),
        ("announced", "a truce", True, True),
        ("said", "the mill would close", True, True),
        ("hoped", "to win the vote", True, True),
        ("warned", "of a flood", True, True),
        ("threatened", "a strike if the mill was sold", True, True),
        # done already, mere things, words that stand for others, the purpose of a thing
        ("announced", "the arrest of two clerks", True, False),
        ("said", "class", True, False),
        ("promised", "which", True, False),
        ("expect", "any", True, False),
        ("fear", "that the ferry had sunk", True, False),
        ("feared", "Police shoot miners", False, False),
        ("neither announced nor", "an hour of power", True, False),
        ("were meant", "to teach the law", True, False),
        ("warned", "the boats off", True, False),
    ],
)
def test_a_mere_noun_is_foretold_where_it_is_promised_or_feared(
    cue: str, content: str, behind: bool, right: bool
) -> None:
    assert foretells(content, cue, behind=behind) is right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The burial will be held in Kell.", True),
        ("The first ship is due at the weekend.", True),
        ("A vote, now set for May, divides them.", True),
        ("The guild is to vote tomorrow.", True),
        ("They were given a week to come back.", True),
        ("The bloc gave the junta a 72-hour ultimatum to free him or face sanctions.", True),
        ("The 72-hour ultimatum passed quietly.", False),
        ("When the mill shut, all left, and nobody expects them to return.", True),
        ("The envoy expects details within days.", True),
        # a question, a condition, a noun, a purpose, what would have been
        ("Who will be next?", False),
        ("It will rain if they dance.", False),
        ("He asked how many will come.", False),
        ("It was done of his own free will.", False),
        ("She is the one that is to find the cause.", False),
        ("Nobody is to blame.", False),
        ("It would have rained.", False),
        ("The crowd was bigger than expected within the walls.", False),
    ],
)
def test_a_clause_that_says_what_will_be_looks_ahead(text: str, found: bool) -> None:
    assert any(clause.sure for clause in clauses_ahead(text, 0)) is found


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "due"),
    [
        ("The guild will vote on Friday.", "Friday", 3, 3, (3, 3)),
        ("The guild will vote by Friday.", "Friday", 3, 3, (1, 3)),
        ("The guild will vote before Friday.", "Friday", 3, 3, (1, 2)),
        ("The guild will vote today.", "today", 1, 1, (1, 1)),
        # the day of the word, a day that is over, and one that people are called up for
        ("The guild will vote, it said on Wednesday.", "Wednesday", 1, 1, None),
        ("The guild will vote again after Monday.", "Monday", -2, -2, None),
        ("The guild called on all to march on Monday.", "Monday", -2, -2, (5, 5)),
    ],
)
def test_the_words_say_when_it_is_due(
    text: str, words: str, first: int, last: int, due: tuple[int, int] | None
) -> None:
    made = Report(text, "Sun", day(6))
    made.time(words, day(first + 5), day(last + 5))
    (only,) = foretold_in(made)
    days = (day(due[0] + 5), day(due[1] + 5)) if due else (None, None)
    assert (only.due_from, only.due_to) == days


def test_what_somebody_hints_at_is_foretold() -> None:
    for cue, count in (("hinted", 1), ("recalled", 0)):
        made = Report(f"Ola Berg {cue} that the mill might pay.", "Sun", day(1))
        made.says("Ola Berg", cue, "that the mill might pay", StatementAct.STATES)
        assert len(foretold_in(made)) == count


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The vote is set for Sept. 26. All will come.", 2),
        ("It was said by Gen. Brandt. He left.", 2),
        ("It went to the UN. That is all.", 2),
    ],
)
def test_a_stop_that_shortens_a_word_ends_no_sentence(text: str, sentences: int) -> None:
    assert len(list(sentences_of(text))) == sentences


def test_a_clause_is_foretold_without_an_event_and_by_whom_it_is_said() -> None:
    made = Report(
        "Ola Berg said that the mill will pay. The ferry is due on Sunday.", "Sun", day(1)
    )
    made.says("Ola Berg", "said", "that the mill will pay", StatementAct.STATES)
    found = [(f.kind, f.teller, f.start) for f in foretold_in(made)]
    assert found == [("prediction", "Ola Berg", 14), ("plan", None, 38)]


def test_a_noun_that_is_foretold_takes_the_rest_of_its_clause() -> None:
    made = Report("A second visit was promised for the summer.", "Sun", day(1))
    made.says("A second visit", "was promised", "second visit", StatementAct.PROMISES)
    (only,) = foretold_in(made)
    assert made.article.text[only.start : only.end].startswith("second visit was promised for the")


def test_what_is_only_compared_with_what_was_announced_is_not_foretold() -> None:
    made = Report("It sold five more than announced, ships of iron.", "Sun", day(1))
    made.says("It", "announced", "ships of iron", StatementAct.PROMISES)
    assert not foretold_in(made)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The road opened on Monday, as the mayor had promised.", "as"),
        ("The road opened on Monday as planned.", "as"),
        ("As Olga Brandt had long feared, the well ran dry.", "as"),
        ("The ferry stopped, as the captain threatened.", "as"),
        ("The pilots walked out on Friday. They had threatened to do so in May.", "so"),
        ("The list came out four days later than the office had announced.", "than"),
        ("It freed fewer men than it had pledged.", "than"),
        ("The group made good on its threat to shut the canal.", "kept"),
        ("The king has kept his word and the gates are open.", "kept"),
        ("The prediction came true on Sunday.", "kept"),
        ("The prediction of a broker that the mill would shut came true.", "kept"),
        ("The last men went home a day later than the judge had undertaken.", "than"),
        ("The firm reneged on its pledge to pay.", "broken"),
        ("The firm did not honour its promise to pay.", "broken"),
        ("The banks stayed open although brokers had predicted a run.", "although"),
        ("Despite its pledge to leave, the unit dug in.", "although"),
        ("Ana Ruiz, who had foreseen the strike, sold her shares.", "who"),
        ("The weather man was right, his forecast shows.", "right"),
        ("Her forecast proved wrong.", "wrong"),
        ("The last convoy left in time.", "intime"),
        ("The promised talks began in Oslo.", "noun"),
        ("The party missed its own deadline.", "missed"),
    ],
)
def test_sentences_that_recall_a_forecast_are_known(text: str, cue: str) -> None:
    assert [name for name, _ in cues_in(text)] == [cue]


@pytest.mark.parametrize(
    "text",
    [
        "The road opened as the crowd cheered.",
        "As soon as the mayor had announced the curfew, people ran.",
        "Police fired as mobs threatened to storm the gate.",
        "They left in time to see the race.",
        "The mayor promised to open the road.",
        "The minister was right to resign.",
        "It sold more grain than last year.",
        "He acted as if he had promised nothing.",
        "The army was as strong as expected enemies feared to think.",
        "The lower house kept its seat in the old town.",
    ],
)
def test_sentences_that_only_look_alike_are_not(text: str) -> None:
    assert not cues_in(text)


def test_what_is_still_to_come_recalls_nothing() -> None:
    assert looks_ahead("As promised, the king will step down.")
    assert looks_ahead("The planned march would start at noon.")
    assert not looks_ahead("The king stepped down, though rivals had predicted that he would stay.")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Ola Berg opened the canal on Monday, as she had promised.", Outcome.CAME_TRUE),
        ("Ola Berg did not open the canal, as she had promised.", Outcome.DID_NOT),
        ("Ola Berg opened only part of the canal, as she had promised.", Outcome.PARTLY),
        ("Ola Berg opened the canal three weeks later than promised.", Outcome.PARTLY),
        ("Ola Berg made good on her promise, and the canal is open.", Outcome.CAME_TRUE),
        ("Ola Berg went back on her pledge to open the canal.", Outcome.DID_NOT),
        ("Ola Berg, who had promised to open the canal, kept it shut.", Outcome.DID_NOT),
        ("The canal was opened. Ola Berg had promised to do so.", Outcome.CAME_TRUE),
        ("The canal stayed shut, although Ola Berg had promised to open it.", Outcome.DID_NOT),
        # what these recall is another word, or still to come, or not said
        ("Ola Berg did not come to the ball, as she had promised.", Outcome.PENDING),
        ("Ola Berg will open the canal in June, as she had promised.", Outcome.PENDING),
        ("Ola Berg, who had promised to open the canal, spoke on Monday.", Outcome.PENDING),
        ("Critics accused Ola Berg of breaking her promise on the canal.", Outcome.PENDING),
        ("Jan Holm opened the fair on Monday, as he had promised.", Outcome.PENDING),
    ],
)
def test_a_report_that_recalls_a_promise_says_what_came_of_it(
    text: str, outcome: Outcome, tmp_path: Path
) -> None:
    names = [name for name in ("Ola Berg", "Jan Holm") if name in text]
    row = came_of(tmp_path / "s", promise("Ola Berg", "to open the canal"), later(text, *names))
    assert row.outcome == outcome
    assert (row.answer_text is None) == (outcome is Outcome.PENDING)


def test_only_who_gave_a_word_can_say_that_it_was_not_kept(tmp_path: Path) -> None:
    text = "Ola Berg and Jan Holm met. {} said the promise on the canal was broken, was wrong."
    outcomes = []
    for who in ("Ola Berg", "Jan Holm"):
        said = Report(text.format(who), "Post", day(9))
        said.says(who, "said", "the promise on the canal was broken, was wrong")
        first = promise("Ola Berg", "to open the canal")
        outcomes.append(came_of(tmp_path / who, first, said).outcome)
    assert outcomes == [Outcome.DID_NOT, Outcome.PENDING]


def test_that_nothing_came_is_what_was_foretold_of_who_foretells_nothing(tmp_path: Path) -> None:
    made = Report("Ola Berg promised not to shut the canal of Iran.", "Sun", day(1))
    said = made.says("Ola Berg", "promised", "not to shut the canal", StatementAct.PROMISES)
    made.event("shut", ["Ola Berg"], ["canal"], status=NO, statement=said)
    kept = later("Ola Berg kept her promise on the canal.", "Ola Berg")
    assert came_of(tmp_path / "kept", made, kept).outcome == Outcome.CAME_TRUE
    broken = later("Ola Berg broke her promise on the canal.", "Ola Berg")
    assert came_of(tmp_path / "broken", made, broken).outcome == Outcome.DID_NOT


def test_what_recalls_it_is_found_when_it_comes_and_gone_with_its_report(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [promise("Ola Berg", "to open the canal").coding()])
    assert [row.outcome for row in forecasts(path)] == [Outcome.PENDING]
    text = "Ola Berg opened the canal, as she had promised."
    fill(path, [later(text, "Ola Berg").coding()])
    (row,) = forecasts(path)
    assert (row.outcome, row.answer_text) == (Outcome.CAME_TRUE, text)
    assert row.reasons[0] == "a later report recalls it"
    (before,) = forecasts(path, ForecastQuestion(as_of=day(8)))
    assert before.outcome == Outcome.PENDING
    changed = Report("Ola Berg opened a shop.", "Post", day(9))
    fill(path, [changed.coding()])
    assert [row.outcome for row in forecasts(path)] == [Outcome.PENDING]


@pytest.mark.parametrize(("due", "outcome"), [(3, "did not"), (9, "pending")])
def test_what_came_later_than_promised_was_promised_for_a_day(
    due: int, outcome: str, tmp_path: Path
) -> None:
    first = promise("Ola Berg", "to open the canal in June")
    first.time("June", day(2), day(due))
    told = later("Ola Berg opened the canal a day later than promised.", "Ola Berg")
    assert came_of(tmp_path / "s", first, told).outcome == outcome


# --- told of the day for which it was foretold ------------------------------------------------


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("Shots were heard at the funeral of Ola Berg on Friday.", "came true"),
        ("Ola Berg was buried near the mill on Friday.", "came true"),
        ("Ola Berg was buried near the mill on Friday as the deadline passed.", "came true"),
        ("The funeral of Ola Berg on Friday was called off.", "did not"),
        ("Ola Berg was to have been buried on Friday and lies in town.", "did not"),
        ("The guests of Ola Berg left the mill on Friday without burying her.", "did not"),
        ("Ola Berg, who was to be buried on Friday, lies in town.", "did not"),
        ("A flood near the mill kept them from burying Ola Berg on Friday.", "did not"),
        ("A court banned the funeral of Ola Berg on Friday.", "did not"),
        # it looks ahead or tells what came before, something else, or another day
        ("The funeral of Ola Berg on Friday will be small.", "past due"),
        ("On Friday, before the funeral of Ola Berg, a shop burned.", "past due"),
        ("The shop of Ola Berg was sold on Friday.", "past due"),
        ("A king was buried far away on Friday.", "past due"),
        ("Ola Berg was buried near the mill on Thursday.", "past due"),
    ],
)
def test_a_report_of_the_day_tells_what_came_of_it(told: str, outcome: str, tmp_path: Path) -> None:
    plan = Report("The funeral of Ola Berg will be held near the mill on Friday.", "Sun", day(1))
    plan.time("Friday", day(3))
    report = later(told)
    report.time(*(("Friday", day(3)) if "Friday" in told else ("Thursday", day(2))))
    assert came_of(tmp_path / "s", plan, report).outcome == outcome


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("The deadline that Kell set the guild of the mill passed.", "did not"),
        ("The deadline for the guild passed without Kell seeing it leave the mill.", "did not"),
        ("The guild of the mill left Kell before the deadline.", "past due"),
    ],
)
def test_a_deadline_that_passes_was_not_met(told: str, outcome: str, tmp_path: Path) -> None:
    threat = Report("Kell gave the guild a week to leave the mill.", "Sun", day(1))
    row = came_of(tmp_path / "s", threat, Report(told, "Post", day(9)))
    assert row.outcome == outcome


# --- the same told without a word of the forecast ---------------------------------------------


@pytest.mark.parametrize(
    ("foretold", "told", "outcome"),
    [
        ("to open the canal at Port Ola", "The mill opened the canal at Port Ola.", "came true"),
        ("to open the canal at Port Ola", "The canal at Port Ola was opened.", "came true"),
        (
            "to open the canal at Port Ola",
            "The mill never opened the canal at Port Ola.",
            "did not",
        ),
        ("to open the canal at Port Ola", "The mill put off the canal at Port Ola.", "did not"),
        ("to free all miners of Kell", "The mill freed 12 of its 40 miners of Kell.", "partly"),
        ("the ferry to Kell would not resume", "The ferry to Kell resumed.", "did not"),
        ("to stop work at Kell unless paid", "The mill stopped its work at Kell.", "came true"),
        # another deed, thing, side or time; a word of one side; a condition that was not met
        ("to open the canal at Port Ola", "The mill will open the canal at Port Ola.", "pending"),
        ("to open the canal at Port Ola", "The mill opened a shop near Port Ola canal.", "pending"),
        ("to open the canal at Port Ola", "The guild opened the canal at Port Ola.", "pending"),
        ("to open the canal at Port Ola", "In 2011 the mill opened the Port Ola canal.", "pending"),
        ("to open the canal at Port Ola", "Ships were told to open the Port Ola canal.", "pending"),
        (
            "to open the canal at Port Ola to ships",
            "It vowed to open the canal at Port Ola to ships.",
            "pending",
        ),
        ("to shut the canal at Kell", "He accused the mill: it shut the Kell canal.", "pending"),
        ("to stop work at Kell unless paid", "The mill did not stop work at Kell.", "pending"),
    ],
)
def test_a_sentence_that_tells_the_deed_of_its_subject_and_object_answers(
    foretold: str, told: str, outcome: str, tmp_path: Path
) -> None:
    row = came_of(tmp_path / "s", promise("The mill", foretold), later(told))
    assert row.outcome == outcome


# --- fewer, others ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("foretold", "told", "short"),
    [
        ("all bridges would reopen", "Two bridges reopened", True),
        ("all bridges would reopen", "All bridges reopened", False),
        ("to free the three clerks", "It freed two of the clerks", True),
        ("to free 40 miners", "It freed 12 miners", True),
        ("to free 40 miners", "It freed 41 miners", False),
        ("to send 500 men within two weeks", "It sent 500 men after one week", False),
        ("both envoys would leave", "Of the two envoys only one left", True),
        ("every school would open in 2021", "The schools opened in 2020", False),
    ],
)
def test_fewer_than_foretold_are_told(foretold: str, told: str, short: bool) -> None:
    assert falls_short(foretold, told) is short


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("Turnout in the harbour referendum was 96 percent, Canada said.", Outcome.DID_NOT),
        ("Turnout in the harbour referendum was 41%, Canada said.", Outcome.CAME_TRUE),
        ("Turnout in the harbour referendum was above 40 percent, Canada said.", None),
    ],
)
def test_a_number_answers_the_bound_that_was_foretold(
    told: str, outcome: Outcome | None, tmp_path: Path
) -> None:
    content = "turnout in the harbour referendum will be below 50 percent"
    first = promise("Ola Berg", content, StatementAct.PREDICTS)
    row = came_of(tmp_path / "s", first, later(told, "Canada"))
    if outcome is not None:
        assert row.outcome == outcome
    assert kept_within(content, told) is (None if outcome is None else outcome is Outcome.CAME_TRUE)


def test_a_third_ship_is_not_the_second() -> None:
    assert other_item("to send a second ship to the gulf", "It did not send a third ship")
    assert not other_item("to send a second ship", "It sent its second ship on Monday")
    assert not other_item("to send a second ship", "The third man was freed")
    assert not other_item("to send a ship", "It sent a third ship")


def test_an_event_that_was_expected_before_answers_by_who_first_tells_it(tmp_path: Path) -> None:
    foretold = Report("Britain threatened to bomb a depot of Iran.", "Sun", day(1))
    said = foretold.says("Britain", "threatened", "to bomb a depot", StatementAct.THREATENS)
    sides = (["Britain"], ["depot of Iran"])
    foretold.event("bomb", *sides, status=AHEAD, statement=said)
    told = Report("Britain bombed a depot of Iran.", "Post", day(4))
    told.event("bombed", *sides)
    row = came_of(tmp_path / "s", foretold, told)
    assert row.outcome == Outcome.CAME_TRUE
    assert row.answer_published == day(4)


@pytest.mark.parametrize(
    ("actor", "hit", "trigger", "outcome"),
    [
        ("Canada minister", "Canada rebels", "detained", Outcome.CAME_TRUE),
        # within one country all have its code
        ("Canada judge", "Canada rebels", "detained", Outcome.PENDING),
        ("Canada minister", "Canada rebels", "scolded", Outcome.PENDING),
        ("Britain", "Canada rebels", "detained", Outcome.PENDING),
    ],
)
def test_within_one_country_the_report_must_name_who_was_to_act(
    actor: str, hit: str, trigger: str, outcome: Outcome, tmp_path: Path
) -> None:
    vow = Report("Canada minister vowed to detain Canada rebels.", "Sun", day(1))
    said = vow.says("Canada minister", "vowed", "to detain Canada rebels", StatementAct.PROMISES)
    kind = PloverType.COERCE
    sides = (["Canada minister"], ["Canada rebels"])
    vow.event("detain", *sides, type_=kind, status=AHEAD, statement=said)
    told = Report(f"{actor} {trigger} {hit}.", "Post", day(4))
    told.event(trigger, [actor], [hit], type_=kind)
    assert came_of(tmp_path / "s", vow, told).outcome == outcome


@pytest.mark.parametrize(("on", "outcome"), [(3, Outcome.DID_NOT), (9, Outcome.PAST_DUE)])
def test_what_comes_long_after_its_day_is_something_else(
    on: int, outcome: Outcome, tmp_path: Path
) -> None:
    plan = Report("Britain will bomb a depot of Iran on the second.", "Sun", day(1))
    sides = (["Britain"], ["depot of Iran"])
    plan.event("bomb", *sides, status=PLANNED, day=day(2))
    told = Report("Britain bombed a depot of Iran.", "Post", day(10))
    told.event("bombed", *sides, day=day(on))
    assert came_of(tmp_path / "s", plan, told).outcome == outcome
