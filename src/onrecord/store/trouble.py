"""What can go wrong with a store, said so that one knows what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from onrecord.errors import StoreError

_ADVICE = (
    (
        ("could not set lock",),
        "another process has the store {path} open: wait until it is done, or choose another "
        "store with --store",
    ),
    (
        ("not a valid duckdb database",),
        "{path} is no store of onrecord: choose another name with --store",
    ),
    (
        ("version number",),
        "{path} was written by another version of DuckDB than the one installed here: update "
        "onrecord, or code the articles again into a new store",
    ),
    (
        ("no space left", "file too large", "quota exceeded"),
        "the disk is full while writing {path}: free some space and run the same command again; "
        "the articles that are stored stay",
    ),
    (("permission denied",), "no right to open {path}: choose a store in a folder of your own"),
    (
        ("read-only file system",),
        "{path} is on a read-only disk: choose another place with --store",
    ),
    (
        ("is a directory",),
        "{path} is a folder: give the name of a file in it, such as {path}/my.duckdb",
    ),
    (
        ("no such file or directory",),
        "the folder of {path} does not exist: create it, or choose another place with --store",
    ),
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an error of the database inside the block into a `StoreError` with advice."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise StoreError(advice(path, str(error))) from error


def advice(path: Path, message: str) -> str:
    """What ``message`` of the database means for the store at ``path``."""
    folded = message.casefold()
    for signs, text in _ADVICE:
        if any(sign in folded for sign in signs):
            return text.format(path=path)
    return f"the store {path} cannot be used: {message.splitlines()[0] if message else 'no reason'}"
