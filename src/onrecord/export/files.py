"""Files to write: whole or not at all, and never over one that is there unless asked to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import OnrecordError


class ExportError(OnrecordError):
    """An export cannot be written."""


@contextmanager
def writing(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A stream that becomes the file ``path`` when the block ends well.

    Raises:
        ExportError: the file is there and ``force`` is not set, or it cannot be written.
    """
    refuse_existing([path], force=force)
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as stream:
            yield stream
        partial.replace(path)
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)


def refuse_existing(paths: list[Path], *, force: bool) -> None:
    """Raise an `ExportError` if one of ``paths`` exists and ``force`` is not set."""
    for path in paths:
        if path.is_dir():
            raise ExportError(f"{path} is a folder: give the name of a file")
        if _is_store(path):
            raise ExportError(
                f"{path} is a store, which is never written over: choose another name"
            )
        if path.exists() and not force:
            raise ExportError(f"{path} is there already: choose another name, or use --force")


def _is_store(path: Path) -> bool:
    """Whether a file is a DuckDB database (its header has the magic bytes at offset 8)."""
    try:
        with path.open("rb") as stream:
            return stream.read(12)[8:] == b"DUCK"
    except OSError:
        return False
