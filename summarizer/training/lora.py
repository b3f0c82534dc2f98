"""Train an adapter (LoRA) in place of all weights, and write it with the base it belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field

from summarizer.errors import ConfigError
from summarizer.models.adapter import Base, write_base
from summarizer.models.files import locate, weights_sha256
from summarizer.models.quiet import without_future_warnings
from summarizer.training.recipe import Part, Recipe


class LoraPart(Part):
    """The adapter; `rank` 0 trains all weights instead.

    `targets` are the names of the layers that get it, all linear ones by default. `merge` writes a whole model
    at the end and no adapter.
    """

    rank: int = Field(default=0, ge=0)
    alpha: int = Field(default=32, ge=1)
    dropout: float = Field(default=0.05, ge=0, lt=1)
    targets: tuple[str, ...] = ()
    merge: bool = False


def with_adapter(model: Any, part: LoraPart, task: str, seed: int) -> Any:
    """The model with a fresh adapter on it, or the model itself where `rank` is 0.

    `task` is peft's name of it, "CAUSAL_LM" or "SEQ_2_SEQ_LM". Raises ConfigError if peft is not installed or
    a target is not there.
    """
    if not part.rank:
        return model
    try:
        from peft import LoraConfig, get_peft_model
    except ImportError as error:
        raise ConfigError('options.lora needs the package peft: pip install "summarizer[train]"') from error
    from transformers import set_seed

    config = LoraConfig(
        r=part.rank,
        lora_alpha=part.alpha,
        lora_dropout=part.dropout,
        target_modules=list(part.targets) or "all-linear",
        task_type=task,
    )
    set_seed(seed)
    try:
        with without_future_warnings():
            adapted = get_peft_model(model, config)
    except ValueError as error:
        raise ConfigError(f"options.lora.targets: {error}") from error
    model.enable_input_require_grads()  # gradients must get through frozen embeddings to checkpointed layers
    return adapted


def save_writer(model: Any, tokenizer: Any, part: LoraPart, recipe: Recipe, folder: Path) -> None:
    """Write a language model into a folder that loads by path: an adapter with its base noted, or all weights."""
    folder.mkdir(parents=True, exist_ok=True)
    if part.rank and not part.merge:
        for config in model.peft_config.values():
            config.base_model_name_or_path = recipe.model  # not the cache folder of this machine
        model.save_pretrained(folder)
        base = locate(recipe.model, revision=recipe.revision)
        write_base(folder, Base(recipe.model, recipe.revision, weights_sha256(base.path)))
        return
    whole = model.merge_and_unload(safe_merge=True) if part.rank else model
    whole.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
