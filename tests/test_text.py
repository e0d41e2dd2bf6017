"""Canonical text keeps its length, and quoted spans find themselves again."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import Span, TextQuote, canonical, fold, locate, quote, strip


@given(st.text())
def test_canonical_text_keeps_its_length(raw: str) -> None:
    assert len(canonical(raw)) == len(raw)


@given(st.text(alphabet=st.characters()))
def test_canonical_text_is_a_fixed_point(raw: str) -> None:
    assert canonical(canonical(raw)) == canonical(raw)


def test_line_ends_become_newlines_in_place() -> None:
    assert canonical("one\r\ntwo\rthree\n") == "one \ntwo\nthree\n"


def test_what_no_store_can_hold_becomes_the_replacement_character() -> None:
    assert canonical("a\x00b\ud800c\x1b") == "a�b�c�"


def test_letters_of_any_script_stay() -> None:
    text = "e\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u0627\u0644\u0639\u0631\u0627\u0642"
    assert canonical(text) == text


@given(st.data())
def test_a_quote_finds_its_span_in_the_same_text_or_says_nothing(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab \n", min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = locate(text, quote(text, span))
    assert found is None or found.of(text) == span.of(text)


def test_a_quote_finds_its_place_after_words_were_put_in_before_it() -> None:
    old = "Police fired. Later the police fired again at the gate."
    selector = quote(old, Span(old.rindex("fired"), old.rindex("fired") + 5))
    new = "UPDATE: " + old
    found = locate(new, selector)
    assert found is not None
    assert found.start == new.rindex("fired")


def test_a_quote_that_is_gone_or_stands_twice_alike_is_not_found() -> None:
    assert locate("nothing of it", TextQuote("missile", "", "")) is None
    assert locate("a b a b", TextQuote("b", "", "")) is None


def test_strip_moves_the_ends_inward() -> None:
    assert strip("  a b \n", Span(0, 7)) == Span(2, 5)
    assert strip("   ", Span(0, 3)) is None


def test_folded_names_meet_across_accents_case_dots_and_hyphens() -> None:
    assert fold("Al-Asad") == fold("al asad")
    assert fold("U.S.") == fold("us")
    assert fold("São  Paulo") == "sao paulo"


def test_spans_know_what_they_cover() -> None:
    outer, inner, beside = Span(2, 9), Span(3, 5), Span(9, 11)
    assert outer.covers(inner)
    assert not inner.covers(outer)
    assert outer.overlaps(inner)
    assert not outer.overlaps(beside)
    assert not Span(3, 3).inside("abcdef")
    assert not Span(3, 9).inside("abc")
