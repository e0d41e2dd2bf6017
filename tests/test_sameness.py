"""Happenings across articles: one event told in several places is one, two events are two."""

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.coder import Coder, default_stages
from onrecord.corpus.sameness.conflict import Told, groups_conflict
from onrecord.corpus.sameness.describe import AccountStage
from onrecord.corpus.sameness.happenings import happenings
from onrecord.corpus.sameness.judgements import NONE, Judgements
from onrecord.corpus.sameness.scorer import seats
from onrecord.corpus.sameness.telling import Account, Telling, from_bytes, to_bytes
from onrecord.pairs.company import Company, neighbours
from onrecord.pairs.concepts import kin
from onrecord.pairs.grouping import groups
from onrecord.records import Article
from onrecord.text import Span

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


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(5)), first=st.integers(0, 5), pick=st.data())
def test_neither_order_nor_batches_matter(
    order: list[int], first: int, pick: st.DataObject
) -> None:
    found = accounts(*TOLD, NEXT_DAY, DENIAL)
    ids = [t.id for account in found for t in account.tellings]
    pairs = st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=3)
    judged = Judgements(same=tuple(pick.draw(pairs)), different=tuple(pick.draw(pairs)))
    turned = [found[at] for at in order]
    before = happenings(turned[:first], judged)
    assert happenings(turned, judged, before.chances) == happenings(found, judged)


@given(
    chances=st.dictionaries(
        st.tuples(st.integers(0, 4), st.integers(5, 9)), st.floats(0, 1), max_size=15
    ),
    order=st.randoms(),
)
def test_groups_do_not_depend_on_the_order_of_pairs(
    chances: dict[tuple[int, int], float], order: random.Random
) -> None:
    shuffled = list(chances.items())
    order.shuffle(shuffled)
    made = groups(10, chances, 0.5)
    assert groups(10, dict(shuffled), 0.5) == made
    assert sorted(item for group in made for item in group) == list(range(10))


def test_the_mean_decides() -> None:
    chances = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.0}
    assert groups(3, chances, 0.5) == [[0, 1], [2]]
    assert groups(3, chances | {(1, 2): 0.2}, 0.5) == [[0, 1, 2]]


def test_one_wrong_day_among_many_does_not_part_two_groups() -> None:
    agree, against = (False, None, None, None), (True, None, None, None)
    assert not groups_conflict([agree] * 3 + [against])
    assert groups_conflict([against])
    assert groups_conflict([against] * 2 + [(None,) * 4] * 5)


def test_words_of_one_meaning_are_kin() -> None:
    assert kin("kill", "death") > 0.3 > kin("kill", "elect")
    assert kin("thwart", "foil") > kin("thwart", "announce")


def test_another_place_parts() -> None:
    elsewhere = (TUESDAY, "Russian forces attacked a market in Odesa on Tuesday, killing five.")
    assert together(accounts(*TOLD, elsewhere), "attacked") == [3, 1]


def test_known_chances_change_nothing() -> None:
    found = accounts(*TOLD, NEXT_DAY, DENIAL)
    before = happenings(found[:3])
    assert happenings(found, known=before.chances) == happenings(found)


def bare(article: str, *words: str) -> list[Told]:
    """Tellings of an article that say nothing but their word, all in one sentence."""
    tellings = tuple(
        Telling(f"{article} {w}", Span(0, 5), 0, w, w, w, governor="", verb=True) for w in words
    )
    account = Account(article, None, b"", b"", tellings)
    return [Told(account, telling) for telling in tellings]


def test_company_speaks_for_two_tellings_that_share_partners() -> None:
    told = [*bare("a", "repulsed"), *bare("b", "thwarted"), *bare("c", "foiled", "sailed")]
    company = Company(
        seats(told),
        neighbours({(0, 1): 0.2, (0, 2): 0.9, (1, 2): 0.8, (0, 3): 0.1, (1, 3): 0.0}),
    )
    found = company.features(0, 1)
    assert found["best way round"] == 0.8
    assert found["share of partners"] == pytest.approx(0.8 / (0.9 + 0.1))
    assert company.features(0, 3)["best way round"] == 0.0


def test_company_knows_the_better_partner_and_the_rest_of_the_sentence() -> None:
    told = [*bare("a", "hit", "fled"), *bare("b", "struck", "escaped")]
    chances = {(0, 2): 0.6, (0, 3): 0.1, (1, 2): 0.2, (1, 3): 0.7}
    company = Company(seats(told), neighbours(chances))
    assert company.features(0, 2)["lead, low"] == pytest.approx(0.4)
    assert company.features(0, 3)["lead, high"] == pytest.approx(-0.5)
    assert company.features(0, 2)["rest of sentence, low"] == 0.7
    assert company.features(0, 3)["rest of sentence, low"] == 0.2


def test_company_looks_the_same_from_both_sides() -> None:
    told = [*bare("a", "hit", "fled"), *bare("b", "struck")]
    chances = {(0, 2): 0.6, (1, 2): 0.2, (0, 1): 0.1}
    company = Company(seats(told), neighbours(chances))
    assert company.features(0, 2) == company.features(2, 0)
