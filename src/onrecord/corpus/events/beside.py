"""The second look at pairs of tellings: beside those of their neighbours.

What a telling says by itself may be too little: "the putsch" is of the event of which the likeliest
partners of its article tell, too. See `onrecord.pairs.company`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.corpus.events.grouping import Link, in_order
from onrecord.corpus.events.scorer import LEAST, looks
from onrecord.corpus.events.told import Told
from onrecord.pairs.company import Company, Seat
from onrecord.pairs.grouping import Pair
from onrecord.pairs.parts import parts


def second_look(told: Mapping[str, Told], links: Sequence[Link]) -> list[Link]:
    """The links with the chances of the second look, without those that it thinks unlikely.

    Args:
        told: the tellings by id; all that hang together with one of them.
        links: of the first look, between them.
    """
    number = {id_: at for at, id_ in enumerate(sorted(told))}
    pairs = {in_order(number[link.one], number[link.other]): link for link in links}
    chances = {pair: link.score for pair, link in pairs.items()}
    judged = list(surroundings([told[id_] for id_ in sorted(told)], chances))
    found = looks().second.chances(row for _, row in judged) if judged else []
    return [
        replace(pairs[pair], score=chance)
        for (pair, _), chance in zip(judged, found, strict=True)
        if chance >= LEAST
    ]


def surroundings(
    told: Sequence[Told], chances: Mapping[Pair, float]
) -> Iterator[tuple[Pair, dict[str, float]]]:
    """Each pair of numbers into ``told`` that has a chance, with the features of its company.

    What does not hang together does not know of each other, so that it makes no difference what
    else is looked at.
    """
    seats = [Seat(telling.article, telling.quote_start, telling.lemma) for telling in told]
    whole = parts(range(len(told)), chances)
    part_of = {at: n for n, part in enumerate(whole) for at in part}
    within: list[dict[Pair, float]] = [{} for _ in whole]
    for pair, chance in sorted(chances.items()):
        within[part_of[pair[0]]][pair] = chance
    for members, own in zip(whole, within, strict=True):
        place = {at: n for n, at in enumerate(members)}
        near = {(place[a], place[b]): chance for (a, b), chance in own.items()}
        company = Company([seats[at] for at in members], near)
        for a, b in own:
            yield (a, b), company.features(place[a], place[b])
