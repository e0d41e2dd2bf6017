"""Who acted: what stands, and what is only claimed of somebody."""

from pathlib import Path

import msgspec
import pytest

from onrecord.asking.events import EventQuestion, EventRow, events
from onrecord.asking.series import SeriesQuestion, SeriesRow, series
from onrecord.asking.units import Unit
from onrecord.coding import Coding
from onrecord.corpus.events.acting import acting_in
from onrecord.corpus.events.corrections import miscredits
from onrecord.corpus.events.naming import Side, names_of
from onrecord.corpus.events.sentences import sentence_around
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Party
from onrecord.records import ArticleEvent, StatementAct
from onrecord.report.asked_events import parties
from onrecord.store.store import Store
from onrecord.text import Span
from tests.happened import AHEAD, NO, Report, day


def blast(*, blamed: bool = True) -> Report:
    """A bomb goes off, says the article; Canada says that Iran did it."""
    made = Report(
        "Clerks were bombed, clerks of Ukraine. Canada accused Iran of the bombing.", "Post", day(6)
    )
    made.event("bombed", [], ["clerks of Ukraine"], day=day(6))
    if blamed:
        said = made.says("Canada", "accused", "Iran of the bombing", StatementAct.ACCUSES)
        made.event("bombing", ["Iran"], ["clerks of Ukraine"], day=day(6), statement=said)
    return made


def word(who: str, cue: str, act: StatementAct, **status: object) -> Report:
    """Somebody says that Iran did it, or did not."""
    made = Report(f"{who} {cue} Iran bombed the clerks of Ukraine.", "Courier", day(7))
    said = made.says(who, cue, "Iran bombed the clerks of Ukraine", act)
    made.event("bombed", ["Iran"], ["clerks of Ukraine"], day=day(6), statement=said, **status)  # type: ignore[arg-type]
    return made


def store(path: Path, *codings: Coding) -> Path:
    with Store(path) as opened:
        opened.add(codings)
    return path


def only(path: Path) -> EventRow:
    (row,) = events(path, EventQuestion())
    return row


@pytest.fixture
def blamed(tmp_path: Path) -> Path:
    return store(tmp_path / "s", blast().coding())


def test_whom_one_side_blames_is_no_actor_of_what_is_confirmed(blamed: Path) -> None:
    row = only(blamed)
    assert (row.standing, row.actors, row.actor_codes) == ("confirmed", (), ())
    assert (row.claimed_actors, row.claimed_actor_codes) == (("Iran",), ("IRN",))
    assert row.claimed_by == ("Canada",)
    assert parties(row) == "Iran (according to Canada) → clerks of Ukraine"


def test_whom_one_side_blames_can_be_asked_for(blamed: Path) -> None:
    assert events(blamed, EventQuestion(actor="IRN"))
    assert not events(blamed, EventQuestion(actor="CAN"))


def test_who_admits_it_did_it(tmp_path: Path) -> None:
    admits = word("Iran", "admitted", StatementAct.CONFIRMS)
    row = only(store(tmp_path / "s", blast().coding(), admits.coding()))
    assert (row.actor_codes, row.claimed_actors) == (("IRN",), ())


def test_who_says_so_of_itself_did_it(tmp_path: Path) -> None:
    says = word("Iran", "said", StatementAct.STATES)
    assert only(store(tmp_path / "s", says.coding())).actor_codes == ("IRN",)


def test_whom_an_article_itself_names_did_it(tmp_path: Path) -> None:
    plain = Report("Iran bombed clerks of Ukraine.", "Gazette", day(7))
    plain.event("bombed", ["Iran"], ["clerks of Ukraine"], day=day(6))
    assert only(store(tmp_path / "s", blast().coding(), plain.coding())).actor_codes == ("IRN",)


def test_who_denies_it_is_not_blamed_by_that(tmp_path: Path) -> None:
    denies = word("Iran", "denied", StatementAct.DENIES, status=NO)
    row = only(store(tmp_path / "s", blast(blamed=False).coding(), denies.coding()))
    assert (row.standing, row.actors, row.claimed_actors) == ("confirmed", (), ("Iran",))
    assert parties(row) == "Iran (who deny it) → clerks of Ukraine"


def test_a_cut_headline_names_nobody_whom_the_text_has_otherwise(tmp_path: Path) -> None:
    head = "Clerks seized"
    made = Report(f"{head}\n\nGunmen seized clerks of Ukraine in the port.", "Post", day(6))
    made.article = msgspec.structs.replace(made.article, title=head, id="")
    made.event("seized", ["Clerks"], [], day=day(6), sure=0.6, whole=0.4)
    made.event("Gunmen seized", ["Gunmen"], ["clerks of Ukraine"], day=day(6), sure=0.9, whole=0.9)
    coding = made.coding()
    one, other = coding.event_mentions
    whole = ArticleEvent(
        article=made.article.id,
        mentions=(one.id, other.id),
        type=one.type,
        status=one.status,
        told_by_narrator=True,
    )
    row = only(store(tmp_path / "s", msgspec.structs.replace(coding, article_events=(whole,))))
    assert (row.actors, row.recipients) == (("Gunmen",), ("clerks of Ukraine",))


"""Who the article says bombed, who Iran says did not, and what comes of that."""
DENIED = [
    ([], ["Iran"], "confirmed"),
    (["Gunmen"], ["Iran"], "confirmed"),
    (["Iran"], ["Iran"], "disputed"),
    ([], [], "disputed"),
    ([], ["Britain"], "disputed"),
]


@pytest.mark.parametrize(("told", "denied", "standing"), DENIED)
def test_who_denies_only_to_have_done_it_leaves_it_done(
    tmp_path: Path, told: list[str], denied: list[str], standing: str
) -> None:
    made = Report("Iran or Gunmen bombed clerks of Ukraine.", "Post", day(6))
    made.event("bombed", told, ["clerks of Ukraine"], day=day(6))
    text = "Iran denied that it or Britain bombed the clerks of Ukraine."
    own = Report(text, "Sun", day(7))
    said = own.says("Iran", "denied", text[12:-1], StatementAct.DENIES)
    own.event("bombed", denied, ["clerks of Ukraine"], day=day(6), status=NO, statement=said)
    assert only(store(tmp_path / "s", made.coding(), own.coding())).standing == standing


def test_who_denied_to_have_done_it_can_admit_it(tmp_path: Path) -> None:
    denies = word("Iran", "denied", StatementAct.DENIES, status=NO)
    later = Report("Iran admits that it bombed the clerks of Ukraine.", "Sun", day(9))
    said = later.says("Iran", "admits", "it bombed the clerks of Ukraine", StatementAct.CONFIRMS)
    later.event("bombed", ["Iran"], ["clerks of Ukraine"], day=day(6), statement=said)
    made = (blast(blamed=False).coding(), denies.coding(), later.coding())
    assert only(store(tmp_path / "s", *made)).standing == "admitted"


def test_a_group_of_the_same_country_by_guess_is_not_known_by_it(tmp_path: Path) -> None:
    made = Report("Gunmen bombed clerks of Ukraine.", "Post", day(6))
    made.event("bombed", ["Gunmen"], ["clerks of Ukraine"], day=day(6))
    coding = made.coding()
    (telling,) = coding.event_mentions
    guessed = msgspec.structs.replace(telling.actors[0], country="IRN", by_context=True)
    telling = msgspec.structs.replace(telling, actors=(guessed,))
    coding = msgspec.structs.replace(coding, event_mentions=(telling,))
    denies = word("Iran", "denied", StatementAct.DENIES, status=NO)
    row = only(store(tmp_path / "s", coding, denies.coding()))
    assert (row.actors, row.claimed_actors) == (("Gunmen",), ("Iran",))


def test_of_what_nobody_says_happened_all_who_are_named_are_the_actors(tmp_path: Path) -> None:
    denies = word("Iran", "denied", StatementAct.DENIES, status=NO)
    assert only(store(tmp_path / "s", denies.coding())).actor_codes == ("IRN",)


def counted(path: Path, **asked: object) -> list[tuple[str | None, int, int]]:
    rows: list[SeriesRow] = series(path, SeriesQuestion(**asked))  # type: ignore[arg-type]
    return [(row.actor, row.events, row.claimed) for row in rows if row.events or row.claimed]


def test_series_count_an_event_for_nobody_whom_only_others_blame(blamed: Path) -> None:
    assert counted(blamed) == [("IRN", 0, 1), (None, 1, 0)]
    assert counted(blamed, unit=Unit.COUNTRY) == [(None, 1, 0)]
    (row,) = series(blamed, SeriesQuestion(actor="IRN"))
    assert (row.mentions, row.goldstein, row.claimed_goldstein) == (0, None, -8.0)


def test_series_count_what_is_only_claimed_beside_what_is_confirmed(tmp_path: Path) -> None:
    accuses = word("Canada", "says", StatementAct.ACCUSES)
    path = store(tmp_path / "s", accuses.coding())
    assert counted(path) == [("IRN", 0, 1)]
    assert counted(path, unit=Unit.COUNTRY) == [(None, 0, 1)]


def test_an_actor_without_a_code_is_known_by_its_noun(tmp_path: Path) -> None:
    made = Report("Gunmen hit clerks of Ukraine. Police said gunmen raided them.", "Post", day(6))
    made.event("hit", ["Gunmen"], ["clerks of Ukraine"], day=day(6))
    said = made.says("Police", "said", "gunmen raided them", StatementAct.STATES)
    made.event("raided", ["gunmen"], ["clerks of Ukraine"], day=day(6), statement=said)
    row = only(store(tmp_path / "s", made.coding()))
    assert (row.actors, row.claimed_actors) == (("Gunmen",), ())


def test_who_denies_that_somebody_did_it_does_not_blame_them(tmp_path: Path) -> None:
    made = blast(blamed=False)
    denying = word("Ukraine", "denied", StatementAct.DENIES)
    row = only(store(tmp_path / "s", made.coding(), denying.coding()))
    assert row.claimed_by == ()
    assert parties(row) == "Iran (who deny it) → clerks of Ukraine"


def test_who_is_only_to_act_in_a_plan_is_not_named_for_what_happened(tmp_path: Path) -> None:
    made = blast(blamed=False)
    made.event("bombing", ["Iran"], ["clerks of Ukraine"], day=day(6), status=AHEAD)
    assert only(store(tmp_path / "s", made.coding())).claimed_actors == ()


def test_who_was_not_behind_a_deed_does_not_claim_it(tmp_path: Path) -> None:
    made = blast(blamed=False)
    own = Report("Iran said it was not behind the bombing of clerks of Ukraine.", "Sun", day(7))
    content = "it was not behind the bombing of clerks of Ukraine"
    said = own.says("Iran", "said", content, StatementAct.STATES)
    own.event("bombing", ["Iran"], ["clerks of Ukraine"], day=day(6), statement=said)
    row = only(store(tmp_path / "s", made.coding(), own.coding()))
    assert parties(row) == "Iran (who deny it) → clerks of Ukraine"


def credited(path: Path, *, outlet: str, words: str, last: int = 8) -> EventRow:
    """The Post says that Iran did it; then ``outlet`` runs a correction of those words."""
    first = Report("Iran bombed the clerks of Ukraine.", "Post", day(5))
    first.event("bombed", ["Iran"], ["clerks of Ukraine"], day=day(5))
    second = Report(
        f"An earlier version said Iran bombed the clerks of Ukraine. {words}", outlet, day(last)
    )
    second.event("bombed", ["Iran"], ["clerks of Ukraine"], day=day(5))
    return only(store(path, first.coding(), second.coding()))


def test_whom_an_outlet_takes_back_did_not_act(tmp_path: Path) -> None:
    row = credited(tmp_path / "s", outlet="Post", words="It is not known who did.")
    assert (row.standing, row.actors, row.claimed_actors) == ("confirmed", (), ())


def test_another_outlet_or_a_correction_of_a_day_takes_back_nobody(tmp_path: Path) -> None:
    other = credited(tmp_path / "a", outlet="Courier", words="It is not known who did.")
    assert other.actors == ("Iran",)
    dated = credited(tmp_path / "b", outlet="Post", words="It was on Monday, not on Tuesday.")
    assert dated.actors == ("Iran",)


def test_who_admits_it_after_a_correction_acted(tmp_path: Path) -> None:
    made = [
        Report("Iran bombed the clerks of Ukraine.", "Post", day(9)),
        Report(
            "An earlier report said Iran bombed the clerks of Ukraine. It is unclear who did.",
            "Post",
            day(8),
        ),
    ]
    for report in made:
        report.event("bombed", ["Iran"], ["clerks of Ukraine"], day=day(5))
    assert only(store(tmp_path / "s", *(report.coding() for report in made))).actors == ("Iran",)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("An earlier version said the army did it. It is not known who did.", True),
        ("A previous report blamed the army. Who fired the rocket is not known.", True),
        ("The original headline wrongly attributed the raid to the army.", True),
        ("An earlier story said rebels did it. The rebels were not involved.", True),
        ("An earlier version said the army did it on Monday. It did it on Sunday.", False),
        ("The army did it, a report said. It is not known who gave the order.", False),
        ("An earlier raid killed six. It is not known who did it.", False),
    ],
)
def test_which_corrections_take_back_who_did_it(text: str, taken: bool) -> None:
    assert miscredits(text, sentence_around(text, Span(5, 6))) is taken


@pytest.mark.parametrize(("who", "hit"), [("Canada", ("Iran",)), ("Iran", ())])
def test_a_country_does_not_act_on_itself(who: str, hit: tuple[str, ...], tmp_path: Path) -> None:
    made = Report(f"{who} shelled a village. It was in Iran.", "Post", day(6))
    made.event("shelled", [who], ["Iran"], day=day(6))
    assert only(store(tmp_path / "s", made.coding())).recipients == hit


def side(name: str, code: str, weight: float) -> Side:
    return Side([Party(name, (name,), name, code, code, "country", 0, 1)], weight)


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ([("Peru", 0.8), ("Chad", 0.6)], ("Peru", "Chad")),
        ([("Peru", 0.8), ("Chad", 0.3)], ("Peru",)),
        ([("Peru", 0.8), ("Chad", 0.3), ("Chad", 0.4)], ("Peru", "Chad")),
        ([("Chad", 0.3)], ("Chad",)),
        ([("Chad", 0.3), ("those", 0.9), ("those", 0.9)], ()),
        ([*[("Peru", 0.9)] * 6, ("Chad", 0.9)], ("Peru",)),
        ([("Peru", 0.6), ("those", 0.9)], ("Peru",)),
        ([("Peru", 0.6), ("No one", 0.9)], ("Peru",)),
    ],
)
def test_each_naming_counts_as_it_was_read_surely(
    named: list[tuple[str, float]], kept: tuple[str, ...]
) -> None:
    sides = [side(name, name[:3].upper(), weight) for name, weight in named]
    assert names_of(sides) == kept


def test_a_country_is_called_what_most_tellings_call_it() -> None:
    def called(name: str, weight: float) -> Side:
        return Side([Party(name, (), "officer", "PER", "PER", None, 0, 1)], weight)

    given = [called("Peru", 0.6), called("Peruvian officer", 0.9), called("Peru", 0.6)]
    assert names_of([*given, called("its officers", 3.0)]) == ("Peru",)
    adjective = Party("Peruvian", (), "base", "PER", "PER", None, 0, 1, adjective=True)
    assert names_of([*given, Side([adjective], 3.0)]) == ("Peru",)
    assert names_of([Side([adjective], 3.0)]) == ("Peruvian",)


def test_a_party_that_is_named_in_several_ways_is_named_once() -> None:
    def body(name: str, code: str, country: str | None = None) -> Side:
        words = tuple(name.lower().split())
        return Side([Party(name, words, words[-1], code, country, "group", 0, 1)])

    militia = [body("Kataib Hezbollah militia", "KTB"), body("Kataib Hezbollah", "KTB")]
    assert names_of(militia) == ("Kataib Hezbollah militia",)
    union = [body("European Union", "EU", "EUR"), body("EU", "EU", "EUR")]
    assert names_of(union) == ("European Union",)
    assert names_of([body("Army", "IRN", "IRN"), body("Guard", "IRN", "IRN")]) == ("Army", "Guard")


def test_an_adjective_names_nobody_beside_others() -> None:
    adjective = Party("Ukrainian", (), "plane", "UKR", "UKR", None, 0, 1, adjective=True)
    plane = Party("the plane", (), "plane", None, None, None, 0, 1)
    assert names_of([Side([adjective]), Side([plane])]) == ("the plane",)


@pytest.mark.parametrize(
    ("text", "called"),
    [("U.S. jets hit a port.", "U.S."), ("Ukrainian jets hit a port.", "Ukrainian jets")],
)
def test_an_actor_of_which_only_an_adjective_is_known_is_called_by_its_words(
    text: str, called: str
) -> None:
    made = Report(text, "Post", day(6))
    name = text.split()[0]
    actor = made.actor(name)
    made.event("hit", [name], day=day(6))
    coding = made.coding()
    event = coding.event_mentions[0]
    jets = made.span(f"{name} jets")
    participant = msgspec.structs.replace(event.actors[0], span=jets, actor=actor.id)
    event = msgspec.structs.replace(event, actors=(participant,))
    (telling,) = tellings_of(msgspec.structs.replace(coding, event_mentions=(event,)))
    assert [p.name for p in telling.actors] == [called]


def test_a_quotation_mark_that_stands_alone_is_no_part_of_a_name() -> None:
    made = Report('Iran hit 80 "American terrorists" on Monday.', "Post", day(6))
    made.event("hit", ["Iran"], ['80 "American terrorists'], day=day(6))
    (telling,) = tellings_of(made.coding())
    assert [p.name for p in telling.recipients] == ["80 American terrorists"]


def test_whoever_condemns_somebody_for_a_deed_claims_that_they_did_it() -> None:
    made = Report("Canada condemned Iran over the bombing of clerks of Ukraine.", "Post", day(6))
    said = made.says("Canada", "condemned", "Iran over the bombing of clerks of Ukraine")
    made.event("bombing", ["Iran"], ["clerks of Ukraine"], day=day(6), statement=said)
    (telling,) = tellings_of(made.coding())
    found = acting_in([msgspec.structs.replace(telling, given=True)])
    assert [[p.name for p in side] for side in found.claimed] == [["Iran"]]
    assert not any(found.known)
    assert found.by == ("Canada",)
