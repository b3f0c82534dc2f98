"""Vectors of the tokens of a text in context, from any encoder: texts in other words can be held together by them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.errors import ModelError
from summarizer.models.device import pick_device, pick_dtype
from summarizer.models.files import locate
from summarizer.models.quiet import without_progress_bars
from summarizer.models.tokens import Tokens

if TYPE_CHECKING:
    import numpy as np

BATCH_SIZE = 32
LONGEST_WINDOW = 512
"""Tokens read at once; longer texts are read in windows of this size or of what the model can take."""


class TokenVectors:
    """Turns texts into the unit vectors of their tokens, those that frame the input left out."""

    def __init__(self, model: Any, tokenizer: Any, layer: int) -> None:
        self._model = model
        self._tokens = Tokens(tokenizer)
        self._pad = tokenizer.pad_token_id or 0
        self._layer = layer
        positions = int(getattr(model.config, "max_position_embeddings", LONGEST_WINDOW) or LONGEST_WINDOW)
        framing = len(self._tokens.head) + len(self._tokens.tail)
        self._room = min(positions, LONGEST_WINDOW) - framing - 2  # some models count positions from 2

    def of(self, texts: Sequence[str]) -> list[np.ndarray]:
        """One array a text, shape (tokens, dimension), float32, rows of length 1; no rows for an empty text."""
        import numpy as np

        rows = self._tokens.of_text(texts)
        windows = [
            (i, row[at : at + self._room])
            for i, row in enumerate(rows)
            for at in range(0, len(row), self._room)
        ]
        order = sorted(range(len(windows)), key=lambda k: len(windows[k][1]))
        vectors: dict[int, np.ndarray] = {}
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            vectors |= zip(batch, self._embedded([windows[k][1] for k in batch]), strict=True)
        parts: list[list[np.ndarray]] = [[] for _ in texts]
        for k, (i, _) in enumerate(windows):
            parts[i].append(vectors[k])
        empty = np.zeros((0, self._model.config.hidden_size), dtype=np.float32)
        return [np.concatenate(part) if part else empty for part in parts]

    def _embedded(self, rows: Sequence[Sequence[int]]) -> list[np.ndarray]:
        import torch

        head, tail = self._tokens.head, self._tokens.tail
        framed = [[*head, *row, *tail] for row in rows]
        longest = max(map(len, framed))
        ids = torch.tensor(
            [row + [self._pad] * (longest - len(row)) for row in framed], device=self._model.device
        )
        mask = torch.tensor(
            [[1] * len(row) + [0] * (longest - len(row)) for row in framed], device=self._model.device
        )
        with torch.inference_mode():
            states = self._model(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
            units = torch.nn.functional.normalize(states[self._layer].float(), dim=-1).cpu().numpy()
        return [unit[len(head) : len(head) + len(row)] for unit, row in zip(units, rows, strict=True)]


@lru_cache(maxsize=2)
def load_token_vectors(
    model: str = "bundled",
    layer: int = -1,
    device: str = "auto",
    dtype: str = "float32",
    revision: str = "main",
) -> TokenVectors:
    """The token vectors of an encoder: "bundled", a folder, or a Hugging Face id; `layer` counts from the last, -1.

    Raises ModelError if it cannot be found, fails its hash, is not safe to load, or has no such layer.
    """
    from transformers import AutoModel, AutoTokenizer

    folder = locate(model, revision=revision).path
    where = pick_device(device)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    with without_progress_bars():
        loaded = AutoModel.from_pretrained(
            folder,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            dtype=pick_dtype(dtype, where),
        )
    layers = int(loaded.config.num_hidden_layers) + 1
    if not -layers <= layer < layers:
        raise ModelError(
            f'model "{model}": no layer {layer}; it has {layers}, give -{layers} to {layers - 1}'
        )
    return TokenVectors(loaded.to(where).eval(), tokenizer, layer)
