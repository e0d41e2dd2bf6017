"""Happenings across articles: one event told in several places is one, two events are two."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache

import pytest

from onrecord.coder import Coder, default_stages
from onrecord.corpus.sameness.describe import AccountStage
from onrecord.corpus.sameness.happenings import happenings
from onrecord.corpus.sameness.judgements import NONE, Judgements
from onrecord.corpus.sameness.telling import Account, from_bytes, to_bytes
from onrecord.records import Article

TUESDAY, WEDNESDAY = dt.date(2021, 3, 2), dt.date(2021, 3, 3)
TOLD = (
    (TUESDAY, "Russian forces attacked a market in Kharkiv on Tuesday, killing five people."),
    (WEDNESDAY, "Five shoppers died when Russian forces attacked a market in Kharkiv on Tuesday."),
    (WEDNESDAY, "The mayor said Russian troops attacked the market in Kharkiv on Tuesday."),
)
NEXT_DAY = (WEDNESDAY, "Russian forces attacked a market in Kharkiv on Wednesday, police said.")
DENIAL = (WEDNESDAY, "Moscow denied that Russian forces attacked a market in Kharkiv on Tuesday.")


@cache
def coder() -> Coder:
    return Coder([*default_stages(), AccountStage()])


@cache
def account(date: dt.date | None, text: str) -> Account:
    article = Article(key=text, text=text, date=date)
    return coder().products(article, {Account}).one(Account)


def accounts(*told: tuple[dt.date, str]) -> list[Account]:
    return [account(date, text) for date, text in told]


def named(found: Iterable[Account], word: str) -> list[str]:
    """Ids of the tellings whose trigger is ``word``, in the order of the accounts."""
    return [t.id for a in found for t in a.tellings if t.words == word]


def together(found: Sequence[Account], word: str, judgements: Judgements = NONE) -> list[int]:
    """Sizes of the happenings among the tellings whose trigger is ``word``, the largest first."""
    ids = set(named(found, word))
    made = happenings(found, judgements).groups
    return sorted((len(ids & set(g)) for g in made if ids & set(g)), reverse=True)


def test_one_event_in_three_articles_is_one() -> None:
    assert together(accounts(*TOLD), "attacked") == [3]


def test_two_strikes_on_following_days_are_two() -> None:
    assert together(accounts(*TOLD, NEXT_DAY), "attacked") == [3, 1]


def test_a_denial_is_a_telling_of_what_it_denies() -> None:
    assert together(accounts(*TOLD, DENIAL), "attacked") == [4]


def test_what_a_person_parts_stays_apart() -> None:
    found = accounts(*TOLD)
    first, second, _ = named(found, "attacked")
    assert together(found, "attacked", Judgements(different=((second, first),))) == [2, 1]


def test_what_a_person_joins_is_joined_against_days() -> None:
    found = accounts(TOLD[0], NEXT_DAY)
    one, other = named(found, "attacked")
    assert together(found, "attacked") == [1, 1]
    assert together(found, "attacked", Judgements(same=((one, other),))) == [2]


def test_an_account_survives_the_store() -> None:
    (found,) = accounts(TOLD[0])
    assert from_bytes(to_bytes(found)) == found


@pytest.mark.parametrize("turn", range(5))
def test_the_order_of_arrival_does_not_matter(turn: int) -> None:
    found = accounts(*TOLD, NEXT_DAY, DENIAL)
    other = [*found[turn:], *found[:turn]][::-1]
    assert happenings(other) == happenings(found)


def test_known_chances_change_nothing() -> None:
    found = accounts(*TOLD, NEXT_DAY, DENIAL)
    before = happenings(found[:3])
    assert happenings(found, known=before.chances) == happenings(found)
