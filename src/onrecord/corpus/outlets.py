"""The names of outlets: known ones by a table, others by the words that such names end with."""

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord import knowledge
from onrecord.text import Span, fold

AREA = "corpus"

_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞČŁŠŽÇĞİЀ-Я](?:[\w'’&\-]|\.(?=\w))*|[一-龥]+|[ء-ي]+)"
_TOKEN = re.compile(r"[^ ]+")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_MOST_WORDS = 6
"""Words of a name at most."""


class Named(NamedTuple):
    """Words that name an outlet."""

    span: Span
    outlet: str
    """Its name in the table or, where the table has none, as the text gives it."""


class Outlets:
    """What is known of outlets; immutable once loaded."""

    def __init__(self) -> None:
        self._by_name: dict[str, str] = {}
        self._agencies: set[str] = set()
        self._capitals: set[str] = set()
        spelt: set[str] = set()
        with knowledge.path(AREA, "outlets.csv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                names = [row["name"], *filter(None, (row["aliases"] or "").split("|"))]
                for name in names:
                    self._by_name.setdefault(key(name), row["name"])
                    (self._capitals if name.isupper() else spelt).add(key(name))
                if row["kind"] == "agency":
                    self._agencies.add(row["name"])
        self._capitals -= spelt
        small = "|".join(re.escape(name) for name in sorted(self._agencies) if name.islower())
        begin = rf"(?:{_CAPITAL}|\b(?:{small})\b)"
        joint = r"(?:of|de|del|du|des|la|le|al|el|della|do|&)"
        self._run = re.compile(rf"{begin}(?: (?:{joint} )?(?:{_CAPITAL}|24|1?\d\b))*")
        words = knowledge.toml(AREA, "credits.toml")["names"]
        self._last = frozenset(words["last"].split())
        self._first = frozenset(words["first"].split())
        self._never = frozenset(words["never"].split())

    def resolve(self, name: str) -> str | None:
        """The outlet that ``name`` means; ``None`` if nothing says that it names one."""
        name = _POSSESSIVE.sub("", name).strip(" .,")
        wanted = key(name)
        known = self._known(wanted, name)
        return known or (bare(name) if self._looks_like(wanted.split()) else None)

    def canonical(self, name: str) -> str:
        """The name of what is an outlet for sure, as the table has it where it does."""
        return self._known(key(name), name) or bare(name)

    def is_agency(self, outlet: str) -> bool:
        """Whether ``outlet`` is a news agency."""
        return outlet in self._agencies or key(outlet).split()[-1:] in (["wire"], ["newswire"])

    def _known(self, wanted: str, name: str) -> str | None:
        """By the table; what it has in capitals only, as acronyms are, must stand so."""
        found = self._by_name.get(wanted)
        if (
            found is not None
            and wanted in self._capitals
            and not name.removeprefix("The ").isupper()
        ):
            return None
        return found

    def _looks_like(self, words: list[str]) -> bool:
        if len(words) < 2 or not self._never.isdisjoint(words):
            return False
        return words[-1] in self._last or words[0] in self._first

    def named(self, text: str, within: Span) -> Iterator[Named]:
        """The outlets that ``text`` names inside ``within``, in its order; the longest names."""
        for run in self._run.finditer(text, within.start, within.end):
            tokens = [Span(*m.span()) for m in _TOKEN.finditer(text, run.start(), run.end())]
            yield from self._in_run(text, tokens)

    def _in_run(self, text: str, tokens: list[Span]) -> Iterator[Named]:
        keys = [_key_of_token(token.of(text)) for token in tokens]
        at = 0
        while at < len(tokens):
            for last in range(min(len(tokens), at + _MOST_WORDS), at, -1):
                outlet = self._outlet(text, tokens[at:last], keys[at:last])
                if outlet is not None:
                    end = tokens[last - 1].start + len(
                        _POSSESSIVE.sub("", tokens[last - 1].of(text))
                    )
                    yield Named(Span(tokens[at].start, end), outlet)
                    at = last - 1
                    break
            at += 1

    def _outlet(self, text: str, tokens: list[Span], keys: list[str]) -> str | None:
        """The outlet that exactly these words name."""
        if keys[0].endswith(" based") or keys[0] == "by":
            return None
        wanted = " ".join(keys).removeprefix("the ")
        if wanted not in self._by_name and not self._looks_like(wanted.split()):
            return None
        return self.resolve(text[tokens[0].start : tokens[-1].end])


@lru_cache(maxsize=65_536)
def _key_of_token(token: str) -> str:
    return fold(_POSSESSIVE.sub("", token))


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """What the spellings of one name share."""
    return fold(name).removeprefix("the ")


def bare(name: str) -> str:
    """``name`` without the article before it."""
    return re.sub(r"^[Tt]he ", "", name.strip())


@cache
def outlets() -> Outlets:
    """The table, read once a process."""
    return Outlets()
