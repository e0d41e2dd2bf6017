"""From the fitted event heads to the files that onrecord runs."""

import json
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.statements.traits import FLAGS, Names
from training.events.loss import MODES, REACH
from training.events.network import EventNetwork
from training.statements.export import write
from training.statements.network import WIDTH


class _Words(nn.Module):
    def __init__(self, network: EventNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, vectors: Tensor, heads: Tensor, traits: Tensor, known: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        x = self.network.seen(vectors[None], vectors[heads][None], traits[None], known[None])
        around = self.network.around
        words = self.network.end(around.mixed(x, around.near(x.shape[1])))[0]
        return (words, *self.network.judge(words))


class _Roles(nn.Module):
    def __init__(self, network: EventNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        words: Tensor,
        triggers: Tensor,
        branches: Tensor,
        grammar: Tensor,
        sentences: Tensor,
    ) -> Tensor:
        row = torch.zeros_like(triggers)
        return self.network.roles(words[None], row, triggers, branches, grammar, sentences[None])


class _Roots(nn.Module):
    def __init__(self, network: EventNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: Tensor, parties: Tensor) -> Tensor:
        real = torch.ones_like(parties, dtype=torch.bool)[None]
        return self.network.roots(words[None], parties[None], real)[0]


def export(network: EventNetwork, names: Names, out: Path) -> None:
    """Write ``words.onnx``, ``roles.onnx``, ``roots.onnx`` and ``reader.json`` to ``out``.

    The same network gives the same bytes.
    """
    network.eval()
    size = network.join.in_features // 2
    some = torch.zeros(3, dtype=torch.long)
    words, traits = torch.zeros(3, WIDTH), torch.zeros(3, len(names) + len(FLAGS), dtype=torch.long)
    write(
        _Words(network),
        (torch.zeros(3, size), some, traits, some),
        out / "words.onnx",
        {name: {0: "words"} for name in ("vectors", "heads", "traits", "known")},
        ["words", "kinds", "judged", "facts", "modes"],
    )
    write(
        _Roles(network),
        (words, some[:1], some[None], some[None], some),
        out / "roles.onnx",
        {
            "words": {0: "words"},
            "triggers": {0: "triggers"},
            "branches": {0: "triggers", 1: "words"},
            "grammar": {0: "triggers", 1: "words"},
            "sentences": {0: "words"},
        },
        ["roles"],
    )
    export_roots(network, out)
    table = {"names": list(names), "modes": MODES, "reach": REACH}
    (out / "reader.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def export_roots(network: EventNetwork, out: Path) -> None:
    """Write ``roots.onnx`` to ``out``."""
    network.eval()
    write(
        _Roots(network),
        (torch.zeros(3, WIDTH), torch.zeros(3, dtype=torch.long)),
        out / "roots.onnx",
        {"words": {0: "words"}, "parties": {0: "words"}},
        ["roots"],
    )
