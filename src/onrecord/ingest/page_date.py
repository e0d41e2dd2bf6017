"""When a web page says that it was published; a date that it merely shows is not taken."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol

import msgspec

from onrecord import knowledge

_ISO = re.compile(r"\s*(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?!\d)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})/")


class Element(Protocol):
    """What is needed of an element of a parsed page."""

    @property
    def tag(self) -> str: ...

    @property
    def text(self) -> str | None: ...

    def get(self, name: str) -> str | None: ...

    def iter(self, *tags: str) -> Iterator["Element"]: ...


def published(tree: Element, url: str | None) -> dt.date | None:
    """The day of publication by the page's metadata, else by its address (``/2020/01/31/``).

    Looked at in this order: meta elements, JSON-LD, elements marked as ``datePublished``, address.
    """
    for value in (*_meta(tree), *_linked_data(tree), *_marked(tree)):
        if (found := _day(_ISO.match(value))) is not None:
            return found
    return _day(_IN_ADDRESS.search(url or ""))


def _day(match: re.Match[str] | None) -> dt.date | None:
    if match is None:
        return None
    try:
        return dt.date(*map(int, match.groups()))
    except ValueError:
        return None


def _meta(tree: Element) -> Iterator[str]:
    given: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        given.setdefault(name.lower(), element.get("content") or "")
    yield from (given[name] for name in _names("meta") if name in given)


def _linked_data(tree: Element) -> Iterator[str]:
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            try:
                yield from _in_object(msgspec.json.decode((element.text or "").encode()))
            except (msgspec.DecodeError, UnicodeEncodeError):
                continue


def _in_object(value: Any) -> Iterator[str]:
    """The dates of publication of the articles in a JSON-LD value."""
    if isinstance(value, list):
        for item in value:
            yield from _in_object(item)
    elif isinstance(value, dict):
        if "article" in str(value.get("@type", "")).lower():
            yield from (v for n in _names("fields") if isinstance(v := value.get(n), str))
        for name in ("@graph", "mainEntity"):
            yield from _in_object(value.get(name))


def _marked(tree: Element) -> Iterator[str]:
    for element in tree.iter("time", "span", "div", "p"):
        if element.get("itemprop") in _names("fields") or (
            element.tag == "time" and element.get("pubdate") is not None
        ):
            yield element.get("datetime") or element.get("content") or element.text or ""


@cache
def _names(which: str) -> tuple[str, ...]:
    return tuple(knowledge.toml("ingest", "pages.toml")[which])
