"""News in, a record out: who did what to whom, when and where - according to whom."""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from onrecord.coding import Coding
from onrecord.ingest.article import make_article

if TYPE_CHECKING:
    from onrecord.coder import Coder

__all__ = ["Coder", "Coding", "code", "make_article"]


def __getattr__(name: str) -> object:
    """``Coder``, imported when it is first asked for: it brings the models' libraries along."""
    if name == "Coder":
        from onrecord.coder import Coder

        return Coder
    raise AttributeError(f"module 'onrecord' has no attribute '{name}'")


def code(
    text: str,
    *,
    date: dt.date | str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Coding:
    """The record of one article.

    Args:
        text: the article; offsets of all records are code points of it.
        date: day of publication (ISO 8601 where it is a string); relative dates stay open
            without it.

    Raises:
        InputError: the text is empty or too long, or the date is no date.
    """
    return _coder().code(make_article(text, date=date, outlet=outlet, title=title, url=url))


@cache
def _coder() -> "Coder":
    """One coder a process: loading the models takes longer than coding an article."""
    from onrecord.coder import Coder

    return Coder()
