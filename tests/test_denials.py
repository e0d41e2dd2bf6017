"""Denials join what they deny; what was not done is told apart by what its words name."""

import datetime as dt

import msgspec
import pytest

from onrecord.coder import Coder
from onrecord.corpus.events.doubts import apart, clash
from onrecord.corpus.events.keys import keys_of
from onrecord.corpus.events.signs import signs
from onrecord.corpus.events.standing import Word, standing_of, words_of
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Told
from onrecord.ingest.article import make_article
from onrecord.records import ActorKind, Stance, Standing, StatementAct
from tests.happened import AHEAD, NO, Report, day
from tests.joined import joined

FAR = "Traders wrote of prices and of rain. " * 30


def told(made: Report) -> list[Told]:
    return list(tellings_of(made.coding()))


def reasons(one: Told, other: Told) -> list[str]:
    return [sign.reason for sign in signs(one, other)]


def shelled(between: str, target: str) -> list[Told]:
    """A depot is shelled; behind ``between``, a side denies that its own people hit ``target``."""
    made = Report(
        f"Shells struck a depot on Monday. {between}"
        f"Britain's army denied its gunners fired on {target}.",
        "Post",
        day(6),
    )
    made.event("struck", [], ["a depot"], day=day(6))
    said = made.says("Britain", "denied", f"its gunners fired on {target}", StatementAct.DENIES)
    made.event("fired", ["its gunners"], [target], status=NO, statement=said)
    return told(made)


@pytest.mark.parametrize("between", ["", FAR])
def test_a_side_that_denies_its_own_peoples_deed_denies_the_deed(between: str) -> None:
    deed, denial = shelled(between, "the depot")
    assert joined(deed, denial)
    assert standing_of(words_of([deed, denial])) is Standing.DISPUTED
    assert not joined(*shelled(between, "the bridge"))


def test_a_denial_whose_sides_were_hardly_read_goes_by_what_its_sentence_names() -> None:
    deed, denial = shelled("", "the depot")
    swapped = msgspec.structs.replace(denial, actors=(), recipients=denial.actors)
    assert "a denial of it" in reasons(deed, swapped)


def test_a_reading_of_sides_that_is_unsure_speaks_against_nothing() -> None:
    one, denial = shelled("", "the depot")
    (party,) = one.recipients
    known, stranger = (
        msgspec.structs.replace(party, name=name, code=code, country=code)
        for name, code in (("a camp", "IRN"), ("a tent", "CAN"))
    )
    one = msgspec.structs.replace(one, recipients=(known,))
    other = msgspec.structs.replace(denial, recipients=(stranger,))
    assert clash(one, other)
    assert not clash(one, msgspec.structs.replace(other, sides_sure=0.2))


def denial_elsewhere(target: str) -> Told:
    made = Report(f"Britain denied on Tuesday that it fired on {target}.", "Gazette", day(7))
    said = made.says("Britain", "denied", f"it fired on {target}", StatementAct.DENIES)
    made.event("fired", ["Britain"], [target], status=NO, statement=said)
    (telling,) = told(made)
    return telling


def test_a_denial_in_another_article_names_the_same_thing_and_somebody_of_the_same_land() -> None:
    made = Report("Britain shelled a depot on Monday, villagers said.", "Post", day(6))
    made.event("shelled", ["Britain"], ["a depot"], day=day(6))
    (deed,) = told(made)
    denial = denial_elsewhere("the depot")
    assert joined(deed, denial)
    assert keys_of(deed) & keys_of(denial)
    assert not joined(deed, denial_elsewhere("the bridge"))
    strangers = tuple(msgspec.structs.replace(p, code="IRN", country="IRN") for p in deed.actors)
    other = msgspec.structs.replace(deed, actors=strangers)
    assert "a denial of it" in reasons(deed, denial)
    assert "a denial of it" not in reasons(other, denial)


def test_a_person_is_killed_once_however_late_it_is_told() -> None:
    late, early = (killing(day(3)), killing(day(28)))
    assert joined(late, early)
    assert keys_of(late) & keys_of(early)


def killing(published: dt.date) -> Told:
    made = Report(f"They spoke of the killing of Omid Kia, {published}.", "Post", published)
    made.event("killing", [], ["Omid Kia"])
    (telling,) = told(made)
    (whom,) = telling.recipients
    person = msgspec.structs.replace(whom, kind=ActorKind.PERSON)
    return msgspec.structs.replace(telling, recipients=(person,))


def unreal(*contents: str) -> list[Told]:
    """What one article tells as planned."""
    made = Report(". ".join(f"Iran may {words}" for words in contents) + ".", "Post", day(6))
    for words in contents:
        trigger, _, target = words.partition(" ")
        made.event(trigger, ["Iran"], [target] if target else [], status=AHEAD)
    return [msgspec.structs.replace(t, chain="a") for t in told(made)]


def test_plans_for_two_targets_are_two_whatever_the_article_joined() -> None:
    assert not joined(*unreal("hit a port", "strike a bridge"))
    assert joined(*unreal("hit a port", "strike the port"))


def test_plans_without_a_target_are_one_only_by_word_and_actor() -> None:
    assert clash(*unreal("retaliate", "strike"))
    assert not clash(*unreal("retaliate", "retaliate"))


def told_once(coder: Coder, text: str, kind: str) -> bool:
    coding = coder.code(make_article(text, key="a", date=day(6)))
    of_kind = {m.id for m in coding.event_mentions if m.type == kind}
    parts = [of_kind & set(event.mentions) for event in coding.article_events]
    return len(of_kind) > 1 and max(map(len, parts)) == len(of_kind)


@pytest.mark.parametrize(
    ("text", "kind", "one"),
    [
        (
            "Russia denied that it attacked the port. It denied that it attacked the airport. "
            "It denied that it attacked a village.",
            "ASSAULT",
            False,
        ),
        (
            "The government plans to arrest the mayor. It plans to arrest the editor. "
            "It plans to arrest the judge.",
            "COERCE",
            False,
        ),
        (
            "Iran denied that it attacked the tanker. Its foreign ministry also denied that Iran "
            "attacked the tanker. A general denied that Iran had attacked the tanker.",
            "ASSAULT",
            True,
        ),
    ],
)
def test_denials_and_plans_in_a_row_are_one_only_for_one_deed(
    coder: Coder, text: str, kind: str, *, one: bool
) -> None:
    assert told_once(coder, text, kind) is one


def test_what_was_news_is_background_later() -> None:
    news, late = killing(day(3)), killing(day(28))
    background = msgspec.structs.replace(late, time="historical", recipients=())
    assert not clash(msgspec.structs.replace(news, recipients=()), background)
    early = msgspec.structs.replace(background, day=day(4).toordinal())
    assert clash(msgspec.structs.replace(news, recipients=()), early)


def test_only_what_is_denied_can_be_a_mere_circumstance() -> None:
    def denial(before: str, content: str) -> Told:
        made = Report(f"{before}Britain denied {content}.", "Post", day(6))
        said = made.says("Britain", "denied", content, StatementAct.DENIES)
        made.event("fired", ["Britain"], ["a depot"], status=NO, statement=said)
        (telling,) = told(made)
        return telling

    assert not denial("", "that it fired on a depot on behalf of Canada").denied
    assert not denial("", "that it deliberately fired on a depot").denied
    assert denial("", "that it fired on a depot").denied
    assert denial("In a note sent because of talks, ", "that it fired on a depot").denied


def strikes(said_of_it: str) -> list[Told]:
    """What is said of a strike on a depot, and jets that struck one."""
    made = Report(
        f"The strike on the old depot {said_of_it}. Jets struck a depot on Tuesday.", "Post", day(8)
    )
    made.event("strike", [], ["the old depot"], status=NO)
    made.event("struck", ["Jets"], ["a depot"], day=day(7))
    return told(made)


def test_what_was_called_off_is_not_what_took_place() -> None:
    assert not joined(*strikes("was called off on Sunday"))
    assert apart(*strikes("was cancelled"))
    assert apart(*strikes("was foiled by rain"))
    assert not apart(*strikes("did not take place"))


@pytest.mark.parametrize(
    ("text", "recalled"),
    [
        ("Iran denied that gunners hit a port.", False),
        ("Iran had denied that gunners hit a port.", True),
        ("At first Iran initially denied that gunners hit a port.", True),
        ("After denying that gunners hit a port Iran fell silent.", True),
        ("Iran went on denying that gunners hit a port.", False),
        ("It had rained, and Iran denied that gunners hit a port.", False),
    ],
)
def test_a_denial_can_be_one_of_before(text: str, *, recalled: bool) -> None:
    made = Report(text, "Post", day(8))
    cue = "denying" if "denying" in text else "denied"
    said = made.says("Iran", cue, "gunners hit a port", StatementAct.DENIES)
    made.event("hit", ["gunners"], ["a port"], status=NO, statement=said)
    (telling,) = told(made)
    assert telling.said_before is recalled


def test_a_denial_that_is_recalled_beside_the_admission_takes_nothing_back() -> None:
    admits = Word(Stance.CONFIRMS, "IRN", 11)
    denies = Word(Stance.DENIES, "IRN", 11)
    assert standing_of([admits, denies]) is Standing.DISPUTED
    recalled = Word(Stance.DENIES, "IRN", 14, recalled=True)
    assert standing_of([admits, recalled]) is Standing.ADMITTED
    assert standing_of([admits, recalled, Word(Stance.DENIES, "IRN", 12)]) is Standing.DISPUTED
