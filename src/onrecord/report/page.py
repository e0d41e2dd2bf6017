"""Codings as one HTML page that needs nothing else: no network, no server, no other file."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.coding import Coding
from onrecord.records import Run
from onrecord.report import words
from onrecord.report.marks import MarkedText, marked
from onrecord.report.view import ArticleView, view


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of mark that a reader can switch on and off."""

    name: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Face:
    """One of the views between which a reader switches."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the template gets of one article."""

    view: ArticleView
    text: MarkedText
    language: str
    link: str | None
    """The address of the article, where it is one that a browser may open."""
    host: str
    """The name of the site that ``link`` leads to."""
    run: Run


_LAYERS = (
    Layer("statements", "Statements", True),
    Layer("events", "Events", True),
    Layer("figures", "Figures", False),
    Layer("places", "Places", False),
    Layer("times", "Times", False),
    Layer("actors", "Actors", False),
)
_FACES = (
    Face("text", "Text"),
    Face("timeline", "Timeline"),
    Face("map", "Map"),
    Face("events", "Events"),
    Face("statements", "Sources"),
    Face("figures", "Figures"),
    Face("names", "Names"),
)


def render(codings: Sequence[Coding]) -> str:
    """An HTML page of ``codings``, in their order; the same codings give the same page.

    An article that comes twice is shown once.
    """
    once = {coding.article.id: coding for coding in codings}
    pages = [_page(coding) for coding in once.values()]
    script, style = _asset("page.js"), _asset("page.css")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            pages=pages,
            title=pages[0].view.title if len(pages) == 1 else "onrecord",
            layers=_LAYERS,
            faces=_FACES,
            not_given=words.NOT_GIVEN,
            script=Markup(script),
            style=Markup(style),
            script_hash=digest(script),
            style_hash=digest(style),
        )
    )


def _page(coding: Coding) -> Page:
    link = web_address(coding.article.url)
    return Page(
        view=view(coding),
        text=marked(coding),
        language=coding.article.language,
        link=link,
        host=(urlsplit(link).hostname or "") if link else "",
        run=coding.run,
    )


def web_address(url: str | None) -> str | None:
    """``url`` if it is an http or https address; any other scheme is no link."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("onrecord.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(name: str) -> str:
    return (files("onrecord.report") / "templates" / name).read_text(encoding="utf-8")


def digest(content: str) -> str:
    """The base64 SHA-256 by which the page's policy lets ``content`` run."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
