"""The network that reads two sentences together: the upper layers of an encoder, and three small heads.

The lower layers of the encoder read each sentence by itself, so that they run once a sentence and not once a
pair (as in DeFormer, Cao et al. 2020). The upper layers, trained for the task, read both sentences as one
sequence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.models.pair_features import FEATURES

if TYPE_CHECKING:
    import torch

RELATIONS = ("none", "partial", "same", "number", "conflict")
"""What the first head tells apart, in the order of its outputs."""
HIDDEN = 192
HIDDEN_AWAY = -1e4
"""What is added to the attention that padding would get."""


def pair_network(layers: Any, width: int, dropout: float = 0.1, places: Any = None) -> torch.nn.Module:
    """A network over the states of two sentences and the numbers of `pair_features`.

    Args:
        layers: the encoder's upper layers (a `ModuleList`), which become part of the network.
        width: the length of a token's state.
        dropout: share of the values that training leaves out before the heads.
        places: a module with `compute_position_bias(states)`, for encoders whose layers are told how far tokens
            lie apart (MPNet); None for those that only add positions to the tokens (BERT).

    Its `forward(states, mask, second, numbers)` takes states (n, tokens, width), a mask of real tokens
    (n, tokens, bool), 1 where a token is of the second sentence (n, tokens, int), and the numbers (n, FEATURES).
    It gives logits: relations (n, 5), whether the first sentence says all of the second and the reverse (n, 2),
    and contradiction, likeness and paraphrase (n, 3), which only training uses.
    """
    import torch
    from torch import nn
    from torch.nn import functional

    class PairNetwork(nn.Module):
        mean: torch.Tensor
        deviation: torch.Tensor

        def __init__(self) -> None:
            super().__init__()
            self.layers = layers
            self.places = places
            self.segment = nn.Parameter(torch.randn(2, width) * 0.02)
            self.register_buffer("mean", torch.zeros(FEATURES))
            self.register_buffer("deviation", torch.ones(FEATURES))
            self.norm = nn.LayerNorm(4 * width)
            self.mix = nn.Linear(4 * width + FEATURES, HIDDEN)
            self.drop = nn.Dropout(dropout)
            self.relation = nn.Linear(HIDDEN + FEATURES, len(RELATIONS))
            self.entails = nn.Linear(HIDDEN, 2)
            self.auxiliary = nn.Linear(HIDDEN, 3)

        def forward(
            self, states: torch.Tensor, mask: torch.Tensor, second: torch.Tensor, numbers: torch.Tensor
        ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
            states = states + self.segment[second].to(states.dtype)
            seen = mask[:, None, None, :].expand(-1, 1, mask.shape[1], -1)
            apart: dict[str, torch.Tensor] = {}
            if self.places is not None:  # such layers add their mask instead of asking it
                apart["position_bias"] = self.places.compute_position_bias(states)
                seen = torch.zeros_like(seen, dtype=states.dtype).masked_fill(~seen, HIDDEN_AWAY)
            for layer in self.layers:
                after = layer(states, seen, **apart)
                states = after[0] if isinstance(after, tuple) else after
            numbers = (numbers - self.mean) / self.deviation
            pooled = self.norm(_pooled(states.float(), mask, second))
            mixed = self.mix(self.drop(torch.cat([pooled, numbers], -1)))
            mixed = self.drop(functional.gelu(mixed))
            relation = self.relation(torch.cat([mixed, numbers], -1))
            return relation, self.entails(mixed), self.auxiliary(mixed)

    return PairNetwork()


def _pooled(states: torch.Tensor, mask: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Both first tokens, the sum, difference and product of the sentences' means; the order does not matter."""
    import torch

    of_b = (mask & (second == 1)).unsqueeze(-1).float()
    of_a = (mask & (second == 0)).unsqueeze(-1).float()
    a = (states * of_a).sum(1) / of_a.sum(1)
    b = (states * of_b).sum(1) / of_b.sum(1)
    length_a = of_a.sum(1).long()[:, 0]
    heads = states[:, 0] + states[torch.arange(len(states), device=states.device), length_a]
    return torch.cat([heads, a + b, (a - b).abs(), a * b], -1)
