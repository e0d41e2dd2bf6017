"""Pairs of a phrase and an earlier one that it may repeat, as rows of numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.coreference.attributes import PRONOUNS, Being, Look, Role, Sort

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

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
SHARED = 8
"""Of those that share a word: so many, the nearest ones."""


def candidate_pairs(found: Sequence[Look]) -> tuple[Ints, Ints]:
    """Indices of antecedents and of the phrases after them, sorted by the latter."""
    earlier: list[int] = []
    later: list[int] = []
    by_word: dict[str, list[int]] = {}
    for j, look in enumerate(found):
        back = BACK_PRONOUN if look.sort in PRONOUNS else BACK_NOUN
        near = set(range(max(0, j - back), j))
        if look.sort not in PRONOUNS or look.sort in (Sort.I, Sort.WE, Sort.YOU):
            for word in _keys(look):
                near.update(by_word.get(word, ())[-SHARED:])
        for i in sorted(near):
            if _possible(found[i], look):
                earlier.append(i)
                later.append(j)
        for word in _keys(look):
            by_word.setdefault(word, []).append(j)
    return np.array(earlier, dtype=np.int64), np.array(later, dtype=np.int64)


def _keys(look: Look) -> Iterator[str]:
    yield from sorted({*look.core, look.head})
    if look.acronym:
        yield look.acronym


def _possible(one: Look, two: Look) -> bool:
    """Whether nothing that is certain speaks against the pair."""
    a, b = one.phrase, two.phrase
    if a.start <= b.start and b.end <= a.end and two.sort not in PRONOUNS:
        return False
    if one.gender and two.gender and one.gender != two.gender:
        return False
    if two.sort in (Sort.HE, Sort.SHE):
        return one.being in (Being.UNKNOWN, Being.PERSON) and one.plural != 2
    return True


def pair_rows(found: Sequence[Look], earlier: Ints, later: Ints) -> Floats:
    """One row a pair: what the first is, what the second is, what they have in common, nought."""
    each = _of_each(found)
    both = np.stack(list(_of_both(found, earlier, later)), axis=1)
    new = np.zeros((len(earlier), 1), dtype=np.float32)
    return np.concatenate([each[earlier], each[later], both, new], axis=1)


def new_rows(found: Sequence[Look], width: int) -> Floats:
    """One row a phrase, of ``width`` columns, for its naming something new: no first phrase."""
    each = _of_each(found)
    rows = np.zeros((len(found), width), dtype=np.float32)
    rows[:, each.shape[1] : 2 * each.shape[1]] = each
    rows[:, -1] = 1
    return rows


def _array(found: Sequence[Look], name: str) -> Ints:
    return np.array([int(getattr(look, name)) for look in found], dtype=np.int64)


def _of_each(found: Sequence[Look]) -> Floats:
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


def _of_both(found: Sequence[Look], earlier: Ints, later: Ints) -> Iterator[Floats]:
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
    rows = np.zeros((len(earlier), 13), dtype=np.float32)
    for n, (i, j) in enumerate(zip(earlier.tolist(), later.tolist(), strict=True)):
        one, two = found[i], found[j]
        if two.sort in PRONOUNS or one.sort in PRONOUNS:
            rows[n, 0] = one.head == two.head
            continue
        rows[n, 1] = same = one.head == two.head
        rows[n, 2] = one.text == two.text
        rows[n, 9] = bool(one.sound) and one.sound == two.sound
        rows[n, 10] = one.acronym == two.text or two.acronym == one.text
        common = one.core & two.core
        if not common:
            rows[n, 11] = not same
            continue
        rows[n, 3] = two.core <= one.core
        rows[n, 4] = one.core <= two.core
        rows[n, 5] = len(two.core - one.core)
        rows[n, 6] = len(one.core - two.core)
        rows[n, 7] = two.words <= one.words
        rows[n, 8] = len(common)
        rows[n, 12] = two.head in one.core
    yield from rows.T


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
    fits = np.zeros(len(earlier), dtype=np.float32)
    subjects = np.zeros(len(earlier), dtype=np.float32)
    count = lead = 0
    last = -1
    pairs = list(zip(earlier.tolist(), later.tolist(), strict=True))
    for n in range(len(pairs) - 1, -1, -1):
        i, j = pairs[n]
        if j != last:
            count, lead, last = 0, 0, j
        fits[n], subjects[n] = count, lead
        one, two = found[i], found[j]
        if _alike(one, two):
            count += 1
            lead += one.role is Role.SUBJECT
    yield np.log1p(fits)
    yield np.log1p(subjects)
    yield (fits == 0).astype(np.float32)


def _alike(one: Look, two: Look) -> bool:
    number = not one.plural or not two.plural or one.plural == two.plural
    being = not one.being or not two.being or one.being == two.being
    return number and being
