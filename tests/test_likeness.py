"""What joins two tellings, what keeps them apart, and what a claim of force is worth."""

import msgspec
import pytest

from onrecord.corpus.events.likeness import clash, compare, threshold
from onrecord.corpus.events.standing import standing_of, words_of
from onrecord.corpus.events.told import Spot, Told, tellings_of
from onrecord.records import ActorKind, PloverType, Standing, StatementAct
from tests.happened import NO, Report, day

IN_IRAN = Spot("a", "Shiraz", None, "IRN", None, None, exact=True)


def told(made: Report) -> list[Told]:
    return list(tellings_of(made.coding()))


def joined(one: Told, other: Told) -> bool:
    likeness = compare(one, other)
    return likeness is not None and likeness.score >= threshold()


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


def test_a_noun_for_any_deed_takes_up_the_one_told_before() -> None:
    assert joined(*attacked("the attack", ""))
    assert not joined(*attacked("an attack", ""))
    assert not joined(*attacked("the attack on Canada", "Canada"))


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
