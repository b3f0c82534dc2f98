"""Turn a GGUF file into a folder of safetensors, once: dequantizing takes seconds to minutes a load."""

from __future__ import annotations

from pathlib import Path

from summarizer.errors import ModelError
from summarizer.models.cache import arriving, cache_folder
from summarizer.models.files import sha256
from summarizer.models.quiet import without_progress_bars


def converted(path: Path) -> Path:
    """The folder with the same model as safetensors (float32) and its tokenizer, made on first use.

    It is kept in the cache folder under the file's SHA-256: another file of the same name is another model.
    Raises ModelError if transformers cannot read the file.
    """
    target = cache_folder() / "converted" / f"{path.stem}-{sha256(path)[:16]}"
    if not target.is_dir():
        with arriving(target) as folder:
            _convert(path, folder)
    return target


def _convert(path: Path, folder: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    source = {"gguf_file": path.name, "local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(path.parent, **source)
        with without_progress_bars():
            loaded = AutoModelForCausalLM.from_pretrained(path.parent, dtype=torch.float32, **source)
    except ImportError as error:
        raise ModelError(
            f'"{path.name}": GGUF files need the package gguf (pip install "summarizer[generate]")'
        ) from error
    except (ValueError, KeyError, OSError, RuntimeError, NotImplementedError) as error:
        raise ModelError(f'"{path.name}" cannot be read as a GGUF language model: {error}') from error
    config = loaded.config
    if hasattr(config, "quantization_config"):
        del config.quantization_config
    fresh = type(loaded)(config)  # transformers refuses to save a model that it loaded from GGUF
    fresh.load_state_dict(loaded.state_dict())
    fresh.generation_config = loaded.generation_config
    with without_progress_bars():
        fresh.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
