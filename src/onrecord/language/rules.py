"""The rules by which spaCy corrects tags, tried only on the tokens that may meet them.

Its matcher tries each of its 179 rules on each token, which takes ten times as long as all that the
rules do. Most ask a single token for its tag, its word or both; these rules are looked up by tag
and word, and the matcher is left with the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, cast

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

_ANY = 0
"""Stands for a tag or a word that a rule does not ask for; no string has this number."""
_LOOKED_UP: list[int | str] = ["TAG", "LOWER"]


class Rules:
    """Does what ``ruler`` does to a document; holds nothing of it."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._by_key: dict[tuple[int, int], list[int]] = {}
        """Numbers of rules by the tag and the word that they ask for."""
        self._rest = Matcher(ruler.vocab)
        for number, rule in enumerate(cast("list[dict[str, Any]]", ruler.patterns)):
            for pattern in rule["patterns"]:
                self._add(number, pattern)

    def __call__(self, doc: Doc) -> Doc:
        """``doc``, corrected in place."""
        strings = self._ruler.vocab.strings
        found = [(number, 0, at, at + 1) for at, number in self._looked_up(doc)]
        found += [
            (int(strings[name]), name, start, end)
            for name, start, end in self._rest(doc, allow_missing=True)
        ]
        # Later rules have the last word.
        self._ruler.set_annotations(doc, sorted(found))  # type: ignore[no-untyped-call]
        return doc

    def _add(self, number: int, pattern: list[dict[str, Any]]) -> None:
        keys = list(self._keys(pattern[0])) if len(pattern) == 1 else []
        for key in keys:
            self._by_key.setdefault(key, []).append(number)
        if not keys:
            self._rest.add(str(number), [pattern])

    def _keys(self, asked: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
        """The tags and words that a token may have; none if they are not all it is asked for."""
        wanted = [_listed(asked[str(name)]) if name in asked else [""] for name in _LOOKED_UP]
        if asked.keys() <= set(_LOOKED_UP) and all(wanted):
            yield from product(*(map(self._number, words) for words in wanted))

    def _number(self, word: str) -> int:
        return int(self._ruler.vocab.strings.add(word)) if word else _ANY

    def _looked_up(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Each token that meets a rule, with the rule's number."""
        rows: Iterable[tuple[int, int]] = doc.to_array(_LOOKED_UP).tolist()
        for at, (tag, lower) in enumerate(rows):
            for key in ((tag, _ANY), (_ANY, lower), (tag, lower)):
                yield from ((at, number) for number in self._by_key.get(key, ()))


def _listed(condition: Any) -> list[str]:
    """The values that meet a condition; none if it is of another kind."""
    if isinstance(condition, str):
        return [condition]
    return list(condition["IN"]) if set(condition) == {"IN"} else []
