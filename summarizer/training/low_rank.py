"""Train a pair network by small changes of its base's linear layers (LoRA, Hu et al. 2022) instead of all weights.

`summarizer.models.low_rank` reads what this writes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from summarizer.models.low_rank import CHANGES, OF_BASE

if TYPE_CHECKING:
    import torch

SCALE = 2.0
"""By what a change is multiplied; in what is written, `up` has it within."""


def adapt(network: Any, rank: int) -> None:
    """Freeze what a network has from its base, and give each linear layer of that a change to be trained.

    The heads stay as they are, and every change begins with nothing.
    """
    from torch import nn

    for part in (network.layers, network.places):
        if part is not None:
            part.requires_grad_(False)
    found = [
        (parent, name, child)
        for parent in network.layers.modules()
        for name, child in parent.named_children()
        if type(child) is nn.Linear
    ]
    for parent, name, child in found:
        setattr(parent, name, _changing(child, rank))


def changes(network: Any) -> dict[str, torch.Tensor]:
    """The weights of an adapted network that are not its base's: the changes, and the heads."""
    return {
        name: value * SCALE if name.startswith(OF_BASE) and name.endswith(".up") else value
        for name, value in network.state_dict().items()
        if not name.startswith(OF_BASE) or name.endswith(CHANGES)
    }


def _changing(own: Any, rank: int) -> torch.nn.Module:
    """The linear layer with its own weights, and a change of them."""
    import torch
    from torch import nn
    from torch.nn import functional

    class Changing(nn.Linear):
        def __init__(self) -> None:
            super().__init__(own.in_features, own.out_features, bias=own.bias is not None, device="meta")
            self.weight, self.bias = own.weight, own.bias
            self.down = nn.Parameter(torch.empty(rank, own.in_features))
            self.up = nn.Parameter(torch.zeros(own.out_features, rank))
            nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

        def forward(self, input: torch.Tensor) -> torch.Tensor:
            change = functional.linear(functional.linear(input, self.down), self.up)
            return super().forward(input) + SCALE * change

    return Changing()
