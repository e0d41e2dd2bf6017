"""Who said what, on sentences made for these tests."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.coder import Coder, make_article
from onrecord.records import Actor, Form, SourceKind, Statement, StatementAct
from onrecord.statements.kinds import form_of
from onrecord.statements.quotes import Quotations, find_quotations
from onrecord.text import Span


class Said(NamedTuple):
    """A statement in words; parts are joined with " | "."""

    source: str
    cue: str
    content: str


def statements(text: str) -> tuple[Statement, ...]:
    return onrecord.code(text).statements


def said(text: str) -> list[Said]:
    return [in_words(text, item) for item in statements(text)]


def in_words(text: str, item: Statement) -> Said:
    parts = (item.source, item.cue, item.content)
    return Said(*(" | ".join(span.of(text) for span in spans) for spans in parts))


# --- indirect speech ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister said on Tuesday that talks would resume.",
            Said("The minister", "said", "that talks would resume"),
        ),
        (
            "The toll could rise, officials said.",
            Said("officials", "said", "The toll could rise"),
        ),
        (
            "The offensive, the general said, would begin within days.",
            Said("the general", "said", "The offensive | would begin within days"),
        ),
        (
            "According to the Red Cross, 40 people were wounded in the blast.",
            Said("the Red Cross", "According to", "40 people were wounded in the blast"),
        ),
        (
            "At least 40 people were wounded, according to the Red Cross.",
            Said("the Red Cross", "according to", "At least 40 people were wounded"),
        ),
        ("He vowed to retaliate.", Said("He", "vowed", "to retaliate")),
        ("The council condemned the coup.", Said("The council", "condemned", "the coup")),
        ("The union called for a strike.", Said("The union", "called for", "a strike")),
        (
            "Activists accused the police of beating detainees.",
            Said("Activists", "accused", "the police of beating detainees"),
        ),
        (
            "The mayor expressed concern about the curfew.",
            Said("The mayor", "expressed concern about", "the curfew"),
        ),
        (
            "Her claim that the ballots were burned angered the opposition.",
            Said("Her", "claim", "that the ballots were burned"),
        ),
        (
            "Analysts believe the ceasefire will hold.",
            Said("Analysts", "believe", "the ceasefire will hold"),
        ),
    ],
)
def test_finds_indirect_statement(text: str, expected: Said) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was reported that the ship had sunk.",
            Said("", "was reported", "that the ship had sunk"),
        ),
        (
            "Ivan Petrov was believed to be in Minsk.",
            Said("", "was believed", "Ivan Petrov | to be in Minsk"),
        ),
        (
            "Rebels allegedly burned the market.",
            Said("", "allegedly", "Rebels | burned the market"),
        ),
        ("The alleged attack killed ten people.", Said("", "alleged", "The | attack")),
    ],
)
def test_source_is_empty_where_nobody_is_named(text: str, expected: Said) -> None:
    assert expected in said(text)


def test_source_takes_title_apposition_and_relative_clause() -> None:
    text = (
        "General Omar Haddad, the army chief, said the city was calm. "
        "A former official who worked in the embassy said the cables were forged."
    )
    sources = [item.source for item in said(text)]
    assert "General Omar Haddad, the army chief," in sources
    assert "A former official who worked in the embassy" in sources


def test_plain_narration_has_no_statement() -> None:
    assert said("Two trucks collided near the bridge. Six people died in the fire.") == []


# --- quotations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The governor wrote: “The bridge is closed.”",
            Said("The governor", "wrote:", "“The bridge is closed.”"),
        ),
        (
            '"We will not yield," said Colonel Omar Haddad, a rebel commander. "Not one street."',
            Said(
                "Colonel Omar Haddad, a rebel commander",
                "said",
                '"We will not yield," | "Not one street."',
            ),
        ),
        (
            "“We came home at night. We found nothing,” Amina Yusuf, a farmer, told reporters.",
            Said("Amina Yusuf, a farmer,", "told", "“We came home at night. We found nothing,”"),
        ),
        ("“Who gave the order?” she asked.", Said("she", "asked", "“Who gave the order?”")),
        ("“The water is gone.” — Amina Yusuf", Said("Amina Yusuf", "—", "“The water is gone.”")),
    ],
)
def test_finds_direct_quotation(text: str, expected: Said) -> None:
    assert expected in said(text)


def test_quotation_goes_on_over_paragraphs() -> None:
    text = (
        "“We are ready,” the president said. “They must come to the table and bring proof.\n\n"
        "“If they do not come, we will go on alone, and nobody should doubt our will.”\n\n"
        "The markets fell."
    )
    first = said(text)[0]
    assert first.source == "the president"
    assert first.content.endswith("doubt our will.”")


def test_quotation_does_not_go_on_to_another_speaker() -> None:
    text = "“We are ready,” the president said. The rebels said: “You are not.”"
    assert [item.content for item in said(text)] == ["“We are ready,”", "“You are not.”"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said ''yes'' twice.", ["''yes''"]),
        ("He said ``yes'' twice.", ["``yes''"]),
        ("The ministers' plan isn't 'a joke', she said.", ["'a joke'"]),
        ("“It is 'over', he told me,” she said.", ["“It is 'over', he told me,”"]),
        ("“First part.\n\n“Second part,” he said.", ["“First part.", "“Second part,”"]),
        ('The pipe is 6" wide.', []),
    ],
)
def test_pairs_quotation_marks(text: str, quoted: list[str]) -> None:
    paragraphs = _paragraphs(text)
    assert [item.span.of(text) for item in find_quotations(text, paragraphs)] == quoted


def _paragraphs(text: str) -> list[Span]:
    found, at = [], 0
    for piece in text.split("\n\n"):
        if piece:
            found.append(Span(at, at + len(piece)))
        at += len(piece) + 2
    return found


# --- kinds, forms, speakers, nesting --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Reuters reported that the bank had failed.", SourceKind.MEDIA),
        ("State TV reported that the convoy had crossed the border.", SourceKind.MEDIA),
        ("An army study says the rifles jam in dust.", SourceKind.DOCUMENT),
        ("The defense ministry said the base was empty.", SourceKind.OFFICE),
        ("Two officials said the base was empty.", SourceKind.UNNAMED_PERSON),
        ("A spokesman said the base was empty.", SourceKind.UNNAMED_PERSON),
        ("The protesters said the square was theirs.", SourceKind.GROUP),
        ("Amina Yusuf said the well was dry.", SourceKind.NAMED_PERSON),
        ("The tweet said the well was dry.", SourceKind.SOCIAL_POST),
    ],
)
def test_tells_kind_of_source(text: str, kind: SourceKind) -> None:
    assert [item.source_kind for item in statements(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The ministry declined to comment on the raid.", StatementAct.DECLINES),
        ("Iran denied that it had shot down the airliner.", StatementAct.DENIES),
        ("The opposition accused the police of beating detainees.", StatementAct.ACCUSES),
        ("The minister promised to rebuild the bridge.", StatementAct.PROMISES),
        ("Aid groups called for a ceasefire.", StatementAct.DEMANDS),
        ("The army confirmed that a drone had been lost.", StatementAct.CONFIRMS),
        ("Economists expect that prices will rise again.", StatementAct.PREDICTS),
        ("The rebels threatened to blow up the dam.", StatementAct.THREATENS),
        ("The mayor said the well was dry.", StatementAct.STATES),
    ],
)
def test_tells_what_the_source_does(text: str, act: StatementAct) -> None:
    assert [item.act for item in statements(text)] == [act]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The bridge is closed,” the governor said.", Form.DIRECT),
        ("The governor said the bridge was “closed to everybody”.", Form.MIXED),
        ("The governor said the bridge was closed.", Form.INDIRECT),
    ],
)
def test_tells_form(text: str, form: Form) -> None:
    assert statements(text)[0].form is form


def test_form_counts_quoted_characters() -> None:
    text = "that “it is over”"
    quotations = Quotations(text, [Span(0, len(text))])
    assert form_of([Span(5, 17)], quotations) is Form.DIRECT
    assert form_of([Span(0, 17)], quotations) is Form.MIXED
    assert form_of([Span(0, 4)], quotations) is Form.INDIRECT


def test_nested_statement_names_the_one_that_tells_it() -> None:
    text = "Officials said Iran denied that it had fired on the tanker."
    outer, inner = statements(text)
    assert in_words(text, inner) == Said("Iran", "denied", "that it had fired on the tanker")
    assert inner.parent == outer.id
    assert outer.parent is None


def test_parents_form_no_circle() -> None:
    text = (
        "“He said they said she lied,” the lawyer said, and the judge said he believed it, "
        "according to people who said they had heard that the clerk told them so."
    )
    above = {item.id: item.parent for item in statements(text)}
    for start in above:
        seen, at = {start}, above[start]
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = above[at]


def test_speaker_is_the_actor_of_the_mention_at_the_source() -> None:
    coding = onrecord.code("Amina Yusuf said the well was dry.")
    (statement,) = coding.statements
    by_id = {actor.id: actor.name for actor in coding.actors}
    assert statement.speaker is not None
    assert by_id[statement.speaker] == "Amina Yusuf"


# --- promises -------------------------------------------------------------------------------


def test_confidence_is_a_chance() -> None:
    found = statements("The minister said talks would resume. He vowed to go on.")
    assert all(item.confidence is not None and 0 < item.confidence <= 1 for item in found)


def test_same_text_gives_same_statements() -> None:
    text = "“No,” the judge said. Police say the men fled, and witnesses reportedly saw them."
    assert statements(text) == onrecord.Coder().code(onrecord.make_article(text)).statements


ODD = st.text(
    alphabet="ab “”\"'‘’.,:;—\n\u200f\u05d0😀SAID said that he it", min_size=1, max_size=80
)


@settings(max_examples=60, deadline=None)
@given(ODD.filter(lambda text: bool(text.strip())))
def test_odd_text_keeps_spans_inside_and_apart(text: str) -> None:
    for item in statements(text):
        for spans in (item.source, item.cue, item.content):
            assert all(span.inside(onrecord.make_article(text).text) for span in spans)
            assert list(spans) == sorted(spans)
        assert not any(a.overlaps(b) for a in item.cue for b in item.content)


@pytest.mark.parametrize("source", ["state television", "the ministry", "the Fars news agency"])
def test_a_teller_behind_a_comma_is_found_whatever_the_words(coder: Coder, source: str) -> None:
    text = f"Two soldiers died in the attack, {source} reported."
    (made,) = coder.products(make_article(text), {Statement}).all(Statement)
    assert [span.of(text) for span in made.source] == [source]
    assert [span.of(text) for span in made.content] == ["Two soldiers died in the attack"]


def test_who_speaks_as_the_noun_that_its_clause_is_about(coder: Coder) -> None:
    text = "The police met the general, who said the army would leave."
    made = coder.products(make_article(text), {Statement, Actor})
    (said,) = made.all(Statement)
    names = {actor.id: actor.name for actor in made.all(Actor)}
    assert names[said.speaker or ""] == "the general"


def test_a_leader_by_surname_is_a_named_person(coder: Coder) -> None:
    text = "Trump said no Americans were harmed."
    (made,) = coder.products(make_article(text, date="2020-01-08"), {Statement}).all(Statement)
    assert made.source_kind is SourceKind.NAMED_PERSON


def test_a_label_is_nobody_who_speaks(coder: Coder) -> None:
    text = "Correction: An earlier version of this article said that rebels held the mine."
    (made,) = coder.products(make_article(text), {Statement}).all(Statement)
    assert [span.of(text) for span in made.source] == ["An earlier version of this article"]


def test_what_follows_a_clause_about_who_speaks_is_not_said(coder: Coder) -> None:
    text = "The farmers, who said soldiers had burned their fields, fled to Lafia."
    (made,) = coder.products(make_article(text), {Statement}).all(Statement)
    assert [span.of(text) for span in made.content] == ["soldiers had burned their fields"]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("NAIROBI, Kenya: Shabab fighters attacked a police post in Garissa on Sunday.", 0),
        ("The senator attacked the president for his remarks on Chad.", 1),
    ],
)
def test_blows_are_words_only_where_a_reason_shows_it(
    coder: Coder, text: str, statements: int
) -> None:
    assert len(coder.products(make_article(text), {Statement}).all(Statement)) == statements


@pytest.mark.parametrize(
    ("text", "declines"),
    [
        ("Chad neither confirmed nor denied that it had shelled the port.", True),
        ("Israel would neither confirm nor deny that it carried out the strike.", True),
        ("The ministry refused to say whether it had fired the missile.", True),
        ("The army said it would not comment on the raid.", True),
        ("The army said it would not leave the port.", False),
        ("The army would not comment, but said a boat was missing.", False),
    ],
)
def test_who_says_that_it_says_nothing_declines(coder: Coder, text: str, *, declines: bool) -> None:
    made = coder.products(make_article(text), {Statement}).all(Statement)
    assert (made[-1].act is StatementAct.DECLINES) is declines
