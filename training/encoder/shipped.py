"""The weights of the shipped 8-bit files, back in the networks that they were written from.

A training that goes on from them needs no checkpoint beside the release. Parameters that kept their
names are found by name. Matrices lost theirs when they were traced: a network with weights of its
own is written in the same way, and the file that comes out says which matrix is which parameter.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from onrecord.statements.traits import Names
from training.events.export import export as export_events
from training.events.network import EventNetwork
from training.statements.export import export
from training.statements.network import LEFT, RIGHT, Attention, StatementNetwork, distance_class

Floats = NDArray[np.float32]
ENCODER, ANCHORS, SPANS = "encoder/encoder", "statements/anchors", "statements/spans"
STATEMENT_FILES = ENCODER, ANCHORS, SPANS
EVENT_FILES = "events/words", "events/roles", "events/roots"
_NEEDLESS = ("encoder.pooler.", "flat.")
"""Parts that only training uses; they are not shipped and begin anew."""
_ROUNDED = 0.02
"""Share of the largest weight by which 8 bits may miss one; two steps of 1/127."""


def read_back(statements: StatementNetwork, events: EventNetwork, names: Names, home: Path) -> None:
    """Put the weights of the files under ``home`` into both networks.

    ``ValueError`` if a parameter that is shipped is not found, or has another shape.
    """
    _tell_apart(statements)
    _tell_apart(events)
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder)
        for part in ("encoder", "statements", "events"):
            (other / part).mkdir()
        export(statements, names, other / "encoder", other / "statements")
        export_events(events, names, other / "events")
        for network, files in ((statements, STATEMENT_FILES), (events, EVENT_FILES)):
            missing = dict(network.named_parameters())
            for name in files:
                _fill(missing, *(tensors(at / f"{name}.onnx") for at in (other, home)))
            if network is statements:
                _fill_distances(statements, missing, tensors(home / f"{SPANS}.onnx"))
            left = [name for name in missing if not name.startswith(_NEEDLESS)]
            if left:
                raise ValueError(f"not in the shipped files: {', '.join(left)}")


def _tell_apart(network: nn.Module) -> None:
    """Make no two parameters alike: equal ones, as all that begin as ones, are written once."""
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 1e-3)


def tensors(path: Path) -> dict[str, Floats]:
    """All weights of a file by name, 8-bit ones as the numbers that they stand for."""
    found = {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}
    made = {}
    for name, value in found.items():
        base, is_quantized, _ = name.partition("_quantized")
        if is_quantized:
            zero = found[f"{base}_zero_point"].astype(np.float32)
            made[base] = (value.astype(np.float32) - zero) * found[f"{base}_scale"]
        elif value.dtype == np.float32:
            made[name] = value
    return made


def _fill(
    missing: dict[str, nn.Parameter], other: Mapping[str, Floats], shipped: Mapping[str, Floats]
) -> None:
    """Set what of ``missing`` the file holds and take it out of there.

    ``other`` is the file as the network writes it now: with the same weights in the same order, of
    which those that lost their names are numbered otherwise where the network has other parts.
    """
    twin = dict(zip(other, shipped, strict=True))
    for name, parameter in list(missing.items()):
        now = parameter.detach().numpy()
        found = shipped.get(f"network.{name}")
        if found is None:
            found = next(
                (_turned(now, v, shipped[twin[k]]) for k, v in other.items() if _is(now, v)), None
            )
        if found is not None and found.shape == now.shape:
            parameter.data = torch.from_numpy(found.copy())
            del missing[name]


def _turned(now: Floats, value: Floats, kept: Floats) -> Floats:
    """``kept`` the way round that ``now`` has, if ``value`` is ``now`` the other way round."""
    return kept if _is_just(now, value) else kept.T


def _is(now: Floats, value: Floats) -> bool:
    """Whether ``value`` is the matrix ``now`` or its transpose, but for the rounding to 8 bits."""
    return _is_just(now, value) or _is_just(now, value.T)


def _is_just(now: Floats, value: Floats) -> bool:
    if now.ndim != 2 or now.shape != value.shape or not now.any():
        return False
    return bool(np.abs(now - value).max() <= _ROUNDED * np.abs(now).max())


def _fill_distances(
    network: StatementNetwork, missing: dict[str, nn.Parameter], spans: Mapping[str, Floats]
) -> None:
    """The tables of distances, which step two holds spread out over all places."""
    place = torch.arange(LEFT + 1 + RIGHT)
    near = torch.from_numpy(spans["near"].copy())
    _gather(network.told, missing, near, distance_class(place[None, :] - place[:, None]))
    away = torch.from_numpy(spans["away"].copy())
    for at, number in enumerate(distance_class(torch.arange(-LEFT, RIGHT + 1)).tolist()):
        network.offset.weight.data[number] = away[at]
    missing.pop("offset.weight", None)


def _gather(
    attention: Attention, missing: dict[str, nn.Parameter], near: Tensor, classes: Tensor
) -> None:
    for number in classes.unique().tolist():
        row, column = (classes == number).nonzero()[0].tolist()
        attention.distance.weight.data[number] = near[:, row, column]
    missing.pop("told.distance.weight", None)
