"""What the fields of the records mean, read from the source of the classes that define them."""

import ast
import inspect
import sys
from enum import StrEnum
from functools import cache

import msgspec

from onrecord.records import Record

UNSAID = {
    "article": "Id of the article.",
    "title": "Headline.",
    "outlet": "Who published it.",
    "author": "Who wrote it.",
    "url": "Address.",
    "mode": "PLOVER mode, which refines the type.",
    "contexts": "PLOVER contexts: what it is about.",
    "cameo": "CAMEO code, where one agrees with the type and mode.",
    "goldstein": "Goldstein score, from -10 (conflict) to 10 (cooperation).",
    "place": "Id of the place.",
    "date_from": "First day of the event; empty where the text does not let one say.",
    "date_to": "Last day of the event, included.",
    "actor": "Id of the actor.",
    "country": "ISO 3166-1 alpha-3, or a PLOVER code for bodies above states.",
    "sectors": "PLOVER sector codes.",
    "code": "Short code of an armed group or international body.",
    "confidence": "From 0 to 1; empty where it is not known.",
}
"""Meanings of fields that mean the same wherever they stand without a text of their own."""

SHARED = {
    "lat": "lon",
    "low": "high",
    "date_from": "date_to",
    "start": "end",
    "quote_start": "quote_end",
    "one_start": "one_end",
    "other_start": "other_end",
    "due_from": "due_to",
    "first": "last",
}
"""Fields that share the text below the next one."""


def of_field(
    owner: type[msgspec.Struct], name: str, vocabulary: type[StrEnum] | None = None
) -> str:
    """What the field ``name`` of ``owner`` means: the text below it in the class.

    Without one, it is the text of its ``vocabulary`` or the meaning that the name always has.
    """
    if name == "id" and issubclass(owner, Record):
        return f"Id: a hash of {', '.join(owner._identity)}, so the same on every machine."
    texts = _texts(owner)
    said = texts.get(name) or texts.get(SHARED.get(name, ""))
    if said is None and vocabulary is not None:
        said = (inspect.getdoc(vocabulary) or "").splitlines()[0]
    return said or UNSAID.get(name, "")


@cache
def _texts(kind: type) -> dict[str, str]:
    """The texts below the fields of ``kind``, by field."""
    source = inspect.getsource(sys.modules[kind.__module__])
    (found,) = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
    texts: dict[str, str] = {}
    name = None
    for node in found.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif name and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            texts[name] = " ".join(str(node.value.value).split())
            name = None
        else:
            name = None
    return texts
