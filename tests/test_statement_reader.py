"""The parts of the statement reader that need no network: tags, branches, choice, windows."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Token

from onrecord.coder import Coder, make_article
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.language.pieces import LONGEST_WINDOW, cuts, layout
from onrecord.language.words import Words, words_of
from onrecord.records import Statement
from onrecord.statements.branches import ABOVE, OTHER, SELF, Trees
from onrecord.statements.decode import TAGS, best_path, parts_of
from onrecord.statements.draft import Draft
from onrecord.statements.resolve import choose, within
from onrecord.text import Span

OUT, BS, IS, BT, IT, BC, IC = range(len(TAGS))


def scores(path: list[int]) -> np.ndarray:
    made = np.full((len(path), len(TAGS)), -5.0, dtype=np.float32)
    made[np.arange(len(path)), path] = -0.1
    return made


def words(coder: Coder, text: str) -> Words:
    return words_of(coder.products(make_article(text), {Parse}).one(Parse))


def test_tags_spell_the_parts() -> None:
    parts = parts_of([BS, IS, BC, BT, IT, OUT, BT], first=10)
    assert (parts.source, parts.cue, parts.content) == (
        ((10, 12),),
        ((12, 13),),
        ((13, 15), (16, 17)),
    )


@pytest.mark.parametrize("path", [[OUT, IS, IS], [BS, IT], [BC, BC, OUT]])
def test_the_best_path_begins_each_span_once(path: list[int]) -> None:
    found = list(best_path(scores(path)))
    assert found != path
    for before, after in zip([OUT, *found], found, strict=False):
        if TAGS[after][0] == "I":
            assert TAGS[before][2:] == TAGS[after][2:]
        if TAGS[after][0] == "B":
            assert TAGS[before][2:] != TAGS[after][2:]


@given(st.lists(st.integers(0, len(TAGS) - 1), min_size=1, max_size=30))
def test_the_best_path_of_a_sound_sequence_is_itself(path: list[int]) -> None:
    sound = list(best_path(scores(path)))
    assert list(best_path(scores(sound))) == sound


def test_branches_tell_what_hangs_where() -> None:
    # officials <- said -> denied -> Iran; "quickly" is a tree of its own
    heads = np.array([1, 1, 3, 1, 4])
    dependencies = np.array([1, 2, 1, 3, 2])
    kinds = Trees(heads, dependencies, count=10).branches(3)
    assert kinds[3] == SELF
    assert kinds[1] == ABOVE
    assert kinds[4] == OTHER
    assert kinds[2] != kinds[0]
    assert {int(kinds[0]), int(kinds[2])}.isdisjoint({SELF, ABOVE, OTHER})


def test_words_too_far_below_an_anchor_hang_on_nothing() -> None:
    chain = np.maximum(np.arange(60) - 1, 0)
    kinds = Trees(chain, np.ones(60, dtype=np.int64), count=10).branches(5)
    assert np.flatnonzero(kinds == OTHER).tolist() == list(range(46, 60))


def drafts(coder: Coder) -> tuple[list[Token], Draft]:
    doc = coder.products(make_article("Police say the men fled."), {Parse}).one(Parse).doc
    made = Draft(doc[1], (Span(0, 6),), (Span(7, 10),), (Span(11, 23),), 0.6)
    return list(doc), made


def test_of_two_with_one_cue_the_likelier_stays(coder: Coder) -> None:
    tokens, one = drafts(coder)
    other = Draft(tokens[1], (), (Span(7, 10),), (Span(11, 18),), 0.7)
    assert choose([one, other]) == [other]
    assert within([other], [one]) == []


def test_windows_cover_every_word_once_and_end_at_paragraphs(coder: Coder) -> None:
    sentence = "The council met again on Tuesday and nothing was decided at all. "
    found = words(coder, "\n\n".join([sentence * 8] * 5))
    sizes = [2] * len(found)
    made = list(cuts(found, sizes))
    assert made[0][0] == 0
    assert made[-1][1] == len(found)
    assert all(end == after for (_, end), (after, _) in pairwise(made))
    for first, end in made:
        assert sum(sizes[first:end]) <= LONGEST_WINDOW
        if end < len(found):
            assert found.paragraphs[end] != found.paragraphs[end - 1]


def test_one_endless_word_list_is_cut_all_the_same(coder: Coder) -> None:
    found = words(coder, "salt " * 900)
    made = list(cuts(found, [1] * len(found)))
    assert sum(end - first for first, end in made) == len(found)
    assert max(end - first for first, end in made) <= LONGEST_WINDOW


def test_a_window_marks_where_paragraphs_end() -> None:
    ids, first = layout([[7], [8, 9], [5]], np.array([1, 1, 2]))
    assert ids == [101, 7, 8, 9, 102, 5, 102]
    assert first == [1, 2, 5]


def test_every_word_has_a_vector_that_its_window_alone_decides(coder: Coder) -> None:
    text = "The minister resigned.\n\nThe bank said it would close."
    encoding = coder.products(make_article(text), {Encoding}).one(Encoding)
    assert encoding.vectors.shape == (len(encoding.words), 384)
    (window,) = encoding.windows
    (again,) = encoding.alone(window.first, window.end)
    assert np.array_equal(again.vectors, window.vectors)


def test_a_content_longer_than_a_window_is_read_in_parts(coder: Coder) -> None:
    text = "NAME: " + " ".join(f"The mayor said that ship {n} had left port {n}" for n in range(90))
    found = coder.products(make_article(text), {Statement, Encoding})
    encoding = found.one(Encoding)
    parts = list(encoding.alone(2, len(encoding.words)))
    assert len(parts) > 1
    assert [(a.end, b.first) for a, b in pairwise(parts)] == [(a.end, a.end) for a in parts[:-1]]
    assert found.all(Statement)
