"""What two tellings share and what parts them, in numbers, whichever of them comes first."""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain

from onrecord.corpus.events import doubts
from onrecord.corpus.events.lexicon import anybody, generic, results, same_kind
from onrecord.corpus.events.parties import (
    codes,
    is_anybody,
    lands,
    one_name,
    same_name,
    things,
)
from onrecord.corpus.events.signs import (
    denial,
    has_odd_number,
    in_one_sentence,
    in_words,
    told_as_one,
    within,
    words_in_common,
)
from onrecord.corpus.events.told import Party, Spot, Told
from onrecord.corpus.story import weight_of
from onrecord.pairs.concepts import kin_of
from onrecord.pairs.vectors import unpack
from onrecord.records import EventTime, PloverType

Features = Iterator[tuple[str, float]]

_WORD = re.compile(r"[^\W_]+")
_FAR_DAYS = 60
_FAR_KM = 2_000.0
_FAR_CHARACTERS = 3_000
_LONGEST = 400
_NEAR_DAYS = 30
"""From these on it makes no difference how far apart, or how long, things are."""
_UNKNOWN = -1.0
_SHORT = 3
"""Words of names up to this length say little."""
_TYPES = tuple(kind.value for kind in PloverType)
_DOUBTS = tuple(f"doubt of {name}" for name in doubts.KINDS)
_PAST = EventTime.HISTORICAL.value
_AHEAD = EventTime.FUTURE.value
_WITHIN = ("back", "result", "part", "rival", "headline", "cause")


class Look:
    """A telling with all that its comparisons ask for, worked out once."""

    def __init__(self, told: Told) -> None:
        self.told = told
        words = told.trigger.split()
        self.forms = frozenset({told.lemma, words[0], words[-1]})
        self.rarity = weight_of(told.lemma)
        self.generic = told.lemma in generic()
        self.result = told.lemma in results()
        self.outcome = doubts.is_outcome(told)
        self.actors, self.recipients = Side(told.actors), Side(told.recipients)
        self.things = things(told.recipients)
        self.lands = lands(told)
        self.anybody = any(map(is_anybody, told.recipients))
        self.place = _hashes(told.spot)
        self.tallies = {(t.kind, t.subject, t.low) for t in told.tallies}
        self.counted = {tally[:2] for tally in self.tallies}
        self.numbers = set(told.numbers)
        self.story = set(told.story)
        self.sense = unpack(told.sense, max(len(told.sense), 1))
        """One row; none where the store has no sense of it."""


class Side:
    """Those who act, or to whom it is done."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self.parties = parties
        self.heads = {p.head for p in parties} - anybody()
        self.codes = codes(parties)
        self.any_codes = {p.code for p in parties if p.code}
        self.names = {name for p in parties for name in p.names if len(name) > _SHORT}


def features(one: Look, other: Look) -> dict[str, float]:
    """The features of a pair, by name; always the same names in the same order."""
    return dict(
        chain(
            _types(one.told, other.told),
            _words(one, other),
            _sides("actors", one.actors, other.actors),
            _sides("recipients", one.recipients, other.recipients),
            _parties(one, other),
            _places(one, other),
            _days(one.told, other.told),
            _status(one.told, other.told),
            _numbers(one, other),
            _inside(one.told, other.told),
            _layout(one.told, other.told),
            _doubts(one.told, other.told),
        )
    )


def _types(one: Told, other: Told) -> Features:
    same = one.type == other.type
    yield "same type", same
    for kind in _TYPES:
        yield kind, same and one.type == kind
    yield "by force", (one.quad == 4) + (other.quad == 4)
    yield "by words", (one.quad in {1, 3}) + (other.quad in {1, 3})
    known = one.mode is not None and other.mode is not None
    yield "mode", 0.0 if not known else 1.0 if one.mode == other.mode else -1.0


def _words(one: Look, other: Look) -> Features:
    first, second = one.told, other.told
    yield "same trigger", first.trigger == second.trigger
    yield "same lemma", first.lemma == second.lemma
    yield "family", same_kind(first.lemma, second.lemma)
    yield "kin", kin_of(one.forms, other.forms)
    yield "generic", one.generic + other.generic
    yield "rarity, low", min(one.rarity, other.rarity)
    yield "rarity, high", max(one.rarity, other.rarity)
    yield "outcomes", one.outcome + other.outcome
    yield "results", one.result + other.result
    yield "sense", float((one.sense @ other.sense.T).sum()) if one.told.sense else 0.0
    yield "words", words_in_common(first, second)
    yield "number of words", len(first.words.keys() & second.words.keys())
    yield "words in all", min(len(first.words), len(second.words))
    same = first.article == second.article
    yield "copied", first.sentence == second.sentence and not same
    yield "story", len(one.story) + 1 if same else len(one.story & other.story)


def _sides(role: str, one: Side, other: Side) -> Features:
    yield f"{role}: none", (not one.parties) + (not other.parties)
    named = (same_name(p, q) or one_name(p, q) for p in one.parties for q in other.parties)
    yield f"{role}: name", any(named)
    yield f"{role}: heads", _met(one.heads, other.heads)
    rarities = map(weight_of, one.heads & other.heads)
    yield f"{role}: rarity of heads", max(rarities, default=0.0)
    yield f"{role}: codes", _met(one.codes, other.codes)
    yield f"{role}: any code", not one.any_codes.isdisjoint(other.any_codes)
    yield f"{role}: names", _met(one.names, other.names)


def _met(one: set[str], other: set[str]) -> float:
    """1 if two sets share something, -1 if they do not, 0 if one is empty."""
    return 0.0 if not one or not other else -1.0 if one.isdisjoint(other) else 1.0


def _parties(one: Look, other: Look) -> Features:
    apart = one.actors.codes.isdisjoint(other.recipients.codes)
    yield "crossed", not (apart and one.recipients.codes.isdisjoint(other.actors.codes))
    everybody = (one.actors.heads | one.recipients.heads) & (
        other.actors.heads | other.recipients.heads
    )
    yield "heads on any side", len(everybody)
    yield "anybody", one.anybody + other.anybody
    yield "things", _met(one.things, other.things)
    named = in_words(one.told.recipients, other.told) + in_words(other.told.recipients, one.told)
    yield "recipient in the words", named
    yield "land", not one.lands.isdisjoint(other.lands)


def _places(one: Look, other: Look) -> Features:
    first, second = one.told.spot, other.told.spot
    yield "places known", (first is not None) + (second is not None)
    same = (
        first is not None
        and second is not None
        and first.geonames is not None
        and first.geonames == second.geonames
    )
    yield "same place", same
    yield "same exact place", same and first is not None and first.exact
    yield "country", _met(_country(first), _country(second))
    yield "kilometres", _UNKNOWN if same else _far(first, second)
    named = (
        not one.place.isdisjoint(other.told.words),
        not other.place.isdisjoint(one.told.words),
    )
    yield "place in the words", sum(named)


def _far(one: Spot | None, other: Spot | None) -> float:
    """Kilometres between two exact places."""
    if one is None or other is None or not (one.exact and other.exact):
        return _UNKNOWN
    return min(_FAR_KM, doubts.kilometres(one, other))


def _country(spot: Spot | None) -> set[str]:
    return {spot.country} if spot is not None and spot.country else set()


def _hashes(spot: Spot | None) -> frozenset[int]:
    """The words of the name of a place, as those of sentences are kept."""
    words = _WORD.findall(spot.name.lower()) if spot is not None and spot.name else []
    return frozenset(zlib.crc32(word.encode()) for word in words)


def _days(one: Told, other: Told) -> Features:
    dated = doubts.both_dated(one, other)
    yield "dated", doubts.is_dated(one) + doubts.is_dated(other)
    yield "days overlap", doubts.overlap(one, other) if dated else _UNKNOWN
    known = one.date_from is not None and other.date_from is not None
    yield "days known", (one.date_from is not None) + (other.date_from is not None)
    yield "any days overlap", doubts.overlap(one, other) if known else _UNKNOWN
    yield "days apart", _apart(_day(one), _day(other))
    yield "published apart", _apart(one.day, other.day)
    yield "longest", min(_LONGEST, max((t.date_to or 0) - (t.date_from or 0) for t in (one, other)))
    earlier, later = sorted((one, other), key=lambda t: (t.day or 0, t.mention))
    yield "began after the first report", _later(later.date_from, earlier.day)
    yield "past", sum(t.time == _PAST for t in (one, other))
    yield "later one past", later.time == _PAST
    yield "times agree", doubts.times_agree(one, other)


def _day(telling: Told) -> int | None:
    return telling.day if telling.date_from is None else telling.date_from


def _apart(one: int | None, other: int | None) -> float:
    return _UNKNOWN if one is None or other is None else min(_FAR_DAYS, abs(one - other))


def _later(day: int | None, than: int | None) -> float:
    if day is None or than is None:
        return 0.0
    return max(-_NEAR_DAYS, min(_NEAR_DAYS, day - than))


def _status(one: Told, other: Told) -> Features:
    yield "denied", one.denied + other.denied
    yield "one denied", one.denied != other.denied
    yield "open", one.open + other.open
    yield "one open", one.open != other.open
    yield "ahead", sum(t.time == _AHEAD for t in (one, other))
    yield "same modality", one.modality == other.modality
    yield "statements", (one.statement is not None) + (other.statement is not None)
    yield "same side", one.side is not None and one.side == other.side
    yield "same teller", one.teller is not None and one.teller == other.teller
    yield "a denial of it", bool(denial(one, other))
    yield "type sure", min(1.0 if t.type_sure is None else t.type_sure for t in (one, other))
    yield "sides sure", min(one.sides_sure, other.sides_sure)
    yield "status sure", min(one.status_sure, other.status_sure)


def _numbers(one: Look, other: Look) -> Features:
    common = one.numbers & other.numbers
    yield "numbers", len(common)
    yield "odd number", has_odd_number(one.told, other.told)
    yield "other numbers", bool(one.numbers and other.numbers and not common)
    same = len(one.tallies & other.tallies)
    kinds = not one.counted.isdisjoint(other.counted)
    yield "tallies", same
    yield "tallies of a kind", kinds
    yield "other tallies", kinds and not same


def _inside(one: Told, other: Told) -> Features:
    same = one.article == other.article
    yield "same article", same
    yield (
        "characters apart",
        min(_FAR_CHARACTERS, abs(one.start - other.start)) if same else _UNKNOWN,
    )
    yield "same sentence", in_one_sentence(one, other)
    yield "chain", one.chain == other.chain
    yield "told as one", told_as_one(one, other)
    found = {sign.name for sign in within(one, other)}
    yield from ((name, name in found) for name in _WITHIN)


def _layout(one: Told, other: Told) -> Features:
    yield "headlines", one.headline + other.headline
    yield "first sentences", one.leading + other.leading
    yield "definite", one.definite + other.definite
    yield "indefinite", one.indefinite + other.indefinite
    yield "recalled", one.recalled + other.recalled
    later = max(one, other, key=lambda t: (t.day or 0, t.start, t.mention))
    yield "later one definite", later.definite
    yield "later one indefinite", later.indefinite
    yield "plural", one.trigger.endswith("s") + other.trigger.endswith("s")
    depths = sorted((one.depth, other.depth))
    yield "depth, low", depths[0]
    yield "depth, high", depths[1]


def _doubts(one: Told, other: Told) -> Features:
    for name, doubt in zip(_DOUBTS, doubts.doubts(one, other), strict=True):
        yield name, _UNKNOWN if doubt is None else float(doubt)
