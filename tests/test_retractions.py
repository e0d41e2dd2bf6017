"""What a source or an outlet takes back no longer stands; who opposes a plan denies nothing."""

import duckdb
import pytest

from onrecord.asking.matching import pattern
from onrecord.corpus.events.figures import figures_of
from onrecord.corpus.events.standing import standing_of, words_of
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Told
from onrecord.records import FigureKind, FigureStanding, Standing, StatementAct
from tests.happened import AHEAD, NO, Report, day


def claim(outlet: str = "Post") -> list[Told]:
    """A claim by Iran, on the sixth."""
    made = Report("Iran said that gunners hit a port on Monday.", outlet, day(6))
    said = made.says("Iran", "said", "that gunners hit a port")
    made.event("hit", ["gunners"], ["a port"], statement=said)
    return list(tellings_of(made.coding()))


def retraction(text: str, who: str, cue: str, outlet: str = "Times", on: int = 8) -> list[Told]:
    """A later report in which ``who`` takes it back by ``cue``."""
    made = Report(text, outlet, day(on))
    said = made.says(who, cue, "that gunners hit a port")
    made.event("hit", ["gunners"], ["a port"], statement=said)
    return list(tellings_of(made.coding()))


def test_a_number_that_is_repeated_only_to_take_it_back_is_withdrawn() -> None:
    """Told of the sixth, and taken back by its source on the eighth."""

    def reported(cue: str, outlet: str, on: int) -> list[Told]:
        made = Report(f"Iran {cue} that gunners killed 30 people.", outlet, day(on))
        said = made.says("Iran", cue, "that gunners killed 30 people")
        event = made.event("killed", ["gunners"], ["30 people"], statement=said)
        made.figure("30", FigureKind.KILLED, 30, event, said)
        return list(tellings_of(made.coding()))

    claimed, gone = reported("said", "Post", 6), reported("withdrew its claim", "Times", 8)
    standings = [f.standing for f in figures_of("e", [*claimed, *gone])]
    assert standings == [FigureStanding.WITHDRAWN] * 2
    assert [f.standing for f in figures_of("e", claimed)] == [FigureStanding.HOLDS]


@pytest.mark.parametrize("cue", ["withdrew its claim", "retracted the report", "took back"])
def test_what_a_side_takes_back_is_withdrawn(cue: str) -> None:
    gone = retraction(f"Iran {cue} that gunners hit a port.", "Iran", cue)
    assert standing_of(words_of([*claim(), *gone])) is Standing.WITHDRAWN
    canada = retraction(f"Canada {cue} that gunners hit a port.", "Canada", cue)
    assert standing_of(words_of([*claim(), *canada])) is Standing.CLAIMED
    earlier = retraction(f"Iran {cue} that gunners hit a port.", "Iran", cue, on=3)
    assert standing_of(words_of([*claim(), *earlier])) is Standing.CLAIMED


def test_a_retraction_without_a_statement_is_by_whoever_stands_before_it() -> None:
    made = Report("Iran on Friday withdrew its claim that gunners hit a port.", "Times", day(8))
    made.actor("Iran")
    made.event("hit", ["gunners"], ["a port"])
    (gone,) = tellings_of(made.coding())
    assert (gone.takes_back, gone.teller, gone.side) == (True, "Iran", "IRN")
    assert standing_of(words_of([*claim(), gone])) is Standing.WITHDRAWN


def test_an_outlet_takes_back_what_it_had_reported() -> None:
    text = "The Post reported that gunners hit a port. No such attack took place."
    gone = retraction(text, "The Post", "reported", "Post")
    assert standing_of(words_of([*claim("Post"), *gone])) is Standing.WITHDRAWN
    assert standing_of(words_of([*claim("Mirror"), *gone])) is Standing.CLAIMED
    kept = retraction(
        "The Post reported that gunners hit a port. Rain fell.", "The Post", "reported"
    )
    assert standing_of(words_of([*claim("Post"), *kept])) is Standing.CLAIMED


def test_who_opposes_a_plan_does_not_deny_it() -> None:
    made = Report("Canada plans a march. Iran opposed the march.", "Post", day(6))
    made.event("march", ["Canada"], status=AHEAD)
    (plan,) = tellings_of(made.coding())
    other = Report("Iran opposed the march.", "Times", day(7))
    said = other.says("Iran", "opposed", "the march", StatementAct.DENIES)
    other.event("march", status=NO, statement=said)
    (against,) = tellings_of(other.coding())
    assert standing_of(words_of([plan, against])) is Standing.EXPECTED


def test_a_denial_that_a_clause_recalls_is_no_denial_of_the_report() -> None:
    text = "Iran, which had denied the shelling for a week, conceded that gunners hit a port."
    made = Report(text, "Post", day(8))
    made.event("shelling", ["Iran"], status=NO)
    (recalled,) = tellings_of(made.coding())
    assert recalled.said_before
    admission = Report("Iran conceded that gunners hit a port.", "Times", day(8))
    said = admission.says("Iran", "conceded", "that gunners hit a port", StatementAct.CONFIRMS)
    admission.event("hit", ["Iran"], ["a port"], statement=said)
    found = [recalled, *tellings_of(admission.coding())]
    assert standing_of(words_of(found)) is Standing.ADMITTED


@pytest.mark.parametrize(
    "words", ["O\u2019Brien", "\u201cterrorists\u201d", "\U0001f35f", "(a) b.", "1+1", "_"]
)
def test_marks_of_any_kind_can_be_asked_for(words: str) -> None:
    sql = "SELECT regexp_matches($text, $pattern)"
    with duckdb.connect() as con:
        for text, there in ((f"said {words} again", True), ("said again", False)):
            row = con.execute(sql, {"text": text, "pattern": pattern(words)}).fetchone()
            assert row == (there,)
