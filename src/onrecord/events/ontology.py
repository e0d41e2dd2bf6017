"""PLOVER as the program knows it: types, modes, contexts, scores and the way to CAMEO.

The tables stand in ``knowledge/events/plover.json``, together with the places where the manual
contradicts itself and what was settled there; ``codebook`` codes by them.
"""

from functools import cache
from itertools import pairwise

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
    """The whole of ``plover.json``, or of a file of the same form."""

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


def check(found: Ontology, *, whole: bool = True) -> list[str]:
    """What is wrong with ``found``, in words; empty if it is sound.

    With ``whole``, a type that is left out is wrong.
    """
    modes = {entry.type: {mode.mode for mode in entry.modes} for entry in found.types}
    problems = [f"{kind} is missing" for kind in PloverType if whole and kind not in modes]
    problems += ["there is no type"] if not modes else []
    problems += [f"{e.type} stands there twice" for e in _repeated(found.types)]
    problems += [f"{e.type} has quad {e.quad}" for e in found.types if e.quad not in _QUADS]
    problems += [
        f"{a.code} is not before {b.code}" for a, b in pairwise(found.cameo) if a.code >= b.code
    ]
    for row in found.cameo:
        if row.type not in modes:
            problems.append(f"{row.code} has the type {row.type}, which is left out")
        elif row.mode is not None and row.mode not in modes[row.type]:
            problems.append(f"{row.code} has the unknown mode {row.type} {row.mode}")
        problems += [
            f"{row.code} has the unknown context {context}"
            for context in row.contexts
            if context not in found.contexts
        ]
    return problems


def _repeated(entries: tuple[TypeEntry, ...]) -> list[TypeEntry]:
    return [entry for i, entry in enumerate(entries) if entry.type in {e.type for e in entries[:i]}]
