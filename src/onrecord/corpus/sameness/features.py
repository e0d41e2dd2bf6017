"""What two tellings share, in numbers that do not depend on which comes first."""

from collections.abc import Iterable, Iterator

from onrecord.corpus.sameness.conflict import Told, days_conflict, places_conflict
from onrecord.corpus.sameness.look import SIDES, Look, cosine, terms
from onrecord.corpus.sameness.rivals import Rivals
from onrecord.corpus.sameness.telling import Account
from onrecord.corpus.story import rarity
from onrecord.pairs.concepts import kin, kin_of

Features = Iterator[tuple[str, float]]

_FAR = 10
"""Sentences apart, or down the text, from which on it makes no difference."""
_KINDS = {
    "saying": frozenset({32}),
    "being": frozenset({30, 31, 39, 42}),
    "acting": frozenset({4, 11}),
}
"""WordNet's files of verbs of saying, of states and perception, and of nouns of acts and events."""


class Comparison:
    """Compares tellings; keeps what is worked out of each of them and of each two articles."""

    def __init__(self) -> None:
        self._looks: dict[str, Look] = {}
        self._stories: dict[str, dict[int, float]] = {}
        self._rivals = Rivals(self.look)

    def look(self, told: Told) -> Look:
        """``told`` made ready."""
        if told.telling.id not in self._looks:
            self._looks[told.telling.id] = Look(told)
        return self._looks[told.telling.id]

    def features(self, one: Told, other: Told) -> dict[str, float]:
        """The features of a pair, by name; always the same names in the same order."""
        first, second = self.look(one), self.look(other)
        found = dict(_words(first, second))
        found.update(_vectors(first, second))
        found.update(_roles(first, second))
        found.update(_setting(one, other))
        found.update(_sentences(first, second))
        found["story"] = cosine(self._story(one.account), self._story(other.account))
        found.update(self._rivals.features(one, other))
        return found

    def _story(self, account: Account) -> dict[int, float]:
        if account.article not in self._stories:
            self._stories[account.article] = terms(account.terms, account.weights)
        return self._stories[account.article]


def _words(one: Look, other: Look) -> Features:
    first, second = one.told.telling, other.told.telling
    same = first.lemma == second.lemma
    yield "same lemma", same
    yield "same words", first.words == second.words
    yield "same phrase", first.phrase == second.phrase
    yield "common beginning", 0.0 if same else _beginning(first.lemma, second.lemma)
    yield "kin", kin_of(one.forms, other.forms)
    yield "family", bool(one.families & other.families) and not same
    senses = set(first.senses) & set(second.senses)
    yield "common sense", bool(senses)
    yield "other senses", bool(first.senses and second.senses and not senses)
    yield "verbs", first.verb and second.verb
    yield "verb and noun", first.verb != second.verb
    rarities = sorted((one.rarity, other.rarity))
    yield "rarity of one", rarities[0]
    yield "rarity of other", rarities[1]
    yield "rarity of both", rarities[0] if same else 0.0
    yield "same governor", first.governor == second.governor != ""
    yield "one governs", first.lemma == second.governor or second.lemma == first.governor
    yield "kin governors", kin(first.governor, second.governor)
    yield "same kind", one.kind == other.kind
    for name, kinds in _KINDS.items():
        yield name, (one.kind in kinds) + (other.kind in kinds)


def _beginning(one: str, other: str) -> float:
    """The share of the longer word that both begin with; from three letters on."""
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return common / max(len(one), len(other)) if common > 2 else 0.0


def _vectors(one: Look, other: Look) -> Features:
    mine, theirs = one.vectors, other.vectors
    alike = mine @ theirs.T
    for row, name in enumerate(("trigger", "sentence", "doers", "others")):
        yield f"vector of {name}", float(alike[row, row])
    crossed = sorted((float(alike[2, 3]), float(alike[3, 2])))
    yield "vectors crossed, low", crossed[0]
    yield "vectors crossed, high", crossed[1]


def _roles(one: Look, other: Look) -> Features:
    for what, mine, theirs in (("head", one.heads, other.heads), ("name", one.names, other.names)):
        for side in SIDES:
            first, second = mine[side], theirs[side]
            common = first & second
            yield f"{what}s of {side}", sum(rarity(word) for word in sorted(common))
            yield f"other {what}s of {side}", bool(first and second and not common)
    lemmas = one.told.telling.lemma, other.told.telling.lemma
    yield "one takes part", lemmas[0] in other.heads["all"] or lemmas[1] in one.heads["all"]
    yield "kin sides", _kin_sides(one.heads["sides"], other.heads["sides"])


def _kin_sides(one: Iterable[str], other: Iterable[str]) -> float:
    return max((kin(a, b) for a in one for b in other), default=-1.0)


def _setting(one: Told, other: Told) -> Features:
    first, second = one.telling, other.telling
    places = first.place.name if first.place else None, second.place.name if second.place else None
    known = places[0] is not None and places[1] is not None
    yield "same place", known and places[0] == places[1]
    yield "other place", known and places[0] != places[1]
    yield "places conflict", places_conflict(first.place, second.place)
    yield "days conflict", days_conflict(first, second)
    yield "same day", first.date_from is not None and first.date_from == second.date_from
    numbers = set(first.numbers), set(second.numbers)
    yield "numbers", len(numbers[0] & numbers[1])
    yield "other numbers", bool(numbers[0] and numbers[1] and not numbers[0] & numbers[1])


def _sentences(one: Look, other: Look) -> Features:
    first, second = one.told, other.told
    places = [min(told.telling.sentence, _FAR) for told in (first, second)]
    apart = abs(first.telling.sentence - second.telling.sentence)
    inside = first.account.article == second.account.article
    yield "sentence", cosine(one.terms, other.terms)
    yield "same article", inside
    yield "same sentence", inside and apart == 0
    yield "sentences apart", min(apart, _FAR) if inside else -1
    yield "how far down", places[0] + places[1]
    yield "one further down", abs(places[0] - places[1])
