"""Data files that the stages know the world by.

Each folder holds the files of one area and an ``ORIGIN.toml`` that gives origin and licence of
every file in it. Nothing here is code: a change of policy is a change of a table.
"""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from onrecord.errors import KnowledgeError

_ROOT = files(__name__)


def path(area: str, name: str) -> Traversable:
    """The file ``name`` of ``area``.

    Raises:
        KnowledgeError: there is no such file.
    """
    found = _ROOT / area / name
    if not found.is_file():
        raise KnowledgeError(f"knowledge file {area}/{name} is missing: install onrecord again")
    return found


def toml(area: str, name: str) -> dict[str, Any]:
    """The TOML file ``name`` of ``area``.

    Raises:
        KnowledgeError: it is missing or no TOML.
    """
    try:
        return tomllib.loads(path(area, name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"knowledge file {area}/{name} is damaged: {error}") from error


def areas() -> list[str]:
    """The folders that have an ``ORIGIN.toml``."""
    return sorted(area.name for area in _ROOT.iterdir() if (area / "ORIGIN.toml").is_file())


@cache
def digests() -> dict[str, str]:
    """SHA-256 of every knowledge file, as ``area/name``."""
    found = {}
    for area in areas():
        for file in sorted((_ROOT / area).iterdir(), key=lambda f: f.name):
            if file.is_file():
                found[f"{area}/{file.name}"] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found
