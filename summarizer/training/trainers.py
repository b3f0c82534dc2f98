"""Trainers of transformers and sentence-transformers that resume exactly, and their arguments from a recipe.

What is added to a trainer class: the order of the examples depends on the seed and the epoch alone;
checkpoints are sealed; the kind's own measures are taken at each evaluation; no pickle is left behind.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import ConfigError, InputError
from summarizer.models.device import pick_device
from summarizer.training.checkpoints import best_of, is_end, seal
from summarizer.training.recipe import TrainingPart

if TYPE_CHECKING:
    import torch

CHECKPOINTS = "checkpoints"
LOGS_A_RUN = 50
"""How often the loss is told, about, where the recipe does not evaluate more often."""


def arguments_for(part: TrainingPart, folder: Path, examples: int) -> dict[str, Any]:
    """The arguments of transformers' `TrainingArguments` (and its subclasses) for a recipe.

    `folder` is the output folder; `examples` the size of the training set.
    """
    import torch

    when = "steps" if part.every else "epoch"
    precision = _precision(part.precision)
    steps = max(1, round(examples * part.epochs / (part.batch_size * part.accumulation)))
    return {
        "output_dir": str(folder / CHECKPOINTS),
        "num_train_epochs": part.epochs,
        "max_steps": part.max_steps or -1,
        "per_device_train_batch_size": part.batch_size,
        "per_device_eval_batch_size": part.batch_size,
        "gradient_accumulation_steps": part.accumulation,
        "learning_rate": part.learning_rate,
        "lr_scheduler_type": part.schedule,
        "warmup_steps": part.warmup,  # below 1 it is a share of all steps
        "weight_decay": part.weight_decay,
        "max_grad_norm": part.clip,
        "label_smoothing_factor": part.label_smoothing,
        "bf16": precision == "bfloat16",
        "fp16": precision == "float16",
        "activation_checkpointing": part.gradient_checkpointing,
        "eval_strategy": when,
        "save_strategy": when,
        "eval_steps": part.every or None,
        "save_steps": part.every or 500,
        "save_total_limit": part.keep,
        "load_best_model_at_end": True,
        "metric_for_best_model": part.metric,
        "greater_is_better": part.metric != "loss",
        "restore_callback_states_from_checkpoint": True,
        "prediction_loss_only": True,
        "seed": part.seed,
        "data_seed": part.seed,
        "logging_steps": max(1, min(part.every or steps, steps // LOGS_A_RUN)),
        "report_to": ["tensorboard"] if importlib.util.find_spec("tensorboard") else [],
        "disable_tqdm": not sys.stderr.isatty(),
        "dataloader_pin_memory": torch.cuda.is_available(),
        "use_cpu": pick_device().type == "cpu",  # several processes find each other on CPUs only if told so
        "ddp_find_unused_parameters": False,
    }


def exact(trainer_class: type[Any]) -> type[Any]:
    """The trainer class with exact resume, sealed checkpoints and two attributes that may be set on an instance.

    `measure`: numbers by name that are added to each evaluation, so that they can choose the best checkpoint.
    `group_by_length`: make batches of examples whose "input_ids" are about equally long.
    """

    class Exact(trainer_class):  # type: ignore[misc]
        measure: Callable[[], dict[str, float]] | None = None
        group_by_length: bool = False

        def train(self, resume_from_checkpoint: str | None = None, **options: Any) -> Any:
            if resume_from_checkpoint is not None and is_end(Path(resume_from_checkpoint)):
                self._load_from_checkpoint(str(best_of(Path(resume_from_checkpoint))))
                return None
            return super().train(resume_from_checkpoint=resume_from_checkpoint, **options)

        def _get_train_sampler(self, train_dataset: Any = None) -> Any:
            data = self.train_dataset if train_dataset is None else train_dataset
            lengths = [len(item["input_ids"]) for item in data] if self.group_by_length else None
            size = self.args.train_batch_size * self.args.gradient_accumulation_steps
            return seeded_order(len(data), self.args.seed, self.epochs_done, lengths, size)

        def epochs_done(self) -> int:
            return int(self.state.epoch or 0)

        def evaluation_loop(self, *args: Any, **options: Any) -> Any:
            output = super().evaluation_loop(*args, **options)
            if self.measure is not None:
                prefix = options.get("metric_key_prefix", "eval")
                output.metrics.update({f"{prefix}_{name}": value for name, value in self.measure().items()})
            return output

        def _save(self, output_dir: str | None = None, state_dict: Any = None) -> None:
            super()._save(output_dir, state_dict)
            folder = Path(output_dir or self.args.output_dir)
            (folder / "training_args.bin").unlink(missing_ok=True)  # a pickle that nothing needs

        def _save_checkpoint(self, model: Any, trial: Any) -> None:
            folder = Path(self.args.output_dir) / f"checkpoint-{self.state.global_step}"
            with told_if_unwritable(folder):
                super()._save_checkpoint(model, trial)
                self.accelerator.wait_for_everyone()
                if self.is_world_process_zero():
                    seal(folder)

    Exact.__name__ = Exact.__qualname__ = f"Exact{trainer_class.__name__}"
    return Exact


def ordered_pairs(trainer_class: type[Any]) -> type[Any]:
    """SentenceTransformerTrainer with batches in the seeded order of `exact`, which is to be put around it."""
    from sentence_transformers.base.sampler import DefaultBatchSampler, NoDuplicatesBatchSampler
    from sentence_transformers.base.training_args import BatchSamplers

    class Ordered(trainer_class):  # type: ignore[misc]
        def get_batch_sampler(self, dataset: Any, batch_size: int, drop_last: bool, **options: Any) -> Any:
            if dataset is not self.train_dataset:
                return super().get_batch_sampler(dataset, batch_size, drop_last, **options)
            if self.args.batch_sampler == BatchSamplers.NO_DUPLICATES:
                return EnteredAnew(self.epochs_done, dataset, batch_size, drop_last, **options)
            order = seeded_order(len(dataset), self.args.seed, self.epochs_done, None, batch_size)
            return DefaultBatchSampler(order, batch_size, drop_last)

        def add_model_card_callback(self, *args: Any, **options: Any) -> None:
            """The library's card would quote the data; ours does not."""

        def _load_best_model(self) -> None:
            self._load_from_checkpoint(self.state.best_model_checkpoint)  # and fail if that fails

    class EnteredAnew(NoDuplicatesBatchSampler):  # type: ignore[misc]
        def __init__(self, epochs_done: Callable[[], int], *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.epochs_done = epochs_done

        def __iter__(self) -> Iterator[list[int]]:
            self.set_epoch(self.epochs_done())
            yield from super().__iter__()

    return Ordered


@contextmanager
def told_if_unwritable(folder: Path) -> Iterator[None]:
    """InputError for the user in place of what the libraries raise when a checkpoint cannot be written.

    What is half written is removed, which may be what the disk lacked.
    """
    from safetensors import SafetensorError

    try:
        yield
    except (OSError, SafetensorError, RuntimeError) as error:
        free = shutil.disk_usage(folder.parent).free // 2**20
        shutil.rmtree(folder, ignore_errors=True)
        raise InputError(
            f"{folder.name} could not be written ({error}); {free:,} MB are free on that disk; make room and run "
            "the same command with --resume: it goes on from the checkpoint before"
        ) from error


def seeded_order(
    count: int, seed: int, epoch: Callable[[], int], lengths: Sequence[int] | None, batch: int
) -> torch.utils.data.Sampler[int]:
    """The order of the examples in an epoch: random, and the same whenever the epoch is entered anew.

    With `lengths`, examples of like length stand together in runs of `batch`, the longest first.
    """
    import torch
    from transformers.trainer_pt_utils import get_length_grouped_indices

    class Order(torch.utils.data.Sampler[int]):
        def __len__(self) -> int:
            return count

        def __iter__(self) -> Iterator[int]:
            generator = torch.Generator().manual_seed(seed + epoch())
            if lengths is None:
                return iter(torch.randperm(count, generator=generator).tolist())
            order: list[int] = get_length_grouped_indices(  # type: ignore[no-untyped-call]
                list(lengths), batch, generator=generator
            )
            return iter(order)

    return Order()


def _precision(name: str) -> str:
    import torch

    if name == "float16" and not torch.cuda.is_available():
        raise ConfigError('training.precision: float16 needs a GPU; "auto" picks what can be used')
    if name != "auto":
        return name
    if torch.cuda.is_available():
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
    return "float32"
