"""Pairs of a phrase and an earlier one that it may repeat, as rows of numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.coreference.attributes import PRONOUNS, Being, Look, Role, Sort

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

BACK_PRONOUN = 25
"""Phrases back from a pronoun."""
BACK_NOUN = 30
"""Phrases back from a name or noun; those that share a word are looked at however far back."""
_PLURAL = 2
_OFTEN = 5
_MARKS = (
    *("modified", "joined", "quoted", "inside_name", "under_name", "under_noun", "entity"),
    *("after_comma", "whole", "only"),
)
_BITS = 64
SHARED = 8
"""Of those that share a word: so many, the nearest ones."""


def candidate_pairs(found: Sequence[Look]) -> tuple[Ints, Ints]:
    """Indices of antecedents and of the phrases after them, sorted by the latter."""
    near: list[int] = []
    counts: list[int] = []
    by_word: dict[str, list[int]] = {}
    for j, look in enumerate(found):
        first = max(0, j - (BACK_PRONOUN if look.sort in PRONOUNS else BACK_NOUN))
        far: set[int] = set()
        keys = list(_keys(look))
        if look.sort not in PRONOUNS or look.sort in (Sort.I, Sort.WE, Sort.YOU):
            for word in keys:
                far.update(i for i in by_word.get(word, ())[-SHARED:] if i < first)
        near += sorted(far)
        near += range(first, j)
        counts.append(len(far) + j - first)
        for word in keys:
            by_word.setdefault(word, []).append(j)
    earlier = np.array(near, dtype=np.int64)
    later = np.repeat(np.arange(len(found)), counts)
    kept = _possible(found, earlier, later)
    return earlier[kept], later[kept]


def _keys(look: Look) -> Iterator[str]:
    yield from sorted({*look.core, look.head})
    if look.acronym:
        yield look.acronym


def _possible(found: Sequence[Look], earlier: Ints, later: Ints) -> Truths:
    """Of which pairs nothing that is certain speaks against them."""
    start = np.array([look.phrase.start for look in found], dtype=np.int64)
    end = np.array([look.phrase.end for look in found], dtype=np.int64)
    sort, gender = _array(found, "sort"), _array(found, "gender")
    nominal = ~np.isin(sort, [int(one) for one in PRONOUNS])
    inside = (start[earlier] <= start[later]) & (end[later] <= end[earlier]) & nominal[later]
    one, two = gender[earlier], gender[later]
    other = (one > 0) & (two > 0) & (one != two)
    single = _array(found, "plural") != _PLURAL
    person = single & np.isin(_array(found, "being"), [Being.UNKNOWN, Being.PERSON])
    unlike = np.isin(sort, [Sort.HE, Sort.SHE])[later] & ~person[earlier]
    kept: Truths = ~(inside | other | unlike)
    return kept


def _array(found: Sequence[Look], name: str) -> Ints:
    return np.array([int(getattr(look, name)) for look in found], dtype=np.int64)


def of_each(found: Sequence[Look]) -> Floats:
    """What is known of each phrase alone, one row a phrase."""
    columns: list[Floats] = []
    for name, values in (("sort", Sort), ("being", Being), ("role", Role)):
        numbers = _array(found, name)
        columns += [(numbers == value).astype(np.float32) for value in values]
    heads = Counter(look.head for look in found)
    texts = Counter(look.text for look in found)
    columns.append(np.log1p(np.array([heads[look.head] for look in found], dtype=np.float32)))
    columns.append(np.log1p(np.array([texts[look.text] for look in found], dtype=np.float32)))
    columns.append(_times_before(found))
    columns += [_array(found, name).astype(np.float32) for name in _MARKS]
    columns.append((_array(found, "plural") == _PLURAL).astype(np.float32))
    columns.append(np.array([look.phrase.several for look in found], dtype=np.float32))
    columns.append(np.log1p(_array(found, "length").astype(np.float32)))
    columns.append(np.array([bool(look.label) for look in found], dtype=np.float32))
    return np.stack(columns, axis=1)


def _times_before(found: Sequence[Look]) -> Floats:
    """How often the same words stood before, at most ``_OFTEN`` times."""
    seen: Counter[str] = Counter()
    times = []
    for look in found:
        times.append(min(seen[look.text], _OFTEN))
        seen[look.text] += 1
    return np.array(times, dtype=np.float32)


def of_both(found: Sequence[Look], earlier: Ints, later: Ints) -> Floats:
    """What the two phrases of each pair have in common, one row a pair."""
    return np.stack(list(_in_common(found, earlier, later)), axis=1)


def _in_common(found: Sequence[Look], earlier: Ints, later: Ints) -> Iterator[Floats]:
    yield from _distances(found, earlier, later)
    yield from _agreements(found, earlier, later)
    yield from _words(found, earlier, later)
    yield from _grammar(found, earlier, later)
    yield from _rivals(found, earlier, later)


def _distances(found: Sequence[Look], earlier: Ints, later: Ints) -> Iterator[Floats]:
    sentence = _array(found, "sentence")
    gap = (sentence[later] - sentence[earlier]).astype(np.float32)
    for value in (0, 1, 2):
        yield (gap == value).astype(np.float32)
    yield np.log1p(gap)
    yield np.log1p((later - earlier).astype(np.float32))


def _agreements(found: Sequence[Look], earlier: Ints, later: Ints) -> Iterator[Floats]:
    for name in ("gender", "plural", "being"):
        values = _array(found, name)
        one, two = values[earlier], values[later]
        known = (one > 0) & (two > 0)
        yield (known & (one == two)).astype(np.float32)
        yield (known & (one != two)).astype(np.float32)
    labels = {label: n for n, label in enumerate(sorted({look.label for look in found}))}
    numbers = np.array([labels[look.label] for look in found], dtype=np.int64)
    plain = np.array([not look.label for look in found], dtype=bool)
    one, two = numbers[earlier], numbers[later]
    yield ((one == two) & ~plain[earlier]).astype(np.float32)
    yield ((one != two) & ~plain[earlier] & ~plain[later]).astype(np.float32)


def _words(found: Sequence[Look], earlier: Ints, later: Ints) -> Iterator[Floats]:
    """What their words have in common; of a pronoun only the word itself is compared."""
    pronoun = np.isin(_array(found, "sort"), [int(one) for one in PRONOUNS])
    plain = ~(pronoun[earlier] | pronoun[later])
    number: dict[str, int] = {"": 0}
    head, text, sound, acronym = (
        np.array([number.setdefault(word, len(number)) for word in words], dtype=np.int64)
        for words in zip(*((x.head, x.text, x.sound, x.acronym) for x in found), strict=True)
    )
    same = head[earlier] == head[later]
    rows = np.zeros((len(earlier), 13), dtype=np.float32)
    rows[:, 0] = same & ~plain
    rows[:, 1] = same & plain
    rows[:, 2] = (text[earlier] == text[later]) & plain
    rows[:, 9] = (sound[earlier] > 0) & (sound[earlier] == sound[later]) & plain
    short = (acronym[earlier] == text[later]) | (acronym[later] == text[earlier])
    rows[:, 10] = short & plain
    rows[:, 11] = plain & ~same
    marks = np.array([_marks(look.core, number) for look in found], dtype=np.uint64)
    for n in np.flatnonzero(plain & ((marks[earlier] & marks[later]) > 0)).tolist():
        one, two = found[earlier[n]], found[later[n]]
        common = one.core & two.core
        if common:
            rows[n, 3:9] = (
                two.core <= one.core,
                one.core <= two.core,
                len(two.core - one.core),
                len(one.core - two.core),
                two.words <= one.words,
                len(common),
            )
            rows[n, 11:13] = 0, two.head in one.core
    yield from rows.T


def _marks(words: frozenset[str], number: dict[str, int]) -> int:
    """A bit for each of ``words``: two sets whose bits have none in common share no word."""
    marks = 0
    for word in words:
        marks |= 1 << number.setdefault(word, len(number)) % _BITS
    return marks


def _grammar(found: Sequence[Look], earlier: Ints, later: Ints) -> Iterator[Floats]:
    governor, role = _array(found, "governor"), _array(found, "role")
    heads = np.array([look.phrase.head for look in found], dtype=np.int64)
    start = np.array([look.phrase.start for look in found], dtype=np.int64)
    end = np.array([look.phrase.end for look in found], dtype=np.int64)
    quote, speaker = _array(found, "quote"), _array(found, "speaker")
    reflexive = _array(found, "reflexive")
    owner = _array(found, "owner")
    rows = [
        governor[earlier] == governor[later],
        (governor[earlier] == governor[later]) & (reflexive[later] == 1),
        role[earlier] == role[later],
        governor[later] == heads[earlier],
        governor[earlier] == heads[later],
        (start[earlier] <= start[later]) & (end[later] <= end[earlier]),
        (start[later] <= start[earlier]) & (end[earlier] <= end[later]),
        speaker[later] == heads[earlier],
        speaker[earlier] == heads[later],
        (quote[earlier] == quote[later]) & (quote[later] > 0),
        (quote[earlier] > 0) & (quote[later] > 0) & (quote[earlier] != quote[later]),
        owner[later] == heads[earlier],
        end[earlier] == start[later],
    ]
    for row in rows:
        yield row.astype(np.float32)


def _rivals(found: Sequence[Look], earlier: Ints, later: Ints) -> Iterator[Floats]:
    """How many phrases in between would fit as well, and whether it is the nearest subject."""
    alike = _agree(_array(found, "plural"), earlier, later)
    alike &= _agree(_array(found, "being"), earlier, later)
    leading = alike & (_array(found, "role") == Role.SUBJECT)[earlier]
    fits = _after(alike, later)
    yield np.log1p(fits)
    yield np.log1p(_after(leading, later))
    yield (fits == 0).astype(np.float32)


def _agree(values: Ints, earlier: Ints, later: Ints) -> Truths:
    """Whether both values are the same, or one is not known."""
    one, two = values[earlier], values[later]
    agreed: Truths = (one == 0) | (two == 0) | (one == two)
    return agreed


def _after(counted: Truths, later: Ints) -> Floats:
    """How many of the pairs after each that have the same second phrase are ``counted``."""
    up_to = np.concatenate([[0], np.cumsum(counted)])
    ends = np.searchsorted(later, later, side="right")
    after: Floats = (up_to[ends] - up_to[1:]).astype(np.float32)
    return after
