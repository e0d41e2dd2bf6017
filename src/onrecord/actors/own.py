"""Actors that a user adds by a table of their own.

The table is a CSV file in UTF-8 with a header. ``name`` and ``kind`` are needed; the other columns
may be missing or empty::

    name,kind,country,sectors,code,start,end
    Front for Salt and Bread|FSB,organization,KEN,REB,FSB,2004-01-01,

``name`` holds all spellings with ``|`` between them, ``kind`` is person, group, organization or
country, ``country`` an ISO 3166-1 alpha-3 or PLOVER code, ``sectors`` PLOVER sector codes with
``|`` between them. ``start`` and ``end`` are days: outside of them, and in texts without a date
if one is given, the row says nothing.
"""

import csv
import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.actors.base import Entry, Form, words_of
from onrecord.errors import InputError
from onrecord.records import ActorKind

_NEEDED = ("name", "kind")
_KNOWN = (*_NEEDED, "country", "sectors", "code", "start", "end")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class OwnForm:
    """A name of the table and the days on which it holds."""

    form: Form
    start: dt.date | None
    end: dt.date | None

    def holds(self, day: dt.date | None) -> bool:
        """Whether it may be used for a text of ``day``."""
        if self.start is None and self.end is None:
            return True
        if day is None:
            return False
        return (self.start or day) <= day <= (self.end or day)


@dataclass(frozen=True, slots=True)
class OwnActors:
    """The names of a table by their first word, and the hash of the file."""

    forms: tuple[OwnForm, ...] = ()
    digest: str = ""

    def on(self, day: dt.date | None) -> Mapping[str, tuple[Form, ...]]:
        """The names that hold on ``day`` by their first word, the longest first."""
        found: dict[str, list[Form]] = {}
        for own in self.forms:
            if own.holds(day):
                found.setdefault(own.form.words[0], []).append(own.form)
        return {
            first: tuple(sorted(forms, key=lambda form: (-len(form.words), form.text)))
            for first, forms in found.items()
        }


NONE = OwnActors()


@dataclass(slots=True)
class _Reader:
    path: Path
    line: int = 1
    forms: list[OwnForm] = field(default_factory=list)

    def fail(self, what: str) -> InputError:
        return InputError(f"{self.path}, line {self.line}: {what}")

    def header(self, names: list[str]) -> None:
        for name in _NEEDED:
            if name not in names:
                raise self.fail(f"there is no column '{name}'; columns are {', '.join(_KNOWN)}")
        for name in names:
            if name not in _KNOWN:
                raise self.fail(f"unknown column '{name}'; columns are {', '.join(_KNOWN)}")

    def row(self, row: dict[str, str]) -> None:
        names = [name.strip() for name in row["name"].split("|") if words_of(name)]
        if not names:
            raise self.fail("the name is empty")
        entry = Entry(
            key=f"own {self.path.name} {self.line}",
            kind=self._kind(row["kind"]),
            country=self._code(row.get("country", "")),
            code=row.get("code", "").strip() or None,
            sectors=tuple(s for s in map(self._code, row.get("sectors", "").split("|")) if s),
        )
        start, end = self._day(row.get("start", "")), self._day(row.get("end", ""))
        if start and end and end < start:
            raise self.fail("the end is before the start")
        self.forms += [OwnForm(Form(n, words_of(n), entry), start, end) for n in names]

    def _kind(self, text: str) -> ActorKind:
        try:
            return ActorKind(text.strip().lower())
        except ValueError:
            kinds = ", ".join(kind.value for kind in ActorKind)
            raise self.fail(f"'{text}' is no kind; kinds are {kinds}") from None

    def _code(self, text: str) -> str | None:
        code = text.strip()
        if code and not _CODE.fullmatch(code):
            raise self.fail(f"'{code}' is no code of three capital letters")
        return code or None

    def _day(self, text: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(text.strip()) if text.strip() else None
        except ValueError:
            raise self.fail(f"'{text}' is no day: write 2004-01-31") from None


def read(path: Path) -> OwnActors:
    """The actors of the table at ``path``.

    Raises:
        InputError: it cannot be read, or a line is wrong; the message names the line.
    """
    try:
        blob = path.read_bytes()
        text = blob.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: save it as CSV in UTF-8") from error
    reader = _Reader(path)
    lines = csv.DictReader(text.splitlines(), restkey="", restval="")
    reader.header([name.strip() for name in lines.fieldnames or ()])
    for row in lines:
        reader.line = lines.line_num
        if row.pop("", None):
            raise reader.fail(
                "there are more values than columns; put values with commas in quotes"
            )
        reader.row(row)
    return OwnActors(tuple(reader.forms), hashlib.sha256(blob).hexdigest())
