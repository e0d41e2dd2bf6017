"""Numbers in words and digits, and the figures of an article."""

from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.coder import make_article
from onrecord.events.figures import FigureStage, find
from onrecord.events.numbers import Number, number_at, number_words, quantity_at
from onrecord.language.parse import Parse
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Given
from onrecord.records import (
    Article,
    Certainty,
    EventMention,
    EventTime,
    Figure,
    FigureKind,
    Form,
    Modality,
    PloverType,
    Statement,
    Status,
)
from onrecord.text import Span

ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
ONES += [
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelt(number: int, *, hyphen: bool) -> list[str]:
    """An independent speller of numbers below a billion."""
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = spelt(number % scale, hyphen=hyphen) if number % scale else []
            joint = ["and"] if rest and scale == 100 else []
            return [*spelt(number // scale, hyphen=hyphen), name, *joint, *rest]
    if number < 20:
        return [ONES[number]]
    if number % 10 and hyphen:
        return [f"{TENS[number // 10]}-{ONES[number % 10]}"]
    return [TENS[number // 10], *([ONES[number % 10]] if number % 10 else [])]


@given(st.integers(1, 999_999_999), st.booleans())
def test_a_spelt_number_is_read_back(number: int, hyphen: bool) -> None:
    words = spelt(number, hyphen=hyphen)
    found = number_at(words, 0)
    assert found is not None
    assert (found.value, found.end) == (number, len(words))


@given(st.integers(0, 10**12))
def test_digits_with_thousands_marks_are_read_back(number: int) -> None:
    found = number_at([f"{number:,}"], 0)
    assert found is not None
    assert found.value == number


def test_a_hyphen_that_the_tokenizer_sets_apart_stays_inside_a_number() -> None:
    assert number_at(["thirty", "-", "five", "people"], 0) == Number(0, 3, 35.0)
    assert number_at(["twenty", "-", "one"], 0) == Number(0, 3, 21.0)


def test_a_hyphen_between_units_makes_a_range() -> None:
    found = quantity_at(["five", "-", "seven", "people"], 0)
    assert found is not None
    assert (found.low, found.high) == (5.0, 7.0)


@given(st.lists(st.sampled_from([*number_words().units, *number_words().scales, "and", "of", "-"])))
def test_a_quantity_stays_inside_its_words(words: list[str]) -> None:
    for at in range(len(words)):
        found = quantity_at(words, at)
        if found is not None:
            assert 0 <= found.start <= at < found.end <= len(words)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 12", 12, None),
        ("more than 600", 600, None),
        ("no fewer than five", 5, None),
        ("up to 100", None, 100),
        ("as many as 100", None, 100),
        ("no more than ten", None, 10),
        ("nearly 300", None, 300),
        ("between 30 and 40", 30, 40),
        ("30 to 40", 30, 40),
        ("30-40", 30, 40),
        ("two to three million", 2_000_000, 3_000_000),
        ("some two dozen", 24, 24),
        ("about 5,500", 5500, 5500),
        ("1.5 million", 1_500_000, 1_500_000),
        ("20m", 20_000_000, 20_000_000),
        ("100 or more", 100, None),
        ("dozens", None, None),
        ("hundreds of thousands", None, None),
    ],
)
def test_bounds(text: str, low: float | None, high: float | None) -> None:
    words = text.split()
    found = [quantity_at(words, at) for at in range(len(words))]
    whole = [q for q in found if q is not None and (q.start, q.end) == (0, len(words))]
    assert whole, "no quantity takes in all words"
    assert (whole[0].low, whole[0].high) == (low, high)


@cache
def syntax() -> SyntaxStage:
    return SyntaxStage()


def parse(text: str) -> tuple[Article, Parse]:
    article = make_article(text)
    (made,) = syntax().run(article, Given({}))
    assert isinstance(made, Parse)
    return article, made


def human(text: str) -> list[tuple[str, str, float | None, float | None]]:
    _, made = parse(text)
    return [(f.kind.value, f.span.of(text), *f.quantity) for f in find(made)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 soldiers died.", [("killed", "At least 12", 12, None)]),
        (
            "A bomb exploded, killing three and wounding 15.",
            [("killed", "three", 3, 3), ("wounded", "15", 15, 15)],
        ),
        ("The death toll rose to 34 on Monday.", [("killed", "34", 34, 34)]),
        ("The doctors' union put the toll at 11.", [("killed", "11", 11, 11)]),
        (
            "The attack left 34 dead and dozens injured.",
            [("killed", "34", 34, 34), ("wounded", "dozens", None, None)],
        ),
        ("No one was hurt in the attack.", [("wounded", "No one", 0, 0)]),
        ("A 12-year-old boy was killed.", [("killed", "A 12-year-old boy", 1, 1)]),
        ("Five people are still missing.", [("missing", "Five", 5, 5)]),
        (
            "Police arrested 15 protesters and two journalists.",
            [("detained", "15", 15, 15), ("detained", "two", 2, 2)],
        ),
        ("More than 10,000 people fled.", [("displaced", "More than 10,000", 10000, None)]),
        ("He sent 3,000 more troops to the border.", [("troops", "3,000", 3000, 3000)]),
        ("Ten soldiers were killed.", [("killed", "Ten", 10, 10)]),
        ("12 killed, 15 injured in blast", [("killed", "12", 12, 12), ("wounded", "15", 15, 15)]),
        (
            "Thirty-five people were killed and twenty-one wounded.",
            [("killed", "Thirty-five", 35, 35), ("wounded", "twenty-one", 21, 21)],
        ),
        (
            "The floods killed 14 and 9 people respectively.",
            [("killed", "14", 14, 14), ("killed", "9", 9, 9)],
        ),
        (
            "A nurse and a child were killed.",
            [("killed", "A nurse", 1, 1), ("killed", "a child", 1, 1)],
        ),
        ("Ana Duarte, a mother of three, was killed by a stray bullet.", []),
        ("Killing a child is a crime, the bishop said.", []),
        ("They swore not to kill a child.", []),
        ("Coast guards detained a Danish fishing trawler.", []),
        ("They seized 12 tons of cocaine.", []),
        ("He was jailed for 12 years.", []),
        ("The party won 12 seats in 2005.", []),
    ],
)
def test_people(text: str, expected: list[tuple[str, str, float | None, float | None]]) -> None:
    assert human(text) == expected


def mention(text: str, trigger: str, kind: PloverType) -> EventMention:
    start = text.index(trigger)
    return EventMention(
        article="a",
        trigger=Span(start, start + len(trigger)),
        type=kind,
        quad=2,
        status=Status(
            modality=Modality.ACTUAL, certainty=Certainty.CERTAIN, time=EventTime.CURRENT
        ),
    )


def figures(
    text: str, mentions: Iterable[EventMention] = (), statements: Iterable[Statement] = ()
) -> list[Figure]:
    article, made = parse(text)
    products: dict[type, tuple[object, ...]] = {
        Parse: (made,),
        EventMention: tuple(mentions),
        Statement: tuple(statements),
    }
    found = list(FigureStage().run(article, Given(products)))
    return [f for f in found if isinstance(f, Figure)]


def test_money_is_kept_only_with_an_event() -> None:
    text = "Washington gave $1.5 billion to Jordan."
    assert figures(text) == []
    event = mention(text, "gave", PloverType.AID)
    (figure,) = figures(text, [event])
    assert (figure.kind, figure.low, figure.unit) == (FigureKind.MONEY, 1.5e9, "USD")
    assert figure.event == event.id
    assert figure.span.of(text) == "$1.5 billion"


def test_bounds_reach_over_the_currency_sign() -> None:
    text = "The EU sent more than €20m to Jordan."
    (figure,) = figures(text, [mention(text, "sent", PloverType.AID)])
    assert (figure.low, figure.high, figure.unit) == (20e6, None, "EUR")
    assert figure.span.of(text) == "more than €20m"


def test_a_figure_names_its_event_and_its_statement() -> None:
    text = "Police said 12 people were killed."
    event = mention(text, "killed", PloverType.ASSAULT)
    statement = Statement(
        article="a",
        source=(Span(0, 6),),
        cue=(Span(7, 11),),
        content=(Span(12, 33),),
        form=Form.INDIRECT,
    )
    (figure,) = figures(text, [event], [statement])
    assert (figure.event, figure.statement) == (event.id, statement.id)
    assert figure.counted is not None
    assert figure.counted.of(text) == "people"


@given(st.text(max_size=60))
def test_odd_text_gives_spans_inside_it(text: str) -> None:
    if not text.strip():
        return
    article, made = parse(text)
    assert all(found.span.inside(article.text) for found in find(made))


@pytest.mark.parametrize(
    "text",
    [
        "The bombs of Aug. 7 killed the guard.",
        "A sniper shot the doctor in 1998.",
        "The fund lost 12 points.",
        "They seized 20 rockets and 15 boats.",
    ],
)
def test_dates_and_things_are_nobody(text: str) -> None:
    assert [found for found in human(text) if found[1] != "the guard"] == []


def test_several_million_is_one_number_without_a_value() -> None:
    assert number_at(["several", "million", "refugees"], 0) == Number(0, 2, None)
    assert number_at(["million", "refugees"], 0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fourteen men are under arrest over the blast.", [("detained", 14)]),
        ("The union speaks of 80 members in the hands of the gendarmes.", [("detained", 80)]),
        ("Eleven shoppers were taken to hospital.", [("wounded", 11)]),
        (
            "Five officers and ten marchers were treated for injuries.",
            [("wounded", 5), ("wounded", 10)],
        ),
        ("The ministry said the death toll could exceed 18.", [("killed", 18)]),
        ("The shooting raised the number of dead to nine.", [("killed", 9)]),
        ("The arrests brought the number of people detained to 17.", [("detained", 17)]),
        ("The wounded numbered 25.", [("wounded", 25)]),
        ("The bodies of 21 farmers were found in a ditch.", [("killed", 21)]),
        ("The bombing claimed the lives of 13 nurses.", [("killed", 13)]),
        ("Five miners lost their lives.", [("killed", 5)]),
        ("Eight gunmen were shot and killed.", [("killed", 8)]),
        ("The fighting drove 3,000 families from their homes.", [("displaced", 3000)]),
        ("He keeps a force of 5,000 men on the island.", [("troops", 5000)]),
        ("Sixteen held in raids on a hostel", [("detained", 16)]),
        ("Nine held over the theft of a bell", [("detained", 9)]),
        ("Two shot dead in Dover as dockers march", [("killed", 2)]),
        ("A driver was beaten and burned to death.", [("killed", 1)]),
        ("A girl of 14 was wounded in the arm.", [("wounded", 1)]),
        ("A father of two was killed.", [("killed", 1)]),
        ("A broker counted 16 dead.", [("killed", 16)]),
        ("Two landslides left 10 dead.", [("killed", 10)]),
    ],
)
def test_what_became_of_those_counted(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(kind, low) for kind, _, low, _ in human(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The number of days lost to strikes rose to 45.",
        "He has been under arrest for 14 days.",
        "The general, 52, was in custody.",
        "The law covers 40 people in hand.",
        "The firm lost 34 million customers.",
        "The visitors numbered 260.",
        "The party has 14 members in parliament.",
        "Thirty held out in the fort.",
        "Not one prisoner was brought to court.",
        "The trade lost a third of its value.",
        "A clerk saw twelve bullet wounds.",
        "No list of the dead was kept.",
    ],
)
def test_what_befell_nobody_is_not_counted(text: str) -> None:
    assert human(text) == []


def test_a_bound_before_a_dozen() -> None:
    found = quantity_at(["at", "least", "a", "dozen", "dockers"], 3)
    assert found is not None
    assert (found.start, found.low, found.high) == (0, 12.0, None)
