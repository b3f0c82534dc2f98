"""Tell how a training goes on, in plain lines; on a terminal the trainer's own bar does."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

PERIOD = 10.0
"""Seconds between lines about the loss."""
_LEFT_OUT = ("epoch", "runtime", "samples_per_second", "steps_per_second")


def tell_progress(trainer: Any, tell: Callable[[str], None]) -> None:
    """Make a trainer without a progress bar tell its loss now and then, and every evaluation."""
    if not trainer.args.disable_tqdm:
        return
    from transformers import PrinterCallback, TrainerCallback

    class Lines(TrainerCallback):
        def __init__(self) -> None:
            self.told = 0.0

        def on_log(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
            logs: dict[str, Any] = kwargs["logs"]
            if not state.is_world_process_zero or "train_runtime" in logs:
                return
            evaluation = "eval_loss" in logs
            if not evaluation and time.monotonic() - self.told < PERIOD:
                return
            self.told = self.told if evaluation else time.monotonic()
            tell(f"  step {state.global_step:,} of {state.max_steps:,}: {numbers(logs)}")

    trainer.remove_callback(PrinterCallback)
    trainer.add_callback(Lines())


def numbers(logs: Mapping[str, Any]) -> str:
    """The numbers of a log entry in words: "validation loss 4.17, validation rouge1 0.31"."""
    shown = []
    for key, value in logs.items():
        name = key.removeprefix("eval_")
        if name not in _LEFT_OUT:
            where = "validation " if key.startswith("eval_") else ""
            shown.append(f"{where}{name.replace('_', ' ')} {float(value):.4g}")
    return ", ".join(shown)
