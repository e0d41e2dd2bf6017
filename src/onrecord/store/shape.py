"""The shape of a record type, as the tables see it: which field is a value, which holds spans.

Everything about the layout of the store follows from here and so from ``records.py``; there is
no second list of fields.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import cache
from typing import cast

import msgspec
from msgspec import inspect

from onrecord.text import Span

_SQL = {
    inspect.StrType: "VARCHAR",
    inspect.EnumType: "VARCHAR",
    inspect.IntType: "BIGINT",
    inspect.FloatType: "DOUBLE",
    inspect.BoolType: "BOOLEAN",
    inspect.DateType: "DATE",
}


class Kind(Enum):
    """What a field holds, and so where it is stored."""

    VALUE = auto()
    """One value: a column."""
    SPAN = auto()
    """One span: a row of the span table."""
    SPANS = auto()
    """Several spans: rows of the span table."""
    STRUCT = auto()
    """A struct: its fields are columns with the name of this one before them."""
    CHILDREN = auto()
    """Several structs: rows of a table of their own."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type."""

    name: str
    kind: Kind
    nullable: bool
    sql: str = ""
    """Type of the column, for a value."""
    vocabulary: type[StrEnum] | None = None
    """The words that a value is one of."""
    struct: type[msgspec.Struct] | None = None
    """Type of the struct or of the children."""


@cache
def fields(kind: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields of ``kind`` in the order of its definition, the id first."""
    info = cast(inspect.StructType, inspect.type_info(kind))
    return tuple(_field(field.name, field.type) for field in info.fields)


def _field(name: str, info: inspect.Type) -> Field:
    bare, nullable = _without_none(info)
    if isinstance(bare, inspect.VarTupleType) and isinstance(bare.item_type, inspect.StructType):
        struct = bare.item_type.cls
        kind = Kind.SPANS if struct is Span else Kind.CHILDREN
        return Field(name, kind, nullable, struct=struct)
    if isinstance(bare, inspect.StructType):
        kind = Kind.SPAN if bare.cls is Span else Kind.STRUCT
        if nullable and kind is Kind.STRUCT:
            raise TypeError(f"the store cannot keep the field {name}: a struct that may be empty")
        return Field(name, kind, nullable, struct=bare.cls)
    words = cast("type[StrEnum]", bare.cls) if isinstance(bare, inspect.EnumType) else None
    return Field(name, Kind.VALUE, nullable, sql=_sql(name, bare), vocabulary=words)


def _without_none(info: inspect.Type) -> tuple[inspect.Type, bool]:
    if not isinstance(info, inspect.UnionType):
        return info, False
    (bare,) = (one for one in info.types if not isinstance(one, inspect.NoneType))
    return bare, True


def _sql(name: str, info: inspect.Type) -> str:
    if isinstance(info, inspect.VarTupleType):
        return f"{_sql(name, info.item_type)}[]"
    if isinstance(info, inspect.DictType):
        return f"MAP({_sql(name, info.key_type)}, {_sql(name, info.value_type)})"
    if type(info) not in _SQL:
        raise TypeError(f"the store has no column type for the field {name} ({info})")
    return _SQL[type(info)]
