"""The network: a shared encoder and the two steps of the statement reader.

Step one gives each word the chance of being an anchor, the head word of a cue. Step two takes the
words around an anchor, adds how far each lies from it and whether it shares its sentence, and tags
them as source, cue or content. Between encoder and steps stands one layer of attention over words,
which also see their syntactic heads and traits.
"""

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from onrecord.statements.branches import branch_count
from onrecord.statements.decode import TAGS
from onrecord.statements.traits import DEPENDENCY, FLAGS, Names

WIDTH = 256
HEADS = 8
LEFT, RIGHT = 60, 91
"""Words before and after an anchor that step two reads: 99% of statements lie within."""
_FAR = -1e4
_DISTANCES = 32
_FLAT = 9
"""Three tags each for source, cue and content without regard to the statement."""


class Attention(nn.Module):
    """A transformer layer, normalised first, that knows how far words are apart."""

    def __init__(self) -> None:
        super().__init__()
        self.mix, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.before, self.between = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.distance = nn.Embedding(_DISTANCES, HEADS)
        nn.init.zeros_(self.distance.weight)

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        """``x`` (rows, words, WIDTH) read together; words that are not ``real`` are not seen."""
        hidden = torch.where(real, 0.0, _FAR)[:, None, None, :]
        return self.mixed(x, self.near(x.shape[1]) + hidden)

    def near(self, count: int) -> Tensor:
        """What distance adds to the scores of each pair of words, shape (HEADS, count, count)."""
        place = torch.arange(count, device=self.distance.weight.device)
        away = torch.arange(1 - count, count, device=place.device)
        each = self.distance(distance_class(away))
        return each[place[None, :] - place[:, None] + count - 1].permute(2, 0, 1)

    def mixed(self, x: Tensor, near: Tensor) -> Tensor:
        """``x`` read together; ``near`` is added to the scores (rows, HEADS, words, words)."""
        rows, count, _ = x.shape
        mixed = self.mix(self.before(x)).view(rows, count, 3, HEADS, WIDTH // HEADS)
        asked, key, value = mixed.permute(2, 0, 3, 1, 4)
        scores = asked @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + near
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, count, WIDTH)
        x = x + self.out(seen)
        return x + self.narrow(functional.gelu(self.wide(self.between(x))))


def distance_class(offset: Tensor) -> Tensor:
    """0 to 31: exact up to 7 words, then by powers of the square root of two; sides kept apart."""
    size = offset.abs()
    coarse = (8 + 2 * torch.log2(size.clamp(min=8).float() / 8)).long().clamp(max=15)
    return torch.where(size < 8, size, coarse) + 16 * (offset > 0).long()


class StatementNetwork(nn.Module):
    """Encoder and both steps; ``encoder`` is a folder or a transformers model."""

    def __init__(self, encoder: Path | nn.Module, names: Names) -> None:
        super().__init__()
        self.encoder = encoder if isinstance(encoder, nn.Module) else read_encoder(encoder)
        size = self.encoder.config.hidden_size
        counts = [len(table) + 1 for table in names] + list(FLAGS)
        self.join = nn.Linear(2 * size, WIDTH)
        self.traits = nn.ModuleList(nn.Embedding(count, WIDTH) for count in counts)
        self.joined, self.drop = nn.LayerNorm(WIDTH), nn.Dropout(0.1)
        self.around = Attention()
        self.anchor = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))
        self.flat = nn.Linear(WIDTH, _FLAT)
        self.asked = nn.Linear(WIDTH, WIDTH)
        self.offset, self.shared = nn.Embedding(_DISTANCES, WIDTH), nn.Embedding(6, WIDTH)
        self.dependencies = len(names[DEPENDENCY]) + 1
        self.branch = nn.Embedding(branch_count(names[DEPENDENCY]), WIDTH)
        self.start, self.end = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.told = Attention()
        self.tag, self.valid = nn.Linear(WIDTH, len(TAGS)), nn.Linear(WIDTH, 1)
        for table in (*self.traits, self.offset, self.shared, self.branch):
            nn.init.normal_(table.weight, std=0.05)

    def vectors(self, ids: Tensor, real: Tensor) -> Tensor:
        """Of each piece, shape (rows, pieces, size)."""
        found: Tensor = self.encoder(ids, attention_mask=real).last_hidden_state
        return found

    def words(self, vectors: Tensor, heads: Tensor, traits: Tensor, real: Tensor) -> Tensor:
        """The words of each row, shape (rows, words, WIDTH), from the vectors of their starts."""
        above = vectors.gather(1, heads.unsqueeze(-1).expand(-1, -1, vectors.shape[-1]))
        return self.around(self.drop(self.known(vectors, above, traits)), real)

    def known(self, vectors: Tensor, above: Tensor, traits: Tensor) -> Tensor:
        """Each word with its head, whose vector is ``above``, and its traits, (..., WIDTH)."""
        x = self.join(torch.cat([vectors, above], -1))
        for column, table in enumerate(self.traits):
            x = x + table(traits[..., column])
        made: Tensor = self.joined(x)
        return made

    def tags(
        self,
        words: Tensor,
        real: Tensor,
        sentences: Tensor,
        paragraphs: Tensor,
        row: Tensor,
        anchor: Tensor,
        branches: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """For each anchor: tag scores, score that it is one, and which of the places are words.

        ``branches`` has the kind of each word of the row, shape (anchors, words).
        Shapes (anchors, LEFT + 1 + RIGHT, tags), (anchors) and (anchors, LEFT + 1 + RIGHT).
        """
        offset = torch.arange(-LEFT, RIGHT + 1, device=words.device)
        wanted = anchor[:, None] + offset[None]
        place = wanted.clamp(min=0).minimum(torch.full_like(wanted, words.shape[1] - 1))
        rows = row[:, None].expand_as(place)
        there = (wanted == place) & real[rows, place]
        same = _same(sentences, rows, place, row, anchor) + _same(
            paragraphs, rows, place, row, anchor
        )
        x = self.marked(
            words[rows, place],
            words[row, anchor],
            branches.gather(1, place),
            self.away(offset),
            2 * same + (offset == 0).long()[None],
        )
        x = self.end(self.told(x, there))
        return self.tag(x), self.valid(x[:, LEFT]).squeeze(-1), there

    def away(self, offset: Tensor) -> Tensor:
        """What tells how far words lie from an anchor, shape (places, WIDTH)."""
        found: Tensor = self.offset(distance_class(offset))
        return found

    def marked(
        self, words: Tensor, anchor: Tensor, branches: Tensor, away: Tensor, shared: Tensor
    ) -> Tensor:
        """``words`` (anchors, places, WIDTH) with what tells how they lie to their anchors.

        ``shared`` is twice the number of paragraph and sentence that the place has in common with
        the anchor, and one more at the anchor itself, shape (anchors, places).
        """
        x = words + self.asked(anchor)[:, None] + self.branch(branches)
        made: Tensor = self.start(x + away[None] + self.shared(shared))
        return made


def _same(numbers: Tensor, rows: Tensor, place: Tensor, row: Tensor, anchor: Tensor) -> Tensor:
    return (numbers[rows, place] == numbers[row, anchor][:, None]).long()


def read_encoder(folder: Path) -> nn.Module:
    """The pretrained encoder; no dropout, which costs a fifth of the time and gains nothing."""
    model: nn.Module = AutoModel.from_pretrained(
        folder,
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=0.0,
    )
    return model
