"""What joins two tellings, what keeps them apart, and what a claim of force is worth."""

import msgspec
import pytest

from onrecord.corpus.events.doubts import apart, clash, parting
from onrecord.corpus.events.foretold import forecasts_of
from onrecord.corpus.events.grouping import Link, groups_of
from onrecord.corpus.events.keys import keys_of
from onrecord.corpus.events.naming import Side, names_of
from onrecord.corpus.events.signs import told_as_one, within
from onrecord.corpus.events.standing import standing_of, words_of
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Spot, Told
from onrecord.records import (
    ActorKind,
    DateBasis,
    FigureKind,
    MemberBasis,
    PloverType,
    Standing,
    StatementAct,
)
from tests.happened import AHEAD, NO, Report, day
from tests.joined import joined

IN_IRAN = Spot("a", "Shiraz", None, "IRN", None, None, exact=True)


def told(made: Report) -> list[Told]:
    return list(tellings_of(made.coding()))


def raid(target: str, spot: Spot | None = None) -> Told:
    """Britain attacks somebody or something."""
    made = Report(f"Britain attacked {target} on Monday.", "Post", day(6))
    made.event("attacked", ["Britain"], [target], day=day(6))
    (telling,) = told(made)
    return msgspec.structs.replace(telling, spot=spot)


def test_a_thing_and_those_who_are_hurt_there_can_be_of_two_countries() -> None:
    assert not clash(raid("Iran's base"), raid("Canada's troops"))
    assert clash(raid("Iran's base"), raid("Canada's base"))
    assert clash(raid("Iran's clerks"), raid("Canada's troops"))


def arrests(number: int, published: int, kind: FigureKind = FigureKind.DETAINED) -> Told:
    """A ministry counts those who were taken, or hurt."""
    made = Report(f"Police seized {number} marchers, Iran's ministry said.", "Post", day(published))
    taken = made.event("seized", ["Police"], [f"{number} marchers"])
    said = made.says("Iran's ministry", "said", f"Police seized {number} marchers")
    made.figure(str(number), kind, number, taken, said)
    (telling,) = told(made)
    return telling


def test_fewer_arrests_counted_later_are_others() -> None:
    assert parting(arrests(900, 6), arrests(400, 7))[-1] is True
    assert parting(arrests(400, 6), arrests(900, 7))[-1] is False
    assert parting(arrests(900, 6), arrests(400, 6))[-1] is None
    hurt = (arrests(number, on, FigureKind.WOUNDED) for number, on in ((90, 6), (40, 7)))
    assert parting(*hurt)[-1] is None


def refusal(who: str) -> Told:
    """Somebody rejects a report."""
    made = Report(f"{who} denied the report.", "Post", day(6))
    made.event("denied", [who], type_=PloverType.REJECT)
    (telling,) = told(made)
    return telling


def test_each_country_denies_for_itself() -> None:
    assert apart(refusal("Iran"), refusal("Canada"))
    assert not apart(refusal("Iran"), refusal("Iran"))
    assert not apart(refusal("Iran"), refusal("the office"))


def test_the_ground_on_which_it_took_place_is_no_other_target() -> None:
    ground = raid("Iran", IN_IRAN)
    assert ground.recipients[0].kind == ActorKind.COUNTRY
    assert not clash(ground, raid("Canada's troops", IN_IRAN))
    assert clash(raid("Iran"), raid("Canada's troops"))


def test_one_name_is_one_party_whosesoever_it_is_coded_to_be() -> None:
    one = raid("Kano Camp")
    parties = [msgspec.structs.replace(one.recipients[0], code=code) for code in ("IRN", "CAN")]
    mine, theirs = (msgspec.structs.replace(one, recipients=(party,)) for party in parties)
    assert not clash(mine, theirs)


def denied(content: str, trigger: str, whom: str, act: StatementAct | None) -> list[Told]:
    """Britain shells a bridge of Iran; an office says that something did not happen."""
    made = Report(f"Britain shelled a bridge of Iran. The ministry said {content}.", "Post", day(6))
    made.event("shelled", ["Britain"], ["a bridge of Iran"])
    said = made.says("The ministry", "said", content, act)
    made.event(trigger, [], [whom], status=NO, statement=said)
    return told(made)


@pytest.mark.parametrize("act", [StatementAct.DENIES, StatementAct.STATES])
def test_a_denial_joins_what_it_denies(act: StatementAct) -> None:
    assert joined(*denied("no gun hit the bridge of Iran", "hit", "the bridge of Iran", act))


def test_that_nobody_was_hurt_does_not_deny_the_deed() -> None:
    deed, nobody = denied(
        "no clerk of Iran was wounded", "wounded", "clerk of Iran", StatementAct.DENIES
    )
    assert clash(deed, nobody)


def attacked(again: str, target: str) -> list[Told]:
    made = Report(
        f"Rockets struck a depot of Iran near a river. Britain said {again} was a success.",
        "Post",
        day(6),
    )
    made.event("struck", [], ["a depot of Iran"], day=day(6))
    made.event("attack", [], [target] if target else [])
    return told(made)


def taken_up(one: Told, other: Told) -> bool:
    return [sign.name for sign in within(one, other)] == ["back"]


def test_a_noun_for_any_deed_takes_up_the_one_told_before() -> None:
    assert taken_up(*attacked("the attack", ""))
    assert not taken_up(*attacked("an attack", ""))
    assert not taken_up(*attacked("the attack on Canada", "Canada"))


@pytest.mark.parametrize(
    ("kind", "act", "standing"),
    [
        (PloverType.ASSAULT, StatementAct.STATES, Standing.CLAIMED),
        (PloverType.ASSAULT, StatementAct.CONFIRMS, Standing.CONFIRMED),
        (PloverType.SANCTION, StatementAct.STATES, Standing.CONFIRMED),
    ],
)
def test_what_a_side_says_of_its_own_force_is_a_claim(
    kind: PloverType, act: StatementAct, standing: Standing
) -> None:
    made = Report("Iran said that it hit clerks of Ukraine.", "Post", day(6))
    said = made.says("Iran", "said", "it hit clerks of Ukraine", act)
    made.event("hit", ["Iran"], ["clerks of Ukraine"], type_=kind, statement=said)
    assert standing_of(words_of(told(made))) is standing


def test_a_place_that_was_lent_speaks_against_nothing() -> None:
    canada = Spot("b", "Toronto", None, "CAN", None, None, exact=True)
    lent = msgspec.structs.replace(canada, own=False)
    assert clash(raid("a camp", IN_IRAN), raid("a camp", canada))
    assert not clash(raid("a camp", IN_IRAN), raid("a camp", lent))


def test_a_status_that_was_hardly_read_speaks_against_nothing() -> None:
    one = raid("a camp")
    other = msgspec.structs.replace(one, mention="b", modality="conditional")
    assert clash(one, other)
    assert not clash(one, msgspec.structs.replace(other, status_sure=0.5))


def test_what_an_article_joined_is_not_believed_against_what_is_told() -> None:
    one = msgspec.structs.replace(raid("Iran's clerks"), chain="a")
    other = msgspec.structs.replace(raid("Iran's clerks"), chain="a")
    assert told_as_one(one, other)
    assert not told_as_one(one, msgspec.structs.replace(raid("Canada's troops"), chain="a"))


def parted(doubtful: float, votes: int) -> bool:
    """Whether a telling that clashes with ``votes`` of three keeps its group from them."""
    groups = groups_of(
        ["bad", "good", "x", "y", "z"],
        [
            Link("bad", "good", 0.9, MemberBasis.ARTICLE),
            Link("x", "y", 0.9, MemberBasis.MATCH),
            Link("y", "z", 0.8, MemberBasis.MATCH),
            Link("good", "x", 0.6, MemberBasis.MATCH),
        ],
        [],
        lambda a, b: ["bad" in (a, b) and {a, b} & set("xyz"[:votes]) != set()],
        {"bad": doubtful, "good": 0.8, "x": 0.8, "y": 0.8, "z": 0.8},
        0.5,
    )
    return len(groups) > 1


def test_one_telling_that_was_misread_parts_no_groups() -> None:
    assert not parted(0.2, 3)
    assert parted(0.9, 3)
    assert not parted(0.9, 1)


def test_who_condemns_a_deed_takes_it_as_given() -> None:
    made = Report("Canada condemned a raid on clerks of Ukraine.", "Post", day(6))
    said = made.says("Canada", "condemned", "a raid on clerks of Ukraine", StatementAct.ACCUSES)
    made.event("raid", [], ["clerks of Ukraine"], statement=said)
    assert standing_of(words_of(told(made))) is Standing.CLAIMED
    made.event("condemned", ["Canada"], type_=PloverType.ACCUSE, mode="disapprove")
    raid_ = [t for t in told(made) if t.trigger == "raid"]
    assert standing_of(words_of(raid_)) is Standing.CONFIRMED


def test_that_nobody_was_hurt_leaves_a_deed_undisputed() -> None:
    deed, nobody = denied(
        "no clerk of Iran was wounded", "wounded", "clerk of Iran", StatementAct.DENIES
    )
    assert standing_of(words_of([deed, nobody])) is Standing.CONFIRMED
    assert standing_of(words_of([nobody])) is Standing.DENIED


def test_a_denial_that_nobody_makes_and_that_was_hardly_read_has_no_say() -> None:
    made = Report("Britain raided a camp. Lawyers blocked the raid.", "Post", day(6))
    made.event("raided", ["Britain"], ["a camp"])
    made.event("raid.", [], [], status=NO)
    deed, blocked = told(made)
    assert standing_of(words_of([deed, blocked])) is Standing.DISPUTED
    unsure = msgspec.structs.replace(blocked, status_sure=0.3)
    assert standing_of(words_of([deed, unsure])) is Standing.CONFIRMED


def test_days_that_were_taken_over_do_not_hide_a_telling_from_those_of_its_own_day() -> None:
    plain = raid("Iran's depot")
    fresh = msgspec.structs.replace(plain, words={}, story=(), sentence=1, chain="a")
    late = msgspec.structs.replace(
        fresh,
        date_from=(plain.day or 0) - 60,
        date_to=(plain.day or 0) - 60,
        chain="b",
        sentence=2,
        article="b",
    )
    assert not keys_of(fresh) & keys_of(late)
    lent = msgspec.structs.replace(late, basis=DateBasis.INHERITED)
    assert keys_of(fresh) & keys_of(lent)


def test_what_is_hardly_an_event_of_its_type_foretells_nothing() -> None:
    made = Report("Canada warned that Iran may strike Ukraine.", "Post", day(6))
    said = made.says("Canada", "warned", "Iran may strike Ukraine", StatementAct.PREDICTS)
    made.event("strike", ["Iran"], ["Ukraine"], status=AHEAD, statement=said)
    coding = made.coding()
    (telling,) = tellings_of(coding)
    assert [f.mention for f in forecasts_of(coding, [telling])] == [telling.mention]
    vague = msgspec.structs.replace(telling, type_sure=0.1)
    assert [f.mention for f in forecasts_of(coding, [vague])] == [None]


def test_people_who_were_only_counted_are_anybody() -> None:
    counted = raid("five people")
    (people,) = counted.recipients
    guessed = msgspec.structs.replace(people, code="CAN", country="CAN")
    assert not clash(msgspec.structs.replace(counted, recipients=(guessed,)), raid("Iran's clerks"))


def test_an_adjective_says_whose_and_not_what_was_hit() -> None:
    made = Report("Britain raided Canadian bases on Monday.", "Post", day(6))
    made.event("raided", ["Britain"], ["Canadian"], day=day(6))
    (telling,) = told(made)
    (whose,) = telling.recipients
    assert whose.adjective
    whose = msgspec.structs.replace(whose, code="CAN", country="CAN")
    assert not clash(msgspec.structs.replace(telling, recipients=(whose,)), raid("Iran's clerks"))


def test_a_noun_for_a_deed_may_name_those_who_died_in_it() -> None:
    assert taken_up(*attacked("the attack that killed five people", "five people"))
    assert not taken_up(*attacked("the attack that killed Canada", "Canada"))


def test_a_denial_of_something_else_disputes_nothing() -> None:
    made = Report(
        "Britain shelled a bridge of Iran. Canada ruled out a raid on clerks.", "P", day(6)
    )
    made.event("shelled", ["Britain"], ["a bridge of Iran"])
    said = made.says("Canada", "ruled out", "a raid on clerks", StatementAct.DENIES)
    made.event("raid", [], ["clerks"], status=NO, statement=said)
    deed, denial = told(made)
    assert standing_of(words_of([deed, denial])) is Standing.CONFIRMED
    assert standing_of(words_of([denial])) is Standing.DENIED


def test_whom_few_of_many_tellings_name_is_left_out() -> None:
    sides = [*[Side(raid("a camp").actors)] * 9, Side(raid("a camp").recipients)]
    assert names_of(sides) == ("Britain",)
    assert set(names_of(sides[4:])) == {"Britain", "a camp"}


def test_a_pronoun_that_stayed_open_names_nobody() -> None:
    assert names_of([Side(raid("them").recipients), Side(raid("a camp").recipients)]) == ("a camp",)
    assert names_of([Side(raid("its").recipients)]) == ()
