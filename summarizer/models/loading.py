"""Load a language model that writes: found, verified, complete, on its device, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.errors import ModelError
from summarizer.models.adapter import applied, base_of, is_adapter
from summarizer.models.device import pick_device, pick_dtype
from summarizer.models.files import ModelFiles, locate, weights_sha256
from summarizer.models.generation import Generator
from summarizer.models.gguf import converted
from summarizer.models.quiet import without_progress_bars

if TYPE_CHECKING:
    import torch

LARGEST_WINDOW = 1_000_000
"""A tokenizer that names a larger window than this names none."""

_KEPT_SETTINGS = (
    "bos_token_id",
    "eos_token_id",
    "pad_token_id",
    "decoder_start_token_id",
    "forced_bos_token_id",
    "forced_eos_token_id",
)


@dataclass(frozen=True, slots=True)
class Writer:
    """A language model with its tokenizer. `window` is in tokens, 0 where neither names one."""

    model: Any
    tokenizer: Any
    name: str
    window: int


@lru_cache(maxsize=2)
def load_generator(
    model: str, device: str = "auto", dtype: str = "auto", revision: str = "main"
) -> Generator:
    """The language model of that name: a folder, an adapter, a GGUF file, a packaged model or a Hugging Face id.

    Loaded once and shared; two stay in memory. Raises ModelError if it cannot be found, is not safe to load,
    or is no model that writes.
    """
    where = pick_device(device)
    writer = load_writer(model, pick_dtype(dtype, where), revision)
    return Generator(
        writer.model.to(where).eval(),
        writer.tokenizer,
        name=writer.name,
        window=writer.window,
        device=where,
    )


def load_writer(model: str, dtype: torch.dtype, revision: str = "main") -> Writer:
    """A language model on the CPU, the caller's own; see `load_generator`."""
    files = locate(model, revision=revision)
    if not is_adapter(files.path):
        return _load(files, dtype)
    base = base_of(files.path)
    base_files = locate(base.model, revision=base.revision)
    if is_adapter(base_files.path):
        raise ModelError(f'adapter "{files.name}" belongs to another adapter, not to a model')
    if base.sha256 and (found := weights_sha256(base_files.path)) != base.sha256:
        raise ModelError(
            f'adapter "{files.name}" was made for other weights of "{base_files.name}": their sha256 is {found}, '
            f"expected {base.sha256}"
        )
    writer = _load(base_files, dtype)
    return replace(writer, model=applied(writer.model, files.path), name=files.name)


def _load(files: ModelFiles, dtype: torch.dtype) -> Writer:
    from safetensors import SafetensorError
    from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

    folder = converted(files.path) if files.is_gguf else files.path
    safe: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    try:
        config = AutoConfig.from_pretrained(folder, **safe)
        kind: Any = AutoModelForSeq2SeqLM if config.is_encoder_decoder else AutoModelForCausalLM
        tokenizer = AutoTokenizer.from_pretrained(folder, **safe)
        with without_progress_bars():
            loaded, loading = kind.from_pretrained(
                folder, use_safetensors=True, dtype=dtype, output_loading_info=True, **safe
            )
    except (OSError, ValueError, KeyError, ImportError, RuntimeError, SafetensorError) as error:
        raise ModelError(f'model "{files.name}" cannot be loaded: {error}') from error
    if missing := sorted(key for key in loading["missing_keys"] if not _is_computed(loaded, key)):
        raise ModelError(
            f'model "{files.name}" lacks {len(missing)} of its weights ({missing[0]}, ...), which would be random; '
            "is it a model that writes, and are its files whole?"
        )
    loaded.generation_config = _plain_settings(loaded.generation_config)
    return Writer(loaded, tokenizer, files.name, _window(config, tokenizer))


def _is_computed(model: Any, key: str) -> bool:
    """True for positions that are sines: they follow from the size, and PEGASUS is published without them."""
    return "Sinusoidal" in type(model.get_submodule(key.rpartition(".")[0])).__name__


def _plain_settings(own: Any) -> Any:
    """The model's special tokens without its decoding defaults, which would decide what was not asked for."""
    from transformers import GenerationConfig

    kept = {key: getattr(own, key, None) for key in _KEPT_SETTINGS}
    if kept["pad_token_id"] is None:
        ends = kept["eos_token_id"]
        kept["pad_token_id"] = ends[0] if isinstance(ends, list) else ends or 0
    return GenerationConfig(**kept)  # type: ignore[no-untyped-call]


def _window(config: Any, tokenizer: Any) -> int:
    """The tokens that the model reads at once, by its configuration and its tokenizer; 0 if neither tells."""
    if config.is_encoder_decoder:
        own = getattr(config, "max_encoder_position_embeddings", None)  # LED names the decoder's beside it
        own = own or getattr(config, "max_position_embeddings", None)
    else:
        own = getattr(config.get_text_config(), "max_position_embeddings", None)
    limits = (own, tokenizer.model_max_length)
    return min((limit for limit in limits if limit and limit < LARGEST_WINDOW), default=0)
