"""Cosines of many pairs of texts, each text encoded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

PAIRS_AT_ONCE = 20_000
"""Pairs whose vectors are side by side in memory at one time."""


def pair_cosines(
    encode: Callable[[Sequence[str]], np.ndarray], pairs: Sequence[tuple[str, str]]
) -> list[float]:
    """The cosine of each pair, in order. `encode` gives unit vectors, one row a text."""
    import numpy as np

    rows = {text: i for i, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
    vectors = encode(list(rows))
    places = np.array([(rows[a], rows[b]) for a, b in pairs], dtype=np.int64).reshape(-1, 2)
    parts = (places[start : start + PAIRS_AT_ONCE] for start in range(0, len(places), PAIRS_AT_ONCE))
    cosines: list[float] = []
    for part in parts:
        cosines += np.einsum("ij,ij->i", vectors[part[:, 0]], vectors[part[:, 1]]).tolist()
    return cosines
