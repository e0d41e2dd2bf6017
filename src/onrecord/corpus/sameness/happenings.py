"""The happenings of a set of accounts: compare, then group.

The outcome is a function of the set of accounts and judgements. Accounts are put in the order of
day and id first, so it does not matter in which order they came; chances of the first look, which
knows two tellings alone, are not worked out again. The second look is taken anew each time.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from onrecord import knowledge
from onrecord.corpus.sameness.candidates import candidates
from onrecord.corpus.sameness.conflict import Told, groups_conflict, verdicts
from onrecord.corpus.sameness.judgements import NONE, Judged, Judgements, Names
from onrecord.corpus.sameness.scorer import scorer
from onrecord.corpus.sameness.telling import Account
from onrecord.pairs.grouping import Weigh, groups
from onrecord.records import content_id

VERSION = 2
"""To be raised with a change of the code that changes accounts or chances."""

_WITHIN = 4.0
"""What a pair within an article counts in the mean of two groups."""

Chances = Mapping[Names, float]
"""By the ids of two tellings, the smaller id first: how likely they are of one happening."""


class Happenings(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a set of accounts."""

    groups: tuple[tuple[str, ...], ...]
    """Ids of the tellings of each happening, in the order of day, article and text; every telling
    stands in one group, alone if need be."""
    chances: Mapping[Names, float]
    """Of every pair that was compared, now or before, by itself; to be kept for the next time."""


def method() -> str:
    """What accounts and chances are made by; those of another method must be made anew."""
    digests = knowledge.digests().items()
    known = {n: v for n, v in digests if n.startswith(("sameness/", "encoder/", "corpus/words"))}
    return content_id("happenings", VERSION, sorted(known.items()))


def happenings(
    accounts: Iterable[Account],
    judgements: Judgements = NONE,
    known: Chances | None = None,
) -> Happenings:
    """Which tellings are of one happening.

    Args:
        accounts: one an article, in any order.
        judgements: of a person; they win.
        known: chances from an earlier call, by the same `method`; pairs of tellings that are no
            longer there or no longer compared are dropped.
    """
    ordered = in_order(accounts)
    told = [Told(account, telling) for account in ordered for telling in account.tellings]
    ids = [item.telling.id for item in told]
    chances = _chances(told, ids, candidates(ordered), known or {})
    judged = Judged(judgements, {id_: at for at, id_ in enumerate(ids)})
    together = judged.together(_chains(ordered))

    def forbids(one: Sequence[int], other: Sequence[int]) -> bool:
        return judged.forbid(one, other) or groups_conflict(
            verdicts(told[a], told[b]) for a in one for b in other
        )

    found = groups(
        len(told),
        scorer().among(told, chances),
        scorer().threshold,
        joined=together,
        forbids=forbids,
        weigh=same_article_weight(told),
    )
    return Happenings(
        groups=tuple(tuple(ids[at] for at in group) for group in found),
        chances={_names(ids, pair): chance for pair, chance in chances.items()},
    )


def same_article_weight(told: Sequence[Told]) -> Weigh:
    """Pairs within an article count more: an author keeps apart what is two."""
    articles = [item.account.article for item in told]
    return lambda pair: _WITHIN if articles[pair[0]] == articles[pair[1]] else 1.0


def in_order(accounts: Iterable[Account]) -> list[Account]:
    """By day and id; those without a day last."""
    return sorted(accounts, key=lambda a: (a.date is None, str(a.date), a.article))


def _chances(
    told: Sequence[Told], ids: Sequence[str], pairs: Sequence[tuple[int, int]], known: Chances
) -> dict[tuple[int, int], float]:
    """The chance of each pair, from ``known`` where it is there."""
    due = [pair for pair in pairs if _names(ids, pair) not in known]
    made = dict(zip(due, scorer().chances(told, due), strict=True))
    return {pair: made[pair] if pair in made else known[_names(ids, pair)] for pair in pairs}


def _names(ids: Sequence[str], pair: tuple[int, int]) -> Names:
    one, other = ids[pair[0]], ids[pair[1]]
    return (one, other) if one < other else (other, one)


def _chains(accounts: Sequence[Account]) -> list[list[int]]:
    """What the articles join by themselves, as numbers of all tellings."""
    starts = [0]
    for account in accounts:
        starts.append(starts[-1] + len(account.tellings))
    return [
        [start + at for at in chain]
        for account, (start, _) in zip(accounts, pairwise(starts), strict=True)
        for chain in account.joined
    ]
