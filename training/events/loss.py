"""What the event heads lose on a batch of pages."""

import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.events.hints import KINDS
from onrecord.events.ontology import ontology
from onrecord.events.roots import ROOT_OF, ROOTS
from onrecord.records import Certainty, EventTime, Modality
from onrecord.statements.branches import Trees
from onrecord.statements.traits import DEPENDENCY
from training.events.lessons import Event, EventPage
from training.events.network import MODALITIES, TIMES, EventNetwork
from training.halves import in_halves
from training.statements.loss import Batch, batch_of, padded, piece_vectors
from training.statements.network import StatementNetwork

MODES = ["", *(f"{e.type} {m.mode}" for e in ontology().types for m in e.modes)]
"""No mode, and each mode behind its type."""
_MODALITY = {value.value: at for at, value in enumerate(Modality)}
_TIME = {value.value: at for at, value in enumerate(EventTime)}
_CERTAINTY = {value.value: at for at, value in enumerate(Certainty)}
_OF_ROOT = [[KINDS[kind] for kind, root in ROOT_OF.items() if root == name] for name in ROOTS]
REACH = 40
"""Words on either side of a trigger among which its actors and recipients are sought."""
_UNKNOWN = -100


class Shares(NamedTuple):
    """Weights of the parts of the loss, and the size of a batch."""

    pieces: int = 1000
    """Pieces of a batch."""
    hidden: float = 0.08
    """Share of pieces that are hidden."""
    kind: float = 8.0
    status: float = 0.5
    fact: float = 0.7
    mode: float = 0.2
    role: float = 6.0
    root: float = 1.0
    bag: float = 0.3
    party: float = 0.5


SHARES = Shares()


class Placed(NamedTuple):
    """A word that tells an event, and what words near are to it."""

    word: int
    grammar: tuple[tuple[int, int], ...]


def loss(
    encoder: StatementNetwork,
    network: EventNetwork,
    chosen: Sequence[EventPage],
    shares: Shares,
) -> Tensor:
    """The loss of one batch; each page adds to the parts that are known of it."""
    batch = batch_of([one.page for one in chosen])
    with in_halves():
        known = padded([one.known for one in chosen], 0)
        words = read(encoder, network, batch, known, shares.hidden)
        kinds, judged, facts, modes = (t.float() for t in network.judge(words))
    told = [(row, event) for row, one in enumerate(chosen) for event in one.events]
    total = words.float().sum() * 0
    total = total + shares.kind * _kind_loss(kinds, chosen, batch.real)
    if told:
        total = total + shares.status * _status_loss(judged, told)
        total = total + shares.mode * _mode_loss(modes, told)
        total = total + shares.role * _role_loss(network, words, batch, told)
    total = total + shares.fact * _fact_loss(facts, chosen)
    asked = [(row, one) for row, one in enumerate(chosen) if one.pair is not None]
    if asked:
        total = total + shares.root * _root_loss(network, words, batch, asked)
        total = total + shares.bag * _bag_loss(kinds, batch.real, asked)
        total = total + shares.party * _party_loss(network, words, kinds, batch, asked)
    return total


def read(
    encoder: StatementNetwork,
    network: EventNetwork,
    batch: Batch,
    known: Tensor,
    hidden: float = 0.0,
) -> Tensor:
    """The words of ``batch`` as the event heads see them."""
    vectors = piece_vectors(encoder, batch, hidden)
    return network.words(vectors, batch.heads, batch.traits, known, batch.real)


def _kind_loss(kinds: Tensor, chosen: Sequence[EventPage], real: Tensor) -> Tensor:
    wanted = torch.full(real.shape, _UNKNOWN)
    for row, one in enumerate(chosen):
        if one.whole:
            wanted[row, : len(one.page.starts)] = 0
            wanted[row, list(one.ignored)] = _UNKNOWN
            for event in one.events:
                wanted[row, event.word] = KINDS[event.told.type]
    if not (wanted >= 0).any():
        return kinds.sum() * 0
    return functional.cross_entropy(kinds.flatten(0, 1), wanted.flatten(), ignore_index=_UNKNOWN)


def _status_loss(judged: Tensor, told: Sequence[tuple[int, Event]]) -> Tensor:
    scores = torch.stack([judged[row, event.word] for row, event in told])
    ends = MODALITIES, MODALITIES + TIMES
    parts = scores[:, : ends[0]], scores[:, ends[0] : ends[1]], scores[:, ends[1] :]
    wanted = [
        [_MODALITY[event.told.modality] for _, event in told],
        [_TIME[event.told.time] for _, event in told],
        [_CERTAINTY.get(event.told.certainty or "", _UNKNOWN) for _, event in told],
    ]
    total = scores.sum() * 0
    for part, labels in zip(parts, wanted, strict=True):
        if max(labels) >= 0:
            given = torch.tensor(labels)
            total = total + functional.cross_entropy(part, given, ignore_index=_UNKNOWN)
    return total


def _mode_loss(modes: Tensor, told: Sequence[tuple[int, Event]]) -> Tensor:
    known = [(row, e) for row, e in told if e.told.mode is not None]
    if not known:
        return modes.sum() * 0
    names = [f"{e.told.type} {e.told.mode}" if e.told.mode else "" for _, e in known]
    wanted = torch.tensor([MODES.index(name) if name in MODES else 0 for name in names])
    return functional.cross_entropy(torch.stack([modes[r, e.word] for r, e in known]), wanted)


def _role_loss(
    network: EventNetwork, words: Tensor, batch: Batch, told: Sequence[tuple[int, Event]]
) -> Tensor:
    scores = role_scores(network, words, batch, told)
    wanted = torch.zeros(scores.shape[:2], dtype=torch.long)
    place = torch.arange(scores.shape[1])
    for at, (row, event) in enumerate(told):
        near = (place - event.word).abs() <= REACH
        wanted[at] = torch.where(near & batch.real[row], 0, _UNKNOWN)
        wanted[at, event.word] = _UNKNOWN
        for number, side in enumerate((event.actors, event.recipients), 1):
            wanted[at, list(side)] = number
    return functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=_UNKNOWN)


def role_scores(
    network: EventNetwork, words: Tensor, batch: Batch, told: Sequence[tuple[int, Event | Placed]]
) -> Tensor:
    """Scores of none, actor and recipient, shape (triggers, words, 3)."""
    heads, kinds = batch.heads.numpy(), batch.traits[..., DEPENDENCY].numpy()
    found = [
        Trees(heads[row], kinds[row], network.dependencies).branches(event.word)
        for row, event in told
    ]
    row = torch.tensor([row for row, _ in told])
    trigger = torch.tensor([event.word for _, event in told])
    grammar = torch.zeros((len(told), words.shape[1]), dtype=torch.long)
    for at, (_, event) in enumerate(told):
        for word, number in event.grammar:
            grammar[at, word] = number
    with in_halves():
        scores = network.roles(
            words, row, trigger, torch.from_numpy(np.stack(found)), grammar, batch.sentences
        )
    return scores.float()


def _fact_loss(facts: Tensor, chosen: Sequence[EventPage]) -> Tensor:
    known = [(row, at, n) for row, one in enumerate(chosen) for at, n in one.facts]
    if not known:
        return facts.sum() * 0
    made = torch.stack([facts[row, at] for row, at, _ in known])
    return functional.smooth_l1_loss(made, torch.tensor([n for _, _, n in known]))


def _root_loss(
    network: EventNetwork,
    words: Tensor,
    batch: Batch,
    asked: Sequence[tuple[int, EventPage]],
) -> Tensor:
    scores = root_scores(network, words, batch, asked)
    likely = scores.log_softmax(-1)
    lost = []
    for at, (_, one) in enumerate(asked):
        assert one.pair is not None
        lost.append(-likely[at, list(one.pair.roots)].logsumexp(0))
    return torch.stack(lost).mean()


def root_scores(
    network: EventNetwork, words: Tensor, batch: Batch, asked: Sequence[tuple[int, EventPage]]
) -> Tensor:
    """Scores of the roots of each page that has a pair, shape (pages, roots)."""
    rows = torch.tensor([row for row, _ in asked])
    parties = torch.zeros((len(asked), words.shape[1]), dtype=torch.long)
    for at, (_, one) in enumerate(asked):
        assert one.pair is not None
        for number, (first, end) in enumerate((one.pair.source, one.pair.target), 1):
            parties[at, first:end] = number
    with in_halves():
        scores = network.roots(words[rows], parties, batch.real[rows])
    return scores.float()


def _bag_loss(kinds: Tensor, real: Tensor, asked: Sequence[tuple[int, EventPage]]) -> Tensor:
    """Some word of the text tells an event of a root that holds between the two."""
    lost = []
    for row, one in asked:
        assert one.pair is not None
        types = [kind for root in one.pair.roots for kind in _OF_ROOT[root]]
        likely = kinds[row].log_softmax(-1)[:, types].logsumexp(-1)
        lost.append(-torch.where(real[row], likely, -1e4).max())
    return torch.stack(lost).mean()


def _party_loss(
    network: EventNetwork,
    words: Tensor,
    kinds: Tensor,
    batch: Batch,
    asked: Sequence[tuple[int, EventPage]],
) -> Tensor:
    """Source and target take part in what the likeliest word of the pair's root tells.

    Who else does, a pair does not say, so no other word is learned from it.
    """
    placed: list[tuple[int, Event | Placed]] = []
    wanted: list[tuple[int, int, int]] = []
    for row, one in asked:
        pair = one.pair
        if pair is None or pair.heads == (None, None):
            continue
        types = [kind for root in pair.roots for kind in _OF_ROOT[root]]
        likely = kinds[row].detach().log_softmax(-1)[:, types].logsumexp(-1)
        word = int(torch.where(batch.real[row], likely, -1e4).argmax())
        sides = ((n, at) for n, at in enumerate(pair.heads, 1) if at is not None and at != word)
        wanted += [(len(placed), at, number) for number, at in sides]
        placed.append((row, Placed(word, pair.grammar[word])))
    if not wanted:
        return words.float().sum() * 0
    scores = role_scores(network, words, batch, placed)
    trigger, at, number = (torch.tensor(column) for column in zip(*wanted, strict=True))
    return functional.cross_entropy(scores[trigger, at], number)


def batches(
    found: Sequence[EventPage], chance: random.Random, shares: Shares
) -> list[list[EventPage]]:
    """All pages in random order, those of a batch of about equal length."""
    order = list(found)
    chance.shuffle(order)
    made: list[list[EventPage]] = []
    for at in range(0, len(order), _NEAR):
        near = sorted(order[at : at + _NEAR], key=lambda one: len(one.page.ids))
        batch: list[EventPage] = []
        for one in near:
            if batch and (len(batch) + 1) * len(one.page.ids) > shares.pieces:
                made.append(batch)
                batch = []
            batch.append(one)
        made.append(batch)
    chance.shuffle(made)
    return made


_NEAR = 2000
"""Pages among which those of like length are put together."""
