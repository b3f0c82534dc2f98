"""The estimate of a training's memory agrees with what a small model is seen to keep."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from summarizer.models import device
from summarizer.training import memory
from summarizer.training.lora import LoraPart, with_adapter
from summarizer.training.summaries import IGNORED, Collator

LONG, LABELS = 120, 8


def causal_trainer(rank: int, dtype: torch.dtype) -> Any:
    """What the estimate asks of a trainer, with a small Llama and two examples."""
    config = LlamaConfig(
        vocab_size=64,
        hidden_size=64,
        intermediate_size=170,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
    )
    model = with_adapter(LlamaForCausalLM(config), LoraPart(rank=rank), "CAUSAL_LM", 0)
    example = {"input_ids": [5] * LONG, "labels": [IGNORED] * (LONG - LABELS) + [5] * LABELS}
    args = SimpleNamespace(
        bf16=dtype == torch.bfloat16,
        fp16=False,
        per_device_train_batch_size=2,
        activation_checkpointing=False,
        device=torch.device("meta"),
    )
    return SimpleNamespace(
        model=model.train(),
        args=args,
        train_dataset=[example] * 2,
        data_collator=Collator(0, logits_of_labels=True),
    )


def saved_by(trainer: Any, dtype: torch.dtype) -> int:
    """Bytes that a forward pass keeps for the backward pass, weights left out but for their copies in 16 bits."""
    weights = {weight.untyped_storage().data_ptr() for weight in trainer.model.parameters()}
    kept: dict[int, int] = {}

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in weights:
            kept[storage.data_ptr()] = storage.nbytes()
        return tensor

    batch = trainer.data_collator(trainer.train_dataset)
    with (
        torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor),
        torch.autocast("cpu", dtype, enabled=dtype == torch.bfloat16),
    ):
        trainer.model(**batch)
    return sum(kept.values())


@pytest.mark.parametrize("rank", [0, 8])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_what_a_causal_model_keeps_is_estimated_within_a_quarter(rank, dtype):
    trainer = causal_trainer(rank, dtype)
    kept = memory.estimate(trainer).activations
    assert kept == pytest.approx(saved_by(trainer, dtype), rel=0.25)
    trainer.args.activation_checkpointing = True
    assert memory.estimate(trainer).activations < kept / 2
    trainer.args.activation_checkpointing = False
    trainer.args.device = torch.device("cpu")
    assert memory.estimate(trainer).activations > kept  # the allocator's holes


def test_only_logits_that_are_asked_for_take_memory():
    trainer = causal_trainer(8, torch.float32)
    some = memory.estimate(trainer).activations
    trainer.data_collator = Collator(0)
    assert memory.estimate(trainer).activations - some == 2 * (LONG - LABELS) * 64 * memory.LOGIT


def test_larger_blocks_are_given_back_at_once_where_the_allocator_can(monkeypatch):
    asked = []
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(mallopt=lambda *told: asked.append(told)))
    device.return_memory_at_once()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    device.return_memory_at_once()
    assert asked in ([(-3, device.LARGER_BLOCK)], [])  # on Linux, and elsewhere
