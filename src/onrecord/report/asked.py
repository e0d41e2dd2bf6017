"""Answers to questions about a store, as lines to read in a terminal."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from onrecord.asking.origins import OriginGroup, Telling, Words
from onrecord.asking.statements import Said
from onrecord.records import OriginBasis, SourceKind
from onrecord.report import words

_BEGINNING, _ENDING = 14, 6
"""Words of a long passage that are shown at its beginning and its end."""


def origin_lines(groups: Iterable[OriginGroup]) -> Iterator[str]:
    """Each origin with its articles and, below each, what shows that it belongs there."""
    for group in groups:
        counted = _several(group.articles, "article") if group.id else "report not in the store"
        yield f"{one_line(group.outlet or 'outlet not given')}  ({counted})"
        for telling in group.tellings:
            yield f"  {_article(telling)}"
            yield from (f"      {line}" for line in _reasons(telling))
        yield ""


def _article(telling: Telling) -> str:
    part = "" if telling.whole else "in part: "
    date, outlet = telling.date or "date not given", telling.outlet or "outlet not given"
    return one_line(f"{part}{date}  {outlet}  {telling.title or telling.key}")


def _reasons(telling: Telling) -> Iterator[str]:
    yield one_line(telling.key)
    verb = "cites" if telling.basis == OriginBasis.CITATION else "credits"
    if telling.credited is not None:
        yield f"{verb} {one_line(telling.credited)}: {_credit(telling)}"
        if telling.statements:
            yield f"{_several(telling.statements, 'statement')} rest on it"
    if telling.same_as is not None:
        share = f"{telling.share:.0%} of its own words stand in " if telling.share else "report: "
        yield f"{share}{one_line(telling.same_as)}"
    for here, there in telling.passages:
        yield f"“{_short(here.exact)}”  {_at(here)}, there {_at(there)}"


def _credit(telling: Telling) -> str:
    found = [f"“{_short(said.exact)}”  {_at(said)}" for said in telling.credit]
    if telling.byline is not None:
        found.insert(0, f"author “{one_line(telling.byline)}”")
    return " · ".join(found)


def statement_lines(found: Iterable[Said]) -> Iterator[str]:
    """The statements, article by article."""
    for _, said in groupby(found, key=lambda one: one.article):
        of_article = list(said)
        first = of_article[0]
        outlet = first.outlet or "outlet not given"
        yield one_line(f"{first.date or 'date not given'}  {outlet}  {first.key}")
        for one in of_article:
            yield from (f"  {line}" for line in _statement(one))
        yield ""


def _statement(said: Said) -> Iterator[str]:
    kind = words.SOURCE_KIND[SourceKind(said.kind)] if said.kind else "kind of source not given"
    who = said.speaker or said.source or words.NO_SOURCE
    cue = f" “{said.cue}”" if said.cue else ""
    told = f", as told by {said.told_by}" if said.told_by else ""
    yield one_line(f"{who} [{kind}]{cue}{told}  @{said.start}-{said.end}")
    yield f"    {one_line(said.content)}"


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _at(said: Words) -> str:
    return f"@{said.start}-{said.end}"


def _short(text: str) -> str:
    parts = text.split()
    if len(parts) <= _BEGINNING + _ENDING:
        return one_line(text)
    return one_line(" ".join([*parts[:_BEGINNING], "…", *parts[-_ENDING:]]))


def indented(by: int, text: str) -> str:
    """``text`` on one line that begins with ``by`` spaces."""
    return " " * by + one_line(text)


def one_line(text: str) -> str:
    """``text`` on one line, without characters that would steer a terminal."""
    flat = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" else c for c in flat)
