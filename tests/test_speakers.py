"""Whom a source stands for: pronouns, titles, surnames, descriptions, and nobody."""

import time

import pytest

from onrecord import Coder
from onrecord.ingest.article import make_article
from onrecord.language.parse import Parse
from onrecord.records import Actor, Mention, Statement
from onrecord.statements.speakers import Speakers
from onrecord.text import Span


def speaker(coder: Coder, text: str, source: str) -> Actor | None:
    """Who speaks where the marked ``source`` stands in ``text``: the words between bars."""
    start = text.index(f"|{source}|")
    plain = text.replace("|", "")
    given = coder.products(make_article(plain), {Parse, Actor, Mention})
    head = given.one(Parse).head(Span(start, start + len(source)))
    assert head is not None
    return Speakers(given.all(Actor), given.all(Mention)).at(head)


def name(coder: Coder, text: str, source: str) -> str | None:
    """The name of whoever speaks, without what stands before a noun."""
    found = speaker(coder, text, source)
    return None if found is None else found.name


NAMED = [
    (  # who spoke last goes on, whomever the quotation names
        "he",
        'Mayor Peter Lang defended the curfew. "Robert Voss is wrong," Lang told reporters. '
        '"John Marsh knows that too," |he| said.',
        "Peter Lang",
    ),
    (  # but not after somebody else has become what the text is about
        "he",
        '"The plan will fail," said Peter Lang, an analyst. Robert Voss went to Geneva on '
        'Monday. "I will try again," |he| said.',
        "Robert Voss",
    ),
    (  # gender by a first name
        "she",
        "Senator Laura Brandt met Peter Lang in Vienna. The talks with him failed, |she| said.",
        "Laura Brandt",
    ),
    (  # gender by a title
        "she",
        "Mr. Osei met Ms. Adeyemi in Accra on Friday. Later |she| said the talks had gone well.",
        "Adeyemi",
    ),
    (  # a name in what somebody says is not the one who says it
        "he",
        "Peter Lang spoke to reporters in Oslo. Robert Voss would resign soon, |he| said.",
        "Peter Lang",
    ),
    (  # sentences that are all quotation put nobody farther away
        "he",
        'Peter Lang rejected the deal. "It is bad. It is late. It is dear. It is wrong. It is '
        'over," |he| said.',
        "Peter Lang",
    ),
    ("who", "They blamed Peter Lang, |who| said he had done nothing wrong.", "Peter Lang"),
    (
        "he",
        "Peter Lang quit on Monday. As for Robert Voss, |he| said he would stay.",
        "Robert Voss",
    ),
    (  # a surname that a relative shares
        "Lang",
        "Peter Lang and his wife, Maria Lang, came to the court. |Lang| said he was innocent.",
        "Peter Lang",
    ),
    (  # a title given before
        "the governor",
        "Gov. Peter Lang vetoed the bill. Robert Voss objected. It was a mistake, |the governor| "
        "said.",
        "Peter Lang",
    ),
    (  # an age
        "The 43-year-old teacher",
        "Maria Keller held up a sign. |The 43-year-old teacher| said she had lost her job.",
        "Maria Keller",
    ),
    (  # the place of an office that its holder has
        "the Ohio senator",
        "Sen. Peter Lang criticized the deal on Friday. In a speech |the Ohio senator| said it was "
        "too dear.",
        "Peter Lang",
    ),
    (  # the short name of a body
        "the Committee",
        "The Joint Committee on Foreign Trade met on Monday. On Tuesday |the Committee| said it "
        "would not vote.",
        "Joint Committee on Foreign Trade",
    ),
    ("the coach, Peter Lang", "A win is near, |the coach, Peter Lang|, said.", "Peter Lang"),
]


@pytest.mark.parametrize(("source", "text", "expected"), NAMED)
def test_speaker_with_a_name(coder: Coder, source: str, text: str, expected: str) -> None:
    assert name(coder, text, source) == expected


def test_unnamed_official_is_one_speaker(coder: Coder) -> None:
    text = (
        "A spokesman for the judiciary announced the arrests. President Peter Lang welcomed them. "
        "More will follow, |the judiciary spokesman| said."
    )
    found = speaker(coder, text, "the judiciary spokesman")
    assert found is not None
    assert not found.named
    assert found.name_span.start == 0


UNNAMED = [
    (
        "the deputy interior minister",
        "Interior Minister Peter Lang apologized. |the deputy interior minister| denied it.",
    ),
    (
        "A former official",
        "Defense Secretary Peter Lang ordered the strike. |A former official| said it was wrong.",
    ),
    (
        "the Democratic nominee",
        "Republican candidate Peter Lang spoke on Monday. On Tuesday |the Democratic nominee| said "
        "he was wrong.",
    ),
    (
        "the Russian leader",
        "FIFA President Peter Lang spoke first. Then |the Russian leader| said he agreed.",
    ),
]


@pytest.mark.parametrize(("source", "text"), UNNAMED)
def test_unnamed_is_never_merged_with_a_name(coder: Coder, source: str, text: str) -> None:
    found = speaker(coder, text, source)
    assert found is None or not found.named


NOBODY = [
    ("Peter Lang", "|Peter Lang| and Robert Voss said they would stay."),
    ("No group", "|No group| claimed responsibility for the attack in Oslo."),
    ("It", "Peter Lang joined the union. The report is long. |It| says that the union paid him."),
    ("She", "Peter Lang met Robert Voss. |She| said it was late."),
]


@pytest.mark.parametrize(("source", "text"), NOBODY)
def test_nobody_to_name(coder: Coder, source: str, text: str) -> None:
    assert speaker(coder, text, source) is None


def test_statements_carry_the_speaker(coder: Coder) -> None:
    text = (
        'Gov. Laura Brandt vetoed the bill. "It is too dear," the governor said. "It is late," '
        "she added."
    )
    given = coder.products(make_article(text), {Statement, Actor})
    names = {actor.id: actor.name for actor in given.all(Actor)}
    told = [names.get(s.speaker or "") for s in given.all(Statement) if s.source]
    assert told[-2:] == ["Laura Brandt", "Laura Brandt"]


def test_same_answer_from_any_order_of_questions(coder: Coder) -> None:
    text = 'Peter Lang left. "I am ill," he said. "I am tired," he added. He said it was over.'
    given = coder.products(make_article(text), {Parse, Actor, Mention})
    doc = given.one(Parse).doc
    heads = [token for token in doc if token.lower_ == "he"]
    forward = Speakers(given.all(Actor), given.all(Mention))
    backward = Speakers(given.all(Actor), given.all(Mention))
    ahead = [forward.at(head) for head in heads]
    assert ahead == [backward.at(head) for head in heads[::-1]][::-1]
    assert all(actor is not None and actor.name == "Peter Lang" for actor in ahead)


def test_odd_text_is_no_trouble(coder: Coder) -> None:
    for text in (". . .", "he said", "WHO SAID IT", "“” said who", "🙂 said 🙂, who said"):
        given = coder.products(make_article(text), {Parse, Actor, Mention})
        speakers = Speakers(given.all(Actor), given.all(Mention))
        for token in given.one(Parse).doc:
            speakers.at(token)


def test_time_grows_with_the_length(coder: Coder) -> None:
    piece = 'Gov. Laura Brandt met Peter Lang. The governor left. "It is late," he said. '

    def seconds(times: int) -> float:
        given = coder.products(make_article(piece * times), {Parse, Actor, Mention})
        doc = given.one(Parse).doc
        start = time.process_time()
        speakers = Speakers(given.all(Actor), given.all(Mention))
        for token in doc:
            if token.dep_ == "nsubj":
                speakers.at(token)
        return time.process_time() - start

    seconds(5)
    assert seconds(200) < 12 * max(seconds(40), 0.02)
