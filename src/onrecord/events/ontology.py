"""PLOVER as the program knows it: types, modes, contexts, scores and the way to CAMEO.

The tables stand in ``knowledge/events/plover.json``, together with the places where the manual
contradicts itself and what was settled there.
"""

from functools import cache
from itertools import pairwise, takewhile

import msgspec

from onrecord import knowledge
from onrecord.errors import KnowledgeError
from onrecord.records import PloverType

_QUADS = range(1, 5)


class Mode(msgspec.Struct, frozen=True, kw_only=True):
    """A mode of a type; the score is empty where the manual prints none."""

    mode: str
    score: float | None
    definition: str


class TypeEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A type: its quad class (1 to 4), its score (-10 to 10) and its modes."""

    type: PloverType
    quad: int
    score: float
    needs_recipient: bool
    definition: str
    modes: tuple[Mode, ...] = ()


class CameoEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A CAMEO code and the PLOVER type, mode and contexts that it became."""

    code: str
    label: str
    type: PloverType
    mode: str | None
    contexts: tuple[str, ...]
    goldstein: float


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """A contradiction of the manual and the choice made here."""

    what: str
    manual: str
    settled: str | float | None
    why: str


class Ontology(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of ``plover.json``."""

    name: str
    version: str
    origin: str
    licence: str
    settled: tuple[Settled, ...]
    types: tuple[TypeEntry, ...]
    cameo: tuple[CameoEntry, ...]
    contexts: dict[str, str]
    quads: dict[str, str]


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A CAMEO code with its Goldstein score."""

    cameo: str
    goldstein: float


@cache
def ontology() -> Ontology:
    """The ontology, read and checked once.

    Raises:
        KnowledgeError: the file contradicts itself.
    """
    blob = knowledge.path("events", "plover.json").read_bytes()
    try:
        found = msgspec.json.decode(blob, type=Ontology)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"knowledge file events/plover.json is damaged: {error}") from error
    if problems := check(found):
        raise KnowledgeError(f"knowledge file events/plover.json: {'; '.join(problems)}")
    return found


def check(found: Ontology) -> list[str]:
    """What is wrong with ``found``, in words; empty if it is sound."""
    modes = {entry.type: {mode.mode for mode in entry.modes} for entry in found.types}
    problems = [f"{kind} is missing" for kind in PloverType if kind not in modes]
    problems += [f"{e.type} has quad {e.quad}" for e in found.types if e.quad not in _QUADS]
    problems += [
        f"{a.code} is not before {b.code}" for a, b in pairwise(found.cameo) if a.code >= b.code
    ]
    for row in found.cameo:
        if row.mode is not None and row.mode not in modes.get(row.type, ()):
            problems.append(f"{row.code} has the unknown mode {row.type} {row.mode}")
        problems += [
            f"{row.code} has the unknown context {context}"
            for context in row.contexts
            if context not in found.contexts
        ]
    return problems


@cache
def entry(kind: PloverType) -> TypeEntry:
    """The entry of ``kind``."""
    return next(found for found in ontology().types if found.type is kind)


def quad(kind: PloverType) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return entry(kind).quad


@cache
def goldstein(code: str) -> float | None:
    """The Goldstein score of a CAMEO code; ``None`` for a code without a PLOVER event."""
    return next((row.goldstein for row in ontology().cameo if row.code == code), None)


@cache
def cameo(kind: PloverType, mode: str | None) -> Code | None:
    """The CAMEO code that type and mode settle, or ``None`` where they leave it open.

    They settle it where the crosswalk has one row for both, or one that all its other rows refine:
    their common prefix, or the general code of their common root (CAMEO manual 1.1b3, 2.1).
    """
    rows = [row for row in ontology().cameo if row.type is kind and row.mode == mode]
    shared = _shared_start([row.code for row in rows])
    general = f"{shared[:2]}0" if len(shared) >= 2 else shared
    for row in rows:
        if row.code == shared or (row.code == general and len(shared) == 2):
            return Code(cameo=row.code, goldstein=row.goldstein)
    return None


def _shared_start(codes: list[str]) -> str:
    places = zip(*codes, strict=False)
    return "".join(digits[0] for digits in takewhile(lambda d: len(set(d)) == 1, places))
