"""A training from recipe to model: read, check, measure, train, measure again, save. This is the whole of it."""

from __future__ import annotations

import importlib.util
import json
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError, nearest
from summarizer.models.device import SLOW, is_slow, pick_device, return_memory_at_once
from summarizer.models.quiet import without_progress_bars
from summarizer.training import checkpoints
from summarizer.training.card import table, write_card
from summarizer.training.comparison import Change, changes, items_of, measured
from summarizer.training.findings import Finding, stop_on
from summarizer.training.kinds import Kind, kind_class
from summarizer.training.memory import estimate
from summarizer.training.progress import tell_progress
from summarizer.training.recipe import Recipe, fingerprint
from summarizer.training.splits import Splits, read_splits
from summarizer.training.trainers import CHECKPOINTS

RUN = "run.json"
MODEL = "model"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What a training gave: the folder of the model, and each measure before and after."""

    model: Path
    changes: tuple[Change, ...]
    use: str


def check_training(recipe: Recipe) -> list[Finding]:
    """What is to be known of the recipe's data before a run; see `findings.py`."""
    kind = kind_class(recipe.kind)(recipe)
    return [*_slow(recipe), *_findings(read_splits(recipe, kind), kind, recipe.data.skip_incomplete)]


def finetune(recipe: Recipe, folder: Path, *, resume: bool = False, tell: Tell = print) -> Result:
    """Train the recipe's model on its data into a folder.

    Args:
        recipe: what to train, on what, and how.
        folder: gets "model" (loads by path), "checkpoints", the run's settings and its card.
        resume: go on from the newest sound checkpoint in the folder.
        tell: takes lines for the user.

    Raises:
        ConfigError: the recipe does not fit its kind; the folder holds another run.
        InputError: the data cannot be read or would waste the run; the disk is full.
        ModelError: the base model cannot be had.
    """
    with _quiet_libraries():
        return _finetuned(recipe, folder, resume, tell)


def _finetuned(recipe: Recipe, folder: Path, resume: bool, tell: Tell) -> Result:
    _need("accelerate", "datasets")
    from accelerate.utils import broadcast_object_list
    from transformers import set_seed

    if recipe.training.gradient_checkpointing:
        return_memory_at_once()  # who computes twice to save memory gives a little more time for it
    kind = kind_class(recipe.kind)(recipe)
    splits = read_splits(recipe, kind)
    found = [*_slow(recipe), *_findings(splits, kind, recipe.data.skip_incomplete)]
    stop_on(found)
    trainer = _trainer(recipe, kind, splits, folder)
    told = tell if trainer.is_world_process_zero() else _silent
    tell_progress(trainer, told)
    for line in (*found, estimate(trainer)):
        told(str(line))
    checkpoint = None
    if trainer.is_world_process_zero():
        checkpoint = _prepared(recipe, splits, folder, trainer.args.world_size, resume, told)
    (checkpoint,) = broadcast_object_list([checkpoint])
    before = _before(kind, trainer, splits, folder)
    started = time.monotonic()
    set_seed(recipe.training.seed)  # measuring before must not change what is learned
    trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
    took = f"{time.monotonic() - started:,.0f} seconds{' since it was resumed' if checkpoint else ''}"
    compared = changes(before, measured(kind, trainer, splits.validation), recipe.training.seed)
    model = folder / MODEL
    if trainer.is_world_process_zero():
        kind.save(trainer.accelerator.unwrap_model(trainer.model), model)
        write_card(model, recipe, splits, compared, took, kind.use(model))
    trainer.accelerator.wait_for_everyone()
    for line in (*table(compared).splitlines(), f"model and card: {model}", f"try it: {kind.use(model)}"):
        told(line)
    return Result(model, compared, kind.use(model))


def _trainer(recipe: Recipe, kind: Kind, splits: Splits, folder: Path) -> Any:
    from transformers import EarlyStoppingCallback

    part = recipe.training
    if part.metric != "loss" and part.metric not in kind.measures:
        known = ("loss", *kind.measures)
        raise ConfigError(
            f'training.metric: no measure "{part.metric}"{nearest(part.metric, known)} (there are: {", ".join(known)})'
        )
    trainer = kind.trainer(splits.train, splits.validation, folder)
    trainer.group_by_length = part.group_by_length
    if part.metric != "loss":
        trainer.measure = lambda: {
            name: measure.value for name, measure in measured(kind, trainer, splits.validation).items()
        }
    if part.patience:
        trainer.add_callback(EarlyStoppingCallback(early_stopping_patience=part.patience))
    return trainer


def _findings(splits: Splits, kind: Kind, skip_incomplete: bool) -> list[Finding]:
    counts = f"{len(splits.train):,} examples to learn from, {len(splits.validation):,} to measure on"
    found = [Finding("fact", counts)]
    if splits.incomplete:
        what = f"{len(splits.incomplete):,} rows lack a required value ({', '.join(splits.incomplete[:3])})"
        if skip_incomplete:
            found.append(Finding("warning", f"{what} and are left out"))
        else:
            mend = "fill them in, take them out, or set data.skip_incomplete"
            found.append(Finding("stop", what, mend))
    if splits.problems:
        shown = "; ".join(splits.problems[:3])
        what = f"{len(splits.problems):,} rows could not be read ({shown})"
        found.append(Finding("warning", what, "mend them or take them out"))
    return [*found, *kind.check(splits.train, splits.validation)]


def _slow(recipe: Recipe) -> Iterator[Finding]:
    """A warning if the recipe names a precision that makes the training take many times as long here."""
    if is_slow(recipe.training.precision, pick_device().type):
        yield Finding(
            "warning",
            f"training.precision: bfloat16 is {SLOW}",
            'write "auto", which picks what is fast, or "float32"',
        )


def _prepared(
    recipe: Recipe, splits: Splits, folder: Path, processes: int, resume: bool, tell: Tell
) -> Path | None:
    """The checkpoint to go on from, None to begin; what the run consists of is written down for a later resume."""
    path = folder / RUN
    own = {"recipe": fingerprint(recipe), "data": splits.sha256, "processes": processes}
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, own | {"settings": recipe.model_dump(mode="json")})
        return None
    if not resume:
        raise ConfigError(
            f"{folder} holds a training already: --resume goes on with it; or name another folder"
        )
    kept = json.loads(path.read_text("utf-8"))
    for name, value in own.items():
        if kept.get(name) != value:
            raise ConfigError(
                f"{folder} was begun with another {name}: a run can only be resumed as it was; name another folder"
            )
    found = checkpoints.newest(folder / CHECKPOINTS)
    for line in found.damaged:
        tell(f"! {line}")
    tell(
        f"  going on from {found.checkpoint.name}"
        if found.checkpoint
        else "  no checkpoint yet: from the start"
    )
    return found.checkpoint


def _before(kind: Kind, trainer: Any, splits: Splits, folder: Path) -> dict[str, list[Any]]:
    """What the untrained model gets for each example; kept, because a resumed run starts from another model."""
    path = folder / "before.json"
    if not path.is_file():
        items = items_of(measured(kind, trainer, splits.validation))
        if trainer.is_world_process_zero():
            _write(path, items)
        trainer.accelerator.wait_for_everyone()
    kept: dict[str, list[Any]] = json.loads(path.read_text("utf-8"))
    return kept


def _write(path: Path, data: object) -> None:
    """Write JSON in one step: a killed run leaves all of it or nothing."""
    waiting = path.with_suffix(".part")
    waiting.write_text(json.dumps(data, indent=1), "utf-8")
    waiting.replace(path)


def _need(*packages: str) -> None:
    """ConfigError if a package that training needs is not installed."""
    for package in packages:
        if importlib.util.find_spec(package) is None:
            raise ConfigError(f'training needs the package {package}: pip install "summarizer[train]"')


@contextmanager
def _quiet_libraries() -> Iterator[None]:
    """Neither bars for files written nor notes to programmers on what libraries will change."""
    with without_progress_bars(), warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


def _silent(line: str) -> None:
    """Processes but the first tell nothing."""
