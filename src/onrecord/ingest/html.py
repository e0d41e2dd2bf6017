"""Web pages: the article without the menus, adverts, comments and tables around it.

The canonical text is what the extraction returns, with the title before it; what was dropped is
not kept, so offsets count in the extracted text and not in the page.
"""

import logging
from collections.abc import Iterator
from typing import BinaryIO

import trafilatura
from trafilatura.settings import Document

from onrecord.ingest.admission import Facts, admit
from onrecord.ingest.article import too_long
from onrecord.ingest.refusal import Reason, RefusedError
from onrecord.ingest.source import Item, Origin, refusal

MAX_BYTES = 10_000_000
"""Largest page that is looked at."""

DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""Only a date that the page's metadata give as that of publication; a fixed upper bound, as the
default is the day on which the program runs."""


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The article of the page that ``stream`` holds."""
    data = stream.read(MAX_BYTES + 1)
    try:
        if len(data) > MAX_BYTES:
            raise too_long(f"a page of more than {MAX_BYTES:,} bytes")
        yield Item(found=admit(_facts(data, origin), origin.known), size=len(data))
    except RefusedError as error:
        yield Item(found=refusal(error, origin), size=len(data))


def _facts(data: bytes, origin: Origin) -> Facts:
    if not data.strip():
        raise RefusedError(Reason.EMPTY, "the page is empty")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = trafilatura.bare_extraction(
        data,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=DATES,
    )
    body = (page.text or "").strip() if isinstance(page, Document) else ""
    if not isinstance(page, Document) or not body:
        raise RefusedError(
            Reason.NO_ARTICLE,
            "no article was found in the page: save its text as .txt if there is one",
        )
    title = " ".join(page.title.split()) if page.title else None
    return Facts(
        text=f"{title}\n\n{body}" if title and not body.startswith(title) else body,
        key=origin.key,
        title=title,
        outlet=page.sitename,
        author=page.author,
        url=page.url,
        date=page.date,
    )
