"""Codings without models: a toy coder, and random codings for property tests."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from onrecord.coder import Coder
from onrecord.coding import FIELD_OF, Coding
from onrecord.ingest.article import make_article
from onrecord.pipeline import Given
from onrecord.records import (
    Actor,
    Article,
    ArticleEvent,
    Certainty,
    EventMention,
    EventTime,
    Mention,
    MentionForm,
    Modality,
    Participant,
    PloverType,
    Record,
    Run,
    Status,
)
from onrecord.text import Span

NEWS = "Police arrested Amina Odhiambo in the capital on Monday. The mayor had asked for calm."


class ToyStage:
    """Every word in capital letters is an actor, and the next word is an assault by it."""

    name = "toy"
    needs: frozenset[type] = frozenset()
    gives: frozenset[type] = frozenset(FIELD_OF)

    def run(self, article: Article, given: Given) -> Iterable[object]:
        mentions = []
        for match in re.finditer(r"\b([A-Z]\w+) (\w+)", article.text):
            span, trigger = Span(*match.span(1)), Span(*match.span(2))
            actor = Actor(article=article.id, name=match[1], name_span=span)
            yield actor
            yield Mention(article=article.id, span=span, form=MentionForm.NAME, actor=actor.id)
            mention = EventMention(
                article=article.id,
                trigger=trigger,
                type=PloverType.ASSAULT,
                quad=4,
                actors=(Participant(span=span, actor=actor.id, country="KEN"),),
                status=ACTUAL,
            )
            mentions.append(mention.id)
            yield mention
        if mentions:
            yield ArticleEvent(
                article=article.id,
                mentions=tuple(mentions),
                type=PloverType.ASSAULT,
                status=ACTUAL,
                told_by_narrator=True,
            )


ACTUAL = Status(modality=Modality.ACTUAL, certainty=Certainty.CERTAIN, time=EventTime.CURRENT)


@cache
def toy_coder() -> Coder:
    """A coder that needs no model."""
    return Coder(stages=[ToyStage()])


def toy_coding(text: str = NEWS, **facts: Any) -> Coding:
    """What the toy coder makes of ``text``."""
    return toy_coder().code(make_article(text, **facts))


_PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    """Any coding: every field of every record drawn from its type, spans inside the text."""
    text = draw(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
    text = f"x{text}"
    article = make_article(text, key=draw(st.none() | _PLAIN), title=draw(st.none() | _PLAIN))
    made: dict[str, Any] = {"article": article, "run": draw(_instances(Run, article))}
    for kind, name in FIELD_OF.items():
        found = draw(st.lists(_instances(kind, article), max_size=3))
        made[name] = tuple({cast(Record, one).id: one for one in found}.values())
    return Coding(**made)


def _instances(kind: type[msgspec.Struct], article: Article) -> st.SearchStrategy[Any]:
    info = cast(inspect.StructType, inspect.type_info(kind))
    values = {f.name: _values(f.type, article) for f in info.fields if f.name != "id"}
    if "article" in values:
        values["article"] = st.just(article.id)
    return st.fixed_dictionaries(values).map(lambda fields: kind(**fields))


def _values(info: inspect.Type, article: Article) -> st.SearchStrategy[Any]:
    if isinstance(info, inspect.StructType):
        return _spans(article) if info.cls is Span else _instances(info.cls, article)
    if isinstance(info, inspect.UnionType):
        return st.one_of(*(_values(one, article) for one in info.types))
    if isinstance(info, inspect.VarTupleType):
        return st.lists(_values(info.item_type, article), max_size=3).map(tuple)
    if isinstance(info, inspect.EnumType):
        return st.sampled_from(list(info.cls))
    return _SIMPLE[type(info)]


_SIMPLE: dict[type[inspect.Type], st.SearchStrategy[Any]] = {
    inspect.NoneType: st.none(),
    inspect.StrType: _PLAIN,
    inspect.IntType: st.integers(-(2**63), 2**63 - 1),
    inspect.FloatType: st.floats(allow_nan=False),
    inspect.BoolType: st.booleans(),
    inspect.DateType: st.dates(),
    inspect.DictType: st.dictionaries(_PLAIN, _PLAIN, max_size=3),
}


def _spans(article: Article) -> st.SearchStrategy[Span]:
    size = len(article.text)
    starts = st.integers(0, size - 1)
    return starts.flatmap(lambda a: st.integers(a + 1, size).map(lambda b: Span(a, b)))
