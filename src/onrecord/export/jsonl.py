"""JSON lines: a line an article, everything nested, each span with the words that it points to."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, BinaryIO

import msgspec

from onrecord.coding import Coding
from onrecord.text import Span, quote


def line_of(coding: Coding) -> bytes:
    """``coding`` as a line; equal codings give equal bytes.

    A span is ``{"start", "end", "exact", "prefix", "suffix"}``: offsets in code points, and a
    TextQuoteSelector (W3C Web Annotation, section 4.2.4). Empty fields are there, as null or [].
    Of the run, the hashes of the knowledge files are left out: its id stands for them.
    """
    plain = _plain(coding, coding.article.text)
    plain["run"].pop("knowledge")
    return msgspec.json.encode(plain) + b"\n"


def write(codings: Iterable[Coding], stream: BinaryIO) -> None:
    """A line for each of ``codings``, in their order."""
    for coding in codings:
        stream.write(line_of(coding))


def _plain(value: Any, text: str) -> Any:
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, **quote(text, value)._asdict()}
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name), text) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        return [_plain(item, text) for item in value]
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    return value.value if isinstance(value, StrEnum) else value
