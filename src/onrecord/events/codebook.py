"""An ontology ready to code by: the program's own, or one that a user gives.

A file of the user's own has the form of ``knowledge/events/plover.json``. Its types are among the
16 of PLOVER; a type that it leaves out is not coded. Modes, contexts, scores and CAMEO codes are
those of the file: what the trigger words name and the file does not know stays empty.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from pathlib import Path

import msgspec

from onrecord.errors import InputError
from onrecord.events.ontology import Code, Ontology, TypeEntry, check, ontology
from onrecord.records import PloverType


class Codebook:
    """What types, modes and contexts there are, and how they translate into CAMEO."""

    def __init__(self, found: Ontology, digest: str = "") -> None:
        """Take a sound ontology; ``digest`` is the SHA-256 of a file of the user's own."""
        self.digest = digest
        self.entries: dict[PloverType, TypeEntry] = {entry.type: entry for entry in found.types}
        self._contexts = frozenset(found.contexts)
        self._goldstein = {row.code: row.goldstein for row in found.cameo}
        self._codes: dict[tuple[PloverType, str | None], list[str]] = {}
        for row in found.cameo:
            self._codes.setdefault((row.type, row.mode), []).append(row.code)

    def knows(self, kind: PloverType | None) -> bool:
        """Whether events of this type are coded."""
        return kind in self.entries

    def quad(self, kind: PloverType) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return self.entries[kind].quad

    def mode(self, kind: PloverType, mode: str | None) -> str | None:
        """``mode``, if the type has it."""
        return mode if any(known.mode == mode for known in self.entries[kind].modes) else None

    def contexts(self, named: Iterable[str]) -> tuple[str, ...]:
        """Those of ``named`` that there are."""
        return tuple(context for context in named if context in self._contexts)

    def goldstein(self, code: str) -> float | None:
        """The Goldstein score of a CAMEO code; ``None`` for a code without an event."""
        return self._goldstein.get(code)

    def cameo(self, kind: PloverType, mode: str | None, named: str | None = None) -> Code | None:
        """The CAMEO code of type and mode, or ``None`` where they leave it open.

        ``named`` is the code that the trigger words settle by themselves. Type and mode settle it
        where the crosswalk has one row for both, or one that all its other rows refine: their
        common prefix, or the general code of their common root (CAMEO manual 1.1b3, 2.1).
        """
        if named in self._goldstein:
            return Code(cameo=named, goldstein=self._goldstein[named])
        codes = self._codes.get((kind, mode), [])
        shared = _shared_start(codes)
        general = f"{shared[:2]}0" if len(shared) >= 2 else shared
        for code in codes:
            if code == shared or (code == general and len(shared) == 2):
                return Code(cameo=code, goldstein=self._goldstein[code])
        return None


@cache
def standard() -> Codebook:
    """The codebook of the program's own ontology."""
    return Codebook(ontology())


def read(path: Path) -> Codebook:
    """The codebook of a file of the user's own.

    Raises:
        InputError: it cannot be read, is not of the form of ``plover.json`` or contradicts itself;
            the message names the file and all that is wrong with it.
    """
    try:
        blob = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read the ontology {path}: {error.strerror}") from error
    try:
        found = msgspec.json.decode(blob, type=Ontology)
    except msgspec.DecodeError as error:
        raise InputError(f"{path} is no ontology: {error}") from error
    if problems := check(found, whole=False):
        raise InputError(f"{path} contradicts itself: {'; '.join(problems)}")
    return Codebook(found, hashlib.sha256(blob).hexdigest())


def _shared_start(codes: list[str]) -> str:
    places = zip(*codes, strict=False)
    return "".join(digits[0] for digits in takewhile(lambda d: len(set(d)) == 1, places))
