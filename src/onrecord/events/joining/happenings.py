"""From the mentions of an article to its happenings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.events.joining.conflict import Verdicts, apart, verdicts
from onrecord.events.joining.features import Pair, candidates
from onrecord.events.joining.look import Look
from onrecord.events.joining.scorer import Scorer
from onrecord.pairs.grouping import groups
from onrecord.records import EventMention


@dataclass(frozen=True, slots=True)
class Happenings:
    """A product of the event stage; it is not stored.

    Mentions are compared by what their own words give, so the looks hold them as they were before
    any took a date or a place from another telling.
    """

    looks: tuple[Look, ...]
    """Of the mentions, in the order of the text."""
    groups: tuple[tuple[int, ...], ...]
    """Numbers of the mentions of each happening, in the order of their first tellings."""

    def of(self, mentions: Sequence[EventMention]) -> list[list[EventMention]]:
        """``mentions``, those of the looks in the same order, by happening."""
        return [[mentions[number] for number in group] for group in self.groups]


def happenings(looks: Sequence[Look], scorer: Scorer) -> Happenings:
    """The happenings that ``looks`` tell."""
    pairs = candidates(looks)
    chances = dict(zip(pairs, scorer.chances(looks, pairs), strict=True))
    made = joined(len(looks), chances, judged(looks, pairs), scorer.threshold)
    return Happenings(tuple(looks), tuple(map(tuple, made)))


def judged(looks: Sequence[Look], pairs: Iterable[Pair]) -> dict[Pair, Verdicts]:
    """What speaks against each of ``pairs``."""
    return {(one, other): verdicts(looks[one], looks[other]) for one, other in pairs}


def joined(
    count: int, chances: Mapping[Pair, float], against: Mapping[Pair, Verdicts], threshold: float
) -> list[list[int]]:
    """The numbers below ``count`` in groups, by average linkage over the chances of pairs."""

    def forbids(some: Sequence[int], others: Sequence[int]) -> bool:
        between = ((min(a, b), max(a, b)) for a in some for b in others)
        return apart(against[pair] for pair in between if pair in against)

    return groups(count, chances, threshold, forbids=forbids)
