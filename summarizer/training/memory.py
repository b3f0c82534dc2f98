"""How much memory a training will take, about, and what to change if that is more than there is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.training.summaries import IGNORED

ACTIVATIONS = 34
"""Bytes of activations a token, layer and hidden unit in 16 bits (Korthikanti et al. 2022), without attention."""
ATTENTION = 3
"""Values kept a head and pair of tokens where attention is not fused: scores, their softmax, what was dropped."""
LOGIT = 14
"""Bytes a logit takes at the peak: in the model's precision, in 32 bits, its softmax and their gradients; measured."""
HOLES = 1.4
"""What a process on a CPU takes for each byte of activations: the C library's allocator leaves holes; measured."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes that a training takes on one device.

    `taken` is what the process has there already, the weights and the libraries; the rest comes with the first
    steps. `free` is 0 where that is not known.
    """

    taken: int
    optimizer: int
    activations: int
    free: int
    device: str

    @property
    def total(self) -> int:
        """What the training takes at its longest batch."""
        return self.taken + self.optimizer + self.activations

    @property
    def fits(self) -> bool:
        """True if what is still to come fits, or if nobody knows how much is free."""
        return not self.free or self.optimizer + self.activations < self.free

    def __str__(self) -> str:
        """A line for the user, with advice if it will not fit."""
        line = (
            f"about {_gb(self.total)} of memory on {self.device} (model and libraries {_gb(self.taken)}, gradients "
            f"and optimizer {_gb(self.optimizer)}, activations {_gb(self.activations)})"
        )
        if self.free:
            line += f"; {_gb(self.free)} are free"
        if self.fits:
            return f"  {line}"
        return (
            f"! {line}: halve training.batch_size and double training.accumulation, set "
            "training.gradient_checkpointing, shorten the inputs, or train an adapter (options.lora.rank)"
        )


def estimate(trainer: Any) -> Memory:
    """The memory that a trainer will need at its longest batch, from its model's sizes.

    Gradients and optimizer states (AdamW, float32) are exact. Activations are counted for causal models and
    within a fifth of what was measured; for others they are a rule of thumb: expect up to half as much again.
    """
    if trainer.args.device.type == "cpu":
        for weight in trainer.model.parameters():
            weight.sum()  # weights mapped from a file take memory once they are read
    trained = sum(weight.numel() * 4 for weight in trainer.model.parameters() if weight.requires_grad)
    device = trainer.args.device
    return Memory(_taken(device), trained * 3, _activations(trainer), _free(device), device.type)


def _activations(trainer: Any) -> int:
    config = _config(trainer.model)
    if config is None:
        return 0
    args = trainer.args
    on_cpu = args.device.type == "cpu"
    wide = 2 if args.bf16 or args.fp16 else 4
    longest = _longest(trainer)
    tokens = args.per_device_train_batch_size * longest
    layers = getattr(config, "num_hidden_layers", 0) + (
        getattr(config, "decoder_layers", 0) or getattr(config, "num_decoder_layers", 0) or 0
    )
    hidden: int = getattr(config, "hidden_size", 0) or getattr(config, "d_model", 0)
    writes = hasattr(trainer.model, "generate")
    causal = writes and not config.is_encoder_decoder
    layer = tokens * (_values(trainer.model, config, wide) if causal else hidden * ACTIVATIONS * wide // 2)
    if on_cpu:  # where attention keeps its matrices, or the mask of each layer where it is fused
        fused = config._attn_implementation == "sdpa" and not getattr(config, "attention_dropout", 1)
        matrices = 1 if fused else getattr(config, "num_attention_heads", 0) * ATTENTION
        layer += tokens * longest * matrices * wide
    stream = tokens * hidden * (4 if causal else wide)
    kept = stream * layers + layer if args.activation_checkpointing else layer * layers
    if causal and on_cpu and not args.activation_checkpointing:
        kept = int(kept * HOLES)
    if wide == 2 and causal:
        kept += sum(weight.numel() * wide for weight in trainer.model.parameters())  # copies in 16 bits
    logits = _written(trainer, longest) * getattr(config, "vocab_size", 0) if writes else 0
    return int(kept + logits * LOGIT)


def _values(model: Any, config: Any, wide: int) -> int:
    """Bytes that a layer of a causal model keeps of a token, as counted in Llama's, with an adapter or without.

    The stream between the layers and its norms stay in 32 bits; an adapter keeps what each layer reads twice, once
    with what was dropped out.
    """
    hidden, inner = config.hidden_size, getattr(config, "intermediate_size", 4 * config.hidden_size)
    exact = 8 * hidden + inner if hasattr(model, "peft_config") else 4 * hidden
    return int(exact * 4 + (10 * hidden + 4 * inner) * wide)


def _written(trainer: Any, longest: int) -> int:
    """Tokens of the longest batch of which logits are computed: all, or those from the first labelled one on."""
    size: int = trainer.args.per_device_train_batch_size
    if not getattr(trainer.data_collator, "logits_of_labels", False):
        return size * longest
    labels: list[list[int]] = sorted((item["labels"] for item in trainer.train_dataset), key=len)[-size:]
    return size * (longest - min(one.count(IGNORED) for one in labels))


def _config(model: Any) -> Any:
    """The configuration of the transformer, in the model or in a part of it (sentence-transformers)."""
    from transformers import PreTrainedModel

    parts = (part for part in model.modules() if isinstance(part, PreTrainedModel))
    found = next(parts, None)
    return None if found is None else found.config.get_text_config()


def _longest(trainer: Any) -> int:
    """Tokens of the longest training example; for texts that are tokenized later, the window of each."""
    first = trainer.train_dataset[0]
    if "input_ids" in first:
        return max(len(item["input_ids"]) for item in trainer.train_dataset)
    texts = sum(isinstance(value, str) for value in first.values())
    return max(texts, 1) * int(getattr(trainer.model, "max_seq_length", 0) or 512)


def _taken(device: Any) -> int:
    import torch

    if device.type == "cuda":
        return int(torch.cuda.memory_reserved(device))
    return _proc("self/status", "VmRSS") if device.type == "cpu" else 0


def _free(device: Any) -> int:
    import torch

    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    return _proc("meminfo", "MemAvailable") if device.type == "cpu" else 0


def _proc(name: str, key: str) -> int:
    """A number of bytes that Linux tells of a process or the machine; 0 on other systems."""
    path = Path("/proc", name)
    if not path.is_file():
        return 0
    lines = dict(line.split(":", 1) for line in path.read_text("utf-8").splitlines())
    return int(lines[key].split()[0]) * 1024


def _gb(count: int) -> str:
    return f"{count / 2**30:.1f} GB" if count >= 2**30 else f"{count / 2**20:.0f} MB"
