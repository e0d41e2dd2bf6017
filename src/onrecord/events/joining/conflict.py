"""What keeps two groups of mentions apart, whatever the scorer thinks of their pairs.

What is not known never conflicts.
"""

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.events.joining.look import Look, Side
from onrecord.records import EventMention, PloverType

_SAID = frozenset({1, 3})
"""Quads of what is done in words: another speaker makes it another happening."""
_TWO_SIDED = frozenset({PloverType.CONSULT, PloverType.AGREE})
_SHARE = 3
"""One in so many pairs between two groups must conflict."""

Verdict = bool | None
"""Whether something speaks against a pair; ``None`` where it is not known."""


class Verdicts(NamedTuple):
    """What speaks against a pair of mentions being of one happening."""

    impossible: bool
    """Days or places that cannot both be right, or words of one sentence: it tells a thing once."""
    doubts: tuple[Verdict, ...]
    """Victims, countries, speakers, facts, plans, denials: the program may have misread one."""


def verdicts(one: Look, other: Look) -> Verdicts:
    """What speaks against ``one`` and ``other``, the earlier first."""
    return Verdicts(
        one.sentence == other.sentence
        or days_conflict(one.mention, other.mention)
        or places_conflict(one, other),
        (
            _apart(one.recipients.people, other.recipients.people),
            _apart(one.recipients.codes, other.recipients.codes),
            _speakers(one, other),
            _facts(one, other),
            _unreal(one, other),
            _denials(one, other),
        ),
    )


def apart(pairs: Iterable[Verdicts]) -> bool:
    """Whether two groups must stay two, from the verdicts on the pairs between them.

    One pair that is impossible is enough. A doubt must hold for more pairs than it is refuted for.
    """
    every = list(pairs)
    if any(pair.impossible for pair in every):
        return True
    columns = zip(*(pair.doubts for pair in every), strict=True)
    counts = ((column.count(True), column.count(False)) for column in columns)
    return any(doubts > ruled and doubts * _SHARE >= len(every) for doubts, ruled in counts)


def days_conflict(one: EventMention, other: EventMention) -> bool:
    """Whether both have days, and none in common."""
    if one.date_from is None or one.date_to is None:
        return False
    if other.date_from is None or other.date_to is None:
        return False
    return one.date_from > other.date_to or other.date_from > one.date_to


def places_conflict(one: Look, other: Look) -> bool:
    """Whether both are in resolved places of which neither can hold the other.

    Places of one country may: "in Aleppo" and "in Syria".
    """
    first, second = one.place, other.place
    if first is None or second is None or first.geonames is None or second.geonames is None:
        return False
    return first.geonames != second.geonames and (
        first.country is None or first.country != second.country
    )


def _apart(some: frozenset[str], others: frozenset[str]) -> Verdict:
    return not some & others if some and others else None


def _speakers(one: Look, other: Look) -> Verdict:
    kind = one.mention.type
    if one.mention.quad not in _SAID or kind in _TWO_SIDED:
        return None
    if _apart(one.actors.people, other.actors.people):
        return True
    return _apart(one.actors.named | one.actors.codes, other.actors.named | other.actors.codes)


def _facts(one: Look, other: Look) -> bool:
    """Whether only one of them happened; a noun with "the" takes up a plan or a denial as well."""
    return one.mention.status.happened != other.mention.status.happened and not other.definite


def _unreal(one: Look, other: Look) -> Verdict:
    """Whether two deeds are planned or denied: what was not done is what its words name."""
    if one.mention.status.happened or other.mention.status.happened or other.definite:
        return None
    if one.recipients and other.recipients:
        return not _shared(one.recipients, other.recipients)
    where = one.place is not None and other.place is not None and not places_conflict(one, other)
    return not (where or (one.lemma == other.lemma and _shared(one.actors, other.actors)))


def _denials(one: Look, other: Look) -> Verdict:
    """Whether two deny different things, or one of them does not say what it denies.

    Who only "denied it" has denied what no word of the telling names.
    """
    if one.denied is None or other.denied is None:
        return None
    if one.actors and other.actors and not _shared(one.actors, other.actors):
        return True
    shared = len(one.denied & other.denied)
    return shared * 2 <= min(len(one.denied), len(other.denied))


def _shared(some: Side, others: Side) -> bool:
    """Whether somebody or something is called alike on both."""
    return bool(some.names & others.names or some.heads & others.heads)
