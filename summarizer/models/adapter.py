"""Adapters (LoRA, Hu et al. 2021): a few weights on top of a base model that is named and checked by its hash.

An adapter's folder holds adapter_config.json, adapter_model.safetensors and, where this package made it,
base.json with the base model and the SHA-256 of its weights. Its configuration is read key by key: what could
import code or fetch anything is never handed on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import ModelError
from summarizer.models.quiet import without_future_warnings

CONFIG = "adapter_config.json"
WEIGHTS = "adapter_model.safetensors"
BASE = "base.json"
LARGEST_CONFIG = 2**20
_PLAIN_KEYS = (
    "r",
    "lora_alpha",
    "lora_dropout",
    "target_modules",
    "fan_in_fan_out",
    "bias",
    "use_rslora",
    "use_dora",
    "lora_bias",
    "rank_pattern",
    "alpha_pattern",
    "layers_to_transform",
    "layers_pattern",
    "modules_to_save",
    "task_type",
)
"""The keys of a LoRA configuration that are numbers, flags and names of layers."""


@dataclass(frozen=True, slots=True)
class Base:
    """The model that an adapter belongs to: what `model:` takes, and the SHA-256 of its weights ("" if unknown)."""

    model: str
    revision: str = "main"
    sha256: str = ""


def is_adapter(folder: Path) -> bool:
    """True if the folder holds an adapter as safetensors."""
    return (folder / CONFIG).is_file() and (folder / WEIGHTS).is_file()


def base_of(folder: Path) -> Base:
    """The base model of an adapter; ModelError if its files do not tell."""
    if (folder / BASE).is_file():
        told = _json(folder / BASE)
        found = Base(*(str(told.get(key, "")) for key in ("model", "revision", "sha256")))
    else:
        told = _json(folder / CONFIG)
        found = Base(str(told.get("base_model_name_or_path") or ""), str(told.get("revision") or "main"))
    if not found.model:
        raise ModelError(f'adapter "{folder.name}" does not say which model it belongs to')
    return found


def write_base(folder: Path, base: Base) -> None:
    """Note in an adapter's folder which model it belongs to."""
    (folder / BASE).write_text(json.dumps(asdict(base), indent=1) + "\n", "utf-8")


def applied(model: Any, folder: Path) -> Any:
    """The model with the adapter's weights added into its own, which makes it as fast as before.

    Raises ModelError if the adapter is not LoRA, damaged, or made for another model.
    """
    try:
        from peft import LoraConfig, PeftModel
    except ImportError as error:
        raise ModelError(
            f'"{folder.name}" is an adapter, which needs the package peft: pip install "summarizer[generate]"'
        ) from error
    from safetensors import SafetensorError

    told = _json(folder / CONFIG)
    if told.get("peft_type") != "LORA" or not _is_names(told.get("target_modules")):
        raise ModelError(
            f'adapter "{folder.name}": only LoRA adapters with a list of target_modules are loaded'
        )
    plain = {key: told[key] for key in _PLAIN_KEYS if told.get(key) is not None}
    try:
        config = LoraConfig(**plain, inference_mode=True)
        with without_future_warnings():
            loaded = PeftModel.from_pretrained(model, str(folder), config=config)
        return loaded.merge_and_unload(safe_merge=True)
    except (ValueError, TypeError, KeyError, RuntimeError, OSError, SafetensorError) as error:
        raise ModelError(f'adapter "{folder.name}" does not fit its base model: {error}') from error


def _is_names(value: object) -> bool:
    return (
        isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(v, str) for v in value)
    )


def _json(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(LARGEST_CONFIG))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.parent.name}/{path.name} cannot be read: {error}") from error
    if not isinstance(told, dict):
        raise ModelError(f"{path.parent.name}/{path.name} is no JSON object")
    return told
