"""Events across articles: joined, judged, counted, disputed, foretold."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from onrecord.asking.event import event
from onrecord.asking.events import EventQuestion, EventRow, events
from onrecord.asking.forecasts import ForecastQuestion, forecasts
from onrecord.asking.judging import judge, lost_judgements
from onrecord.asking.series import SeriesQuestion, coverage, series
from onrecord.asking.units import Period, Unit
from onrecord.cli import app
from onrecord.coding import Coding
from onrecord.corpus.events.stage import update
from onrecord.corpus.events.standing import Word, standing_of
from onrecord.corpus.events.tallies import subject_of
from onrecord.errors import StoreError
from onrecord.records import (
    FigureKind,
    Outcome,
    PloverType,
    Stance,
    Standing,
    StatementAct,
    Verdict,
)
from onrecord.store.schema import EVENT_TABLES
from onrecord.store.store import Store
from tests.happened import AHEAD, NO, OTHER_RUN, Report, admission, claim, day, strike
from tests.invented_report import CODING


def fill(path: Path, codings: Sequence[Coding]) -> Path:
    with Store(path) as store:
        store.add(codings)
        update(store)
    return path


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    """Everything that was made across articles, in an order that is that of the content."""
    with Store(path, read_only=True) as store:
        tables = [f"SELECT * FROM {table.name} ORDER BY ALL" for table in EVENT_TABLES.values()]
        return [store.query(sql).fetchall() for sql in tables]


def found(path: Path, **asked: object) -> list[EventRow]:
    return events(path, EventQuestion(**asked))  # type: ignore[arg-type]


def test_tellings_of_one_happening_are_one_event(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [claim().coding(), admission().coding()])
    (row,) = found(path)
    assert (row.articles, row.outlets, row.origins) == (2, 2, 2)
    assert (row.actor_codes, row.recipient_codes) == (("IRN",), ("UKR",))
    assert row.date_from == day(8)


def test_the_like_on_following_days_is_two_events(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [strike(3).coding(), strike(4).coding()])
    assert [row.date_from for row in found(path)] == [day(3), day(4)]


def test_what_is_denied_and_then_said_by_the_same_side_is_admitted(tmp_path: Path) -> None:
    path = fill(tmp_path / "a", [claim().coding()])
    assert [row.standing for row in found(path)] == [Standing.DISPUTED]
    fill(path, [admission().coding()])
    (row,) = found(path)
    assert row.standing == Standing.ADMITTED
    said = [(one.published, one.stance, one.side) for one in event(path, row.id).happened]
    assert said == [
        (day(9), Stance.ASSERTS, "CAN"),
        (day(9), Stance.DENIES, "IRN"),
        (day(11), Stance.CONFIRMS, "IRN"),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_changes_nothing(seed: int, tmp_path: Path) -> None:
    codings = [
        claim().coding(),
        admission().coding(),
        admission("Gazette").coding(),
        *(strike(n).coding() for n in (3, 4, 5)),
    ]
    whole = rows(fill(tmp_path / "whole", codings))
    random.Random(seed).shuffle(codings)
    for coding in codings:
        fill(tmp_path / "one", [coding])
    assert rows(tmp_path / "one") == whole


def test_an_article_that_changes_takes_its_tellings_along(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [claim().coding(), admission().coding()])
    later = Report("The report of Saturday was wrong.", "Courier", day(11))
    fill(path, [later.coding()])
    assert rows(path) == rows(fill(tmp_path / "t", [claim().coding(), later.coding()]))


def test_a_judgement_wins_and_survives_coding_anew(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [claim().coding(), admission().coding()])
    (row,) = found(path)
    last = event(path, row.id).tellings[-1]
    judge(path, Verdict.SPLIT, row.id, last.mention, by="an editor", note="two planes")
    assert len(found(path)) == 2
    with Store(path) as store:
        store.add([claim().coding(OTHER_RUN), admission().coding(OTHER_RUN)])
    assert len(found(path)) == 2
    judge(path, Verdict.MERGE, row.id, last.mention)
    (again,) = found(path)
    assert again.articles == 2


def raid(text: str, *, day_: int = 4, outlet: str = "Post", words: str = "raided") -> Coding:
    made = Report(text, outlet, day(day_), key=outlet)
    made.event(words, ["Britain"], ["depot of Iran"], day=day(4))
    return made.coding()


RAID = "Britain raided a depot of Iran in the old port on Saturday. Nobody was hurt in the town."
"""A report, its corrected text, the words that tell it there, and whether they are found again."""
CORRECTED = [
    (f"Correction: the day was wrong.\n\n{RAID}", "raided", True),
    (RAID.replace("on Saturday", "early on Saturday, its navy said"), "raided", True),
    (RAID.replace("Britain raided", "Troops of Britain raided and raided"), "raided", False),
    (f"{RAID} {RAID}", "raided", False),
    (RAID.replace("raided", "attacked"), "attacked", False),
    ("The depot of Iran that Britain raided is not in this town.", "raided", False),
]


@pytest.mark.parametrize(("text", "words", "again"), CORRECTED)
def test_a_judgement_finds_its_words_in_a_corrected_text_or_says_that_it_does_not(
    tmp_path: Path, text: str, words: str, again: bool
) -> None:
    path = fill(tmp_path / "s", [raid(RAID), raid(RAID, day_=5, outlet="Sun")])
    (row,) = found(path)
    judge(path, Verdict.SPLIT, row.id, event(path, row.id).tellings[-1].mention, by="an editor")
    fill(path, [raid(text, words=words)])
    assert [len(found(path)) == 2, not lost_judgements(path)] == [again, again]
    printed = onrecord("events", "--store", str(path))
    said = (
        "judgement 1 (split by an editor) no longer finds its words, “raided” in Post and “raided”"
    )
    assert (said in printed) is not again
    if not again:
        (row,) = found(path)
        assert said in onrecord("event", row.id, "--store", str(path))
        judge(path, Verdict.SPLIT, row.id, event(path, row.id).tellings[-1].mention)
        assert (len(found(path)), lost_judgements(path)) == (2, [])


def test_two_that_nothing_joins_can_be_joined_by_a_person(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [strike(3).coding(), strike(4).coding()])
    one, other = found(path)
    judge(path, Verdict.MERGE, one.id, other.id)
    (row,) = found(path)
    assert row.mentions == 2
    with pytest.raises(StoreError, match="one telling"):
        judge(path, Verdict.SPLIT, row.id, row.id)


def test_figures_keep_their_sources_and_what_became_of_them(tmp_path: Path) -> None:
    first = Report("Iran bombed a port of Ukraine. Iran said 12 people died.", "Post", day(3))
    said = first.says("Iran", "said", "12 people died")
    bombed = first.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    first.figure("12", FigureKind.KILLED, 12, bombed, said)
    second = Report("Iran bombed the port of Ukraine. Iran said 15 people died.", "Sun", day(5))
    said = second.says("Iran", "said", "15 people died")
    bombed = second.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    second.figure("15", FigureKind.KILLED, 15, bombed, said)
    path = fill(tmp_path / "s", [first.coding(), second.coding()])
    (row,) = found(path)
    (toll,) = event(path, row.id).figures
    assert (toll.low, toll.best, toll.high) == (15, 15, 15)
    assert [(f.low, f.standing) for f in toll.figures] == [(12, "replaced"), (15, "holds")]


def test_a_number_that_is_taken_back_no_longer_holds(tmp_path: Path) -> None:
    first = Report("Iran bombed a port of Ukraine. It gave the toll as 70.", "Post", day(3))
    first.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    second = Report(
        "Iran bombed the port of Ukraine. Officials have withdrawn the figure of 70.", "Sun", day(5)
    )
    bombed = second.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    second.figure("70", FigureKind.KILLED, 70, bombed)
    path = fill(tmp_path / "s", [first.coding(), second.coding()])
    (row,) = found(path)
    (toll,) = event(path, row.id).figures
    assert [f.standing for f in toll.figures] == ["withdrawn", "withdrawn"]
    assert toll.best is None


def foretold() -> Report:
    made = Report("Britain threatened to bomb a depot of Iran.", "Sun", day(1))
    said = made.says("Britain", "threatened", "to bomb a depot of Iran", StatementAct.THREATENS)
    made.event("bomb", ["Britain"], ["depot of Iran"], status=AHEAD, statement=said)
    return made


def test_a_threat_is_set_beside_what_came_of_it(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [foretold().coding()])
    (row,) = forecasts(path)
    assert (row.kind, row.teller, row.outcome) == ("threat", "Britain", Outcome.PENDING)
    fill(path, [strike(3).coding()])
    (row,) = forecasts(path)
    assert row.outcome == Outcome.CAME_TRUE
    assert row.text == "to bomb a depot of Iran"
    assert row.answer_text is not None
    assert row.answer_text.startswith("Britain bombed")
    (before,) = forecasts(path, ForecastQuestion(as_of=day(2)))
    assert before.outcome == Outcome.PENDING


def test_a_vow_that_names_no_deed_is_not_answered_by_any(tmp_path: Path) -> None:
    vow = Report("Britain vowed revenge.", "Sun", day(1))
    said = vow.says("Britain", "vowed", "revenge", StatementAct.THREATENS)
    vow.event("revenge", ["Britain"], status=AHEAD, statement=said)
    later = Report("Britain attacked a depot of Iran.", "Sun", day(3))
    later.event("attacked", ["Britain"], ["depot of Iran"])
    path = fill(tmp_path / "s", [vow.coding(), later.coding()])
    assert [row.outcome for row in forecasts(path)] == [Outcome.PENDING]


@pytest.mark.parametrize(("on", "outcome"), [(4, Outcome.CAME_TRUE), (6, Outcome.PAST_DUE)])
def test_a_deed_on_the_day_foretold_answers_whatever_its_object_is_called(
    on: int, outcome: Outcome, tmp_path: Path
) -> None:
    vow = Report("Britain will free the sick envoy on the fourth.", "Sun", day(2))
    said = vow.says("Britain", "will", "free the sick envoy", StatementAct.PROMISES)
    retreat = PloverType.RETREAT
    sides = (["Britain"], ["sick envoy"])
    vow.event("free", *sides, type_=retreat, status=AHEAD, day=day(4), statement=said)
    later = Report("Britain freed Ola Berg.", "Post", day(7))
    later.event("freed", ["Britain"], ["Ola Berg"], type_=retreat, day=day(on))
    path = fill(tmp_path / "s", [vow.coding(), later.coding()])
    assert [row.outcome for row in forecasts(path)] == [outcome]


def test_who_denies_that_anybody_was_killed_disputes_a_killing(tmp_path: Path) -> None:
    text = "Iran denied any monks were killed. Houthi men spoke of killing 4."
    made = Report(text, "Sun", day(2))
    no = made.says("Iran", "denied", "any monks were killed", StatementAct.DENIES)
    made.event("killed", [], ["monks"], status=NO, statement=no)
    said = made.says("Houthi men", "spoke", "killing 4")
    made.event("killing", ["Houthi men"], ["monks"], statement=said)
    path = fill(tmp_path / "s", [made.coding()])
    first, *rest = found(path, everything=True)
    if rest:
        judge(path, Verdict.MERGE, first.id, rest[0].id)
    (row,) = found(path, everything=True)
    assert row.standing == Standing.DISPUTED


def test_another_form_of_protest_is_no_answer(tmp_path: Path) -> None:
    threat = Report("Miners of Iran threatened to strike over Ukraine.", "Sun", day(1))
    said = threat.says("Miners of Iran", "threatened", "to strike", StatementAct.THREATENS)
    sides = (["Miners of Iran"], ["Ukraine"])
    protest = PloverType.PROTEST
    threat.event("strike", *sides, type_=protest, mode="strike", status=AHEAD, statement=said)
    march = Report("Miners of Iran marched over Ukraine.", "Sun", day(3))
    march.event("marched", *sides, type_=protest, mode="demo")
    path = fill(tmp_path / "s", [threat.coding(), march.coding()])
    assert [row.outcome for row in forecasts(path)] == [Outcome.PENDING]


def test_what_is_only_foretold_has_not_happened(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [foretold().coding()])
    assert found(path) == []
    assert [row.standing for row in found(path, everything=True)] == [Standing.EXPECTED]


def test_filters(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [claim().coding(), admission().coding(), strike(3).coding()])
    assert len(found(path, actor="IRN")) == 1
    assert len(found(path, recipient="airliner")) == 1
    assert len(found(path, type=PloverType.AID)) == 0
    assert len(found(path, since=day(4))) == 1
    assert len(found(path, origins=2)) == 1
    assert len(found(path, standing=Standing.ADMITTED)) == 1


def test_a_quiet_day_and_a_missing_feed_look_different(tmp_path: Path) -> None:
    quiet = Report("Nothing came to pass.", "Post", day(4))
    path = fill(tmp_path / "s", [strike(3).coding(), quiet.coding(), strike(6).coding()])
    asked = SeriesQuestion(unit=Unit.DYAD, period=Period.DAY, actor="GBR", recipient="IRN")
    counted = [(row.period, row.events, row.articles) for row in series(path, asked)]
    assert counted == [(day(3), 1, 1), (day(4), 0, 1), (day(6), 1, 1)]
    assert [(row.date, row.articles) for row in coverage(path)] == [
        (day(3), 1),
        (day(4), 1),
        (day(6), 1),
    ]


def test_series_by_country_name_the_country_of_the_place(tmp_path: Path) -> None:
    places = tuple(msgspec.structs.replace(place, country="NOR") for place in CODING.places)
    path = fill(tmp_path / "s", [msgspec.structs.replace(CODING, places=places)])
    rows = series(path, SeriesQuestion(unit=Unit.COUNTRY, period=Period.MONTH))
    assert {row.country for row in rows if row.events} == {"NOR", None}
    assert series(path, SeriesQuestion(unit=Unit.COUNTRY, country="nor"))


def test_those_who_act_on_each_other_do_not_act_on_themselves(tmp_path: Path) -> None:
    met = Report("Britain and Iran met on Friday.", "Post", day(3))
    met.event("met", ["Britain", "Iran"], ["Britain", "Iran"], day=day(3))
    path = fill(tmp_path / "s", [met.coding()])
    dyads = {(row.actor, row.recipient) for row in series(path, SeriesQuestion(unit=Unit.DYAD))}
    assert dyads == {("GBR", "IRN"), ("IRN", "GBR")}


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ([Word(Stance.ASSERTS, None, 1)], Standing.CONFIRMED),
        ([Word(Stance.ASSERTS, "USA", 1)], Standing.CLAIMED),
        ([Word(Stance.ASSERTS, "USA", 1, own=True)], Standing.CONFIRMED),
        ([Word(Stance.DENIES, "IRN", 1)], Standing.DENIED),
        ([Word(Stance.EXPECTS, "IRN", 1)], Standing.EXPECTED),
        ([Word(Stance.WITHDRAWS, "IRN", 1)], Standing.WITHDRAWN),
        ([Word(Stance.ASSERTS, "USA", 1), Word(Stance.DENIES, "IRN", 2)], Standing.DISPUTED),
        ([Word(Stance.ASSERTS, "IRN", 3), Word(Stance.DENIES, "IRN", 2)], Standing.ADMITTED),
        ([Word(Stance.ASSERTS, "IRN", 1), Word(Stance.DENIES, "IRN", 2)], Standing.DISPUTED),
        ([Word(Stance.ASSERTS, "USA", 1), Word(Stance.CONTESTS, "IRN", 1)], Standing.CLAIMED),
        ([Word(Stance.CONFIRMS, "navy", 3), Word(Stance.DENIES, "jo hill", 2)], Standing.DISPUTED),
    ],
)
def test_whether_it_happened(words: list[Word], standing: Standing) -> None:
    assert standing_of(words) is standing


@pytest.mark.parametrize(
    ("counted", "subject"),
    [("people on board", "people"), ("", "people"), ("Canadians", "canadian")],
)
def test_what_a_figure_counts(counted: str, subject: str) -> None:
    assert subject_of(counted) == subject


def onrecord(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def test_the_commands_print_what_python_gives(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [claim().coding(), admission().coding(), foretold().coding()])
    store = ("--store", str(path))
    (row,) = found(path)
    assert f"{row.id[:8]}  8 January 2020  Assault, “shot down”".split() == (
        onrecord("events", *store).split("[")[0].split()
    )
    assert json.loads(onrecord("events", "--json", *store))["standing"] == "admitted"
    told = onrecord("event", row.id[:8], *store)
    assert "Denied, later admitted" in told
    assert "  2020-01-09 Iranian officials [office or body] DENIES it" in told
    assert "origin" in told
    assert json.loads(onrecord("event", row.id, "--json", *store))["event"]["id"] == row.id
    assert "threat by Britain [pending]" in onrecord("forecasts", *store)
    assert "IRN → UKR: material conflict" in onrecord("series", *store)
    assert "2020-01-11 Courier 1 article" in onrecord("coverage", *store)
    assert onrecord("coverage", "-f", "csv", *store).startswith("date,outlet,articles")
    last = event(path, row.id).tellings[-1].mention
    assert "judgement 1: split" in onrecord("judge", "split", row.id, last, *store)


def test_an_id_that_means_nothing_is_refused(tmp_path: Path) -> None:
    path = fill(tmp_path / "s", [claim().coding()])
    with pytest.raises(StoreError, match="no event"):
        event(path, "ffff0000ffff")
    with pytest.raises(StoreError, match="is no id of an event"):
        event(path, "Soleimani")
