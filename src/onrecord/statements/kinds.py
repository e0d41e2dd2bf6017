"""What kind of source speaks, and in which form."""

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from onrecord import knowledge
from onrecord.records import Actor, ActorKind, Form, SourceKind
from onrecord.statements.quotes import Quotations
from onrecord.text import Span

_WHOLLY = 0.9
"""Share of quoted characters from which a content counts as direct; the rest is "that" or "and"."""


class SourceKinds:
    """Tells the kind of a source by its head word and its names; immutable once loaded."""

    def __init__(self) -> None:
        table = knowledge.toml("statements", "sources.toml")
        self._heads = {
            SourceKind.SOCIAL_POST: frozenset(table["posts"].split()),
            SourceKind.DOCUMENT: frozenset(table["documents"].split()),
            SourceKind.MEDIA: frozenset(table["media_nouns"].split()),
            SourceKind.OFFICE: frozenset(table["offices"].split()),
            SourceKind.GROUP: frozenset(table["groups"].split()),
            SourceKind.UNNAMED_PERSON: frozenset(table["unnamed"].split()),
        }
        self._media = _any_of(table["media_names"])
        self._offices = _any_of(table["office_names"])

    def of(self, head: Token, words: str, actor: Actor | None) -> SourceKind | None:
        """The kind of the source ``words`` with ``head``; ``None`` where nothing tells it.

        Args:
            head: the syntactic head of the source.
            words: the source as it stands in the text.
            actor: whom the source refers to, if that is known.
        """
        if head.pos_ == "PRON" and head.lower_ not in _INDEFINITE:
            return _of_actor(actor)
        if self._media.search(words) and head.ent_type_ != "PERSON":
            return SourceKind.MEDIA
        if head.ent_type_ == "PERSON" or _is_named_person(head, actor):
            return SourceKind.NAMED_PERSON
        if head.pos_ == "PROPN" or head.ent_type_ in {"ORG", "GPE", "NORP", "FAC", "LOC"}:
            return self._of_name(head, words)
        return self.of_noun(head) or _of_actor(actor)

    def may_be_outlet(self, head: Token, by_rule: SourceKind | None) -> bool:
        """Whether a source may be an outlet for all that its ``head`` and its kind by rule tell.

        "An informer", "it", a person and a movement are none; a name of a body may be one.
        """
        if by_rule is SourceKind.GROUP:
            return head.lemma_.lower() not in self._heads[SourceKind.GROUP]
        return by_rule in {SourceKind.MEDIA, SourceKind.DOCUMENT, SourceKind.SOCIAL_POST}

    def _of_name(self, head: Token, words: str) -> SourceKind | None:
        if head.ent_type_ == "GPE" or self._offices.search(words):
            return SourceKind.OFFICE
        by_noun = self.of_noun(head)
        if by_noun is not None or head.ent_type_ not in {"ORG", "NORP"}:
            return by_noun
        return SourceKind.GROUP

    def of_noun(self, head: Token) -> SourceKind | None:
        """The kind that the noun ``head`` names; ``None`` for a noun that no list has."""
        lemma = head.lemma_.lower()
        if lemma in self._heads[SourceKind.OFFICE] and _one_of_many(head):
            return SourceKind.UNNAMED_PERSON if _is_person(lemma) else SourceKind.OFFICE
        return next((kind for kind, words in self._heads.items() if lemma in words), None)


_INDEFINITE = frozenset(
    {"some", "many", "several", "few", "others", "most", "one", "everyone", "all"}
)
_PERSONAL_OFFICE = re.compile(
    r"(or|er|man|woman|chief|general|secretary|judge|minister|governor|leader|envoy)$"
)


def _is_person(lemma: str) -> bool:
    return _PERSONAL_OFFICE.search(lemma) is not None


def _one_of_many(head: Token) -> bool:
    """Whether a noun stands for any holder of an office: "a minister", "two generals"."""
    return any(
        kid.lower_ in {"a", "an", "one", "another"} or kid.dep_ == "nummod" for kid in head.children
    )


def _of_actor(actor: Actor | None) -> SourceKind | None:
    if actor is None or actor.kind is None:
        return None
    if actor.kind is ActorKind.PERSON:
        return SourceKind.NAMED_PERSON if actor.named else SourceKind.UNNAMED_PERSON
    return SourceKind.OFFICE if actor.kind is ActorKind.COUNTRY else SourceKind.GROUP


def _is_named_person(head: Token, actor: Actor | None) -> bool:
    """Whether a name that the tagger took for something else is a person's ("Trump said")."""
    person = actor is not None and actor.kind is ActorKind.PERSON and actor.named
    return person and head.pos_ == "PROPN"


def _any_of(names: str) -> re.Pattern[str]:
    alternatives = [re.escape(name.strip()) for name in names.split("|")]
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)")


@cache
def source_kinds() -> SourceKinds:
    """The tables, read once a process."""
    return SourceKinds()


def form_of(content: Sequence[Span], quotations: Quotations) -> Form:
    """Whether the content gives the source's own words: all, some or none of it."""
    size = sum(span.end - span.start for span in content)
    quoted = sum(
        min(span.end, q.span.end) - max(span.start, q.span.start)
        for span in content
        for q in quotations.overlapping(span)
    )
    if quoted == 0:
        return Form.INDIRECT
    return Form.DIRECT if quoted >= _WHOLLY * size else Form.MIXED
