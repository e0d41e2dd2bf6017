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
from onrecord.ingest.page_date import Element, published
from onrecord.ingest.refusal import Reason, RefusedError
from onrecord.ingest.source import Item, Origin, refusal

MAX_BYTES = 10_000_000
"""Largest page that is looked at."""

MAX_ELEMENTS = 20_000
"""Most elements of a page; the time of the extraction grows faster than their number."""


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
    tree = trafilatura.load_html(data)
    if tree is not None and sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise too_long(f"a page of more than {MAX_ELEMENTS:,} elements")
    page = None if tree is None else _extracted(tree)
    body = (page.text or "").strip() if page is not None else ""
    if tree is None or page is None or not body:
        raise RefusedError(
            Reason.NO_ARTICLE,
            "no article was found in the page: save its text as .txt if there is one",
        )
    title = " ".join(page.title.split()) if page.title else None
    date = published(tree, page.url)  # the extraction would take any date that the page shows
    return Facts(
        text=_with_title(title, body),
        key=origin.key,
        title=title,
        outlet=page.sitename,
        author=page.author,
        url=page.url,
        date=date.isoformat() if date else None,
    )


def _extracted(tree: Element) -> Document | None:
    page = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return page if isinstance(page, Document) else None


def _with_title(title: str | None, body: str) -> str:
    """Title, blank line and text; the title is not said twice."""
    if title is None:
        return body
    first, _, rest = body.partition("\n")
    return f"{title}\n\n{rest.strip() if ' '.join(first.split()) == title else body}".strip()
