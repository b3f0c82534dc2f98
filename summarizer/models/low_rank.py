"""Weights of a pair network that are written as small changes of its base encoder's (LoRA, Hu et al. 2022).

In place of `X.weight`, a file holds `X.down` (rank, in) and `X.up` (out, rank): the weight is the base's own plus
`up @ down`. What else of the encoder's layers is not in the file is the base's own too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

OF_BASE = ("layers.", "places.")
"""How the names of those weights begin that a fresh network has from its base encoder."""
CHANGES = (".down", ".up")


def completed(
    weights: Mapping[str, torch.Tensor], fresh: Mapping[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """All weights of a network, from a file's. A file without low-rank changes is returned as it is.

    Args:
        weights: what the file holds.
        fresh: the weights of the network before, whose layers are copies of the base encoder's. The changes are
            added to them in place: they may be large.

    Raises:
        ValueError: a change lacks its half, does not fit its layer, or is of no layer of the base.
    """
    layers = sorted({name.rpartition(".")[0] for name in weights if name.endswith(CHANGES)})
    if not layers:
        return dict(weights)
    found = {name: value for name, value in fresh.items() if name.startswith(OF_BASE)}
    found |= {name: value for name, value in weights.items() if not name.endswith(CHANGES)}
    return found | {f"{layer}.weight": _changed(layer, weights, fresh) for layer in layers}


def _changed(
    layer: str, weights: Mapping[str, torch.Tensor], fresh: Mapping[str, torch.Tensor]
) -> torch.Tensor:
    name = f"{layer}.weight"
    down, up = (weights.get(layer + change) for change in CHANGES)
    if down is None or up is None:
        raise ValueError(f"{layer} has {'no down' if down is None else 'no up'}, which its change needs")
    if name not in fresh or not name.startswith(OF_BASE):
        raise ValueError(f"{layer} is changed, but is no layer of the base")
    if name in weights:
        raise ValueError(f"{layer} has both a weight and a change of the base's")
    own, shapes = fresh[name], f"{tuple(up.shape)} @ {tuple(down.shape)}"
    if down.ndim != 2 or up.ndim != 2 or up.shape[1] != down.shape[0]:
        raise ValueError(f"{layer}: up @ down is {shapes}, wanted (out, rank) @ (rank, in)")
    if own.shape != (up.shape[0], down.shape[1]):
        raise ValueError(f"{layer}: up @ down is {shapes}, which is no change of {tuple(own.shape)}")
    return own.add_((up.float() @ down.float()).to(own.device))
