"""Numbers of an event: whose they are, which deed they belong to, which of them still hold."""

from pathlib import Path

import pytest

from onrecord.asking.event import event
from onrecord.asking.events import EventQuestion, events
from onrecord.coding import Coding
from onrecord.corpus.events.numbers import (
    counted_by,
    given_by,
    is_office,
    plain_numbers,
    recalled,
)
from onrecord.corpus.events.stage import update
from onrecord.corpus.events.tallies import ANYBODY, subject_of
from onrecord.corpus.events.tellings import tellings_of
from onrecord.records import FigureKind, PloverType, SourceKind
from onrecord.store.store import Store
from onrecord.text import Span
from tests.happened import Report, day


def told(path: Path, *codings: Coding) -> list[tuple[str, float | None, str]]:
    """Kind, number and standing of each figure of the one event that has some."""
    with Store(path) as store:
        store.add(codings)
        update(store)
    rows = events(path, EventQuestion(everything=True))
    kinds = [kind for row in rows for kind in event(path, row.id).figures]
    return sorted((kind.kind, f.low, f.standing) for kind in kinds for f in kind.figures)


def has_figures(path: Path, recipient: str) -> bool:
    """Whether the event that was done to ``recipient`` has figures."""
    rows = events(path, EventQuestion(everything=True))
    (row,) = [row for row in rows if recipient in str(row.recipients)]
    return bool(event(path, row.id).figures)


def toll(number: int, source: str, outlet: str, on: int) -> Coding:
    made = Report(
        f"Iran bombed a port of Ukraine. The {source} said {number} people died.", outlet, day(on)
    )
    said = made.says(f"The {source}", "said", f"{number} people died")
    bombed = made.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    made.figure(str(number), FigureKind.KILLED, number, bombed, said)
    return made.coding()


def test_a_toll_of_offices_that_grows_is_replaced(tmp_path: Path) -> None:
    found = told(tmp_path / "s", toll(12, "police", "Post", 3), toll(15, "ministry", "Sun", 4))
    assert found == [("killed", 12, "replaced"), ("killed", 15, "holds")]


def test_a_lower_count_of_another_office_stands_beside_it(tmp_path: Path) -> None:
    found = told(tmp_path / "s", toll(15, "police", "Post", 3), toll(12, "ministry", "Sun", 4))
    assert found == [("killed", 12, "holds"), ("killed", 15, "holds")]


def counted(words: str, outlet: str, on: int, by: str | None = None) -> Coding:
    """An article that tells ``words`` ("9 divers", "at least 9 divers") to have died."""
    number, whom = words.split()[-2:]
    said = f"{words} died" if by is None else f"{by} said {words} died"
    made = Report(f"Iran bombed a port of Ukraine. Later {said}.", outlet, day(on))
    person = SourceKind.UNNAMED_PERSON
    statement = made.says(by, "said", f"{words} died", kind=person) if by else None
    bombed = made.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    made.figure(
        number,
        FigureKind.KILLED,
        int(number),
        bombed,
        statement,
        whom,
        least=words.startswith("at least"),
    )
    return made.coding()


@pytest.mark.parametrize(
    ("first", "by", "second", "standing"),
    [
        ("9 people", None, "14 people", "replaced"),
        ("at least 9 divers", "A nurse", "14 divers", "replaced"),
        ("9 bodies", None, "14 people", "replaced"),
        ("9 people", None, "14 divers", "replaced"),  # more of some than of all
        ("9 divers", None, "14 people", "holds"),
        ("at least 9 people", "A rebel", "14 people", "holds"),
        ("9 people", "A nurse", "14 people", "holds"),
        ("1 person", None, "14 people", "holds"),
        ("14 people", None, "9 people", "holds"),
    ],
)
def test_a_count_that_was_open_or_nobodys_is_outgrown(
    tmp_path: Path, first: str, by: str | None, second: str, standing: str
) -> None:
    number = int(first.split()[-2])
    found = told(tmp_path / "s", counted(first, "Post", 3, by), counted(second, "Sun", 5))
    assert ("killed", number, standing) in found


def test_a_part_of_what_its_article_counts_is_not_outgrown(tmp_path: Path) -> None:
    made = Report("Iran bombed a port of Ukraine. 30 people died, 9 of them here.", "Post", day(3))
    bombed = made.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    made.figure("30", FigureKind.KILLED, 30, bombed)
    made.figure("9", FigureKind.KILLED, 9, bombed)
    found = told(tmp_path / "s", made.coding(), counted("41 people", "Sun", 5))
    assert found == [
        ("killed", 9, "holds"),
        ("killed", 30, "replaced"),
        ("killed", 41, "holds"),
    ]


def test_a_headline_has_the_source_of_its_number(tmp_path: Path) -> None:
    made = Report("9 die as Iran bombs a port\n\nThe mayor said nine died.", "Post", day(3))
    said = made.says("The mayor", "said", "nine died")
    bombed = made.event("bombs", ["Iran"], ["a port"], day=day(3))
    made.figure("9", FigureKind.KILLED, 9, bombed)
    made.figure("nine", FigureKind.KILLED, 9, bombed, said)
    path = tmp_path / "s"
    told(path, made.coding())
    (row,) = events(path, EventQuestion(everything=True))
    (kind,) = event(path, row.id).figures
    assert {figure.teller for figure in kind.figures} == {"The mayor"}


def test_a_number_that_is_recalled_no_longer_holds(tmp_path: Path) -> None:
    later = Report(
        "Iran bombed the port of Ukraine. A doctor said 9 people died, fewer than the 12 that the "
        "police had reported.",
        "Sun",
        day(5),
    )
    said = later.says("A doctor", "said", "9 people died")
    bombed = later.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    later.figure("9", FigureKind.KILLED, 9, bombed, said)
    found = told(tmp_path / "s", toll(12, "police", "Post", 3), later.coding())
    assert found == [("killed", 9, "holds"), ("killed", 12, "replaced"), ("killed", 12, "replaced")]


def test_who_is_detained_on_a_seized_ship_is_of_the_seizure(tmp_path: Path) -> None:
    made = Report("Iran seized a ferry of Canada. Nine stokers were held.", "Post", day(3))
    seized = {"type_": PloverType.COERCE, "mode": "seize"}
    made.event("seized", ["Iran"], ["ferry of Canada"], **seized)  # type: ignore[arg-type]
    held = made.event("held", [], ["stokers"], type_=PloverType.COERCE, mode="arrest")
    made.figure("Nine", FigureKind.DETAINED, 9, held)
    path = tmp_path / "s"
    assert told(path, made.coding()) == [("detained", 9, "holds")]
    (row,) = [
        r for r in events(path, EventQuestion(everything=True)) if "ferry" in str(r.recipients)
    ]
    assert event(path, row.id).figures


def belongs(tmp_path: Path, made: Report) -> str:
    """The type and mode of the one event that has figures."""
    path = tmp_path / "s"
    told(path, made.coding())
    rows = events(path, EventQuestion(everything=True))
    (row,) = [row for row in rows if event(path, row.id).figures]
    return f"{row.type} {row.mode or ''}".strip()


def test_who_is_held_for_a_deed_is_of_the_arrest(tmp_path: Path) -> None:
    made = Report("After the killing of a judge 26 men are under arrest.", "Post", day(3))
    killing = made.event("killing", [], ["a judge"])
    made.event("arrest", [], ["men"], type_=PloverType.COERCE, mode="arrest")
    made.figure("26", FigureKind.DETAINED, 26, killing)
    assert belongs(tmp_path, made) == "COERCE arrest"


def test_the_wounded_are_not_of_an_abduction() -> None:
    made = Report(
        "Iran shelled a camp of Yemen. Iran carried off two pilots. A nurse counted 14 wounded.",
        "Post",
        day(3),
    )
    made.event("shelled", ["Iran"], ["camp of Yemen"], mode="heavy-weapons")
    made.event("carried off", ["Iran"], ["two pilots"], mode="abduct")
    made.figure("14", FigureKind.WOUNDED, 14, made.event("wounded"))
    found = {t.trigger: [tally.low for tally in t.tallies] for t in tellings_of(made.coding())}
    assert found == {"shelled": [14], "carried off": [], "wounded": []}


def test_the_dead_are_of_the_deed_that_their_sentence_names() -> None:
    text = (
        "Canada bombed a camp in Yemen, a week after a rocket attack on its embassy. "
        "Doctors said 25 fighters were killed in the raids."
    )
    made = Report(text, "Post", day(3))
    said = made.says("Doctors", "said", "25 fighters were killed in the raids")
    made.event("bombed", ["Canada"], ["a camp in Yemen"], day=day(3))
    made.event("rocket attack", [], ["its embassy"])
    killed = made.event("killed", [], ["25 fighters"], statement=said)
    made.event("raids", [], [], statement=said)
    made.figure("25", FigureKind.KILLED, 25, killed, said)
    counted = {t.trigger for t in tellings_of(made.coding()) if t.tallies}
    assert counted == {"raids"}


def test_the_wounded_are_of_the_news_and_not_of_what_is_recalled(tmp_path: Path) -> None:
    made = Report(
        "Canada shelled a camp of Yemen. Canada had bombed a dam of Iran in autumn. A nurse "
        "counted 14 wounded.",
        "Post",
        day(20),
    )
    made.event("shelled", ["Canada"], ["camp of Yemen"], day=day(19))
    made.event("bombed", ["Canada"], ["dam of Iran"], day=day(2))
    hurt = made.event("wounded", [], [])
    made.figure("14", FigureKind.WOUNDED, 14, hurt)
    path = tmp_path / "s"
    told(path, made.coding())
    (row,) = [
        r for r in events(path, EventQuestion(everything=True)) if "camp" in str(r.recipients)
    ]
    assert event(path, row.id).figures


@pytest.mark.parametrize(
    ("text", "kind", "of", "number"),
    [
        ("It raised the number of sappers killed in the blast to 31.", "killed", "sappers", "31"),
        ("The tally of boats is 8.", None, "boats", "8"),
        ("The toll rose to 44.", "killed", None, "44"),
        ("Two fled, and there are now 60 of them.", None, None, "60"),
        ("The arrested were brought to court. They number 31.", "detained", None, "31"),
        ("The mayor put it at nineteen.", None, None, "nineteen"),
        ("Police reported arrests, later corrected to six.", None, None, "six"),
        ("A station put the dead as high as 21.", "killed", None, "21"),
        ("Kyiv now puts its war dead at over 2,400.", "killed", None, "2,400"),
        ("It gave the number wounded in the fire of May 3 as 45.", "wounded", None, "45"),
        ("The number of those in custody rises to 31.", "detained", "those", "31"),
        ("Other officers spoke of 14.", None, None, "14"),
        ("The authorities count two.", None, None, "two"),
        ("The dead of the quay, now put at eight, were named.", "killed", None, "eight"),
        ("It was a fire, not 18 candles.", None, None, "18"),
        ("The first count had been twelve.", None, None, "twelve"),
        ("Bodies lay in the wheat. There are 298 of them.", "killed", None, "298"),
    ],
)
def test_what_a_number_that_stands_alone_counts(
    text: str, kind: str | None, of: str | None, number: str
) -> None:
    (found,) = plain_numbers(text)
    assert (found.kind, found.of, found.digits) == (kind, of, number)


def test_where_the_wounded_are_taken_counts_nobody() -> None:
    assert plain_numbers("It brought the wounded to 14 clinics.") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It said 9, down from the 12 that it had reported.", "12"),
        ("Miners, who had spoken of 30 dead, fell silent.", "30"),
        ("The toll, first put at 21, is 19.", "21"),
        ("He said that it had counted 14 wounded.", None),
        ("Police reported eight arrests, later corrected to 6.", "eight"),
        ("Three dockers, and not five as he had said, died.", "five"),
        ("The toll rose to 45 from 30.", "30"),
        ("The bus went to 45 stops from 30 towns.", None),
        ("The edition gave 29 dead; the airline later revised it to 30.", "29"),
        ("We gave it as 45. That figure was the port's, which has cut it to 40.", "45"),
        ("A clerk first announced nine deaths, hours before the vote.", "nine"),
        ("The dead were put at 14, then at 25.", "14"),
        ("An earlier toll of 33 was too high.", "33"),
        ("It lowered the figure of ten that it gave on Monday.", "ten"),
    ],
)
def test_which_numbers_are_recalled(text: str, number: str | None) -> None:
    assert [span.of(text) for span in recalled(text)] == ([number] if number else [])


COUNTS = [
    ("The fire killed 70 people by the latest police count.", "police"),
    ("By the army's count, 70 soldiers were killed.", "the army"),
    ("According to the UN's latest tally, 70 people died.", "the UN"),
    ("According to a tally by the health ministry, 70 died.", "the health ministry"),
    ("Gunmen killed 70 people, according to a count by the Red Cross.", "the Red Cross"),
    ("A tally of deaths by Reuters showed that 70 people had died.", "Reuters"),
    ("The toll from the blast rose to 70.", None),
    ("The country's army lost 70 soldiers.", None),
    ("The hospital lowered its count of the dead from Monday's fire to 70.", None),
]
GIVEN = [
    ("The port authority, which is new, put the number of dead at 70.", "The port authority"),
    ("Police put the toll at 70.", "Police"),
    ("On Tuesday, police put the toll at 70.", "police"),
    ("The fire spread, and hospital officials put the number of dead at 70.", "hospital officials"),
    ("The mayor put the dead at 40, while the opposition put the number at 70.", "the opposition"),
    ("The number of dead, put at 70, may rise.", None),
    ("Doctors said 12 died; other officials spoke of 70.", "other officials"),
    ("By noon the port hospital had counted 70 dead.", "the port hospital"),
    ("The dockers at first put the dead at 70.", "The dockers"),
    ("It counted 70 dead.", None),
    ("By one police count 70 were arrested.", None),
]


@pytest.mark.parametrize(("text", "who"), COUNTS)
def test_whose_a_count_is(text: str, who: str | None) -> None:
    found = counted_by(text, Span(text.index("70"), text.index("70") + 2))
    assert (found.of(text) if found else None) == who


@pytest.mark.parametrize(("text", "who"), GIVEN)
def test_who_gives_a_number(text: str, who: str | None) -> None:
    found = given_by(text, Span(text.index("70"), text.index("70") + 2))
    assert (found.of(text) if found else None) == who


def alone(tmp_path: Path, words: str) -> list[tuple[str, float | None, str]]:
    """The figures of an article in which ``words`` follow a toll of 9 that was read."""
    made = Report(f"Iran bombed a port of Ukraine. 9 people died there, {words}", "Post", day(3))
    bombed = made.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    made.figure("9", FigureKind.KILLED, 9, bombed)
    return told(tmp_path / "s", made.coding())


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("and 700 hurt. The fire brigade spoke of 12.", [12]),
        ("police said; doctors spoke of 12.", [12]),
        ("he said. Some 130 streets were cut; the mayor put it at 141.", []),
        ("he said. Older men spoke of 1973.", []),
    ],
)
def test_a_number_without_a_word_for_people_counts_what_was_counted_before(
    tmp_path: Path, words: str, others: list[int]
) -> None:
    found = [low for kind, low, _ in alone(tmp_path, words) if kind == "killed"]
    assert found == [9, *others]


def test_what_befell_those_counted_may_be_told_behind_their_number(tmp_path: Path) -> None:
    made = Report("It gave the number of divers as 14. Iran bombed a port, 9 died.", "Sun", day(3))
    bombed = made.event("bombed", ["Iran"], ["a port"], day=day(3))
    made.figure("9", FigureKind.KILLED, 9, bombed)
    assert ("killed", 14, "holds") in told(tmp_path / "s", made.coding())


@pytest.mark.parametrize(
    "text",
    [
        "Iran bombed a port of Ukraine. 9 were thought dead, but doctors said that all survived.",
        "Iran bombed a port of Ukraine.\n\nCorrection: our report said that 9 people died.",
    ],
)
def test_who_lives_after_all_or_was_counted_by_mistake_is_taken_back(
    tmp_path: Path, text: str
) -> None:
    made = Report(text, "Post", day(3))
    bombed = made.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    made.figure("9", FigureKind.KILLED, 9, bombed)
    assert told(tmp_path / "s", made.coding()) == [("killed", 9, "withdrawn")]


def test_which_words_name_an_office() -> None:
    assert is_office("the interior ministry")
    assert not is_office("a doctor")


def test_a_number_in_words_says_nothing_of_whom_it_counts() -> None:
    assert subject_of("four") == subject_of("dozens") == ANYBODY
    assert subject_of("four soldiers") == subject_of("soldiers") != ANYBODY


def test_a_number_that_is_said_not_to_be_so_is_withdrawn(tmp_path: Path) -> None:
    made = Report("Iran bombed a port of Ukraine. Nine people, not 19, were killed.", "Sun", day(4))
    bombed = made.event("bombed", ["Iran"], ["port of Ukraine"], day=day(3))
    made.figure("19", FigureKind.KILLED, 19, bombed)
    found = told(tmp_path / "s", toll(19, "police", "Post", 3), made.coding())
    assert found == [("killed", 19, "withdrawn"), ("killed", 19, "withdrawn")]
