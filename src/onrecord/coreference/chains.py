"""Chains: the phrases of a text that name the same thing.

A mention ranker after Wiseman et al. 2015 and Lee et al. 2017 without their encoders: for each
phrase, from left to right, a network scores every candidate antecedent and the case that there is
none. The chances of the antecedents that already stand in one chain are added up, and the best
chain, or none, is taken.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from spacy.tokens import Doc

from onrecord.coreference.attributes import Look, looks
from onrecord.coreference.network import Floats, Network, network
from onrecord.coreference.pairs import Ints, candidate_pairs, of_both, of_each
from onrecord.coreference.phrases import Phrase, phrases

_AT_ONCE = 20_000
"""Pairs that are scored together, so that a long text needs no more memory than a short one."""


def chains(
    doc: Doc, given: Sequence[Phrase] | None = None, *, caution: float = 0.0
) -> list[list[Phrase]]:
    """The chains of ``doc``, of two phrases or more, in the order of the text.

    ``given`` are the phrases to be put into chains, sorted; without them they are found. Of two
    found phrases with the same head only one is taken. With ``caution``, in log odds, fewer links
    are made and more of them are right.
    """
    found = looks(doc, phrases(doc) if given is None else given)
    if len(found) < 2:
        return []
    numbers = _linked(found, network(), caution, one_a_head=given is None)
    by_number: dict[int, list[Phrase]] = {}
    for look, number in zip(found, numbers, strict=True):
        by_number.setdefault(number, []).append(look.phrase)
    return [chain for chain in by_number.values() if len(chain) > 1]


def _linked(found: Sequence[Look], net: Network, caution: float, *, one_a_head: bool) -> list[int]:
    """The number of the chain of each phrase."""
    earlier, later = candidate_pairs(found)
    each = of_each(found)
    scores = _pair_scores(found, each, earlier, later, net)
    new = net.new_scores(each) + np.float32(net.bias + caution)
    top = new.copy()
    np.maximum.at(top, later, scores)
    chances = np.exp(scores - top[later]).tolist()
    alone = np.exp(new.astype(float) - top.astype(float)).tolist()
    starts = np.searchsorted(later, np.arange(len(found) + 1)).tolist()
    before = earlier.tolist()
    chain = list(range(len(found)))
    taken: set[tuple[int, bool]] = set()
    for j, look in enumerate(found):
        key = (look.phrase.head, look.phrase.several)
        if one_a_head and key in taken:
            continue
        span = slice(starts[j], starts[j + 1])
        best = _best([chain[i] for i in before[span]], chances[span], alone[j])
        if best is not None:
            chain[j] = best
            taken.add(key)
    return chain


def _pair_scores(
    found: Sequence[Look], each: Floats, earlier: Ints, later: Ints, net: Network
) -> Floats:
    """Scores of all pairs, made in pieces that keep the pairs of a phrase together."""
    cuts = [*np.searchsorted(later, later[::_AT_ONCE]).tolist(), len(later)]
    parts = [(earlier[a:b], later[a:b]) for a, b in pairwise(cuts) if a < b]
    pieces = [net.scores(each, of_both(found, *part), *part) for part in parts]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32)


def _best(numbers: Sequence[int], chances: Sequence[float], alone: float) -> int | None:
    """The chain with the most chance, if that is more than ``alone``, that of something new."""
    total: dict[int, float] = {}
    for number, chance in zip(numbers, chances, strict=True):
        total[number] = total.get(number, 0.0) + chance
    most, best = max(((chance, number) for number, chance in total.items()), default=(alone, 0))
    return best if most > alone else None
