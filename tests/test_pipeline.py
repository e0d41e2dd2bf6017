"""Stages run in the order of their needs, and what breaks the contract is refused."""

from collections.abc import Iterable

import pytest
from threadpoolctl import threadpool_info

from onrecord.coder import default_stages
from onrecord.errors import StageError
from onrecord.language.parse import Parse
from onrecord.pipeline import Given, Pipeline, order
from onrecord.records import Actor, Article, Mention, MentionForm
from onrecord.text import Span
from onrecord.threads import one_thread

ARTICLE = Article(key="one", text="Police left.")


class Toy:
    """A stage that returns what it was made with."""

    def __init__(
        self, name: str, needs: set[type], gives: set[type], made: Iterable[object] = ()
    ) -> None:
        self.name, self.needs, self.gives = name, frozenset(needs), frozenset(gives)
        self.made = list(made)
        self.seen: list[Given] = []

    def run(self, article: Article, given: Given) -> Iterable[object]:
        self.seen.append(given)
        return self.made


def actor(start: int, end: int) -> Actor:
    return Actor(article=ARTICLE.id, name="x", name_span=Span(start, end))


def test_the_stages_of_the_main_job_run_in_this_order() -> None:
    assert [stage.name for stage in order(default_stages())] == [
        "syntax",
        "encoding",
        "dates",
        "places",
        "actors",
        "statements",
        "events",
        "figures",
        "joining",
    ]


def test_a_stage_sees_what_earlier_stages_made() -> None:
    first = Toy("first", set(), {Actor}, [actor(0, 6)])
    second = Toy("second", {Actor}, {Mention})
    Pipeline([second, first]).run(ARTICLE)
    assert second.seen[0].all(Actor) == (actor(0, 6),)


def test_only_the_stages_that_are_wanted_run() -> None:
    stages = [Toy("a", set(), {Actor}), Toy("b", {Actor}, {Mention}), Toy("c", set(), {Parse})]
    Pipeline(stages).run(ARTICLE, {Mention})
    assert [len(stage.seen) for stage in stages] == [1, 1, 0]


@pytest.mark.parametrize("span", [Span(0, 99), Span(-1, 3), Span(4, 4)])
def test_a_span_outside_the_text_is_refused(span: Span) -> None:
    stage = Toy("bad", set(), {Actor}, [actor(span.start, span.end)])
    with pytest.raises(StageError, match=r"bad returned Actor\.name_span"):
        Pipeline([stage]).run(ARTICLE)


def test_an_undeclared_product_is_refused() -> None:
    mention = Mention(article="a", span=Span(0, 6), form=MentionForm.NOMINAL, actor="b")
    with pytest.raises(StageError, match="without declaring"):
        Pipeline([Toy("bad", set(), {Actor}, [mention])]).run(ARTICLE)


def test_the_same_record_twice_is_refused() -> None:
    with pytest.raises(StageError, match="twice"):
        Pipeline([Toy("bad", set(), {Actor}, [actor(0, 6), actor(0, 6)])]).run(ARTICLE)


def test_a_need_without_a_maker_is_refused() -> None:
    with pytest.raises(StageError, match="which no stage gives"):
        order([Toy("lonely", {Actor}, {Mention})])


def test_two_makers_of_one_product_are_refused() -> None:
    with pytest.raises(StageError, match="both one and two"):
        order([Toy("one", set(), {Actor}), Toy("two", set(), {Actor})])


def test_needs_in_a_circle_are_refused() -> None:
    with pytest.raises(StageError, match="circle"):
        order([Toy("a", {Mention}, {Actor}), Toy("b", {Actor}, {Mention})])


def test_products_of_matrices_keep_to_one_thread_for_a_while() -> None:
    def threads() -> set[int]:
        return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}

    before = threads()
    with one_thread():
        assert threads() <= {1}
    assert threads() == before
