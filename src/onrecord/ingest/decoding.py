"""From bytes to text: UTF-8, or UTF-16 that says so; nothing is guessed."""

import codecs

from onrecord.ingest.refusal import Reason, RefusedError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b"))
_CONTROL_SHARE = 0.02
"""Above this share of control characters, bytes are no text."""


def decode(data: bytes) -> str:
    """The text of ``data``, without a byte order mark.

    Raises:
        RefusedError: it is binary or in another encoding.
    """
    if data.startswith(_UTF16):
        return _decoded(data, "utf-16")
    controls = len(data) - len(data.translate(None, _CONTROL))
    if b"\0" in data or controls > _CONTROL_SHARE * len(data):
        raise RefusedError(
            Reason.BINARY,
            "this is no text (it holds NUL bytes or many control characters): save it as plain "
            "text in UTF-8",
        )
    return _decoded(data, "utf-8-sig")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        at = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        raise RefusedError(
            Reason.ENCODING,
            f"byte {at} is not {name}: convert it first, such as with "
            "'iconv -f WINDOWS-1252 -t UTF-8' if it comes from Windows",
        ) from error
