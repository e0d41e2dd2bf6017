"""Plain text: one file, one article."""

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.ingest.admission import Facts, admit
from onrecord.ingest.article import MAX_CHARACTERS, too_long
from onrecord.ingest.decoding import decode
from onrecord.ingest.refusal import RefusedError
from onrecord.ingest.source import Item, Origin, refusal

MAX_BYTES = 4 * MAX_CHARACTERS + 4
"""More bytes than this are more characters than an article may have, in UTF-8 and in UTF-16."""


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The article that ``stream`` holds; its text is kept character for character."""
    data = stream.read(MAX_BYTES + 1)
    try:
        if len(data) > MAX_BYTES:
            raise too_long(f"more than {MAX_BYTES:,} bytes")
        facts = Facts(text=decode(data), key=origin.key)
        yield Item(found=admit(facts, origin.known), size=len(data))
    except RefusedError as error:
        yield Item(found=refusal(error, origin), size=len(data))
