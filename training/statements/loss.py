"""What the statement network loses on a batch of pages, and how batches are made."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from onrecord.statements.branches import Trees
from onrecord.statements.decode import TAGS, Parts
from onrecord.statements.traits import DEPENDENCY, Names
from training.halves import in_halves
from training.statements.lessons import Lesson, Page, pages
from training.statements.network import LEFT, RIGHT, StatementNetwork

_MASK, _FIRST_WORD = 103, 104
"""Id of the piece that hides a word, and of the first that is no mark."""
_ROUND = 32
"""Sizes of a batch are rounded up to this, since each new shape is compiled anew."""
_BUCKET = 40
"""Batches among which pages are sorted by length."""


class Shares(NamedTuple):
    """How the loss is made, and the size of a batch; what was tried beside it is in the card."""

    batch: int = 16
    """Pages."""
    hidden: float = 0.08
    """Share of pieces that are hidden, so that no word is relied on alone."""
    anchor: float = 3.0
    """Weight of words that are anchors."""
    wrong: float = 0.3
    """Weight of the tags of anchors that are none."""


SHARES = Shares()


class Batch(NamedTuple):
    """Pages side by side; rows are padded."""

    ids: Tensor
    starts: Tensor
    heads: Tensor
    traits: Tensor
    sentences: Tensor
    paragraphs: Tensor
    real_pieces: Tensor
    real: Tensor


def batch_of(chosen: Sequence[Page]) -> Batch:
    """``chosen`` pages as tensors."""
    ids = padded([page.ids for page in chosen], 0)
    real = padded([np.ones(len(page.starts), dtype=np.int64) for page in chosen], 0)
    return Batch(
        ids=ids,
        starts=padded([page.starts for page in chosen], 0),
        heads=padded([page.heads for page in chosen], 0),
        traits=padded([page.traits for page in chosen], 0),
        sentences=padded([page.sentences for page in chosen], -1),
        paragraphs=padded([page.paragraphs for page in chosen], -1),
        real_pieces=padded([np.ones(len(page.ids), dtype=np.int64) for page in chosen], 0),
        real=real.bool(),
    )


def padded(arrays: Sequence[np.ndarray], fill: int) -> Tensor:
    """``arrays`` as rows of one length, which is rounded up, with ``fill`` behind each."""
    longest = -(-max(len(array) for array in arrays) // _ROUND) * _ROUND
    rows = pad_sequence([torch.as_tensor(a) for a in arrays], True, fill)
    missing = longest - rows.shape[1]
    sides = [0, 0] * (rows.dim() - 2) + [0, missing]
    return functional.pad(rows, sides, value=fill)


def piece_vectors(network: StatementNetwork, batch: Batch, hidden: float = 0.0) -> Tensor:
    """The vectors of the words' first pieces; a share ``hidden`` of all pieces is masked."""
    ids = batch.ids
    if hidden:
        ids = torch.where((torch.rand(ids.shape) < hidden) & (ids >= _FIRST_WORD), _MASK, ids)
    pieces = network.vectors(ids, batch.real_pieces)
    starts = batch.starts.unsqueeze(-1).expand(-1, -1, pieces.shape[-1])
    return pieces.gather(1, starts)


def read_words(network: StatementNetwork, batch: Batch, hidden: float = 0.0) -> Tensor:
    """The words of ``batch`` as step one sees them."""
    vectors = piece_vectors(network, batch, hidden)
    return network.words(vectors, batch.heads, batch.traits, batch.real)


class Asked(NamedTuple):
    """One place of which step two is asked; nothing is marked at a wrong one."""

    row: int
    anchor: int
    parts: Parts | None


def loss(
    network: StatementNetwork, chosen: Sequence[Page], shares: Shares, chance: random.Random
) -> Tensor:
    """The loss of one batch: anchors, flat tags, tags around anchors, and which anchors are."""
    batch = batch_of(chosen)
    with in_halves():
        words = read_words(network, batch, shares.hidden)
        odds = network.anchor(words).squeeze(-1)
        flat = network.flat(words)
    odds, flat = odds.float(), flat.float()
    wanted, known, flat_wanted = _targets(chosen, batch.real)
    anchors = functional.binary_cross_entropy_with_logits(
        odds, wanted, weight=1 + (shares.anchor - 1) * wanted, reduction="none"
    )[known].mean()
    flat_loss = functional.cross_entropy(
        flat.view(*batch.real.shape, 3, 3)[batch.real].flatten(0, 1),
        flat_wanted[batch.real].view(-1),
    )
    asked = [*_right(chosen, chance), *_wrong(odds.detach(), wanted, known, chance)]
    told = _tag_loss(network, words, batch, asked, shares)
    return 20 * anchors + flat_loss + told


def _targets(chosen: Sequence[Page], real: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Which words are anchors; of which that is known; the flat tags of each part."""
    wanted, known = torch.zeros(real.shape), real.clone()
    flat = torch.zeros((*real.shape, 3), dtype=torch.long)
    for row, page in enumerate(chosen):
        for marked in page.marked:
            for first, end in marked.parts.cue:
                known[row, first:end] = False
            for part, spans in enumerate(marked.parts):
                for first, end in spans:
                    flat[row, first:end, part] = 2
                    flat[row, first, part] = 1
        for marked in page.marked:
            wanted[row, marked.anchor], known[row, marked.anchor] = 1, True
    return wanted, known, flat


_OTHER_WORD = 0.15
"""How often another word of the cue is asked than its head, since step one may choose it."""


def _right(chosen: Sequence[Page], chance: random.Random) -> Iterator[Asked]:
    for row, page in enumerate(chosen):
        for marked in page.marked:
            at = marked.anchor
            if chance.random() < _OTHER_WORD:
                at = chance.choice([w for a, b in marked.parts.cue for w in range(a, b)])
            yield Asked(row, at, marked.parts)


_DOUBTFUL = 0.05
"""Chance from which a word that is no anchor is worth asking step two about."""


def _wrong(odds: Tensor, wanted: Tensor, known: Tensor, chance: random.Random) -> list[Asked]:
    """Words that look like anchors and are none: half the likeliest, half by chance."""
    sure = torch.sigmoid(odds)
    doubtful = ((sure > _DOUBTFUL) & (wanted == 0) & known).nonzero().tolist()
    doubtful.sort(key=lambda at: -float(sure[at[0], at[1]]))
    half = max(4, int(wanted.sum()) // 2) // 2
    rest = doubtful[half:]
    taken = doubtful[:half] + chance.sample(rest, min(half, len(rest)))
    return [Asked(row, at, None) for row, at in taken]


def _tag_loss(
    network: StatementNetwork, words: Tensor, batch: Batch, asked: list[Asked], shares: Shares
) -> Tensor:
    if not asked:
        return words.sum() * 0
    count = len(asked)
    asked = asked + [asked[0]] * (-count % _ROUND)
    row = torch.tensor([one.row for one in asked])
    anchor = torch.tensor([one.anchor for one in asked])
    kinds = branches_of(batch, asked, network.dependencies)
    with in_halves():
        tags, valid, there = network.tags(
            words, batch.real, batch.sentences, batch.paragraphs, row, anchor, kinds
        )
    right = torch.tensor([float(one.parts is not None) for one in asked])
    counted = (torch.arange(len(asked)) < count).float()
    weight = there.float() * torch.where(right > 0, 1.0, shares.wrong)[:, None]
    weight = weight * counted[:, None]
    wanted = torch.stack([_tags(one) for one in asked])
    each = functional.cross_entropy(tags.float().transpose(1, 2), wanted, reduction="none")
    sure = functional.binary_cross_entropy_with_logits(valid.float(), right, weight=counted)
    return 4 * (each * weight).sum() / weight.sum() + 0.5 * sure


def branches_of(batch: Batch, asked: Sequence[Asked], count: int) -> Tensor:
    """The branches of each word of the row, seen from each place asked."""
    heads, dependencies = batch.heads.numpy(), batch.traits[..., DEPENDENCY].numpy()
    kinds = [Trees(heads[a.row], dependencies[a.row], count).branches(a.anchor) for a in asked]
    return torch.from_numpy(np.stack(kinds))


def _tags(asked: Asked) -> Tensor:
    """The tags of the places around an anchor."""
    made = torch.zeros(LEFT + 1 + RIGHT, dtype=torch.long)
    if asked.parts is None:
        return made
    for name in ("content", "source", "cue"):
        begin = TAGS.index(f"B-{name}")
        for first, end in getattr(asked.parts, name):
            a, b = (min(max(at - asked.anchor + LEFT, 0), len(made)) for at in (first, end))
            if a < b:
                made[a:b], made[a] = begin + 1, begin
    return made


def batches(
    lessons: Sequence[Lesson], names: Names, shares: Shares, chance: random.Random, first: bool
) -> Iterator[list[Page]]:
    """All pages in random order, those of a batch of about equal length."""
    found = [page for one in lessons for page in pages(one, names, None if first else chance)]
    chance.shuffle(found)
    size = shares.batch * _BUCKET
    made = []
    for at in range(0, len(found), size):
        near = sorted(found[at : at + size], key=lambda page: len(page.ids))
        made += [near[k : k + shares.batch] for k in range(0, len(near), shares.batch)]
    chance.shuffle(made)
    yield from made
