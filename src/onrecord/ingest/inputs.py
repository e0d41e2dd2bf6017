"""From what the user names - files, folders, standard input - to articles and refusals."""

import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import BinaryIO

import msgspec

from onrecord.ingest import jsonl, txt
from onrecord.ingest.refusal import Reason, Refusal
from onrecord.ingest.source import Item, Known, Origin, Reader

STDIN = "-"
"""What stands for standard input among the paths."""

STORES = (".duckdb", ".duckdb.wal")
"""Endings of the files that onrecord itself leaves in a folder."""


def _read_html(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    from onrecord.ingest import html  # its library takes half a second to load

    yield from html.read(stream, origin)


READERS: Mapping[str, Reader] = {
    ".txt": txt.read,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}
"""The input formats by the ending of the file's name."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file to read."""

    path: Path
    key: str
    """Path from the folder that the user named, its name included, with ``/``."""
    size: int
    """Bytes."""


def find(paths: Iterable[Path]) -> Iterator[File | Refusal]:
    """The files that ``paths`` name, folders with all that is below them in the order of names.

    Hidden files and folders and stores are passed over; a file of another format and what cannot
    be opened come as refusals. Links to folders are not followed, so that no circle is walked.
    """
    for path in paths:
        try:
            is_folder = path.is_dir()
        except OSError as error:
            yield _no_access(path, error)
            continue
        if is_folder:
            yield from _below(path, PurePosixPath(path.name))
        else:
            yield _file(path, PurePosixPath(path.parent.name) / path.name)


def _below(folder: Path, at: PurePosixPath) -> Iterator[File | Refusal]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        yield _no_access(folder, error)
        return
    for name, is_folder in found:
        if name.startswith(".") or name.endswith(STORES):
            continue
        if is_folder:
            yield from _below(folder / name, at / name)
        elif not (folder / name).is_dir():
            yield _file(folder / name, at / name)


def _file(path: Path, key: PurePosixPath) -> File | Refusal:
    if path.suffix.lower() not in READERS:
        message = f"only {', '.join(READERS)} are read: convert it to one of them"
        return Refusal(source=str(path), reason=Reason.FORMAT, message=message)
    try:
        info = path.stat()
    except OSError as error:
        return _no_access(path, error)
    if not S_ISREG(info.st_mode):  # to open a pipe that nobody writes to would wait for ever
        message = "it is a pipe or a device: hand its text over on standard input, as -"
        return Refusal(source=str(path), reason=Reason.ACCESS, message=message)
    return File(path=path, key=str(key), size=info.st_size)


def _no_access(path: Path, error: OSError) -> Refusal:
    message = f"{error.strerror or error}: check that the file is there and that you may read it"
    return Refusal(source=str(path), reason=Reason.ACCESS, message=message)


def read(file: File, known: Known) -> Iterator[Item]:
    """The articles and refusals of ``file``."""
    origin = Origin(key=file.key, shown=str(file.path), known=known)
    try:
        with file.path.open("rb") as stream:
            yield from READERS[file.path.suffix.lower()](stream, origin)
    except OSError as error:
        yield Item(found=_no_access(file.path, error), size=file.size)


def read_stdin(stream: BinaryIO, known: Known) -> Iterator[Item]:
    """The articles of standard input: JSON lines if it begins with ``{``, else one bare text."""
    origin = Origin(key=None, shown="standard input", known=known)
    buffered = BufferedReader(stream)  # type: ignore[type-var]
    head = buffered.peek().removeprefix(BOM_UTF8).lstrip()
    reader: Reader = jsonl.read if head.startswith(b"{") else txt.read
    yield from reader(buffered, origin)
