"""Sentence embeddings: texts in, unit vectors out, computed once a text.

A sentence-transformers folder made of a transformer, mean or CLS pooling and normalization (nearly all of
them) is run on transformers directly: the same vectors at half the start-up time. Any other folder goes
through sentence-transformers itself.
"""

from __future__ import annotations

import json
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from summarizer.models.device import pick_device, pick_dtype
from summarizer.models.files import locate
from summarizer.models.quiet import without_progress_bars

if TYPE_CHECKING:
    import numpy as np
    import torch

BATCH_SIZE = 32
"""Texts a batch; they are sorted by length first, so that little of a batch is padding."""
CACHED_VECTORS = 20_000
"""Texts whose vectors stay in memory (384 float32 each: 30 MB); the least recently used go first."""
PLAIN_MODULES = ("Transformer", "Pooling", "Normalize")

Embed = Callable[[list[str]], "torch.Tensor"]


class Encoder:
    """Turns texts into unit vectors, float32, one row a text, and remembers them until `forget`.

    In low precision a text's vector depends, in its last digits, on the batch it was computed in. Whoever
    needs equal results from equal input, whatever was encoded before, calls `forget` first. `window` is the
    number of tokens the model reads; what lies behind is not seen (a sentence rarely is that long).
    """

    def __init__(self, embed: Embed, *, name: str, dimension: int, window: int) -> None:
        self.name = name
        self.dimension = dimension
        self.window = window
        self._embed = embed
        self._vectors: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = threading.Lock()
        remember_to_forget(self)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """The vectors of the texts, shape (len(texts), dimension), rows of length 1."""
        import numpy as np

        with self._lock:
            missing = list(dict.fromkeys(text for text in texts if text not in self._vectors))
            fresh = dict(zip(missing, self._compute(missing), strict=True))
            rows = [fresh[text] if text in fresh else self._vectors[text] for text in texts]
            self._keep(texts, rows)
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)

    def forget(self) -> None:
        """Drop all vectors kept in memory."""
        with self._lock:
            self._vectors.clear()

    def _compute(self, texts: list[str]) -> list[np.ndarray]:
        import numpy as np

        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors: list[np.ndarray] = [np.empty(0)] * len(texts)
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            rows = self._embed([texts[i] for i in batch]).float().cpu().numpy()
            rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
            for i, row in zip(batch, rows, strict=True):
                vectors[i] = row.astype(np.float32)
        return vectors

    def _keep(self, texts: Sequence[str], rows: Sequence[np.ndarray]) -> None:
        for text, row in zip(texts, rows, strict=True):
            self._vectors[text] = row
            self._vectors.move_to_end(text)
        while len(self._vectors) > CACHED_VECTORS:
            self._vectors.popitem(last=False)


class Forgetful(Protocol):
    """A model that keeps something of the texts it has read."""

    def forget(self) -> None:
        """Drop it."""


_MODELS: weakref.WeakSet[Forgetful] = weakref.WeakSet()


def remember_to_forget(model: Forgetful) -> None:
    """Have `forget_all` reach this model too, for as long as it is in use."""
    _MODELS.add(model)


def forget_all() -> None:
    """Drop what all loaded models keep of the texts they have read."""
    for model in _MODELS:
        model.forget()


@lru_cache(maxsize=4)
def load_encoder(
    model: str = "bundled", device: str = "auto", dtype: str = "auto", revision: str = "main"
) -> Encoder:
    """The encoder of that name: "bundled", a folder, or a Hugging Face id. Loaded once and shared.

    Raises ModelError if it cannot be found, fails its hash, or is not safe to load.
    """
    files = locate(model, revision=revision)
    where = pick_device(device)
    precision = pick_dtype(dtype, where)
    if (pooling := _plain_pooling(files.path)) is not None:
        return _plain_encoder(files.path, files.name, pooling, where, precision)
    return _library_encoder(files.path, files.name, where, precision)


def _plain_pooling(folder: Path) -> str | None:
    """Tell the pooling, "mean" or "cls", of a folder that needs nothing but that and normalization, else None."""
    listing = folder / "modules.json"
    if not listing.is_file():
        return "mean"
    modules = [(str(m["type"]).rsplit(".", 1)[-1], m["path"]) for m in json.loads(listing.read_text("utf-8"))]
    if any(kind not in PLAIN_MODULES for kind, _ in modules) or modules[0] != ("Transformer", ""):
        return None
    options = json.loads((folder / dict(modules)["Pooling"] / "config.json").read_text("utf-8"))
    if isinstance(mode := options.get("pooling_mode"), str):  # as sentence-transformers 6 writes it
        return mode if mode in ("mean", "cls") else None
    chosen = [key for key, value in options.items() if key.startswith("pooling_mode_") and value is True]
    return {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}.get(
        chosen[0] if len(chosen) == 1 else ""
    )


def _plain_encoder(
    folder: Path, name: str, pooling: str, device: torch.device, dtype: torch.dtype
) -> Encoder:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    with without_progress_bars():
        model = AutoModel.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False, use_safetensors=True, dtype=dtype
        )
    model = model.to(device).eval()
    window = _window(folder, tokenizer.model_max_length, model.config.max_position_embeddings)

    def embed(texts: list[str]) -> torch.Tensor:
        batch = tokenizer(texts, padding=True, truncation=True, max_length=window, return_tensors="pt").to(
            device
        )
        with torch.inference_mode():
            states = model(**batch).last_hidden_state.float()
        if pooling == "cls":
            pooled: torch.Tensor = states[:, 0]
            return pooled
        mask = batch["attention_mask"].unsqueeze(-1).float()
        pooled = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return pooled

    return Encoder(embed, name=name, dimension=model.config.hidden_size, window=window)


def _window(folder: Path, *limits: int) -> int:
    settings = folder / "sentence_bert_config.json"
    own = json.loads(settings.read_text("utf-8")).get("max_seq_length") if settings.is_file() else None
    return min(limit for limit in (own, *limits) if limit)


def _library_encoder(folder: Path, name: str, device: torch.device, dtype: torch.dtype) -> Encoder:
    from sentence_transformers import SentenceTransformer

    with without_progress_bars():
        model = SentenceTransformer(
            str(folder),
            device=str(device),
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True, "dtype": dtype},
        )

    def embed(texts: list[str]) -> torch.Tensor:
        vectors: torch.Tensor = model.encode(texts, convert_to_tensor=True, show_progress_bar=False)
        return vectors

    dimension = model.get_sentence_embedding_dimension() or 0
    return Encoder(embed, name=name, dimension=dimension, window=model.get_max_seq_length() or 0)
