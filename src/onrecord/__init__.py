"""News in, a record out: who did what to whom, when and where - according to whom."""

import datetime as dt
from functools import cache

from onrecord.coder import Coder, Coding, make_article

__all__ = ["Coder", "Coding", "code", "make_article"]


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
        InputError: the text is empty or the date is no date.
    """
    return _coder().code(make_article(text, date=date, outlet=outlet, title=title, url=url))


@cache
def _coder() -> Coder:
    """One coder a process: loading the models takes longer than coding an article."""
    return Coder()
