"""Origins: copies, pick-ups and retellings share one, and every link can show its words."""

import datetime as dt
import random
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corpus.blocking import near_pairs
from onrecord.corpus.credits import Place, credits_of
from onrecord.corpus.passages import shared
from onrecord.corpus.prints import SHINGLE, WINDOW, fingerprints
from onrecord.corpus.search import trace
from onrecord.corpus.words import words_of
from onrecord.records import Article, OriginBasis, OriginMember

QUAKE = """A strong earthquake shook the mountain town of Velden before dawn, bringing down the
tower of the town hall and two blocks of flats, the fire brigade said.

Rescuers pulled eleven people from the rubble by noon, among them a boy of four who had been asleep
under a table. Nobody could say how many were missing because the register had been lost.

The regional governor asked the army for tents and field kitchens. Trains were stopped on the line
to the coast until engineers have looked at all of its tunnels."""

STRIKE = """Dockers at the port of Arnhem walked out on Tuesday after talks on shifts at night broke
down, their union said, and nine container ships dropped anchor in the bay.

The port authority called the walkout unlawful and went to court. A judge will hear both sides on
Thursday morning.

Importers of fruit said that bananas worth a million euros were ripening in the holds."""

LOCAL = "In our town, school buses were late because a bridge was being checked, the mayor said."
DAY = dt.date(2021, 5, 4)


def article(text: str, outlet: str = "Evening Ledger", **facts: Any) -> Article:
    return Article(
        **{"key": f"{outlet}: {text[:40]}", "date": DAY, **facts}, text=text, outlet=outlet
    )


def members(articles: Sequence[Article]) -> dict[str, list[OriginMember]]:
    """The members by the outlet of their article."""
    outlet = {one.id: str(one.outlet) for one in articles}
    found: dict[str, list[OriginMember]] = {}
    for member in trace(articles).members:
        found.setdefault(outlet[member.article], []).append(member)
    return found


def same_origin(one: Article, other: Article) -> bool:
    whole = [m.origin for m in trace([one, other]).members if m.whole]
    return len(set(whole)) == 1


# --- copies ---------------------------------------------------------------------------------


def test_a_copy_shows_the_passages_on_both_sides() -> None:
    copy = article(QUAKE.replace("strong ", "").split("\n\nThe regional")[0], "Hill Herald")
    found = members([article(QUAKE), copy])
    (member,) = (m for m in [*found["Hill Herald"], *found["Evening Ledger"]] if m.other)
    assert member.basis is OriginBasis.COPY
    texts = {copy.id: copy.text, article(QUAKE).id: article(QUAKE).text}
    here, there = texts[member.article], texts[str(member.other)]
    assert len(member.spans) == len(member.other_spans) > 0
    for mine, theirs in zip(member.spans, member.other_spans, strict=True):
        assert mine.of(here).split()[-3:] == theirs.of(there).split()[-3:]
    assert member.share is not None
    assert member.share > 0.6


def test_an_agency_report_with_local_words_before_it_is_a_pick_up() -> None:
    assert same_origin(article(QUAKE), article(f"{LOCAL}\n\n{QUAKE}", "Hill Herald"))


def test_two_reporters_who_write_down_one_quotation_are_two_origins() -> None:
    said = (
        '"We will open every road before the week is over and nobody who lost a house will sleep '
        'in a tent when the snow comes to these mountains, I promise you that," the governor said.'
    )
    one = article(f"{QUAKE}\n\n{said}")
    other = article(f"Mourners met on the square of Velden at noon.\n\n{said}", "Hill Herald")
    assert not same_origin(one, other)


def test_a_brief_inside_a_round_up_does_not_join_two_stories() -> None:
    other = "\n\n".join(p for p in STRIKE.split("\n\n"))
    middle = "Fans of the football club sang through the night after the cup final. " * 3
    round_up = article(f"{middle}\n\n{QUAKE}\n\n{middle}\n\n{other}", "Weekly Review")
    brief, strike = article(QUAKE, "Quake Wire"), article(STRIKE, "Port Gazette")
    whole = {m.article: m.origin for m in trace([round_up, brief, strike]).members if m.whole}
    assert whole[brief.id] != whole[strike.id]


def test_background_that_an_agency_uses_again_is_a_part_only() -> None:
    background = (
        "The line through the valley was built ninety years ago and has been closed by landslides "
        "eleven times, most recently in the winter before last, when a guard was killed."
    )
    first = article(f"{QUAKE}\n\n{background}", "Reuters")
    later = article(f"{STRIKE}\n\n{background}", "Reuters", date=dt.date(2021, 5, 9))
    found = trace([first, later]).members
    assert len({m.origin for m in found if m.whole}) == 2
    (part,) = (m for m in found if not m.whole)
    assert part.article == later.id
    assert part.spans[0].of(later.text).startswith("The line through the valley")


def test_a_copy_long_after_is_not_joined_with_an_old_report() -> None:
    late = article(QUAKE, "Hill Herald", date=dt.date(2023, 5, 4))
    assert not same_origin(article(QUAKE), late)


# --- credits and citations ------------------------------------------------------------------

RETELLING = """Dozens may be buried under a town hall in Velden, the Evening Ledger reported.

The newspaper said that rescuers had brought out eleven people and that the army would send tents.

The governor told the Ledger that the trains stood still."""


def test_a_retelling_goes_back_to_the_outlet_that_it_cites() -> None:
    found = members([article(QUAKE), article(RETELLING, "Radio Norte")])
    (member,) = found["Radio Norte"]
    assert member.whole
    assert member.basis is OriginBasis.CITATION
    assert member.outlet == "Evening Ledger"
    words = [span.of(RETELLING) for span in member.credit]
    assert words == ["Evening Ledger reported", "The newspaper said", "told the Ledger"]


def test_without_a_credit_likeness_alone_joins_nothing() -> None:
    bare = RETELLING.replace(", the Evening Ledger reported", "")
    bare = bare.replace("The newspaper", "An officer").replace("told the Ledger", "said")
    assert not same_origin(article(QUAKE), article(bare, "Radio Norte"))


def test_one_fact_from_another_outlet_is_a_part_and_names_its_statement() -> None:
    own = f"{STRIKE}\n\nThe owner will sell two ships, the Financial Times reported."
    text = article(own, "Port Gazette")
    at = own.index("Financial Times reported")
    citing = {text.id: [(credits_of(text).given[0].span, "s1")]}
    whole, part = trace([text], citing).members  # type: ignore[arg-type]
    assert (whole.basis, whole.statements) == (OriginBasis.OWN, ())
    assert (part.whole, part.origin, part.outlet) == (False, None, "Financial Times")
    assert part.credit[0].start == at
    assert part.statements == ("s1",)


@pytest.mark.parametrize(
    ("text", "facts", "outlet", "place"),
    [
        ("VELDEN (Reuters) - A quake struck.", {}, "Reuters", Place.DATELINE),
        ("VELDEN, May 4 /TASS/. A quake struck.", {}, "TASS", Place.DATELINE),
        ("VELDEN (AFP) — A quake struck.", {}, "Agence France-Presse", Place.DATELINE),
        ("VELDEN (Northgate Wire) - A quake struck.", {}, "Northgate Wire", Place.DATELINE),
        ("A quake struck.", {"author": "Associated Press"}, "Associated Press", Place.BYLINE),
        ("A quake struck.", {"author": "Ann Lee and Reuters"}, "Reuters", Place.HELP),
        ("A quake.\n\nWith files from The Canadian Press", {}, "Canadian Press", Place.HELP),
        ("A quake.\n\nAP contributed to this report.", {}, "Associated Press", Place.HELP),
        ("A quake.\n\nCon información de EFE", {}, "EFE", Place.LINE),
        ("A quake.\n\n(avec AFP)", {}, "Agence France-Presse", Place.LINE),
        ("A quake.\n\nMit Material von dpa", {}, "dpa", Place.LINE),
        ("A quake.\n\nИсточник: ТАСС", {}, "TASS", Place.LINE),
        ("A quake.\n\n© 2021 AFP", {}, "Agence France-Presse", Place.LINE),
        ("A quake.\n\nReuters", {}, "Reuters", Place.LINE),
        ("A man told the Guardian that it shook.", {}, "The Guardian", Place.CITATION),
        ("It shook, the New York Times reported.", {}, "The New York Times", Place.CITATION),
        ("It shook, according to Chinese news agency Xinhua.", {}, "Xinhua", Place.CITATION),
        ("Iraqi state television, citing police, said it shook.", {}, "Iraqi state television",
         Place.CITATION),
    ],
)  # fmt: skip
def test_credits_are_found(text: str, facts: dict[str, str], outlet: str, place: Place) -> None:
    (credit,) = credits_of(article(text, **facts)).given
    assert (credit.outlet, credit.place) == (outlet, place)
    assert (credit.span is None) == bool(facts)


@pytest.mark.parametrize(
    "text",
    [
        "Police told the Foreign Ministry that it shook.",
        "Sana Iqbal said that it shook.",
        "The Guardian Council reported two deaths to the Food Agency.",
        "He stood in Times Square and read the Sun.",
        "LONDON (4 May 2021) - It shook.",
        "A witness told the Evening Ledger that it shook.",
    ],
)
def test_what_is_no_credit_of_another_outlet_is_none(text: str) -> None:
    assert credits_of(article(text)).given == ()


def test_an_article_with_words_of_its_own_sources_is_no_retelling() -> None:
    own = RETELLING.replace("The governor told the Ledger", "The governor told Radio Norte")
    assert credits_of(article(own, "Radio Norte")).retold is None
    assert credits_of(article(RETELLING, "Radio Norte")).retold == "Evening Ledger"


def test_the_agency_is_the_root_even_if_its_takers_are_seen_first() -> None:
    wire = article(QUAKE, "Reuters", date=dt.date(2021, 5, 5))
    taker = article(f"VELDEN (Reuters) - {QUAKE}", "Hill Herald")
    (origin,) = trace([wire, taker]).origins
    assert (origin.article, origin.outlet) == (wire.id, "Reuters")


# --- what holds for any texts ---------------------------------------------------------------


def test_the_order_of_arrival_changes_nothing() -> None:
    articles = [
        article(QUAKE),
        article(f"{LOCAL}\n\n{QUAKE}", "Hill Herald"),
        article(RETELLING, "Radio Norte"),
        article(STRIKE, "Port Gazette"),
    ]
    first = trace(articles)
    assert all(trace(order) == first for order in permutations(articles))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(QUAKE.split() + STRIKE.split() + ['"', "\n", "…", "🌍"]), max_size=120)
)
def test_shared_passages_lie_in_both_texts(words: list[str]) -> None:
    one, other = article(QUAKE + " ".join(words)), article(" ".join(words) + STRIKE, "B")
    for passage in shared(words_of(one), words_of(other)).passages:
        assert passage.one.inside(one.text)
        assert passage.other.inside(other.text)
        assert passage.one.of(one.text)[0].lower() == passage.other.of(other.text)[0].lower()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 30), st.integers(0, 10_000))
def test_texts_that_share_enough_words_in_a_row_share_a_fingerprint(at: int, seed: int) -> None:
    chance = random.Random(seed)
    passage = QUAKE.split()[at : at + SHINGLE + WINDOW - 1]
    noise = [[f"w{chance.random()}" for _ in range(40)] for _ in range(4)]
    one = " ".join([*noise[0], *passage, *noise[1]])
    other = " ".join([*noise[2], *passage, *noise[3]])
    prints = [set(fingerprints(words_of(article(text))).tolist()) for text in (one, other)]
    assert prints[0] & prints[1]


def test_a_key_that_thousands_share_makes_few_pairs() -> None:
    pairs = near_pairs([np.array([7], np.uint64)] * 5_000, reach=8, least=1)
    assert len(pairs) <= 5_000 * 8
    assert all(one < other for one, other in pairs.tolist())


@pytest.mark.parametrize("text", ["", "🌍", "مرحبا", "A" * 100_000, '"' * 500, "Reuters " * 5_000])
def test_odd_texts_have_an_origin_of_their_own(text: str) -> None:
    (member,) = (m for m in trace([article(text)]).members if m.whole)
    assert member.basis in (OriginBasis.OWN, OriginBasis.CREDIT)
