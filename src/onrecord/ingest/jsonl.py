"""JSON lines: one object a line, one article an object.

Fields: ``text`` (needed), ``id``, ``title``, ``date`` (ISO 8601), ``outlet``, ``author``, ``url``
and ``language``; others are left alone. The text is kept character for character, so the offsets
of the records are offsets into the user's own text.
"""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from onrecord.ingest.admission import Facts, admit
from onrecord.ingest.article import MAX_CHARACTERS, too_long
from onrecord.ingest.decoding import decode
from onrecord.ingest.refusal import Reason, RefusedError
from onrecord.ingest.source import Item, Origin, refusal
from onrecord.records import Article

MAX_BYTES = 12 * MAX_CHARACTERS + 100_000
"""A longer line holds too long a text: JSON needs at most 12 bytes for a character."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a line."""

    text: str
    id: str | int | None = None
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The articles of ``stream``; a line that is no article is refused and the next one read."""
    decoder = msgspec.json.Decoder(Line)
    one_each = msgspec.structs.replace(origin.known, url=None)  # an address names one article
    origin = msgspec.structs.replace(origin, known=one_each)
    for number, line, size in _lines(stream):
        try:
            if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                error = "JSON lines in UTF-16: convert them first with 'iconv -t UTF-8'"
                yield Item(found=refusal(RefusedError(Reason.ENCODING, error), origin), size=size)
                return
            if line.strip():
                yield Item(found=_article(decoder, line, size, number, origin), size=size)
        except RefusedError as error:
            yield Item(found=refusal(error, origin, number), size=size)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes, int]]:
    """Number, bytes and length of each line; of too long a line only the beginning is kept."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        size = len(line)
        while not line.endswith(b"\n") and (rest := stream.readline(MAX_BYTES)):
            size += len(rest)
            if rest.endswith(b"\n"):
                break
        yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, size


def _article(
    decoder: msgspec.json.Decoder[Line], line: bytes, size: int, number: int, origin: Origin
) -> Article:
    if size > MAX_BYTES:
        raise too_long(f"a line of {size:,} bytes")
    try:
        row = decoder.decode(decode(line))
    except msgspec.ValidationError as error:
        raise RefusedError(
            Reason.DAMAGED,
            f"{error} (a line is an object with a 'text')",
        ) from error
    except RecursionError as error:
        raise RefusedError(
            Reason.DAMAGED, "the line is nested too deeply: keep 'text' and the named fields"
        ) from error
    except msgspec.DecodeError as error:
        raise RefusedError(
            Reason.DAMAGED, f"no whole JSON object on the line ({error}): write it again"
        ) from error
    facts = Facts(
        text=row.text,
        key=_key(row, number, origin),
        title=row.title,
        outlet=row.outlet,
        author=row.author,
        url=row.url,
        date=row.date,
        language=row.language,
    )
    return admit(facts, origin.known)


def _key(row: Line, number: int, origin: Origin) -> str | None:
    """The user's id; without one, file and line, if there is a file."""
    if row.id is not None:
        return str(row.id)
    return None if origin.key is None else f"{origin.key}:{number}"
