"""The event heads over the shared encoder.

Over the vectors of words stands one layer of attention that also sees their traits and their
syntactic heads, as for statements. From it are read: the PLOVER type of each word that tells an
event, whether it happened, how far the text commits itself to it; for a trigger, which words head
its actors and recipients; and for two given parties, the root that holds between them.
"""

import torch
from torch import Tensor, nn

from onrecord.events.hints import GRAMMAR
from onrecord.events.roots import ROOTS
from onrecord.statements.branches import branch_count
from onrecord.statements.traits import DEPENDENCY, FLAGS, Names
from training.statements.network import WIDTH, Attention, distance_class

TYPES = 17
"""No event, and the 16 types in the order of the enumeration."""
MODALITIES, TIMES, CERTAINTIES, ROLES = 6, 3, 3, 3
_DISTANCES = 32
ROOT_HEADS = 7
"""Opinions on a root, begun from other random weights: their mean errs less."""
FIRST_SHARE = 0.4
"""Of the first, which learned together with the encoder; the others learned pairs alone."""


class EventNetwork(nn.Module):
    """The heads; ``size`` is that of the encoder's vectors."""

    def __init__(self, names: Names, modes: int, size: int = 384) -> None:
        super().__init__()
        counts = [len(table) + 1 for table in names] + list(FLAGS)
        self.join = nn.Linear(2 * size, WIDTH)
        self.traits = nn.ModuleList(nn.Embedding(count, WIDTH) for count in counts)
        self.joined, self.drop = nn.LayerNorm(WIDTH), nn.Dropout(0.1)
        self.known = nn.Embedding(TYPES, WIDTH)
        self.around, self.end = Attention(), nn.LayerNorm(WIDTH)
        self.kind = _head(TYPES)
        self.status = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU())
        self.judged = nn.Linear(WIDTH, MODALITIES + TIMES + CERTAINTIES)
        self.fact = _head(1)
        self.mode = nn.Linear(WIDTH, modes)
        self.asking, self.asked = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.dependencies = len(names[DEPENDENCY]) + 1
        self.branch = nn.Embedding(branch_count(names[DEPENDENCY]), WIDTH)
        self.offset, self.shared = nn.Embedding(_DISTANCES, WIDTH), nn.Embedding(2, WIDTH)
        self.grammar = nn.Embedding(GRAMMAR, WIDTH)
        self.role = nn.Sequential(
            nn.GELU(), nn.Linear(WIDTH, WIDTH // 2), nn.GELU(), nn.Linear(WIDTH // 2, ROLES)
        )
        self.root_heads = nn.ModuleList(RootHead() for _ in range(ROOT_HEADS))
        for table in (
            *self.traits,
            self.known,
            self.grammar,
            self.offset,
            self.shared,
            self.branch,
        ):
            nn.init.normal_(table.weight, std=0.05)

    def words(
        self, vectors: Tensor, heads: Tensor, traits: Tensor, known: Tensor, real: Tensor
    ) -> Tensor:
        """The words of each row, shape (rows, words, WIDTH), from the vectors of their starts.

        ``known`` has what the lexicon says of each word.
        """
        above = vectors.gather(1, heads.unsqueeze(-1).expand(-1, -1, vectors.shape[-1]))
        x = self.seen(vectors, above, traits, known)
        return self.end(self.around(self.drop(x), real))

    def seen(self, vectors: Tensor, above: Tensor, traits: Tensor, known: Tensor) -> Tensor:
        """Each word with the vector of its syntactic head, its traits and its hint."""
        x = self.join(torch.cat([vectors, above], -1)) + self.known(known)
        for column, table in enumerate(self.traits):
            x = x + table(traits[..., column])
        return self.joined(x)

    def judge(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Of each word: scores of the types, of modality, time and certainty; fact; modes."""
        status = self.status(words)
        return self.kind(words), self.judged(status), self.fact(words).squeeze(-1), self.mode(words)

    def roles(
        self,
        words: Tensor,
        row: Tensor,
        trigger: Tensor,
        branches: Tensor,
        grammar: Tensor,
        sentences: Tensor,
    ) -> Tensor:
        """For each trigger, scores of none, actor and recipient of each word of its row.

        ``row`` and ``trigger`` have shape (triggers,), ``branches`` and
        ``grammar`` (triggers, words); the result (triggers, words, ROLES).
        """
        place = torch.arange(words.shape[1], device=words.device)
        offset = distance_class(place[None] - trigger[:, None])
        same = (sentences[row] == sentences[row, trigger][:, None]).long()
        x = self.asked(words)[row] + self.asking(words[row, trigger])[:, None]
        x = x + self.branch(branches) + self.grammar(grammar)
        x = x + self.offset(offset) + self.shared(same)
        scores: Tensor = self.role(x)
        return scores

    def roots(self, words: Tensor, parties: Tensor, real: Tensor) -> Tensor:
        """Scores of the roots between two parties, shape (rows, roots): a mean of all heads.

        ``parties`` has 1 at the words of the source, 2 at those of the target, 0 elsewhere.
        """
        first, *others = (head(words, parties, real).log_softmax(-1) for head in self.root_heads)
        if not others:
            return first
        mean: Tensor = torch.stack(others).mean(0)
        return FIRST_SHARE * first + (1 - FIRST_SHARE) * mean


class RootHead(nn.Module):
    """One opinion on the root between two parties."""

    def __init__(self) -> None:
        super().__init__()
        self.party, self.between = nn.Embedding(3, WIDTH), Attention()
        self.paired = nn.LayerNorm(WIDTH)
        self.weigh, self.root = nn.Linear(WIDTH, 1), _head(len(ROOTS), 3 * WIDTH)
        nn.init.normal_(self.party.weight, std=0.05)

    def forward(self, words: Tensor, parties: Tensor, real: Tensor) -> Tensor:
        """Scores of the roots, shape (rows, roots)."""
        x = self.paired(self.between(words + self.party(parties), real))
        weight = torch.where(real, self.weigh(x).squeeze(-1).float(), -1e4).softmax(-1)
        pooled = [(x * weight.unsqueeze(-1).to(x.dtype)).sum(1)]
        pooled += [_mean(x, parties == number) for number in (1, 2)]
        scores: Tensor = self.root(torch.cat(pooled, -1))
        return scores


def _head(count: int, width: int = WIDTH) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, WIDTH), nn.GELU(), nn.Linear(WIDTH, count))


def _mean(x: Tensor, where: Tensor) -> Tensor:
    share = where.to(x.dtype)
    total = share.sum(1, keepdim=True).clamp(min=1)
    return torch.einsum("rwd,rw->rd", x, share / total)
