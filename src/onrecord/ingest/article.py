"""From a text and what is known about it to an article."""

import datetime as dt

from onrecord.ingest.refusal import Reason, RefusedError
from onrecord.records import Article, content_id
from onrecord.text import canonical

MAX_CHARACTERS = 200_000
"""Longest text of an article, in code points: thirty times a long news report."""


def make_article(
    text: str,
    *,
    key: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    url: str | None = None,
    date: dt.date | str | None = None,
    language: str = "en",
) -> Article:
    """An article from bare text.

    Args:
        text: the text; offsets of all records are code points of it.
        key: what names the article across versions; by default the address, else a hash of the
            text.
        date: day of publication, ISO 8601 where it is a string.

    Raises:
        InputError: the text is empty or too long, or the date is no date.
    """
    if not text.strip():
        raise RefusedError(Reason.EMPTY, "the article is empty: give it a text")
    if len(text) > MAX_CHARACTERS:
        raise too_long(f"{len(text):,} characters")
    text = canonical(text)
    return Article(
        key=_clean(key) or _clean(url) or f"text:{content_id(text)}",
        text=text,
        title=_clean(title),
        outlet=_clean(outlet),
        author=_clean(author),
        url=_clean(url),
        date=parse_date(date) if isinstance(date, str) else date,
        language=language,
    )


def too_long(size: str) -> RefusedError:
    """The refusal of a text of ``size``, which is beyond the limit."""
    return RefusedError(
        Reason.TOO_LONG,
        f"the text has {size}, more than the {MAX_CHARACTERS:,} characters of the longest "
        "article: split it into articles, such as the lines of a .jsonl file",
    )


def parse_date(value: str) -> dt.date:
    """The day that ``value`` names, as ``2020-01-31`` or with a time of day behind it.

    Raises:
        InputError: it is no such date.
    """
    try:
        return dt.datetime.fromisoformat(value.strip()).date()
    except ValueError as error:
        raise RefusedError(
            Reason.DATE, f"'{value}' is no date: write it as 2020-01-31 (year-month-day)"
        ) from error


def _clean(value: str | None) -> str | None:
    """``value`` on one line without control characters; ``None`` where nothing is left."""
    return " ".join(canonical(value).split()) or None if value is not None else None
