"""From the fitted network to the files that onrecord runs."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.statements.traits import FLAGS, Names
from training.statements.network import LEFT, StatementNetwork

_OPSET = 17
PLAIN = (0.0, 1.0, 0.0, 0.0, 0.0)
"""Weights of the confidence before it is fitted: the chance that step two gives."""


class _Encoder(nn.Module):
    def __init__(self, network: StatementNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, first: Tensor) -> Tensor:
        return self.network.vectors(ids, torch.ones_like(ids))[0, first]


class _Anchors(nn.Module):
    def __init__(self, network: StatementNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, heads: Tensor, traits: Tensor) -> tuple[Tensor, Tensor]:
        real = torch.ones_like(heads, dtype=torch.bool)[None]
        words = self.network.words(vectors[None], heads[None], traits[None], real)[0]
        return words, self.network.anchor(words).squeeze(-1)


class _Spans(nn.Module):
    def __init__(self, network: StatementNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        words: Tensor,
        sentences: Tensor,
        paragraphs: Tensor,
        anchors: Tensor,
        branches: Tensor,
    ) -> tuple[Tensor, Tensor]:
        real = torch.ones_like(sentences, dtype=torch.bool)[None]
        row = torch.zeros_like(anchors)
        tags, valid, _ = self.network.tags(
            words[None],
            real,
            sentences[None],
            paragraphs[None],
            row,
            anchors,
            branches,
            trimmed=True,
        )
        return tags.log_softmax(-1), valid


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
        (torch.zeros(3, network.join.out_features), some, some, some[:1], some[None]),
        out / "spans.onnx",
        {
            "words": {0: "words"},
            "sentences": {0: "words"},
            "paragraphs": {0: "words"},
            "anchors": {0: "anchors"},
            "branches": {0: "anchors", 1: "words"},
        },
        ["tags", "valid"],
    )
    write_table(out, names, PLAIN)


def write_table(out: Path, names: Names, confidence: Sequence[float]) -> None:
    """Write ``reader.json``: the tables of names and the weights of confidence."""
    table = {"names": list(names), "left": LEFT, "confidence": [round(w, 4) for w in confidence]}
    (out / "reader.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    axes: dict[str, dict[int, str]],
    outputs: list[str],
) -> None:
    """Trace ``module`` and write it with matrices of 8-bit integers, one scale for each column."""
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
        quantize_dynamic(exact, path, weight_type=QuantType.QInt8, per_channel=True)
