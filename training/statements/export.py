"""From the fitted network to the files that onrecord runs."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.statements.traits import FLAGS, Names
from training.statements.network import LEFT, RIGHT, StatementNetwork

_OPSET = 17
PLAIN = (0.0, 1.0, 0.0, 0.0, 0.0)
"""Weights of the confidence before it is fitted: the chance that step two gives."""


class _Encoder(nn.Module):
    """Of one window, all of whose pieces are real: the vectors of the pieces ``first``."""

    def __init__(self, network: StatementNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, first: Tensor) -> Tensor:
        encoder = self.network.encoder
        found: Tensor = encoder.encoder(encoder.embeddings(ids)).last_hidden_state
        return found[0, first]


class _Anchors(nn.Module):
    """Of one window: its words, and the odds that each is an anchor."""

    def __init__(self, network: StatementNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, heads: Tensor, traits: Tensor) -> tuple[Tensor, Tensor]:
        x = self.network.known(vectors, vectors[heads], traits)[None]
        around = self.network.around
        words = around.mixed(x, around.near(x.shape[1]))[0]
        return words, self.network.anchor(words).squeeze(-1)


class _Spans(nn.Module):
    """Around one anchor: log-probabilities of the tags of each word, and the odds that it is one.

    The words given are those in reach of the anchor, so that none is hidden and none is padding;
    the word ``anchor`` among them is it.
    """

    near: Tensor
    away: Tensor

    def __init__(self, network: StatementNetwork) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("near", network.told.near(LEFT + 1 + RIGHT).detach())
        reach = torch.arange(-LEFT, RIGHT + 1)
        self.register_buffer("away", network.away(reach).detach())

    def forward(
        self,
        words: Tensor,
        sentences: Tensor,
        paragraphs: Tensor,
        anchor: Tensor,
        branches: Tensor,
    ) -> tuple[Tensor, Tensor]:
        place = torch.arange(words.shape[0])
        same = (sentences == sentences[anchor]).long() + (paragraphs == paragraphs[anchor]).long()
        shared = 2 * same + (place == anchor).long()
        away = self.away[place - anchor + LEFT]
        x = self.network.marked(words[None], words[anchor], branches[None], away, shared[None])
        count = words.shape[0]
        x = self.network.told.mixed(x, self.near[:, :count, :count])
        x = self.network.end(x)[0]
        return self.network.tag(x).log_softmax(-1), self.network.valid(x[anchor]).squeeze(-1)


def export(network: StatementNetwork, names: Names, encoder_out: Path, out: Path) -> None:
    """Write ``encoder.onnx`` to one folder, the two steps and ``reader.json`` to the other.

    The same network gives the same bytes.
    """
    network.eval()
    size = network.encoder.config.hidden_size
    write(
        _Encoder(network),
        (torch.tensor([[101, 102, 102, 102]]), torch.tensor([1, 2])),
        encoder_out / "encoder.onnx",
        {"ids": {1: "pieces"}, "first": {0: "words"}},
        ["vectors"],
        ("MatMul", "Gather"),
    )
    some = torch.zeros(3, dtype=torch.long)
    write(
        _Anchors(network),
        (torch.zeros(3, size), some, torch.zeros(3, len(names) + len(FLAGS), dtype=torch.long)),
        out / "anchors.onnx",
        {"vectors": {0: "words"}, "heads": {0: "words"}, "traits": {0: "words"}},
        ["words", "odds"],
    )
    write(
        _Spans(network),
        (torch.zeros(3, network.join.out_features), some, some, some[:1], some),
        out / "spans.onnx",
        {
            "words": {0: "words"},
            "sentences": {0: "words"},
            "paragraphs": {0: "words"},
            "anchor": {},
            "branches": {0: "words"},
        },
        ["tags", "valid"],
    )
    write_table(out, names, PLAIN)


def write_table(out: Path, names: Names, confidence: Sequence[float]) -> None:
    """Write ``reader.json``: the tables of names and the weights of confidence."""
    table = {
        "names": list(names),
        "left": LEFT,
        "right": RIGHT,
        "confidence": [round(w, 4) for w in confidence],
    }
    (out / "reader.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    axes: dict[str, dict[int, str]],
    outputs: list[str],
    quantized: Sequence[str] = ("MatMul",),
) -> None:
    """Trace ``module`` and write it with matrices of 8-bit integers, one scale for each column.

    Large tables of vectors (``Gather``) are stored so as well; a small one costs less time exact.
    """
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            module.eval(),
            example,
            str(exact),
            input_names=list(axes),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            exact,
            path,
            op_types_to_quantize=list(quantized),
            weight_type=QuantType.QInt8,
            per_channel=True,
        )
